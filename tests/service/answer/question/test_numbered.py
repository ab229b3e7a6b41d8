"""Things that numbers name, and the words for their class."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.question.nameparts import get_number_parts

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "kits.toml") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which bolts does kit 8 use?", "0.85"),
        ("Which bolts does Workshop kit 7 take?", "0.83"),
        ("What bolts come with workshop kit version 6.0?", "0.81"),
        ("What is hook 15006?", "Holds the plane"),
        # A plus sign says that a value is the least.
        ("What is the minimum wood of kit 8?", "12+"),
        ("What is the oldest wood for kit 6?", "11+"),
    ],
)
def test_class_and_number_name_a_thing(reader: IndexReader, question: str, value: str) -> None:
    answer = answer_question(reader, question)
    assert [claim.value.raw for claim in answer.claims if claim.value] == [value]


def test_numbers_behind_others_are_of_their_class(reader: IndexReader) -> None:
    answer = answer_question(reader, "Compare the bolts of kit 6, 7 and 8")
    assert answer.text.startswith("Bolts: 6.0.0 – 0.81. [1] 7.0.0 – 0.83. [2] 8.0.0 – 0.85. [3]")


@pytest.mark.parametrize("question", ["Which bolts does kit 4 use?", "Which bolts does kit 8.1 use?"])
def test_other_numbers_name_nothing(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED


def test_the_class_asked_for_names_none_of_its_things(reader: IndexReader) -> None:
    assert answer_question(reader, "Which kit version needs a saw newer than 20?").text.startswith("8.0.0")


def test_a_number_of_another_version_is_not_answered_for_by_the_rest(reader: IndexReader) -> None:
    assert "2023" in answer_question(reader, "Is kit 5 still in the list of kits?").text


def test_a_version_named_later_is_compared_with_the_newest(reader: IndexReader) -> None:
    asked = ["What is the minimum wood of kit 6?"]
    assert "“10+” in 2023" in answer_question(reader, "Was it different in 2023?", conversation=asked).text


@pytest.mark.parametrize(
    ("word", "parts"),
    [("54.0.0", ("54",)), ("v1.10", ("1", "10")), ("20.x", ("20",)), ("15001", ("15001",)), ("x86", ())],
)
def test_parts_of_numbers(word: str, parts: tuple[str, ...]) -> None:
    assert get_number_parts(word) == parts
