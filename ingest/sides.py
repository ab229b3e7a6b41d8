"""The table facts of one state of some pages, arranged for comparison with another state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from index.meaning import fold_text
from index.model import FactKind, FactRecord, Support, Value
from index.terms import get_identity_key
from ingest.likeness import get_form
from ingest.reading import PROSE_ATTRIBUTES

if TYPE_CHECKING:
    from ingest.packed import FactSummary

Entity = TypeVar("Entity", bound=Hashable)
Line = TypeVar("Line", bound=Hashable)
Cross = TypeVar("Cross", bound=Hashable)
Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)
Thing = TypeVar("Thing", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)
OtherCross = TypeVar("OtherCross", bound=Hashable)
Cell = tuple[str, str]
"""A folded value, and what kind of value it is."""


@dataclass(slots=True)
class Counts:
    """How often values stand somewhere."""

    values: Counter[str] = field(default_factory=Counter)
    """Each value."""
    forms: Counter[str] = field(default_factory=Counter)
    """Each value whose numbers stand for any."""
    kinds: Counter[str] = field(default_factory=Counter)
    """Each kind of value."""
    number: int = 0
    """All of them."""

    def add(self, cell: Cell) -> None:
        """Counts a cell."""
        self.number += 1
        self.values[cell[0]] += 1
        self.forms[get_form(cell[0])] += 1
        self.kinds[cell[1]] += 1


@dataclass(slots=True)
class Lines(Generic[Line, Cross]):
    """Tables as lines of cells: for each thing across the attributes, or for each attribute across the things."""

    cells: dict[Line, dict[tuple[str, Cross], Cell]] = field(default_factory=dict)
    """The cells of each line, by page and what crosses it there, in reading order of the lines."""
    pages: dict[Line, set[str]] = field(default_factory=dict)
    """The pages whose tables have the line."""
    orders: dict[str, list[Line]] = field(default_factory=dict)
    """The lines of each page in reading order."""
    counts: dict[tuple[str, Cross], Counts] = field(default_factory=dict)
    """What stands across the lines, by page and what crosses them."""

    def add(self, line: Line, page: str, cross: Cross, cell: Cell) -> None:
        """Takes a cell; the first of several for one place counts."""
        pages = self.pages.setdefault(line, set())
        if page not in pages:
            pages.add(page)
            self.orders.setdefault(page, []).append(line)
        cells = self.cells.setdefault(line, {})
        if (page, cross) not in cells:
            cells[page, cross] = cell
            self.counts.setdefault((page, cross), Counts()).add(cell)

    def have_common_page(self, line: Line, others: Lines[Other, OtherCross], other: Other) -> bool:
        """Whether a page has the line that in another state has the other one."""
        return not self.pages[line].isdisjoint(others.pages[other])


@dataclass(slots=True)
class Side(Generic[Entity]):
    """One state: its entities are ids (old) or handles (new), its attributes ids or keys of names."""

    things: Lines[Entity, str] = field(default_factory=Lines)
    """The cells of each entity."""
    attributes: Lines[str, Entity] = field(default_factory=Lines)
    """The cells of each attribute."""
    labels: dict[str, str] = field(default_factory=dict)
    """How each attribute is written."""
    replaced: dict[Entity, str] = field(default_factory=dict)
    """The words of the sentences by which each entity took the place of others."""
    gone: set[str] = field(default_factory=set)
    """The keys of the names of what sentences say is no more."""

    def add(self, page: str, entity: Entity, attribute: str, cell: Cell) -> None:
        """Takes a cell of a table."""
        self.things.add(entity, page, attribute, cell)
        self.attributes.add(attribute, page, entity, cell)


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


def find_neighbours(order: Sequence[Thing], settled: Mapping[Thing, Old]) -> dict[Thing, tuple[Hashable, Hashable]]:
    """The neighbours of each line of a page, those that are settled as what they are settled to; an edge is None."""
    known = [None, *(settled.get(line, line) for line in order), None]
    return {line: (known[i], known[i + 2]) for i, line in enumerate(order)}


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
            cell = fold_value(record.value), get_value_kind(record.value)
            side.add(page, record.entity, record.attribute, cell)
    return side


def make_new_side(facts: Iterable[tuple[str, tuple[str, str], FactSummary]]) -> Side[tuple[str, str]]:
    """The new state, from the facts of pages with the handles of their entities."""
    side: Side[tuple[str, str]] = Side()
    for page, handle, fact in facts:
        if fact.gone:
            side.gone.add(fact.gone)
        if fact.kind is FactKind.CELL:
            key = get_identity_key(fact.attribute)
            side.labels.setdefault(key, fact.attribute)
            side.add(page, handle, key, (fact.text, fact.value_kind))
        elif fact.attribute not in PROSE_ATTRIBUTES:
            side.labels.setdefault(get_identity_key(fact.attribute), fact.attribute)
        elif fact.replaces:
            side.replaced[handle] = f"{side.replaced.get(handle, '')} {fact.text}".strip()
    return side


def fold_value(value: Value) -> str:
    """A value as it is compared: a plain yes or no is the same however it is written."""
    is_plain = value.support in (Support.YES, Support.NO) and not value.qualifier
    return str(value.support) if is_plain else fold_text(value.raw).casefold()


def get_value_kind(value: Value) -> str:
    """What kind of value it is: support, list, quantity or text."""
    if value.support:
        return "support"
    return "list" if value.items else "quantity" if value.quantity else "text"
