"""How near texts come to a question that the docs do not answer: what ranks them proposes, and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rapidfuzz import fuzz, utils

# Scores are compared after rounding, so that the last bits of a processor's arithmetic change no order.
DIGITS = 4


class Proposer(Protocol):
    """Ranks texts by how near they come to a question; threads may share it."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """A number of DIGITS decimals for each text, greater for a nearer one; the same for the same pair always."""


class WordingProposer:
    """Ranks by words in common alone, and needs nothing."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """The share of words, in any order, that question and text have in common (rapidfuzz, 0 to 1)."""
        wanted = utils.default_process(question)
        return [round(fuzz.token_set_ratio(wanted, utils.default_process(text)) / 100, DIGITS) for text in texts]


BY_WORDING = WordingProposer()
"""What ranks where nothing else is given."""
