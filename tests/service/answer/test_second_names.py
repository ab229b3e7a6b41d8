"""Things called by a second name or a version of theirs, columns that answer a yes or no, and what is not wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "quays.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A column holds another name for each thing.
        ("fee class skagen", "north-b2 – Fee class: Class 2. [1]"),
        ("Which fee class is Saint-Malo in?", "west-c4 – Fee class: Class 3. [1]"),
        ("Do Bergen and Bari cost the same fee?", "No. Fee class: north-a1 – Class 1. [1] south-d1 – Class 2. [2]"),
        ("Are there night berths in Brest?", "No. west-a1 does not support Night berths. [1]"),
        ("Which city is west-c4 in?", "west-c4 – Town: Saint-Malo. [1]"),
        # The name itself is what is asked for.
        ("Which harbour is in Bari?", "south-d1 – Town: Bari. [1]"),
        # What tables compare are versions, numbered otherwise than the docs themselves.
        ("Does a version 6 chart have tides?", "Yes. 6 supports Tides. [1]"),
        ("Are wrecks in chart version 5?", "No. 5 does not support Wrecks. [1]"),
        ("Which chart version do skippers use for new routes?", "7: “Skippers should draw new routes with chart"),
        # What was done to a thing is no class of it.
        ("When was Pilot v1.20 released?", "v1.20 – Released: 2024-11-26. [1]"),
        ("When was v1.40 released?", "v1.40 – Released: 2025-10-14. [1]"),
        # A word that only the header has is the name of the column beside.
        ("Can I raise the allowance of anchors?", "No. Anchor – Can be raised: no. [1]"),
        ("Can the allowance of fenders be raised?", "Yes. Fender – Can be raised: yes. [1]"),
        # Marks that are not wanted stand in place of a plain yes.
        (
            "Which harbours have night berths without having to request them?",
            "north-a1 supports Night berths. [1] west-c4",
        ),
        # A thing of the asker's own, and what is not wanted.
        (
            "I need routes and the radar view on my desktop. Which plotters have both?",
            "Rowan Desktop and Tern. Rowan Desktop supports",
        ),
        (
            "I need routes and the radar view, but I don't want anything that Rowan makes.",
            "Tern. Tern supports Radar view. [1] Tern supports Routes. [2]",
        ),
        ("I need routes and a radar view, and nothing from Rowan. Which one?", "Tern. Tern supports"),
        # Advice to take another thing instead.
        ("Should I take Rowan Pocket for my phone?", "Tern: “On a phone, take Tern instead.” [1]"),
    ],
)
def test_answers(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert (answer.status, told in answer.text) == (Status.ANSWERED, True), answer.text


@pytest.mark.parametrize(
    "question",
    [
        # All things of a kind are no advice.
        "Which harbour should a beginner get?",
        # A word that is the whole of no cell names nothing.
        "Do Skagen and Malo cost the same fee?",
    ],
)
def test_declines(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text


def test_goes_on_with_second_names(reader: IndexReader) -> None:
    asked = ("Are there night berths in Bergen?", "what about Brest?")
    answers = [answer_question(reader, text, conversation=asked[:at]).text for at, text in enumerate(asked)]
    assert answers == ["Yes. north-a1 supports Night berths. [1]", "No. west-a1 does not support Night berths. [1]"]
    which = answer_question(reader, "And which fee class is that one in?", conversation=asked)
    assert which.text == "west-a1 – Fee class: Class 1. [1]"
