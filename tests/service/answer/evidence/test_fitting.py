"""What is of the sort that a question asks for, and what only shares a word with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "cranes.toml") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # Two words that the docs write as one.
        ("Which crane has the most swing arms?", "Tower crane – SwingArm: 8 per mast"),
        # A count of things is no size.
        ("How large can a hook of the Tower crane be?", "Hook size: 40 GB"),
        ("Did the wind brakes of the Tower crane get worse?", "in 1.0"),
        ("Wind brakes of the Tower crane: old and new?", "in 1.0"),
        # The former name belongs to the thing whose name only ends alike.
        ("Are Hired cranes the same as Yard cranes?", "No, "),
    ],
)
def test_what_fits_is_told(reader: IndexReader, question: str, said: str) -> None:
    assert said in answer_question(reader, question).text


def test_a_price_is_no_speed(reader: IndexReader) -> None:
    assert answer_question(reader, "How fast do hired cranes answer?").status is Status.NOT_DOCUMENTED


def test_a_price_is_no_list_of_properties(reader: IndexReader) -> None:
    assert answer_question(reader, "How much is the Tower crane?").status is Status.NOT_DOCUMENTED
