"""The tables of the embedded index, and how a database is known to be one.

Every range table holds half-open ranges of version ordinals, `first <= v < until`;
`until` is NULL while the row stands in the newest version.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from index.database import Database
from index.errors import DamagedIndex, NewerFormat

FORMAT = 1

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE docset (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE version (
    docset_id INTEGER NOT NULL REFERENCES docset,
    ordinal INTEGER NOT NULL,
    label TEXT NOT NULL,
    date TEXT,
    base_url TEXT,
    PRIMARY KEY (docset_id, ordinal),
    UNIQUE (docset_id, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, packed BLOB NOT NULL) STRICT;

CREATE TABLE page (id INTEGER PRIMARY KEY AUTOINCREMENT, docset_id INTEGER NOT NULL REFERENCES docset) STRICT;

CREATE TABLE page_state (
    id INTEGER PRIMARY KEY,
    docset_id INTEGER NOT NULL REFERENCES docset,
    page_id INTEGER NOT NULL REFERENCES page,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES snapshot,
    first INTEGER NOT NULL,
    until INTEGER
) STRICT;
CREATE INDEX page_state_by_page ON page_state (page_id, first);
CREATE INDEX page_state_by_path ON page_state (docset_id, path, first);
CREATE INDEX page_state_by_first ON page_state (docset_id, first);
CREATE INDEX page_state_by_until ON page_state (docset_id, until) WHERE until IS NOT NULL;
CREATE INDEX page_state_by_snapshot ON page_state (sha256);

CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    docset_id INTEGER NOT NULL REFERENCES docset,
    subject TEXT NOT NULL,
    thing TEXT NOT NULL,
    text TEXT NOT NULL,
    role TEXT NOT NULL,
    first INTEGER NOT NULL,
    until INTEGER,
    evidence TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    place TEXT
) STRICT;
CREATE INDEX name_by_thing ON name (docset_id, subject, thing, first);
CREATE INDEX name_by_first ON name (docset_id, first);
CREATE INDEX name_by_until ON name (docset_id, until) WHERE until IS NOT NULL;

CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    docset_id INTEGER NOT NULL REFERENCES docset,
    page_id INTEGER NOT NULL REFERENCES page,
    entity TEXT NOT NULL,
    attribute TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    first INTEGER NOT NULL,
    until INTEGER
) STRICT;

CREATE TABLE place (
    fact_id INTEGER NOT NULL REFERENCES fact,
    sha256 TEXT NOT NULL REFERENCES snapshot,
    place TEXT NOT NULL,
    PRIMARY KEY (fact_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_terms (fact_id INTEGER PRIMARY KEY REFERENCES fact, tokens TEXT NOT NULL) STRICT;
"""
_FACT_INDEXES = {
    "fact_by_docset": "(docset_id)",
    "fact_by_pair": "(docset_id, entity, attribute)",
    "fact_by_attribute": "(docset_id, attribute)",
    "fact_by_page": "(page_id)",
    "fact_by_kind": "(docset_id, kind)",
    "fact_by_first": "(docset_id, first)",
    "fact_by_until": "(docset_id, until) WHERE until IS NOT NULL",
}


def create_tables(database: Database, engine: str) -> None:
    """Make an empty database an empty index that remembers its text engine."""
    for statement in _TABLES.split(";"):
        if statement.strip():
            database.run(statement)
    create_fact_indexes(database)
    meta = {"format": str(FORMAT), "engine": engine, "generation": "0", "identity": uuid.uuid4().hex}
    database.run_many("INSERT INTO meta VALUES (?, ?)", meta.items())


def create_fact_indexes(database: Database) -> None:
    """Make the indexes of the facts, of all that there are."""
    for name, columns in _FACT_INDEXES.items():
        database.run(f"CREATE INDEX {name} ON fact {columns}")


def drop_fact_indexes(database: Database) -> None:
    """Take away the indexes of the facts, until they are made anew."""
    for name in _FACT_INDEXES:
        database.run(f"DROP INDEX {name}")


def is_empty(database: Database) -> bool:
    """Whether the database holds nothing at all."""
    return database.row("SELECT 1 FROM sqlite_master LIMIT 1") is None


def check_format(database: Database, location: str | Path) -> None:
    """Pass a database that is an index which this release reads.

    Raises DamagedIndex for a database of another kind and NewerFormat for a newer release's index.
    """
    if database.row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'") is None:
        raise DamagedIndex(location, "it is a database of something else")
    found = get_meta(database, "format")
    if not found.isdigit():
        raise DamagedIndex(location, f"its format is {found!r}")
    if int(found) > FORMAT:
        raise NewerFormat(location, int(found), FORMAT)


def get_meta(database: Database, key: str) -> str:
    """What the index remembers under a key, or ""."""
    row = database.row("SELECT value FROM meta WHERE key = ?", (key,))
    return row[0] if row else ""


def set_meta(database: Database, key: str, value: str) -> None:
    """Remember the value under the key."""
    database.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
