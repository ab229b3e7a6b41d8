"""The nearest things that the docs do say, when they do not say what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from index.model import Fact, FactKind, FactQuery, Named

from ..evidence.inquiry import Inquiry
from ..evidence.nearness import Nearness, get_place, get_reach
from ..model import Suggestion
from .proposing import DIGITS, Proposer
from .wording import get_plain

MOST_SUGGESTED = 5
# So many of them may be names that are nearly a word that is not known.
MOST_NAMES = 2
# A name this much like a word of the question is worth offering (rapidfuzz ratio, 0 to 100); typing slips that the
# dictionary did not dare to correct lie above it, names of other products below.
LIKE_ENOUGH = 75
# What the proposer's score adds to the nearness by words in common, which is 1 for the nearest fact. On 590 questions
# that were declined although their proof is known, wording led 47 % to it first without it, 50 % with 0.2 to 0.5 and
# the model 51 % with 0.6 to 1.5.
PROPOSED = 0.6
# What is weighed stays some thousand facts and names, whatever the size of the index.
MOST_ATTRIBUTES_WEIGHED = 2_000
MOST_ATTRIBUTES_TAKEN = 12
MOST_FACTS_OF_THEM = 400
# A fact is weighed by its beginning, and a sentence is offered by it.
LONGEST_WEIGHED = 400
LONGEST_SHOWN = 160


def suggest(inquiry: Inquiry, proposer: Proposer) -> tuple[Suggestion, ...]:
    """The facts nearest to the question, each with its citation, then names that it may have meant.

    There are none for a version that is not known.
    """
    if inquiry.reading.moment.unknown:
        return ()
    names = _get_names(inquiry)
    found: dict[str, Suggestion] = {}
    quoted = set()
    for fact in rank(inquiry, proposer):
        place = get_place(fact.citation)
        if place in quoted:
            # Another cell of the same row.
            continue
        quoted.add(place)
        suggestion = _word(fact)
        found.setdefault(suggestion.text, suggestion)
        if len(found) + len(names) >= MOST_SUGGESTED:
            break
    return tuple({**found, **{name.text: name for name in names}}.values())


def rank(inquiry: Inquiry, proposer: Proposer) -> list[Fact]:
    """The facts that may be meant, nearest first by words in common and the proposer, by id where equally near."""
    found = {fact.id: fact for fact in _iter_candidates(inquiry, proposer)}
    facts = [found[id] for id in sorted(found)]
    nearness = Nearness(inquiry, facts).scores
    best = max(nearness, default=0.0) or 1.0
    proposed = proposer.score(inquiry.reading.question, [_get_text(fact) for fact in facts])
    scores = [near / best + PROPOSED * score for near, score in zip(nearness, proposed, strict=True)]
    return [facts[at] for at in sorted(range(len(facts)), key=lambda at: -round(scores[at], DIGITS))]


def _iter_candidates(inquiry: Inquiry, proposer: Proposer) -> Iterable[Fact]:
    """The facts in reach and those of the things asked about; where none is named, those of the nearest properties."""
    reach = get_reach(inquiry)
    asked = frozenset(inquiry.reading.entities)
    named = any(fact.entity.id in asked for fact in reach)
    return reach if named else (*reach, *_get_facts_of_attributes(inquiry, proposer))


def _get_facts_of_attributes(inquiry: Inquiry, proposer: Proposer) -> tuple[Fact, ...]:
    names = inquiry.lexicon.attributes
    ids = sorted(names)[:MOST_ATTRIBUTES_WEIGHED]
    scores = proposer.score(inquiry.reading.question, [names[id][-1] for id in ids])
    nearest = [id for _, id in sorted(zip((-score for score in scores), ids, strict=True))]
    query = FactQuery(
        attributes=tuple(nearest[:MOST_ATTRIBUTES_TAKEN]), kinds=(FactKind.CELL,), limit=MOST_FACTS_OF_THEM
    )
    return inquiry.reader.facts(inquiry.version, query) if nearest else ()


def _get_text(fact: Fact) -> str:
    """What a fact is weighed by: all that it says, in one line."""
    return f"{fact.entity.name} {fact.attribute.name} {get_plain(fact.value.raw)}"[:LONGEST_WEIGHED]


def _word(fact: Fact) -> Suggestion:
    """A property by its name, a sentence by its beginning; what they say is left to the quote."""
    if fact.kind is FactKind.STATEMENT:
        text = get_plain(fact.value.raw)
        text = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"
        return Suggestion(f"{fact.entity.name}: {text}", fact.entity, None, fact.citation)
    return Suggestion(f"{fact.entity.name}: {fact.attribute.name}", fact.entity, fact.attribute, fact.citation)


def _get_names(inquiry: Inquiry) -> Sequence[Suggestion]:
    return list({name.text: name for name in _iter_names(inquiry)}.values())[:MOST_NAMES]


def _iter_names(inquiry: Inquiry) -> Iterator[Suggestion]:
    """Names of things that are nearly a word that is not known."""
    for concept in inquiry.reading.required:
        if not concept.known:
            wanted = concept.text.casefold()
            names = inquiry.lexicon.find_like(wanted, inquiry.version.ordinal)
            for key, _, _ in process.extract(wanted, list(names), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=2):
                named = Named(names[key], inquiry.get_named(names[key]).name)
                yield Suggestion(named.name, named)
