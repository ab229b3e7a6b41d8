"""How far a thing is grown: early, stable or on its way out, as the docs put it and as the question does."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from index.model import Fact, FactKind
from index.terms import iter_words

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose, tell_cell
from ..evidence.inquiry import Inquiry
from ..question.language import Phrase, expand, get_language
from ..question.reading import Reading


class Stage(StrEnum):
    """A stage of a thing's life."""

    EARLY = "early"
    STABLE = "stable"
    ENDING = "ending"


# Words of a question that go with a stage and ask nothing else.
_BESIDE = frozenset(
    "still yet already now actively ready production use really be rely safe status stage release".split()
)


@lru_cache(maxsize=1)
def _get_phrases() -> dict[Phrase, Stage]:
    """Every phrase that names a stage."""
    cues = get_language().cues
    return {phrase: stage for stage in Stage for phrase in cues[f"stage_{stage.value}"]}


def get_stages(text: str) -> dict[Phrase, Stage]:
    """The phrases of a text that name a stage, longest first; parts of longer ones are left out."""
    words = [word.text.casefold() for word in iter_words(expand(text).replace("-", " "))]
    phrases = _get_phrases()
    longest = max(map(len, phrases))
    found: dict[Phrase, Stage] = {}
    at = 0
    while at < len(words):
        runs = (tuple(words[at : at + length]) for length in range(longest, 0, -1))
        phrase = next((run for run in runs if run in phrases), ())
        if phrase:
            found[phrase] = phrases[phrase]
        at += len(phrase) or 1
    return found


def _get_asked(reading: Reading) -> dict[Phrase, Stage]:
    """The phrases of a question that name a stage, those of an earlier question that it goes on about included."""
    return get_stages(reading.question) or get_stages(" ".join(concept.text for concept in reading.concepts))


def answer_maturity(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the question asks if a thing is at some stage of its life, and the docs tell at which it is."""
    told = _find_told(inquiry)
    if told is None:
        return False
    asked = set(_get_asked(inquiry.reading).values())
    if inquiry.reading.is_yes_no:
        _say_verdict(draft, asked, told)
    tell_stage(inquiry, draft, told)
    return True


def find_other_stage(inquiry: Inquiry) -> Fact | None:
    """What the docs say of a thing's stage where a claim names another one, or None."""
    told = _find_told(inquiry)
    asked = set(_get_asked(inquiry.reading).values())
    if told is None or asked & set(get_stages(told.value.raw).values()):
        return None
    return told


def _find_told(inquiry: Inquiry) -> Fact | None:
    """The fact that tells the stage of the one thing asked about, where the question asks for nothing else."""
    reading = inquiry.reading
    asked = {word for phrase in _get_asked(reading) for word in phrase}
    others = [c for c in reading.required if not {*c.text.casefold().replace("-", " ").split()} <= asked | _BESIDE]
    if not asked or others or len(reading.entities) != 1:
        return None
    facts = [fact for fact in inquiry.get_facts_of(reading.entities[0]) if _is_of_stage(fact)]
    return min(facts, key=_get_order, default=None)


def _is_of_stage(fact: Fact) -> bool:
    """Whether a fact tells the stage of its whole thing: a cell that holds hardly more, or a sentence."""
    stages = get_stages(fact.value.raw)
    words = sum(len(phrase) for phrase in stages)
    length = sum(1 for _ in iter_words(fact.value.raw))
    return (
        bool(stages) and (fact.kind is not FactKind.CELL or 2 * words >= length) and fact.kind is not FactKind.USE_CASE
    )


def _get_order(fact: Fact) -> tuple[bool, bool, int]:
    """Cells of a property of that name come first, then other cells, then sentences."""
    names = {word.term for word in iter_words(fact.attribute.name)}
    return (fact.kind is not FactKind.CELL, not names & _PROPERTIES, fact.id)


_PROPERTIES = frozenset(
    word.term for word in iter_words("status state maturity stage lifecycle release stability support")
)


def _say_verdict(draft: Draft, asked: set[Stage], told: Fact) -> None:
    """Says yes or no where question and docs name one stage, or stages that exclude each other."""
    stages = set(get_stages(told.value.raw).values())
    if asked & stages:
        same = set(_get_asked(draft.inquiry.reading)) & set(get_stages(told.value.raw))
        if same or Stage.EARLY not in asked:
            draft.say("Yes.")
    else:
        draft.say("No.")


def tell_stage(inquiry: Inquiry, draft: Draft, told: Fact) -> None:
    """States the stage of a thing as the docs tell it."""
    name = draft.get_name(told.entity)
    cell = told.kind is FactKind.CELL
    quote = quote_prose(told, inquiry.reading.concepts)
    draft.state_fact(tell_cell(told, name) if cell else finish(f"The docs say of {name}: {quote}"), told)
