"""The names that questions may use: a dictionary of word runs, built once for each state of the index."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, pairwise
from threading import Lock

from index.memory import Shelf
from index.model import Name, NameRole, Subject
from index.terms import Word, get_name_key, get_term, get_terms, iter_words

from .entries import LONGEST_NAME, MOST_MEANT, WHOLE_ROLES, Entries, Entry, Standing, get_entries, is_in_use
from .language import Language, Phrase, get_language
from .nameparts import NumberParts, collect_numbered, get_families, get_name_parts
from .shortened import get_terms_of_header
from .spelling import LikeNames, Speller
from .wordforms import get_parts, get_singulars, get_words

# What so many words were found to be slips of is kept: one question is read several times.
MOST_MEANINGS = 4096


class Lexicon:
    """The names of a docset."""

    def __init__(self, names: Sequence[Name], language: Language | None = None) -> None:
        """Takes the names, and the language of the questions where it is not the whole of what is known of it."""
        self.language = language or get_language()
        self._names = tuple(names)
        self._entries: dict[int, Entries] = {}
        self._building = Lock()
        # Words with what they are slips of, or ""; kept here because it holds while the index stays as it is.
        self.meant: Shelf[str, str] = Shelf(MOST_MEANINGS)
        self._families: dict[int, dict[tuple[Phrase, bool], dict[str, str]]] = {}
        self._pages: dict[int, dict[str, tuple[str, ...]]] = {}
        self._twins: dict[int, dict[Phrase, tuple[str, ...]]] = {}
        self._like: dict[int, tuple[dict[str, str], LikeNames]] = {}
        self._entities = tuple(name for name in names if name.subject is Subject.ENTITY)
        self.attributes = _get_attribute_names(names)
        self.attribute_terms = {
            id: tuple(sorted({get_terms_of_header(text) for text in texts}, key=sorted))
            for id, texts in self.attributes.items()
        }

    @cached_property
    def attributes_by_term(self) -> dict[str, tuple[str, ...]]:
        """Ids of the attributes that have a term in one of their names."""
        found: dict[str, set[str]] = defaultdict(set)
        for id, names in self.attribute_terms.items():
            for terms in names:
                for term in terms:
                    found[term].add(id)
        return {term: tuple(sorted(ids)) for term, ids in found.items()}

    @cached_property
    def attribute_runs(self) -> frozenset[Phrase]:
        """The names of attributes as runs of words without the endings of plurals."""
        return frozenset(get_singulars(text) for texts in self.attributes.values() for text in texts)

    @cached_property
    def attribute_words(self) -> frozenset[str]:
        """Terms that are the whole name of an attribute ("Type", "Required")."""
        return frozenset(
            next(iter(terms)) for names in self.attribute_terms.values() for terms in names if len(terms) == 1
        )

    @cached_property
    def speller(self) -> Speller:
        """The known words, to be found by slips of them."""
        language = get_language()
        words = {word.text.casefold() for name in self._names for word in iter_words(name.text)}
        cues = {word for phrases in language.cues.values() for phrase in phrases for word in phrase}
        return Speller(words, cues | language.written, language.everyday)

    @cached_property
    def titles(self) -> frozenset[str]:
        """Ids of what pages as a whole speak of."""
        named = {name.id for name in self._entities if name.role is not NameRole.TITLE}
        return frozenset(name.id for name in self._entities) - named

    @cached_property
    def shared_words(self) -> frozenset[str]:
        """Terms that stand in the names of several entities: nouns of kind, makers' names."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._entities:
            for term in get_terms(name.text):
                found[term].add(name.id)
        return frozenset(term for term, ids in found.items() if len(ids) > 1)

    @cached_property
    def words(self) -> frozenset[str]:
        """Terms of all names."""
        return frozenset(self.spellings)

    @cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Terms of all names with the words, in lower case, that they stand for."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._names:
            for word in iter_words(name.text):
                found[word.term].add(word.text.casefold())
        return {term: tuple(sorted(words, key=lambda word: (len(word), word))) for term, words in found.items()}

    @cached_property
    def written(self) -> list[str]:
        """The words of all names in lower case, in the order of the alphabet."""
        return sorted({word for words in self.spellings.values() for word in words})

    @cached_property
    def spelt_as_names(self) -> frozenset[str]:
        """Terms of words that stand in several names of things, always with a capital; names in code have none."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._entities:
            for word in iter_words(name.text) if name.text != name.text.lower() else ():
                found[word.term].append(word.text)
        ordinary, kinds = self.language.ordinary, self.language.kinds
        return frozenset(
            term
            for term, words in found.items()
            if len(words) > 1
            and term not in ordinary | kinds
            and term not in self.attributes_by_term
            and all(word[0].isupper() for word in words)
        )

    @cached_property
    def attribute_pairs(self) -> dict[str, tuple[str, ...]]:
        """Words of attributes' names with the words that stand behind them there, endings of plurals cut."""
        found: dict[str, set[str]] = defaultdict(set)
        for run in self.attribute_runs:
            for first, second in pairwise(run):
                found[first].add(second)
        return {first: tuple(sorted(words)) for first, words in found.items()}

    def get_entries(self, ordinal: int) -> Entries:
        """What the word runs of a version's questions name."""
        found = self._entries.get(ordinal)
        if found is not None:
            return found
        # While one thread builds them, the others wait: together they would take longer.
        with self._building:
            if ordinal in self._entries:
                return self._entries[ordinal]
            parts = {name.text: get_name_parts(name.text, LONGEST_NAME) for name in self._entities}
            forms = (get_words, get_singulars)
            found = Entries(*(get_entries(self._entities, ordinal, parts, form) for form in forms))
            self._entries[ordinal] = found
        return found

    def find_like(self, text: str, ordinal: int) -> dict[str, str]:
        """By key the names of one thing each that look most like a text, with the ids of the things."""
        if ordinal not in self._like:
            entries = self.get_entries(ordinal).by_words.values()
            ids = {get_name_key(entry.name): entry.ids[0] for entry in entries if len(entry.ids) == 1}
            self._like[ordinal] = (ids, LikeNames(ids))
        ids, names = self._like[ordinal]
        return {key: ids[key] for key in names.find(text)}

    def get_family(self, run: Phrase, ordinal: int, *, ending: bool) -> dict[str, str]:
        """Ids of all things whose names in use end, or begin, with a run of words, each with such a name."""
        if ordinal not in self._families:
            names = (name for name in self._entities if is_in_use(name, ordinal) and name.role not in WHOLE_ROLES)
            self._families[ordinal] = get_families(names, LONGEST_NAME)
        return self._families[ordinal].get((run, ending), {})

    def find_family(self, run: Phrase, ordinal: int, *, ending: bool) -> Entry | None:
        """The several things whose names in use end, or begin, with a run of words, plural endings cut."""
        ids = self.get_family(run, ordinal, ending=ending)
        return Entry(tuple(sorted(ids)), Standing.UMBRELLA, ids[min(ids)]) if 1 < len(ids) <= MOST_MEANT else None

    def get_pages(self, entity: str, ordinal: int) -> tuple[str, ...]:
        """Ids of what the pages as a whole speak of whose titles name one thing and more ("Queue limits"): that one."""
        if ordinal not in self._pages:
            self._pages[ordinal] = self._get_pages_by_entity(ordinal)
        return self._pages[ordinal].get(entity, ())

    def get_twins(self, entity: str, ordinal: int) -> tuple[str, ...]:
        """Ids of the things whose names differ from those of one thing by the endings of plurals alone."""
        if ordinal not in self._twins:
            self._twins[ordinal] = self._get_entities_by_singulars(ordinal)
        runs = [get_singulars(text) for text in self.get_names(entity, ordinal)[:1]]
        return tuple(dict.fromkeys(id for run in runs for id in self._twins[ordinal].get(run, ()) if id != entity))

    def _get_entities_by_singulars(self, ordinal: int) -> dict[Phrase, tuple[str, ...]]:
        found: dict[Phrase, dict[str, None]] = defaultdict(dict)
        for name in self._entities:
            if name.role is NameRole.PRIMARY and is_in_use(name, ordinal) and "@" not in name.id:
                found[get_singulars(name.text)][name.id] = None
        return {run: tuple(ids) for run, ids in found.items() if len(ids) > 1}

    def _get_pages_by_entity(self, ordinal: int) -> dict[str, tuple[str, ...]]:
        entries = self.get_entries(ordinal)
        found: dict[str, list[str]] = defaultdict(list)
        for id in sorted(self.titles):
            for name in self._by_entity[id]:
                named = _find_named(tuple(iter_words(name.text)), entries) if is_in_use(name, ordinal) else set()
                if len(named) == 1:
                    found[next(iter(named))].append(id)
        return {entity: tuple(dict.fromkeys(ids)) for entity, ids in found.items()}

    @cached_property
    def numbered(self) -> dict[NumberParts, tuple[Name, ...]]:
        """The names that are, or begin with, a number, by its parts."""
        return collect_numbered(self._entities)

    @cached_property
    def _scattered(self) -> dict[str, tuple[tuple[frozenset[str], Name], ...]]:
        """Names of several words, parts of joined words ("dialTimeout") apart, by the rarest of their words."""
        names = []
        for name in self._entities:
            parts = frozenset(get_term(part) for part in get_parts(name.text)) - get_language().filler_terms
            if 2 <= len(parts) <= LONGEST_NAME and name.role not in WHOLE_ROLES:
                names.append((parts, name))
        counts = Counter(chain.from_iterable(parts for parts, _ in names))
        found: dict[str, list[tuple[frozenset[str], Name]]] = defaultdict(list)
        for parts, name in names:
            found[min(parts, key=lambda part: (counts[part], part))].append((parts, name))
        return {part: tuple(group) for part, group in found.items()}

    def find_scattered(self, terms: frozenset[str], ordinal: int) -> tuple[frozenset[str], Entry] | None:
        """The one thing with the longest name all of whose words stand somewhere among the terms, and those words."""
        fitting = {
            (parts, name.id, name.text)
            for term in terms
            for parts, name in self._scattered.get(term, ())
            if parts <= terms and is_in_use(name, ordinal)
        }
        longest = max((len(parts) for parts, _, _ in fitting), default=0)
        best = sorted((id, text, parts) for parts, id, text in fitting if len(parts) == longest)
        if len({id for id, _, _ in best}) != 1:
            return None
        return best[0][2], Entry((best[0][0],), Standing.SHORT, best[0][1])

    def get_names(self, entity: str, ordinal: int) -> tuple[str, ...]:
        """The names of an entity that are in use in a version, the primary ones first."""
        ranked = [
            (_ROLE_ORDER[name.role], name.text) for name in self.get_all_names(entity) if is_in_use(name, ordinal)
        ]
        return tuple(text for _, text in sorted(ranked))

    def get_all_names(self, entity: str) -> tuple[Name, ...]:
        """Every name of an entity, oldest first."""
        return self._by_entity.get(entity, ())

    @cached_property
    def _by_entity(self) -> dict[str, tuple[Name, ...]]:
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self._entities:
            found[name.id].append(name)
        return {id: tuple(names) for id, names in found.items()}

    def get_entities(self, ordinal: int) -> tuple[str, ...]:
        """Ids of the entities that have a name in a version, in the order in which they came up; titles left out."""
        ids = dict.fromkeys(name.id for name in self._entities if is_in_use(name, ordinal))
        return tuple(id for id in ids if id not in self.titles)

    def get_primary(self, entity: str, ordinal: int) -> str | None:
        """The name by which a version speaks of an entity, or None if it has none there."""
        names = [name for name in self.get_all_names(entity) if is_in_use(name, ordinal)]
        ranked = sorted(names, key=lambda name: (_ROLE_ORDER[name.role], -name.first, name.text))
        return ranked[0].text if ranked else None


def _find_named(words: Sequence[Word], entries: Entries) -> set[str]:
    """Ids of the things whose names stand in a title, the longest run first."""
    found: set[str] = set()
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST_NAME), at, -1)
        hits = ((end, entries.find(words[at:end])) for end in ends if end - at < len(words))
        end, entry = next(((e, hit) for e, hit in hits if hit and hit.standing is Standing.NAME), (at + 1, None))
        found.update(entry.ids if entry else ())
        at = end
    return found


_ROLE_ORDER = {NameRole.PRIMARY: 0, NameRole.ALIAS: 1, NameRole.SHORT: 2, NameRole.TITLE: 3, NameRole.FORMER: 4}


def _get_attribute_names(names: Iterable[Name]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if name.subject is Subject.ATTRIBUTE and name.text not in found[name.id]:
            found[name.id].append(name.text)
    return {id: tuple(texts) for id, texts in found.items()}
