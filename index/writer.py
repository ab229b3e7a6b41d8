"""Writing to the embedded index: one writer, one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat

from index.database import Database
from index.errors import UnknownVersion
from index.fact_text import FactTexts, NewFacts, PackedFact, pack_fact
from index.forget import end_ranges, forget_facts, truncate_docset
from index.model import FactKind, FactRecord, Name, PageState, Place, Snapshot, StoredFact, Subject, Version
from index.naming import read_names
from index.reader import IndexReader, read_snapshot
from index.records import pack_place, unpack_place, unpack_value
from index.schema import create_fact_indexes, drop_fact_indexes, get_meta, set_meta
from index.search import TextEngine

# Measured on docs pages: level 2 packs Markdown to a third; level 6 gains a tenth of that at more than twice the time.
PACKING_LEVEL = 2

_IN_USE = "first <= :at AND (until IS NULL OR until > :at)"
_BY_THING = {Subject.ENTITY: "fact_by_pair", Subject.ATTRIBUTE: "fact_by_attribute"}


class IndexWriter:
    """Writes versions, pages, names and facts; `index.store.open_writer` makes one.

    Everything since the last commit is one transaction. Ordinals count the versions
    of a docset from 0, and ranges are written with the ordinal of the version in hand.
    """

    def __init__(self, database: Database, engine: TextEngine) -> None:
        self._database = database
        self._engine = engine
        self._texts = FactTexts(database, engine)
        self._docsets: dict[str, int] = {}
        self._written = 0
        self._title = (0, "", "")

    # What is known already

    def versions(self, docset: str) -> tuple[Version, ...]:
        """The versions of a docset, oldest first; none for a new docset."""
        sql = "SELECT label, ordinal, date, base_url FROM version WHERE docset_id = ? ORDER BY ordinal"
        rows = self._database.rows(sql, (self._find_docset(docset),))
        return tuple(Version(docset, *row) for row in rows)

    def manifest(self, docset: str, ordinal: int) -> dict[str, PageState]:
        """The pages of a version by path."""
        sql = (
            f"SELECT page_id, path, title, sha256 FROM page_state WHERE docset_id = :docset AND {_IN_USE} ORDER BY path"
        )
        rows = self._database.rows(sql, {"docset": self._find_docset(docset), "at": ordinal})
        return {row[1]: PageState(*row) for row in rows}

    def snapshot(self, sha256: str) -> Snapshot:
        """A snapshot by its name; raises UnknownSnapshot."""
        return read_snapshot(self._database, sha256)

    def names(self, docset: str, ordinal: int) -> tuple[Name, ...]:
        """The names in use in a version."""
        values = {"docset": self._find_docset(docset), "at": ordinal}
        return read_names(self._database, f"docset_id = :docset AND {_IN_USE}", values)

    def page_facts(self, docset: str, page_id: int, ordinal: int) -> tuple[StoredFact, ...]:
        """The facts of a page in a version, with their places in the page's snapshot of that version."""
        sql = """SELECT f.id, f.entity, f.attribute, f.kind, f.value, p.place FROM fact f
            JOIN page_state s ON s.page_id = f.page_id AND s.first <= :at AND (s.until IS NULL OR s.until > :at)
            JOIN place p ON p.fact_id = f.id AND p.sha256 = s.sha256
            WHERE f.page_id = :page AND +f.docset_id = :docset
            AND +f.first <= :at AND (f.until IS NULL OR +f.until > :at) ORDER BY f.id"""
        values = {"docset": self._find_docset(docset), "page": page_id, "at": ordinal}
        return tuple(
            StoredFact(row[0], FactRecord(row[1], row[2], FactKind(row[3]), unpack_value(row[4]), unpack_place(row[5])))
            for row in self._database.rows(sql, values)
        )

    def is_stated_elsewhere(self, docset: str, subject: Subject, id: str, ordinal: int, page_ids: set[int]) -> bool:
        """Whether a version states a fact of the entity or attribute on a page other than these."""
        column = "entity" if subject is Subject.ENTITY else "attribute"
        sql = f"""SELECT DISTINCT page_id FROM fact INDEXED BY {_BY_THING[subject]}
            WHERE docset_id = :docset AND {column} = :thing AND {_IN_USE}"""
        values = {"docset": self._find_docset(docset), "thing": id, "at": ordinal}
        return any(row[0] not in page_ids for row in self._database.rows(sql, values))

    def page_id_by_path(self, docset: str, path: str) -> int | None:
        """The page that had this path last, or None."""
        sql = "SELECT page_id FROM page_state WHERE docset_id = ? AND path = ? ORDER BY first DESC, id DESC LIMIT 1"
        row = self._database.row(sql, (self._find_docset(docset), path))
        return row[0] if row else None

    def reader(self) -> IndexReader:
        """A reader of the state in hand, committed or not; its text search knows what was written before this call."""
        self._texts.flush()
        return IndexReader(self._database, self._engine, borrowed=True)

    # Versions and snapshots

    def truncate(self, docset: str, ordinal: int) -> None:
        """Forget the versions from the ordinal on and all that came from them; snapshots stay."""
        self._texts.flush()
        truncate_docset(self._database, self._texts, self._find_docset(docset), ordinal)

    def add_version(self, version: Version) -> None:
        """Make the version the newest one; its ordinal is the number of those before it."""
        sql = "SELECT count(*) FROM version WHERE docset_id = ?"
        if version.ordinal != self._database.rows(sql, (self._find_docset(version.docset),))[0][0]:
            known = self.versions(version.docset)
            raise UnknownVersion(f"number {version.ordinal}", tuple(v.label for v in reversed(known)))
        if not self._find_docset(version.docset):
            self._docsets[version.docset] = self._database.run(
                "INSERT INTO docset (name) VALUES (?)", (version.docset,)
            )
        row = (self._docsets[version.docset], version.ordinal, version.label, version.date, version.base_url)
        self._database.run("INSERT INTO version VALUES (?, ?, ?, ?, ?)", row)

    def put_snapshot(self, snapshot: Snapshot) -> None:
        """Keep the snapshot; putting it again costs a look-up."""
        if self._database.row("SELECT 1 FROM snapshot WHERE sha256 = ?", (snapshot.sha256,)):
            return
        packed = zlib.compress(snapshot.data, PACKING_LEVEL)
        self._database.run("INSERT INTO snapshot VALUES (?, ?, ?)", (snapshot.sha256, snapshot.media_type, packed))

    # Pages: a state names a snapshot that was put before

    def open_page(self, docset: str, path: str, title: str, sha256: str, ordinal: int) -> int:
        """The number of a new page, whose first state this is."""
        page_id = self._database.run("INSERT INTO page (docset_id) VALUES (?)", (self._find_docset(docset),))
        self._open_state(docset, page_id, path, title, sha256, ordinal)
        return page_id

    def change_page(self, docset: str, page_id: int, path: str, title: str, sha256: str, ordinal: int) -> None:
        """Give a known page a new state: other text, another path, or back after it was closed."""
        end_ranges(self._database, "page_state", "page_id = ?", (page_id,), ordinal)
        self._open_state(docset, page_id, path, title, sha256, ordinal)

    def close_page(self, docset: str, page_id: int, ordinal: int) -> None:
        """Let the page and its facts stand no more from this version on."""
        at = (self._find_docset(docset), page_id)
        end_ranges(self._database, "page_state", "docset_id = ? AND page_id = ?", at, ordinal)
        for (fact_id,) in self._database.rows("SELECT id FROM fact WHERE page_id = ? AND +until IS NULL", (page_id,)):
            self.close_fact(fact_id, ordinal)

    # Names

    def put_name(self, docset: str, name: Name, place: str | None = None) -> None:
        """Put the name in use from `name.first` on; the same name in the same role stays as it is.

        `place` is the name's place where it is packed already.
        """
        docset_id = self._find_docset(docset)
        key = (docset_id, name.subject, name.id, name.text, name.role)
        sql = """SELECT 1 FROM name
            WHERE docset_id = ? AND subject = ? AND thing = ? AND text = ? AND role = ? AND until IS NULL"""
        if self._database.row(sql, key):
            return
        place = place or (pack_place(name.place) if name.place else None)
        sql = """INSERT INTO name (docset_id, subject, thing, text, role, first, until, evidence, sha256, place)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
        self._database.run(sql, (*key, name.first, name.until, name.evidence, name.sha256, place))
        self._texts.add_name(docset_id, name.subject, name.id)

    def close_name(self, docset: str, subject: Subject, id: str, text: str, ordinal: int) -> None:
        """Let the name be in use no more, in any role, from this version on."""
        condition = "docset_id = ? AND subject = ? AND thing = ? AND text = ?"
        end_ranges(self._database, "name", condition, (self._find_docset(docset), subject, id, text), ordinal)

    # Facts

    def open_fact(self, docset: str, page_id: int, record: FactRecord, sha256: str, ordinal: int) -> int:
        """The number of a new fact, which stands from this version on and is found by its words."""
        packed = pack_fact(record.kind, record.value, record.place, self._get_title(page_id, sha256))
        row = (record.entity, record.attribute, record.kind.value, *packed)
        return self.open_facts(docset, page_id, NewFacts(*([field] for field in row)), sha256, ordinal)

    def open_facts(self, docset: str, page_id: int, facts: NewFacts, sha256: str, ordinal: int) -> int:
        """The number of the last of a page's new facts, which stand from this version on."""
        docset_id, first = self._find_docset(docset), self._get_last_fact() + 1
        numbers = range(first, first + len(facts.entities))
        # Names of facts known before are settled while the store does not hold these.
        self._texts.settle_names()
        said = (facts.entities, facts.attributes, facts.kinds, facts.values)
        # What was put together by `zip` alone goes from the page to SQLite without a step of Python.
        self._database.run_many(
            """INSERT INTO fact (id, docset_id, page_id, entity, attribute, kind, value, first)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            zip(numbers, repeat(docset_id), repeat(page_id), *said, repeat(ordinal), strict=False),
        )
        self._put_places(zip(numbers, repeat(sha256), facts.places, strict=False))
        self._texts.add_facts(docset_id, first, facts, self._get_title(page_id, sha256))
        return numbers.stop - 1

    @contextmanager
    def filling(self) -> Iterator[None]:
        """A block in which only new pages and facts are written: in an empty index, their indexes are built behind it.

        That takes half the time of keeping them in order.
        """
        if self._get_last_fact():
            yield
            return
        self._texts.settle_names()
        drop_fact_indexes(self._database)
        yield
        create_fact_indexes(self._database)

    def put_place(self, fact_id: int, sha256: str, place: Place) -> None:
        """Cite a fact that goes on at this place of a new snapshot of its page."""
        for page_id, kind, value in self._database.rows(
            "SELECT page_id, kind, value FROM fact WHERE id = ?", (fact_id,)
        ):
            packed = pack_fact(FactKind(kind), unpack_value(value), place, self._get_title(page_id, sha256))
            self.put_places([(fact_id, packed)], sha256)

    def put_places(self, facts: Sequence[tuple[int, PackedFact]], sha256: str) -> None:
        """Cite facts that go on, by their numbers, at their places in a new snapshot of their page."""
        self._put_places((fact_id, sha256, packed.place) for fact_id, packed in facts)
        self._texts.add_places((fact_id, packed.tokens) for fact_id, packed in facts)

    def close_fact(self, fact_id: int, ordinal: int) -> None:
        """Let the fact stand no more from this version on."""
        row = self._database.row("SELECT first FROM fact WHERE id = ?", (fact_id,))
        if row and row[0] >= ordinal:
            forget_facts(self._database, self._texts, [fact_id])
        self._database.run("UPDATE fact SET until = ? WHERE id = ? AND until IS NULL", (ordinal, fact_id))

    # The transaction

    def begin(self) -> None:
        """Open a transaction."""
        self._database.run("BEGIN IMMEDIATE")
        self._written = self._database.connection.total_changes

    def commit(self) -> None:
        """Show readers everything written so far, and open a new transaction."""
        self._finish()
        self.begin()

    def end(self) -> None:
        """Show readers everything written so far, and end the transaction; what an engine caches is made now."""
        self._finish()
        self._engine.settle()

    def _finish(self) -> None:
        self._texts.flush()
        if self._database.connection.total_changes != self._written:
            set_meta(self._database, "generation", str(int(get_meta(self._database, "generation")) + 1))
        self._database.run("COMMIT")
        # From its first state on: while there is none to be read beside, all pages would be written to the log first.
        self._database.run("PRAGMA journal_mode = WAL")

    def _find_docset(self, docset: str) -> int:
        """The docset's row number, or 0."""
        if docset not in self._docsets:
            row = self._database.row("SELECT id FROM docset WHERE name = ?", (docset,))
            if row is None:
                return 0
            self._docsets[docset] = row[0]
        return self._docsets[docset]

    def _open_state(self, docset: str, page_id: int, path: str, title: str, sha256: str, ordinal: int) -> None:
        self._title = (page_id, sha256, title)
        sql = "INSERT INTO page_state (docset_id, page_id, path, title, sha256, first) VALUES (?, ?, ?, ?, ?, ?)"
        self._database.run(sql, (self._find_docset(docset), page_id, path, title, sha256, ordinal))

    def _put_places(self, rows: Iterable[tuple[int, str, str]]) -> None:
        self._database.run_many("INSERT OR REPLACE INTO place VALUES (?, ?, ?)", rows)

    def _get_last_fact(self) -> int:
        """The highest number that a fact ever had."""
        row = self._database.row("SELECT seq FROM sqlite_sequence WHERE name = 'fact'")
        return int(row[0]) if row else 0

    def _get_title(self, page_id: int, sha256: str) -> str:
        """The page's title in a snapshot; a page's facts come together, so the last answer is kept."""
        if self._title[:2] != (page_id, sha256):
            sql = "SELECT title FROM page_state WHERE page_id = ? AND sha256 = ? ORDER BY first DESC LIMIT 1"
            row = self._database.row(sql, (page_id, sha256))
            self._title = (page_id, sha256, row[0] if row else "")
        return self._title[2]
