"""Questions for members, needs and dates, of boats whose maker is called as the docset is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "kayaks.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        # The maker's name is that of none of the boats.
        ("Does a Kayaks boat need a licence?", "needs no licence", "Heron"),
        # Advice against something reaches over "and".
        ("Is the Otter good for lakes?", "No.", "Yes"),
        ("Is the hull of the Otter soft?", "its hull is soft", "No."),
    ],
)
def test_told(reader: IndexReader, question: str, told: str, not_told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text and not_told not in answer.text
