"""The model: what a version, span, value, fact and change is.

Plain data, frozen, with no knowledge of storage, HTTP or parsers. Offsets are counted in characters of the decoded
snapshot, half-open (`start <= i < end`); lines are counted from 1 and are ended by a line feed alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class FactKind(StrEnum):
    """How the docs state a fact; the order is the order of standing, strongest first."""

    CELL = "cell"
    DEFINITION = "definition"
    ALIAS = "alias"
    RECOMMENDATION = "recommendation"
    USE_CASE = "use_case"
    STATEMENT = "statement"


class Support(StrEnum):
    """What a value says about support."""

    YES = "yes"
    NO = "no"
    PARTIAL = "partial"
    PLANNED = "planned"
    DEPRECATED = "deprecated"
    NOT_APPLICABLE = "n/a"


class Subject(StrEnum):
    """What a name is a name of."""

    ENTITY = "entity"
    ATTRIBUTE = "attribute"


class NameRole(StrEnum):
    """How the docs use a name."""

    PRIMARY = "primary"
    """The name by which the docs compare or describe the thing; answers use it."""
    ALIAS = "alias"
    """Another name for the same thing: a heading's long form, "also known as", a command."""
    SHORT = "short"
    """A shortened form that the docs use themselves."""
    TITLE = "title"
    """The title of a page, for what the page as a whole speaks of: a subject ("Storage engines"), often no product."""
    FORMER = "former"
    """A name of which the docs say that it is no longer the name."""


class ChangeKind(StrEnum):
    """What kind of difference a change is."""

    ENTITY_RENAMED = "entity_renamed"
    ATTRIBUTE_RENAMED = "attribute_renamed"
    VALUE_CHANGED = "value_changed"
    FACT_ADDED = "fact_added"
    FACT_REMOVED = "fact_removed"
    PAGE_ADDED = "page_added"
    PAGE_REMOVED = "page_removed"
    PAGE_MOVED = "page_moved"


class Effect(StrEnum):
    """What a change means for somebody who relies on the fact."""

    GAINED = "gained"
    LOST = "lost"
    QUALIFIED = "qualified"
    REWORDED = "reworded"
    OTHER = "other"


class Slice(NamedTuple):
    """A run of characters of a snapshot."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""


class Excerpt(NamedTuple):
    """A second place that a citation needs to be understood: a table header, a lead-in line."""

    quote: str
    """The snapshot's own text there."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""


class Span(NamedTuple):
    """Where a quote stands in a snapshot."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    first_line: int
    """Line of the first character."""
    last_line: int
    """Line of the last character."""
    headings: tuple[str, ...] = ()
    """The headings above the place, outermost first, without the page's title."""
    anchor: str = ""
    """The address fragment of the innermost heading, or "" above the first one."""


class Place(NamedTuple):
    """A span with what stands there: all of a citation that belongs to the snapshot alone."""

    span: Span
    """Where the quote stands."""
    quote: str
    """The snapshot's text at the span (for HTML: the visible text of that slice)."""
    cell: Slice | None = None
    """For a table cell: the cell inside the quoted row."""
    header: Excerpt | None = None
    """What names the entity when the quote does not: a table's header, a list's lead-in."""
    note: Excerpt | None = None
    """The footnote that the quote refers to, where the value takes it in."""
    group: Excerpt | None = None
    """For a table cell: the label over the rows of its group, where the table has groups."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with its unit, as stated."""

    low: float | None
    """Least value, or None when only an upper bound is stated."""
    high: float | None
    """Greatest value, or None when the docs say that there is no limit."""
    unit: str = ""
    """The unit as the docs write it (`MB`, `requests/minute`), or ""."""
    base_low: float | None = None
    """The least value in the base unit."""
    base_high: float | None = None
    """The greatest value in the base unit."""
    base_unit: str = ""
    """The base unit (`byte`, `request/second`, `$/month`), or "" without a unit; equal ones can be compared."""


@dataclass(frozen=True, slots=True)
class Value:
    """What the docs say: the raw text, and beside it what it means."""

    raw: str
    """The visible text of the cell or sentence."""
    support: Support | None = None
    """The support that it states, if it states one."""
    qualifier: str | None = None
    """What restricts or explains the value ("active-passive")."""
    items: tuple[str, ...] = ()
    """The items, when the value is a list."""
    quantity: Quantity | None = None
    """The quantity, when the value is one."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity or attribute as an answer shows it."""

    id: str
    """The id that it keeps through renames, unique in its docset."""
    name: str
    """The name that the version in question uses."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity or attribute, with the versions that used it."""

    subject: Subject
    """What it is a name of."""
    id: str
    """The id of the entity or attribute."""
    text: str
    """The name as the docs write it."""
    role: NameRole
    """How the docs use it."""
    first: int
    """Ordinal of the first version that used it."""
    until: int | None = None
    """Ordinal of the first version that did not use it any more; None while it is in use."""
    evidence: str = ""
    """Why it is taken for a name of this thing, in words."""
    sha256: str = ""
    """The snapshot that shows the evidence, or ""."""
    place: Place | None = None
    """Where in that snapshot."""


