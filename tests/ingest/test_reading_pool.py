"""Pages read in several processes: the same index, whatever their number, and nothing left behind when they end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from docfacts.ingest_command import main
from index.store import open_writer
from index.writer import IndexWriter
from ingest import apply, reading_pool, reading_worker
from ingest.documents import MARKDOWN
from ingest.packed import PackedPage, Row, Task, make_page
from ingest.reading_pool import CHUNK, ReadingFailed, ReadingPool, Shelf, iter_chunks, read_pages
from tests.ingest.states import put

PAGE = """# Ferries {0}

| Feature | Tern {0} | Gull {0} |
| --- | --- | --- |
| Pets | ❌ | ✅ |
| Cabins | {0} | 90 |

The Tern {0} is a ferry of the first class. Use the Gull {0} when you need cabins.
"""
DEEP = "# Deep\n\n" + "> " * 200 + "text\n"


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Even few pages are read by this process and another one, two at a time."""
    monkeypatch.setattr(reading_pool, "LEAST_SHARED", 1)
    monkeypatch.setattr(reading_pool, "CHUNK", 2 * len(PAGE))
    monkeypatch.setattr(reading_pool, "count_workers", lambda: 2)
    return monkeypatch


@pytest.fixture
def workers(shared: pytest.MonkeyPatch) -> list[reading_pool._Worker]:
    """The processes that are started."""
    started: list[reading_pool._Worker] = []

    class Watched(reading_pool._Worker):
        def __init__(self) -> None:
            super().__init__()
            started.append(self)

    shared.setattr(reading_pool, "_Worker", Watched)
    return started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(12):
        (pages / f"p{number}.md").write_text(PAGE.format(number), encoding="utf-8")
    (pages / "deep.md").write_text(DEEP, encoding="utf-8")
    return pages


def ingest(folder: Path, index: Path, version: str = "v1") -> int:
    return main([str(folder), "--docset", "ferries", "--version", version, "--index", str(index)])


def _end_at_once(connection: Connection) -> None:
    connection.close()
    sys.exit(1)


def dump(index: Path) -> list[str]:
    """All rows of the index, as SQL, without what names the index itself."""
    with open_writer(index) as writer:
        return [line for line in writer._database.connection.iterdump() if "identity" not in line]


def get_tasks(count: int) -> Iterator[tuple[str, str, str, bytes]]:
    return ((f"p{n}", f"sha{n}", "text/markdown", PAGE.format(n).encode()) for n in range(count))


