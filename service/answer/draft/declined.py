"""Saying that the docs do not say: what was not found, and when else they say it."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import FactQuery, Version

from ..evidence.history import get_steps
from ..evidence.inquiry import Inquiry
from ..model import Status
from ..question.entries import is_in_use
from ..question.intents import asks_for_name
from ..question.reading import Concept
from .compose import Draft
from .farewell import find_farewell
from .wording import finish, join_names, quote_prose


def decline(inquiry: Inquiry, draft: Draft) -> None:
    """Writes that the docs do not say."""
    draft.status = Status.NOT_DOCUMENTED
    if _tell_gone(inquiry, draft):
        return
    unknown = get_unexplained(inquiry)
    draft.say(_describe(inquiry, unknown))
    _tell_elsewhen(inquiry, draft)


def _tell_gone(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether only other versions speak of a thing; the draft then says so, citing one."""
    for entity in inquiry.reading.entities[:1]:
        names = inquiry.lexicon.get_all_names(entity)
        spoken = [v for v in inquiry.versions if any(is_in_use(name, v.ordinal) for name in names)]
        if inquiry.get_facts_of(entity) or not spoken:
            continue
        facts = inquiry.reader.facts(spoken[-1], FactQuery(entities=(entity,), limit=1))
        if facts:
            farewell = next((f for m in inquiry.reading.mentions[:1] if (f := find_farewell(inquiry, m.text))), None)
            if farewell:
                draft.state_fact(finish(f"The docs say: {quote_prose(farewell)}"), farewell)
            silent = _describe_silence(inquiry, spoken, facts[0].entity.name, compared=farewell is not None)
            draft.state(silent, facts, facts[0].entity)
            told = farewell is not None or _asks_existence(inquiry)
            draft.status = Status.ANSWERED if told else Status.NOT_DOCUMENTED
            return True
    return False


def _describe_silence(inquiry: Inquiry, spoken: Sequence[Version], name: str, *, compared: bool) -> str:
    """Says that the docs do not speak of a thing, or compare it, and which versions of them do."""
    speak, docs = ("compare" if compared else "speak of"), f"The docs of {inquiry.version.label}"
    if spoken[0].ordinal > inquiry.version.ordinal:
        return f"{docs} do not {speak} {name} yet; those of {spoken[0].label} are the first that do."
    return f"{docs} no longer {speak} {name}; those of {spoken[-1].label} are the last that do."


def _asks_existence(inquiry: Inquiry) -> bool:
    """Whether the question asks if something is there, or what became of it."""
    reading = inquiry.reading
    there = reading.is_yes_no and bool(_THERE & set(reading.words))
    return not reading.required and (
        there or any(reading.has(cue) for cue in ("still", "removed", "present", "change", "listing"))
    )


# Words by which "is X …?" and "can I … X?" ask whether X is there at all.
_THERE = frozenset("supported available support use offered offer there exist possible listed documented".split())


def get_unexplained(inquiry: Inquiry) -> tuple[Concept, ...]:
    """The required words of the question that no fact in reach explains."""
    concepts = inquiry.reading.required
    missing = [concept for concept in concepts if not concept.known]
    missing = missing or [concept for concept in concepts if not inquiry.is_in_pool(concept, inquiry.reading.entities)]
    if missing or not concepts:
        return tuple(missing)
    best = min(inquiry.row_matches + inquiry.prose_matches, key=lambda match: len(match.missing), default=None)
    return best.missing if best else ()


def _describe(inquiry: Inquiry, unknown: Sequence[Concept]) -> str:
    names = join_names([inquiry.get_named(entity).name for entity in inquiry.reading.entities[:3]])
    about = f" about {names}" if names else ""
    if asks_for_name(inquiry.reading):
        return f"The docs do not say that{about}: no other name is known."
    words = [f"“{concept.text}”" for concept in unknown or inquiry.reading.required]
    if not words:
        return f"The docs do not say that{about}."
    return f"The docs do not say{about}: nothing in {inquiry.version.label} answers for {join_names(words)}."


def _tell_elsewhen(inquiry: Inquiry, draft: Draft) -> None:
    """Adds that a later version states the property, without its value."""
    for entity in inquiry.reading.entities[:3]:
        for attribute in inquiry.attribute_ids[:2]:
            steps = [step for step in get_steps(inquiry, entity, attribute) if step.fact]
            if steps and steps[0].fact and all(step.version.ordinal > inquiry.version.ordinal for step in steps):
                name = inquiry.lexicon.attributes[attribute][-1]
                draft.state(f"{name} is stated only from {steps[0].version.label} on.", [steps[0].fact])
                return
