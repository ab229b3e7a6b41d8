"""Things under a heading that is the name of a thing: they belong to it; and what is asked by a noun of kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "ferries.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    "question",
    [
        "Which routes are there in the Island Line?",
        "Which routes does the Island Line have?",
        "Tell me all the routes that appear under Island Line.",
    ],
)
def test_things_under_a_heading_are_listed(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert "north loop and south loop" in answer.text, answer.text


def test_things_under_a_heading_are_answered_for(reader: IndexReader) -> None:
    answer = answer_question(reader, "What is the ticket price of the Island Line?")
    assert "$4" in answer.text and "$6" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Which routes are there in the Coast Line?",
        # A noun of kind that the docs never use is asked for itself.
        "In which regions can I take the Petrel?",
    ],
)
def test_what_stands_under_no_heading_is_declined(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED
