"""Stages of life in questions and claims, and other claims that the docs speak against."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.kinds.maturity import Stage, get_stages

from ..docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "engines.toml") as reader:
        yield reader


def test_longer_phrases_come_before_their_parts() -> None:
    assert get_stages("It is not production-ready.") == {("not", "production", "ready"): Stage.EARLY}
    assert get_stages("Kettles") == {}


@pytest.mark.parametrize(
    ("question", "verdict", "told"),
    [
        ("Is the Diesel stable?", "Yes.", "Generally available"),
        ("Is the Turbine production-ready?", "No.", "Preview"),
        ("Is the Stirling still developed?", "No.", "Deprecated"),
        ("Is the Hybrid stable?", "No.", "experimental"),
        # Two words for early are not the same stage.
        ("Is the Turbine in alpha?", "Turbine", "Preview"),
        ("Why is the Turbine production ready?", "It ", "Preview"),
        (
            "Given that the Stirling is actively maintained, what is next?",
            "It is not so, by the docs.",
            "Deprecated",
        ),
        # An amount speaks against there being none.
        ("Since the Diesel has no minimum run time, can I stop it at once?", "It is not so", "2 hours"),
    ],
)
def test_stages_are_told(reader: IndexReader, question: str, verdict: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(verdict) and told in answer.text, answer.text


def test_a_follow_up_asks_for_the_stage_of_another_thing(reader: IndexReader) -> None:
    answer = answer_question(reader, "and the Stirling?", conversation=("Is the Diesel stable?",))
    assert answer.text.startswith("No.") and "Deprecated" in answer.text


@pytest.mark.parametrize("question", ["Is the reverse gear of the Diesel experimental?"])
def test_a_stage_of_something_else_is_not_told(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert "Generally available" not in answer.text
