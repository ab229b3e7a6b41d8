"""Questions that tell of circumstances first are met by the advice that knows most of them, or by none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Intent, Status, answer_question
from service.answer.docsets import get_lexicon
from service.answer.evidence.inquiry import Inquiry
from service.answer.kinds.scene import is_unwanted
from service.answer.question.reader import Reader
from service.answer.question.setting import sets_scene

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "queues.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("We sell tickets to fans. Which queue type?", True),
        ("Our workers crash at night; where do we put the jobs?", True),
        ("Hi there. Which queue type supports priorities?", False),
        ("We run quorum queues. Which protocol do they use?", False),
        ("Quorum queues versus streams, what differs?", False),
        ("Which queue type handles poison messages?", False),
    ],
)
def test_a_scene_is_told_from_a_question(question: str, expected: bool) -> None:
    assert sets_scene(question) is expected


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Our accountants audit everything. Old messages have to be replayed at will. What should we take?", "Streams"),
        ("A webshop takes payments at midnight. Which queue type?", "Quorum queues"),
    ],
)
def test_advice_is_found_by_what_the_docs_know_of_a_scene(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and answer.intent is Intent.RECOMMEND
    assert answer.text.startswith(told)


@pytest.mark.parametrize(
    "question",
    [
        # Nothing of it is known.
        "We breed horses in Iceland. Which queue type?",
        # Two things are named for it alike.
        "Our messages arrive by carrier pigeon. What should we take?",
    ],
)
def test_a_scene_that_the_docs_do_not_know_is_declined(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED


def test_what_is_refused_is_not_advised(reader: IndexReader) -> None:
    versions, lexicon = reader.versions("queues"), get_lexicon(reader, "queues")
    reading = Reader(reader, lexicon, versions[-1]).read("We do not want to replay old messages.", versions)
    inquiry = Inquiry(reader, lexicon, versions[-1], reading)
    replaying = next(m for m in inquiry.prose_matches if "Replaying" in m.facts[0].value.raw)
    assert is_unwanted(inquiry, replaying)
