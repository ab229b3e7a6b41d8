"""A claim that a thing is recommended for something, for which the docs recommend another."""

from __future__ import annotations

from dataclasses import replace

from index.model import Fact, FactKind
from index.terms import get_term

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry
from ..evidence.matching import get_strength
from ..question.reading import get_concept_of
from ..question.termset import get_term_set

_ADVISING = frozenset(get_term(word) for word in ("recommend", "recommended", "recommendation", "advise", "prefer"))


def tell_other_advice(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs recommend another thing for what a claim says that one is recommended for; the draft says so.

    The inquiry's reading is that of the claim.
    """
    reading = inquiry.reading
    at = next((at for at, word in enumerate(reading.words) if get_term(word) in _ADVISING), None)
    if at is None or reading.moment.versions:
        return False
    named = [get_concept_of(mention) for mention in reading.mentions if mention.start < at]
    claimed = [*named, *(concept for concept in reading.required if concept.start < at)]
    purpose = tuple(replace(concept, required=True) for concept in reading.concepts if concept.start > at)
    if not claimed or not purpose:
        return False
    wide = replace(reading, mentions=(), concepts=purpose)
    matches = Inquiry(inquiry.reader, inquiry.lexicon, inquiry.version, wide).prose_matches
    advice = [match.facts[0] for match in matches if not match.missing and _advises(match.facts[0])]
    if not advice or any(get_strength(each, get_term_set(fact.value.raw)) > 0 for fact in advice for each in claimed):
        return False
    draft.say("It is not so, by the docs.")
    told = f"The docs say of {draft.get_name(advice[0].entity)}: {quote_prose(advice[0])}"
    draft.state_fact(finish(told), advice[0])
    return True


def _advises(fact: Fact) -> bool:
    """Whether a sentence recommends something, by its kind, its words or the heading above it."""
    text = " ".join((fact.value.raw, *fact.citation.place.span.headings[-1:]))
    return fact.kind is FactKind.RECOMMENDATION or bool(get_term_set(text) & _ADVISING)
