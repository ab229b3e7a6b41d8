"""What answers is of the class and the sort that a question asks for: no fridge for an oven, no word for a date."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.docsets import get_lexicon
from service.answer.evidence.inquiry import Inquiry
from service.answer.evidence.kinship import get_class, read_as_class
from service.answer.question.reader import Reader

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "ovens.toml") as reader:
        yield reader


def inquire(reader: IndexReader, question: str) -> Inquiry:
    versions, lexicon = reader.versions("ovens"), get_lexicon(reader, "ovens")
    reading = Reader(reader, lexicon, versions[-1]).read(question, versions)
    return Inquiry(reader, lexicon, versions[-1], reading)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Which oven keeps lettuce fresh?", {"oven"}),
        ("Which oven model has trays?", {"oven", "model"}),
        # Words for anything make no class.
        ("Which one has trays?", set()),
        ("Does the Roaster have trays?", set()),
    ],
)
def test_class_behind_which(reader: IndexReader, question: str, terms: set[str]) -> None:
    assert get_class(inquire(reader, question)) == terms


def test_name_of_a_class_names_no_thing(reader: IndexReader) -> None:
    reading = inquire(reader, "Which ovens have removable trays?").reading
    assert reading.mentions
    assert not read_as_class(reading).mentions
    # A name in another place stays one.
    other = inquire(reader, "Which trays does Roaster have?").reading
    assert read_as_class(other) == other


def test_a_sentence_on_another_class_does_not_answer(reader: IndexReader) -> None:
    assert answer_question(reader, "Which fridge keeps lettuce fresh?").status is Status.ANSWERED
    assert answer_question(reader, "Which oven keeps lettuce fresh?").status is Status.NOT_DOCUMENTED


def test_things_without_are_told_for_a_question_with_not(reader: IndexReader) -> None:
    answer = answer_question(reader, "Which oven has no removable trays?")
    assert [claim.entity.name for claim in answer.claims if claim.entity][:1] == ["Roaster"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When does the warranty of the Roaster end?", "March 1, 2027"),
        ("How long is the warranty of the Toaster?", "3 years"),
    ],
)
def test_number_and_date(reader: IndexReader, question: str, told: str) -> None:
    assert told in answer_question(reader, question).text


def test_no_number_is_no_answer(reader: IndexReader) -> None:
    answer = answer_question(reader, "When does the warranty of the Toaster end?")
    assert answer.status is Status.NOT_DOCUMENTED
