"""Ending ranges, and taking back what versions brought."""

from __future__ import annotations

from index.database import Database
from index.fact_text import FactTexts
from index.model import Subject

_RANGES = ("page_state", "name", "fact")


def end_ranges(database: Database, table: str, condition: str, values: tuple[object, ...], ordinal: int) -> None:
    """End the current rows that meet the condition before the version; remove those that began with it."""
    database.run(f"DELETE FROM {table} WHERE {condition} AND until IS NULL AND first >= ?", (*values, ordinal))
    database.run(f"UPDATE {table} SET until = ? WHERE {condition} AND until IS NULL", (ordinal, *values))


def forget_facts(database: Database, texts: FactTexts, fact_ids: list[int]) -> None:
    """Remove the facts as if they had never been."""
    texts.forget(fact_ids)
    rows = [(fact_id,) for fact_id in fact_ids]
    database.run_many("DELETE FROM place WHERE fact_id = ?", rows)
    database.run_many("DELETE FROM fact WHERE id = ?", rows)


def truncate_docset(database: Database, texts: FactTexts, docset_id: int, ordinal: int) -> None:
    """Take the docset back to what it was before the version of this ordinal was added."""
    at = (docset_id, ordinal)
    pages = _find_ids(database, "SELECT DISTINCT page_id FROM page_state", at)
    things = database.rows(
        "SELECT DISTINCT subject, thing FROM name WHERE docset_id = ? AND (first >= ? OR until >= ?)", (*at, ordinal)
    )
    new = database.rows("SELECT id FROM fact WHERE docset_id = ? AND first >= ?", at)
    forget_facts(database, texts, [row[0] for row in new])
    for table in _RANGES[:2]:
        database.run(f"DELETE FROM {table} WHERE docset_id = ? AND first >= ?", at)
    for table in _RANGES:
        database.run(f"UPDATE {table} SET until = NULL WHERE docset_id = ? AND until >= ?", at)
    database.run("DELETE FROM version WHERE docset_id = ? AND ordinal >= ?", at)
    affected = _forget_places(database, pages)
    for subject, thing in things:
        affected.update(texts.find_facts((docset_id, Subject(subject), thing)))
    texts.rebuild(sorted(affected))


def _find_ids(database: Database, select: str, at: tuple[int, int]) -> list[int]:
    sql = f"{select} WHERE docset_id = ? AND (first >= ? OR until >= ?)"
    return [row[0] for row in database.rows(sql, (*at, at[1]))]


def _forget_places(database: Database, pages: list[int]) -> set[int]:
    """The facts of the pages, after their places in snapshots that no version of the page has are gone."""
    affected: set[int] = set()
    for page_id in pages:
        facts = [row[0] for row in database.rows("SELECT id FROM fact WHERE page_id = ?", (page_id,))]
        affected.update(facts)
        database.run_many(
            """DELETE FROM place WHERE fact_id = ?
            AND sha256 NOT IN (SELECT sha256 FROM page_state WHERE page_id = ?)""",
            [(fact_id, page_id) for fact_id in facts],
        )
        database.run(
            "DELETE FROM page WHERE id = ? AND NOT EXISTS (SELECT 1 FROM page_state WHERE page_id = page.id)",
            (page_id,),
        )
    return affected
