"""An index is opened by one writer and many readers, and refuses what it cannot read or write."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.errors import (
    DamagedIndex,
    DocfactsError,
    IndexLocked,
    NewerFormat,
    NoDistributedEngine,
    NoIndex,
    StorageFailed,
    UnknownEngine,
)
from index.store import open_reader, open_writer

MakeDocs = Callable[[Any], Any]

ROOT = Path(__file__).parents[2]

ONE = {"guide": [("mesh", "ipv6", "❌"), ("mesh", "host", "Linux")]}
TWO = {"guide": [("mesh", "ipv6", "✅"), ("mesh", "host", "Linux")]}


@pytest.fixture
def docs(make_docs: MakeDocs) -> Iterator[Any]:
    with open_writer(None) as writer:
        yield make_docs(writer)


def test_an_exception_takes_everything_back(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", ONE)
    with pytest.raises(KeyboardInterrupt), open_writer(location) as writer:  # noqa: PT012 (the block is what is tried)
        make_docs(writer).add("v2", TWO)
        raise KeyboardInterrupt
    with open_reader(location) as reader:
        assert [version.label for version in reader.versions()] == ["v1"]
        assert reader.generation() == 1


def test_an_index_is_none_until_its_first_state_is_whole(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", ONE)
        with pytest.raises(NoIndex):
            open_reader(location)
    with open_reader(location) as reader:
        assert [version.label for version in reader.versions()] == ["v1"]


def test_an_exception_keeps_what_was_committed(location: Path, make_docs: MakeDocs) -> None:
    with pytest.raises(KeyError), open_writer(location) as writer:  # noqa: PT012 (the block is what is tried)
        docs = make_docs(writer)
        docs.add("v1", ONE)
        writer.commit()
        docs.add("v2", TWO)
        raise KeyError
    with open_reader(location) as reader:
        assert [version.label for version in reader.versions()] == ["v1"]


def test_a_process_that_dies_half_way_leaves_the_index_as_it_was(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", ONE)
    dying = f"""
import os
from index.model import Version
from index.store import open_writer
with open_writer({str(location)!r}) as writer:
    writer.add_version(Version("docs", "v2", 1))
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", dying], cwd=ROOT, check=False).returncode == 9
    with open_reader(location) as reader:
        assert [version.label for version in reader.versions()] == ["v1"]
    with open_writer(location) as writer:
        make_docs(writer).add("v2", TWO)


def test_closing_the_reader_of_a_writer_leaves_the_writer_open(docs: Any) -> None:
    docs.add("v1", ONE)
    with docs.writer.reader() as reader:
        assert len(reader.versions()) == 1
    docs.add("v2", TWO)
    assert len(docs.writer.versions("docs")) == 2


def test_a_place_where_no_folder_can_be_is_refused(location: Path) -> None:
    location.write_text("a file")
    with pytest.raises(StorageFailed, match=location.name), open_writer(location):
        pass
    with pytest.raises(NoIndex):
        open_reader(location)


def test_a_first_run_that_fails_leaves_no_index(location: Path) -> None:
    with pytest.raises(KeyError), open_writer(location):
        raise KeyError
    with pytest.raises(NoIndex):
        open_reader(location)
    with open_writer(location) as writer:
        assert writer.versions("docs") == ()


def test_the_generation_grows_only_with_what_was_written(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", ONE)
    with open_reader(location) as reader:
        before = reader.generation()
        with open_writer(location) as writer:
            assert writer.manifest("docs", 0)
        assert reader.generation() == before
        with open_writer(location) as writer:
            make_docs(writer).add("v2", TWO)
        assert reader.generation() == before + 1


def test_there_is_one_writer(location: Path) -> None:
    with open_writer(location), pytest.raises(IndexLocked, match="another process"), open_writer(location):
        pass
    with open_writer(location):
        pass


def test_a_held_reader_sees_one_state(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", ONE)
    with open_reader(location) as reader:
        with reader.held():
            assert len(reader.versions()) == 1
            with open_writer(location) as writer:
                make_docs(writer).add("v2", TWO)
            assert len(reader.versions()) == 1
        assert len(reader.versions()) == 2


def test_threads_share_a_reader(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", ONE)
    found: list[int] = []
    with open_reader(location) as reader:
        version = reader.resolve_version("docs")
        threads = [threading.Thread(target=lambda: found.append(len(reader.facts(version)))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [2] * 4


def test_a_reader_cannot_write(location: Path) -> None:
    with open_writer(location):
        pass
    with open_reader(location) as reader, pytest.raises(DocfactsError, match="readonly"):
        reader._database.run("DELETE FROM meta")


def test_a_newer_format_is_refused_and_untouched(location: Path) -> None:
    with open_writer(location):
        pass
    path = location / "index.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
        connection.commit()
    before = path.read_bytes()
    for attempt in (lambda: open_writer(location).__enter__(), lambda: open_reader(location)):
        with pytest.raises(NewerFormat, match="format 99") as caught:
            attempt()
        assert caught.value.found == 99
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all " * 100, None])
def test_what_is_no_index_is_refused(location: Path, content: bytes | None) -> None:
    location.mkdir()
    path = location / "index.sqlite3"
    if content is None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE something (else_ TEXT)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(DamagedIndex):
        open_reader(location)
    with pytest.raises(DamagedIndex), open_writer(location):
        pass
    assert path.read_bytes() == before


def test_where_nothing_is_there_is_no_index(location: Path) -> None:
    with pytest.raises(NoIndex, match=location.name):
        open_reader(location)
    assert not location.exists()


def test_an_address_is_refused() -> None:
    with pytest.raises(NoDistributedEngine, match="search://host"), open_writer("search://host/docs"):
        pass
    with pytest.raises(NoDistributedEngine):
        open_reader("search://host/docs")


def test_an_unknown_text_engine_is_refused(location: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCFACTS_TEXT_ENGINE", "grep")
    with pytest.raises(UnknownEngine, match="fts5, whoosh"), open_writer(location):
        pass