@dataclass(frozen=True, slots=True)
class Version:
    """One labelled, dated state of a docset."""

    docset: str
    """The docset's name."""
    label: str
    """The version's label, unique in its docset."""
    ordinal: int
    """Its place in the docset's order, from 0, oldest first."""
    date: str | None = None
    """Its date (YYYY-MM-DD), if one is known."""
    base_url: str | None = None
    """The address under which this version's pages are published."""


@dataclass(frozen=True, slots=True)
class PageState:
    """A page as it stands in some version."""

    page_id: int
    """The page's number, which it keeps when it moves."""
    path: str
    """Its path in this version."""
    title: str
    """Its title in this version."""
    sha256: str
    """The name of its snapshot."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The exact bytes of a page."""

    sha256: str
    """SHA-256 of the bytes, in hexadecimal."""
    data: bytes
    """The bytes."""
    media_type: str
    """`text/markdown` or `text/html`."""

    @property
    def text(self) -> str:
        """The bytes as text; spans count its characters."""
        return self.data.decode()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the docs say something, in one version."""

    docset: str
    """The docset's name."""
    page: str
    """The page's path."""
    title: str
    """The page's title."""
    version: str
    """The version's label."""
    date: str | None
    """The version's date."""
    url: str | None
    """The published address with its fragment, when the version has a base address."""
    sha256: str
    """The name of the snapshot."""
    place: Place
    """The span and its quote."""


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact as the ingester writes it: identity is settled, version and page are the writer's."""

    entity: str
    """The entity's id."""
    attribute: str
    """The attribute's id."""
    kind: FactKind
    """How the docs state it."""
    value: Value
    """What the docs say."""
    place: Place
    """Where they say it."""


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact record that the index holds."""

    id: int
    """The fact's row number."""
    record: FactRecord
    """The fact, with its place in the page's snapshot of the version asked."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Entity + attribute + value + span, in every version in which it stands, as read in one version."""

    id: int
    """The fact's row number."""
    docset: str
    """The docset's name."""
    entity: Named
    """What it is about."""
    attribute: Named
    """Which property."""
    value: Value
    """What the docs say."""
    kind: FactKind
    """How they state it."""
    first: str
    """Label of the first version in which it stands."""
    last: str
    """Label of the last version in which it stands."""
    citation: Citation
    """Where the version asked states it."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """An entity or attribute in a change."""

    id: str
    """Its id."""
    name: str
    """The name that the newer version uses (the older one's, when only that has the thing)."""
    previous_name: str | None = None
    """The name that the older version uses, where it is another one."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two versions, in facts."""

    id: str
    """A fingerprint: the same difference has the same id in every run."""
    kind: ChangeKind
    """What kind of difference it is."""
    effect: Effect
    """What it means for somebody who relies on the fact."""
    entity: Renamed | None
    """The entity concerned, unless it is about a page."""
    attribute: Renamed | None
    """The attribute concerned, unless it is about an entity or a page."""
    before: Value | None
    """The value in the older version."""
    after: Value | None
    """The value in the newer version."""
    older: Version
    """The older version."""
    newer: Version
    """The newer version."""
    cited_before: Citation | None
    """Where the older version says it."""
    cited_after: Citation | None
    """Where the newer version says it."""
    page: str
    """Path of the page, in the newer version where it has one."""
    fact_kind: FactKind | None = None
    """The kind of the facts compared."""


@dataclass(frozen=True, slots=True)
class FactQuery:
    """Which facts of one version are wanted; empty fields do not restrict."""

    entities: tuple[str, ...] = ()
    """Entity ids, any of them."""
    attributes: tuple[str, ...] = ()
    """Attribute ids, any of them."""
    page: str | None = None
    """Path of the page."""
    without: tuple[str, ...] = ()
    """Attribute ids, none of them."""
    kinds: tuple[FactKind, ...] = ()
    """Fact kinds, any of them."""
    after: int = 0
    """Only facts whose id is greater: the place where the last reply ended."""
    limit: int | None = None
    """At most so many."""


@dataclass(frozen=True, slots=True)
class ChangeQuery:
    """Which changes are wanted; empty fields do not restrict."""

    entities: tuple[str, ...] = ()
    """Entity ids, any of them."""
    attributes: tuple[str, ...] = ()
    """Attribute ids, any of them."""
    page: str | None = None
    """Path of the page, in either version."""
    kinds: tuple[ChangeKind, ...] = ()
    """Change kinds, any of them."""
