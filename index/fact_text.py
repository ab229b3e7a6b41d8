"""The text by which a fact is found, kept as a set of tokens that follows names, places and titles.

The text of a fact: the names of its entity and attribute, its raw value, and the
page titles, headings and (but for cells) quotes of all its places. It is the same
for every version, because search is over all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

from index.database import Database
from index.model import FactKind, Place, Subject, Value
from index.records import pack_place, pack_value, unpack_place, unpack_value
from index.search import FactText, TextEngine, get_docset_token, get_token
from index.terms import find_words, make_term

# Tokens of so many facts are collected before they are written: some 10 MB.
MOST_PENDING = 5_000
# Words whose tokens are kept: the pages of a large docset have about so many.
WORDS_KEPT = 65_536
# Texts whose tokens are kept: states of one page have most sentences in common, and are read one after the other.
TEXTS_KEPT = 2048
# Sections whose headings' tokens are kept: the facts of one come in a row, or in two for its tables and its sentences.
SECTIONS_KEPT = 256

_LOOK_UP = {
    Subject.ENTITY: "INDEXED BY fact_by_pair WHERE docset_id = ? AND entity = ?",
    Subject.ATTRIBUTE: "INDEXED BY fact_by_attribute WHERE docset_id = ? AND attribute = ?",
}

Thing = tuple[int, Subject, str]
"""A docset's row number, and what in it is named."""


class PackedFact(NamedTuple):
    """What a page states, as the store keeps it: made once, where the page is read."""

    value: str
    """The value."""
    place: str
    """The place."""
    tokens: str
    """What the fact is found by there, beside its names: tokens, separated by spaces."""


class NewFacts(NamedTuple):
    """Facts of a page that did not stand before: a sequence for each thing that is to be written of them."""

    entities: Sequence[str]
    """The ids of their entities."""
    attributes: Sequence[str]
    """The ids of their attributes."""
    kinds: Sequence[str]
    """How they are stated."""
    values: Sequence[str]
    """What they say, packed."""
    places: Sequence[str]
    """Where, packed."""
    tokens: Sequence[str]
    """What each is found by beside its names: tokens, separated by spaces."""


def pack_fact(kind: FactKind, value: Value, place: Place, title: str) -> PackedFact:
    """A fact of a page of that title, packed."""
    words = value.raw if kind is FactKind.CELL or value.raw == place.quote else f"{value.raw}\n{place.quote}"
    tokens = dict.fromkeys(_find_tokens(words) + _find_heading_tokens(title, place.span.headings))
    return PackedFact(pack_value(value), pack_place(place), " ".join(tokens))


@dataclass(slots=True)
class _Pending:
    """What a fact will be found by, beside what it is found by already."""

    tokens: list[str] = field(default_factory=list)
    """Tokens, separated by spaces."""
    is_renamed: bool = False
    """Whether one of its names may be new."""


