"""Whether a fact is about the class of things that a question asks for, or about something else altogether."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.model import Fact, FactKind
from index.terms import get_term, get_terms, iter_words

from ..question.language import get_language
from ..question.reading import Mention, Reading, get_concept_of
from ..question.termset import get_term_set
from .inquiry import Inquiry
from .matching import Match, get_value_terms

# The class that a question asks for stands in so many words behind "which" or "what", at most.
LONGEST_CLASS = 4
# Sentences that are read for a noun behind a name.
MOST_LOOKED_AT = 40
# What the class's own name weighs: as little as other words that need not be met.
SOFT_WEIGHT = 0.2


def is_of_class(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a fact has to do with the class behind "which", as far as the docs use its words at all."""
    asked = get_class(inquiry)
    telling = asked - get_language().kinds
    known = frozenset(term for term in telling or asked if _is_used(inquiry, term))
    return not known or _meets(inquiry, fact, known) or _is_called(inquiry, fact, known)


def _is_called(inquiry: Inquiry, fact: Fact, nouns: frozenset[str]) -> bool:
    """Whether one of some nouns stands right behind the name of a fact's thing anywhere ("Gold plans")."""
    name = get_terms(fact.entity.name)[-1:]
    if not name or fact.entity.id in inquiry.lexicon.titles:
        return False
    for noun in sorted(nouns):
        ids = inquiry.reader.postings_all(inquiry.docset, (name, (noun,)), MOST_LOOKED_AT)
        sentences = inquiry.reader.facts_by_id(inquiry.version, ids)
        if any(f"{name[0]} {noun}" in get_term_set(sentence.value.raw) for sentence in sentences):
            return True
    return False


def is_of_named(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether what is said of another thing has to do with one of those that the question names."""
    asked = inquiry.reading.entities
    if not asked or fact.entity.id in asked:
        return True
    return _meets(inquiry, fact, _get_named_terms(inquiry)) or any(
        each.citation.page == fact.citation.page for entity in asked for each in inquiry.get_facts_of(entity)
    )


def speaks_of_named(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether what is said of another thing holds the name of one that the question names."""
    told = get_value_terms(fact) | get_term_set(fact.entity.name)
    return any(told.issuperset(get_terms(mention.text)) for mention in inquiry.reading.mentions)


def singles_out(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a sentence can answer "which": one on any or all of a class, or on "it" of a whole page, names none."""
    if "which" not in inquiry.reading.words or inquiry.reading.is_yes_no:
        return True
    own = fact.entity.id not in inquiry.lexicon.titles and fact.kind is not FactKind.DEFINITION
    return own or _OF_ANY.match(fact.value.raw) is None


_OF_ANY = re.compile(r"\W*(?:not\s+(?:every|all)|an?|any|every|each|all|some|most|it|they|this|these|there)\b", re.I)


def tells_of_what(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a sentence singles out what is asked for, and tells of what it speaks once it stands alone."""
    of_page = fact.entity.id in inquiry.lexicon.titles or fact.entity.name == fact.citation.title
    return singles_out(inquiry, fact) and not (of_page and _POINTING.match(fact.value.raw))


# "This is the default" says of nothing what it is, once it stands alone.
_POINTING = re.compile(r"\W*(?:this|that|these|those)\s+(?:is|are|was|were|has|have)\b", re.I)


def fits_graded(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row has to do with what is graded ("the largest hull"), or with more than the class behind "which"."""
    reading, language = inquiry.reading, get_language()
    ends = {end for cue in _GRADING for _, end in language.iter_cues(cue, reading.words)}
    nouns = [reading.words[end] for end in ends if end < len(reading.words)]
    explained = (*match.named, *match.valued, *match.placed)
    left = [c for c in reading.concepts if c.text.casefold() in nouns and c not in explained]
    met = [c for c in match.named if c.required]
    return not left or not met or not all(get_class(inquiry).issuperset(c.terms) for c in met)


_GRADING = ("superlative_high", "superlative_low")


def says_more_than_class(inquiry: Inquiry, match: Match) -> bool:
    """Whether a sentence holds another word of the question than those of the class behind "which"."""
    asked = get_class(inquiry)
    others = [concept for concept in inquiry.reading.concepts if not asked.issuperset(concept.terms)]
    return not asked or not others or any(concept in others for concept in match.valued)


def _get_named_terms(inquiry: Inquiry) -> frozenset[str]:
    return frozenset(term for mention in inquiry.reading.mentions for term in get_terms(mention.text))


def asks_class(inquiry: Inquiry) -> bool:
    """Whether the names in the question are part of the class behind "which", or may be no names at all."""
    sure = any(mention.strong for mention in inquiry.reading.mentions)
    return not sure or bool(get_class(inquiry) & _get_named_terms(inquiry))


def get_class(inquiry: Inquiry) -> frozenset[str]:
    """The terms of the class of things behind "which": words of names, and nouns of kind."""
    words, language, lexicon = inquiry.reading.words, get_language(), inquiry.lexicon
    start = next((at + 1 for at, word in enumerate(words) if word in ("which", "what")), len(words))
    found: list[str] = []
    for word in words[start : start + LONGEST_CLASS]:
        term = get_term(word)
        if term not in language.kinds and (term not in lexicon.words or language.is_light(word)):
            break
        if found and term not in language.kinds and word.endswith(("s", "ed")):
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


def _meets(inquiry: Inquiry, fact: Fact, terms: frozenset[str]) -> bool:
    """Whether a fact, the names of its thing, what stands above it or a property beside it has one of some terms."""
    place = fact.citation.place
    names = (name.text for name in inquiry.lexicon.get_all_names(fact.entity.id))
    header = (place.header.quote,) if place.header else ()
    page = _PATH.sub(" ", fact.citation.page)
    texts = (fact.citation.title, page, fact.attribute.name, *names, *header, *place.span.headings)
    near = bool(terms & get_value_terms(fact)) or any(terms & get_term_set(text) for text in texts)
    return near or any(
        terms & get_term_set(cell.attribute.name)
        for cell in inquiry.get_facts_of(fact.entity.id, (FactKind.CELL,))
        if cell.citation.page == fact.citation.page
    )


_PATH = re.compile(r"[/_-]")


def _is_used(inquiry: Inquiry, term: str) -> bool:
    return term in inquiry.lexicon.words or inquiry.reader.document_frequency(term) > 0
