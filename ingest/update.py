"""Brings a docset's next version into the index: pages compared, names aligned, facts kept, closed and opened.

Everything derived (names, facts, places) is a function of the ordered states of the
docset. A version that is not the newest is therefore put in by taking the later ones
back, applying it, and applying the later ones again from their snapshots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.model import Change, ChangeQuery, PageState, Version
from index.writer import IndexWriter
from ingest.documents import Document, make_unread_test
from ingest.moves import NO_MOVES
from ingest.newest import Newest

if TYPE_CHECKING:
    from ingest.apply import PageNote
    from ingest.packed import ReadPages

STAND_IN = "\x00new"
"""Label of the stand-in version by which an updated version is compared with what it was before."""


@dataclass(frozen=True, slots=True)
class Target:
    """The version that a run makes or brings up to date."""

    docset: str
    """The docset's name."""
    label: str | None
    """The version's label; None makes a version only if something changed."""
    fallback: str = "1"
    """The label of a version that is made without one."""
    date: str | None = None
    """Its date."""
    base_url: str | None = None
    """The address under which its pages are published."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did."""

    version: Version
    """The version that was made, brought up to date or found to be the same."""
    compared: Version | None
    """The version with which it was compared; None for the first one."""
    changes: tuple[Change, ...]
    """What changed."""
    pages: int
    """How many pages the version has."""
    read: int
    """How many of them were new or changed."""
    is_new: bool
    """Whether the version was made by this run."""
    notes: tuple[PageNote, ...] = ()
    """What was not understood in the pages that were read."""


@dataclass(frozen=True, slots=True)
class _Step:
    version: Version
    state: Mapping[str, str]


def update_docset(
    writer: IndexWriter,
    target: Target,
    documents: Mapping[str, Document],
    *,
    unread: frozenset[str] = frozenset(),
    partial: bool = False,
) -> Outcome:
    """Makes the documents the state of a version and tells what changed.

    `unread` are paths of pages, or of folders, that are there but could not be read; they keep their state of
    the version before. With `partial` all pages of the version before stay that are not given.
    """
    updater = Updater(writer, target.docset)
    outcome = updater.update(target, documents, unread=unread, partial=partial)
    updater.settle()
    return outcome


