"""Things that a question describes, and what it asks in words that the docs do not use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.model import Value
from index.store import IndexReader
from service.answer import answer_question
from service.answer.question.amounts import get_measure

from ..docset import DOCSETS, open_docsets

LAMPS = DOCSETS / "lamps.toml"


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(LAMPS) as opened:
        yield opened


def test_what_definitions_call_alike_is_answered_for_each(reader: IndexReader) -> None:
    answer = answer_question(reader, "Do the wireless lamps support dimming?")
    assert {claim.entity.name for claim in answer.claims if claim.entity} == {"Glow lamp", "Ember lamp"}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which lamp has the most heat?", "Ember lamp"),
        ("Which lamp has the lowest heat?", "Glow lamp"),
        ("Which lamp is sold until the latest date?", "Beacon lamp"),
    ],
)
def test_grades_and_dates_are_ranked(reader: IndexReader, question: str, first: str) -> None:
    assert answer_question(reader, question).text.startswith(first)


def test_what_no_lamp_is_called_is_not_described(reader: IndexReader) -> None:
    assert answer_question(reader, "Do the magnetic lamps support dimming?").status == "not_documented"


@pytest.mark.parametrize(
    ("text", "number", "dimension"),
    [
        ("Very good", 5.0, "grade"),
        ("EOL, 20 May 2024", 20240520.0, "date"),
        ("2026-07", 20260701.0, "date"),
        ("5 GB", 5e9, "bytes"),
    ],
)
def test_measures(text: str, number: float, dimension: str) -> None:
    measure = get_measure(Value(text))
    assert measure is not None and (measure.number, measure.dimension) == (number, dimension)
