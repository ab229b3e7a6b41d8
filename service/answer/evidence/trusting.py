"""Whether an answer can be trusted: how much of the question it speaks of, and whether something else comes nearer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from index.model import Citation, Fact

from ..model import Answer, Claim, Intent
from ..question.termset import get_term_set
from .inquiry import Inquiry
from .matching import PRICED, has_price
from .nearness import Nearness, Text, get_context, get_place, get_reach, make_text
from .sharing import get_share

# A logistic regression on 550 answers to questions on 12 docsets that nobody had worked with, 130 of them wrong. Below
# this an answer is wrong twice as often as right: 38 were taken back, 32 of them wrong; below 0.14 44 and 37.
GAP = 1.3
LEAST = -0.1
# What speaks of nearly all of the question is an answer, whatever else is near: 18 of 215 were wrong, 3 by the gap.
WHOLE = 0.95

_PATH = re.compile(r"[/_.-]")


def is_trusted(inquiry: Inquiry, answer: Answer) -> bool:
    """Whether an answer is more likely right than wrong.

    Which of several has the most of something, or lacks it, how things differ and what is whose name are no matter of
    words in common.
    """
    reading = inquiry.reading
    ranks = reading.has("superlative_high") or reading.has("superlative_low") or reading.bound
    denies = any(concept.negated for concept in reading.concepts) and not reading.is_yes_no
    if answer.intent in _OF_OTHER_GROUNDS or ranks or denies:
        return True
    known = get_known(inquiry, answer)
    return known >= WHOLE or known - GAP * get_gap(inquiry, answer) >= LEAST


_OF_OTHER_GROUNDS = (Intent.COMPARE, Intent.IDENTITY)


def get_known(inquiry: Inquiry, answer: Answer) -> float:
    """The share of a question that the claims speak of, by weight, of the words that the docs use.

    What is quoted around them counts half.
    """
    told = [claim.entity.id for claim in answer.claims if claim.entity]
    priced = any(claim.value and has_price(claim.value.raw) for claim in answer.claims)
    own = _get_terms(part for claim in answer.claims for part in _iter_parts(claim)) | (PRICED if priced else set())
    around = _get_terms(part for citation in answer.citations for part in _iter_around(citation))
    return (get_share(inquiry, own, told).known + get_share(inquiry, own | around, told).known) / 2


def get_gap(inquiry: Inquiry, answer: Answer) -> float:
    """By how much the nearest place that is not cited comes nearer to the question than what is (`Nearness`)."""
    reach = get_reach(inquiry)
    nearness = Nearness(inquiry, reach)
    ranked = nearness.rank_places()
    places = {get_place(fact.citation) for fact in reach}
    cited = {get_place(citation) for citation in answer.citations}
    told = [score for score, fact in ranked if get_place(fact.citation) in cited]
    told += [nearness.weigh(text) for text in _iter_out_of_reach(answer, reach, places)]
    best = max((score for score, _ in ranked), default=0.0)
    return max(0.0, best - max(told, default=0.0))


def _iter_out_of_reach(answer: Answer, reach: Sequence[Fact], places: Set[object]) -> Iterator[Text]:
    """What claims say whose places are not in reach, or that tell no value of theirs.

    Those of other versions count for what changed and for what is gone.
    """
    here = {fact.entity.id for fact in reach}
    for claim in answer.claims:
        gone = claim.entity is not None and claim.entity.id not in here
        then = gone or answer.intent is Intent.CHANGE
        for citation in (answer.citations[number - 1] for number in claim.citations):
            is_then = citation.version != answer.version.label
            apart = claim.value is None or get_place(citation) not in places
            if then if is_then else apart:
                yield make_text(claim.entity.id if claim.entity else "", _iter_parts(claim), get_context(citation))


def _get_terms(parts: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*map(get_term_set, parts))


def _iter_parts(claim: Claim) -> Iterator[str]:
    yield claim.text
    for named in (claim.entity, claim.attribute):
        if named:
            yield named.name
    if claim.value:
        yield claim.value.raw


def _iter_around(citation: Citation) -> Iterator[str]:
    place = citation.place
    yield place.quote
    yield from (excerpt.quote for excerpt in (place.header, place.note, place.group) if excerpt)
    yield from (*place.span.headings, citation.title, _PATH.sub(" ", citation.page))
