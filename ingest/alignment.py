"""What is aligned, and the outcome: the ids of the names that a version's changed pages use."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model import StoredFact, Subject
from index.terms import get_identity_key
from ingest.packed import PackedPage

Handle = tuple[str, str]
"""How a new reading's entity is told from others: the page that its name is local to, or "", and the name's key."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that is new or changed in the version in hand."""

    path: str
    """Its path."""
    old: tuple[StoredFact, ...]
    """What it stated before."""
    new: PackedPage
    """What it states now."""


@dataclass(slots=True)
class Alignment:
    """The ids of the names of a version's changed pages."""

    entities: dict[Handle, str] = field(default_factory=dict)
    """Entity ids."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Attribute ids by name key."""
    evidence: dict[tuple[Subject, str], str] = field(default_factory=dict)
    """By id: why a name that is new to it is taken for its name, in words."""
    other_names: set[Handle] = field(default_factory=set)
    """The handles of names that are not what tables call the thing."""
    local: frozenset[Handle] = frozenset()
    """The handles of names that mean a thing on their page alone."""

    def get_handle(self, path: str, name: str) -> Handle:
        """The handle of an entity's name on a page."""
        key = get_identity_key(name)
        return (path, key) if (path, key) in self.local else ("", key)

    def get_entity(self, path: str, name: str) -> str:
        """The id of an entity's name on a page."""
        return self.entities[self.get_handle(path, name)]

    def get_attribute(self, name: str) -> str:
        """The id of an attribute's name."""
        return self.attributes[get_identity_key(name)]