class Updater:
    """Brings versions of one docset into the index, one after the other.

    What a version needs to know of the one before it is kept in memory. Later versions that had
    to be taken back are applied again when their turn comes, or by `settle`.
    """

    def __init__(self, writer: IndexWriter, docset: str, read: ReadPages | None = None) -> None:
        """`read` reads pages in another way than one by one when their version comes."""
        self._writer, self._docset, self._read = writer, docset, read
        self._versions = list(writer.versions(docset))
        self._later: list[_Step] = []
        self._newest: Newest | None = None

    @property
    def labels(self) -> frozenset[str]:
        """The labels of all versions."""
        return frozenset(v.label for v in self._get_all())

    def get_state(self, label: str) -> dict[str, str]:
        """The snapshots of the pages of a version, by path."""
        for step in self._later:
            if step.version.label == label:
                return dict(step.state)
        ordinal = next(v.ordinal for v in reversed(self._versions) if v.label == label)
        return {path: page.sha256 for path, page in self._get_pages(ordinal).items()}

    def update(
        self, target: Target, documents: Mapping[str, Document], *, unread: frozenset[str], partial: bool
    ) -> Outcome:
        """Makes the documents the state of a version; see `update_docset`."""
        versions = self._get_all()
        place = _find_place(versions, target)
        known = versions[place] if place < len(versions) and versions[place].label == target.label else None
        base = self._get_pages(place if known else place - 1)
        state = _make_state(base, documents, unread, partial=partial)
        same = state == {path: page.sha256 for path, page in base.items()}
        if same and (known or (target.label is None and versions)):
            current = known or versions[place - 1]
            if known is None or _is_described(known, target):
                return Outcome(current, current, (), len(state), 0, is_new=False)
        if known is None:
            return self.insert(target, state, documents)
        version = replace(known, date=target.date or known.date, base_url=target.base_url or known.base_url)
        step = _Step(version, state)
        changes = () if same else self._compare_with_itself(known, step, documents)
        self._take_back(place)
        self._later.pop(0)
        notes = self._append(step, documents)
        return Outcome(version, known, changes, len(state), _count_read(base, state), is_new=False, notes=notes)

    def insert(
        self,
        target: Target,
        state: Mapping[str, str],
        documents: Mapping[str, Document],
        moves: Mapping[str, str] = NO_MOVES,
    ) -> Outcome:
        """Makes a new version of a state: the snapshots of its pages, by path, in the index or among the documents.

        `moves` are new paths of pages of which the source says that they moved, with their old ones.
        """
        place = _find_place(self._get_all(), target)
        self._take_back(place)
        self._catch_up(place)
        compared = self._versions[place - 1] if place else None
        read = _count_read(self._get_newest().pages, state)
        version = self._make_version(place, target)
        notes = self._append(_Step(version, state), documents, moves)
        changes = _get_changes(self._writer, compared, version) if compared else ()
        return Outcome(version, compared, changes, len(state), read, is_new=True, notes=notes)

    def settle(self) -> None:
        """Applies again what was taken back; the docset is whole then, and may be committed."""
        self._catch_up(len(self._versions) + len(self._later))

    def commit(self) -> None:
        """Commits where the docset is whole; versions that are put in before others are one transaction."""
        if not self._later:
            self._writer.commit()

    def _get_all(self) -> list[Version]:
        return [*self._versions, *(step.version for step in self._later)]

    def _get_newest(self) -> Newest:
        if self._newest is None:
            self._newest = Newest(self._writer, self._docset, len(self._versions))
        return self._newest

    def _get_pages(self, ordinal: int) -> Mapping[str, PageState]:
        """The pages of a version that is not taken back."""
        if ordinal == len(self._versions) - 1:
            return self._get_newest().pages
        return self._writer.manifest(self._docset, ordinal) if ordinal >= 0 else {}

    def _make_version(self, place: int, target: Target) -> Version:
        base_url = target.base_url or (self._versions[place - 1].base_url if place else None)
        label = target.label or _make_label(self.labels, target.fallback)
        return Version(target.docset, label, place, target.date, base_url)

    def _take_back(self, place: int) -> None:
        """Takes the versions from a place on out of the index, to be applied again."""
        gone = self._versions[place:]
        if gone:
            self._later[:0] = [self._read_step(version) for version in gone]
            self._truncate(place)

    def _read_step(self, version: Version) -> _Step:
        pages = self._writer.manifest(self._docset, version.ordinal)
        return _Step(version, {path: page.sha256 for path, page in pages.items()})

    def _truncate(self, place: int) -> None:
        self._writer.truncate(self._docset, place)
        del self._versions[place:]
        self._newest = None

    def _catch_up(self, place: int) -> None:
        """Applies versions that were taken back, until so many stand."""
        while len(self._versions) < place:
            step = self._later.pop(0)
            self._append(replace(step, version=replace(step.version, ordinal=len(self._versions))), {})

    def _append(
        self, step: _Step, documents: Mapping[str, Document], moves: Mapping[str, str] = NO_MOVES
    ) -> tuple[PageNote, ...]:
        # A run in which nothing changed spares the readers, which take most of its start.
        from ingest.apply import apply_state

        new = {document.sha256: document for document in documents.values()}
        notes = apply_state(self._writer, step.version, step.state, self._get_newest(), new, moves, self._read)
        self._versions.append(step.version)
        return notes

    def _compare_with_itself(
        self, known: Version, step: _Step, documents: Mapping[str, Document]
    ) -> tuple[Change, ...]:
        """What differs between a version as it is and as it will be, which stands behind it for a moment."""
        place = known.ordinal + 1
        self._take_back(place)
        stand_in = replace(step.version, label=STAND_IN, ordinal=place)
        self._append(_Step(stand_in, step.state), documents)
        found = _get_changes(self._writer, known, stand_in)
        self._truncate(place)
        return tuple(_rename_newer(change, step.version) for change in found)


def _find_place(versions: Sequence[Version], target: Target) -> int:
    """Where the target stands in the order: its label's place, else by date behind its equals, else at the end."""
    for place, version in enumerate(versions):
        if version.label == target.label:
            return place
    if target.date:
        for place, version in enumerate(versions):
            if version.date and version.date > target.date:
                return place
    return len(versions)


def _make_state(
    base: Mapping[str, PageState], documents: Mapping[str, Document], unread: frozenset[str], *, partial: bool
) -> dict[str, str]:
    is_unread = make_unread_test(unread)
    kept = base if partial else {path: page for path, page in base.items() if is_unread(path)}
    state = {path: page.sha256 for path, page in kept.items()}
    state.update((path, document.sha256) for path, document in documents.items())
    return dict(sorted(state.items()))


def _count_read(base: Mapping[str, PageState], state: Mapping[str, str]) -> int:
    return sum(1 for path, sha in state.items() if path not in base or base[path].sha256 != sha)


def _is_described(known: Version, target: Target) -> bool:
    """Whether a known version already has the date and address that the target brings."""
    return (target.date or known.date, target.base_url or known.base_url) == (known.date, known.base_url)


def _make_label(taken: frozenset[str], label: str) -> str:
    number, made = 1, label
    while made in taken:
        number += 1
        made = f"{label}.{number}"
    return made


def _rename_newer(change: Change, version: Version) -> Change:
    cited = change.cited_after and replace(change.cited_after, version=version.label)
    return replace(change, newer=version, cited_after=cited)


def _get_changes(writer: IndexWriter, older: Version, newer: Version) -> tuple[Change, ...]:
    return writer.reader().changes(older.docset, older, newer, ChangeQuery())
