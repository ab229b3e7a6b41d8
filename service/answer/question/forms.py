"""The forms of questions that write a value out: where names stand in them, and what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.terms import find_words, get_term

from .reading import Reading, strip_polite

# What stands for the thing and the property in a question when its form is told.
THING, PROPERTY = "\ue000", "\ue001"
THE = r"(?:(?:the|an?|its|their)\s+)?"
VALUE = r"(?P<value>[^;?]+?)"
# A longer text is a sentence, which no cell repeats word by word.
LONGEST_VALUE = 8
# Making a pattern takes a hundred times as long as looking for it.
PATTERNS_KEPT = 8192
# What belongs to a name though it is no word: "--memory", ">20M", "Forward+".
_SIGNS = r"[^\w\s?,;\"“”]*"


def get_bare(reading: Reading) -> str:
    """The question without politeness and without the words for a version."""
    question = reading.question
    for start, end in reading.moment.spans:
        question = question[:start] + " " * (end - start) + question[end:]
    return strip_polite(question)


def find_run(question: str, name: str, kinds: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Where the words of a name stand in a question, with a noun of kind that follows them."""
    pattern = _make_pattern(name)
    found = pattern.search(question) if pattern else None
    if found is None:
        return None
    behind = re.match(r"\s+(\w+)", question[found.end() :])
    is_kind = behind is not None and get_term(behind[1]) in kinds
    return found.start(), found.end() + (behind.end() if behind and is_kind else 0)


@lru_cache(maxsize=PATTERNS_KEPT)
def _make_pattern(name: str) -> re.Pattern[str] | None:
    words = find_words(name)
    run = r"[\W_]+".join(re.escape(word) for word in words)
    return re.compile(rf"{_SIGNS}(?<!\w){run}s?(?!\w){_SIGNS}", re.I) if words else None


def match_form(
    question: str, places: Sequence[tuple[tuple[int, int], str]], forms: Sequence[re.Pattern[str]]
) -> re.Match[str] | None:
    """The first form that a question has once signs stand in some places, with a value of no more than some words."""
    marked = question
    for (start, end), sign in sorted(places, reverse=True):
        marked = marked[:start] + sign + marked[end:]
    found = next((match for form in forms if (match := form.match(marked))), None)
    value = get_value(found) if found else ""
    fits = value and not {THING, PROPERTY} & set(value) and len(value.split()) <= LONGEST_VALUE
    return found if fits else None


def get_value(form: re.Match[str]) -> str:
    """The value that a question of a form writes out."""
    return form["value"].strip(" \"'“”`?.")
