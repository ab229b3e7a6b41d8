"""The place that comes nearest to a question, where nothing else was found for it and it leads all others."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Fact, FactKind

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose, tell_cell
from ..evidence.finding import judge_prose
from ..evidence.inquiry import Inquiry
from ..evidence.judging import get_sentence_polarity
from ..evidence.kinship import is_of_class, is_of_named, tells_of_what
from ..evidence.leaving import leaves_names
from ..evidence.matching import get_strength, get_value_terms
from ..evidence.nearness import Nearness, get_place, get_reach
from ..model import Intent
from ..question.reading import Reading

# What nearness by itself adds to the lead over the next place (a logistic regression on 825 questions of 72 docsets
# that were declined), and how much both have to come to. Of 768 questions on 12 docsets that nobody had worked with 26
# that were declined, two of them rightly, are answered so, 21 of them rightly; at 1 32 and 22, at 1.5 16 and 13.
NEAR = 0.32
LEAST = 1.2
# Of a row that is cited so many cells are told.
MOST_CELLS = 6


def answer_by_nearest(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether one place comes much nearer to the question than any other; the draft then tells what it says.

    No verdict follows from words in common, nor how things compare, nor what became of them.
    """
    reading = inquiry.reading
    grades = reading.has("superlative_high") or reading.has("superlative_low") or reading.bound
    if reading.is_yes_no or grades or draft.intent in _OF_SEVERAL:
        return False
    nearness = Nearness(inquiry, get_reach(inquiry))
    ranked = nearness.rank_places()
    if not ranked:
        return False
    best, fact = ranked[0]
    lead = best - (ranked[1][0] if len(ranked) > 1 else 0.0)
    if lead + NEAR * best < LEAST or _names_unknown(reading) or _is_apart(inquiry, nearness, fact):
        return False
    told = _get_told(nearness, fact)
    if draft.intent is Intent.WHICH and len({each.entity.id for each in told}) > 1:
        # All of them are told of, and none is chosen.
        return False
    _tell(draft, told)
    return True


# These are answered by more than one place.
_OF_SEVERAL = (Intent.CHANGE, Intent.COMPARE)


def _names_unknown(reading: Reading) -> bool:
    """Whether a question names something, by a capital or a number, that the docs do not speak of."""
    unknown = (concept.text for concept in reading.concepts if not concept.known and concept.start)
    return any(text[:1].isupper() or any(map(str.isdigit, text)) for text in unknown)


def _is_apart(inquiry: Inquiry, nearness: Nearness, fact: Fact) -> bool:
    """Whether a fact is about something else, or about the thing alone and not about what is asked of it."""
    if not nearness.weigh_beside(fact) or _affirms_denied(inquiry, fact):
        return True
    # What is said of one of several, or of another class, is said of none that is asked about.
    named = is_of_named(inquiry, fact) and is_of_class(inquiry, fact) and tells_of_what(inquiry, fact)
    return not named or _is_label(fact) or leaves_names(inquiry, [judge_prose(inquiry.match_prose(fact))])


def _affirms_denied(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a fact says of something that the question does without ("No ice here") what holds with it."""
    denied = [concept for concept in inquiry.reading.concepts if concept.negated]
    met = [concept for concept in denied if get_strength(concept, get_value_terms(fact)) > 0]
    return bool(met) and get_sentence_polarity(fact.value.raw, met)


def _is_label(fact: Fact) -> bool:
    """Whether a statement is none but a caption or a header."""
    return fact.kind is FactKind.STATEMENT and not fact.value.raw.rstrip('*_`)”"').endswith(_ENDS)


_ENDS = (".", "!", "?", ":", ";")


def _get_told(nearness: Nearness, fact: Fact) -> list[Fact]:
    """A fact, or with it the other cells of its row: which of them is meant the words do not tell for sure."""
    if fact.kind is not FactKind.CELL:
        return [fact]
    place = get_place(fact.citation)
    beside = [each for each in nearness.facts if get_place(each.citation) == place and each.kind is FactKind.CELL]
    return beside[:MOST_CELLS]


def _tell(draft: Draft, told: Sequence[Fact]) -> None:
    for fact in told:
        name = draft.get_name(fact.entity)
        quote = quote_prose(fact, draft.inquiry.reading.concepts)
        text = tell_cell(fact, name) if fact.kind is FactKind.CELL else finish(f"The docs say of {name}: {quote}")
        draft.state_fact(text, fact)
