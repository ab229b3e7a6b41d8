"""An answer has to speak of enough of the question, and one word of it may stay open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.docsets import get_lexicon
from service.answer.draft.compose import Draft
from service.answer.draft.speaking import speaks_of_question
from service.answer.evidence.inquiry import Inquiry
from service.answer.evidence.loosening import read_with_one_open
from service.answer.model import Intent
from service.answer.question.reader import Reader

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "tents.toml") as reader:
        yield reader


def _inquire(reader: IndexReader, question: str) -> Inquiry:
    version = reader.versions("tents")[-1]
    lexicon = get_lexicon(reader, "tents")
    reading = Reader(reader, lexicon, version).read(question, reader.versions("tents"))
    return Inquiry(reader, lexicon, version, reading)


def _speaks(reader: IndexReader, question: str, attribute: str, intent: Intent = Intent.LOOKUP) -> bool:
    inquiry = _inquire(reader, question)
    draft = Draft(inquiry, intent)
    cells = [fact for fact in reader.facts(inquiry.version) if fact.attribute.name == attribute]
    draft.state_fact(f"{cells[0].entity.name} – {attribute}: {cells[0].value.raw}.", cells[0])
    return speaks_of_question(inquiry, draft)


def test_what_has_few_of_the_words_does_not_speak_of_the_question(reader: IndexReader) -> None:
    assert _speaks(reader, "What is the storm rating of Heron?", "Storm rating")
    assert not _speaks(reader, "Can our club take sledges and dogs over a glacier in a storm?", "Storm rating")
    # What is told of changes speaks of times, whatever the question's words.
    assert _speaks(reader, "Can our club take sledges over a glacier in a storm?", "Storm rating", Intent.CHANGE)


def test_such_an_answer_is_not_given(reader: IndexReader) -> None:
    answer = answer_question(reader, "Can families bring dogs, kayaks and their grandmother into the reserve at night?")
    assert answer.status is Status.NOT_DOCUMENTED and not answer.claims


@pytest.mark.parametrize(
    ("question", "opened"),
    [
        # A plain word beside what a row explains may stay open.
        ("Which pole material belongs to a crimson Heron?", {"crimson"}),
        # A name, a grade, a price or a unit says what is meant.
        ("Which pole material belongs to a GORE-TEX Heron?", set()),
        ("Which pole material belongs to the cheapest Heron?", set()),
        ("What does the pole material of the Heron cost?", set()),
        ("What is the storm rating of heron-crimson-plover?", set()),
        ("Is the pole material of the Heron crimson?", set()),
        # So does what is asked for, and a word that outweighs all others.
        ("What colour does a Heron have?", set()),
    ],
)
def test_one_word_may_stay_open(reader: IndexReader, question: str, opened: set[str]) -> None:
    inquiry = _inquire(reader, question)
    read = read_with_one_open(inquiry)
    assert {concept.text for concept in inquiry.reading.required} - {c.text for c in read.required} == opened


def test_it_is_answered_from_cells_of_one_property(reader: IndexReader) -> None:
    answer = answer_question(reader, "Which pole material belongs to a crimson Heron?")
    assert answer.text == "Heron – Pole material: Aluminium. [1]"
    assert answer_question(reader, "Which pole material belongs to a GORE-TEX Heron?").status is Status.NOT_DOCUMENTED
