"""Words of a text and the terms that both text engines and all comparisons of wording use.

A word is a run of letters and digits; a decimal or dotted number stays one word.
A term is a word folded to lower case (NFKC, case folding) and, where it is all
letters, cut to its stem by the Snowball English stemmer (M. F. Porter, 2001).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import Any

_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_DOTTED = re.compile(r"\d\.\d")
# What of ASCII is no letter and no digit, as spaces: texts without dotted numbers are cut thrice as fast by it.
_SPACED = bytes(code if chr(code).isascii() and chr(code).isalnum() else 32 for code in range(256))
_IDENTITY = re.compile(r"\d+(?:\.\d+)+|[^\W_]+|[<>=≥≤+#%$€&@!~^]+")
# A stemmer keeps the word in hand in itself.
_STEMMING = Lock()

# Longer runs are not words of a language; the bound keeps hostile input out of the stemmer and the engines.
LONGEST_TERM = 64
# The pages of a version ask for the keys of the same names again and again: five times as often as there are names.
KEYS_KEPT = 16_384


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with its place in it."""

    text: str
    """The word as written."""
    term: str
    """What it is compared by."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset behind its last character."""


@lru_cache(maxsize=65536)
def get_term(word: str) -> str:
    """The term of one word."""
    return make_term(word)


def make_term(word: str) -> str:
    """The term of one word, for who keeps it himself."""
    folded = unicodedata.normalize("NFKC", word).casefold()[:LONGEST_TERM]
    if len(folded) > 2 and folded.isascii() and folded.isalpha():
        with _STEMMING:
            return str(_get_stemmer().stemWord(folded))
    return folded


@cache
def _get_stemmer() -> Any:
    # A run that reads no words spares it.
    import Stemmer

    return Stemmer.Stemmer("english")


def iter_words(text: str) -> Iterator[Word]:
    """The words of a text in their order."""
    for match in _WORD.finditer(text):
        yield Word(match.group(), get_term(match.group()), match.start(), match.end())


def find_words(text: str) -> list[str]:
    """The words of a text in their order, as written."""
    if text.isascii() and not ("." in text and _DOTTED.search(text)):
        return text.encode().translate(_SPACED).decode().split()
    return _WORD.findall(text)


def has_words(text: str, count: int) -> bool:
    """Whether a text has so many words or more."""
    # Most texts have, and begin with them: their other words need not be found.
    firsts = text.split(None, count)[:count]
    if len(firsts) == count and all(part[0].isalnum() for part in firsts):
        return True
    return len(find_words(text)) >= count


def get_terms(text: str) -> tuple[str, ...]:
    """The terms of a text in their order, with repetitions."""
    return tuple(map(get_term, find_words(text)))


@lru_cache(maxsize=KEYS_KEPT)
def get_name_key(name: str) -> str:
    """What two spellings of one name have in common: its words, folded but not stemmed, joined by spaces.

    A name without letters or digits is its own key, folded.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_WORD.findall(folded)) or folded.strip()


@lru_cache(maxsize=KEYS_KEPT)
def get_identity_key(name: str) -> str:
    """What two spellings of one thing's name have in common: as `get_name_key`, with the signs that tell names apart.

    "C", "C++" and "C#" are three things, ">16XL" and "16XL" two.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_IDENTITY.findall(folded)) or folded.strip()
