"""How many of something a question wants, and how many a sentence lets there be: "two hosts", "one host at a time"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.terms import iter_words

from ..question.wordforms import NUMBER_WORDS, get_singular

# So many words may stand between a number and the noun that it counts ("two running instances").
MOST_BETWEEN = 2

_NUMBER = rf"(?:\d+|{'|'.join(NUMBER_WORDS)}|a\s+single|several|multiple|many)"
_COUNTED = re.compile(rf"\b(?P<number>{_NUMBER})\s+(?P<rest>(?:[a-z][\w-]*\s*){{1,{MOST_BETWEEN + 1}}})", re.I)
_BEFORE = re.compile(r"\b(?:at most|up to|no more than|not more than|only|a maximum of|exactly|just)\s+$", re.I)
_BEHIND = re.compile(
    r"^[^.;,]{0,30}?\b(?:at a time|at once|at the same time|at most|only|alone|simultaneously)\b", re.I
)
# Of what is wanted in no number there are two at least.
_SEVERAL = 2


def allows_count(question: str, text: str) -> bool | None:
    """Whether a sentence lets there be as many of something as a question wants; None where it sets no such limit."""
    limits = {noun: number for number, noun, match in _iter_counted(text) if _is_limit(text, match)}
    wanted = [(number, noun) for number, noun, _ in _iter_counted(question) if noun in limits]
    return all(number <= limits[noun] for number, noun in wanted) if wanted else None


def _iter_counted(text: str) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Each number with each of the words behind it that it may count."""
    for match in _COUNTED.finditer(text):
        number = _get_number(match["number"].casefold())
        for word in iter_words(match["rest"]):
            yield number, get_singular(word.text.casefold()), match


def _get_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 1 if text.endswith("single") else NUMBER_WORDS.get(text, _SEVERAL)


def _is_limit(text: str, match: re.Match[str]) -> bool:
    """Whether a number is the most that there may be."""
    single = match["number"].casefold().endswith("single")
    before = _BEFORE.search(text[: match.start()]) is not None
    return single or before or _BEHIND.search(text[match.start("rest") :]) is not None
