"""Questions that tell of the asker's circumstances first: "We sell tickets. None may get lost. Which queue type?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Fact, FactKind
from index.terms import iter_words

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry
from ..evidence.judging import get_polarity, get_sentence_polarity, leads_against
from ..evidence.kinship import get_class
from ..evidence.matching import Match, get_strength, get_value_terms
from ..question.bounds import is_for_amount
from ..question.language import LAY_STRENGTH, expand, get_language
from ..question.reading import Concept
from ..question.setting import sets_scene
from ..question.termset import get_term_set

# The numbers below were tried on 38 questions for advice over ten docsets, of which 13 came out right without them.
# Advice must meet this much, by weight, of what is told, and this share of what the docs know of it.
LEAST_MET = 0.4
LEAST_SHARE = 0.33
# … and so much more of it than the advice for any other thing.
LEAD = 0.1
# A question in one sentence is met by so many of its words, or it tells of something else.
LEAST_WORDS = 2
# An amount that is among those that advice is for tells as much as a word.
AMOUNT_MET = 0.4
# Forms of a word that the stemmer does not bring together ("GPUs") have a stem and an ending of so many letters.
SHORTEST_STEM = 3
LONGEST_ENDING = 3

_AGAINST = re.compile(r"^\W*(?:do not|don't|don’t|never|avoid)\b|.*\bnot recommend", re.I)
_ADVISING = re.compile(
    r"^\W*(?:use|take|choose|pick|prefer|consider|go for|opt for)\b"
    r"|[.;]\s+(?:use|take|choose|pick|prefer)\s+(?:it|them)\s+(?:for|when|if)\b|^[^:.]{2,60}:\s+(?:only\s+)?for\s"
    r"|\b(?:ideal|suited|suitable|suits|meant|designed|intended|made|the (?:best|right|first) choice)\s+for\b",
    re.I,
)


def answer_by_scene(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether one piece of advice meets clearly more of what is told than the advice for any other thing."""
    if inquiry.reading.is_yes_no and not inquiry.reading.has("recommend"):
        return False
    matches = [match for match in inquiry.prose_matches if _is_advice(match.facts[0]) and _fits(inquiry, match)]
    ranked = sorted(matches, key=lambda match: (-round(_get_met(inquiry, match), 6), match.facts[0].id))
    best = ranked[0] if ranked else None
    if best is None or not _is_met(inquiry, best) or not _is_of_class(inquiry, best.facts[0]):
        return False
    rivals = [match for match in ranked if match.facts[0].entity.id != best.facts[0].entity.id]
    if rivals and _get_met(inquiry, rivals[0]) > _get_met(inquiry, best) - LEAD:
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
    return advice or (fact.kind in _TELLING and _ADVISING.search(fact.value.raw) is not None)


_TELLING = (FactKind.STATEMENT, FactKind.DEFINITION)


def _fits(inquiry: Inquiry, match: Match) -> bool:
    """Whether advice is for its thing, not "without" what is wanted, and does not affirm what is not wanted."""
    fact = match.facts[0]
    wanted = [concept for concept in match.valued if not _is_refused(inquiry, concept)]
    words = {word.text.casefold() for word in iter_words(fact.value.raw)}
    lacks = "without" in words and not get_sentence_polarity(fact.value.raw, wanted)
    against = leads_against(fact) or _AGAINST.match(fact.value.raw) is not None
    unfit = is_unwanted(inquiry, match) or is_for_amount(inquiry.reading.question, fact.value.raw) is False
    return not lacks and not against and not unfit


def is_unwanted(inquiry: Inquiry, match: Match) -> bool:
    """Whether a sentence affirms what the question refuses ("we cannot run a server")."""
    refused = any(concept.required and _is_refused(inquiry, concept) for concept in match.valued)
    text = expand(match.facts[0].value.raw)
    words = {word.text.casefold() for word in iter_words(text)}
    return refused and not words & get_language().negations and _APART.search(text) is None


# What is so has no connection either.
_APART = re.compile(r"\b(?:cut off|isolated|separated|disconnected|shut off|air[- ]?gapped)\b|\boffline\b", re.I)


def affirms_refused(inquiry: Inquiry, text: str) -> bool:
    """Whether a text affirms something that the question refuses, light words of it included."""
    terms = get_term_set(text)
    refused = (c for c in inquiry.reading.concepts if get_strength(c, terms) > 0 and _is_refused(inquiry, c))
    words = {word.text.casefold() for word in iter_words(expand(text))}
    return any(refused) and words.isdisjoint(get_language().negations | _NOBODY)


_NOBODY = frozenset({"nobody", "none", "nothing"})


def _is_refused(inquiry: Inquiry, concept: Concept) -> bool:
    # Hundreds of sentences ask it of the same few concepts.
    return inquiry.decide_once(
        (_is_refused, id(concept)), lambda: get_polarity(inquiry.reading.question, concept) is False
    )


def _get_met(inquiry: Inquiry, match: Match) -> float:
    """How much of what is told a sentence meets, by weight; other words for it count less."""
    terms = get_value_terms(match.facts[0])
    amount = AMOUNT_MET if is_for_amount(inquiry.reading.question, match.facts[0].value.raw) else 0.0
    return amount + sum(concept.weight * get_strength(concept, terms) for concept in match.valued)


def _is_sure(match: Match) -> bool:
    """Whether a sentence meets several words of what is told, or one without a lay reading of it."""
    terms = get_value_terms(match.facts[0])
    required = [concept for concept in match.valued if concept.required]
    words = [word.text for word in iter_words(match.facts[0].value.raw)]
    own = any(_begins_alike(concept.text, word) for concept in required for word in words)
    return own or len(match.valued) > 1 or any(get_strength(concept, terms) > LAY_STRENGTH for concept in required)


def _begins_alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: the shorter begins the longer, which goes on for an ending at most."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return len(short) >= SHORTEST_STEM and long.startswith(short) and len(long) - len(short) <= LONGEST_ENDING


def is_loose_scene(inquiry: Inquiry) -> bool:
    """Whether a question tells of circumstances, of which this reading passes some over."""
    loosely = any(concept.passed for concept in inquiry.reading.concepts)
    return loosely and sets_scene(inquiry.reading.question)


def _is_met(inquiry: Inquiry, match: Match) -> bool:
    """Whether advice meets enough of what is told, as far as the docs know of it."""
    known = sum(concept.weight for concept in inquiry.reading.required if concept.known)
    required = [concept for concept in match.valued if concept.required]
    share = sum(concept.weight for concept in required) / known if known else 0.0
    words = len(match.valued) if not sets_scene(inquiry.reading.question) else LEAST_WORDS
    return (
        bool(required)
        and _is_sure(match)
        and words >= LEAST_WORDS
        and _get_met(inquiry, match) >= LEAST_MET
        and share >= LEAST_SHARE
    )


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
