"""The sentence that shares most with a claim or a question."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "tents.toml") as reader:
        yield reader


def test_a_claim_is_set_against_the_sentence_on_it(reader: IndexReader) -> None:
    question = "Since the price covers a groundsheet as well, may I leave mine at home?"
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED
    assert "A groundsheet is no part of any price." in answer.text, answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Within how many days does the Bergen workshop mend torn canvas for guests?", True),
        # A sentence that has few of the words answers nothing, nor does one without the number asked for.
        ("Within how many days does the Oslo workshop repaint rusty bicycles for guests?", False),
        ("How many groundsheets are part of the price of guests?", False),
    ],
)
def test_a_question_is_answered_by_the_sentence_that_has_its_words(
    reader: IndexReader, question: str, *, told: bool
) -> None:
    answer = answer_question(reader, question)
    assert ("within nine days" in answer.text) is told, answer.text
