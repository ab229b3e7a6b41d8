"""Sentences of a text, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_END = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?=\s|$)|\n{2,}")
_VISIBLE = re.compile(r"\S")
# No abbreviation is longer. Looking further back, or at all that follows, took time by the square of a text's length.
LONGEST_LOOK_BACK = 200
# A full stop behind a word of so many letters ends a sentence, though the next begins with a name in lower case.
SHORTEST_LAST = 4
# The sentences of a text are asked for twice in a row, and again for the next state of its page.
TEXTS_KEPT = 1024
_ABBREVIATIONS = frozenset(
    "e.g i.e etc vs cf approx incl excl resp no nos fig figs sec ver v dr mr ms inc ltd corp st est max min a.k.a "
    "aka esp spec specs ext orig intl govt dept approximately".split()
)


class Sentence(NamedTuple):
    """A sentence."""

    text: str
    """Its visible text, stripped."""
    at: int
    """Offset in the visible text."""
    until: int
    """Offset behind it."""


@lru_cache(maxsize=TEXTS_KEPT)
def get_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text. An abbreviation ends none, nor does a lower-case next word behind a short one."""
    return tuple(_iter_sentences(text))


def _iter_sentences(text: str) -> Iterator[Sentence]:
    begin = 0
    for match in _END.finditer(text):
        if _goes_on(text, begin, match):
            continue
        yield from _cut(text, begin, match.end())
        begin = match.end()
    yield from _cut(text, begin, len(text))


def _goes_on(text: str, begin: int, match: re.Match[str]) -> bool:
    if not match.group().startswith("."):
        return False
    words = text[max(begin, match.start() - LONGEST_LOOK_BACK) : match.start()].rsplit(None, 1)
    last = words[-1].lstrip("([\"'").lower() if words else ""
    next_word = _VISIBLE.search(text, match.end())
    behind = next_word.group() if next_word else ""
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last not in "ai"):
        return bool(behind)
    return behind.islower() and not (len(last) >= SHORTEST_LAST and last.isalpha())


def _cut(text: str, begin: int, end: int) -> Iterator[Sentence]:
    piece = text[begin:end]
    bare = piece.strip()
    if bare:
        at = begin + len(piece) - len(piece.lstrip())
        yield Sentence(bare, at, at + len(bare))
