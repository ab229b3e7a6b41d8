"""What a thing has is told of that thing: no property of another one, no word on any of its class, no other state."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "spindles.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    "question",
    [
        # The spindles have one; what the page on looms says of it in passing is not about the Jacquard.
        "What is the weft sensor of Jacquard?",
        "Which weft sensor does Dobby need?",
        "What is the yarn speed of Dobby?",
        # Advice on another thing that does not speak of the one asked about.
        "Which linen does Whorl take?",
        # "It" and "any loom" single none out.
        "Which of the looms is not sold abroad?",
        "Which looms need oil?",
        # What a thing is good for does not oblige.
        "Must I take Dobby for borders?",
        # The number behind the class is part of the name.
        "What is the shaft count of loom 99?",
    ],
)
def test_declined(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the yarn speed of Flyer?", ["Flyer"]),
        ("What is the shaft count of Dobby?", ["Dobby"]),
        ("Which looms are current?", ["Jacquard", "Loom 14"]),
        ("Which loom is current right now?", ["Jacquard", "Loom 14"]),
    ],
)
def test_told_of(reader: IndexReader, question: str, told: list[str]) -> None:
    answer = answer_question(reader, question)
    assert [claim.entity.name for claim in answer.claims if claim.entity] == told


def test_what_is_said_of_both_leaves_none_out(reader: IndexReader) -> None:
    answer = answer_question(reader, "Can Whorl and Flyer be used together?")
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("Yes.")
    assert "Both spindles" in answer.text
