"""The words of a question that need no explanation: fillers, light words, nouns of kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.terms import Word

from .language import Phrase
from .lexicon import Lexicon
from .ordinary import PLACING


class LightWords:
    """Tells of the words of questions to one docset whether they ask for nothing."""

    def __init__(self, lexicon: Lexicon, maker: Collection[str]) -> None:
        """Takes the names of the docset, and the terms of what it is called as a whole."""
        self._lexicon, self._maker = lexicon, maker
        self._language = lexicon.language

    def is_idiom(self, run: Sequence[Word], terms: Phrase) -> bool:
        """Whether light words together mean something of their own ("see through"), not just "runs on"."""
        open_end = run[-1].text.casefold() in PLACING
        return len(run) > 1 and not open_end and terms in self._language.synonyms

    def is_light(self, word: Word) -> bool:
        """Whether a word is light; another form of a light word is not, where properties are named by it."""
        lower = word.text.casefold()
        if word.term in self._maker:
            return True
        listed = lower in self._language.filler or lower in self._language.soft_words
        return listed or (self._language.is_light(lower) and word.term not in self._lexicon.attributes_by_term)

    def is_filler(self, word: Word) -> bool:
        """Whether a word asks for nothing: a filler that is not the whole name of a property, such as "type"."""
        telling = len(word.text) > 3 or word.text.casefold() in _CUT
        names_attribute = telling and word.term in self._lexicon.attribute_words
        return word.text.casefold() in self._language.filler and not names_attribute

    def is_kind(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether it is a noun of kind that needs no explanation: "which droplet", or a word of names beside a name."""
        if end - start > 1 or words[start].text.isdigit():
            return False
        term = words[start].term
        if term in self._lexicon.shared_words:
            return True
        if term in self._lexicon.attributes_by_term:
            return False
        is_class = term in self._language.kinds and self._is_in_class(words, start)
        return term in self._lexicon.words or is_class

    def _is_in_class(self, words: Sequence[Word], at: int) -> bool:
        """Whether only nouns of kind stand between "which" and a word ("which database backends")."""
        kinds = self._language.kinds | self._lexicon.shared_words
        while at > 0 and words[at - 1].term in kinds:
            at -= 1
        return at > 0 and words[at - 1].text.casefold() in ("which", "what")


# Words that are light only because an apostrophe may have been left out ("I'd").
_CUT = frozenset({"id", "ill", "im"})
