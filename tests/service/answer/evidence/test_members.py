"""A name that several things bear in theirs is answered for each of them, from the table that compares them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from index.terms import iter_words
from service.answer import Status, answer_question
from service.answer.question.scattered import find_places

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "kettles.toml") as reader:
        yield reader


def test_each_thing_is_told_for(reader: IndexReader) -> None:
    answer = answer_question(reader, "Does Steam Kettle support scheduling?")
    assert answer.status is Status.ANSWERED
    assert not answer.text.startswith("Yes")
    told = {claim.entity.name: claim.value.support for claim in answer.claims if claim.entity and claim.value}
    assert told == {"Steam Kettle Basic": "no", "Steam Kettle Plus": "yes"}


@pytest.mark.parametrize(
    ("question", "places"),
    [
        # The very words of the name, wherever they stand.
        ("does the steam kettle boil", [2, 3]),
        ("which kettle makes steam", [1, 3]),
        # Words of its stems only where they stand together.
        ("does it have steaming kettles", [3, 4]),
        ("is the kettle made for steaming", []),
    ],
)
def test_words_of_a_name_apart(question: str, places: list[int]) -> None:
    words = tuple(iter_words(question))
    assert find_places(words, frozenset({"steam", "kettl"}), "Steam Kettle") == places


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Does Steam Kettle Plus have scheduling?", "Yes."),
        ("Does Steam Kettle Basic have scheduling?", "No."),
        # What lacks it goes without it; what has it may or may not.
        ("Can Steam Kettle Basic be used without scheduling?", "Yes."),
        ("Can Steam Kettle Plus be used without scheduling?", "Steam Kettle Plus"),
        # A list that a light word alone names may lack what is written as a name, and says nothing of other things.
        ("Does Steam Kettle Plus support NEMA?", "No."),
        ("Does Steam Kettle Plus support moonlit transparency?", "The docs do not say"),
        # That it is possible is no advice.
        ("Should scheduling be used with Steam Kettle Plus?", "Steam Kettle Plus"),
        ("Should scheduling be used with Steam Kettle Basic?", "No."),
    ],
)
def test_verdict_of_a_mark(reader: IndexReader, question: str, verdict: str) -> None:
    assert answer_question(reader, question).text.startswith(verdict)
