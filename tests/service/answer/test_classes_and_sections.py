"""Classes beside names, tables on a thing's own page, sections by their headings, and what no answer may rest on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "mills.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # The class behind a name is no other thing, though it is the name of one; the noun of an adjective.
        ("What is the purity of the silk sieve?", "Silk – Purity: 0.99. [1]"),
        ("How pure is the wire sieve?", "Wire – Purity: 0.7. [1]"),
        # Plans on the page of a thing are what is compared there.
        ("How many sacks may a Stone Mill take on the day pass?", "Day pass – Sacks: 10. [1]"),
        ("How many carts to different doors does the Stone Mill allow?", "Year pass – Carts to different doors: 8."),
        # A section is named by its heading.
        ("What is double sifting?", "Double Sifting: “The flour goes through two meshes"),
        ("Since when is there double sifting?", "v0.7"),
        ("What did the coarse mesh use to be called?", "gravel mesh"),
        ("Since when can I use silk sieves?", "v0.4"),
        # What takes up two things in the sentence before says whether they are one.
        ("Is flour from a stone the same as flour from a roller?", "No. The docs say:"),
    ],
)
def test_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is not Status.NOT_DOCUMENTED and told in answer.text, answer.text


@pytest.mark.parametrize(
    "question",
    [
        # No sentence with both words says that they are one.
        "Is purity the same as flour?",
        # Grains are no measure of the largest one.
        "What is the largest grain that the Hammer can grind?",
        # The unit alone tells none of several properties.
        "How many minutes fit the silk sieve?",
    ],
)
def test_not_told(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text
