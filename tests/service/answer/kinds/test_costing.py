"""What costs and what is free, what goes together, and what holds of a thing by the heading over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "lodges.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "verdict", "told"),
    [
        ("Are large tents free in winter?", "No.", "cost money"),
        ("Do I pay for small tents in summer?", "No.", "free of charge"),
        ("Does a parking lot cost extra?", "No.", "costs nothing"),
        # Only in summer: no plain yes.
        ("Are small tents free?", "The docs say", "free of charge in summer"),
        # A claim that they are free, with a thing of that name in the tables, and one that they are not.
        ("Since large tents are free in winter, may I bring three?", "No.", "cost money"),
        ("Why do I have to pay for small tents in summer?", "No.", "free of charge"),
    ],
)
def test_cost_is_told_by_the_sentence_on_it(reader: IndexReader, question: str, verdict: str, told: str) -> None:
    text = answer_question(reader, question).text
    assert text.startswith(verdict) and told in text, text


@pytest.mark.parametrize("question", ["Are large dogs free in winter?"])
def test_cost_that_no_sentence_tells_is_declined(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Can I have Forest and Alpine lodges in the same booking?", "No."),
        ("Can Alpine and Free be combined?", "Yes."),
    ],
)
def test_what_goes_together(reader: IndexReader, question: str, verdict: str) -> None:
    assert answer_question(reader, question).text.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # The heading over the table of rooms is the name of a thing, of which a sentence says it.
        (
            "Is there still a table limit on the attic?",
            "No. The docs say of Alpine: “There is no table limit any more.”",
        ),
        ("Does the attic have a sauna?", "Yes. Alpine supports Sauna."),
        # A mark is told in words as well.
        ("Since Alpine has no dozing bear, is it quiet?", "sleeps until March"),
        # An amount of money is a cost.
        ("What do the keys of Alpine cost?", "$9"),
    ],
)
def test_what_is_said_of_it_elsewhere(reader: IndexReader, question: str, told: str) -> None:
    assert told in answer_question(reader, question).text


@pytest.mark.parametrize("question", ["In which regions can I take Alpine lodges?"])
def test_what_is_asked_for_is_not_met_by_a_mark(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED


def test_word_of_another_property_takes_its_place(reader: IndexReader) -> None:
    turns = ["Night staff of the attic, wooden floor?", "what about the engine there?", "And in the cellar?"]
    told = [answer_question(reader, turn, conversation=turns[:at]).text for at, turn in enumerate(turns)]
    assert ["3" in told[0], "7" in told[1], "8" in told[2]] == [True] * 3, told


def test_a_limit_is_told_whatever_those_beside_it_measure(reader: IndexReader) -> None:
    assert "8 per table" in answer_question(reader, "How many evening guests may a veranda have?").text
