"""A question with one of its words left open, where one row explains all the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from index.terms import get_term

from ..question.amounts import get_dimension
from ..question.language import get_language
from ..question.reading import Concept, Reading
from .inquiry import Inquiry

# The word left open may weigh this share of all that the question asks for at most, so that something is left that the
# row answers. Of 410 questions declined on 54 docsets 56 could be read so and were answered from cells of one property,
# 40 of them rightly; at 0.5 28 and 23, at 0.8 61 and 43. Some of the wrong ones are why units, grades, prices and the
# like may not stay open.
MOST_LEFT_OPEN = 0.7
# Rows are looked through in their order, and no further.
MOST_ROWS = 3


def read_with_one_open(inquiry: Inquiry) -> Reading:
    """The reading without need of the one word that the best row leaves open; as it was where no word may be."""
    reading = inquiry.reading
    opened = next(_iter_open(inquiry), None)
    if opened is None:
        return reading
    passed = replace(opened, required=False, passed=True)
    return replace(reading, concepts=tuple(passed if each is opened else each for each in reading.concepts))


def _iter_open(inquiry: Inquiry) -> Iterator[Concept]:
    """The words that rows, best first, leave open alone, and that may stay so where the question names a thing."""
    if not inquiry.reading.mentions:
        return
    for match in inquiry.row_matches[:MOST_ROWS]:
        if len(match.missing) == 1 and _may_stay_open(inquiry.reading, match.missing[0]):
            yield match.missing[0]


def _may_stay_open(reading: Reading, concept: Concept) -> bool:
    """Whether a word tells neither which thing is meant, nor which end, sort or measure of a property."""
    if concept.is_name or concept.negated or concept.is_asked or concept.asks_default or _is_said_of(reading, concept):
        return False
    words, asked = concept.text.split(), sum(each.weight for each in reading.required)
    coined = " ".join(_COINED.findall(reading.question))
    plain = all(word.isalpha() and word == word.casefold() and word not in coined for word in words)
    return plain and concept.weight <= MOST_LEFT_OPEN * asked and not any(map(_measures, words))


# What is written as one with signs inside is the name of something ("--agent.memory-limit").
_COINED = re.compile(r"\S*\w[-._/]\w\S*")


def _is_said_of(reading: Reading, concept: Concept) -> bool:
    """Whether a question asks if it is so of the thing ("is the data encrypted?")."""
    return reading.words[:1] in _BEING and concept.end == len(reading.words)


_BEING = (("is",), ("are",), ("was",), ("were",))


def _measures(word: str) -> bool:
    """Whether a word is a unit, a grade or a place in an order, or speaks of what something costs."""
    return word in _get_grades() or word in _ORDER or get_dimension(word) != "" or get_term(word) in _COSTS


@cache
def _get_grades() -> frozenset[str]:
    cues = get_language().cues
    return frozenset(word for cue in ("superlative_high", "superlative_low") for phrase in cues[cue] for word in phrase)


_ORDER = frozenset("first second third last next other both".split())
_COSTS = frozenset(map(get_term, "cost price charge fee expensive free licence license".split()))
