"""Properties that the question names and that the docs leave blank for the very things that it asks about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..question.reading import Concept
from .matching import Match


def leave_unstated_open(matches: Sequence[Match], entities: Sequence[str]) -> list[Match]:
    """The rows, with a word left open that only the header above explains, as the name of another column.

    It stays explained where that column states something of one of the things that the question names.
    """
    asked = set(entities)
    if not asked:
        return list(matches)
    stated: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row, named in ((match.row, match.named) for match in matches):
        for concept in named if row else ():
            stated[row.page if row else "", id(concept)].update(row.entities if row else ())
    return [_leave_open(match, [c for c in match.placed if _is_blank(match, c, stated, asked)]) for match in matches]


def _is_blank(match: Match, concept: Concept, stated: dict[tuple[str, int], set[str]], asked: set[str]) -> bool:
    """Whether a word is the name of another column of the page, which has nothing on the things asked about."""
    others = stated.get((match.row.page, id(concept))) if match.row else None
    return bool(others) and concept.required and asked.isdisjoint(others or ())


def _leave_open(match: Match, concepts: Sequence[Concept]) -> Match:
    if not concepts:
        return match
    weight = sum(concept.weight for concept in concepts)
    asked = sum(concept.weight for concept in (*match.named, *match.valued, *match.placed, *match.missing))
    share = weight / asked if asked else 0.0
    return replace(
        match,
        score=match.score - share * match.score,
        coverage=max(0.0, match.coverage - share),
        placed=tuple(concept for concept in match.placed if concept not in concepts),
        missing=(*match.missing, *concepts),
    )
