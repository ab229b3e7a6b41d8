"""Pages read and packed: what alignment needs of a page as plain rows, the rest as the store keeps it.

A page is packed where it is read, in this process or in another one. The rows are made of builtin types alone,
so that `marshal` carries them from process to process at the speed of a copy.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from index.fact_text import pack_fact
from index.model import FactKind, NameRole, Place
from index.records import pack_place
from index.terms import get_name_key
from ingest.extract.cues import find_gone, tells_replaced
from ingest.reading import PROSE_ATTRIBUTES, FactReading, NameReading, PageReading
from ingest.sides import fold_value, get_value_kind

_KINDS = {kind.value: kind for kind in FactKind}
_ROLES = {role.value: role for role in NameRole}

Task = tuple[str, str, str, bytes]
"""A page to be read: its path, and its snapshot's name, media type and bytes."""
TextKey = tuple[str, str]
"""What a page is read by: the end of its path, which may stand for its title, and its snapshot's name."""

Row = tuple[Any, ...]
"""A page as builtin types: title, facts, order, names, subjects, former attributes, notes, details."""


class FactSummary(NamedTuple):
    """A fact as a page states it, as far as its identity is settled by it."""

    kind: FactKind
    """How it is stated."""
    entity: str
    """The entity's name as the page writes it."""
    attribute: str
    """The attribute's name as the page writes it."""
    is_local: bool
    """Whether the name means this thing on this page only."""
    text: str
    """The folded value of a cell, the key of the words of a sentence that tells of other names; empty for others."""
    value_kind: str
    """What kind of value a cell has."""
    is_named: bool
    """Whether a table names the entity; not, where it has no name of its own and the page's subject stands for it."""
    table: int
    """Which table of the page a cell stands in, from 0; -1 for prose."""
    replaces: bool
    """Whether a sentence says that the thing takes the place of another."""
    gone: str
    """The key of what a sentence says is no more; empty for others."""


class NameSummary(NamedTuple):
    """A name as a page uses it."""

    entity: str
    """The primary name of the thing on this page."""
    text: str
    """The name."""
    role: NameRole
    """How the page uses it."""
    evidence: str
    """Why it is taken for a name of that thing."""
    place: str | None
    """Where the page shows it, packed."""


@dataclass(frozen=True, slots=True)
class PackedPage:
    """All that was read from one page."""

    title: str
    """The page's title."""
    facts: tuple[FactSummary, ...] = ()
    """Its facts in reading order; what sentences have in common stands once."""
    order: tuple[int, ...] = ()
    """Which of them each of its facts is."""
    names: tuple[NameSummary, ...] = ()
    """Further names of its entities."""
    subjects: frozenset[str] = frozenset()
    """Those of its entities that are only what the page or one of its sections as a whole speaks of."""
    former_attributes: tuple[tuple[str, str], ...] = ()
    """Its attributes of which it says how they were called, each with that name."""
    notes: tuple[str, ...] = ()
    """What could not be read, a line each."""
    details: bytes = field(default=b"", repr=False)
    """What each of its facts says, and where; `iter_details` unpacks it."""


ReadPages = Callable[[Iterable[Task]], Iterator[PackedPage]]
"""Reads the pages of tasks, in their order."""


def get_text_key(path: str, sha256: str) -> TextKey:
    """The key under which a page's reading is the same as that of other pages with their own paths."""
    return path.rsplit("/", 1)[-1], sha256


class Details(NamedTuple):
    """What the facts of a page say, and where: a sequence for each thing that the store keeps of them."""

    values: tuple[str, ...] = ()
    """The values, packed."""
    places: tuple[str, ...] = ()
    """The places, packed."""
    tokens: tuple[str, ...] = ()
    """What each fact is found by there beside its names."""


def pack_page(reading: PageReading) -> Row:
    """A page's reading as a row."""
    facts: dict[Row, int] = {}
    order = [facts.setdefault(_pack_fact(fact, number), len(facts)) for number, fact in enumerate(reading.facts)]
    names = [_pack_name(name) for name in reading.names]
    packed = (pack_fact(f.kind, f.value, f.place, reading.title) for f in reading.facts)
    details = marshal.dumps(list(zip(*packed, strict=True)))
    told = (list(reading.subjects), list(reading.former_attributes), list(reading.notes))
    return (reading.title, list(facts), order, names, *told, details)


def make_page(row: Row, details: bytes | None = None) -> PackedPage:
    """The page that a row holds; `details` stand in for the row's own."""
    title, facts, order, names, subjects, former, notes, own = row
    return PackedPage(
        title,
        tuple(FactSummary(_KINDS[kind], *rest) for _, kind, *rest in facts),
        tuple(order),
        tuple(
            NameSummary(entity, text, _ROLES[role], evidence, place) for entity, text, role, evidence, place in names
        ),
        frozenset(subjects),
        tuple(former),
        tuple(notes),
        own if details is None else details,
    )


def unpack_details(details: bytes) -> Details:
    """What the facts of a page say, and where, in their order."""
    # Made by `pack_page` in this run, and read from no file that others could write.
    return Details(*(marshal.loads(details) if details else ()))  # noqa: S302


def _pack_fact(fact: FactReading, number: int) -> Row:
    """A fact's summary behind what keeps it apart from equal ones: each cell and each definition counts."""
    text = value_kind = gone = ""
    replaces = False
    if fact.kind is FactKind.CELL:
        text, value_kind = fold_value(fact.value), get_value_kind(fact.value)
    elif fact.attribute in PROSE_ATTRIBUTES:
        replaces, gone = tells_replaced(fact.value.raw), get_name_key(find_gone(fact.value.raw))
        text = get_name_key(fact.value.raw) if replaces or fact.kind is FactKind.DEFINITION else ""
    apart = number if fact.kind is FactKind.CELL or text else -1
    settled = (fact.kind.value, fact.entity, fact.attribute, fact.is_local)
    return (apart, *settled, text, value_kind, fact.is_named, fact.table, replaces, gone)


def _pack_name(name: NameReading) -> Row:
    return (name.entity, name.text, name.role.value, name.evidence, _pack_place(name.place))


def _pack_place(place: Place | None) -> str | None:
    return pack_place(place) if place else None
