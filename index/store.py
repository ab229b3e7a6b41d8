"""Where an index is, and how it is opened: the way in for everybody outside this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from index.database import Database, ThreadedDatabase, connect_writing
from index.errors import DocfactsError, IndexLocked, NoDistributedEngine, NoIndex, StorageFailed
from index.fts5 import Fts5Engine
from index.reader import IndexReader
from index.schema import check_format, create_tables, get_meta, is_empty
from index.search import TextEngine, choose_engine
from index.writer import IndexWriter

__all__ = ["IndexReader", "IndexWriter", "open_reader", "open_writer"]

_DATABASE = "index.sqlite3"
_LOCK = "writer.lock"
_WHOOSH = "whoosh"


@contextmanager
def open_writer(location: str | Path | None, engine: str | None = None) -> Iterator[IndexWriter]:
    """The one writer of the index at a location (None: in memory), which is made when there is none.

    Leaving the block normally commits; an exception takes back everything since the
    last commit. `engine` and the environment choose the text engine of a new index;
    one that exists keeps its own. Raises IndexLocked, NewerFormat, DamagedIndex,
    NoDistributedEngine, UnknownEngine, StorageFailed.
    """
    if location is None:
        with _open_database(None, engine) as writer:
            yield writer
        return
    folder = _get_folder(location)
    with _locked(folder), _open_database(folder, engine) as writer:
        yield writer


def open_reader(location: str | Path) -> IndexReader:
    """A reader of the index at a location; raises NoIndex, NewerFormat, DamagedIndex, NoDistributedEngine."""
    folder = _get_folder(location)
    database = ThreadedDatabase(folder / _DATABASE, str(folder))
    try:
        if is_empty(database):
            raise NoIndex(folder)
        check_format(database, folder)
        return IndexReader(database, _get_engine(get_meta(database, "engine"), database, folder, writing=False))
    except DocfactsError:
        database.close()
        raise


def _get_folder(location: str | Path) -> Path:
    if "://" in str(location):
        raise NoDistributedEngine(str(location))
    return Path(location)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise IndexLocked(folder) from error
    except OSError as error:
        raise StorageFailed(folder, error.strerror or str(error)) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _open_database(folder: Path | None, engine: str | None) -> Iterator[IndexWriter]:
    path = folder and folder / _DATABASE
    database = Database(partial(connect_writing, path), str(folder or "memory"))
    try:
        with _writing(database, folder, engine) as writer:
            yield writer
    finally:
        database.close()


@contextmanager
def _writing(database: Database, folder: Path | None, engine: str | None) -> Iterator[IndexWriter]:
    new = is_empty(database)
    if not new:
        check_format(database, database.location)
    name = choose_engine(engine) if new else get_meta(database, "engine")
    # With a write-ahead log this is as safe against a crash of the process, and spares a wait for the disk.
    database.run("PRAGMA synchronous = NORMAL")
    text = _get_engine(name, database, folder, writing=True)
    writer = IndexWriter(database, text)
    writer.begin()
    try:
        if new:
            create_tables(database, name)
            text.create()
        yield writer
        writer.end()
    finally:
        text.close()
        if database.in_transaction:
            database.run("ROLLBACK")


def _get_engine(name: str, database: Database, folder: Path | None, *, writing: bool) -> TextEngine:
    if name == "whoosh":
        from index.whoosh_engine import WhooshEngine

        return WhooshEngine(database, folder and folder / _WHOOSH, writing=writing)
    return Fts5Engine(database)
