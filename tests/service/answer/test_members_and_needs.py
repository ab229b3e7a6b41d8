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
        # Since when is told by the property that says so, or by a sentence.
        ("Since which release is the Heron sold?", "Sold since: 3.1", "4.1"),
        ("From which release on does the tool use moor?", "Since the release 4.2", "in the docs"),
        ("From which version of the docs on is the Teal listed?", "in the docs since 4.2", "Sold"),
        # What is listed of the things of which something is not so are those of which it is denied.
        ("List the boats whose hull is not oak.", "Otter", "Heron (Hull)"),
        # Words joined in a heading in code are words.
        ("Which boat load order is the default?", "slow", "swift –"),
        # A word with a capital is no part of a name in code.
        ("Which Dock has the most slips?", "wharf", "--dock"),
        # A table is compared whole where the question names the class of its things.
        ("What is the difference between Otter and Heron in the list of boats?", "Price", "Teal"),
    ],
)
def test_told(reader: IndexReader, question: str, told: str, not_told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text and not_told not in answer.text


def test_follow_up_asks_since_when(reader: IndexReader) -> None:
    answer = answer_question(reader, "Since which release?", conversation=("Is the Otter sold?",))
    assert "Sold since: 2.0" in answer.text
