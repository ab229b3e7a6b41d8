"""Claims that values and sentences speak against, and what the docs said at a time or say of what is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "sheds.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # It has another value than the one that others have.
        ("Why is the Hutch a Grade 1 shed?", "Trial"),
        ("Since the Hutch is a Grade 2 shed, may I rent it?", "Trial"),
        # A number, where there is no limit.
        ("Why is the roof log of the Hutch cut at 10,000 entries?", "Unlimited"),
        # The value of another one, and none of its own.
        ("Why does the Hutch need the mice?", "None"),
        # What is said of none is denied of each.
        ("As every shed has double glazing, which is the warmest?", "None of the sheds here has double glazing"),
        # A point inside a number parts no sentence.
        ("As a Barn can have a direct upgrade to 2.5, do I need a rope?", "is not possible"),
        # Another time, behind the same word.
        ("Why is a guest of the Barn thrown out after six hours?", "after 2 hours"),
        # The price is no longer none.
        ("Since the Barn is free, can I have two?", "$3"),
    ],
)
def test_false_claims_are_corrected(reader: IndexReader, question: str, told: str) -> None:
    assert told in answer_question(reader, question).text


def test_amount_of_something_else_corrects_nothing(reader: IndexReader) -> None:
    assert "not so" not in answer_question(reader, "Why does the Barn get cold within six hours?").text


def test_claim_that_holds_is_not_corrected(reader: IndexReader) -> None:
    text = answer_question(reader, "Why is the Coop a Grade 2 shed?").text
    assert "not so" not in text and "Grade 2" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many doors did the Barn have back on 20 March 2022?", "4"),
        ("How many doors did the Barn have on March 20th, 2022?", "4"),
        ("What was the price of the Barn in 2022?", "Free"),
        ("What happened to the Kennel?", "taken out in May 2023"),
    ],
)
def test_what_was_is_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text, answer.text


@pytest.mark.parametrize(
    ("question", "start"), [("Is the Lark supported?", "Lark"), ("Is the Wren supported?", "Yes. Wren supports North.")]
)
def test_support_is_told_by_all_marks_of_a_thing(reader: IndexReader, question: str, start: str) -> None:
    answer = answer_question(reader, question)
    assert answer.text.startswith(start) and "South" in answer.text


def test_an_amount_is_no_event(reader: IndexReader) -> None:
    assert answer_question(reader, "What happens when the Barn is full?").status is Status.NOT_DOCUMENTED
