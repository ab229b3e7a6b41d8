"""Quantities in base units, and what the store and the service make of them and of footnotes."""

from __future__ import annotations

import pytest

from index.model import Excerpt, Place, Quantity, Slice, Span
from index.quantities import get_measure
from index.records import pack_place, pack_value, unpack_place, unpack_value
from ingest.values import read_value
from service.serialise import get_place, get_value
from tests.ingest.dumps import read_text

# Pairs of texts that say the same amount, and how much it is in the base unit.
SAME = [
    ("2 GB", "2,000 MB", 2e9, "byte"),
    ("1 GiB", "1024 MiB", 2**30, "byte"),
    ("60 requests/min", "1 request per second", 1, "request/second"),
    ("$24 per year", "$2/month", 2, "$/month"),
    ("1 Gbps", "125 MB/s", 125e6, "byte/second"),
    ("90 s", "1.5 minutes", 90, "second"),
    ("5 GB per project", "5000 MB/project", 5e9, "byte/project"),
    ("2 vCPU", "2 vCPUs", 2, "vCPU"),
    ("10k passengers", "10,000 passengers", 10_000, "passenger"),
]


@pytest.mark.parametrize(("one", "other", "amount", "unit"), SAME)
def test_amounts_in_different_units_are_one_in_the_base_unit(one: str, other: str, amount: float, unit: str) -> None:
    quantities = [read_value(text).quantity for text in (one, other)]
    assert [(q.base_low, q.base_high, q.base_unit) for q in quantities if q] == [(amount, amount, unit)] * 2


@pytest.mark.parametrize("noun", ["points", "links", "rounds", "hands", "bars"])
def test_a_plain_word_is_no_unit_of_measure(noun: str) -> None:
    measure = get_measure(noun)
    assert measure is not None and measure.factor == 1 and measure.unit == noun[:-1]


def test_a_bound_that_is_not_stated_has_no_base_either() -> None:
    quantity = read_value("up to 5 GB").quantity
    assert quantity is not None and quantity.base_low is None and quantity.base_high == 5e9


def test_the_store_keeps_base_units_and_notes() -> None:
    place = Place(Span(0, 4, 1, 1), "| 1 |", Slice(1, 2), None, Excerpt("¹ Dogs only.", 9, 21))
    value = read_value("1 GiB")
    assert unpack_place(pack_place(place)) == place and unpack_value(pack_value(value)) == value
    assert unpack_value('["5 MB",null,null,[],[5,5,"MB"]]').quantity == Quantity(5, 5, "MB")


def test_the_service_shows_base_units_and_notes() -> None:
    facts = read_text("| Feature | Tern | Gull |\n|-|-|-|\n| Hold | 1 GB¹ | 2 GB |\n\n¹ When empty.\n").facts
    assert get_value(facts[0].value) == {
        "raw": "1 GB¹",
        "qualifier": "When empty.",
        "quantity": {"low": 1.0, "high": 1.0, "unit": "GB", "base": {"low": 1e9, "high": 1e9, "unit": "byte"}},
    }
    note = get_place(facts[0].place)["note"]
    assert note == {"quote": "¹ When empty.", "start": 59, "end": 72} and "note" not in get_place(facts[1].place)
