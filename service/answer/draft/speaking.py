"""How much of a question an answer speaks of, whatever the question's words were taken for."""

from __future__ import annotations

import re

from ..evidence.inquiry import Inquiry
from ..evidence.matching import PRICED, has_price
from ..evidence.sharing import get_share
from ..model import Intent, Status
from ..question.termset import get_term_set
from .compose import Draft

# An answer that speaks of a smaller share of the question than this is about something else: of 558 answers to
# questions on 12 docsets that nobody had worked with 19 did, and 14 of them were wrong; of the others a fifth was. At
# 0.4 and 0.22 28 did, 20 of them wrong, at 0.5 and 0.26 60 and 33.
LEAST_OF_KNOWN = 0.35
LEAST_OF_ALL = 0.2
# Of shorter questions one word is so large a share that none of this holds.
FEWEST_WORDS = 8


_PATH = re.compile(r"[/_.-]")


def speaks_of_question(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the claims of a draft, what they quote and the headings above it speak of enough of the question.

    Counted is the share, by weight, of the words that are no mere grammar: of those that the docs use, and of all.
    """
    if draft.status is not Status.ANSWERED or not _has_words_enough(inquiry, draft):
        return True
    told = [claim.entity.id for claim in draft.claims if claim.entity]
    share = get_share(inquiry, _get_spoken(draft), told)
    return share.known >= LEAST_OF_KNOWN and share.all >= LEAST_OF_ALL


def _has_words_enough(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a question has so many words of its own, none of them about times, that shares of them tell something."""
    reading = inquiry.reading
    of_times = draft.intent is Intent.CHANGE or bool(reading.moment.versions)
    return len(reading.words) >= FEWEST_WORDS and not of_times and not reading.recent


def _get_spoken(draft: Draft) -> frozenset[str]:
    """The terms of what a draft says and quotes, and of what stands above that."""
    texts = [claim.text for claim in draft.claims]
    for number in sorted({number for claim in draft.claims for number in claim.citations}):
        citation = draft.get_citation(number)
        place = citation.place
        beside = (excerpt.quote for excerpt in (place.header, place.note, place.group) if excerpt)
        texts.extend((place.quote, *beside, *place.span.headings, citation.title, _PATH.sub(" ", citation.page)))
    priced = any(claim.value and has_price(claim.value.raw) for claim in draft.claims)
    return (PRICED if priced else frozenset[str]()).union(*map(get_term_set, texts))
