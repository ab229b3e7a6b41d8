"""Pages of a history read before their turn: the same versions, and nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.store import open_writer
from ingest import reading_ahead, reading_pool
from ingest.git import GitFailed
from ingest.history import History, HistoryVersion
from ingest.packed import Task
from tests.ingest.repositories import Docset, Repository, page


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "engines")
    for number in range(6):
        made.commit(
            {"a.md": page(str(number)), "b.md": page("yes" if number % 2 else "no")}, f"2024-01-{number + 1:02}"
        )
    return made


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[reading_pool.ReadingPool]:
    """The pools that are made; every page is read by one, two versions ahead."""
    made: list[reading_pool.ReadingPool] = []

    class Watched(reading_pool.ReadingPool):
        def __init__(self, workers: int) -> None:
            super().__init__(workers)
            made.append(self)

    monkeypatch.setattr(reading_ahead, "ReadingPool", Watched)
    monkeypatch.setattr(reading_ahead, "LEAST_AHEAD", 1)
    monkeypatch.setattr(reading_ahead, "VERSIONS_AHEAD", 2)
    monkeypatch.setattr(reading_ahead, "count_workers", lambda: 2)
    return made


def dump(index: Path) -> list[str]:
    with open_writer(index) as writer:
        return [line for line in writer._database.connection.iterdump() if "identity" not in line]


def has_ended(pool: reading_pool.ReadingPool) -> bool:
    return all(worker._process.exitcode is not None for worker in pool._workers)


def test_what_is_read_ahead_is_what_is_read_in_turn(
    repository: Repository, tmp_path: Path, pools: list[reading_pool.ReadingPool], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(Docset(tmp_path / "ahead").replay(repository.folder)) == 6
    assert [has_ended(pool) for pool in pools] == [True]
    monkeypatch.setattr(reading_ahead, "count_workers", lambda: 1)
    Docset(tmp_path / "in-turn").replay(repository.folder)
    assert len(pools) == 1
    assert dump(tmp_path / "ahead") == dump(tmp_path / "in-turn")


def test_a_stop_ends_the_processes_and_keeps_what_came_before(
    repository: Repository, tmp_path: Path, pools: list[reading_pool.ReadingPool], monkeypatch: pytest.MonkeyPatch
) -> None:
    find = reading_ahead.ReadingAhead._find_prepared
    asked = []

    def stop(self: reading_ahead.ReadingAhead, key: tuple[str, str]) -> object:
        asked.append(key)
        if len(asked) == 5:
            raise KeyboardInterrupt
        return find(self, key)

    monkeypatch.setattr(reading_ahead.ReadingAhead, "_find_prepared", stop)
    docset = Docset(tmp_path / "index")
    with pytest.raises(KeyboardInterrupt):
        docset.replay(repository.folder)
    assert [has_ended(pool) for pool in pools] == [True]
    assert 1 <= len(docset.versions()) < 6


def test_a_failure_ahead_lets_the_versions_before_it_in(
    repository: Repository, tmp_path: Path, pools: list[reading_pool.ReadingPool], monkeypatch: pytest.MonkeyPatch
) -> None:
    iter_versions = History.iter_versions

    def fail(self: History, known: frozenset[str] = frozenset()) -> object:
        told: HistoryVersion
        for number, told in enumerate(iter_versions(self, known)):
            if number == 4:
                raise GitFailed("git is gone")
            yield told

    monkeypatch.setattr(History, "iter_versions", fail)
    docset = Docset(tmp_path / "index")
    with pytest.raises(GitFailed):
        docset.replay(repository.folder)
    assert len(docset.versions()) == 4
    assert all(map(has_ended, pools))


def test_a_state_that_comes_back_is_read_once(
    repository: Repository, tmp_path: Path, pools: list[reading_pool.ReadingPool], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[str, str]] = []
    submit = reading_pool.ReadingPool.submit

    def watch(self: reading_pool.ReadingPool, chunk: list[Task]) -> object:
        read.extend(task[:2] for task in chunk)
        return submit(self, chunk)

    monkeypatch.setattr(reading_pool.ReadingPool, "submit", watch)
    monkeypatch.setattr(reading_ahead, "read_pages", pytest.fail)
    Docset(tmp_path / "index").replay(repository.folder)
    assert len(read) == len(set(read)) == 8, "six states of one page, two of the other"
    assert len(pools) == 1
