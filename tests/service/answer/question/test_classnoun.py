"""The noun behind "which" names a class, never the one thing whose name happens to hold it."""

from __future__ import annotations

import pytest

from index.terms import iter_words
from service.answer.question.classnoun import is_class_noun
from service.answer.question.entries import Entry, Standing


@pytest.mark.parametrize(
    ("question", "run", "standing", "expected"),
    [
        ("which collector supports clusters", (1, 2), Standing.SHORT, True),
        # Words of the same noun phrase may stand before it.
        ("which message collector supports clusters", (2, 3), Standing.SHORT, True),
        # The page of a class is no member of it either.
        ("which session engine is fast", (1, 2), Standing.TITLE, True),
        # A whole name is a name anywhere, and so is one in capitals.
        ("which collector supports clusters", (1, 2), Standing.NAME, False),
        ("which Collector supports clusters", (1, 2), Standing.SHORT, False),
        # Behind a verb or an article it is no longer the noun of the question.
        ("which port does collector use", (3, 4), Standing.SHORT, False),
        ("which port of the collector is open", (4, 5), Standing.SHORT, False),
        ("what replaced collector in there", (2, 3), Standing.SHORT, False),
        ("which ports collector listens on", (2, 3), Standing.SHORT, False),
        # Of several that are listed it is the noun as well.
        ("which of the listed collectors can I use", (4, 5), Standing.SHORT, True),
        # Nothing is asked behind it.
        ("which collector", (1, 2), Standing.SHORT, False),
    ],
)
def test_class_nouns(question: str, run: tuple[int, int], standing: Standing, *, expected: bool) -> None:
    entry = Entry(("open-collector",), standing, "Open Collector")
    assert is_class_noun(tuple(iter_words(question)), *run, entry) is expected
