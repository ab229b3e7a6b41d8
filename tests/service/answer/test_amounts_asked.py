"""Questions after amounts and several properties: what is counted, what is enough, what no amount can answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.evidence.judging import is_denied_behind
from service.answer.question.amounts import Bound
from service.answer.question.bounds import find_bound, is_for_amount
from service.answer.question.language import Alternative
from service.answer.question.reading import Concept

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "pumps.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # What the asker has is held against what the docs want.
        ("Is 4 GB of storage enough for the Heron?", "No."),
        ("Is 40 GB of storage enough for the Heron?", "Yes."),
        # The unit alone tells which cells are meant, and they agree.
        ("Can I send a blueprint of 5 MB?", "No."),
        ("Can I send a blueprint of 100 KB?", "Yes."),
        # Whatever stands under "Number of …" says how many.
        ("How many valves does the Crane have?", "one for each outlet"),
        # A state is told, not supported.
        ("What is the status of the Heron?", "Heron – Status: Supported."),
        # Both of two properties that are joined.
        ("How do Heron and Crane differ in hose and filter?", "Filter: Heron – paper."),
        # What defines a thing goes before what only speaks of it.
        ("What is a primer?", "small pump"),
        # A list of properties is no answer to "when"; the versions that speak of the thing are.
        ("As of when is there a blueprint?", "in the docs since 1.0 (2024-01-10), the oldest version known."),
    ],
)
def test_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text, answer.text


@pytest.mark.parametrize(
    "question",
    [
        # A span of time is no size, and two limits between which an amount lies leave it open.
        "What is the maximum size of the log retention?",
        "Can I send a blueprint of 500 KB?",
    ],
)
def test_declined(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED


def test_denied_behind_commas(reader: IndexReader) -> None:
    assert not answer_question(reader, "Is brine supported?").text.startswith("Yes")


def test_denied_of_a_pronoun() -> None:
    rain = Concept("rain", (Alternative(("rain",), 1.0),), 1.0, True, True, 0, 1)
    assert is_denied_behind("Rain is fine, but it is not supported.", [rain])
    assert not is_denied_behind("Rain is fine, but snow is not supported.", [rain])


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("Is 4 GB of storage enough?", Bound.AT_MOST),
        ("Will 4 GB be enough?", Bound.AT_MOST),
        ("Can I store 4 GB?", Bound.AT_LEAST),
    ],
)
def test_bound(question: str, bound: Bound) -> None:
    found = find_bound(question)
    assert found is not None and found.bound is bound


@pytest.mark.parametrize(
    ("question", "text", "meant"),
    [
        ("we sell lamps for about 60 dollars", "Orders above 10,000 USD", False),
        ("orders run up to 18,000 USD", "Orders above 10,000 USD", True),
        ("files of 3 MB", "Files of less than 5 MB", True),
        ("files of 3 MB", "Orders above 10,000 USD", None),
        ("files of 3 MB", "Files for cameras", None),
    ],
)
def test_advice_is_for_amounts(question: str, text: str, meant: bool | None) -> None:
    assert is_for_amount(question, text) is meant


def test_compared_with_what_was_told_before() -> None:
    bound = find_bound("A sack costs 20 dollars. Which of them has a price above that?")
    assert bound is not None and (bound.bound, bound.amount.number, bound.amount.dimension) == (Bound.MORE, 20, "$")
