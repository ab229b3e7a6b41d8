"""Whether a fact is about the class of things that a question asks for, or about something else altogether."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model import Fact, FactKind
from index.terms import get_term, get_terms, iter_words

from .evidence import Inquiry
from .language import get_language
from .matching import get_value_terms
from .reading import Mention, Reading, get_concept_of
from .termset import get_term_set

# The class that a question asks for stands in so many words behind "which" or "what", at most.
LONGEST_CLASS = 4
# What the class's own name weighs: as little as other words that need not be met.
SOFT_WEIGHT = 0.2


def is_of_class(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a fact has to do with the class behind "which", as far as the docs use its words at all."""
    asked = get_class(inquiry)
    telling = asked - get_language().kinds
    known = frozenset(term for term in telling or asked if _is_used(inquiry, term))
    return not known or bool(known & get_surroundings(inquiry, fact))


def is_of_named(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether what is said of another thing has to do with one of those that the question names."""
    asked = inquiry.reading.entities
    if not asked or fact.entity.id in asked:
        return True
    return bool(_get_named_terms(inquiry) & get_surroundings(inquiry, fact)) or any(
        each.citation.page == fact.citation.page for entity in asked for each in inquiry.get_facts_of(entity)
    )


def _get_named_terms(inquiry: Inquiry) -> frozenset[str]:
    return frozenset(term for mention in inquiry.reading.mentions for term in get_terms(mention.text))


def get_class(inquiry: Inquiry) -> frozenset[str]:
    """The terms of the class of things behind "which": words of names, and nouns of kind."""
    words, language, lexicon = inquiry.reading.words, get_language(), inquiry.lexicon
    start = next((at + 1 for at, word in enumerate(words) if word in ("which", "what")), len(words))
    found: list[str] = []
    for word in words[start : start + LONGEST_CLASS]:
        term = get_term(word)
        if term not in language.kinds and (term not in lexicon.words or language.is_light(word)):
            break
        found.append(term)
    return frozenset(found) - _ANY


# Words for things of every class.
_ANY = frozenset(
    get_term(word) for word in "one type kind option thing them these those choice variant product".split()
)


def read_as_class(reading: Reading) -> Reading:
    """The reading in which a name right behind "which" is that of a class, not of the one thing to answer for."""
    words = reading.words
    starts = [at + 1 for at, word in enumerate(words) if word in ("which", "what")]
    inside = [m for m in reading.mentions if any(_stands_at(words, start, m) for start in starts)]
    if not inside or len(inside) < len(reading.mentions):
        return reading
    soft = tuple(replace(get_concept_of(m), weight=SOFT_WEIGHT, required=False, is_name=False) for m in inside)
    return replace(reading, mentions=(), concepts=(*soft, *reading.concepts))


def _stands_at(words: Sequence[str], start: int, mention: Mention) -> bool:
    own = tuple(word.text.casefold() for word in iter_words(mention.text))
    return tuple(words[start : start + len(own)]) == own and mention.text.islower()


def get_surroundings(inquiry: Inquiry, fact: Fact) -> frozenset[str]:
    """The terms of a fact, of the names of its thing, of the headings above it, and of the properties beside it."""
    place = fact.citation.place
    names = (name.text for name in inquiry.lexicon.get_all_names(fact.entity.id))
    beside = (
        cell.attribute.name
        for cell in inquiry.get_facts_of(fact.entity.id, (FactKind.CELL,))
        if cell.citation.page == fact.citation.page
    )
    header = (place.header.quote,) if place.header else ()
    page = fact.citation.page.replace("/", " ").replace("-", " ").replace("_", " ")
    texts = (*names, *beside, *place.span.headings, *header, fact.citation.title, page, fact.attribute.name)
    return get_value_terms(fact).union(*(get_term_set(text) for text in texts))


def _is_used(inquiry: Inquiry, term: str) -> bool:
    return term in inquiry.lexicon.words or inquiry.reader.document_frequency(term) > 0