def test_the_number_of_processes_changes_nothing(
    folder: Path, tmp_path: Path, shared: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for workers in (1, 2, 3):
        shared.setattr(reading_pool, "count_workers", lambda workers=workers: workers)
        assert ingest(folder, tmp_path / str(workers)) == 0
        told.append(capsys.readouterr())
    assert dump(tmp_path / "1") == dump(tmp_path / "2") == dump(tmp_path / "3")
    assert told[0] == told[1] == told[2]


@pytest.mark.usefixtures("shared")
def test_pages_come_back_in_their_order() -> None:
    assert [page.title for page in read_pages(get_tasks(25))] == [f"Ferries {n}" for n in range(25)]


def test_pages_of_one_text_are_read_once(tmp_path: Path, shared: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def read(tasks: Iterable[Task]) -> Iterator[PackedPage]:
        taken = list(tasks)
        asked.extend(path for path, *_ in taken)
        return read_pages(taken)

    shared.setattr(apply, "read_pages", read)
    untitled = PAGE.split("\n", 2)[2]
    for name in ("v1/tern.md", "v2/tern.md", "v2/gull.md"):
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / name).write_text(untitled, encoding="utf-8")
    ingest(tmp_path / "pages", tmp_path / "index")
    assert sorted(asked) == ["v1/tern", "v2/gull"]
    with open_writer(tmp_path / "index") as writer:
        pages = writer.manifest("ferries", 0).values()
        assert {page.path: page.title for page in pages} == {"v1/tern": "Tern", "v2/tern": "Tern", "v2/gull": "Gull"}
        assert len({len(writer.page_facts("ferries", page.page_id, 0)) for page in pages}) == 1


def test_few_pages_start_no_process(workers: list[reading_pool._Worker], shared: pytest.MonkeyPatch) -> None:
    shared.setattr(reading_pool, "LEAST_SHARED", 1_000_000)
    assert len(list(read_pages(get_tasks(3)))) == 3
    assert not workers


@pytest.mark.usefixtures("shared")
def test_what_was_not_understood_in_a_page_is_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest(folder, tmp_path / "index") == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert "deep.md:3: nested too deeply" in line


def test_a_process_that_ends_before_its_time_is_named_and_the_index_stays(
    folder: Path, tmp_path: Path, shared: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest(folder, tmp_path / "index") == 0
    before = dump(tmp_path / "index")
    (folder / "p3.md").write_text(PAGE.format("three"), encoding="utf-8")
    shared.setattr(reading_worker, "serve", _end_at_once)
    capsys.readouterr()
    assert ingest(folder, tmp_path / "index", "v2") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "the process that read 'p3' ended with status" in line
    assert dump(tmp_path / "index") == before


def test_an_interrupt_ends_the_processes_and_leaves_the_index_as_it_was(
    folder: Path, tmp_path: Path, workers: list[reading_pool._Worker], shared: pytest.MonkeyPatch
) -> None:
    read = 0

    def interrupt(row: Row) -> PackedPage:
        nonlocal read
        read += 1
        if read == 3:
            raise KeyboardInterrupt
        return make_page(row)

    shared.setattr(reading_pool, "make_page", interrupt)
    assert ingest(folder, tmp_path / "index") == 1
    assert [worker._process.exitcode is not None for worker in workers] == [True]
    with open_writer(tmp_path / "index") as writer:
        assert writer.versions("ferries") == ()


def test_a_process_is_not_asked_again_when_it_has_ended(workers: list[reading_pool._Worker]) -> None:
    with ReadingPool(1) as pool:
        workers[0].stop()
        with pytest.raises(ReadingFailed, match="'p0' to 'p1'"):
            list(pool.iter_rows(get_tasks(2)))


def test_a_large_page_is_a_chunk_of_its_own(shared: pytest.MonkeyPatch) -> None:
    shared.setattr(reading_pool, "CHUNK", 10)
    tasks = [("a", "", "", b"1"), ("b", "", "", b"123456789"), ("c", "", "", b"x" * 50), ("d", "", "", b"1")]
    assert ["".join(task[0] for task in chunk) for chunk in iter_chunks(tasks)] == ["ab", "c", "d"]


def test_details_wait_in_a_file_when_they_are_many(shared: pytest.MonkeyPatch) -> None:
    shared.setattr(reading_pool, "MOST_IN_MEMORY", 100)
    shelf = Shelf()
    places = [shelf.put(bytes([n]) * 40) for n in range(10)]
    assert [shelf.get(place) for place in reversed(places)] == [bytes([n]) * 40 for n in reversed(range(10))]
    shelf.close()


def test_a_run_in_memory_reads_in_processes_too(workers: list[reading_pool._Worker]) -> None:
    with open_writer(None) as writer:
        _put_many(writer)
    assert len(workers) == 1


def _put_many(writer: IndexWriter) -> None:
    assert put(writer, "v1", {f"p{n}": PAGE.format(n) for n in range(6)}).pages == 6


def test_states_of_one_page_are_read_by_one_process() -> None:
    def make_task(path: str, size: int) -> tuple[str, str, str, bytes]:
        return path, path, MARKDOWN, b"a" * size

    half = CHUNK // 2
    tasks = [make_task(f"v{n}/limits", half) for n in range(4)] + [make_task(f"v{n}/{n}", half) for n in range(4)]
    assert [[task[0] for task in chunk] for chunk in iter_chunks(tasks)] == [
        ["v0/limits", "v1/limits", "v2/limits", "v3/limits"],
        ["v0/0", "v1/1"],
        ["v2/2", "v3/3"],
    ]
    many = [make_task(f"v{n}/limits", half) for n in range(9)]
    assert [len(chunk) for chunk in iter_chunks(many)] == [8, 1]
