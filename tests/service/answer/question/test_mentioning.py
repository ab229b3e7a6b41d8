"""Runs of words that name things, or do not."""

from __future__ import annotations

import pytest

from index.terms import iter_words
from service.answer.question.entries import Entry, Standing
from service.answer.question.mentioning import find_in_paths, is_middle


@pytest.mark.parametrize(
    ("text", "at", "middle"),
    [
        ("does the local sluice open", 3, True),
        ("does the sluice open", 2, False),
        ("does the local gate open", 3, False),
    ],
)
def test_word_in_the_middle_of_a_name_names_it_only_alone(text: str, at: int, middle: bool) -> None:
    entry = Entry(("a",), Standing.SHORT, "Iron sluice tide gate")
    assert is_middle(tuple(iter_words(text)), at, entry) is middle


def test_words_of_a_path_are_found() -> None:
    text = "which locks have /canal/south and a key/lamp"
    words = tuple(iter_words(text))
    assert {word.text for word in words if word.start in find_in_paths(words, text)} == {"canal", "south"}
