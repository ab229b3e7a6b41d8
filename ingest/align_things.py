"""Whether an old thing and one of a new state are the same under another name."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.align_labels import CONTAINED_NAME, KEPT_WORD

# Weights and thresholds were set on the page pairs of tests/gold/open.
ENTITY_VALUES, ENTITY_NAME, ENTITY_MENTION, ENTITY_PLACE = 0.60, 0.25, 0.15, 0.10
ENTITY_THRESHOLD = 0.55
# More than the place counts a place that nothing else can have taken: between the same neighbours.
ENTITY_SLOT = 0.20
# There a name that holds all words of the other is the same name, whatever became of the values.
ENTITY_SLOT_AND_NAME = 0.30
# Things whose names share a word, and that a column of keys ("0x4000") gives the same one, wherever they stand.
ENTITY_KEY = 0.25
# Equal values of less weight than this are chance, unless the names are alike to the degree below. Less will do
# where more than values and names speaks for the pair.
LEAST_SHARED, LEAST_SHARED_IN_SLOT = 2.0, 1.0
ALIKE_ENTITY = 0.6
# Between the same neighbours another thing may share this much of the values with the one that stood there.
LIKELY_SHARE = 0.5
# Identifiers less alike than this are those of other things, whose type and default are often the same.
LEAST_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class ThingPair:
    """An old thing beside a new one."""

    equal: float
    """How much the equal values of both weigh together."""
    total: float
    """How much all values weigh that both have."""
    described: int
    """How many of the equal values are sentences that no other thing of the table has."""
    likeness: float
    """How alike the names are, 0 to 1."""
    telling: float
    """The same without words that names of quite other things share."""
    keeps_word: bool
    """Whether the names share a word that tells what they are about."""
    are_identifiers: bool
    """Whether the names are those of programs' parts."""
    has_key: bool
    """Whether a column of keys gives both the same one."""
    is_told: bool
    """Whether a definition of the new thing speaks of the old name."""
    is_in_slot: bool
    """Whether they stand between the same neighbours."""
    is_sole: bool
    """Whether no other things came and went that have any of their attributes."""
    is_same_place: bool
    """Whether they stand at the same place among equally many."""

    def score(self) -> float:
        """How much speaks for one thing, 0 for nothing."""
        if self._is_by_chance():
            return 0.0
        score = ENTITY_VALUES * (self.equal / self.total if self.total else 0.0) + ENTITY_NAME * self.likeness
        score += ENTITY_KEY * self._has_kept_key() + ENTITY_MENTION * self.is_told
        if self._fills_slot() or self._is_only_heir():
            score += KEPT_WORD * self.keeps_word
            return score + (ENTITY_SLOT_AND_NAME if self.likeness >= CONTAINED_NAME else ENTITY_SLOT)
        return score + ENTITY_PLACE * self.is_same_place

    def _fills_slot(self) -> bool:
        """Whether the new thing took the very place of the old one, and more than the place says so."""
        keeps_most = self.equal > LIKELY_SHARE * self.total
        return self.is_in_slot and (keeps_most or self.is_told or self.telling >= ALIKE_ENTITY)

    def _is_only_heir(self) -> bool:
        """Whether the name of one is part of the other's, no other thing comes into question, and some value stayed."""
        return self.is_sole and self.likeness >= CONTAINED_NAME and self.equal > 0

    def _has_kept_key(self) -> bool:
        return self.keeps_word and self.has_key

    def _is_by_chance(self) -> bool:
        """Whether the values may be equal by chance, and the names are not alike."""
        shared = self.equal + self.described
        if self.are_identifiers and self.telling < LEAST_ALIKE and not self.is_told and shared < LEAST_SHARED:
            return True
        repeats = self.is_told and self.equal == self.total
        less = self._fills_slot() or self._has_kept_key() or repeats
        return self.telling < ALIKE_ENTITY and shared < (LEAST_SHARED_IN_SLOT if less else LEAST_SHARED)
