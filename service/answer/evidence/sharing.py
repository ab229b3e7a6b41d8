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
class _Asked:
    """A word that a question asks with."""

    weight: float
    """How much it tells."""
    known: bool
    """Whether the docs use it, or something that may stand for it."""
    spoken: bool
    """Whether it is spoken of, or something that may stand for it."""


def get_share(inquiry: Inquiry, spoken: frozenset[str], told: Iterable[str] = ()) -> Share:
    """How much of a question some terms speak of, and what is told of the entities of some ids."""
    asked = list(_iter_asked(inquiry, spoken, frozenset(told)))
    return Share(_add([word for word in asked if word.known]), _add(asked))


def _add(words: Sequence[_Asked]) -> float:
    """The share of some words, by weight, that is spoken of; of none all of it."""
    whole = sum(word.weight for word in words)
    return sum(word.weight for word in words if word.spoken) / whole if whole else 1.0


def _iter_asked(inquiry: Inquiry, spoken: frozenset[str], told: frozenset[str]) -> Iterator[_Asked]:
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
        is_spoken = term in spoken or _is_met(concepts, spoken) or _is_told(mentions, told, spoken)
        count = _count(inquiry, term)
        known = bool(count or mentions or any(concept.known for concept in concepts))
        yield _Asked(get_rarity(count, facts), known, is_spoken)


# What these ask for is told by which of several is told first, or by a name.
_GRADES = ("superlative_high", "superlative_low", "former", "present")


def _is_met(concepts: Sequence[Concept], spoken: frozenset[str]) -> bool:
    return any(get_strength(concept, spoken) > 0 for concept in concepts)


def _is_told(mentions: Sequence[Mention], told: frozenset[str], spoken: frozenset[str]) -> bool:
    return any(told & set(mention.entry.ids) or spoken.issuperset(get_terms(mention.text)) for mention in mentions)


def _count(inquiry: Inquiry, term: str) -> int:
    """How many facts have a term."""
    return inquiry.reader.document_frequency(term) if term.isalnum() else 0
