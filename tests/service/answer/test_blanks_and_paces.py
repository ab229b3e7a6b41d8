"""Cells that are blank, makers' names in many names, and amounts compared in words and by their pace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.question.amounts import Bound
from service.answer.question.bounds import find_bound

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "saws.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A word in nearly all names is none of the one thing that has it in another version.
        ("Which Brolin saw is the fastest by oak cutting time?", "Brolin gang saw – Oak cutting time: 6 s."),
        # Numbers in words.
        ("We need more than three blades. Which saws have that?", "Brolin jig saw – Blades: 12."),
        # The slower one takes more time.
        ("Which saws have an oak cutting time slower than 50 s?", "Brolin coping saw – Oak cutting time: 60 s."),
        ("What is the felt pressing time of the Nord?", "Nord – Felt pressing time: 20 s."),
    ],
)
def test_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and answer.text.startswith(told), answer.text


def test_blank_cell_is_not_told_from_the_column_beside_it(reader: IndexReader) -> None:
    assert answer_question(reader, "What cork time has the Nord?").status is Status.NOT_DOCUMENTED


def test_what_is_gone_is_no_longer_spoken_of(reader: IndexReader) -> None:
    answer = answer_question(reader, "Where has the Brolin frame saw old gone?")
    assert answer.text.startswith("The docs of 2.0 no longer speak of Brolin frame saw old;"), answer.text


@pytest.mark.parametrize(
    ("question", "bound", "number"),
    [
        ("more than two crates", Bound.MORE, 2),
        ("no less than a dozen crates", Bound.AT_LEAST, 12),
        ("no heavier than 4 crates", Bound.AT_MOST, 4),
        ("twenty crates or more", Bound.AT_LEAST, 20),
        ("three or more crates", Bound.AT_LEAST, 3),
        ("6 or below", Bound.AT_MOST, 6),
        ("slower than 2 minutes", Bound.MORE, 120),
        ("faster than 2 minutes", Bound.LESS, 120),
        ("faster than 30 fps", Bound.MORE, 30),
        ("more than one crate", None, None),
        ("over two hundred crates", None, None),
    ],
)
def test_bounds_in_words(question: str, bound: Bound | None, number: float | None) -> None:
    found = find_bound(question)
    assert (found.bound if found else None, found.amount.number if found else None) == (bound, number)
