"""A sentence that takes back or narrows what it says is quoted without a "yes" in front."""

from __future__ import annotations

import pytest

from index.terms import get_terms
from service.answer.evidence.hedging import is_hedged
from service.answer.question.language import Alternative
from service.answer.question.reading import Concept


def make_concept(text: str) -> Concept:
    return Concept(text, (Alternative(get_terms(text), 1.0),), 1.0, True, True, 0, 1)


@pytest.mark.parametrize(
    ("text", "asked", "hedged"),
    [
        ("Mirroring copies every message.", "does it support mirroring", False),
        ("Mirroring should be turned off under load.", "should mirroring be used", True),
        ("Avoid mirroring on slow disks.", "should mirroring be used", True),
        ("Mirroring works until the first restart.", "is there mirroring", True),
        # What the question itself asks about is no reserve.
        ("Mirroring works only on disks.", "does mirroring work only on disks", False),
        # Another sentence has its own business.
        ("Mirroring copies every message. Logs are removed.", "is there mirroring", False),
    ],
)
def test_reserve(text: str, asked: str, *, hedged: bool) -> None:
    assert is_hedged(text, [make_concept("mirroring")], asked.split()) is hedged
