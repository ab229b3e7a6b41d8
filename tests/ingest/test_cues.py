"""Turns of phrase."""

from __future__ import annotations

import pytest

from ingest.extract.cues import find_gone


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        ("Sealing wax is no longer accepted.", "Sealing wax"),
        ("Stamps were printed by hand, and the Coupon is no longer sold.", "Coupon"),
        ("The lantern option has been discontinued.", "lantern option"),
        ("Day passes can no longer be bought.", "Day passes"),
        ("The pier is no longer called Old Pier.", ""),
        ("Lamps were removed from the list of tools.", ""),
        ("A pass is valid no longer than a day.", ""),
    ],
)
def test_what_is_no_more(sentence: str, gone: str) -> None:
    assert find_gone(sentence) == gone
