"""What is no answer, though some words of the question stand there; and versions asked for in other words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "huts.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    "question",
    [
        # Rows of two tables that have no thing in common.
        "Which stove burns with firewood per night?",
        # Values do not tell whether two things are one.
        "Are beds the same as water?",
        # No pace.
        "How quickly is the water refilled?",
        # Only one of the two is described, and nothing compares them.
        "Why does the Alpine hut need the Winter warden?",
    ],
)
def test_thin_grounds_answer_nothing(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Since which Huts version has River a landing stage?",
        "From when on does River have a landing stage?",
        "From which release on does River have a landing stage?",
    ],
)
def test_version_asked_for_in_other_words(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.text.startswith("Since 5.4"), answer.text
