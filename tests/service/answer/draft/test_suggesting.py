"""What is suggested where the docs do not answer: ranked by a proposer, which has no part in the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.draft.proposing import BY_WORDING

from ..docset import DOCSETS, open_docsets

DECLINED = "Do quorum queues support transactions?"


class Proposer:
    """Prefers the texts that hold some words, the first ones most, and keeps what it was asked."""

    def __init__(self, *preferred: str) -> None:
        self.preferred = preferred
        self.asked: list[tuple[str, list[str]]] = []

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        self.asked.append((question, list(texts)))
        return [max((1 / n for n, word in enumerate(self.preferred, 1) if word in text), default=0) for text in texts]


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "queues.toml") as reader:
        yield reader


def get_suggested(reader: IndexReader, question: str, proposer: Proposer) -> list[str]:
    return [suggestion.text for suggestion in answer_question(reader, question, proposer=proposer).suggestions]


def test_words_in_common_and_the_proposer_rank(reader: IndexReader) -> None:
    suggested = get_suggested(reader, DECLINED, Proposer("Dead lettering", "Message TTL"))
    assert "Quorum queues: Dead lettering" in suggested and len(suggested) == 5


def test_each_suggestion_of_a_fact_cites_it(reader: IndexReader) -> None:
    suggestions = answer_question(reader, DECLINED).suggestions
    places = [suggestion.citation.place for suggestion in suggestions if suggestion.citation]
    assert len(places) == len(set(places)) == len(suggestions) == 5


def test_what_shares_most_words_comes_first_without_a_proposer(reader: IndexReader) -> None:
    suggested = answer_question(reader, "Which whales may carry the largest message for TTL?").suggestions
    assert suggested and any(word in suggested[0].text for word in ("message", "TTL"))


def test_it_sees_each_fact_whole(reader: IndexReader) -> None:
    proposer = Proposer()
    answer_question(reader, DECLINED, proposer=proposer)
    ((question, texts),) = proposer.asked
    assert question == DECLINED and "Quorum queues Maximum message size 512 MB" in texts


def test_equally_near_ones_keep_their_order(reader: IndexReader) -> None:
    first, second = (get_suggested(reader, DECLINED, Proposer()) for _ in range(2))
    assert first == second and len(first) == 5


def test_where_nothing_is_named_the_nearest_properties_are_suggested(reader: IndexReader) -> None:
    suggested = get_suggested(reader, "How heavy may a parcel be?", Proposer("Maximum message size"))
    assert suggested[0].endswith(": Maximum message size")


def test_a_sentence_is_suggested_by_its_words(reader: IndexReader) -> None:
    suggestions = answer_question(reader, DECLINED, proposer=Proposer("Statement")).suggestions
    assert suggestions[0].attribute is None and suggestions[0].entity is not None
    assert suggestions[0].text.removeprefix(f"{suggestions[0].entity.name}: ").count(" ") > 2


def test_a_name_nearly_typed_is_suggested_too(reader: IndexReader) -> None:
    assert "Quorum queues" in get_suggested(reader, "What is a quoromqueues?", Proposer())


@pytest.mark.parametrize("question", [DECLINED, "Do quorum queues support message TTL?", "and?", "Is it heavy?"])
def test_the_proposer_has_no_part_in_the_answer(reader: IndexReader, question: str) -> None:
    proposer = Proposer("Message TTL")
    answers = [answer_question(reader, question, proposer=each) for each in (BY_WORDING, proposer)]
    assert replace(answers[0], suggestions=()) == replace(answers[1], suggestions=())
    assert bool(proposer.asked) == (answers[0].status is Status.NOT_DOCUMENTED)


def test_wording_counts_words_in_any_order() -> None:
    scores = BY_WORDING.score("largest message?", ["Message, largest", "The largest parcel", "Colour"])
    assert scores[0] == 1.0 and scores == sorted(scores, reverse=True)
