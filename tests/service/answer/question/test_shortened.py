"""Headers that cut words short, and clauses that say that nothing is set."""

from __future__ import annotations

import pytest

from service.answer.question.amounts import get_amount
from service.answer.question.bounds import find_bound
from service.answer.question.settling import settle
from service.answer.question.shortened import counts, get_terms_of_header
from service.answer.question.unset import tells_default
from service.answer.question.wordforms import get_bases, get_singular
from tests.service.answer.docset import get_value


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("No. of berths", "number"),
        ("# of decks", "number"),
        ("Avg. load", "averag"),
        ("Max. temp.", "temperatur"),
        ("Qty", "quantiti"),
    ],
)
def test_words_cut_short_are_read_whole(header: str, word: str) -> None:
    assert word in get_terms_of_header(header)


@pytest.mark.parametrize("header", ["No sails", "Tempo", "Version", "Issue #4"])
def test_other_words_are_left_alone(header: str) -> None:
    assert not get_terms_of_header(header) & {"number", "temperatur"}


@pytest.mark.parametrize(
    ("header", "counted"),
    [("No. of berths", True), ("Max no. of decks", True), ("# Masts", True), ("Notes", False), ("Load number", False)],
)
def test_names_that_count(header: str, counted: bool) -> None:
    assert counts(header) is counted


@pytest.mark.parametrize(
    "clause",
    [
        "if I do not set it",
        "when nothing is chosen",
        "if you leave it blank",
        "without us specifying anything",
        "as long as nobody says otherwise, if it was not given",
        "when omitted",
    ],
)
def test_a_clause_of_nothing_set_asks_for_the_default(clause: str) -> None:
    assert "by default" in settle(f"Which sail is it {clause}?")


@pytest.mark.parametrize("clause", ["if it is chosen", "without a sail", "when I leave the harbour"])
def test_another_clause_is_left(clause: str) -> None:
    assert "by default" not in settle(f"Which sail is it {clause}?")


def test_what_follows_is_no_default() -> None:
    assert "by default" not in settle("What happens if the anchor is not set?")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("128 if unset", True),
        ("taken when no sail is given", True),
        ("If the flag is not specified, red.", True),
        ("if the flag is red", False),
        ("set by the crew", False),
    ],
)
def test_values_tell_the_default(text: str, tells: bool) -> None:
    assert tells_default(text) is tells


@pytest.mark.parametrize(
    ("word", "base"), [("slower", "slow"), ("widest", "wide"), ("bigger", "big"), ("heaviest", "heavy")]
)
def test_forms_of_adjectives(word: str, base: str) -> None:
    assert base in get_bases(word)


@pytest.mark.parametrize("word", ["her", "slow", "sail"])
def test_other_words_have_no_base(word: str) -> None:
    assert not get_bases(word)


@pytest.mark.parametrize(("word", "singular"), [("gpus", "gpu"), ("npus", "npu"), ("opus", "opus"), ("virus", "virus")])
def test_initials_in_the_plural(word: str, singular: str) -> None:
    assert get_singular(word) == singular


def test_a_label_is_no_amount() -> None:
    amount = get_amount(get_value("640: ~ 54 ms"))
    assert amount is not None and amount.dimension == "seconds" and amount.number == 0.054


def test_things_that_are_counted_set_no_bound() -> None:
    assert find_bound("Are more than two piers open?") is None
    assert find_bound("Which piers have more than two cranes?") is not None
