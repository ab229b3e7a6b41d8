"""Words that have no term of their own, in every place of a question."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from index.store import IndexReader
from service.answer import answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "tents.toml", DOCSETS / "stalls.toml") as reader:
        yield reader


def test_questions_of_odd_words_are_answered_or_declined(reader: IndexReader) -> None:
    odd = ("A", "The", "an", "%", "+", "--a", "“the”", "A/An")
    frames = (
        "Does {} have {}?",
        "How many {} does the Heron {} have?",
        "which {} is {}",
        "{} {}",
        "Heron {} rating {}",
    )
    for frame, (first, second) in product(frames, product(odd, odd)):
        assert answer_question(reader, frame.format(first, second), docset="tents").text
