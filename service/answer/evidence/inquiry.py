"""The facts that may answer a question, and how much of it each of them explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from index.model import Fact, FactKind, FactQuery, Named, Version
from index.store import IndexReader
from index.terms import iter_words

from ..question.entries import Standing
from ..question.lexicon import Lexicon
from ..question.reading import Concept, Reading
from ..question.termset import get_term_set
from .defaulted import place_defaults
from .grouping import keep_groups_said
from .matching import (
    Match,
    Row,
    get_rank,
    get_strength,
    get_value_terms,
)
from .titled import iter_rows_by_heading
from .unstated import leave_unstated_open
from .weighing import Weigher

# Bounds on what one question may read: all of it stays some thousand rows, whatever the size of the index.
MOST_FACTS_OF_ENTITY = 400
MOST_FACTS_OF_ENTITIES = 2_000
MOST_FACTS_OF_ATTRIBUTES = 400
MOST_POSTINGS = 200
MOST_POSTINGS_OF_ONE = 80
MOST_ATTRIBUTES = 12
MOST_ROWS_COMPLETED = 12
ENOUGH_POSTINGS = 20
MOST_OTHER_VERSIONS = 6


class Inquiry:
    """A question being answered: its reading, and the facts that bear on it."""

    def __init__(self, reader: IndexReader, lexicon: Lexicon, version: Version, reading: Reading) -> None:
        self.reader = reader
        self.lexicon = lexicon
        self.version = version
        self.reading = reading
        self._ranked: list[Match] = []
        self._decided: dict[tuple[object, ...], bool] = {}
        self._pages: dict[str, tuple[str, ...]] = {}
        self._weighers: dict[tuple[int, ...], tuple[tuple[Concept, ...], Weigher]] = {}

    @property
    def docset(self) -> str:
        """The docset that answers."""
        return self.version.docset

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The versions of the docset, oldest first."""
        return self.reader.versions(self.docset)

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """Ids of the entities that the question names, and of what the pages about each alone speak of."""
        named = self.reading.entities
        return tuple(dict.fromkeys((*named, *(page for entity in named for page in self.get_pages(entity)))))

    def get_pages(self, entity: str) -> tuple[str, ...]:
        """Ids of what is said of one entity under other names: by pages about it alone, in the plural or singular.

        What is said of the thing under whose heading its table stands is said of it, too.
        """
        if entity not in self._pages:
            ordinal, lexicon = self.version.ordinal, self.lexicon
            pages = (*lexicon.get_twins(entity, ordinal), *lexicon.get_pages(entity, ordinal))
            self._pages[entity] = (*pages, *(each for each in self._get_owners(entity) if each not in pages))
        return self._pages[entity]

    def _get_owners(self, entity: str) -> tuple[str, ...]:
        """Ids of the things whose names are the headings over an entity's tables."""
        cells = self.get_facts_of(entity, (FactKind.CELL,))
        headings = dict.fromkeys(heading for cell in cells for heading in cell.citation.place.span.headings[-1:])
        entries = self.lexicon.get_entries(self.version.ordinal)
        named = (entries.find(tuple(iter_words(heading))) for heading in headings)
        ids = (each.ids[0] for each in named if each and each.standing is Standing.NAME and len(each.ids) == 1)
        return tuple(dict.fromkeys(id for id in ids if id != entity))

    # Reading facts

    def get_facts_of(self, entity: str, kinds: tuple[FactKind, ...] = ()) -> tuple[Fact, ...]:
        """The facts of an entity in the version asked, bounded."""
        return self.reader.facts(self.version, FactQuery(entities=(entity,), kinds=kinds, limit=MOST_FACTS_OF_ENTITY))

    @cached_property
    def attribute_ids(self) -> tuple[str, ...]:
        """The attributes whose names share most with the question, best first."""
        ranked = sorted((-self._get_share(id), id) for id in self._iter_named_attributes())
        return tuple(id for share, id in ranked if share < 0)[:MOST_ATTRIBUTES]

    def _iter_named_attributes(self) -> Iterable[str]:
        terms = {term for concept in self.reading.concepts for each in concept.alternatives for term in each.terms}
        return sorted({id for term in terms for id in self.lexicon.attributes_by_term.get(term, ())})

    def _get_share(self, attribute: str) -> float:
        return max(map(self._get_weigher(None).get_share, self.lexicon.attribute_terms[attribute]), default=0.0)

    @cached_property
    def pool(self) -> tuple[Fact, ...]:
        """Every fact that may bear on the question, by id."""
        found: dict[int, Fact] = {}
        for entity in (*self.entities, *sorted(self.reading.among)):
            if len(found) >= MOST_FACTS_OF_ENTITIES:
                break
            found.update((fact.id, fact) for fact in self.get_facts_of(entity))
        if self.attribute_ids:
            query = FactQuery(
                entities=self.entities,
                attributes=self.attribute_ids,
                kinds=(FactKind.CELL,),
                limit=MOST_FACTS_OF_ATTRIBUTES,
            )
            found.update((fact.id, fact) for fact in self.reader.facts(self.version, query))
        ids = [id for id in self._get_postings() if id not in found]
        found.update((fact.id, fact) for fact in self.reader.facts_by_id(self.version, ids))
        return self._drop_excepted([found[id] for id in sorted(found)])

    def _drop_excepted(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The facts without those on things that the question excepts."""
        return tuple([fact for fact in facts if fact.entity.id not in self.reading.excepted])

    def _get_postings(self) -> tuple[int, ...]:
        """Ids of facts that hold the question's words: all of them, then fewer, then each alone."""
        concepts = sorted(
            (c for c in self.reading.concepts if c.known), key=lambda c: (not c.required, -c.weight, c.start)
        )
        groups = [group for group in (self._get_group(concept) for concept in concepts) if group]
        found: list[int] = []
        for count in range(len(groups), 1, -1):
            found.extend(self.reader.postings_all(self.docset, tuple(groups[:count]), MOST_POSTINGS))
            if len(found) >= ENOUGH_POSTINGS:
                break
        for group in groups[:6]:
            found.extend(self.reader.postings(self.docset, group, MOST_POSTINGS_OF_ONE))
        return tuple(dict.fromkeys(found))

    def _get_group(self, concept: Concept) -> tuple[str, ...]:
        """For each thing that may stand for a concept, its rarest term."""
        terms = []
        for each in concept.alternatives:
            counts = [
                (self.reader.document_frequency(term), term) for joined in each.terms for term in joined.split("-")
            ]
            if counts and min(counts)[0]:
                terms.append(min(counts)[1])
        return tuple(dict.fromkeys(terms))[:12]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the pool; those that explain most are completed with the cells of other entities."""
        grouped: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self.pool:
            if fact.kind is FactKind.CELL:
                grouped[fact.citation.page, fact.attribute.id].append(fact)
        rows = [
            Row(page, cells[0].attribute, tuple(cells))
            for (page, _), cells in grouped.items()
            if not self.reading.among or any(cell.entity.id in self.reading.among for cell in cells)
        ]
        ranked = sorted(map(self.match_row, rows), key=lambda match: (-match.score, match.facts[0].id))
        self._ranked = ranked[MOST_ROWS_COMPLETED:]
        completed = [self.complete(match.row) for match in ranked[:MOST_ROWS_COMPLETED] if match.row]
        return tuple(completed + [match.row for match in self._ranked if match.row])

    def complete(self, row: Row) -> Row:
        """The row with the cells of every entity."""
        query = FactQuery(
            attributes=(row.attribute.id,), page=row.page, kinds=(FactKind.CELL,), limit=MOST_FACTS_OF_ATTRIBUTES
        )
        cells = self._drop_excepted(self.reader.facts(self.version, query))
        among = self.reading.among
        return Row(row.page, row.attribute, tuple(c for c in cells if c.entity.id in among) if among else cells)

    @cached_property
    def prose(self) -> tuple[Fact, ...]:
        """The sentences and bullets of the pool."""
        return tuple(fact for fact in self.pool if fact.kind is not FactKind.CELL)

    def match_rows_elsewhen(self, entity: str) -> tuple[Match, ...]:
        """The rows of the version asked whose cells say in other versions all that the question asks."""
        concepts = self.reading.required
        groups = tuple(group for group in (self._get_group(concept) for concept in concepts) if group)
        if len(groups) < len(concepts):
            return ()
        ids = self.reader.postings_all(self.docset, groups, MOST_POSTINGS_OF_ONE)
        others = [version for version in reversed(self.versions) if version != self.version][:MOST_OTHER_VERSIONS]
        facts = [
            fact for version in others for fact in self.reader.facts_by_id(version, ids) if fact.kind is FactKind.CELL
        ]
        attributes = dict.fromkeys(
            fact.attribute.id for fact in facts if all(get_strength(c, get_value_terms(fact)) for c in concepts)
        )
        found: list[Match] = []
        for attribute in list(attributes)[:3]:
            cells = self.reader.facts(
                self.version, FactQuery(entities=(entity,), attributes=(attribute,), kinds=(FactKind.CELL,), limit=4)
            )
            found.extend(
                replace(self.match_row(Row(cell.citation.page, cell.attribute, (cell,))), missing=concepts)
                for cell in cells[:1]
            )
        return tuple(found)

    # Weighing them

    @cached_property
    def row_matches(self) -> tuple[Match, ...]:
        """The rows that explain something, best first."""
        completed = [self.match_row(row) for row in self.rows[:MOST_ROWS_COMPLETED]]
        under = () if self.entities else iter_rows_by_heading(self.rows[:MOST_ROWS_COMPLETED], self.reading.required)
        parts = [self.match_row(row) for row in under]
        weighed = place_defaults([*parts, *completed, *self._ranked], self.prose)
        matches = leave_unstated_open(weighed, self.entities)
        ranked = sorted((m for m in matches if m.named or m.valued), key=get_rank)
        return tuple(keep_groups_said(ranked, self.reading.words, self.reading.entities))

    @cached_property
    def prose_matches(self) -> tuple[Match, ...]:
        """The sentences that explain something, best first."""
        matches = [self.match_prose(fact) for fact in self.prose]
        return tuple(sorted((m for m in matches if m.valued), key=get_rank))

    def match_row(self, row: Row, concepts: Sequence[Concept] | None = None) -> Match:
        """How a row explains the question, or some concepts."""
        names = self.lexicon.attribute_terms.get(row.attribute.id, ()) or (get_term_set(row.attribute.name),)
        return self._get_weigher(concepts).weigh_row(row, self._get_own(row), names)

    def match_prose(self, fact: Fact, concepts: Sequence[Concept] | None = None) -> Match:
        """How a sentence explains the question, or some concepts."""
        return self._get_weigher(concepts).weigh_prose(fact)

    def _get_weigher(self, concepts: Sequence[Concept] | None) -> Weigher:
        wanted = self.reading.concepts if concepts is None else tuple(concepts)
        key = tuple(map(id, wanted))
        if key not in self._weighers:
            # The concepts are kept as well, so that no other ones can come to have their ids.
            self._weighers[key] = (wanted, Weigher(wanted))
        return self._weighers[key][1]

    def _get_own(self, row: Row) -> tuple[Fact, ...]:
        wanted = self.entities
        return tuple([cell for cell in row.cells if cell.entity.id in wanted]) if wanted else row.cells

    def is_in_pool(self, concept: Concept, entities: Sequence[str]) -> bool:
        """Whether any fact of some entities, or of all when there are none, says anything of a concept."""
        return self.decide_once((id(concept), *entities), lambda: self._is_met_in_pool(concept, entities))

    def _is_met_in_pool(self, concept: Concept, entities: Sequence[str]) -> bool:
        asked = {*entities, *(page for entity in entities for page in self.get_pages(entity))}
        facts = [fact for fact in self.pool if not asked or fact.entity.id in asked]
        return any(map(self._get_weigher((concept,)).is_met, facts))

    def decide_once(self, key: tuple[object, ...], decide: Callable[[], bool]) -> bool:
        """What was decided under a key, now or before; hundreds of rows raise the same few questions.

        A concept in a key is meant by its id: those of the reading live as long as the inquiry.
        """
        if key not in self._decided:
            self._decided[key] = decide()
        return self._decided[key]

    def get_rival_scores(self, match: Match) -> Sequence[float]:
        """The scores of the properties whose names explain just the same concepts as that of a row, best first.

        Of a question that names things, those count that are stated of one of them.
        """
        return self._rival_scores.get(tuple(map(id, match.named)), ())

    @cached_property
    def _rival_scores(self) -> dict[tuple[int, ...], Sequence[float]]:
        """By the concepts that names explain; hundreds of rows ask for the same few."""
        best: dict[tuple[int, ...], dict[str, float]] = defaultdict(dict)
        asked = set(self.reading.entities)
        for match in self.row_matches:
            if match.row and (not asked or not asked.isdisjoint(match.row.entities)):
                # The best come first.
                best[tuple(map(id, match.named))].setdefault(match.row.attribute.id, match.score)
        return {named: sorted(scores.values(), reverse=True) for named, scores in best.items()}

    def get_named(self, entity: str) -> Named:
        """An entity as the version asked names it."""
        return Named(entity, self.lexicon.get_primary(entity, self.version.ordinal) or self._get_any_name(entity))

    def _get_any_name(self, entity: str) -> str:
        names = self.lexicon.get_all_names(entity)
        return names[-1].text if names else entity
