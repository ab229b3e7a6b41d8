"""How near facts come to a question, by the words that they have in common with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.model import Citation, Fact
from index.terms import get_terms

from ..question.termset import get_term_set
from .inquiry import Inquiry
from .matching import get_strength
from .sharing import AskedWord, iter_asked

# BM25 (S. Robertson and H. Zaragoza, 2009): how soon a word that is repeated adds nothing, and how much a long text is
# held against it. Of 523 questions of 72 open gold sets that were declined although their proof is known, these lead
# 49 % to it first; 0.5 to 2 and 0.3 to 0.9 lead 46 to 49 %.
REPEATED = 1.2
LENGTH = 0.6
# A word that may stand for one of the question's counts so much; from 0.4 to 1 one lost question in a hundred differs.
STANDS_FOR = 0.6
# Of the headings over a fact, the nearest ones say what it is about.
HEADINGS_READ = 2
# A question looks at some hundred facts, and the next one at many of them again.
TEXTS_KEPT = 16_384
# What things are asked about is read of so many at most.
MOST_THINGS = 3


@dataclass(frozen=True, slots=True)
class Text:
    """What is said somewhere, to be held against a question."""

    entity: str
    """Id of the thing that it is said of, or ""."""
    counts: Mapping[str, int]
    """How often it has each of its terms."""
    length: int
    """How many terms it has."""
    terms: frozenset[str]
    """Its terms, and those that stand side by side."""
    context: frozenset[str]
    """The terms of the headings and the title above it."""


class Nearness:
    """How near texts come to a question: BM25 over the facts in hand."""

    def __init__(self, inquiry: Inquiry, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self._asked = _Asked(iter_asked(inquiry))
        texts = [get_text(fact) for fact in facts]
        self._mean = sum(text.length for text in texts) / len(texts) if texts else 1.0
        self.scores = [self.weigh(text) for text in texts]

    def weigh(self, text: Text) -> float:
        """How near a text comes, 0 if it shares nothing."""
        return sum(self._iter_weights(text))

    def weigh_beside(self, fact: Fact) -> float:
        """How near a fact comes by other words than those that name its thing."""
        text = make_text("", (fact.attribute.name, fact.value.raw))
        return sum(self._iter_weights(text, but_names_of=fact.entity.id))

    def _iter_weights(self, text: Text, but_names_of: str = "") -> Iterator[float]:
        damped = REPEATED * (1 - LENGTH + LENGTH * text.length / (self._mean or 1.0))
        for word in self._asked.find(text):
            names = any(but_names_of in mention.entry.ids for mention in word.mentions)
            if not (but_names_of and names):
                yield _weigh(word, text, damped)

    def rank_places(self) -> list[tuple[float, Fact]]:
        """The nearest fact of each quoted place, nearest first, by the order of the facts where equally near."""
        best: dict[object, tuple[float, Fact]] = {}
        for score, fact in zip(self.scores, self.facts, strict=True):
            place = get_place(fact.citation)
            if place not in best or score > best[place][0]:
                best[place] = (score, fact)
        return sorted(best.values(), key=lambda each: -each[0])


def get_reach(inquiry: Inquiry) -> list[Fact]:
    """The facts that may be meant: those of the things asked about, and all that bear on the question, by id."""
    named = (fact for entity in inquiry.reading.entities[:MOST_THINGS] for fact in inquiry.get_facts_of(entity))
    found = {fact.id: fact for fact in (*named, *inquiry.pool)}
    return [found[id] for id in sorted(found)]


def get_place(citation: Citation) -> tuple[str, int, int]:
    """What is quoted: all cells of a row are one place."""
    return citation.page, citation.place.span.start, citation.place.span.end


def get_text(fact: Fact) -> Text:
    """A fact as a text."""
    parts = (fact.entity.name, fact.attribute.name, fact.value.raw)
    return make_text(fact.entity.id, parts, get_context(fact.citation))


def make_text(entity: str, parts: Iterable[str], context: frozenset[str] = frozenset()) -> Text:
    """What some parts say together of an entity, below some context."""
    counts, length, terms = _count(" ".join(parts))
    return Text(entity, counts, length, terms, context)


def get_context(citation: Citation) -> frozenset[str]:
    """The terms of the headings and the title above a place."""
    return _get_context(citation.place.span.headings[-HEADINGS_READ:], citation.title)


class _Asked:
    """The words of a question, found by what a text must have to come near to them: most have nothing of it."""

    def __init__(self, words: Iterable[AskedWord]) -> None:
        self._words = tuple(words)
        self._by_term: dict[str, set[int]] = defaultdict(set)
        self._by_entity: dict[str, set[int]] = defaultdict(set)
        for number, word in enumerate(self._words):
            alternatives = (each for concept in word.concepts for each in concept.alternatives)
            for term in (word.term, *(term for each in alternatives for term in each.terms[:1])):
                self._by_term[term].add(number)
            for id in (id for mention in word.mentions for id in mention.entry.ids):
                self._by_entity[id].add(number)

    def find(self, text: Text) -> Iterator[AskedWord]:
        """The words to which a text may come near, in their order."""
        terms = self._by_term.keys() & {*text.terms, *text.context}
        numbers = set(self._by_entity.get(text.entity, ())).union(*map(self._by_term.__getitem__, terms))
        return map(self._words.__getitem__, sorted(numbers))


def _weigh(word: AskedWord, text: Text, damped: float) -> float:
    """What one word of the question adds; what it counts often is damped, in a long text more."""
    count: float = text.counts.get(word.term, 0) or any(text.entity in mention.entry.ids for mention in word.mentions)
    share = 1.0
    if not count and any(get_strength(concept, text.terms) > 0 for concept in word.concepts):
        count, share = 1, STANDS_FOR
    count = count or word.term in text.context
    return share * word.weight * count * (REPEATED + 1) / (count + damped)


@lru_cache(maxsize=TEXTS_KEPT)
def _count(text: str) -> tuple[Mapping[str, int], int, frozenset[str]]:
    counts = Counter(get_terms(text))
    return dict(counts), counts.total(), get_term_set(text)


@lru_cache(maxsize=TEXTS_KEPT)
def _get_context(headings: tuple[str, ...], title: str) -> frozenset[str]:
    return frozenset(get_terms(" ".join((*headings, title))))
