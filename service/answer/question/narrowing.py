"""A name of several things that means one of them beside another word of its name: "8.1" and "Hull" in "8.1 Hull"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.terms import Word, iter_words

from .entries import Standing
from .lexicon import Lexicon
from .mentioning import JOINING
from .reading import Mention


def narrow(found: Sequence[Mention], words: Sequence[Word], lexicon: Lexicon) -> list[Mention]:
    """The mentions; one of several things means that of which the question has the most telling words of the name.

    Telling are words with a capital or a digit that do not begin the question and belong to no other single thing.
    """
    telling = {
        word.term
        for at, word in enumerate(words)
        if at and (word.text[0].isupper() or word.text[0].isdigit()) and word.text.casefold() not in JOINING
    }
    return [_narrow(mention, telling, lexicon) for mention in found]


def _narrow(mention: Mention, telling: set[str], lexicon: Lexicon) -> Mention:
    if mention.entry.standing is not Standing.UMBRELLA:
        return mention
    own = {word.term for word in iter_words(mention.text)}
    names = {id: _get_terms(id, lexicon) for id in mention.entry.ids}
    shared = frozenset.intersection(*names.values())
    beside = {id: (terms - shared - own) & telling for id, terms in names.items()}
    best = [id for id, terms in beside.items() if terms]
    if len(best) != 1:
        return mention
    return replace(mention, entry=replace(mention.entry, ids=(best[0],), standing=Standing.SHORT))


def _get_terms(id: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word.term for name in lexicon.get_all_names(id)[-1:] for word in iter_words(name.text))
