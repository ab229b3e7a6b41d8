"""Values that a question takes for given: yes where the cell has them, no where it surely has another one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import answer_question

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "balloons.toml") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Is the basket size of the Kestrel 6 people?", "Yes. Kestrel – Basket size: 6 people."),
        ("Is 2 people the basket size of Kestrel?", "No. Kestrel – Basket size: 6 people."),
        ("Kestrel has a basket size of 2 people, right?", "No. Kestrel – Basket size: 6 people."),
        ("The top burner power of the Robin is 9 kW, correct?", "Yes. Robin – Top burner power: 9 kW."),
        ("Does the Robin have a top burner power of 12 kW?", "No. Robin – Top burner power: 9 kW."),
        ("Is the recommended line of Robin hemp?", "Yes. Robin – Recommended line: hemp."),
        ("Is the cloth of Robin silk?", "Yes. Robin – Cloth: silk (waxed)."),
        ("Is the cloth of the Kestrel silk?", "No. Kestrel – Cloth: nylon."),
    ],
)
def test_a_value_is_confirmed_or_corrected_where_that_is_sure(reader: IndexReader, question: str, told: str) -> None:
    text = answer_question(reader, question).text
    assert told in text and text.count("Kestrel –") + text.count("Robin –") == 1
    assert told.split(maxsplit=1)[0] in ("Yes.", "No.") or not text.startswith(("Yes", "No."))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the basket size of none?", "none – Basket size: 1 person."),
        ("none: cloth?", "none – Cloth: paper."),
        ("Does none have a heater?", "No. none does not support Heater."),
        ("basket size of 9 kW", "9 kW – Basket size: 8 people."),
        ("What is the basket size of Owl (tethered)?", "Owl (tethered) – Basket size: 3 people."),
        ("We fly Owl (tethered). What is its cloth?", "Owl (tethered) – Cloth: felt."),
        ("We run Owl. What is its cloth?", "Owl – Cloth: cotton."),
    ],
)
def test_names_of_ordinary_words_and_amounts_own_what_is_asked(reader: IndexReader, question: str, told: str) -> None:
    text = answer_question(reader, question).text
    assert told in text and "Kestrel" not in text and "Robin" not in text
