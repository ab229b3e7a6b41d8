"""What whole sites bring: tables told twice, words that stand everywhere, names that are none in a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "looms.toml") as reader:
        yield reader


def test_equal_rows_of_two_pages_are_told_once(reader: IndexReader) -> None:
    answer = answer_question(reader, "Jacquard vs Dobby")
    assert answer.text.count("Warp control") == 1
    assert {citation.page for citation in answer.citations} == {"looms", "choice"}


def test_what_it_is_comes_before_what_it_uses(reader: IndexReader) -> None:
    claims = answer_question(reader, "What is a Jacquard?").claims
    assert "is a loom" in claims[0].text


def test_rows_of_the_thing_come_before_its_sentences(reader: IndexReader) -> None:
    """Properties of other things do not make the words of a question vague."""
    answer = answer_question(reader, "Does Jacquard support priorities?")
    assert "Warp priority" in answer.text
    assert "Weft priority" in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        # A sentence with the question's words, but without any port.
        ("What port does the panel use?", Status.NOT_DOCUMENTED),
        # A cost that is no price.
        ("How much does a Jacquard cost?", Status.NOT_DOCUMENTED),
        # Two names: a sentence that holds one of them does not tell how they go together.
        ("Can I use a Jacquard with Dobby?", Status.ANSWERED),
        ("Can I use a Jacquard with Heddle?", Status.NOT_DOCUMENTED),
    ],
)
def test_sentences_hold_what_is_asked(reader: IndexReader, question: str, status: Status) -> None:
    answer = answer_question(reader, question)
    assert answer.status is status
    assert "takes time" not in answer.text


@pytest.mark.parametrize("question", ["Does Jacquard support Selvage 2?", "Can a Jacquard support Selvage?"])
def test_numbers_and_articles_name_nothing(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert {claim.entity.id for claim in answer.claims if claim.entity} <= {"jacquard", "selvage"}
