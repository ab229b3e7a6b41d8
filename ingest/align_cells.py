"""The cells that an old line of tables and a new one have both, and how much it tells that they agree."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from index.model import Support
from ingest.likeness import get_form, get_resemblance
from ingest.sides import Cell, Counts, Lines

# The chance that two values are equal is taken from those that stand across the lines there, and as if of one more
# that may or may not be; it is at least this.
LEAST_CHANCE = 0.05
# The chance that two lines agree as far is taken from the lines beside them, and as if of so many more from the
# chances of the values.
ASSUMED_LINES = 2.0
# Lines beside them tell of it that have this share of the cells.
COMPARABLE = 0.5
# Fewer equal values, marks aside, of lines of which nothing that crosses them is known are chance.
FEWEST_ALIKE = 2
# Values are compared again and again with those beside them.
RESEMBLANCES_KEPT = 65_536

_MARKS = frozenset((*map(str, Support), ""))

Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)
OldCross = TypeVar("OldCross", bound=Hashable)
NewCross = TypeVar("NewCross", bound=Hashable)
Cross = TypeVar("Cross", bound=Hashable)

Places = tuple[tuple[tuple[str, OldCross], tuple[str, NewCross]], ...]
"""Pairs of places: page, and what crosses the line there, before and after."""

_resemble = lru_cache(RESEMBLANCES_KEPT)(get_resemblance)


class CellPairs(Generic[Old, New, OldCross, NewCross]):
    """The cells of two states beside each other."""

    def __init__(
        self, before: Lines[Old, OldCross], after: Lines[New, NewCross], crossed: Mapping[NewCross, OldCross]
    ) -> None:
        """`crossed` is what is known of what crosses the lines."""
        self._before, self._after, self._crossed = before, after, crossed
        self._known = frozenset(crossed.values())
        self._places: dict[tuple[Old, New], Places[OldCross, NewCross]] = {}
        self._old_ranks: dict[tuple[New, Places[OldCross, NewCross]], list[float]] = {}
        self._new_ranks: dict[tuple[Old, Places[OldCross, NewCross]], list[float]] = {}

    def are_crossed_alike(self, old: Old, new: New) -> bool:
        """Whether something crosses both lines, be it on different pages."""
        ids = {self._crossed.get(cross) for _, cross in self._after.cells[new]}
        return any(cross in ids for _, cross in self._before.cells[old])

    def get_cells(self, old: Old, new: New) -> list[tuple[Cell, Cell]]:
        """The cells that both lines have, beside each other."""
        before, after = self._before.cells[old], self._after.cells[new]
        return [(before[o], after[n]) for o, n in self._get_places(old, new)]

    def get_surprise(self, old: Old, new: New) -> float:
        """How unlikely it is that lines agree as far as these: the negative logarithm of the chance."""
        places = self._get_places(old, new)
        degree = self._agree(old, new, places)
        ranks = (self._rank_old(new, places), self._rank_new(old, places))
        near = sum(len(degrees) - bisect_left(degrees, degree) for degrees in ranks) - len(ranks)
        comparable = sum(map(len, ranks)) - len(ranks)
        chance = math.prod(self._iter_chances(old, new, places))
        return -math.log((near + ASSUMED_LINES * chance) / (comparable + ASSUMED_LINES))

    def _rank_old(self, new: New, places: Places[OldCross, NewCross]) -> list[float]:
        """How far the old lines of the pages agree with a new one at the places, least first."""
        if (new, places) not in self._old_ranks:
            lines = {line for page in {page for (page, _), _ in places} for line in self._before.orders[page]}
            self._old_ranks[new, places] = self._rank(((line, new) for line in lines), places)
        return self._old_ranks[new, places]

    def _rank_new(self, old: Old, places: Places[OldCross, NewCross]) -> list[float]:
        """How far the new lines of the pages agree with an old one at the places, least first."""
        if (old, places) not in self._new_ranks:
            lines = {line for page in {page for _, (page, _) in places} for line in self._after.orders[page]}
            self._new_ranks[old, places] = self._rank(((old, line) for line in lines), places)
        return self._new_ranks[old, places]

    def _rank(self, pairs: Iterable[tuple[Old, New]], places: Places[OldCross, NewCross]) -> list[float]:
        degrees = (self._agree_if_comparable(old, new, places) for old, new in pairs)
        return sorted(degree for degree in degrees if degree is not None)

    def _agree(self, old: Old, new: New, places: Places[OldCross, NewCross]) -> float:
        """How far the cells of two lines agree at places of both, on average."""
        before, after = self._before.cells[old], self._after.cells[new]
        return get_agreement((before[o], after[n]) for o, n in places if o in before and n in after)

    def _agree_if_comparable(self, old: Old, new: New, places: Places[OldCross, NewCross]) -> float | None:
        before, after = self._before.cells[old], self._after.cells[new]
        number = sum(o in before and n in after for o, n in places)
        return self._agree(old, new, places) if number >= COMPARABLE * len(places) else None

    def _iter_chances(self, old: Old, new: New, places: Places[OldCross, NewCross]) -> Iterator[float]:
        """How likely each value that stayed, or changed its numbers alone, is to stand in other lines."""
        for (o, n), (before, after) in zip(places, self.get_cells(old, new), strict=True):
            if get_form(before[0]) == get_form(after[0]):
                yield max(self._get_chance(before, after, self._before.counts[o], self._after.counts[n]), LEAST_CHANCE)

    def _get_chance(self, before: Cell, after: Cell, old: Counts, new: Counts) -> float:
        """How likely another line has the value, or its form: a check mark among those that have one."""
        is_mark = before[0] in _MARKS
        old_number, new_number = (old.kinds[before[1]], new.kinds[after[1]]) if is_mark else (old.number, new.number)
        if before[0] == after[0]:
            alike = old.values[before[0]] + new.values[after[0]]
        else:
            alike = old.forms[get_form(before[0])] + new.forms[get_form(after[0])]
        return (alike - 2 + 0.5) / (old_number + new_number - 2 + 1)

    def _get_places(self, old: Old, new: New) -> Places[OldCross, NewCross]:
        """Where the cells of a line stand that both have."""
        if (old, new) not in self._places:
            self._places[old, new] = self._find_places(old, new)
        return self._places[old, new]

    def _find_places(self, old: Old, new: New) -> Places[OldCross, NewCross]:
        before = self._before.cells[old]
        crossed = [(place, self._crossed.get(place[1])) for place in self._after.cells[new]]
        known = [(place, id) for place, id in crossed if id is not None]
        if not self._before.have_common_page(old, self._after, new):
            anywhere = {id: (page, id) for page, id in reversed(before)}
            return tuple((anywhere[id], place) for place, id in known if id in anywhere)
        here = tuple(((place[0], id), place) for place, id in known if (place[0], id) in before)
        return here or self._match_by_value(old, new)

    def _match_by_value(self, old: Old, new: New) -> Places[OldCross, NewCross]:
        """Where values are the same, of lines of which nothing that crosses them is known.

        The others of a page stand beside each other as they come. Nothing where too few values are the same.
        """
        before = {place: v for place, (v, _) in self._before.cells[old].items() if place[1] not in self._known}
        after = {place: v for place, (v, _) in self._after.cells[new].items() if place[1] not in self._crossed}
        if len(set(before.values()) & set(after.values()) - _MARKS) < FEWEST_ALIKE:
            return ()
        places: list[tuple[tuple[str, OldCross], tuple[str, NewCross]]] = []
        left, rest = list(after), list[tuple[str, OldCross]]()
        for place, value in before.items():
            twin = next((other for other in left if other[0] == place[0] and after[other] == value), None)
            if twin is None:
                rest.append(place)
            else:
                left.remove(twin)
                places.append((place, twin))
        places += [(place, other) for place, other in zip(rest, left, strict=False) if place[0] == other[0]]
        return tuple(places)


def get_agreement(cells: Iterable[tuple[Cell, Cell]]) -> float:
    """How far pairs of cells agree on average, 0 to 1."""
    degrees = [_resemble(before, after) for (before, _), (after, _) in cells]
    return sum(degrees) / max(len(degrees), 1)


def are_marks(cells: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether there are cells, and all were check marks."""
    return len(cells) > 0 and all(value in _MARKS for (value, _), _ in cells)
