"""Ordinary words of a question: which of them an answer need not explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.terms import Word, get_terms

from .language import get_language
from .reading import Concept

# What is left of a question must weigh this much, and be this share of it, to be answered without its ordinary words.
# Of 899 questions a share of 0.4 lost five right answers and one of 0.55 nine, and none of the wrong ones went.
ENOUGH_LEFT = 0.35
ENOUGH_SHARE_LEFT = 0.25

UNKNOWN_ONLY = 1
"""The leniency that passes over ordinary words which the docs never use."""


def pass_over(concepts: Sequence[Concept], words: Sequence[Word], leniency: int, *, named: bool) -> tuple[Concept, ...]:
    """The concepts, ordinary ones no longer required where enough is left of the question without them.

    Of a question about what became of something that it names, the name is enough.
    """
    if not leniency:
        return tuple(concepts)
    passing = [_may_pass(concept, words, leniency) for concept in concepts]
    passed = tuple(
        replace(concept, required=False, passed=True) if passes else concept
        for concept, passes in zip(concepts, passing, strict=True)
    )
    if named and all(not concept.required for concept in passed) and _asks_change(words):
        return passed
    left = sum(concept.weight for concept in passed if concept.required)
    asked = sum(concept.weight for concept in concepts if concept.required)
    return passed if left >= ENOUGH_LEFT and left >= ENOUGH_SHARE_LEFT * asked else tuple(concepts)


def _asks_change(words: Sequence[Word]) -> bool:
    lowered = [word.text.casefold() for word in words]
    return any(get_language().has_cue(cue, lowered) for cue in ("change", "when"))


def _may_pass(concept: Concept, words: Sequence[Word], leniency: int) -> bool:
    language = get_language()
    if not concept.required or concept.is_name or (concept.known and leniency == UNKNOWN_ONLY):
        return False
    run = words[concept.start : concept.end]
    if any(word.term in _LOSING for word in run):
        return False
    if not all(word.term in language.ordinary or language.is_light(word.text.casefold()) for word in run):
        return False
    if concept.start and any(word.text[0].isupper() for word in run):
        return False
    return not _modifies(words, concept)


# Verbs without which a question would ask for the opposite: what loses entries is not what keeps them.
_LOSING = frozenset(get_terms("forget lose lost loses losing discard destroy disappear vanish miss avoid prevent stop"))


def _modifies(words: Sequence[Word], concept: Concept) -> bool:
    """Whether it makes a narrower thing of the word behind it ("secondary index")."""
    language = get_language()
    if words[concept.end - 1].term not in language.modifying or concept.end >= len(words):
        return False
    return not language.is_light(words[concept.end].text.casefold())
