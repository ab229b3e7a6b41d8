"""Questions for what only a heading names: what it is, since when, its other name, or what its sentences say of it."""

from __future__ import annotations

from index.model import Fact
from index.terms import iter_words

from ..draft.compose import Draft
from ..draft.telling_names import gives_name
from ..draft.wording import finish, quote_prose
from ..evidence.figures import asks_figure, has_number
from ..evidence.headed import Section, find_named_section
from ..evidence.inquiry import Inquiry
from ..evidence.matching import get_strength, get_value_terms
from ..model import Intent
from ..question.intents import asks_for_name
from .defining import asks_what
from .since_stated import dates_beginning

# A sentence of fewer words says nothing of what something is.
LEAST_WORDS = 4


def answer_under_heading(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the section whose heading names what is asked for answers; the draft then quotes its sentence."""
    section = find_named_section(inquiry)
    fact = _find_sentence(inquiry, section, draft.intent) if section else None
    if section is None or fact is None:
        return False
    draft.state_fact(finish(f"The docs say of {section.heading}: {quote_prose(fact, inquiry.reading.concepts)}"), fact)
    return True


def _find_sentence(inquiry: Inquiry, section: Section, intent: Intent) -> Fact | None:
    reading = inquiry.reading
    if reading.has("when"):
        return next((fact for fact in section.facts if dates_beginning(fact)), None)
    if asks_for_name(reading):
        return next((fact for fact in section.facts if gives_name(fact.value.raw)), None)
    if asks_what(reading.question, " ".join(reading.words[section.start : section.end])):
        return next((fact for fact in section.facts if _tells_what(fact)), None)
    return _find_meeting(inquiry, section) if intent is Intent.LOOKUP else None


def _tells_what(fact: Fact) -> bool:
    """Whether a sentence may say what the thing above it is: it does more than date it, or lead to a list."""
    words = sum(1 for _ in iter_words(fact.value.raw))
    return words >= LEAST_WORDS and not dates_beginning(fact) and not fact.value.raw.rstrip().endswith(":")


def _find_meeting(inquiry: Inquiry, section: Section) -> Fact | None:
    """The first sentence that meets all that is asked beside the heading, if anything is."""
    reading = inquiry.reading
    rest = [c for c in reading.required if c.end <= section.start or c.start >= section.end]
    graded = reading.has("superlative_high") or reading.has("superlative_low")
    if not rest or reading.bound or graded or reading.has("which"):
        return None
    counted = asks_figure(reading)
    return next(
        (
            fact
            for fact in section.facts
            if all(get_strength(concept, get_value_terms(fact)) > 0 for concept in rest)
            and (not counted or has_number(fact))
        ),
        None,
    )
