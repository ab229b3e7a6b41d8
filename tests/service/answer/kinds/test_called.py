"""Names that only a sentence gives, and values of one version set against those of another."""

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
        "What were boarding cards called in earlier times?",
        "What is the old name of boarding cards?",
        "Under which name were boarding cards known before?",
        "What are tallies called now?",
    ],
)
def test_name_is_told_by_the_sentence_that_gives_it(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert "called tallies in the past" in answer.text, answer.text


@pytest.mark.parametrize("question", ["What were landing stages called before?", "What is the old name of crew?"])
def test_name_that_no_sentence_gives_is_declined(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED


@pytest.mark.parametrize("question", ["What is a linesman?", "What do the docs mean by a linesman?"])
def test_what_is_said_in_passing_is_a_definition(reader: IndexReader, question: str) -> None:
    assert "a person with a rope" in answer_question(reader, question).text


def test_initials_are_spelt_out_in_passing(reader: IndexReader) -> None:
    assert "life craft board" in answer_question(reader, "What does LCB mean?").text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        # One name of the property is a part of the other.
        ("Is heavy freight the same as freight?", "Yes."),
        ("Is heavy freight the same property that used to be listed as freight?", "Yes."),
        # Another property has the other name.
        ("Is heavy freight the same as mail freight?", "The docs do not say"),
    ],
)
def test_names_of_one_property(reader: IndexReader, question: str, verdict: str) -> None:
    assert answer_question(reader, question).text.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Does the Gannet have more deck space now than in 2021?", "Yes."),
        ("Does the Petrel have a different crew now than in 2021?", "No."),
        ("Is the crew of the Petrel the same as in 2021?", "Yes."),
        ("Is the deck space of the Gannet still the same?", "No."),
        ("Is the crew of the Gannet the same as before?", "Yes."),
    ],
)
def test_value_set_against_a_version(reader: IndexReader, question: str, verdict: str) -> None:
    assert answer_question(reader, question).text.startswith(verdict)
