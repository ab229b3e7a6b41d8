"""How much of a question some words speak of, whatever its words were taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.terms import get_term, get_terms

from ..question.language import get_language
from ..question.reading import Concept, Mention
from ..question.vocabulary import get_rarity
from .inquiry import Inquiry
from .matching import get_strength


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a question, by weight, that is spoken of."""

    known: float
    """Of the words that the docs use, or something that may stand for them."""
    all: float
    """Of all words that are no mere grammar."""


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word that a question asks with."""

    term: str
    """It, as a term."""
    weight: float
    """How much it tells, 1 for a word that the docs do not use (`get_rarity`)."""
    known: bool
    """Whether the docs use it, or something that may stand for it."""
    concepts: Sequence[Concept]
    """What it was read as that may stand in other words."""
    mentions: Sequence[Mention]
    """The names that it is part of."""

    def is_spoken(self, spoken: frozenset[str], told: frozenset[str]) -> bool:
        """Whether some terms speak of it, or what is told of the entities of some ids."""
        return (
            self.term in spoken
            or any(get_strength(concept, spoken) > 0 for concept in self.concepts)
            or any(told & set(m.entry.ids) or spoken.issuperset(get_terms(m.text)) for m in self.mentions)
        )


def get_share(inquiry: Inquiry, spoken: frozenset[str], told: Iterable[str] = ()) -> Share:
    """How much of a question some terms speak of, and what is told of the entities of some ids."""
    ids = frozenset(told)
    asked = [(word, word.is_spoken(spoken, ids)) for word in iter_asked(inquiry)]
    return Share(_add([(word, is_spoken) for word, is_spoken in asked if word.known]), _add(asked))


def _add(words: Sequence[tuple[AskedWord, bool]]) -> float:
    """The share of some words, by weight, that is spoken of; of none all of it."""
    whole = sum(word.weight for word, _ in words)
    return sum(word.weight for word, is_spoken in words if is_spoken) / whole if whole else 1.0


def iter_asked(inquiry: Inquiry) -> Iterator[AskedWord]:
    """The words of a question that are no mere grammar, each once."""
    reading = inquiry.reading
    seen, facts = set(get_language().grammar), max(1, inquiry.reader.fact_count())
    graded = {
        at for cue in _GRADES for start, end in get_language().iter_cues(cue, reading.words) for at in range(start, end)
    }
    for at, text in enumerate(reading.words):
        term = get_term(text)
        if term in seen or at in graded:
            continue
        seen.add(term)
        concepts = [concept for concept in reading.concepts if concept.start <= at < concept.end]
        mentions = [mention for mention in reading.mentions if mention.start <= at < mention.end]
        count = _count(inquiry, term)
        known = bool(count or mentions or any(concept.known for concept in concepts))
        yield AskedWord(term, get_rarity(count, facts), known, concepts, mentions)


# What these ask for is told by which of several is told first, or by a name.
_GRADES = ("superlative_high", "superlative_low", "former", "present")


def _count(inquiry: Inquiry, term: str) -> int:
    """How many facts have a term."""
    return inquiry.reader.document_frequency(term) if term.isalnum() else 0
