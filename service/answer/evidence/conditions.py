"""What a row of amounts leaves open, met by another row of the same things: "the cheapest plan with a private line"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from index.model import Fact, FactKind

from ..question.reading import Concept
from .finding import Finding, is_positive, judge_row
from .inquiry import Inquiry
from .judging import Verdict
from .matching import Match, Row, get_rank, get_strength, get_value_terms


def find_meeting(inquiry: Inquiry, match: Match, left: Sequence[Concept]) -> dict[str, Finding]:
    """By the id of each thing that meets what a row leaves open what says so: a row of the same page; or nothing."""
    if match.row is None or not left or any(concept.negated for concept in left):
        return {}
    beside = [row for row in inquiry.rows if row.page == match.row.page and row.attribute != match.row.attribute]
    others = [inquiry.match_row(row, left) for row in beside if set(row.entities) & set(match.row.entities)]
    whole = [each for each in others if {*each.named, *each.valued} >= {*left}]
    best = max(whole, key=lambda each: (round(each.score, 6), -each.facts[0].id), default=None)
    if best is None or best.row is None:
        return {}
    plain = Inquiry(inquiry.reader, inquiry.lexicon, inquiry.version, replace(inquiry.reading, bound=None))
    found = {entity: judge_row(plain, best, best.row.get_cells(entity)) for entity in best.row.entities}
    return {entity: f for entity, f in found.items() if is_positive(f.verdict) or f.verdict is Verdict.SAID}


def find_rows_beside(inquiry: Inquiry, match: Match, entities: Sequence[str]) -> list[Match]:
    """The other rows of some things on the page of a row, those first that explain most of the question."""
    rows: dict[str, list[Fact]] = defaultdict(list)
    for entity in entities:
        for cell in inquiry.get_facts_of(entity, (FactKind.CELL,)):
            if match.row and cell.citation.page == match.row.page and cell.attribute.id != match.row.attribute.id:
                rows[cell.attribute.id].append(cell)
    page = match.row.page if match.row else ""
    found = [inquiry.match_row(Row(page, cells[0].attribute, tuple(cells))) for cells in rows.values()]
    return sorted(found, key=get_rank)


def is_listing(cell: Fact) -> bool:
    """Whether a cell lists several things, such as versions, whose numbers measure nothing."""
    return len(cell.value.items or ()) > 1 and cell.value.quantity is None


def find_excepted(inquiry: Inquiry) -> tuple[Concept, ...]:
    """The words that stand in place of amounts and are not wanted ("the longest that is not unlimited"), if any."""
    denied = tuple(concept for concept in inquiry.reading.concepts if concept.negated)
    best = inquiry.row_matches[0] if inquiry.row_matches and not inquiry.reading.bound else None
    return denied if best and set(denied) <= set(best.valued) else ()


def holds_any(cell: Fact, words: Sequence[Concept]) -> bool:
    """Whether the value of a cell has one of some words."""
    return any(get_strength(word, get_value_terms(cell)) > 0 for word in words)
