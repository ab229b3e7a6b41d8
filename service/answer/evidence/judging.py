"""What a fact says to a question: yes, no, not yet, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from index.model import Fact, FactKind, Support, Value
from index.terms import get_term, iter_words

from ..question.language import get_language
from ..question.reading import Concept
from ..question.termset import get_term_set
from .matching import get_strength, get_value_terms

# Sentences that questions meet again and again; of each some words.
CLAUSES_KEPT = 4096


class Verdict(StrEnum):
    """What a fact says."""

    YES = "yes"
    NO = "no"
    NOT_LISTED = "not listed"
    """The docs give a closed list that lacks it."""
    PARTIAL = "partial"
    PLANNED = "planned"
    DEPRECATED = "deprecated"
    NOT_APPLICABLE = "n/a"
    VALUE = "value"
    """It states a value that is no yes or no."""
    SAID = "said"
    """It speaks of what is asked in a sentence, of which no yes or no is taken."""
    UNSTATED = "unstated"


_BY_SUPPORT = {
    Support.YES: Verdict.YES,
    Support.NO: Verdict.NO,
    Support.PARTIAL: Verdict.PARTIAL,
    Support.PLANNED: Verdict.PLANNED,
    Support.DEPRECATED: Verdict.DEPRECATED,
    Support.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
}

POSITIVE = frozenset({Verdict.YES, Verdict.PARTIAL, Verdict.DEPRECATED})
NEGATIVE = frozenset({Verdict.NO, Verdict.NOT_LISTED, Verdict.PLANNED, Verdict.NOT_APPLICABLE})

# A value of more words is a sentence, which lists nothing exhaustively. The longest list of the docs at hand has 9
# items.
LONGEST_CLOSED = 24
# An item of more words is a clause.
LONGEST_ITEM = 5
# A value of more words that is no list tells rather than names.
LONGEST_NAMING = 10
# What advice against something forbids, up to the reason.
_AGAINST = re.compile(
    r"^\W*(?:avoid|never\s+(?:use|take|choose)|(?:do not|don't|don’t)\s+(?:use|take|choose))\b[^.,;:()–—]*", re.I
)
# How far before a word a "no" or "not" still belongs to it.
NEGATION_REACH = 6

# A point or a comma inside a number ("4.1") parts nothing.
_CLAUSE = re.compile(r"[.,](?!\d)|[;:!?()—–]|\s-\s|\b(?:but|and|while|whereas|which|although)\b", re.I)


def judge_cell(cell: Fact, items: Sequence[Concept]) -> Verdict:
    """What a cell says to a question for some items inside its value, or for the value itself when there are none."""
    support = cell.value.support
    if not items:
        return _BY_SUPPORT[support] if support else Verdict.VALUE
    if support is Support.NO or support is Support.NOT_APPLICABLE:
        return _BY_SUPPORT[support]
    terms = get_value_terms(cell)
    if all(get_strength(item, terms) > 0 for item in items):
        if any(is_excepted(cell.value.raw, item) for item in items):
            return Verdict.NO
        return _BY_SUPPORT[support] if support else Verdict.YES if _is_list(cell.value) else Verdict.SAID
    return Verdict.NOT_LISTED if is_closed(cell.value) and not is_prose(cell) else Verdict.UNSTATED


# Properties under which reference tables say what a thing is.
_DESCRIBING = frozenset(
    get_term(word)
    for word in "description purpose meaning summary definition about overview role function use explanation".split()
)


def is_description(fact: Fact) -> bool:
    """Whether a fact is the cell in which a reference table says what a thing is."""
    return get_term_set(fact.attribute.name) <= _DESCRIBING


# Of these the properties whose cells are always sentences, however short, and never lists.
_TELLING = frozenset(get_term(word) for word in "description meaning summary definition about explanation".split())


def is_prose(fact: Fact) -> bool:
    """Whether a cell is a sentence by the name of its property, and so lists nothing."""
    return get_term_set(fact.attribute.name) <= _TELLING


def is_closed(value: Value) -> bool:
    """Whether a value lists all that there is: a short list or name, no "etc.", no sentence, no mere mark."""
    words = [word.text.casefold() for word in iter_words(value.raw)]
    if value.support is not None or value.quantity is not None or not words or len(words) > LONGEST_CLOSED:
        return False
    if any(word in get_language().open_ended for word in words) or "…" in value.raw or "..." in value.raw:
        return False
    items = value.items or tuple(re.split(r",|;|\bor\b|\band\b|/", value.raw))
    return all(len(list(iter_words(re.sub(r"\([^)]*\)", "", item)))) <= LONGEST_ITEM for item in items)


def _is_list(value: Value) -> bool:
    """Whether a value names things rather than telling something in a sentence."""
    words = sum(1 for _ in iter_words(value.raw))
    return bool(value.items) or value.quantity is not None or words <= LONGEST_NAMING


def is_excepted(text: str, concept: Concept) -> bool:
    """Whether a value names something only to except it ("all but …", "Linux (no ARM)", "except for …: …")."""
    words = [(word.text.casefold(), word.term) for word in iter_words(_expand_not(text))]
    places = [at for at, (_, term) in enumerate(words) if any(term in each.terms for each in concept.alternatives)]
    excepting = [at for at, (word, _) in enumerate(words) if word in get_language().excepting]
    return bool(places and excepting) and excepting[0] < places[0]


def leads_against(fact: Fact) -> bool:
    """Whether the lead-in of a bullet turns against what the bullet names ("Do not use X when you need:")."""
    header = fact.citation.place.header
    if header is None or fact.kind is FactKind.CELL:
        return False
    words = [word.text.casefold() for word in iter_words(_expand_not(header.quote))]
    return any(word in get_language().negations for word in words)


def get_polarity(text: str, concept: Concept) -> bool | None:
    """Whether a sentence says its yes (True) or no (False) to a concept; None where it does not speak of it."""
    against = _AGAINST.match(text)
    if against and get_strength(concept, get_term_set(against.group())) > 0:
        return False
    said: bool | None = None
    asked = {term for each in concept.alternatives for term in each.terms}
    for clause, words in _read_clauses(text):
        places = [at for at, (_, term) in enumerate(words) if term in asked]
        if not places or get_strength(concept, get_term_set(clause)) == 0:
            continue
        before = [word for word, _ in words[max(0, places[0] - NEGATION_REACH) : places[0]]]
        # What is said of none is denied, however far it reaches.
        before.extend(word for word, _ in words[:1] if word in ("none", "neither", "nobody"))
        # "It costs nothing" denies the cost.
        behind = [word for word, _ in words[places[0] + 1 : places[0] + 2]]
        positive = not any(word in get_language().negations for word in before) and "nothing" not in behind
        said = positive if said is None else said or positive
    if said is None and get_strength(concept, get_term_set(text)) > 0:
        return True
    return said


def is_denied_in_note(cell: Fact, concepts: Sequence[Concept]) -> bool:
    """Whether what is added to a value denies something that it speaks of ("✓, but it gets no updates")."""
    note = cell.value.qualifier or ""
    return any(get_polarity(note, concept) is False for concept in concepts if note)


def get_sentence_polarity(text: str, concepts: Sequence[Concept]) -> bool:
    """Whether a sentence affirms what it says of some concepts."""
    return not any(get_polarity(text, concept) is False for concept in concepts)


_AUXILIARIES = frozenset(
    "is are was were be been do does did can could will would shall should may might must has have had".split()
)


# A denial reaches over what is put in between commas ("NFS, and all that is built on it, is not supported"), and back
# to what a pronoun stands for ("…, but it is not supported").
_SENTENCE_PART = re.compile(
    r"\.(?!\d)|[;:!?()—–]|\s-\s|,?\s\b(?:but|while|whereas|although)\b(?!\s+(?:it|they|this|these)\b)", re.I
)


def is_denied_behind(text: str, concepts: Sequence[Concept]) -> bool:
    """Whether a clause goes on to say "is not …" or "cannot …" of what it has named before."""
    asked = {term for concept in concepts for term in concept.terms}
    for _, words in _read_clauses(text, _SENTENCE_PART):
        denials = [at for at in range(len(words)) if _denies(words, at)]
        if denials and any(term in asked for _, term in words[: denials[-1]]):
            return True
    return False


def _denies(words: Sequence[tuple[str, str]], at: int) -> bool:
    """Whether a verb is denied at a place."""
    word, behind_verb = words[at][0], at > 0 and words[at - 1][0] in _AUXILIARIES
    return word == "cannot" or (behind_verb and word in ("not", "never", "no", "impossible", "unavailable"))


@lru_cache(maxsize=CLAUSES_KEPT)
def _read_clauses(text: str, parting: re.Pattern[str] = _CLAUSE) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The clauses of a text, each with its words in lower case and their terms."""
    return tuple(
        (clause, tuple((word.text.casefold(), word.term) for word in iter_words(_expand_not(clause))))
        for clause in parting.split(text)
    )


def _expand_not(text: str) -> str:
    return text.replace("n't", " not").replace("n’t", " not")
