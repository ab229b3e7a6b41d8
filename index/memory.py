"""What readers keep in memory of one state of the index, bounded: a state never changes, so nothing kept goes stale."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from index.model import Change, Fact, FactQuery, Name, Subject, Version

# A question reads some 500 facts, most of them again and again.
MOST_FACTS = 32_768
# Words of questions and what may stand for them; of each a number.
MOST_COUNTS = 65_536
# Fact ids in lists that were looked up, of at most some hundred each: some 10 MB.
MOST_LISTED = 262_144
# What one list takes beside its ids, counted in ids.
LIST_ITSELF = 16
MOST_NAMES = 65_536
# Differences of one property between two versions, mostly empty.
MOST_DIFFERENCES = 16_384

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Shelf(Generic[_K, _V]):
    """Things by key, up to a weight together: when it is reached, what was not asked for lately goes.

    Threads may share it.
    """

    def __init__(self, most: int, weigh: Callable[[_V], int] = lambda _: 1) -> None:
        self._most_young = most // 2
        self._weigh = weigh
        self._young: dict[_K, _V] = {}
        self._old: dict[_K, _V] = {}
        self._weight = 0
        self._lock = Lock()

    def __len__(self) -> int:
        """How many things it holds."""
        return len(self._young.keys() | self._old.keys())

    def find(self, key: _K) -> _V | None:
        """What was put under a key, unless it has gone."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: _K, value: _V) -> None:
        """Keep a thing that is not too heavy; the younger half becomes the older one when it is full."""
        weight = self._weigh(value)
        if weight > self._most_young:
            return
        with self._lock:
            if self._weight + weight > self._most_young:
                self._old, self._young, self._weight = self._young, {}, 0
            self._young[key] = value
            self._weight += weight


def _weigh_list(ids: tuple[int, ...]) -> int:
    return LIST_ITSELF + len(ids)


class Memory:
    """What is kept of one state of the index."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        """The number of the state."""
        self.fact_count: int | None = None
        """The number of facts, once they were counted."""
        self.docsets: dict[str, int] = {}
        """The row numbers of all docsets, by name; empty until they were read."""
        self.versions: dict[int, tuple[Version, ...]] = {}
        """By docset its versions, oldest first."""
        self.facts: Shelf[tuple[int, int, int], tuple[Fact, ...]] = Shelf(MOST_FACTS)
        """By docset, ordinal and id the fact, or () where it does not stand in that version."""
        self.fact_lists: Shelf[tuple[int, int, FactQuery], tuple[int, ...]] = Shelf(MOST_LISTED, _weigh_list)
        """By docset, ordinal and query the ids of the facts that it finds."""
        self.postings: Shelf[tuple[Hashable, int], tuple[int, ...]] = Shelf(MOST_LISTED, _weigh_list)
        """By groups of tokens and limit the ids of the facts that hold them."""
        self.counts: Shelf[str, int] = Shelf(MOST_COUNTS)
        """By token the number of facts that hold it."""
        self.names: Shelf[tuple[int, int, Subject, str], tuple[Name, ...]] = Shelf(MOST_NAMES)
        """By docset, ordinal and thing the name that is used for it, or () where it has none."""
        self.differences: Shelf[Hashable, tuple[Change, ...]] = Shelf(MOST_DIFFERENCES)
        """By docset, versions and query the changes."""
