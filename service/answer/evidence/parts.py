"""The rows and sentences that explain a question together, where none does alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .inquiry import Inquiry
from .matching import Match

# So many rows and sentences together still tell one thing.
MOST_PARTS = 4
_JOINING = frozenset({"and", "or", "but", "plus", "also", "both"})
# A clause in front of the question proper, and its comma.
_LEADING = re.compile(r"^\W*(?:since|because|as|given|now that|if|when|while|assuming|considering)\b[^,]*,", re.I)


def get_parts(inquiry: Inquiry) -> tuple[Match, ...]:
    """The fewest rows and sentences that together explain all that is required, or none."""
    left = list(inquiry.reading.required)
    joined = _JOINING & set(inquiry.reading.words[:-1]) or "," in _LEADING.sub("", inquiry.reading.question)
    if len(left) < 2 or not joined or all(concept.is_name for concept in left):
        return ()
    wanted = inquiry.reading.entities
    parts: list[Match] = []
    while left and len(parts) < MOST_PARTS:
        rows = [inquiry.match_row(row, left) for row in inquiry.rows if not wanted or set(row.entities) & set(wanted)]
        prose = [inquiry.match_prose(fact, left) for fact in inquiry.prose if not wanted or fact.entity.id in wanted]
        fitting = [match for match in (*rows, *prose) if match.named or match.valued]
        if not fitting:
            return ()
        best = max(fitting, key=lambda match: (round(match.score, 6), -match.facts[0].id))
        parts.append(best)
        explained = {*best.named, *best.valued, *best.placed}
        left = [concept for concept in left if concept not in explained]
    return tuple(parts) if not left and len(parts) > 1 and _are_of_one(parts) else ()


def _are_of_one(parts: Sequence[Match]) -> bool:
    """Whether rows among some parts are of the same things: of what different tables hold no question asks at once."""
    rows = [match.row for match in parts if match.row]
    return all(set(first.entities) & set(other.entities) for first, other in pairwise(rows))
