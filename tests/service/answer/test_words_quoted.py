"""Words in quotes, verbs of the things asked for, turns of phrase for properties, and sentences beside the point."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.question.language import expand

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "piers.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A word quoted by itself is no part of a longer name.
        ("Can I name my pier 'bell'?", "A pier cannot be named bell"),
        # What the things need is no need of the asker.
        ("Which piers need a permit?", "2XL Pier"),
        ("List all piers that need a permit.", "2XL Pier"),
        ("Are a mole and a jetty the same thing?", "No. The docs say"),
        ("What is Long Pier written in?", "Stone"),
        ("What is Bell Pier good for?", "Rowing boats"),
        ("What separates Bell Pier from Long Pier?", "Oak"),
        ("Back in 1.0, did Bell Pier need a permit?", "Bell Pier does not"),
        # What became of a thing may be told in words that speak of no end.
        ("Why is the sand bank still listed?", "has left this list"),
    ],
)
def test_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text, answer.text


@pytest.mark.parametrize(
    "question",
    [
        # A sentence that gives a fee back says no price, and the number in a name is no measure.
        "What is the fee of Long Pier?",
        "How heavy may a painted pier be?",
        # What one of two things has says nothing of both.
        "Can Bell Pier and Long Pier both borrow a permit from the harbourmaster?",
    ],
)
def test_declined(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text


def test_like_that(reader: IndexReader) -> None:
    before = ["Does Bell Pier need a permit?"]
    assert answer_question(reader, "Was it like that in 1.0?", conversation=before).text.startswith("No.")
    assert answer_question(reader, "Was it different in 1.0?", conversation=before).text.startswith("Yes.")


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("is 'device' or 's3' reserved", "is 'device' or 's3' reserved"),
        ("I'd say it's the user's", "I would say it is the user "),
        ("they'll", "they will"),
    ],
)
def test_contractions(text: str, expanded: str) -> None:
    assert expand(text) == expanded
