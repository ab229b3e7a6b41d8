"""Whether a fact is about the class of things that a question asks for, or about something else altogether."""

from __future__ import annotations

from index.model import Fact, FactKind
from index.terms import get_term, get_terms

from .evidence import Inquiry
from .language import get_language
from .matching import get_value_terms
from .termset import get_term_set

# The class that a question asks for stands in so many words behind "which" or "what", at most.
LONGEST_CLASS = 4


def is_of_class(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a fact has to do with the class behind "which", as far as the docs use its words at all."""
    asked = get_class(inquiry)
    known = frozenset(term for term in asked if inquiry.lexicon.attributes_by_term.get(term) or _is_used(inquiry, term))
    return not known or bool(known & get_surroundings(inquiry, fact))


def is_of_named(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether what is said of another thing has to do with one of those that the question names."""
    asked = inquiry.reading.entities
    if not asked or fact.entity.id in asked:
        return True
    terms = frozenset(term for mention in inquiry.reading.mentions for term in get_terms(mention.text))
    return bool(terms & get_surroundings(inquiry, fact)) or any(
        each.citation.page == fact.citation.page for entity in asked for each in inquiry.get_facts_of(entity)
    )


def get_class(inquiry: Inquiry) -> frozenset[str]:
    """The terms of the class of things behind "which": names, and nouns of kind."""
    words = inquiry.reading.words
    named = {term for mention in inquiry.reading.mentions for term in get_terms(mention.text)}
    start = next((at + 1 for at, word in enumerate(words) if word in ("which", "what")), len(words))
    found: list[str] = []
    for word in words[start : start + LONGEST_CLASS]:
        term = get_term(word)
        if term not in named and term not in get_language().kinds and term not in inquiry.lexicon.shared_words:
            break
        found.append(term)
    return frozenset(found) - _ANY


# Words for things of every class.
_ANY = frozenset(get_term(word) for word in "one type kind option thing them these those choice variant product".split())


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
    page = fact.citation.page.rsplit("/", 1)[-1]
    texts = (*names, *beside, *place.span.headings, *header, fact.citation.title, page, fact.attribute.name)
    return get_value_terms(fact).union(*(get_term_set(text) for text in texts))


def _is_used(inquiry: Inquiry, term: str) -> bool:
    return term in inquiry.lexicon.words or inquiry.reader.document_frequency(term) > 0
