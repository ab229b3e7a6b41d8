"""Questions that ask which of several things are so, by "which" or without it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer.docsets import get_lexicon
from service.answer.question.reader import Reader
from service.answer.question.whichever import asks_which
from tests.service.answer.docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "forges.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which hammers are loud?", True),
        ("hammers under 80 ms", True),
        ("Has any hammer more than 4 smiths?", True),
        ("List the hammers that are quiet", True),
        ("What is the heaviest hammer?", True),
        ("Is the Sledge loud?", False),
        ("How loud is the Sledge?", False),
        ("Why are hammers loud?", False),
    ],
)
def test_asks_which(reader: IndexReader, question: str, asks: bool) -> None:
    version = reader.versions("forges")[-1]
    reading = Reader(reader, get_lexicon(reader, "forges"), version).read(question, reader.versions("forges"))
    assert asks_which(reading) is asks
