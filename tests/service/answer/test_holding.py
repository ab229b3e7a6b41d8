"""Answers are held against what comes nearest to the question, which answers itself where it leads all else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.docsets import get_lexicon
from service.answer.evidence.inquiry import Inquiry
from service.answer.evidence.nearness import Nearness, get_place, get_reach
from service.answer.evidence.trusting import get_gap, get_known, is_trusted
from service.answer.holding import answer_by_one
from service.answer.kinds.nearest import answer_by_nearest
from service.answer.question.reader import Reader

from .docset import DOCSETS, open_docsets

SIZE = "What is the maximum message size of quorum queues in the broker?"
OTHERS = (
    "Which client protocols of quorum queues does the broker have?",
    "How does dead lettering of quorum queues work in the broker?",
)


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "queues.toml") as reader:
        yield reader


def make_inquiry(reader: IndexReader, question: str) -> Inquiry:
    docset = reader.docsets()[0]
    versions, lexicon = reader.versions(docset), get_lexicon(reader, docset)
    reading = Reader(reader, lexicon, versions[-1]).read(question, versions)
    return Inquiry(reader, lexicon, versions[-1], reading)


@pytest.mark.parametrize("question", [SIZE, *OTHERS])
def test_what_speaks_of_the_question_is_trusted(reader: IndexReader, question: str) -> None:
    inquiry, answer = make_inquiry(reader, question), answer_question(reader, question)
    assert answer.status is Status.ANSWERED and is_trusted(inquiry, answer) and get_gap(inquiry, answer) < 0.1


@pytest.mark.parametrize("other", OTHERS)
def test_what_speaks_of_less_than_something_else_is_not(reader: IndexReader, other: str) -> None:
    inquiry, answer = make_inquiry(reader, SIZE), answer_question(reader, other)
    right = answer_question(reader, SIZE)
    assert get_gap(inquiry, answer) > get_gap(inquiry, right)
    assert get_known(inquiry, answer) < get_known(inquiry, right)


def test_rankings_and_identities_rest_on_other_grounds(reader: IndexReader) -> None:
    inquiry = make_inquiry(reader, "Which queues have the largest maximum message size in the broker?")
    assert is_trusted(inquiry, answer_question(reader, OTHERS[0]))


def test_cells_of_a_row_are_one_place(reader: IndexReader) -> None:
    reach = get_reach(make_inquiry(reader, SIZE))
    ranked = Nearness(make_inquiry(reader, SIZE), reach).rank_places()
    places = [get_place(fact.citation) for _, fact in ranked]
    assert len(places) == len(set(places)) < len(reach)
    assert [score for score, _ in ranked] == sorted((score for score, _ in ranked), reverse=True)
    assert ranked[0][1].attribute.name == "Maximum message size"


@pytest.fixture(scope="module")
def almanac() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "almanac.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Until which leaves do our little seedlings get evening drinks from that drip line?", "second pair of leaves"),
        ("What do I do with the scythe in the morning of those hay weeks we have?", "Smithy"),
    ],
)
def test_the_nearest_place_answers(almanac: IndexReader, question: str, told: str) -> None:
    answer = answer_by_one(answer_by_nearest, make_inquiry(almanac, question))
    assert answer is not None and told in answer.text
    assert len({get_place(citation) for citation in answer.citations}) == 1


@pytest.mark.parametrize(
    "question",
    [
        "Do seedlings under the glass drink from a drip line every third evening?",
        "Which tool is sharpened most often in the morning of the hay weeks?",
        "Until which leaves do Zanzibar seedlings get evening drinks from that drip line?",
        "Until which leaves do 40 seedlings get evening drinks from that drip line?",
        "How did the drip line for seedlings change in the evening?",
        "How heavy is the scythe?",
        "What fills up?",
    ],
)
def test_it_does_not_where_words_in_common_tell_nothing(almanac: IndexReader, question: str) -> None:
    assert answer_by_one(answer_by_nearest, make_inquiry(almanac, question)) is None


def test_an_answer_to_another_question_is_not_trusted(almanac: IndexReader) -> None:
    inquiry = make_inquiry(almanac, "In what morning does the scythe get sharpened during the hay weeks?")
    answer = answer_question(almanac, "Where is the dibber kept?")
    assert answer.status is Status.ANSWERED and not is_trusted(inquiry, answer)
