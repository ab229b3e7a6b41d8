"""Questions on barges: whose need it is, what a number beside a name names, and what a cell calls its thing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.question.setting import sets_scene

from .docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "sluices.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        # What the things need is a property of theirs, not the asker's need; "gate" names no one thing here.
        ("Which locks need a pilot?", "Iron sluice gate", "Jan"),
        # Parts of a path are no names.
        ("Which locks have the path /canal/south?", "Oak sluice", "Iron"),
        # A word that only looks like one of lack is none.
        ("Is the upper basin usable from the Oak sluice?", "Oak sluice", "No."),
        # Of the properties that a word means alike, that is told which changed.
        ("How did the toll of the Tulip change?", "35", "Any"),
        # A question without a verb ends in what it asks for.
        ("Tulip grade changed?", "2.1 recommended", "Any"),
        # A number joined to one with a name has that name as well.
        ("Compare the end of life of Sluices 2 and 3", "2027-02", "Launch"),
        # Beside the name of a thing a release of the product is the version asked.
        ("Tulip grade back in Sluices 2?", "2.1", "3.2"),
        ("Until when can I use Sluices 3?", "2027-02", "Launch"),
        # Which value is recommended stands in a cell that says so.
        ("Which grade of the Tulip is recommended?", "3.2 recommended", "4"),
        # A grade in words is told in these, not as a sign.
        ("What are the differences between Tulip and Poppy?", "Poppy – Supported", "Poppy – yes"),
        # A thing is called by what one of its cells names.
        ("Does Chain need a pilot?", "Weir", "Mooring"),
        # Of two things named, what one of them lacks is told as well.
        ("Oak sluice or Weir: which of them needs a pilot, and which has an upper basin?", "Weir", "Iron"),
        # Why to use a thing is told by the case that it is named for.
        ("Why should I still use the Poppy?", "deep keel", "Tulip"),
        ("Does the barges list include the Tulip?", "Yes.", "No."),
    ],
)
def test_told(reader: IndexReader, question: str, told: str, not_told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED, answer.text
    assert told in answer.text and not_told not in answer.text, answer.text


def test_value_in_one_column_does_not_answer_for_another(reader: IndexReader) -> None:
    assert not answer_question(reader, "Does Wim need an upper basin?").text.startswith(
        "Yes. Iron sluice gate – Mooring"
    )


def test_number_alone_takes_the_place_of_the_one_before(reader: IndexReader) -> None:
    answer = answer_question(reader, "and 2?", conversation=("When is the end of life of Sluices 3?",))
    assert "2025-02" in answer.text and "2027-02" not in answer.text


@pytest.mark.parametrize(
    ("question", "sets"), [("New canal, no wishes at all. Tulip or Poppy?", True), ("Tulip has berths. Is it?", False)]
)
def test_two_names_ask_which_to_take(question: str, sets: bool) -> None:
    assert sets_scene(question) is sets


@pytest.mark.parametrize(
    ("question", "sets"),
    [
        ("Which barge do you recommend? We carry sand.", True),
        ("Which barge is recommended? Does it carry sand?", False),
    ],
)
def test_circumstances_may_be_told_behind_the_question(question: str, sets: bool) -> None:
    assert sets_scene(question) is sets
