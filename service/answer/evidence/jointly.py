"""Several properties that a question joins ("how much flash and RAM …"): all of them are told, or the one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ..question.reading import Concept
from .enough import CLEAR_NAME
from .figures import asks_figure, has_number
from .finding import Finding, judge_prose, judge_row
from .inquiry import Inquiry
from .matching import Match

_JOINING = frozenset({"and", "or", "plus", "both"})


def find_jointly(inquiry: Inquiry, match: Match) -> list[Finding]:
    """What answers for a row's property and those beside it that the question names as well; empty without others.

    A sentence that speaks of all of them goes before the cells where "how much" is asked, and of no thing.
    """
    others = _find_others(inquiry, match) if _JOINING & set(inquiry.reading.words) else []
    if match.row is None or not others:
        return []
    asked = [concept for other in others for concept in other.named]
    sentence = _find_sentence(inquiry, match, asked) if asks_figure(inquiry.reading) else None
    if sentence:
        return [judge_prose(sentence)]
    rows = [each for each in (match, *others) if each.row]
    return [
        judge_row(inquiry, each, each.row.get_cells(entity))
        for entity in match.row.entities
        for each in rows
        if each.row and each.row.get_cells(entity)
    ]


def _find_others(inquiry: Inquiry, match: Match) -> list[Match]:
    """The rows of the same things whose whole names are words that a row is met by only in its surroundings."""
    left = [concept for concept in match.placed if concept.required and not concept.asks_default]
    found = [next((other for other in inquiry.row_matches if _names(other, c, match)), None) for c in left]
    return [other for other in found if other]


def _names(other: Match, concept: Concept, match: Match) -> bool:
    row, beside = other.row, match.row
    if row is None or beside is None or row.page != beside.page or concept not in other.named:
        return False
    return other.name_share >= CLEAR_NAME and bool(set(row.entities) & set(beside.entities))


def _find_sentence(inquiry: Inquiry, match: Match, others: Sequence[Concept]) -> Match | None:
    """The sentence of the page that holds the names of all the properties, and leaves nothing else open."""
    wanted = {concept for concept in (*match.named, *others) if concept.required}
    required = inquiry.reading.required
    for prose in inquiry.prose_matches:
        fact = prose.facts[0]
        if match.row is None or fact.citation.page != match.row.page or not wanted <= set(prose.valued):
            continue
        whole = all(concept in prose.valued or concept in match.placed for concept in required)
        if whole and has_number(fact):
            return prose
    return None
