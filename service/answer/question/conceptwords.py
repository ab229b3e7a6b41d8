"""Words of a question that may be concepts: written as names, negated, said twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.terms import Word

from .language import Phrase, get_language
from .ordinary import PLACING
from .reading import Concept


def is_proper(words: Sequence[Word], at: int, maker: Collection[str]) -> bool:
    """Whether a light word is written as a name inside a sentence that is not all in capitals ("run Go").

    `maker` holds the terms of what the whole docset is called.
    """
    word = words[at]
    if (
        at == 0
        or word.term in maker
        or not word.text[0].isupper()
        or len(word.text) < 2
        or word.start - words[at - 1].end > 1
    ):
        return False
    return sum(other.text[0].isupper() for other in words) <= len(words) / 2


def is_negated(words: Sequence[Word], at: int) -> bool:
    """Whether "without", "no" or "not" stands shortly before a word in the same breath."""
    before = [word for word in (word.text.casefold() for word in words[:at]) if word not in _HELPING]
    return any(word in get_language().negations for word in before[-3:])


# Words between "without" and what is denied that count for none ("without having to be asked", "not … anything that").
_HELPING = frozenset({"having", "to", "be", "being", "been", "want", "anything", "that"})


def is_counted_behind(words: Sequence[Word], at: int) -> bool:
    """Whether "how many" stands right before a word that something else may stand for ("how many people")."""
    before = tuple(word.text.casefold() for word in words[max(0, at - 2) : at])
    return before == ("how", "many") and (words[at].term,) in get_language().synonyms


def drop_idle_counts(concepts: Sequence[Concept], words: Sequence[Word]) -> list[Concept]:
    """The concepts without the "people" that are counted, where the question asks for more than how many there are."""
    filler = get_language().filler
    if not any(concept.required for concept in concepts):
        return list(concepts)
    idle = (words[c.start].text.casefold() in filler and is_counted_behind(words, c.start) for c in concepts)
    return [concept for concept, passes in zip(concepts, idle, strict=True) if not passes]


def drop_repeated(concepts: Sequence[Concept]) -> list[Concept]:
    """The concepts without a second one of the same terms."""
    seen: set[Phrase] = set()
    kept = []
    for concept in concepts:
        if concept.terms not in seen:
            kept.append(concept)
        seen.add(concept.terms)
    return kept


def adds_much(words: Sequence[Word]) -> bool:
    """Whether the last of some words is no light one."""
    return bool(words) and not get_language().is_light(words[-1].text.casefold())


def names_class(run: Sequence[Word], shared: Collection[str]) -> bool:
    """Whether the last word of a run is a noun of kind, or stands in the names of several things."""
    return run[-1].term in get_language().kinds or run[-1].term in shared


def says_where(words: Sequence[Word], at: int, maker: Collection[str]) -> bool:
    """Whether a word is the product's own at the end of the question ("what is X in PRODUCT?")."""
    placed = at > 0 and words[at - 1].text.casefold() in PLACING
    return placed and at == len(words) - 1 and words[at].term in maker
