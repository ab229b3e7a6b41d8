"""The history of a git repository as versions: commit by commit or tag by tag, each told by what it changed."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from ingest.documents import BadDocument, Document, make_document
from ingest.git import BlobReader, Commit, FileChange, find_prefix, list_commits, list_tags, read_changes, read_tree
from ingest.sources import BadSource, get_page_path
from ingest.steps import Step

# Digits of a commit's hash that make a label; with 12 the largest histories in wide use have no two alike.
LABEL_DIGITS = 12


@dataclass(frozen=True, slots=True)
class HistoryVersion:
    """A version of a history, told by what differs from the version before it."""

    label: str
    """Its label: the commit's short hash, or the tag."""
    date: str
    """The day of its commit, or of an earlier one where the committers' clocks had gone back between them."""
    since: str | None
    """Label of the version that it is told against; None where it is told whole."""
    state: Mapping[str, str]
    """The snapshots of pages that are new or changed, by path."""
    documents: Mapping[str, Document]
    """Those of them that are met for the first time, by path."""
    gone: frozenset[str]
    """Paths of pages that are no more."""
    unread: frozenset[str]
    """Paths of pages that are new or changed and could not be read."""
    moves: Mapping[str, str]
    """New paths of pages that git says were renamed, with their old paths."""
    problems: tuple[str, ...]
    """A line for each file that was left out."""
    known_pages: frozenset[str] | None = None
    """Paths of the pages of the version that it is told against, where that one was passed over as known."""


def iter_history(
    repository: Path,
    *,
    revisions: str | None = None,
    path: str = "",
    by: Step = Step.COMMIT,
    known: Collection[str] = frozenset(),
) -> Iterator[HistoryVersion]:
    """The versions of a repository's docs pages whose labels are not known, oldest first; see `History`."""
    return History(repository, revisions=revisions, path=path, by=by).iter_versions(known)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A version before anything of it is read."""

    label: str
    commit: Commit


class History:
    """The versions of a repository's docs pages: what there is, and reading it from git's own objects."""

    def __init__(
        self, repository: Path, *, revisions: str | None = None, path: str = "", by: Step = Step.COMMIT
    ) -> None:
        """`repository` may be a folder in one: pages are known by their path under it, and `path` leads further down.

        Raises BadSource for what is no repository, GitFailed for revisions that git does not know.
        """
        prefix = find_prefix(repository) if repository.is_dir() else None
        if prefix is None:
            raise BadSource(f"{repository}: this is no git repository")
        self._repository, self._prefix, self._by = repository, prefix, by
        self._under = _join(prefix, path)
        self._marks = _settle_dates(self._list_tags(revisions) if by is Step.TAG else self._list_commits(revisions))

    def count(self, known: Collection[str] = frozenset()) -> int:
        """How many versions there are, at most, whose labels are not known."""
        return sum(mark.label not in known for mark in self._marks)

    def iter_versions(self, known: Collection[str] = frozenset()) -> Iterator[HistoryVersion]:
        """The versions whose labels are not known, oldest first; nothing is read of those that are.

        Raises BadSource where there are pages, and none of them can be read in any version.
        """
        hashes = [mark.commit.hash for mark in self._marks]
        pairs = [p for p, m in zip(pairwise(hashes), self._marks[1:], strict=False) if m.label not in known]
        changes = read_changes(self._repository, pairs, self._under) if pairs else {}
        with BlobReader(self._repository) as reader:
            walk = _Walk(self, reader)
            for at, mark in enumerate(self._marks):
                if mark.label in known:
                    walk.skip(mark)
                    continue
                told = walk.take(mark, changes[hashes[at - 1], hashes[at]] if at else ())
                if told is not None:
                    yield told
            if walk.problems and not walk.has_versions:
                raise BadSource(f"{self._repository}: none of its docs pages could be read; {walk.problems[0]}")

    def read_files(self, commit: Commit) -> dict[str, str]:
        """The page files of a commit, with their blobs."""
        return read_tree(self._repository, commit.hash, self._under)

    def get_page(self, name: str) -> str:
        """The path of the page that a file holds."""
        return get_page_path(name[len(self._prefix) :])

    def keeps(self, told: HistoryVersion) -> bool:
        """Whether a version counts: a tag does even where it changes nothing, but none does before the first page."""
        if told.since is None:
            return bool(told.state)
        return self._by is Step.TAG or bool(told.state or told.gone or told.unread)

    def _list_commits(self, revisions: str | None) -> list[_Mark]:
        commits = list_commits(self._repository, revisions or "HEAD", self._under)
        return [_Mark(commit.hash[:LABEL_DIGITS], commit) for commit in commits]

    def _list_tags(self, revisions: str | None) -> list[_Mark]:
        return [_Mark(name, commit) for name, commit in list_tags(self._repository, revisions)]


def _join(prefix: str, path: str) -> str:
    """The way from the top of the repository to a path under the source."""
    under = posixpath.normpath(posixpath.join(prefix, path))
    under = "" if under == "." else under
    if not f"{under}/".startswith(prefix):
        raise BadSource(f"{path}: --path leads out of the SOURCE, under which it is looked for")
    return under


def _settle_dates(marks: Iterable[_Mark]) -> list[_Mark]:
    """The marks with dates that never go back: what stands on a commit was not there before it."""
    settled: list[_Mark] = []
    latest = ""
    for mark in marks:
        latest = max(latest, mark.commit.date)
        settled.append(_Mark(mark.label, Commit(mark.commit.hash, latest)))
    return settled


class _Files:
    """The page files of a commit, by the page that they hold."""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, str]] = {}

    def put(self, page: str, name: str, blob: str | None) -> None:
        """Takes a file's new blob; without one the file is gone."""
        files = self.pages.setdefault(page, {})
        files.pop(name, None)
        if blob is not None:
            files[name] = blob
        if not files:
            del self.pages[page]

    def find(self, page: str) -> tuple[str, str] | None:
        """Name and blob of the file that is the page; where several might be, the first by name."""
        files = self.pages.get(page)
        return min(files.items()) if files else None


