"""Numbers that name things by the word before another number: "Acme 2 and 3" for "Acme 2 and Acme 3"."""

from __future__ import annotations

import re

from index.terms import iter_words

from .entries import Entries, Standing

_LISTED = re.compile(
    r"\b(?P<word>[^\W\d][\w.+-]*)\s+(?P<first>\d[\d.]*\d|\d)(?P<joining>\s*,\s*|\s+(?:and|or|vs\.?|versus|nor)\s+)"
    r"(?P<second>\d[\d.]*\d|\d)\b(?![\d.]*\w)",
    re.I,
)
# A list of more numbers is read so far.
LONGEST_LIST = 6


def spread_name(question: str, entries: Entries) -> str:
    """The question with the name written out before each number joined to one with it, where both are names."""
    at = 0
    for _ in range(LONGEST_LIST):
        match = _LISTED.search(question, at)
        if match is None:
            break
        both = all(_is_name(f"{match['word']} {match[number]}", entries) for number in ("first", "second"))
        at = match.start("second") if both else match.end("first")
        question = f"{question[:at]}{match['word']} {question[at:]}" if both else question
    return question


def _is_name(text: str, entries: Entries) -> bool:
    entry = entries.find(tuple(iter_words(text)))
    return entry is not None and entry.standing is Standing.NAME
