"""What a row of amounts leaves open, met by another row of the same things: "the cheapest plan with a private line"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..question.reading import Concept
from .finding import Finding, is_positive, judge_row
from .inquiry import Inquiry
from .judging import Verdict
from .matching import Match


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
