"""What a thing is, in whichever sentence it is said; and names of one thing, however the question puts it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "boats.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # Said in the second half of a sentence about something else.
        ("What is the Skiff?", "small sailing one"),
        # No thing of any table.
        ("What is a mooring?", "where a boat lies fast"),
        ("Who built the Skiff?", "Hansen of Bergen"),
        # Spelt out in a cell.
        ("What do the letters RIB stand for?", "Rigid Inflatable Boat"),
        # Two names of one thing, with or without a word for sameness.
        ("Is the Tender the boat they used to call Old tender?", "Yes."),
        ("What is the difference between the Tender and the Old tender?", "names of one thing"),
        # Words about names beside a former name.
        ("Is the Old tender gone or just called something else?", "formerly called Old tender"),
        ("What is the Old tender called these days?", "Old tender"),
    ],
)
def test_identity_in_other_words(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text, answer.text


@pytest.mark.parametrize("question", ["Who built the Tender?", "What is an anchor?", "What does RIF stand for?"])
def test_what_is_not_said_is_declined(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED
