"""A sentence that answers a question where a row does so less plainly."""

from __future__ import annotations

from collections.abc import Sequence

from ..question.termset import get_term_set
from .enough import is_enough_prose
from .figures import asks_figure, has_number
from .finding import Finding, is_negative, judge_prose
from .inquiry import Inquiry
from .judging import Verdict
from .matching import Match, get_strength, get_value_terms


def find_plain_word(inquiry: Inquiry, found: Sequence[Finding], row: Match) -> Finding | None:
    """For a yes-or-no question that a row answers with mere values, a sentence that holds every word of it.

    One that denies it need not hold the light words, as long as it holds more of the question than the row.
    """
    if not inquiry.reading.is_yes_no:
        return None
    concepts, met = inquiry.reading.concepts, {*row.named, *row.valued}
    whole = [m for m in inquiry.prose_matches if len(concepts) > 1 and all(concept in m.valued for concept in concepts)]
    if any(finding.verdict is not Verdict.VALUE for finding in found):
        return judge_prose(whole[0]) if whole and all(_leaves_maker(inquiry, finding) for finding in found) else None
    denying = (
        m
        for m in inquiry.prose_matches
        if met < {*m.valued} and {*inquiry.reading.required} <= {*m.valued} and is_negative(judge_prose(m).verdict)
    )
    best = whole[0] if whole else next(denying, None)
    return judge_prose(best) if best else None


def _leaves_maker(inquiry: Inquiry, finding: Finding) -> bool:
    """Whether a cell, its thing and its property lack a proper name of the question ("Acme pumps")."""
    fact = finding.facts[0]
    terms = get_value_terms(fact).union(*map(get_term_set, (fact.entity.name, fact.attribute.name)))
    proper = (c for c in inquiry.reading.concepts if c.start and c.text[:1].isupper())
    return any(get_strength(concept, terms) == 0 for concept in proper)


def find_number(inquiry: Inquiry, found: Sequence[Finding]) -> Finding | None:
    """For a question after a number that a row answers without one, a sentence that has one and leaves nothing open."""
    counts = asks_figure(inquiry.reading) and not inquiry.reading.is_yes_no
    if not counts or any(has_number(finding.facts[0]) for finding in found):
        return None
    whole = [m for m in inquiry.prose_matches if not m.missing and has_number(m.facts[0])]
    return next((judge_prose(m) for m in whole if is_enough_prose(inquiry, m, ())), None)
