"""Properties that are joined, counts that sentences limit, namesakes, and since when something is so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.evidence.counted import allows_count

from .docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "moorings.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # What is joined is told together.
        ("How many winter berths and summer berths has the North Quay?", ("4", "12")),
        ("Winter berths or summer berths: which of them has the South Quay 20 of?", ("20",)),
        # A sentence that says how many there may be says no to more.
        ("Can a buoy hold two boats?", ("No. ", "one boat at a time")),
        ("Can several boats be held by one buoy?", ("No. ", "one boat at a time")),
        ("May two pilots share a cabin?", ("Yes. ", "Up to three pilots")),
        # Sentences say since when something is so, also where nothing is named, and what denies where it is denied.
        ("Since which release are there no wooden bollards?", ("Since 1.4",)),
        ("Since when is there a night watch?", ("1.7",)),
        # A thing that has the name of a measure is none, and the ends of its size are told by "at least" and "at most".
        ("How large may a Volume be?", ("at most 9 GB",)),
        ("How small can a Volume be?", ("at least 2 GB",)),
        ("How big can a Volume get at most?", ("at most 9 GB",)),
        # What "which … is X for" asks of is no property, even where one is called so.
        ("Which burner is diesel for?", ("diesel – Burner: Drum burner. [1]",)),
        # What is to be told is asked for.
        ("Spell out the differences between North Quay and South Quay.", ("They differ in", "20")),
        ("Please lay out for us how many winter berths the South Quay has.", ("6",)),
    ],
)
def test_told(reader: IndexReader, question: str, told: tuple[str, ...]) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and all(each in answer.text for each in told), answer.text


@pytest.mark.parametrize(
    "question",
    [
        # What is said of one storage is nothing about another.
        "What does a metre of Cargo Storage cost per month?",
        # What is refused is not advised.
        "No ice here, never on ice. What would you take along?",
    ],
)
def test_not_told(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text


@pytest.mark.parametrize(
    ("question", "text", "allowed"),
    [
        ("Can two masters steer at once?", "Only one master can steer.", False),
        ("May I load 3 carts?", "At most five carts are loaded.", True),
        ("May several crews board?", "A single crew boards.", False),
        ("Can I use two keys?", "One of the keys is enough.", None),
        ("Is it two steps?", "It takes two steps.", None),
    ],
)
def test_counts_are_allowed(question: str, text: str, allowed: bool | None) -> None:
    assert allows_count(question, text) is allowed


def test_it_is_what_which_was_asked_of(reader: IndexReader) -> None:
    answer = answer_question(reader, "Is it stable?", conversation=("Which burner is diesel for?",))
    assert answer.text.startswith("No.") and "Trial" in answer.text, answer.text
