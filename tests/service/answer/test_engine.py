"""What holds for every answer: refusals, the choice of a docset, follow-ups, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import UnknownDocset, UnknownVersion
from index.store import IndexReader
from service.answer import Intent, Status, answer_question

from .docset import open_docsets

DOCSETS = Path(__file__).parent / "docsets"


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(*(DOCSETS / f"{name}.toml" for name in ("queues", "hosting", "bundlers"))) as reader:
        yield reader


def test_an_unknown_version_is_refused(reader: IndexReader) -> None:
    with pytest.raises(UnknownVersion, match=r"9\.9"):
        answer_question(reader, "Do quorum queues support message TTL?", as_of="9.9")


def test_an_unknown_docset_is_refused(reader: IndexReader) -> None:
    with pytest.raises(UnknownDocset):
        answer_question(reader, "Do quorum queues support message TTL?", docset="kettles")


@pytest.mark.parametrize(
    ("question", "docset"),
    [
        ("Do quorum queues support message TTL?", "queues"),
        ("How much does the Team plan cost?", "hosting"),
        ("Does Quickpack support tree shaking?", "bundlers"),
        ("Which plan has an audit log?", "hosting"),
    ],
)
def test_the_docset_that_explains_most_answers(reader: IndexReader, question: str, docset: str) -> None:
    answer = answer_question(reader, question)
    assert answer.version.docset == docset
    assert answer.status is Status.ANSWERED


def test_a_named_docset_answers_alone(reader: IndexReader) -> None:
    answer = answer_question(reader, "Do quorum queues support message TTL?", docset="hosting")
    assert answer.status is Status.NOT_DOCUMENTED


def test_earlier_values_stand_in_changes_and_not_in_the_text(reader: IndexReader) -> None:
    answer = answer_question(reader, "What is the maximum message size of quorum queues?", docset="queues")
    assert "512 MB" in answer.text
    assert "128 MB" not in answer.text
    assert [(c.before.raw, c.after.raw) for c in answer.changes if c.before and c.after] == [("128 MB", "512 MB")]


def test_a_conversation_carries_things_and_properties(reader: IndexReader) -> None:
    asked = ["Do quorum queues support message TTL?", "and streams?"]
    answer = answer_question(reader, "since when?", docset="queues", conversation=asked)
    assert answer.intent is Intent.CHANGE
    assert [claim.entity.name for claim in answer.claims[:1] if claim.entity] == ["Streams"]


def test_suggestions_name_what_the_docs_do_say(reader: IndexReader) -> None:
    answer = answer_question(reader, "Do quorum queues support transactions?", docset="queues")
    assert answer.status is Status.NOT_DOCUMENTED
    assert answer.explanation.unexplained == ("transactions",)
    assert all(suggestion.text for suggestion in answer.suggestions)
    assert answer.suggestions


@pytest.mark.parametrize(
    "question", ["", "?", "   ", "\x00", "a" * 5000, "why " * 400, "and the other one?", "v2 v1 3.0"]
)
def test_nonsense_is_declined(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is not Status.AMBIGUOUS


def test_the_same_question_gives_the_same_answer(reader: IndexReader) -> None:
    question = "What is the difference between classic queues and streams?"
    assert answer_question(reader, question) == answer_question(reader, question)
