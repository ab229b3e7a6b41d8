"""What the tables hold about the difference between two versions, by indexed look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from index.database import Database, get_marks
from index.facts import get_citation, get_facts, read_fact_rows, read_fact_rows_where
from index.meaning import fold_text
from index.model import Citation, Fact, FactQuery, Name, PageState, Subject, Version
from index.naming import get_display_names
from index.terms import get_name_key

# A rename is cited where a fact of the thing shows the name; the first facts of it usually do.
MOST_FACTS_SEARCHED = 50

Thing = tuple[Subject, str]

_RANGES = {
    True: "(t.first > :older AND t.first <= :newer OR t.until > :older AND t.until <= :newer)",
    False: "(t.first > :newer AND t.first <= :older OR t.until > :newer AND t.until <= :older)",
}


@dataclass(frozen=True, slots=True)
class Rename:
    """A thing that the two versions call by different names."""

    subject: Subject
    """Entity or attribute."""
    id: str
    """Its id."""
    before: str
    """Its name in the older version."""
    after: str
    """Its name in the newer version."""
    cited_before: Citation
    """Where the older version shows its name."""
    cited_after: Citation
    """Where the newer version shows its name."""


class Difference:
    """Reads what may differ between two versions of one docset."""

    def __init__(self, database: Database, docset_id: int, older: Version, newer: Version) -> None:
        self.older = older
        """The older version."""
        self.newer = newer
        """The newer version."""
        self._database = database
        self._docset_id = docset_id
        self._touched = _RANGES[older.ordinal <= newer.ordinal]
        self._names: dict[tuple[int, Thing], Name | None] = {}

    def read_facts(self, version: Version, entities: tuple[str, ...] = ()) -> tuple[Fact, ...]:
        """The facts of one of the versions for all pairs of which some fact differs, by id."""
        values = self._get_values(version)
        restricted = f"AND t.entity IN {get_marks('entity', entities, values)}" if entities else ""
        condition = f"""f.docset_id = :docset AND (f.entity, f.attribute) IN (
            SELECT t.entity, t.attribute FROM fact t WHERE t.docset_id = :docset AND {self._touched} {restricted})"""
        rows = read_fact_rows_where(self._database, values, "INDEXED BY fact_by_pair", condition)
        facts = get_facts(self._database, self._docset_id, version, rows)
        self.learn_names(Subject.ENTITY, (fact.entity.id for fact in facts))
        self.learn_names(Subject.ATTRIBUTE, (fact.attribute.id for fact in facts))
        return facts

    def learn_names(self, subject: Subject, things: Iterable[str]) -> None:
        """Let `find_name` know what both versions call the things."""
        things = set(things)
        for version in (self.older, self.newer):
            found = get_display_names(self._database, self._docset_id, version.ordinal, subject, things)
            self._names.update({(version.ordinal, (subject, thing)): found.get(thing) for thing in things})

    def find_name(self, version: Version, subject: Subject, thing: str) -> str | None:
        """The name that a version uses for a thing, or None when it has no name there."""
        name = self._names.get((version.ordinal, (subject, thing)))
        return name.text if name else None

    def read_renames(self, subject: Subject, wanted: tuple[str, ...] = ()) -> tuple[Rename, ...]:
        """The things with facts in both versions whose names differ, by id."""
        values = self._get_values(self.newer) | {"subject": subject}
        restricted = f"AND t.thing IN {get_marks('thing', wanted, values)}" if wanted else ""
        sql = f"""SELECT DISTINCT t.thing FROM name t
            WHERE t.docset_id = :docset AND t.subject = :subject AND {self._touched} {restricted} ORDER BY t.thing"""
        things = [row[0] for row in self._database.rows(sql, values)]
        self.learn_names(subject, things)
        return tuple(rename for thing in things if (rename := self._find_rename(subject, thing)))

    def read_pages(self, version: Version) -> dict[int, PageState]:
        """The pages of one of the versions whose state differs, by number."""
        sql = f"""SELECT t.page_id, t.path, t.title, t.sha256 FROM page_state t WHERE t.docset_id = :docset
            AND t.first <= :at AND (t.until IS NULL OR t.until > :at)
            AND t.page_id IN (SELECT t.page_id FROM page_state t WHERE t.docset_id = :docset AND {self._touched})"""
        return {row[0]: PageState(*row) for row in self._database.rows(sql, self._get_values(version))}

    def _get_values(self, version: Version) -> dict[str, Any]:
        ordinals = {"at": version.ordinal, "older": self.older.ordinal, "newer": self.newer.ordinal}
        return {"docset": self._docset_id, **ordinals}

    def _find_rename(self, subject: Subject, thing: str) -> Rename | None:
        names = [self._names.get((version.ordinal, (subject, thing))) for version in (self.older, self.newer)]
        before, after = names
        if before is None or after is None or get_name_key(before.text) == get_name_key(after.text):
            return None
        if not all(self._has_facts(version, subject, thing) for version in (self.older, self.newer)):
            return None
        # A heading in other words renames nothing: its facts speak of it as "it" or not at all.
        if not (self._find_showing(self.older, before) or self._find_showing(self.newer, after)):
            return None
        cited = (self._get_citation(self.older, before), self._get_citation(self.newer, after))
        return Rename(subject, thing, before.text, after.text, *cited)

    def _has_facts(self, version: Version, subject: Subject, thing: str) -> bool:
        return bool(self._read_some(version, subject, thing, 1))

    def _read_some(self, version: Version, subject: Subject, thing: str, limit: int) -> tuple[Fact, ...]:
        entities, attributes = ((thing,), ()) if subject is Subject.ENTITY else ((), (thing,))
        query = FactQuery(entities=entities, attributes=attributes, limit=limit)
        rows = read_fact_rows(self._database, self._docset_id, version.ordinal, query)
        return get_facts(self._database, self._docset_id, version, rows)

    def _get_citation(self, version: Version, name: Name) -> Citation:
        """Where a version shows a name: its own evidence, else a fact that shows it, else any fact of the thing."""
        sql = """SELECT path, title FROM page_state WHERE sha256 = :sha256 AND docset_id = :docset
            AND first <= :at AND (until IS NULL OR until > :at) ORDER BY path LIMIT 1"""
        row = self._database.row(sql, self._get_values(version) | {"sha256": name.sha256}) if name.place else None
        if row and name.place:
            return get_citation(version, row[0], row[1], name.sha256, name.place)
        showing = self._find_showing(version, name)
        return (showing or self._read_some(version, name.subject, name.id, 1)[0]).citation

    def _find_showing(self, version: Version, name: Name) -> Fact | None:
        """The first fact of a thing whose quote or header has its name."""
        facts = self._read_some(version, name.subject, name.id, MOST_FACTS_SEARCHED)
        return next((fact for fact in facts if _shows(fact.citation, name.text)), None)


def _shows(citation: Citation, name: str) -> bool:
    place = citation.place
    quotes = (place.quote, place.header.quote if place.header else "")
    words = set(get_name_key(name).split())
    return any(fold_text(name) in fold_text(quote) or words <= set(get_name_key(quote).split()) for quote in quotes)
