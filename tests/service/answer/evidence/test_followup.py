"""What a follow-up leaves out, takes along and asks anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Intent, Status, answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "queues.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("turns", "told", "not_told"),
    [
        # What was asked is asked of the versions before.
        (("How large may a message be in quorum queues?", "What was it before?"), "“128 MB” in 3.0", ""),
        (("Do quorum queues support message priority?", "Was that always so?"), "No.", "unchanged"),
        (("Do quorum queues replicate?", "Was that always so?"), "Yes.", ""),
        # "How long was it" asks for nothing of its own.
        (("How large may a message be in quorum queues?", "How large was it in 3.0?"), "128 MB", "512"),
        # A question of light words that the docs answer is one of its own.
        (("Do streams support message TTL?", "What is their size?"), "16 MB", "TTL"),
        # A name in lower case is a property where the thing has one of that name.
        (("What is the maximum message size of streams?", "and of classic queues?"), "128 MB", "16 MB"),
        # "Of them" are all that were named of late.
        (("Do streams replicate?", "and quorum queues?", "Which of them has message TTL?"), "Quorum queues", "Classic"),
        # A place is what was asked about.
        (("How do streams dead-letter?", "What client protocols are there?"), "Stream protocol", "MQTT"),
        # "It" is what the answer named where the question named no thing, or only the place of what it asked for.
        (
            ("Which queue should I use to replay old messages?", "Does it support message TTL?"),
            "No. Streams",
            "Classic",
        ),
        # Two words of one kind: the one takes the place of the other.
        (("Are durable messages possible in streams?", "and non-durable ones?"), "No", "Yes"),
        (("How large may a message be in quorum queues?", "Was it different before?"), "Yes.", "No."),
        # How that was before is asked of the next thing, too.
        (("How large may a message be in quorum queues?", "Was it always so?", "and in streams?"), "unchanged", "512"),
        # What one has "at least" is what one has.
        (("Do streams support message TTL?", "Do they at least replicate?"), "Yes", ""),
    ],
)
def test_follow_ups(reader: IndexReader, turns: tuple[str, ...], told: str, not_told: str) -> None:
    answer = answer_question(reader, turns[-1], conversation=turns[:-1])
    assert told in answer.text
    assert not not_told or not_told not in answer.text


def test_before_a_label_is_the_version_before_it(reader: IndexReader) -> None:
    answer = answer_question(reader, "and before 4.0?", conversation=("How large may a message be in quorum queues?",))
    assert answer.version.label == "3.0" and "128 MB" in answer.text


def test_a_name_asked_for_after_a_value_is_no_history(reader: IndexReader) -> None:
    answer = answer_question(reader, "What were they called before?", conversation=("Do streams replicate?",))
    assert answer.intent is Intent.IDENTITY and "Journal queues" in answer.text


@pytest.mark.parametrize(
    ("last", "label"),
    [("and in streams?", "4.0"), ("And in streams then?", "3.0"), ("What is the dead lettering there?", "3.0")],
)
def test_an_aside_into_a_version_ends_with_it(reader: IndexReader, last: str, label: str) -> None:
    earlier = ("How large may a message be in quorum queues?", "and in 3.0?")
    assert answer_question(reader, last, conversation=earlier).version.label == label


def test_a_version_named_with_the_question_stays(reader: IndexReader) -> None:
    answer = answer_question(reader, "and in streams?", conversation=("In 3.0, do quorum queues replicate?",))
    assert answer.version.label == "3.0"


@pytest.mark.parametrize(
    "turns",
    [
        # What was told before answers no other question about the same thing.
        ("Do streams support message TTL?", "Is that here to stay?"),
        ("How large may a message be in quorum queues?", "what can we do about that one?"),
        ("Do classic queues replicate?", "which button is it behind?"),
    ],
)
def test_nothing_is_told_again_for_something_else(reader: IndexReader, turns: tuple[str, ...]) -> None:
    before = answer_question(reader, turns[-2], conversation=turns[:-2])
    answer = answer_question(reader, turns[-1], conversation=turns[:-1])
    assert before.status is Status.ANSWERED and answer.status is Status.NOT_DOCUMENTED, answer.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        # What a fragment, another thing or another time asks again is told again.
        (("How large may a message be in quorum queues?", "What was it in 3.0?"), "128"),
        (("Do streams and quorum queues replicate?", "Does that go for quorum queues, too?"), "Quorum queues"),
    ],
)
def test_what_is_asked_again_is_told_again(reader: IndexReader, turns: tuple[str, ...], told: str) -> None:
    answer = answer_question(reader, turns[-1], conversation=turns[:-1])
    assert answer.status is not Status.NOT_DOCUMENTED and told in answer.text, answer.text
