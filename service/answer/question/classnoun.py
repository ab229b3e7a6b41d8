"""The noun of a class in a question ("which collector …"), which names none of its members alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.terms import Word

from .entries import Entry, Standing
from .language import get_language
from .wordforms import get_singular

# Names that are not the whole name of the thing, or the name of a page rather than of a thing.
_PARTIAL = frozenset({Standing.SHORT, Standing.ELSEWHEN, Standing.TITLE})
# The noun phrase behind "which" has at most so many words before the run: "which managed message queue type …".
MOST_BEFORE = 3


def is_class_noun(words: Sequence[Word], start: int, end: int, entry: Entry) -> bool:
    """Whether a run in lower case is, or belongs to, the noun behind "which" or "what", and no whole name."""
    if entry.standing not in _PARTIAL or any(word.text != word.text.casefold() for word in words[start:end]):
        return False
    if end >= len(words):
        return False
    return _follows_which_of(words, start) or any(
        words[at].text.casefold() in ("which", "what") and all(_modifies(word) for word in words[at + 1 : start])
        for at in range(max(0, start - MOST_BEFORE - 1), start)
    )


def _follows_which_of(words: Sequence[Word], start: int) -> bool:
    """Whether nothing but "which of the", "which of your listed" stands right before a word in the plural."""
    lowered = [word.text.casefold() for word in words[: start + 1]]
    opens = [at for at, pair in enumerate(pairwise(lowered)) if pair in _WHICH_OF]
    filler = get_language().filler
    plural = get_singular(lowered[start]) != lowered[start]
    return plural and any(all(word in filler for word in lowered[at + 2 : start]) for at in opens[-1:])


_WHICH_OF = (("which", "of"), ("what", "of"))


def _modifies(word: Word) -> bool:
    """Whether a word may stand before a noun inside its phrase: not light, no plural, no verb in -s or -ed."""
    lower = word.text.casefold()
    return lower not in get_language().filler and get_singular(lower) == lower and not lower.endswith("ed")
