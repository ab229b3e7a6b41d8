"""The errors that callers of the project may catch: one root, one subclass per cause.

`str(error)` is always the one clear line that a person is shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

# A line that a person reads; the whole of what is known stands in `known`.
MOST_KNOWN_SHOWN = 12


class DocfactsError(Exception):
    """The root: something that a caller or user can act upon."""


class Unknown(DocfactsError):
    """A thing was named that is not there."""

    noun: ClassVar[str] = "thing"
    lead: ClassVar[str] = "nearest known"

    def __init__(self, wanted: str, known: tuple[str, ...] = ()) -> None:
        self.wanted = wanted
        """What was asked for."""
        self.known = known
        """What is known instead, nearest first."""
        super().__init__(f"unknown {self.noun} {wanted!r}{self._describe_known()}")

    def _describe_known(self) -> str:
        if not self.known:
            return ""
        shown = ", ".join(self.known[:MOST_KNOWN_SHOWN])
        more = len(self.known) - MOST_KNOWN_SHOWN
        return f"; {self.lead}: {shown}" + (f" and {more} more" if more > 0 else "")


class UnknownVersion(Unknown):
    """A docset has no version of this label or date; `known` holds all its labels, newest first."""

    noun = "version"
    lead = "known versions"


class UnknownDocset(Unknown):
    """The index holds no docset of this name."""

    noun = "docset"
    lead = "known docsets"


class UnknownPage(Unknown):
    """The version has no page at this path."""

    noun = "page"


class UnknownEntity(Unknown):
    """Nothing known has this name."""

    noun = "entity"


class UnknownAttribute(Unknown):
    """No attribute known has this name."""

    noun = "attribute"


class UnknownSnapshot(Unknown):
    """The index holds no snapshot of this SHA-256."""

    noun = "snapshot"


class UnknownEngine(Unknown):
    """No text engine has this name."""

    noun = "text engine"
    lead = "known text engines"


class NoDistributedEngine(DocfactsError):
    """The location is the address of a distributed index, for which no engine is installed."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(f"no distributed engine is installed for {location}")


class NoIndex(DocfactsError):
    """There is no index at the location."""

    def __init__(self, location: str | Path) -> None:
        self.location = str(location)
        super().__init__(f"no index at {location}: run `ingest` first, or name its folder with --index")


class NewerFormat(DocfactsError):
    """The index was written by a newer release; it was left as it was."""

    def __init__(self, location: str | Path, found: int, known: int) -> None:
        self.location = str(location)
        self.found = found
        """The format number of the index."""
        self.known = known
        """The newest format number that this release reads."""
        super().__init__(f"{location} has index format {found}, this release reads up to {known}: use a newer release")


class DamagedIndex(DocfactsError):
    """What stands at the location is not an index, or is no longer a whole one."""

    def __init__(self, location: str | Path, why: str) -> None:
        self.location = str(location)
        self.why = why
        super().__init__(f"{location} is not a usable index: {why}")


class IndexLocked(DocfactsError):
    """Another process is writing to the index."""

    def __init__(self, location: str | Path) -> None:
        self.location = str(location)
        super().__init__(f"{location} is being written by another process: try again when it has ended")


class StorageFailed(DocfactsError):
    """The machine refused to read or write the index: no space, no permission, a failing disk."""

    def __init__(self, location: str | Path, why: str) -> None:
        self.location = str(location)
        self.why = why
        super().__init__(f"{location} could not be read or written: {why}")
