"""Grades that choose, defaults that a sentence beside a table tells, changes asked for twice, and "the former"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "wharves.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A sentence under the same heading calls what a table holds the defaults.
        ("What is the default wick width of the bow lamp?", "Bow lamp – Wick width: 4 mm. [1]"),
        ("default glow of the stern lamp", "Stern lamp – Glow: 50 minutes. [1]"),
        ("What are the old and the new default glow of the bow lamp?", "“30 minutes” in 2024-05, now “45 minutes”"),
        # How a thing has developed, and what is asked of two times in one question.
        ("How has the glow of the bow lamp developed?", "“30 minutes” in 2024-05, now “45 minutes”"),
        ("Can the broad punt be towed now, and could it in 2024-05?", "“No” in 2024-05, now “Yes” since 2026-05"),
        # What is cut off from something has none of it.
        ("Our wharf has no link to the mains. Which stove should we take?", "Coal stove: “Choose the Coal stove when"),
        # What one thing has to meet is told of those that do.
        ("Need: fee band 1, bollards, and a lifebelt. Where?", "Oak steps – Fee band: Band 1. [1]"),
        # A span of time behind a greeting and a preposition.
        ("Hi team, after how long does the bow lamp go out?", "Bow lamp – Glow: 45 minutes. [1]"),
    ],
)
def test_answers(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert (answer.status, told in answer.text) == (Status.ANSWERED, True), answer.text


@pytest.mark.parametrize(
    "question",
    [
        # What is least or most so is not chosen by something else.
        "Which bow lamp is the least expensive?",
        "Which punt is the most comfortable?",
        # What "this" is stands in another sentence.
        "What is the default rope of barges?",
        # What defines a class names none of it.
        "Which varnish gives the best grip?",
        # The class behind "which" is not what is graded.
        "Which crew series has the largest kitchen?",
    ],
)
def test_declines(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text


@pytest.mark.parametrize(
    ("earlier", "question", "told"),
    [
        (
            ("How wide is the wick of the bow lamp?", "and of the stern lamp?"),
            "What is the glow of the former?",
            "Bow lamp",
        ),
        (
            ("How wide is the wick of the bow lamp?", "and of the stern lamp?"),
            "What is the glow of the latter?",
            "Stern lamp",
        ),
        (("How many oars has the old punt at most?",), "and the newer one?", "Broad punt – Most oars: 8. [1]"),
        (("Can the broad punt be towed?",), "the older one, can it?", "Yes. Old punt"),
    ],
)
def test_goes_on(reader: IndexReader, earlier: tuple[str, ...], question: str, told: str) -> None:
    answer = answer_question(reader, question, conversation=earlier)
    assert (answer.status, answer.text.startswith(told)) == (Status.ANSWERED, True), answer.text
