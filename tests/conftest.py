"""What holds in all tests: SQLite checks each reference of a row that is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.database import connect_writing


@pytest.fixture(autouse=True, scope="session")
def _references_are_checked() -> Iterator[None]:
    """A run spares the check, which takes a fifth of SQLite's time for a row."""

    def connect(path: Path | None) -> sqlite3.Connection:
        connection = connect_writing(path)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.store.connect_writing", connect)
        yield
