"""Whether a sentence can answer for "the cheapest" or "more expensive than"."""

from __future__ import annotations

from index.model import Fact
from index.terms import iter_words

from .language import get_language
from .reading import Reading


def ranks(reading: Reading, fact: Fact) -> bool:
    """Whether a sentence can answer for a superlative: it has one of its own, or a number; others always can."""
    if not (reading.has("superlative_high") or reading.has("superlative_low")):
        return True
    words = tuple(word.text.casefold() for word in iter_words(fact.value.raw))
    language = get_language()
    own = language.has_cue("superlative_high", words) or language.has_cue("superlative_low", words)
    return own or any(word[0].isdigit() for word in words) or any(word.endswith("est") for word in words)
