"""SQLite connections, and the one boundary at which SQLite's errors become ours."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import DamagedIndex, IndexLocked, NoIndex, StorageFailed
from index.memory import Memory

Parameters = Sequence[Any] | Mapping[str, Any]

# Result codes as sqlite.org/rescode.html lists them; the low byte is the primary code.
_DAMAGED = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_REFUSED = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_TOOBIG,
    }
)

# A reader meets a lock only while a writer's log is being folded back, which takes well under a second.
BUSY_SECONDS = 10.0
# While a new state is being read, requests that began before it still read the old one.
MOST_STATES = 2
# SQLite's default of 2 MB holds a fraction of the pages that a question on 10,000 pages of docs touches.
READING_KILOBYTES = 16_384


class _Connection(sqlite3.Connection):
    """A connection that can be referred to weakly, so that it closes with the thread that it belongs to."""

    def __del__(self) -> None:
        self.close()


class Database:
    """Statements over one connection."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], location: str) -> None:
        self.location = location
        """What error messages call the index."""
        try:
            self._connection = connect()
        except sqlite3.DatabaseError as error:
            raise self._get_error(error) from error

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        return self._connection

    @property
    def memory(self) -> Memory | None:
        """What may be kept of the state that the calling thread holds; None while the index can change under it."""
        return None

    @property
    def in_transaction(self) -> bool:
        """Whether the calling thread has a transaction open."""
        return self.connection.in_transaction

    def rows(self, sql: str, values: Parameters = ()) -> list[Any]:
        """All rows of a query."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._get_error(error) from error

    def row(self, sql: str, values: Parameters = ()) -> Any | None:
        """The first row of a query, or None."""
        try:
            return self.connection.execute(sql, values).fetchone()
        except sqlite3.DatabaseError as error:
            raise self._get_error(error) from error

    def run(self, sql: str, values: Parameters = ()) -> int:
        """The row number of the last inserted row, after the statement has run."""
        try:
            return self.connection.execute(sql, values).lastrowid or 0
        except sqlite3.DatabaseError as error:
            raise self._get_error(error) from error

    def run_many(self, sql: str, values: Iterable[Parameters]) -> None:
        """Run the statement once for each of the values."""
        try:
            self.connection.executemany(sql, values)
        except sqlite3.DatabaseError as error:
            raise self._get_error(error) from error

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """One unchanging state of the index for all reads of the block."""
        if self.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self.run("ROLLBACK")

    def _get_error(self, error: sqlite3.DatabaseError) -> Exception:
        """Our error for one that a caller may meet; SQLite's own for a fault in our statements."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
        if code in _DAMAGED:
            return DamagedIndex(self.location, str(error))
        if code in _BUSY:
            return IndexLocked(self.location)
        return StorageFailed(self.location, str(error)) if code in _REFUSED else error


class ThreadedDatabase(Database):
    """Statements over one read-only connection per thread."""

    def __init__(self, path: Path, location: str) -> None:
        self._path = path
        self._threads = threading.local()
        self._open: weakref.WeakSet[_Connection] = weakref.WeakSet()
        self._lock = threading.Lock()
        super().__init__(self._connect, location)
        self._threads.connection = self._connection
        self._memories: dict[int, Memory] = {}

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread, opened when it is first asked for."""
        found: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if found is None:
            found = self._threads.connection = self._connect()
        return found

    @property
    def memory(self) -> Memory | None:
        """What is kept of the state that the calling thread holds, for all threads; None while it holds none."""
        found: Memory | None = getattr(self._threads, "memory", None)
        return found

    @contextmanager
    def held(self) -> Iterator[None]:
        """One unchanging state of the index for all reads of the block, and what is kept of it."""
        if self.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            self._threads.memory = self._get_memory(read_generation(self))
            yield
        finally:
            self._threads.memory = None
            self.run("ROLLBACK")

    def _get_memory(self, generation: int) -> Memory:
        """What is kept of a state, begun if need be; the oldest state then goes."""
        found = self._memories.get(generation)
        if found is None:
            with self._lock:
                for old in sorted(self._memories)[: 1 - MOST_STATES]:
                    del self._memories[old]
                found = self._memories.setdefault(generation, Memory(generation))
        return found

    def close(self) -> None:
        """Close the connections of all threads."""
        for connection in list(self._open):
            connection.close()

    def _connect(self) -> _Connection:
        connection = connect_reading(self._path)
        self._open.add(connection)
        return connection


def read_generation(database: Database) -> int:
    """The number of the state that is read: it grows with every commit that changed something."""
    row = database.row("SELECT value FROM meta WHERE key = 'generation'")
    return int(row[0]) if row else 0


def connect_writing(path: Path | None) -> sqlite3.Connection:
    """A connection that can write, with transactions left to the caller; without a path, to a new index in memory."""
    target = ":memory:" if path is None else str(path)
    connection = sqlite3.connect(target, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def connect_reading(path: Path) -> _Connection:
    """A connection that can only read; NoIndex when there is no such file, or none that was ever whole."""
    # A journal stands beside the index only until its first state is whole, from then on a write-ahead log.
    if not path.is_file() or path.with_name(f"{path.name}-journal").exists():
        raise NoIndex(path.parent)
    uri = path.absolute().as_uri() + "?mode=ro"
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=_Connection
    )
    connection.execute(f"PRAGMA cache_size = -{READING_KILOBYTES}")
    return connection


def get_marks(prefix: str, wanted: Sequence[Any], values: dict[str, Any]) -> str:
    """A bracketed list of parameters for `IN`, whose values are put into `values`."""
    names = [f"{prefix}{number}" for number in range(len(wanted))]
    values.update(zip(names, wanted, strict=True))
    return "(" + ", ".join(f":{name}" for name in names) + ")"
