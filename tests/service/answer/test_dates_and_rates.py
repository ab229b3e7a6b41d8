"""Dates that properties state, things called by a value, names that mean one thing together, and rates in initials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "barges.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A date under the property that the words name goes before since when the docs say so.
        ("When was Barge 8.0 launched?", "Barge 8.0 – Launch: Aug 2, 2024. [1]"),
        # What is called by a name of several words that is a value of it.
        ("When was Blue Heron launched?", "Barge 7.1 – Launch: Apr 4, 2020. [1] Barge 7.2 – Launch: Jun 9, 2021. [2]"),
        # A past tense before a verb of change asks of change.
        ("Was the end of life of Barge 7.2 moved?", "Yes. Barge 7.2 – End of life: “May 2031” in 2023, now “May 2033”"),
        # Two names of several things mean the one that bears both.
        ("When did Hull for 6.0 start?", "Tug 6.0 Hull – Start of care: Apr 2023. [1]"),
        # What initials stood for once.
        ("What did PHC stand for before?", "formerly Extended Hull Care"),
        ("What does PHC stand for?", "PHC stands for Prolonged Hull Care"),
        # One of two things compared is named by what the other has in its name, too.
        ("Did 5.0 get as early an end of life of Hull as 6.0?", "Tug 6.0 Hull"),
        # A sentence on any one of a kind says what it is, a part of some code does not.
        ("what is a tow line", "“A tow line holds two barges.”"),
        # A word in place of an amount may be left out of the most.
        ("What is the longest mooring stay that is not endless?", "Crown – Mooring stay: 9 days."),
        # What a thing is one of may be said elsewhere.
        ("We need a telephone and a cook. Which plan do we take?", "Take Crown when you need"),
        ("Would I find Barge 8.0 among the barges?", "Yes. The docs list Barge 8.0 under “Barges”."),
        # A property that says itself that it tells when needs no date.
        ("When does the mooring end at the Great lock?", "Mooring ends when: The flag is down."),
        # A unit cut short is the unit.
        ("How much key money does the Great lock take per month?", "Great lock – Key money: $9 / mo."),
        # Having access to something is having it.
        ("Which lock has no access to the bells?", "Great lock"),
        # A rate in words where the docs have its initials.
        ("How many boats per hour does the Great lock take?", "Great lock – Boats: 12 BPH."),
    ],
)
def test_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text, answer.text


def test_until_when_asks_for_the_end_of_what_was_said_to_begin(reader: IndexReader) -> None:
    earlier = ["When did Tug 5.0 Deck start?"]
    assert "End of life: Mar 2027" in answer_question(reader, "until when does it run?", conversation=earlier).text


def test_a_fragment_goes_on_about_what_is_named_like_the_thing_before(reader: IndexReader) -> None:
    earlier = ["When did Tug 5.0 Deck start?", "until when does it run?"]
    assert "Tug 6.0 Deck – End of life: May 2029." in answer_question(reader, "and 6.0?", conversation=earlier).text


def test_a_version_does_not_make_a_fragment_long(reader: IndexReader) -> None:
    earlier = ["When does Barge 7.2 reach end of life?"]
    answer = answer_question(reader, "what did you say about that one in 2023?", conversation=earlier)
    assert "End of life: May 2031." in answer.text


@pytest.mark.parametrize(
    "question",
    [
        # Who may do something is told by no number.
        "Who is allowed to hand out seats?",
        # How often something new comes is not the period of something else.
        "How often do you bring out something new?",
    ],
)
def test_not_told(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text
