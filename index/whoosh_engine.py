"""The text engine Whoosh: a cache that is made from the store for one of its states, and never changed.

Beside the database stands a folder with one index per state, named after it. An
index is built in a new folder, which gets its name when it is whole; a list of
its files with their checksums tells a damaged one. Whoever misses the index of
the state that it reads builds it, the writer at the end of its run as a rule: a run
of many commits would build as many indexes that nobody may ever read.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, KEYWORD, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.query import And, Or, Term

from index.database import Database
from index.errors import StorageFailed
from index.schema import get_meta
from index.search import FactText, Groups

# Whoosh keeps postings in memory up to this size and merges runs after it; its default of 128 makes more runs.
BUILD_MEGABYTES = 256
# A process that opened the state before still reads its files; the one before that nobody looks up any more.
KEPT_STATES = 2

_FILES = "files.json"
_LOCK = "build.lock"
_NEW = "new-"


@dataclass(frozen=True, slots=True)
class _Opened:
    """An index that is open."""

    state: str
    """The state of the store that it was made from."""
    searcher: Any
    """Whoosh's searcher."""


class WhooshEngine:
    """Facts by their tokens, through an index of the store's state that the caller sees."""

    def __init__(self, database: Database, folder: Path | None, *, writing: bool = False) -> None:
        self._database = database
        self._folder = folder
        self._writing = writing
        self._opened: _Opened | None = None
        # Whoosh's readers move a position in shared files.
        self._lock = threading.Lock()

    def create(self) -> None:
        """Do nothing: the store's own tables are enough."""

    def add(self, texts: Sequence[FactText]) -> None:
        """Do nothing: the index is made from the store when that is whole."""

    def remove(self, texts: Sequence[FactText]) -> None:
        """Do nothing, as for `add`."""

    def settle(self) -> None:
        """Make the index of the committed state, so that no reader has to."""
        if self._folder is not None:
            with self._database.held():
                self._provide(self._folder, self._get_committed_state())

    def find(self, groups: Groups, limit: int) -> tuple[int, ...]:
        """The lowest ids of the facts that hold at least one token of every group, ascending."""
        if not groups or limit <= 0:
            return ()
        query = _get_query(groups)
        with self._lock, self._database.held():
            return tuple(self._iter_ids(query, limit))

    def count(self, token: str) -> int:
        """How many facts hold the token."""
        with self._lock, self._database.held():
            return int(self._get_searcher().reader().doc_frequency("tokens", token))

    def close(self) -> None:
        """Let go of the open index."""
        if self._opened is not None:
            self._opened.searcher.close()
            self._opened = None

    def _iter_ids(self, query: Any, limit: int) -> Iterator[int]:
        """Fact ids by walking the plain matcher; the optimising collector can hang on an OR query."""
        searcher = self._get_searcher()
        numbers = searcher.docs_for_query(query)
        column = None
        for _, number in zip(range(limit), numbers, strict=False):
            column = column or searcher.reader().column_reader("fact")
            yield int(column[number])

    def _get_searcher(self) -> Any:
        state = self._get_committed_state()
        if self._writing:
            state += f"-{self._database.connection.total_changes}"
        if self._opened is None or self._opened.state != state:
            self.close()
            self._opened = _Opened(state, self._open(state).searcher())
        return self._opened.searcher

    def _open(self, state: str) -> Any:
        """The index of a state: from the shared folder, or in memory for a state that only the writer sees."""
        if self._folder is None or self._writing:
            return self._build(RamStorage())
        return FileStorage(str(self._provide(self._folder, state)), readonly=True).open_index()

    def _get_committed_state(self) -> str:
        return f"{get_meta(self._database, 'identity')}-{get_meta(self._database, 'generation')}"

    def _provide(self, folder: Path, state: str) -> Path:
        """The folder of a whole index of the state, built if there is none."""
        if _is_whole(folder / state):
            return folder / state
        try:
            folder.mkdir(exist_ok=True)
            with FileLock(folder / _LOCK):
                if not _is_whole(folder / state):
                    self._replace(folder, state)
        except OSError as error:
            raise StorageFailed(folder, error.strerror or str(error)) from error
        return folder / state

    def _replace(self, folder: Path, state: str) -> None:
        new = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder))
        self._build(FileStorage(str(new)))
        (new / _FILES).write_text(json.dumps(_get_checksums(new)))
        if (folder / state).exists():
            shutil.rmtree(folder / state)
        new.rename(folder / state)
        _remove_old(folder)

    def _build(self, storage: Any) -> Any:
        index = storage.create_index(Schema(tokens=KEYWORD(), fact=COLUMN(NumericColumn("q"))))
        writer = index.writer(limitmb=BUILD_MEGABYTES)
        for fact_id, tokens in self._database.rows("SELECT fact_id, tokens FROM fact_terms ORDER BY fact_id"):
            writer.add_document(tokens=tokens, fact=fact_id)
        writer.commit()
        return index


def _get_query(groups: Groups) -> Any:
    """A query of Whoosh's own objects; a lone part stands for itself, which spares a layer of matchers."""
    parts = [[Term("tokens", token) for token in group] for group in groups]
    conjunction = [part[0] if len(part) == 1 else Or(part) for part in parts]
    return conjunction[0] if len(conjunction) == 1 else And(conjunction)


def _get_checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of an index, by name; Whoosh's lock file is no part of it."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.name != _FILES and path.suffix != ".lock" and not path.name.endswith("_LOCK")
    }


def _is_whole(folder: Path) -> bool:
    try:
        listed = json.loads((folder / _FILES).read_text())
        return bool(listed == _get_checksums(folder))
    except (OSError, ValueError):
        return False


def _remove_old(folder: Path) -> None:
    """Remove all but the newest indexes; an unfinished one is a dead process's, since the lock is held here."""
    states = [path for path in folder.iterdir() if path.is_dir()]
    whole = [path for path in states if not path.name.startswith(_NEW)]
    newest = sorted(whole, key=lambda path: path.stat().st_mtime, reverse=True)[:KEPT_STATES]
    for path in set(states) - set(newest):
        shutil.rmtree(path, ignore_errors=True)
