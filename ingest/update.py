"""Brings a docset's next version into the index: pages compared, names aligned, facts kept, closed and opened.

Everything derived (names, facts, places) is a function of the ordered states of the
docset. A version that is not the newest is therefore put in by taking the later ones
back, applying it, and applying the later ones again from their snapshots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.model import Change, ChangeQuery, PageState, Version
from index.writer import IndexWriter
from ingest.apply import apply_state
from ingest.documents import Document

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

    `unread` are paths of pages that are there but could not be read; they keep their state of
    the version before. With `partial` all pages of the version before stay that are not given.
    """
    versions = writer.versions(target.docset)
    place = _find_place(versions, target)
    known = versions[place] if place < len(versions) and versions[place].label == target.label else None
    base = writer.manifest(target.docset, place) if known else _get_manifest(writer, versions, place - 1)
    state = _make_state(base, documents, unread, partial=partial)
    same = state == {path: page.sha256 for path, page in base.items()}
    if same and (known or (target.label is None and versions)):
        current = known or versions[place - 1]
        if known is None or _is_described(known, target):
            return Outcome(current, current, (), len(state), 0, is_new=False)
    version = _make_version(versions, place, known, target)
    read = sum(1 for path, sha in state.items() if path not in base or base[path].sha256 != sha)
    before = _compare_with_itself(writer, known, version, state, documents) if known and not same else ()
    _rewrite(writer, versions, place, _Step(version, state), documents, replaces=known is not None)
    if known:
        return Outcome(version, known, before, len(state), read, is_new=False)
    compared = versions[place - 1] if place else None
    changes = _get_changes(writer, compared, version) if compared else ()
    return Outcome(version, compared, changes, len(state), read, is_new=True)


def _get_manifest(writer: IndexWriter, versions: Sequence[Version], place: int) -> dict[str, PageState]:
    return writer.manifest(versions[place].docset, place) if 0 <= place < len(versions) else {}


def _find_place(versions: Sequence[Version], target: Target) -> int:
    """Where the target stands in the order: its label's place, else by date, else at the end."""
    for version in versions:
        if version.label == target.label:
            return version.ordinal
    if target.date:
        for version in versions:
            if version.date and version.date > target.date:
                return version.ordinal
    return len(versions)


def _make_state(
    base: Mapping[str, PageState], documents: Mapping[str, Document], unread: frozenset[str], *, partial: bool
) -> dict[str, str]:
    kept = base if partial else {path: base[path] for path in unread if path in base}
    state = {path: page.sha256 for path, page in kept.items()}
    state.update((path, document.sha256) for path, document in documents.items())
    return dict(sorted(state.items()))


def _is_described(known: Version, target: Target) -> bool:
    """Whether a known version already has the date and address that the target brings."""
    return (target.date or known.date, target.base_url or known.base_url) == (known.date, known.base_url)


def _make_version(versions: Sequence[Version], place: int, known: Version | None, target: Target) -> Version:
    if known:
        return replace(known, date=target.date or known.date, base_url=target.base_url or known.base_url)
    base_url = target.base_url or (versions[place - 1].base_url if place else None)
    label = target.label or _make_label(versions, target.fallback)
    return Version(target.docset, label, place, target.date, base_url)


def _make_label(versions: Sequence[Version], label: str) -> str:
    taken = {v.label for v in versions}
    number, made = 1, label
    while made in taken:
        number += 1
        made = f"{label}.{number}"
    return made


def _compare_with_itself(
    writer: IndexWriter, known: Version, version: Version, state: Mapping[str, str], documents: Mapping[str, Document]
) -> tuple[Change, ...]:
    """What differs between a version as it is and as it will be, by putting the new state behind it for a moment."""
    later = _get_steps(writer, writer.versions(known.docset)[known.ordinal + 1 :])
    writer.truncate(known.docset, known.ordinal + 1)
    stand_in = replace(version, label=STAND_IN, ordinal=known.ordinal + 1)
    _apply(writer, _Step(stand_in, state), documents)
    found = _get_changes(writer, known, stand_in)
    writer.truncate(known.docset, known.ordinal + 1)
    for step in later:
        _apply(writer, step, {})
    return tuple(_rename_newer(change, version) for change in found)


def _rename_newer(change: Change, version: Version) -> Change:
    cited = change.cited_after and replace(change.cited_after, version=version.label)
    return replace(change, newer=version, cited_after=cited)


def _get_steps(writer: IndexWriter, versions: Sequence[Version]) -> list[_Step]:
    return [
        _Step(v, {path: page.sha256 for path, page in writer.manifest(v.docset, v.ordinal).items()}) for v in versions
    ]


def _rewrite(
    writer: IndexWriter,
    versions: Sequence[Version],
    place: int,
    step: _Step,
    documents: Mapping[str, Document],
    *,
    replaces: bool,
) -> None:
    later = _get_steps(writer, versions[place + replaces :])
    if place < len(versions):
        writer.truncate(step.version.docset, place)
    _apply(writer, step, documents)
    for offset, old in enumerate(later, start=1):
        _apply(writer, _Step(replace(old.version, ordinal=place + offset), old.state), {})


def _apply(writer: IndexWriter, step: _Step, documents: Mapping[str, Document]) -> None:
    for path, sha in step.state.items():
        if path in documents and documents[path].sha256 == sha:
            writer.put_snapshot(documents[path].get_snapshot())
    apply_state(writer, step.version, step.state)


def _get_changes(writer: IndexWriter, older: Version, newer: Version) -> tuple[Change, ...]:
    return writer.reader().changes(older.docset, older, newer, ChangeQuery())
