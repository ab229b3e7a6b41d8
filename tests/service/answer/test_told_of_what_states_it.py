"""Questions are told what states the thing asked for, and nothing that only has its words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "radios.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        # A sign of a name parts it from nothing.
        ("How do Box+ and Box+ 2 compare by weight?", "410 g", "2 kg"),
        # Adjectives of weight ask for it.
        ("How heavy is the Reel?", "2 kg", "300 g"),
        # The word that "what" asks for is named by the property, not used in a value.
        ("What power supply does the Box+ need?", "800mA", "Limited"),
        # An amount of money tells what something costs.
        ("What does the antenna rental of the Reel cost?", "$9/month", "$2"),
        # A kind of thing is defined, whatever is counted under its name.
        ("What is a relay?", "passes on what it hears", "per site"),
        # Initials are the same in the plural; a noun and a preposition are no verb.
        ("How many channels with a GPU has Box+ 2?", "6", "4"),
        ("What is the state of logs in Box+ 2?", "Beta", "Stable"),
        # Things are counted by the marks of a row, also where the mark is not asked for by its apostrophe.
        ("How many radios share echoes?", "2 of 3.", "Box+ 2 "),
        ("Which radio doesnt share echoes?", "Box+ 2", "None"),
        # What happens in a case is told by the sentence on it.
        ("What happens when a relay is full?", "new calls wait", "per site"),
        # The longer name of a property goes before a name inside it.
        ("What is the fade to zero of Box+ 2?", "6 s", "lamp"),
        # A comparison that is taken for granted is corrected first.
        ("Why is the weight of the Box+ higher than that of the Reel?", "It is not so", "2A"),
        # Amperes are compared with milliamperes.
        ("Which radios have a recommended PSU current below 1 A?", "Box+", "Reel – "),
    ],
)
def test_told(reader: IndexReader, question: str, told: str, not_told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text and not_told not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How large may a relay be?",
        "How many voices can one relay of the Reel have?",
        "How short can the delay of the Reel be?",
    ],
)
def test_not_told(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED
