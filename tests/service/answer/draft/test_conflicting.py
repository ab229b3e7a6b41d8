"""Where two pages contradict each other both are told, the newer first, and no verdict is given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "depots.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "newer", "older"),
    [
        ("How much storage does North have?", "50 GB", "10 GB"),
        ("Does North have a night shift?", "does not support", "North supports"),
        ("Why does North have a night shift?", "does not support", "North supports"),
    ],
)
def test_both_sides_are_told(reader: IndexReader, question: str, newer: str, older: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("The docs contradict themselves here. Prices, since 2 (2024-02-01): ")
    assert answer.text.index(newer) < answer.text.index("Limits, since 1 (2023-02-01): ")
    assert older in answer.text
    assert [citation.page for citation in answer.citations] == ["prices", "limits"]


def test_a_comparison_keeps_what_is_not_contested(reader: IndexReader) -> None:
    answer = answer_question(reader, "North vs South")
    assert answer.text.count("The docs contradict themselves here.") == 2
    assert "Gates" in answer.text and "South – 20 GB" in answer.text


@pytest.mark.parametrize("question", ["How many gates does North have?", "How much storage does South have?"])
def test_what_agrees_is_told_once(reader: IndexReader, question: str) -> None:
    assert "contradict" not in answer_question(reader, question).text


def test_the_version_before_the_contradiction_has_none(reader: IndexReader) -> None:
    answer = answer_question(reader, "How much storage does North have?", as_of="1")
    assert "10 GB" in answer.text and "contradict" not in answer.text
