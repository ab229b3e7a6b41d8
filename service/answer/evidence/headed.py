"""Sections whose heading names what a question asks for: their sentences speak of it as "it", or not by name at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.model import Fact, FactKind
from index.terms import get_term, get_terms

from ..question.language import ARTICLES, get_language
from ..question.termset import get_term_set
from ..question.wordforms import get_singulars
from .inquiry import Inquiry

# A heading of one word of fewer letters is mostly one of everyday ("Use").
SHORTEST_HEADING = 4
MOST_SEARCHED = 240


@dataclass(frozen=True, slots=True)
class Section:
    """A section that a question names by its heading."""

    heading: str
    """The heading, as the docs write it."""
    start: int
    """Number of the first word of the question that names it."""
    end: int
    """Number behind the last one."""
    facts: tuple[Fact, ...]
    """Its sentences, in the order of the page."""


def find_named_section(inquiry: Inquiry) -> Section | None:
    """The one section whose whole heading stands in the question, the longest where several do, or None."""
    words = tuple(word for each in inquiry.reading.words for word in get_singulars(each)[:1] or (each,))
    grouped: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in _iter_sentences(inquiry.prose):
        grouped[fact.citation.page, fact.citation.place.span.headings[-1]].append(fact)
    found = [
        Section(heading, at, at + len(run), tuple(sorted(facts, key=lambda fact: fact.citation.place.span.start)))
        for (_, heading), facts in grouped.items()
        if (run := _get_run(heading)) and _is_telling(run)
        for at in range(len(words) - len(run) + 1)
        if words[at : at + len(run)] == run
    ]
    longest = max((section.end - section.start for section in found), default=0)
    best = [section for section in found if section.end - section.start == longest]
    return best[0] if len(best) == 1 else None


def find_under_heading(inquiry: Inquiry, name: str) -> tuple[Fact, ...]:
    """The sentences right under headings that have all words of a name, those with the fewest others first."""
    groups = tuple((term,) for term in dict.fromkeys(get_terms(name)))
    ids = inquiry.reader.postings_all(inquiry.docset, groups, MOST_SEARCHED) if groups else ()
    wanted = get_term_set(name)
    under = [
        (len(terms), fact)
        for fact in _iter_sentences(inquiry.reader.facts_by_id(inquiry.version, ids))
        if wanted <= (terms := get_term_set(fact.citation.place.span.headings[-1]))
    ]
    return tuple(fact for _, fact in sorted(under, key=lambda each: (each[0], each[1].id)))


def _iter_sentences(facts: Iterable[Fact]) -> Iterable[Fact]:
    return (fact for fact in facts if fact.kind is not FactKind.CELL and fact.citation.place.span.headings)


def _get_run(heading: str) -> tuple[str, ...]:
    words = get_singulars(heading)
    return words[1:] if words[:1] and words[0] in ARTICLES else words


def _is_telling(run: tuple[str, ...]) -> bool:
    """Whether a heading names something: it has a word that is neither light nor a noun of kind."""
    language = get_language()
    telling = [word for word in run if not language.is_light(word) and get_term(word) not in language.kinds]
    return bool(telling) and (len(run) > 1 or len(run[0]) >= SHORTEST_HEADING)
