"""Whether the label of an old attribute and one of a new state mean one attribute."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.likeness import get_resemblance

# Weights and thresholds were set on the page pairs of tests/gold/open.
ATTRIBUTE_VALUES, ATTRIBUTE_NAME, ATTRIBUTE_PLACE = 0.45, 0.40, 0.15
# Names that share a word are that much nearer than their letters tell.
KEPT_WORD = 0.05
# One value of so many words ("26 Jul 2024") that stays the same tells as much as several shorter ones.
TELLING_VALUE = 3
# What a label adds that keeps a word of the one whose place it takes, between the same neighbours, or that keeps
# values there which are no marks.
ATTRIBUTE_SLOT = 0.10
# A label that keeps this share of the words, there is the same if but one of its marks stayed.
MOST_WORDS = 0.5
# What values add that tell an attribute by themselves: those of so many things this share stayed, and differ among
# each other; marks and words mixed, if all of more things stayed.
ATTRIBUTE_TOLD, FEWEST_TOLD, SHARE_TOLD = 0.10, 3, 0.75
FEWEST_MIXED, FEWEST_DIFFERENT = 4, 3
# Rows of check marks are equal by chance: their labels must be alike to this degree.
ALIKE_ATTRIBUTE = 0.65
# Between the same neighbours and with the same marks less will do, and nothing is needed where marks differ among
# so many things.
ALIKE_IN_PLACE = 0.4
FEWEST_IN_PLACE = 3
# A label that keeps a word there may have seen this share of its marks change.
EQUAL_IN_PLACE = 0.5
# There the words of a scale ("GA", "Beta", "Planned"; marks have two) may have changed by that share, too.
FEWEST_ON_SCALE, ATTRIBUTE_SCALE = 3, 0.15
# Where one label holds all words of the other, the values need only be of the same kind.
CONTAINED_NAME, CONTAINED_KINDS = 0.95, 0.5

ValuePair = tuple[tuple[str, str], tuple[str, str]]
"""A folded value with its kind, before and after."""


def are_resembling(pairs: Iterable[ValuePair]) -> bool:
    """Whether some value is like what became of it."""
    return any(get_resemblance(before, after) for (before, _), (after, _) in pairs)


def iter_renamed(keys: Collection[str], label: str, former: str) -> Iterator[tuple[str, str]]:
    """New attributes with their former names: of that name, but for the noun of its kind, or beginning with it."""
    yield from ((key, former) for key in (label, label.rpartition(" ")[0]) if key in keys)
    yield from ((key, former + key.removeprefix(label)) for key in keys if key.startswith(f"{label} "))


@dataclass(frozen=True, slots=True)
class LabelPair:
    """An old label beside a new one."""

    pairs: Sequence[ValuePair]
    """The values of the things that have both; never empty."""
    likeness: float
    """How alike the labels are, 0 to 1."""
    is_nearest: bool
    """Whether no other label of the new pages is as near to the old one."""
    keeps_word: bool
    """Whether the labels share a word that tells what they are about."""
    kept_words: float
    """The share of such words of both labels that they share."""
    is_in_slot: bool
    """Whether they stand between the same neighbours."""
    is_sole: bool
    """Whether no other labels came and went with values that are like these."""
    has_neighbour: bool
    """Whether they have a neighbour in common."""

    def score(self) -> float:
        """How much speaks for one attribute, 0 for nothing."""
        equal = sum(get_resemblance(before, after) for (before, _), (after, _) in self.pairs) / len(self.pairs)
        kinds = sum(kind == other for (_, kind), (_, other) in self.pairs) / len(self.pairs)
        if self.likeness >= CONTAINED_NAME and kinds >= CONTAINED_KINDS and self.is_nearest:
            return 0.9 + 0.1 * equal
        are_marks = all(kind == "support" for (_, kind), _ in self.pairs)
        is_scale = self.is_in_slot and are_marks and equal >= EQUAL_IN_PLACE
        is_scale = is_scale and self._count_values() >= FEWEST_ON_SCALE
        is_told = self._is_told() or self.likeness >= ALIKE_ATTRIBUTE
        is_by_chance = (are_marks or not is_told) and self.likeness < ALIKE_ATTRIBUTE
        if (is_by_chance and not (is_scale or self._stays(equal))) or self._rests_on_one(equal):
            return 0.0
        score = ATTRIBUTE_VALUES * equal + ATTRIBUTE_NAME * self.likeness
        is_only = self.is_sole and not are_marks and self._count_resembling() > 1
        keeps_values = not are_marks and equal >= EQUAL_IN_PLACE
        score += ATTRIBUTE_SLOT * (
            (self.is_in_slot and self.keeps_word) or ((self.is_in_slot or is_only) and keeps_values)
        )
        score += KEPT_WORD * (self.keeps_word and not are_marks)
        score += ATTRIBUTE_TOLD * (equal >= SHARE_TOLD and self._tell_by_themselves(equal))
        return score + ATTRIBUTE_PLACE * (self.has_neighbour or is_only) + ATTRIBUTE_SCALE * is_scale

    def _count_resembling(self) -> int:
        """How many different values are like what became of them."""
        return len({before for (before, _), (after, _) in self.pairs if get_resemblance(before, after)})

    def _count_values(self) -> int:
        return len({value for (value, _), _ in self.pairs})

    def _rests_on_one(self, equal: float) -> bool:
        """Whether all is the value of one thing, which changed."""
        return len(self.pairs) == 1 and equal < 1.0 and not self.is_in_slot

    def _tell_by_themselves(self, equal: float) -> bool:
        """Whether the values that stayed are more than chance, whatever the labels."""
        kept = [before for (before, kind), (after, _) in self.pairs if before == after and kind != "support"]
        is_mixed = len(self.pairs) >= FEWEST_MIXED and self._count_values() >= FEWEST_DIFFERENT
        return (len(kept) >= FEWEST_TOLD and len(set(kept)) > 1) or (equal == 1.0 and is_mixed)

    def _is_told(self) -> bool:
        """Whether the values tell the attribute from others: they differ, or one that stayed is long."""
        kept = (before for (before, _), (after, _) in self.pairs if before == after)
        return self._count_values() > 1 or any(len(value.split()) >= TELLING_VALUE for value in kept)

    def _stays(self, equal: float) -> bool:
        """Whether the place of the label says that the attribute stayed, where its values may be equal by chance."""
        if self.has_neighbour and self.keeps_word and self._is_told() and equal == 1.0:
            return True
        if self.is_in_slot and self.kept_words >= MOST_WORDS and equal > 0:
            return True
        is_enough = self.likeness >= ALIKE_IN_PLACE or (self._is_told() and len(self.pairs) >= FEWEST_IN_PLACE)
        return self.is_in_slot and ((equal == 1.0 and is_enough) or (self.keeps_word and equal >= EQUAL_IN_PLACE))
