"""Makers in names of things, blank cells, headings over tables, headers cut short, and abilities."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "forges.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        # A maker's name tells its things from the others.
        ("Has any Volund hammer a stroke time slower than 80 ms?", "Volund 400", "Sledge"),
        ("Which Brokk hammer is quiet at work?", "Brokk 10", "Mallet"),
        # What a label in front of an amount says is no amount.
        ("Which hammers have a stroke time under 50 ms?", "Brokk 30", "Volund"),
        # Cells that are blank answer for what is not stated.
        ("Which hammers have no noise at work?", "no Noise at work for Volund 400 and Brokk 30", "Sledge"),
        ("For which Brokk hammers is no noise at work stated?", "Brokk 30", "Volund"),
        # The heading over a table says what its things are.
        ("Which hand hammers are loud?", "Sledge", "Volund"),
        # A header cut short is read whole, and people are who is counted.
        ("What number of smiths does the Brokk 30 take?", "5", "20 ms"),
        # What somebody may do is told by what is theirs to do.
        ("What may a Fellow do?", "Lights the furnace", "$20"),
        ("What is the Master supposed to do?", "Signs the contracts", "$40"),
        # What is taken when nothing is given is the default.
        ("Which fuel is taken if I choose none?", "Charcoal – Marks: taken if not specified", "hammer"),
        # A sentence that holds the maker's name goes before a cell that does not.
        ("Are Brokk anvils supported?", "“Brokk anvils are not supported.”", "Yes"),
    ],
)
def test_told(reader: IndexReader, question: str, told: str, not_told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text and not_told not in answer.text, answer.text


@pytest.mark.parametrize(
    "question",
    [
        # A row that is named by "how many" alone counts something else.
        "How many bellows are there?",
        # No reason is a sentence on something else.
        "Why does the Mallet break stones?",
        # What is most is no word to pass over.
        "cheapest on charcoal: which hammer do the docs point to?",
    ],
)
def test_not_told(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text
