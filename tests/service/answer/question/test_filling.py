"""Fragments that put one word into the place of another."""

from __future__ import annotations

import pytest

from service.answer.question.filling import fill_in


@pytest.mark.parametrize(
    ("earlier", "fragment", "whole"),
    [
        ("How tall is a 12 inch loom?", "And the 24 one?", "How tall is a 24 inch loom?"),
        ("What is the limit for inbound rules?", "and outbound ones?", "What is the limit for outbound rules?"),
        ("Which mode is used by rootful jobs?", "what about rootless ones?", "Which mode is used by rootless jobs?"),
        # No word of its kind, or two of them: nothing is known to be meant.
        ("Which mode is used by rootful jobs?", "and the large ones?", None),
        ("Does a 12 inch loom need 3 people?", "And the 24 one?", None),
        # Another form of the same word, and what is no word of its own.
        ("Which mode do jobs use?", "and modes ones?", None),
        ("How tall is the first loom?", "and the second one?", None),
        ("How tall is a loom?", "and wide?", None),
    ],
)
def test_fill_in(earlier: str, fragment: str, whole: str | None) -> None:
    assert fill_in(earlier, fragment) == whole
