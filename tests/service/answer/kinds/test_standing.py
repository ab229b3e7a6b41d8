"""How a thing stands, which version of it is wanted, and what stands around a question without bearing on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "huts.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # The mark in the column of states.
        ("Is the open grill supported?", "Yes."),
        ("Is the bathing pier available?", "No."),
        # The marks of a whole column of states.
        ("Which summer comforts are not supported?", "Bathing pier"),
        # A list that the question names by what it lists; the mark decides.
        ("Does the list of supported summer comforts include the open grill?", "Yes."),
        ("Does the list of supported summer comforts still have the bathing pier in it?", "No."),
        # A word of the heading beside the name, and the one column with a version.
        ("Which crampon does the climbing gear need?", "Crampon 7+"),
        # A range has a least and a most.
        ("What is the minimum rope?", "12 to 14"),
        # The entry of a glossary.
        ("What is Kettle?", "the spring in the wood"),
        # What is said before a question that stands by itself.
        ("Good evening. Our secretary has a form to fill in. How many beds does the Coast hut have?", "8"),
        ("The treasurer of our club asks how many beds the Coast hut has", "8"),
    ],
)
def test_is_answered(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text, answer.text


@pytest.mark.parametrize(
    "question",
    [
        # What is said before bears on what is asked.
        "We sleep in the River hut. Which towels are provided?",
        # Marks count nothing.
        "Which hut has the most windows?",
    ],
)
def test_is_declined(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED, answer.text
