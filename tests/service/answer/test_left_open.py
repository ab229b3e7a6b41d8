"""Everyday words that an answer may leave open, and conditions beside the most or the least."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.evidence.finding import Finding
from service.answer.evidence.inquiry import Inquiry
from service.answer.evidence.judging import Verdict
from service.answer.evidence.matching import Match
from service.answer.evidence.telling import drop_beside
from service.answer.question.bounds import find_bound

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "stalls.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # Verbs may stay open where the property is named whole.
        ("Which stalls leave no leftovers behind?", "Arcade does not support Leftovers."),
        ("Which stalls cost 6 tokens or more?", "Corner – Tokens: 6 tokens."),
        # Which end of a range is meant goes without saying of a limit.
        ("How many crates can one stall take at most?", "200"),
        ("How often can the Arcade be cleaned at most?", "5 minutes"),
        ("We have 7 awnings. How many more may one trader put up?", "10 awnings"),
        # What comes most often has the shortest interval.
        ("Among the fully staffed stalls, which one is cleaned most often?", "Arcade – Shortest cleaning interval: 5"),
        # A condition that another row meets; the span of time belongs to the price.
        ("What is the cheapest stall with a slate roof?", "Quay – Rent: $7 per hour."),
        ("Which stalls have a rent below $6 an hour?", "Corner – Rent: $5 per hour."),
        ("Which stall has a slate roof, but not the Quay?", "Arcade"),
        # What "un-" denies, the beginning of a name, and verbs that stand for a property.
        ("After how many days is an unemptied crate sold?", "9 days"),
        ("What is the rent of promen?", "Promenade – Rent: $8 per hour."),
        ("Where is Old Harbour located?", "Bergen"),
        # How much an amount costs compares with no amount; a light word may be the whole name of a thing.
        # Of what meets the bound the cheapest; both ends of a range; the default of what is named.
        ("I need at least 10 boats. What is the cheapest dock?", "South – Fee: $70 / month."),
        ("Which docks have more than 5 but less than 15 boats?", "West – Boats: 12."),
        ("Which docks have between 5 and 15 boats?", "West – Boats: 12."),
        ("How high is a lamp by default?", "--lamp-height – Default: 3"),
        ("How many tokens does 1 GB of corner cost?", "Corner – Tokens: 6 tokens."),
    ],
)
def test_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text, answer.text


def test_family(reader: IndexReader) -> None:
    # The connectors have no hosting; those that have it are meant.
    answer = answer_question(reader, "How is Harbour hosted?")
    assert "Hybrid" in answer.text and "Own ground" in answer.text and "connectors" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        # What somebody may do is no claim to be corrected.
        "If I sell my crate today, how far can I carry it?",
        # A count answers no question after what can be done.
        "Can I turn a crate of one stall into tokens?",
    ],
)
def test_not_denied(reader: IndexReader, question: str) -> None:
    assert answer_question(reader, question).status is Status.NOT_DOCUMENTED


def test_declined(reader: IndexReader) -> None:
    # The end of the range is all that is asked.
    assert answer_question(reader, "How many lamps can the Arcade take at most?").status is Status.NOT_DOCUMENTED


def test_price_for_a_time() -> None:
    question = "Are there stalls below $6 an hour?"
    bound = find_bound(question)
    assert bound is not None and question[bound.start : bound.end] == "below $6 an hour"


@pytest.mark.parametrize(("is_yes_no", "passed", "kept"), [(True, ("away",), 0), (True, (), 1), (False, ("away",), 1)])
def test_bare_values_beside_the_point(*, is_yes_no: bool, passed: tuple[str, ...], kept: int) -> None:
    inquiry = cast(Inquiry, SimpleNamespace(reading=SimpleNamespace(is_yes_no=is_yes_no)))
    found = [cast(Finding, SimpleNamespace(verdict=Verdict.VALUE))]
    assert len(drop_beside(inquiry, cast(Match, SimpleNamespace(passed=passed)), found)) == kept
