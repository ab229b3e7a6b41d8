"""A comparison speaks of two things at least, or is declined."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "sloops.toml") as reader:
        yield reader


def test_both_things_are_told(reader: IndexReader) -> None:
    answer = answer_question(reader, "What is the difference in draught between Petrel and Fulmar?")
    assert answer.status is Status.ANSWERED
    assert {claim.entity.name for claim in answer.claims if claim.entity} == {"Petrel", "Fulmar"}


@pytest.mark.parametrize(
    "question",
    ["What is the difference in berths between Petrel and Fulmar?", "Petrel versus Fulmar: who may steer?"],
)
def test_one_alone_is_no_comparison(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    told = {name for name in ("Petrel", "Fulmar") if name in answer.text}
    assert answer.status is Status.NOT_DOCUMENTED or len(told) == 2


def test_a_part_of_a_name_is_not_defined_by_what_the_whole_is_compared_by(reader: IndexReader) -> None:
    answer = answer_question(reader, "What is a locker?")
    assert "compare" not in answer.text
