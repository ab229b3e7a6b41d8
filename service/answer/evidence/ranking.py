"""What a fact must hold beside the words that tell most: a rank for "the cheapest", "payload" for "payload limit"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.model import Fact
from index.terms import get_term, iter_words

from ..question.amounts import get_amount, get_measure
from ..question.language import get_language
from ..question.reading import Concept, Reading
from .matching import Match


def get_words_outside_phrases(reading: Reading) -> tuple[str, ...]:
    """The words of a question without those that belong to a phrase of the synonym data ("not finished yet")."""
    left = list(reading.words)
    for concept in reading.concepts:
        phrase = concept.text.casefold().split()
        if len(phrase) > 1 and len(concept.alternatives) > 1:
            left = [word for word in left if word not in phrase]
    return tuple(left)


def get_superlative(reading: Reading) -> tuple[bool, bool]:
    """Whether a question asks for the most, and whether for the least."""
    words, language = get_words_outside_phrases(reading), get_language()
    often = not _OFTENEST.isdisjoint(pairwise(reading.words))
    return often or language.has_cue("superlative_high", words), language.has_cue("superlative_low", words)


_OFTENEST = frozenset({("most", "often"), ("most", "frequently"), ("more", "often")})


def ranks(reading: Reading, fact: Fact) -> bool:
    """Whether a sentence can answer for a superlative: it has one of its own, or a number; others always can.

    One that gives no amount cannot where the question has one.
    """
    if reading.bound and get_amount(fact.value) is None:
        return False
    if not (reading.has("superlative_high") or reading.has("superlative_low")):
        return True
    words = tuple(word.text.casefold() for word in iter_words(fact.value.raw))
    language = get_language()
    own = language.has_cue("superlative_high", words) or language.has_cue("superlative_low", words)
    return own or any(word[0].isdigit() for word in words) or any(word.endswith("est") for word in words)


def lacks_measures(reading: Reading, match: Match) -> bool:
    """Whether the most or the least is asked for, and a row has neither amounts, nor grades, nor marks.

    Of things that are counted ("the most kinds") a mark is no measure.
    """
    if not any(get_superlative(reading)) or (any(concept.required for concept in match.valued)):
        return False
    counted = any(pair in _COUNTING for pair in pairwise(reading.words))
    return not any((cell.value.support and not counted) or get_measure(cell.value) for cell in match.facts)


_COUNTING = frozenset({("the", "most"), ("the", "fewest"), ("the", "least")})


def meets_words_of_names(concepts: Sequence[Concept], match: Match) -> bool:
    """Whether words that pass as light only because names hold them ("payload") are explained as well."""
    language = get_language()
    explained = (*match.named, *match.valued, *match.placed)
    for concept in concepts:
        words = concept.text.casefold().split()
        light = all(language.is_light(word) or get_term(word) in language.kinds for word in words)
        if not light and concept not in explained:
            return False
    return True
