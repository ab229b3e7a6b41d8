"""Fragments that put one word into the place of another of the question before: "and the large ones?"."""

from __future__ import annotations

import re

# "and the 24 one?", "what about rootless ones?": a word or two, and "one" for all that is not said again.
_FRAGMENT = re.compile(
    r"^\W*(?:(?:and|but|so|or|ok|okay|then)\b[\s,]*)*(?:(?:what|how)\s+about\s+)?(?:(?:for|with|of|in|on)\s+)?(?:(?:the|an?)\s+)?"
    r"(?P<word>[\w.+/-]+(?:\s+[\w.+/-]+)?)\s+ones?\W*$",
    re.I,
)
# "and 29?": a bare number, in the place of the one number before.
_NUMBER = re.compile(r"^\W*(?:(?:and|but|so|or)\b[\s,]*)*(?:(?:what|how)\s+about\s+)?(?P<word>\d+(?:\.\d+)*)\W*$", re.I)
_WORD = re.compile(r"[\w.+/-]*\w")
# Two words are of one kind ("rootless" and "rootful", "inbound" and "outbound") when they begin or end with so many
# letters alike.
LEAST_ALIKE = 4
_ORDINALS = frozenset(
    {"first", "second", "third", "last", "other", "next", "same", "former", "latter", "which", "that"}
)


def fill_in(earlier: str, fragment: str) -> str | None:
    """The earlier question with a fragment's word in the place of the one word that is of its kind, or None."""
    match = _FRAGMENT.match(fragment) or _NUMBER.match(fragment)
    if match is None or match["word"].casefold() in _ORDINALS:
        return None
    places = [place for place in _WORD.finditer(earlier) if _are_of_one_kind(place.group(), match["word"])]
    if len({place.group().casefold() for place in places}) != 1:
        return None
    first = places[0]
    return earlier[: first.start()] + match["word"] + earlier[first.end() :]


def _are_of_one_kind(one: str, other: str) -> bool:
    """Whether two different words are both numbers, or begin or end alike."""
    first, second = one.casefold(), other.casefold()
    if first == second or first.startswith(second) or second.startswith(first):
        return False
    if _is_number(first) or _is_number(second):
        return _is_number(first) and _is_number(second)
    return first[:LEAST_ALIKE] == second[:LEAST_ALIKE] or first[-LEAST_ALIKE:] == second[-LEAST_ALIKE:]


def _is_number(word: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)*", word) is not None
