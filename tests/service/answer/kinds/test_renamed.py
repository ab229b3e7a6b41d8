"""What was before: values, and names of things and of properties; what always had its name has no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import answer_question
from service.answer.model import Status

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "balloons.toml") as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "What was the basket size of the Kestrel before?",
        "What was the previous basket size of the Kestrel?",
        "What is the former basket size of the Kestrel?",
        "What was the old basket size of Kestrel?",
        "How large was the basket size of Kestrel originally?",
    ],
)
def test_what_a_value_was_before_is_told(reader: IndexReader, question: str) -> None:
    text = answer_question(reader, question).text
    assert "“4 people” in 2023" in text and "Robin" not in text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Did the Kestrel have a heater before?", "No."),
        ("Did the Robin have a heater before?", "Yes."),
        ("Had the Kestrel a self-steering previously?", "Yes."),
    ],
)
def test_whether_it_was_so_before_is_judged_by_what_was(reader: IndexReader, question: str, verdict: str) -> None:
    assert answer_question(reader, question).text.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What was the Robin called before?", ("Robin", "Wren")),
        ("What is the Wren called now?", ("Robin", "Wren")),
        ("What was Top burner power called before?", ("Maximum burner power", "Top burner power")),
        ("What is the new name of Maximum burner power?", ("Maximum burner power", "Top burner power")),
        ("What is the former name of Recommended line?", ("Recommended rope", "Recommended line")),
    ],
)
def test_names_of_other_versions_are_told(reader: IndexReader, question: str, names: tuple[str, str]) -> None:
    answer = answer_question(reader, question)
    assert all(name in answer.text for name in names) and "kW" not in answer.text and "hemp" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What was the Kestrel called before?",
        "What is the former name of Kestrel?",
        "What was Basket size called before?",
    ],
)
def test_what_always_had_its_name_has_no_other(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.NOT_DOCUMENTED and "no other name" in answer.text
