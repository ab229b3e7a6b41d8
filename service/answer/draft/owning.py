"""Whether an answer tells the very property that a question names in full, of the very thing that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.model import Citation
from index.terms import get_term, get_terms

from ..evidence.abreast import find_abreast
from ..evidence.inquiry import Inquiry
from ..model import Claim, Intent
from ..question.language import ARTICLES
from ..question.termset import get_term_set
from .compose import Draft


def tells_named_property(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether some claim speaks of a property that the question names in full and of a thing that it names.

    A question that names no property in full asks for no more than what was found for it, and so does one that names
    no thing and a property of one word.
    """
    names = tuple(_iter_names(inquiry))
    found = set(_iter_properties(inquiry, names)) if draft.claims else set[frozenset[str]]()
    # Of a question that names no thing, one word may well be meant as a word.
    found = found if names else {run for run in found if len(run) > 1 and draft.intent is not Intent.RECOMMEND}
    # "Default" is not meant where "default retention" is a property, too.
    properties = [run for run in found if not any(run < other for other in found)]
    if not properties:
        return True
    return any(_tells(draft, claim, names, properties) for claim in draft.claims)


def tells_joined_properties(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether all properties are told that a question names in full, one joined to the other ("range and draught")."""
    words = [get_term(word) for word in inquiry.reading.words]
    told = {claim.attribute.id for claim in draft.claims if claim.attribute}
    spoken = get_term_set(" ".join(claim.text for claim in draft.claims))
    return all(told & ids or spoken.issuperset(words[start:end]) for (start, end), ids in find_abreast(inquiry).items())


def tells_of_several(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a draft speaks of two things at least, where the question names two that are to be compared."""
    named = [mention.entry for mention in inquiry.reading.mentions if mention.strong]
    told = {claim.entity.id for claim in draft.claims if claim.entity}
    spoken = get_term_set(draft.get_text())
    each = {entry.ids for entry in named if told & set(entry.ids) or get_term_set(entry.name) <= spoken}
    if draft.intent is Intent.COMPARE and not _COMPARING.isdisjoint(inquiry.reading.words) and len(draft.claims) < 2:
        return False
    return len({entry.ids for entry in named}) < 2 or len(each) > 1


_COMPARING = frozenset({"compare", "compares", "compared", "comparing", "comparison"})

_Name = tuple[frozenset[str], frozenset[str]]
"""Ids of what a name in the question means, if it is known, and its terms."""


def _iter_names(inquiry: Inquiry) -> Iterator[_Name]:
    """The names that the question uses, also those that are taken as what a value may hold."""
    for mention in inquiry.reading.mentions:
        if mention.strong:
            pages = (page for entity in mention.entry.ids for page in inquiry.get_pages(entity))
            yield frozenset((*mention.entry.ids, *pages)), frozenset(get_terms(mention.text))
    for concept in inquiry.reading.concepts:
        if concept.is_name:
            yield frozenset(), frozenset(get_terms(concept.text))


def _iter_properties(inquiry: Inquiry, names: Sequence[_Name]) -> Iterator[frozenset[str]]:
    """The terms of each property whose whole name stands in the question, and not in the name of a thing."""
    words = [get_term(word) for word in inquiry.reading.words]
    asked = inquiry.reading.required or (() if names else inquiry.reading.concepts)
    telling = frozenset(term for concept in asked for term in concept.terms)
    for id in inquiry.attribute_ids:
        for name in inquiry.lexicon.attributes[id]:
            run = list(get_terms(name))
            stands = any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))
            if stands and not telling.isdisjoint(run) and not any(terms.issuperset(run) for _, terms in names):
                yield frozenset(run) - ARTICLES


def _tells(draft: Draft, claim: Claim, names: Sequence[_Name], properties: Sequence[frozenset[str]]) -> bool:
    own = set(get_terms(claim.entity.name)) if claim.entity else set()
    named = any(claim.entity and (claim.entity.id in ids or own <= terms) for ids, terms in names)
    # A word that is the name of a property may be meant as a word, as long as the very thing is told of.
    if named and any(len(run) == 1 for run in properties):
        return True
    told = get_term_set(claim.text)
    known = draft.inquiry.lexicon.attribute_terms.get(claim.attribute.id, ()) if claim.attribute else ()
    if not any(run <= told or any(run <= terms for terms in known) for run in properties):
        return False
    around = told.union(*(_get_context(draft.get_citation(number)) for number in claim.citations))
    return named or not names or any(terms <= around for _, terms in names)


def _get_context(citation: Citation) -> frozenset[str]:
    """The terms of what stands above a place."""
    place = citation.place
    texts = (citation.title, citation.page, *place.span.headings, *((place.group.quote,) if place.group else ()))
    return frozenset[str]().union(*map(get_term_set, texts))
