"""Things that a question describes rather than names: "the serverless plans", "the free edition"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.model import Fact, FactKind
from index.terms import get_term, iter_words

from ..question.entries import LONGEST_NAME, MOST_MEANT, Entry, Standing
from ..question.language import FORM_STRENGTH, get_language
from ..question.reading import Concept, Mention, Reading
from ..question.termset import get_term_set
from .inquiry import Inquiry
from .matching import get_strength, get_value_terms

# A value of more words tells something; a shorter one says what kind of thing it is.
LONGEST_KIND = 4
# A clause that tells of a thing is looked at for so many words.
LONGEST_CLAUSE = 6


def read_as_described(inquiry: Inquiry) -> Reading:
    """The reading in which words before a noun of kind stand for the things that the docs say to be such.

    It is the reading as it was where a name stands in the question, or where the docs tell of nothing as such.
    """
    reading = inquiry.reading
    if reading.mentions:
        return reading
    for at, word in enumerate(reading.words):
        chain = (_get_chain(reading, at) or _get_clause(reading, at)) if _is_kind(inquiry, word) else ()
        ids, used = _find_described(inquiry, chain) if not _names_property(inquiry, chain, word) else ((), ())
        rest = tuple(concept for concept in reading.concepts if concept not in used)
        if ids and any(concept.required for concept in rest):
            text = " ".join(concept.text for concept in used)
            entry = Entry(ids, Standing.UMBRELLA, text)
            return replace(reading, mentions=(Mention(entry, text, used[0].start, used[-1].end),), concepts=rest)
    return reading


def _is_kind(inquiry: Inquiry, word: str) -> bool:
    term = get_term(word)
    return term in get_language().kinds or term in inquiry.lexicon.shared_words


def _names_property(inquiry: Inquiry, chain: Sequence[Concept], noun: str) -> bool:
    """Whether a property's name has the noun and a word before it ("storage class", "custom plugins")."""
    attributes = inquiry.lexicon.attributes_by_term.get(get_term(noun), ())
    names = [terms for id in attributes for terms in inquiry.lexicon.attribute_terms[id]]
    least = FORM_STRENGTH if _is_value(inquiry, chain) else 0.0
    return any(get_strength(concept, terms) > least for concept in chain for terms in names)


def _is_value(inquiry: Inquiry, chain: Sequence[Concept]) -> bool:
    """Whether some words are the whole of a cell: what they may stand for as well tells nothing then."""
    text = " ".join(concept.text.casefold() for concept in chain)
    return any(fact.kind is FactKind.CELL and fact.value.raw.strip().casefold() == text for fact in inquiry.pool)


def _get_chain(reading: Reading, at: int) -> tuple[Concept, ...]:
    """The concepts that stand without a gap before a word of the question; none where "which" stands before them."""
    chain: list[Concept] = []
    for concept in reversed(reading.concepts):
        own = [word.text.casefold() for word in iter_words(concept.text)]
        if concept.required and list(reading.words[max(0, at - len(own)) : at]) == own:
            chain.insert(0, concept)
            at -= len(own)
    asked = at > 0 and reading.words[at - 1] in ("which", "what")
    return () if asked else tuple(chain)


def _get_clause(reading: Reading, at: int) -> tuple[Concept, ...]:
    """The first concept of the clause that follows a word of the question ("the editions that I run myself")."""
    behind = reading.words[at + 1 : at + 1 + LONGEST_CLAUSE]
    if behind[:1] not in (("that",), ("which",)):
        return ()
    for concept in reading.required:
        own = tuple(word.text.casefold() for word in iter_words(concept.text))
        if any(behind[start : start + len(own)] == own for start in (1, 2)):
            return (concept,)
    return ()


def _find_described(inquiry: Inquiry, chain: Sequence[Concept]) -> tuple[tuple[str, ...], tuple[Concept, ...]]:
    """The things that are such as the last words of a chain say, and the words that do say it of something."""
    found: frozenset[str] = frozenset()
    used: list[Concept] = []
    for concept in reversed(chain):
        ids = frozenset(id for fact in inquiry.pool for id in _iter_such(inquiry, fact, concept))
        ids = ids & found if used else ids
        # What is denied ("without …") tells of other things.
        if not ids or concept.negated:
            break
        found = ids
        used.insert(0, concept)
    return (tuple(sorted(found)), tuple(used)) if len(found) <= MOST_MEANT else ((), ())


# "… is the …": what stands before it is a thing, what stands behind it the kind of thing.
_IS_A = re.compile(
    r"\b(?:is|are)\s+(?:an?|the|one of the)\s+(?P<kind>(?:(?!\b(?:and|but|that|which|is|are)\b)[^.;:,])*)", re.I
)


def _iter_such(inquiry: Inquiry, fact: Fact, concept: Concept) -> Iterator[str]:
    """Ids of the things of which a fact says that they are such as the words of a concept say."""
    if get_strength(concept, get_value_terms(fact)) == 0 or fact.value.support or fact.value.quantity:
        return
    text = fact.value.raw
    if fact.kind is FactKind.CELL:
        if sum(1 for _ in iter_words(text)) <= LONGEST_KIND and fact.entity.id not in inquiry.lexicon.titles:
            yield fact.entity.id
        return
    for match in _IS_A.finditer(text) if fact.kind in _TELLING else ():
        if get_strength(concept, get_term_set(match["kind"])) > 0:
            yield from _find_subject(inquiry, fact, text[: match.start()])


_TELLING = (FactKind.DEFINITION, FactKind.STATEMENT)


def _find_subject(inquiry: Inquiry, fact: Fact, before: str) -> tuple[str, ...]:
    """Ids of the thing whose name ends a text, else of the thing that the fact is about, if it is one."""
    entries = inquiry.lexicon.get_entries(inquiry.version.ordinal)
    words = list(iter_words(before))[-LONGEST_NAME:]
    named = (entries.find(words[at:]) for at in range(len(words)))
    entry = next((each for each in named if each and each.standing is Standing.NAME), None)
    if entry:
        return entry.ids if len(entry.ids) == 1 else ()
    return () if fact.entity.id in inquiry.lexicon.titles else (fact.entity.id,)
