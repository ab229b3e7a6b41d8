"""Questions that choose among the things of a table, and what else the names and values of tables do not say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.question.nameparts import get_name_parts

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "berths.toml") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Which Eastport berth is the cheapest?", "OUTER_BASIN – Price per month: $20"),
        ("Which crane size has the most load?", "large – Max load: 16"),
        ("Which berths are for sailors?", "QUAY_NORTH – Held by: two sailors"),
        # A release is a version; a light word that names a property is asked for.
        ("Which of the listed map releases is not kept any more?", "1.21 does not support Currently kept"),
        ("Speed of map version 1.22 without a pilot?", "1.22 – Speed: 3 knots"),
        # A word that is light elsewhere is the whole name of a property.
        ("QUAY_SOUTH id?", "QUAY_SOUTH – ID: 12"),
        # A word that is a piece of names alone is defined for itself.
        ("What is a quay?", "The docs say: “Quay is the word of sailors"),
    ],
)
def test_what_tables_call_their_things(reader: IndexReader, question: str, start: str) -> None:
    assert answer_question(reader, question).text.startswith(start)


def test_one_stands_for_the_noun_before(reader: IndexReader) -> None:
    answer = answer_question(reader, "How does the inner basin differ from the outer one?")
    assert "INNER_BASIN – 4 m" in answer.text
    assert "OUTER_BASIN – 9 m" in answer.text


def test_things_whose_names_deny_a_word_are_not_meant_by_it(reader: IndexReader) -> None:
    answer = answer_question(reader, "What is the normal load of a rigged crane?")
    assert {claim.entity.name for claim in answer.claims if claim.entity} == {"small", "large"}


def test_half_a_name_joins_another_property(reader: IndexReader) -> None:
    assert (
        "Price per month: QUAY_NORTH – $38"
        in answer_question(reader, "QUAY_NORTH vs INNER_BASIN: draught and price").text
    )


def test_numbers_of_other_things_answer_nothing(reader: IndexReader) -> None:
    """A bare count is no size, and the number that names a berth counts nothing."""
    assert answer_question(reader, "Can a crane have more than 1 TB?").status is Status.NOT_DOCUMENTED
    assert "ID:" not in answer_question(reader, "How many sailors can a quay have?").text


def test_the_number_of_one_thing_is_not_that_of_another(reader: IndexReader) -> None:
    assert "Men per crane" not in answer_question(reader, "How many berths are there in Eastport?").text


def test_more_is_no_superlative_where_a_yes_is_asked_for(reader: IndexReader) -> None:
    assert "Beside it" not in answer_question(reader, "Can I take a load off again after I made it bigger?").text


@pytest.mark.parametrize(("name", "parts"), [("Not rigged", set()), ("Rigged boats", {"rigged", "boats"})])
def test_parts_of_names_keep_their_denial(name: str, parts: set[str]) -> None:
    runs, _ = get_name_parts(name, 8)
    assert {" ".join(name.casefold().split()[start:end]) for start, end in runs} == parts