@dataclass(slots=True)
class _Draft:
    """A version that is being told."""

    state: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


class _Walk:
    """Goes along a history and carries its files from version to version, so that only changes are looked at."""

    def __init__(self, history: History, reader: BlobReader) -> None:
        self._history, self._reader = history, reader
        self._files = _Files()
        self._passed: Commit | None = None
        self._since: str | None = None
        self._begun = False
        self.problems: list[str] = []
        """What is to be told with the next version, as there is none yet that it could be told with."""
        self._snapshots: dict[tuple[str, str], str] = {}

    def skip(self, mark: _Mark) -> None:
        """Goes past a version that is known."""
        self._passed, self._since, self._begun = mark.commit, mark.label, True

    def take(self, mark: _Mark, changes: Iterable[FileChange]) -> HistoryVersion | None:
        """The version of a mark, or None where it is not one."""
        known_pages = self._catch_up()
        if not self._begun:
            changes = [FileChange(name, blob) for name, blob in self._history.read_files(mark.commit).items()]
        # What is gone goes first: a file may have taken the name of one that was renamed.
        told = self._tell(mark, sorted(changes, key=lambda c: c.blob is not None), known_pages)
        self._begun = True
        if not self._history.keeps(told):
            self.problems += told.problems
            return None
        self._since = mark.label
        told = replace(told, problems=(*self.problems, *told.problems))
        self.problems.clear()
        return told

    @property
    def has_versions(self) -> bool:
        """Whether there was a version, known or told."""
        return self._since is not None

    def _catch_up(self) -> frozenset[str] | None:
        """Reads the files of the version passed over last; their pages, or None when none was passed over."""
        if self._passed is None:
            return None
        self._files = _Files()
        for name, blob in self._history.read_files(self._passed).items():
            self._files.put(self._history.get_page(name), name, blob)
        self._passed = None
        return frozenset(self._files.pages)

    def _tell(self, mark: _Mark, changes: Sequence[FileChange], known_pages: frozenset[str] | None) -> HistoryVersion:
        pages = [self._history.get_page(change.name) for change in changes]
        before = {page: self._files.find(page) for page in pages}
        for page, change in zip(pages, changes, strict=True):
            self._files.put(page, change.name, change.blob)
        draft = _Draft()
        for page, was in sorted(before.items()):
            self._tell_page(draft, mark, page, was)
        for page, change in zip(pages, changes, strict=True):
            self._tell_rival(draft, mark, page, change)
        return HistoryVersion(
            label=mark.label,
            date=mark.commit.date,
            since=self._since,
            state=draft.state,
            documents=draft.documents,
            gone=frozenset(draft.gone),
            unread=frozenset(draft.unread),
            moves={new: old for new, old in self._iter_moves(changes) if old in draft.gone and before.get(new) is None},
            problems=tuple(draft.problems),
            known_pages=known_pages,
        )

    def _tell_page(self, draft: _Draft, mark: _Mark, page: str, was: tuple[str, str] | None) -> None:
        now = self._files.find(page)
        if now is None and was is not None:
            draft.gone.add(page)
        elif now is not None and now != was:
            try:
                draft.state[page] = self._read(draft, mark, page, now)
            except BadDocument as error:
                draft.unread.add(page)
                draft.problems.append(str(error))

    def _read(self, draft: _Draft, mark: _Mark, page: str, file: tuple[str, str]) -> str:
        """The snapshot of a file: each blob is read once."""
        if file not in self._snapshots:
            name, blob = file
            shown = f"{mark.commit.hash[:LABEL_DIGITS]}:{name}"
            document = make_document(page, shown, self._reader.read(shown, blob))
            draft.documents[page] = document
            self._snapshots[file] = document.sha256
        return self._snapshots[file]

    def _tell_rival(self, draft: _Draft, mark: _Mark, page: str, change: FileChange) -> None:
        """Notes a file that is not taken because another one is the page."""
        taken = self._files.find(page)
        if change.blob is not None and taken is not None and taken[0] != change.name:
            shown = f"{mark.commit.hash[:LABEL_DIGITS]}:{change.name}"
            draft.problems.append(f"{shown}: page {page!r} is read from {taken[0]}")

    def _iter_moves(self, changes: Sequence[FileChange]) -> Iterator[tuple[str, str]]:
        for change in changes:
            if change.was is not None:
                yield self._history.get_page(change.name), self._history.get_page(change.was)