class FactTexts:
    """Collects what facts are found by, and writes it before it is read."""

    def __init__(self, database: Database, engine: TextEngine) -> None:
        self._database = database
        self._engine = engine
        self._pending: dict[int, _Pending] = defaultdict(_Pending)
        self._renamed: set[Thing] = set()
        self._names: dict[Thing, frozenset[str]] = {}

    def add_facts(self, docset_id: int, first: int, facts: NewFacts, title: str) -> None:
        """Let new facts of a page of that title, numbered from `first` on, be found by their tokens and names.

        The store holds them already; names that are put later are added when everything is written.
        """
        names = _NamesOfPairs(partial(self._join_names, docset_id, get_tokens(title)))
        pairs = zip(facts.entities, facts.attributes, strict=True)
        texts = map(" ".join, zip(facts.tokens, map(names.__getitem__, pairs), strict=True))
        self._add(list(enumerate(texts, first)))

    def _join_names(self, docset_id: int, known: frozenset[str], pair: tuple[str, str]) -> str:
        """The tokens of a docset, an entity and an attribute that are not known already, separated by spaces."""
        things = zip((Subject.ENTITY, Subject.ATTRIBUTE), pair, strict=True)
        tokens = frozenset().union(*(self._get_name_tokens((docset_id, *thing)) for thing in things))
        return " ".join([get_docset_token(docset_id), *sorted(tokens - known)])

    def add_places(self, places: Iterable[tuple[int, str]]) -> None:
        """Let facts be found by the tokens around further places of them, too."""
        for fact_id, tokens in places:
            self._pending[fact_id].tokens.append(tokens)
        if len(self._pending) >= MOST_PENDING:
            self.flush()

    def add_name(self, docset_id: int, subject: Subject, thing: str) -> None:
        """Let the facts of the named thing be found by the names that it has when they are written."""
        self._renamed.add((docset_id, subject, thing))
        self._names.pop((docset_id, subject, thing), None)

    def forget(self, fact_ids: Iterable[int]) -> None:
        """Let the facts be found no more."""
        known = [(fact_id, self._get_tokens(fact_id)) for fact_id in fact_ids]
        gone = [(fact_id, tokens) for fact_id, tokens in known if tokens is not None]
        for fact_id, _ in known:
            self._pending.pop(fact_id, None)
        self._remove(gone)

    def rebuild(self, fact_ids: Iterable[int]) -> None:
        """Make the facts' texts anew from what the store holds."""
        fact_ids = tuple(fact_ids)
        self._names.clear()
        self.forget(fact_ids)
        for fact_id in fact_ids:
            self._add_stored(fact_id)
        self.flush()

    def settle_names(self) -> None:
        """Take down which of the facts that the store holds by now have new names."""
        for thing in self._renamed:
            for fact_id in self.find_facts(thing):
                self._pending[fact_id].is_renamed = True
        self._renamed.clear()

    def flush(self) -> None:
        """Write everything collected."""
        self.settle_names()
        added: list[FactText] = []
        removed: list[FactText] = []
        for fact_id, pending in self._pending.items():
            known = self._get_tokens(fact_id)
            text = self._get_text(fact_id, pending, known)
            if text != known:
                added.append((fact_id, text))
                removed += [] if known is None else [(fact_id, known)]
        self._remove(removed)
        self._add(added)
        self._pending.clear()

    def _add(self, texts: list[FactText]) -> None:
        self._database.run_many("INSERT INTO fact_terms VALUES (?, ?)", texts)
        self._engine.add(texts)

    def _remove(self, texts: list[FactText]) -> None:
        self._engine.remove(texts)
        self._database.run_many("DELETE FROM fact_terms WHERE fact_id = ?", [(fact_id,) for fact_id, _ in texts])

    def _get_text(self, fact_id: int, pending: _Pending, known: str | None) -> str:
        before = set(known.split()) if known is not None else set()
        tokens = before.union(*(tokens.split() for tokens in pending.tokens))
        if pending.is_renamed or known is None:
            things = self._read_things(fact_id)
            docset = get_docset_token(things[0][0])
            tokens = tokens.union((docset,), *map(self._get_name_tokens, things))
        return known if known is not None and len(tokens) == len(before) else " ".join(sorted(tokens))

    def _get_tokens(self, fact_id: int) -> str | None:
        row = self._database.row("SELECT tokens FROM fact_terms WHERE fact_id = ?", (fact_id,))
        return row[0] if row else None

    def find_facts(self, thing: Thing) -> list[int]:
        """The facts of an entity or attribute, of all versions."""
        docset_id, subject, key = thing
        sql = f"SELECT id FROM fact {_LOOK_UP[subject]}"
        return [row[0] for row in self._database.rows(sql, (docset_id, key))]

    def _read_things(self, fact_id: int) -> tuple[Thing, Thing]:
        sql = "SELECT docset_id, entity, attribute FROM fact WHERE id = ?"
        ((docset_id, entity, attribute),) = self._database.rows(sql, (fact_id,))
        return (docset_id, Subject.ENTITY, entity), (docset_id, Subject.ATTRIBUTE, attribute)

    def _get_name_tokens(self, thing: Thing) -> frozenset[str]:
        if thing not in self._names:
            sql = "SELECT text FROM name WHERE docset_id = ? AND subject = ? AND thing = ?"
            texts = [text for (text,) in self._database.rows(sql, thing)]
            self._names[thing] = frozenset().union(*map(get_tokens, texts))
        return self._names[thing]

    def _add_stored(self, fact_id: int) -> None:
        sql = """SELECT f.kind, f.value, p.place, s.title FROM fact f
            JOIN place p ON p.fact_id = f.id
            JOIN page_state s ON s.page_id = f.page_id AND s.sha256 = p.sha256 WHERE f.id = ?"""
        for kind, value, place, title in self._database.rows(sql, (fact_id,)):
            packed = pack_fact(FactKind(kind), unpack_value(value), unpack_place(place), title)
            self.add_places([(fact_id, packed.tokens)])


class _NamesOfPairs(dict[tuple[str, str], str]):
    """The tokens of the names of entities with attributes, joined once for each pair."""

    def __init__(self, join: Callable[[tuple[str, str]], str]) -> None:
        super().__init__()
        self._join = join

    def __missing__(self, pair: tuple[str, str]) -> str:
        found = self[pair] = self._join(pair)
        return found


class _WordTokens(dict[str, str]):
    """The tokens of words, each made once; a plain look-up costs a third of a cached function's call."""

    def __missing__(self, word: str) -> str:
        if len(self) >= WORDS_KEPT:
            self.clear()
        token = self[word] = get_token(make_term(word))
        return token


_TOKENS = _WordTokens()


@lru_cache(maxsize=4096)
def get_tokens(text: str) -> frozenset[str]:
    """The tokens of a text."""
    return frozenset(_find_tokens(text))


@lru_cache(maxsize=SECTIONS_KEPT)
def _find_heading_tokens(title: str, headings: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens of a title and headings, which the facts of a section have in common."""
    return tuple(dict.fromkeys(token for text in (title, *headings) for token in _find_tokens(text)))


@lru_cache(maxsize=TEXTS_KEPT)
def _find_tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text in their order, each once."""
    return tuple(dict.fromkeys(map(_TOKENS.__getitem__, find_words(text))))
