"""The table facts of one state of some pages, arranged for comparison with another state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from index.meaning import fold_text
from index.model import FactKind, FactRecord, Support, Value
from index.terms import get_identity_key
from ingest.reading import PROSE_ATTRIBUTES

if TYPE_CHECKING:
    from ingest.packed import FactSummary

# A shared value that siblings share too (a check mark, mostly) tells little of which is which.
COMMON_VALUE_WEIGHT = 0.3
# Values that tell things apart: of fewer things they do by chance, and more words are a description.
FEWEST_KEYS, LONGEST_KEY = 4, 4
# Fewer equal values, marks aside, of things of which neither attributes nor names stayed are chance.
FEWEST_ALIKE = 2

_MARKS = frozenset(map(str, Support))

Entity = TypeVar("Entity", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)
Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)
Thing = TypeVar("Thing", bound=Hashable)
Place = tuple[str, str]
"""A page's path, and an attribute's id or key."""


@dataclass(slots=True)
class Side(Generic[Entity]):
    """One state: its entities are ids (old) or handles (new), its attributes ids or keys of names."""

    values: dict[Entity, dict[Place, str]] = field(default_factory=dict)
    """Folded values of each entity, by place."""
    kinds: dict[Entity, dict[Place, str]] = field(default_factory=dict)
    """What kind of value stands there."""
    pages: dict[Entity, set[str]] = field(default_factory=dict)
    """The pages whose tables have the entity."""
    attributes: dict[str, set[str]] = field(default_factory=dict)
    """The pages of each attribute, in reading order of the attributes."""
    orders: dict[str, list[str]] = field(default_factory=dict)
    """The attributes of each page in reading order."""
    ranks: dict[str, list[Entity]] = field(default_factory=dict)
    """The entities of each page in reading order."""
    labels: dict[str, str] = field(default_factory=dict)
    """How each attribute is written."""
    definitions: dict[Entity, str] = field(default_factory=dict)
    """The words of the definitions of each entity."""
    replaced: dict[Entity, str] = field(default_factory=dict)
    """The words of the sentences by which each entity took the place of others."""
    keys: dict[Place, bool] = field(default_factory=dict)
    """What `is_key` found."""

    def add(self, page: str, entity: Entity, attribute: str, value: str, kind: str) -> None:
        """Takes a cell with its folded value and the kind of it; the first of several for one place counts."""
        place = (page, attribute)
        self.values.setdefault(entity, {}).setdefault(place, value)
        self.kinds.setdefault(entity, {}).setdefault(place, kind)
        _add_once(page, entity, self.pages, self.ranks)
        _add_once(page, attribute, self.attributes, self.orders)

    def find(self, entity: Entity, place: Place) -> tuple[str, str] | None:
        """The value of an entity at a place, with its kind."""
        value = self.values[entity].get(place)
        return None if value is None else (value, self.kinds[entity][place])

    def get_free(self, entities: Iterable[Entity], settled: Set[str]) -> dict[Entity, dict[Place, str]]:
        """The values of entities at places whose attributes are not settled."""
        return {e: {place: v for place, v in self.values[e].items() if place[1] not in settled} for e in entities}

    def get_carriers(self) -> dict[str, set[Entity]]:
        """The entities that have each attribute."""
        carriers: dict[str, set[Entity]] = {}
        for entity, values in self.values.items():
            for _, attribute in values:
                carriers.setdefault(attribute, set()).add(entity)
        return carriers

    def get_weight(self, entity: Entity, place: Place) -> float:
        """How much an equal value there tells: all, unless a sibling has the same."""
        value = self.values[entity][place]
        siblings = (e for e in self.ranks[place[0]] if e != entity)
        shared = any(self.values[e].get(place) == value for e in siblings)
        return COMMON_VALUE_WEIGHT if shared else 1.0

    def is_key(self, place: Place) -> bool:
        """Whether short values tell the things of the page apart there, as the numbers of codes do."""
        if place not in self.keys:
            values = [value for e in self.ranks[place[0]] if (value := self.values[e].get(place))]
            is_short = all(len(value.split()) <= LONGEST_KEY for value in values)
            self.keys[place] = is_short and FEWEST_KEYS <= len(values) == len(set(values))
        return self.keys[place]

    def is_same_place(self, entity: Entity, other_side: Side[Other], other: Other) -> bool:
        """Whether two entities stand at the same place among equally many on some page."""
        for page in self.pages[entity] & other_side.pages[other]:
            here, there = self.ranks[page], other_side.ranks[page]
            if len(here) == len(there) and here.index(entity) == there.index(other):
                return True
        return False


def _add_once(page: str, one: Thing, pages: dict[Thing, set[str]], orders: dict[str, list[Thing]]) -> None:
    """Puts a thing behind the others of a page, unless the page has it."""
    had = pages.setdefault(one, set())
    if page not in had:
        had.add(page)
        orders.setdefault(page, []).append(one)


def find_slots(before: Sequence[Old], after: Sequence[New], settled: Mapping[New, Old]) -> frozenset[tuple[Old, New]]:
    """The pairs that stand at one place: at the same step of equally many between the same settled neighbours."""
    known = set(before)
    runs: dict[tuple[Old | None, Old | None], list[New]] = {}
    for edges, run in _iter_runs(after, {new: old for new, old in settled.items() if old in known}):
        runs.setdefault(edges, run)
    kept = set(after)
    anchors = {old: old for new, old in settled.items() if new in kept}
    return frozenset(
        pair
        for edges, run in _iter_runs(before, anchors)
        if len(run) == len(runs.get(edges, ()))
        for pair in zip(run, runs[edges], strict=True)
    )


def find_sole(pairs: Iterable[tuple[Old, New]]) -> frozenset[tuple[Old, New]]:
    """The pairs whose parts are in no other of them."""
    pairs = list(pairs)
    before, after = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    return frozenset((old, new) for old, new in pairs if before[old] == after[new] == 1)


def iter_carried(
    before: Side[Old], old: Sequence[str], after: Side[New], new: Sequence[str], settled: Mapping[New, Old]
) -> Iterator[tuple[str, str]]:
    """The pairs of an old attribute with a new one that some thing has both of."""
    if new:
        had, has = before.get_carriers(), after.get_carriers()
        for n in new:
            things = {settled.get(thing) for thing in has[n]}
            yield from ((o, n) for o in old if not had[o].isdisjoint(things))


def have_same_neighbour(before: Sequence[str], old: str, after: Sequence[tuple[str, str]], new: str) -> bool:
    """Whether two attributes have the same neighbour on one side; the edge of a table is one.

    The new ones are keys with the ids that they are settled to.
    """
    ids = [None, *before, None]
    keys = [None, *(id for _, id in after), None]
    i, j = before.index(old) + 1, [key for key, _ in after].index(new) + 1
    return ids[i - 1] == keys[j - 1] or ids[i + 1] == keys[j + 1]


def match_by_value(before: Mapping[Place, str], after: Mapping[Place, str]) -> list[tuple[Place, Place]]:
    """The places of one thing beside those of another, of which no attribute is settled: where values are the same.

    The others of a page stand beside each other as they come. Nothing where too few values are the same.
    """
    if len(set(before.values()) & set(after.values()) - _MARKS) < FEWEST_ALIKE:
        return []
    pairs, left, rest = list[tuple[Place, Place]](), list(after), list[Place]()
    for place, value in before.items():
        twin = next((other for other in left if other[0] == place[0] and after[other] == value), None)
        if twin is None:
            rest.append(place)
        else:
            left.remove(twin)
            pairs.append((place, twin))
    return pairs + [(place, other) for place, other in zip(rest, left, strict=False) if place[0] == other[0]]


def _iter_runs(
    order: Sequence[Thing], settled: Mapping[Thing, Old]
) -> Iterator[tuple[tuple[Old | None, Old | None], list[Thing]]]:
    """The runs of things that are not settled, each behind the settled neighbours at its ends."""
    last: Old | None = None
    run: list[Thing] = []
    for thing in order:
        if thing not in settled:
            run.append(thing)
            continue
        if run:
            yield (last, settled[thing]), run
        last, run = settled[thing], []
    if run:
        yield (last, None), run


def make_old_side(records: Iterable[tuple[str, FactRecord]]) -> Side[str]:
    """The old state, from the records of pages."""
    side: Side[str] = Side()
    for page, record in records:
        if record.kind is FactKind.CELL:
            value, kind = fold_value(record.value), get_value_kind(record.value)
            side.add(page, record.entity, record.attribute, value, kind)
    return side


def make_new_side(facts: Iterable[tuple[str, tuple[str, str], FactSummary]]) -> Side[tuple[str, str]]:
    """The new state, from the facts of pages with the handles of their entities."""
    side: Side[tuple[str, str]] = Side()
    for page, handle, fact in facts:
        if fact.kind is FactKind.CELL:
            key = get_identity_key(fact.attribute)
            side.labels.setdefault(key, fact.attribute)
            side.add(page, handle, key, fact.text, fact.value_kind)
        elif fact.attribute not in PROSE_ATTRIBUTES:
            side.labels.setdefault(get_identity_key(fact.attribute), fact.attribute)
        else:
            _add_sentence(side, handle, fact)
    return side


def _add_sentence(side: Side[Entity], handle: Entity, fact: FactSummary) -> None:
    if fact.kind is FactKind.DEFINITION:
        side.definitions[handle] = f"{side.definitions.get(handle, '')} {fact.text}".strip()
    if fact.replaces:
        side.replaced[handle] = f"{side.replaced.get(handle, '')} {fact.text}".strip()


def fold_value(value: Value) -> str:
    """A value as it is compared: a plain yes or no is the same however it is written."""
    is_plain = value.support in (Support.YES, Support.NO) and not value.qualifier
    return str(value.support) if is_plain else fold_text(value.raw).casefold()


def get_value_kind(value: Value) -> str:
    """What kind of value it is: support, list, quantity or text."""
    if value.support:
        return "support"
    return "list" if value.items else "quantity" if value.quantity else "text"
