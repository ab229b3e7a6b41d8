"""Tables that were read the other way round than the question asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.model import ChangeQuery, FactKind, FactQuery
from index.store import IndexReader
from index.turned import TurnedReader
from service.answer import answer_question
from service.answer.model import Status

from ..docset import DOCSETS, open_docsets

BOILERS = DOCSETS / "boilers.toml"


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(BOILERS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the capacity of the Grand kettle?", "2 litres"),
        ("Does the Swift kettle have a whistle?", "Yes."),
        ("Does the Camp kettle have a whistle?", "No."),
        ("Which kettle has the largest capacity?", "Grand kettle – Capacity: 2 litres."),
        ("Did the capacity of the Swift kettle change?", "“1 litre” in v1, now “1.2 litres”"),
        ("Since when is the capacity of the Swift kettle 1.2 litres?", "Since v2"),
    ],
)
def test_a_cell_is_found_by_either_of_its_names(reader: IndexReader, question: str, told: str) -> None:
    assert told in answer_question(reader, question).text


def test_two_columns_are_compared(reader: IndexReader) -> None:
    answer = answer_question(reader, "What is the difference between the Swift kettle and the Camp kettle?")
    assert "Capacity: Swift kettle – 1.2 litres. [5] Camp kettle – 0.8 litre. [6]" in answer.text
    assert "Grand kettle" not in answer.text


def test_claims_keep_the_places_that_the_index_gives(reader: IndexReader) -> None:
    answer = answer_question(reader, "What is the difference between the Swift kettle and the Camp kettle?")
    assert {claim.entity.name for claim in answer.claims if claim.entity} == {"Capacity", "Whistle", "Boiling time"}


def test_a_turned_reader_reads_cells_alone_and_gives_them_back(reader: IndexReader) -> None:
    version = reader.versions("boilers")[-1]
    query = FactQuery(kinds=(FactKind.CELL,))
    turned = TurnedReader(reader).facts(version, query)
    assert [fact.turn_back() for fact in turned] == list(reader.facts(version, query))
    assert not TurnedReader(reader).facts(version, FactQuery(kinds=(FactKind.STATEMENT,)))


def test_a_turned_change_is_one_of_the_thing_that_names_the_column(reader: IndexReader) -> None:
    older, newer = reader.versions("boilers")
    swift = next(fact.attribute.id for fact in reader.facts(newer) if fact.attribute.name == "Swift kettle")
    changes = TurnedReader(reader).changes("boilers", older, newer, ChangeQuery(entities=(swift,)))
    assert [(c.entity.name, c.attribute.name) for c in changes if c.entity and c.attribute] == [
        ("Swift kettle", "Capacity")
    ]


@pytest.mark.parametrize(
    ("question", "told"), [("Which class is Bolt in?", "Class 2"), ("Corp, which class?", "On trial")]
)
def test_the_noun_asked_for_is_the_one_with_which_values_begin(reader: IndexReader, question: str, told: str) -> None:
    assert told in answer_question(reader, question).text


def test_a_class_that_no_value_has_is_not_met_by_what_is_known_of_the_name(reader: IndexReader) -> None:
    assert answer_question(reader, "Which tier is Bolt in?").status is Status.NOT_DOCUMENTED
