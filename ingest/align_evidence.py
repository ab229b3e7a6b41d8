"""What speaks for an old line of tables and a new one being the same under another name, weighed together."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Weights in log odds, rounded from those that a logistic regression gives for the pairs of tests/gold/open and
# tests/cases that names do not settle. Fitted without a set, they tell its pairs apart nearly as well.
BIAS = -7.55
RESEMBLANCE, SURPRISE = 1.15, 1.55
CONTAINED, SAME_BUT_REMARK, LIKENESS, KEPT_WORD = 1.55, 0.8, 1.4, 3.7
NEIGHBOUR = 0.65
# Attributes keep their order, things do not, and a lone one that came beside a lone one that went is it.
LABEL_IN_SLOT, SOLE_LABEL = 2.35, 1.25
# A label of several words that lost or gained others as none beside it did is it, even where all its values changed.
PHRASE_LABEL = 1.4
# Things come and go more often than they are called otherwise altogether, and so do rows of check marks.
OTHER_THING, OTHER_MARKS, LEAST_ALIKE_NAME = -1.4, -0.7, 0.5
# Identifiers have type and default in common with others; hardly any was renamed to one that is less alike than this,
# so that the weight is an estimate.
OTHER_IDENTIFIER, LEAST_ALIKE = -4.0, 0.4
# Beyond this the surprise at equal values tells no more.
MOST_SURPRISE = 6.0


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """An old line beside a new one."""

    resemblance: float
    """How far the cells agree that both have, 0 to 1 on average."""
    are_marks: bool
    """Whether all these were check marks."""
    surprise: float
    """How unlikely it is that others agree as far: its negative logarithm."""
    likeness: float
    """How alike the names are, 0 to 1."""
    is_contained: bool
    """Whether one name holds all words of the other, or abbreviates it, as no other name that is free does."""
    is_same_but_remark: bool
    """Whether that is so, and the rest is a remark in brackets."""
    is_phrase: bool
    """Whether one name holds the other so, and that has several words."""
    kept_word: float
    """How much the most telling word says that both names have, 0 to 1."""
    is_sole: bool
    """Whether no other lines came or went that have cells in common with them."""
    is_in_slot: bool
    """Whether they stand between the same neighbours."""
    has_neighbour: bool
    """Whether they have a neighbour in common."""
    are_labels: bool
    """Whether they are attributes."""
    are_identifiers: bool
    """Whether the names are those of programs' parts."""

    def weigh(self) -> float:
        """How much speaks for one line, in log odds: above 0 it is likelier than not."""
        cells = RESEMBLANCE * self.resemblance + SURPRISE * min(self.surprise, MOST_SURPRISE)
        names = LIKENESS * self.likeness + KEPT_WORD * self.kept_word
        names += CONTAINED * self.is_contained + SAME_BUT_REMARK * self.is_same_but_remark
        names += OTHER_IDENTIFIER * (self.are_identifiers and self.likeness < LEAST_ALIKE)
        total = BIAS + cells + names + NEIGHBOUR * self.has_neighbour
        return total + (self._weigh_label() if self.are_labels else OTHER_THING * self._is_other_name())

    def _weigh_label(self) -> float:
        place = LABEL_IN_SLOT * self.is_in_slot + SOLE_LABEL * self.is_sole + PHRASE_LABEL * self.is_phrase
        return place + OTHER_MARKS * (self.are_marks and self._is_other_name())

    def _is_other_name(self) -> bool:
        return not self.kept_word and self.likeness < LEAST_ALIKE_NAME


def get_probability(log_odds: float) -> float:
    """The probability of what has these log odds."""
    return 1 / (1 + math.exp(-log_odds))
