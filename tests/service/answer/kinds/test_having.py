"""The things whose cells have the very value of the question, and comparisons by a property of light words."""

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
    ("question", "having"),
    [
        ("What has a cloth of silk?", {"Robin", "9 kW"}),
        ("Which balloons have silk as cloth?", {"Robin", "9 kW"}),
        ("Which ones have the basket size 2 people?", {"Robin"}),
        ("Which have a top burner power of 12 kW?", {"Kestrel"}),
        ("Which have paper for their cloth?", {"none"}),
    ],
)
def test_things_with_the_very_value_are_told_alone(reader: IndexReader, question: str, having: set[str]) -> None:
    claims = answer_question(reader, question).claims
    assert {claim.entity.name for claim in claims if claim.entity} == having


@pytest.mark.parametrize("question", ["Which rockets have silk as cloth?", "Which have velvet as cloth?"])
def test_what_no_thing_of_the_kind_has_is_not_told(reader: IndexReader, question: str) -> None:
    assert not {"silk", "velvet"} & {
        claim.value.raw for claim in answer_question(reader, question).claims if claim.value
    }


@pytest.mark.parametrize(
    "question",
    [
        "What is the difference in type between Kestrel and Robin?",
        "Kestrel vs Robin: type",
        "How does the type differ between Kestrel and Robin?",
    ],
)
def test_a_comparison_by_a_property_of_a_light_word_tells_that_alone(reader: IndexReader, question: str) -> None:
    claims = answer_question(reader, question).claims
    assert [claim.attribute.name for claim in claims if claim.attribute] == ["Type", "Type"]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Kestrel: is it self-steering?", "Yes."),
        ("none: is it self-steering?", "No."),
        ("Does the Kestrel have day flights only?", "Yes."),
    ],
)
def test_a_verdict_is_given_behind_a_colon_and_for_a_property_that_says_only(
    reader: IndexReader, question: str, verdict: str
) -> None:
    assert answer_question(reader, question).text.startswith(verdict)


def test_one_of_two_things_is_no_yes_for_both(reader: IndexReader) -> None:
    assert answer_question(reader, "Do both Kestrel and Robin have a heater?").text.startswith("Yes.")
    assert not answer_question(reader, "Do both none and Kestrel have a heater?").text.startswith("Yes.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How large is the basket size of Kestrel?", "Kestrel – Basket size: 6 people."),
        ("What is the cloth of Change_rope?", "Change_rope – Cloth: jute."),
    ],
)
def test_words_of_size_name_nothing_and_verbs_in_names_ask_for_no_change(
    reader: IndexReader, question: str, told: str
) -> None:
    answer = answer_question(reader, question)
    assert answer.text == f"{told} [1]"
