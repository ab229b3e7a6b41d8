"""How much of a question an answer speaks of, whatever the question's words were taken for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.terms import get_term, get_terms

from ..evidence.inquiry import Inquiry
from ..evidence.matching import PRICED, get_strength, has_price
from ..model import Intent, Status
from ..question.language import get_language
from ..question.reading import Concept, Mention
from ..question.termset import get_term_set
from .compose import Draft

# An answer that speaks of a smaller share of the question than this is about something else: of 558 answers to
# questions on 12 docsets that nobody had worked with 19 did, and 14 of them were wrong; of the others a fifth was. At
# 0.4 and 0.22 28 did, 20 of them wrong, at 0.5 and 0.26 60 and 33.
LEAST_OF_KNOWN = 0.35
LEAST_OF_ALL = 0.2
# Of shorter questions one word is so large a share that none of this holds.
FEWEST_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word that a question asks with."""

    weight: float
    """How much it tells."""
    known: bool
    """Whether the docs use it, or something that may stand for it."""
    spoken: bool
    """Whether the answer has it, or something that may stand for it."""


def speaks_of_question(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the claims of a draft, what they quote and the headings above it speak of enough of the question.

    Counted is the share, by weight, of the words that are no mere grammar: of those that the docs use, and of all.
    """
    if draft.status is not Status.ANSWERED or not _has_words_enough(inquiry, draft):
        return True
    asked = list(_iter_asked(inquiry, draft))
    known = [word for word in asked if word.known]
    return _get_share(known) >= LEAST_OF_KNOWN and _get_share(asked) >= LEAST_OF_ALL


def _has_words_enough(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a question has so many words of its own, none of them about times, that shares of them tell something."""
    reading = inquiry.reading
    of_times = draft.intent is Intent.CHANGE or bool(reading.moment.versions)
    return len(reading.words) >= FEWEST_WORDS and not of_times and not reading.recent


def _get_share(words: Sequence[_Asked]) -> float:
    """The share of some words, by weight, that is spoken of; of none all of it."""
    return (
        sum(word.weight for word in words if word.spoken) / (sum(word.weight for word in words) or 1.0)
        if words
        else 1.0
    )


def _iter_asked(inquiry: Inquiry, draft: Draft) -> Iterator[_Asked]:
    reading, told = inquiry.reading, {claim.entity.id for claim in draft.claims if claim.entity}
    spoken = _get_spoken(draft)
    seen = set(map(get_term, get_language().grammar))
    graded = {
        at for cue in _GRADES for start, end in get_language().iter_cues(cue, reading.words) for at in range(start, end)
    }
    for at, text in enumerate(reading.words):
        term = get_term(text)
        if term in seen or at in graded:
            continue
        seen.add(term)
        concepts = [concept for concept in reading.concepts if concept.start <= at < concept.end]
        mentions = [mention for mention in reading.mentions if mention.start <= at < mention.end]
        is_spoken = term in spoken or _is_met(concepts, spoken) or _is_told(mentions, told, spoken)
        count = _count(inquiry, term)
        known = bool(count or mentions or any(concept.known for concept in concepts))
        yield _Asked(_get_weight(inquiry, count), known, is_spoken)


# What these ask for is told by which of several is told first.
_GRADES = ("superlative_high", "superlative_low")


def _is_met(concepts: Sequence[Concept], spoken: frozenset[str]) -> bool:
    return any(get_strength(concept, spoken) > 0 for concept in concepts)


def _is_told(mentions: Sequence[Mention], told: set[str], spoken: frozenset[str]) -> bool:
    return any(told & set(mention.entry.ids) or spoken.issuperset(get_terms(mention.text)) for mention in mentions)


def _count(inquiry: Inquiry, term: str) -> int:
    """How many facts have a term."""
    return inquiry.reader.document_frequency(term) if term.isalnum() else 0


def _get_weight(inquiry: Inquiry, count: int) -> float:
    """Inverse document frequency, scaled to 1 for a word that no fact has (K. Spärck Jones, 1972)."""
    facts = max(1, inquiry.reader.fact_count())
    return math.log(1 + facts / (1 + count)) / math.log(1 + facts)


def _get_spoken(draft: Draft) -> frozenset[str]:
    """The terms of what a draft says and quotes, and of what stands above that."""
    texts = [claim.text for claim in draft.claims]
    for number in sorted({number for claim in draft.claims for number in claim.citations}):
        citation = draft.get_citation(number)
        place = citation.place
        beside = (excerpt.quote for excerpt in (place.header, place.note, place.group) if excerpt)
        texts.extend((place.quote, *beside, *place.span.headings, citation.title))
    priced = any(claim.value and has_price(claim.value.raw) for claim in draft.claims)
    return (PRICED if priced else frozenset[str]()).union(*map(get_term_set, texts))
