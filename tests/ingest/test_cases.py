"""The cases of `tests/cases`, one test a subject."""

from __future__ import annotations

import pytest

from index.model import FactKind
from ingest.extract import read_page
from ingest.rst import read_rst
from ingest.values import read_value
from tests.ingest.cases import BECOMES, Case, get_parameters
from tests.ingest.dumps import dump_change, dump_facts, dump_names, dump_value, read_text
from tests.ingest.states import compare_texts

ABOUT_NAMES = (FactKind.ALIAS,)
IN_PROSE = (FactKind.DEFINITION, FactKind.USE_CASE, FactKind.RECOMMENDATION, FactKind.STATEMENT)


@pytest.mark.parametrize("case", get_parameters("tables.md"))
def test_tables(case: Case) -> None:
    facts = read_text(case.text).facts
    assert dump_facts(fact for fact in facts if fact.kind is FactKind.CELL) == case.expected


@pytest.mark.parametrize("case", get_parameters("rst.md"))
def test_restructured_text(case: Case) -> None:
    assert dump_facts(read_page(read_rst("page", case.text)).facts) == case.expected


@pytest.mark.parametrize("case", get_parameters("values.md"))
def test_values(case: Case) -> None:
    assert "\n".join(dump_value(read_value(line)) for line in case.text.splitlines()) == case.expected


@pytest.mark.parametrize("case", get_parameters("names.md"))
def test_names(case: Case) -> None:
    reading = read_text(case.text)
    facts = dump_facts(fact for fact in reading.facts if fact.kind in ABOUT_NAMES)
    assert "\n".join(filter(None, (facts, dump_names(reading)))) == case.expected


@pytest.mark.parametrize("case", get_parameters("prose.md"))
def test_prose(case: Case) -> None:
    assert dump_facts(fact for fact in read_text(case.text).facts if fact.kind in IN_PROSE) == case.expected


@pytest.mark.parametrize("case", get_parameters("changes.md"))
def test_changes(case: Case) -> None:
    old, new = case.text.split(f"{BECOMES}\n")
    assert "\n".join(map(dump_change, compare_texts(old, new))) == case.expected
