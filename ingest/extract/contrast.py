"""Sentences that set things against each other, cut into what they say of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Slice
from index.terms import get_terms
from ingest.names import Mention

# A half opens with its subject: at most so many words stand before the name.
WORDS_BEFORE = 2

_OPENS_AGAINST = re.compile(
    r"(?:unlike|compared (?:with|to)|in contrast to|in comparison (?:with|to)|as opposed to)\s", re.I
)
_TURN = re.compile(r"[,;]\s+(?:whereas|while|but|although|in contrast,)\s+|\s+(?:whereas)\s+", re.I)
_OPENS_WHILE = re.compile(r"(?:whereas|while)\s", re.I)


@dataclass(frozen=True, slots=True)
class Half:
    """A part of a sentence and the things that it is about."""

    at: int
    """Offset of its first character in the sentence."""
    until: int
    """Offset behind it."""
    names: tuple[str, ...]
    """Primary names of the things."""


def find_halves(text: str, mentions: Sequence[Mention]) -> tuple[Half, ...]:
    """What a sentence that compares two things says of each; nothing for other sentences.

    "A …, whereas B …" is cut at the turn; "Unlike A, B …" says the same of both as a whole.
    """
    if len({m.name for m in mentions}) < 2:
        return ()
    if _OPENS_AGAINST.match(text):
        return _find_against(text, mentions)
    turns = list(_TURN.finditer(text))
    opening = _OPENS_WHILE.match(text)
    if opening:
        comma = text.find(",")
        return _cut(text, mentions, opening.end(), Slice(comma, comma + 1)) if comma > 0 else ()
    return _cut(text, mentions, 0, Slice(turns[0].start(), turns[0].end())) if len(turns) == 1 else ()


def drop_set_against(text: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions without the one behind "unlike", of which the sentence says that it is otherwise."""
    if not _OPENS_AGAINST.match(text) or not mentions:
        return mentions
    opens = len(get_terms(text[: mentions[0].at])) <= WORDS_BEFORE + 1
    return mentions[1:] if opens and "," in text[mentions[0].until :] else mentions


def _find_against(text: str, mentions: Sequence[Mention]) -> tuple[Half, ...]:
    """The thing behind the opening words and the subject behind the comma."""
    comma = text.find(",", mentions[0].until)
    subject = next((m for m in mentions if m.at > comma > 0), None)
    opens = len(get_terms(text[: mentions[0].at])) <= WORDS_BEFORE + 1
    if not opens or subject is None or len(get_terms(text[comma : subject.at])) > WORDS_BEFORE:
        return ()
    names = tuple(dict.fromkeys((subject.name, mentions[0].name)))
    return (Half(0, len(text), names),) if len(names) == 2 else ()


def _cut(text: str, mentions: Sequence[Mention], start: int, turn: Slice) -> tuple[Half, ...]:
    """The halves on both sides of the turn, where each opens with the name of another thing."""
    end, begin = turn.start, turn.end + len(text[turn.end :]) - len(text[turn.end :].lstrip())
    first = [m for m in mentions if start <= m.at and m.until <= end]
    second = [m for m in mentions if m.at >= begin]
    if not first or not second or first[0].name == second[0].name:
        return ()
    before = (text[start : first[0].at], text[begin : second[0].at])
    if any(len(get_terms(words)) > WORDS_BEFORE for words in before):
        return ()
    return (Half(start, end, (first[0].name,)), Half(begin, len(text), (second[0].name,)))
