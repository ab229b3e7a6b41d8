"""Questions that tell of the asker's circumstances first: "We sell tickets. None may get lost. Which queue type?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Fact, FactKind
from index.terms import iter_words

from .compose import Draft
from .evidence import Inquiry
from .judging import get_polarity, get_sentence_polarity, leads_against
from .kinship import get_class
from .language import expand, get_language
from .matching import Match
from .reading import Concept, strip_polite
from .wording import finish, quote_prose

# The numbers below were tried on 38 questions for advice over ten docsets, of which 13 came out right without them.
# Advice must meet this much, by weight, of what is told, and this share of what the docs know of it.
LEAST_MET = 0.4
LEAST_SHARE = 0.33
# … and so much more of it than the advice for any other thing.
LEAD = 0.1
# A question in one sentence is met by so many of its words, or it tells of something else.
LEAST_WORDS = 2

_BREAK = re.compile(r"(?<=[.!;:])\s+|\s+[–—-]\s+|\n+|,\s+(?=(?:so\s+|and\s+)?(?:which|what|where)\b)", re.I)
_LONGEST_REQUEST = 10
_SUBJECT = r"(?:i|we|you|they|he|she|one|my|our)"
_REQUEST = re.compile(
    r"^(?:(?:so|and|then|now|well|but|therefore)\b\W*)*(?:"
    r"(?:which|what\s+(?:kind|sort|type)s?\s+of)(?:\s+(?!is\b|are\b|was\b|does?\b|did\b|has\b|have\b)[\w-]+){0,3}"
    r"|what\s+[\w-]*[^\Ws](?:\s+then)?"
    r"|(?:which|what|where)\b.*\b(?:do|should|shall|can|would|could|must|might)\s+" + _SUBJECT + r"\b.*"
    r"|(?:which|what)\b.*\b(?:fits?|suits?|suited|works|best|right|meant|made|recommended|recommend"
    r"|to\s+(?:use|take|pick|choose|get))\b.*"
    r"|where\s+to"
    r")\W*$",
    re.I | re.S,
)
_OF_THINGS = re.compile(
    r"\b(?:does|do|did|is|are|was|were|has|have|can|will)\s+(?:it|they|this|that|these|those)\b", re.I
)
_ADVISING = re.compile(r"^\W*(?:use|take|choose|pick|prefer|consider|go for|opt for)\b", re.I)


def sets_scene(question: str) -> bool:
    """Whether a question tells of circumstances and then asks what to take."""
    clauses = [clause for clause in _BREAK.split(strip_polite(question).strip()) if clause.strip()]
    if len(clauses) < 2 or "?" in " ".join(clauses[:-1]) or len(" ".join(clauses[:-1]).split()) < 3:
        return False
    request = clauses[-1]
    short = len(request.split()) <= _LONGEST_REQUEST
    return short and _REQUEST.match(request) is not None and not _OF_THINGS.search(request)


def answer_by_scene(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether one piece of advice meets clearly more of what is told than the advice for any other thing."""
    matches = [match for match in inquiry.prose_matches if _is_advice(match.facts[0]) and _fits(inquiry, match)]
    ranked = sorted(matches, key=lambda match: (-round(_get_met(match), 6), match.facts[0].id))
    best = ranked[0] if ranked else None
    if best is None or not _is_met(inquiry, best) or not _is_of_class(inquiry, best.facts[0]):
        return False
    rivals = [match for match in ranked if match.facts[0].entity.id != best.facts[0].entity.id]
    if rivals and _get_met(rivals[0]) > _get_met(best) - LEAD:
        return False
    for match in _iter_told(best, ranked):
        fact = match.facts[0]
        draft.state_fact(finish(f"{draft.get_name(fact.entity)}: {quote_prose(fact, inquiry.reading.concepts)}"), fact)
    return True


def _iter_told(best: Match, ranked: Sequence[Match]) -> list[Match]:
    """The best advice, and what else of the same thing meets another part of what is told."""
    told = [best]
    for match in ranked:
        met = {concept for each in told for concept in each.valued}
        same = match.facts[0].entity.id == best.facts[0].entity.id
        if same and any(concept.required and concept not in met for concept in match.valued):
            told.append(match)
    return told


def _is_advice(fact: Fact) -> bool:
    advice = fact.kind in (FactKind.RECOMMENDATION, FactKind.USE_CASE)
    return advice or (fact.kind is FactKind.STATEMENT and _ADVISING.match(fact.value.raw) is not None)


def _fits(inquiry: Inquiry, match: Match) -> bool:
    """Whether advice affirms what is wanted, and does not affirm what is not."""
    fact = match.facts[0]
    wanted = [concept for concept in match.valued if not _is_refused(inquiry, concept)]
    affirms = get_sentence_polarity(fact.value.raw, wanted) and not leads_against(fact)
    return affirms and not is_unwanted(inquiry, match)


def is_unwanted(inquiry: Inquiry, match: Match) -> bool:
    """Whether a sentence affirms what the question refuses ("we cannot run a server")."""
    refused = any(concept.required and _is_refused(inquiry, concept) for concept in match.valued)
    words = {word.text.casefold() for word in iter_words(expand(match.facts[0].value.raw))}
    return refused and not words & get_language().negations


def _is_refused(inquiry: Inquiry, concept: Concept) -> bool:
    return get_polarity(inquiry.reading.question, concept) is False


def _get_met(match: Match) -> float:
    """How much of what is told a sentence meets, by weight."""
    return sum(concept.weight for concept in match.valued)


def _is_met(inquiry: Inquiry, match: Match) -> bool:
    """Whether advice meets enough of what is told, as far as the docs know of it."""
    known = sum(concept.weight for concept in inquiry.reading.required if concept.known)
    required = [concept for concept in match.valued if concept.required]
    share = sum(concept.weight for concept in required) / known if known else 0.0
    words = len(match.valued) if not sets_scene(inquiry.reading.question) else LEAST_WORDS
    return bool(required) and words >= LEAST_WORDS and _get_met(match) >= LEAST_MET and share >= LEAST_SHARE


def _is_of_class(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether the page of a piece of advice speaks of the class that is asked for, where any page does."""
    asked = get_class(inquiry)
    concepts = [c for c in inquiry.reading.concepts if asked.intersection(c.terms)]
    matches = (*inquiry.prose_matches, *inquiry.row_matches)
    pages = {
        each.citation.page
        for match in matches
        for each in match.facts
        if any(concept in (*match.named, *match.valued, *match.placed) for concept in concepts)
    }
    return not pages or fact.citation.page in pages
