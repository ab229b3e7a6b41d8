"""What extractors read from one page: facts and names, before any identity is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from index.model import FactKind, NameRole, Place, Value

DEFINITION = "Definition"
USE_CASE = "Use case"
RECOMMENDATION = "Recommendation"
STATEMENT = "Statement"
FORMER_NAME = "Former name"
OTHER_NAME = "Other name"
PROSE_ATTRIBUTES = (DEFINITION, USE_CASE, RECOMMENDATION, STATEMENT, FORMER_NAME, OTHER_NAME)
"""The attributes of facts that are stated in sentences; only cells name attributes of their own."""


class FactReading(NamedTuple):
    """A fact as a page states it."""

    kind: FactKind
    """How it is stated."""
    entity: str
    """The entity's name as the page writes it."""
    attribute: str
    """The attribute's name as the page writes it."""
    value: Value
    """What is said."""
    place: Place
    """Where."""
    is_local: bool = False
    """Whether the name means this thing on this page only."""
    is_named: bool = True
    """Whether a table names the entity; not, where it has no name of its own and the page's subject stands for it."""
    table: int = -1
    """Which table of the page a cell stands in, from 0; -1 for prose."""


class NameReading(NamedTuple):
    """A name as a page uses it."""

    entity: str
    """The primary name of the thing on this page."""
    text: str
    """The name."""
    role: NameRole
    """How the page uses it."""
    evidence: str
    """Why it is taken for a name of that thing."""
    place: Place | None
    """Where the page shows it."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """All that was read from one page."""

    title: str
    """The page's title."""
    facts: tuple[FactReading, ...]
    """Its facts in reading order."""
    names: tuple[NameReading, ...]
    """Further names of its entities."""
    subjects: frozenset[str] = frozenset()
    """Those of its entities that are only what the page or one of its sections as a whole speaks of."""
    former_attributes: tuple[tuple[str, str], ...] = ()
    """Its attributes of which it says how they were called, each with that name."""
    notes: tuple[str, ...] = ()
    """What could not be read, a line each."""
