"""Slips in a question, corrected by what the docs, their names and the language know."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from rapidfuzz.distance import OSA

from index.store import IndexReader
from index.terms import Word, get_term, iter_words

from .language import expand, get_language
from .lexicon import Lexicon
from .spelling import SHORTEST, SHORTEST_TRIED, iter_meant
from .wordforms import get_bases, get_singulars

# A longer word is not tried with every slip, to bound the work.
LONGEST_TRIED = 24
# A text with more words than this that nothing knows is not mistyped; of the questions of the open gold sets none has
# more than 6.
MOST_SLIPS = 24
# A word stands for a longer one that it begins when it has so many letters, and so many more are left at most.
SHORTEST_BEGUN = 5
LONGEST_LEFT = 4
# The tiers of words of names and of the language data, without the ordinary ones.
LEARNED_TIERS = 2


class Corrector:
    """Replaces slips by the known words that are meant."""

    def __init__(self, reader: IndexReader, lexicon: Lexicon) -> None:
        self._reader = reader
        self._lexicon = lexicon
        self._language = get_language()

    def correct(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words, slips replaced by the words that are meant."""
        if self._has_too_many_slips(words):
            return tuple(words)
        return self._correct_beside([self._correct(word) for word in words])

    def correct_light(self, question: str) -> str:
        """The question with the slips of its light words corrected: those by which dates and reasons are read."""
        words = tuple(iter_words(expand(question)))
        if self._has_too_many_slips(words):
            return question
        light = {text: self._find_light(text) for text in {word.text for word in words}}
        for word in reversed(words):
            meant = light[word.text]
            if meant and question[word.start : word.end] == word.text:
                question = question[: word.start] + _write_like(word.text, meant) + question[word.end :]
        return question

    def _has_too_many_slips(self, words: Sequence[Word]) -> bool:
        texts = {word.text: word.term for word in words}
        unknown = (text for text, term in texts.items() if not self._is_known(text.casefold(), term))
        return len(texts) > MOST_SLIPS and sum(1 for _ in unknown) > MOST_SLIPS

    def _find_light(self, text: str) -> str | None:
        """The light word of which a word is a slip, or None."""
        lower = text.casefold()
        meant = None if self._is_known(lower, get_term(text)) else self._lexicon.speller.find(lower, LEARNED_TIERS)
        return meant if meant in self._language.filler else None

    def _correct(self, word: Word) -> Word:
        meant = self._lexicon.meant.find(word.text)
        if meant is None:
            meant = self._find_meant(word, word.text.casefold()) or ""
            self._lexicon.meant.put(word.text, meant)
        return replace(word, text=_write_like(word.text, meant), term=get_term(meant)) if meant else word

    def _find_meant(self, word: Word, lower: str) -> str | None:
        """The word of which a word is a slip, or None."""
        meant = self._find_alike(word, lower)
        # What only looks like it says the opposite is none ("usable").
        opposite = meant is not None and meant in self._language.lacking and meant[:2] != lower[:2]
        return None if opposite else meant

    def _find_alike(self, word: Word, lower: str) -> str | None:
        if lower in self._language.slips and self._reader.document_frequency(word.term) == 0:
            return self._language.slips[lower]
        if self._is_known(lower, word.term):
            return self._find_whole(lower, word.term)
        # What is written as a name is hardly an ordinary word.
        tiers = LEARNED_TIERS if word.text[0].isupper() else None
        known = self._lexicon.speller.find(lower, tiers) or self._find_begun(lower)
        return known or self._find_by_trying(word.text)

    def _find_begun(self, lower: str) -> str | None:
        """The one word of names that begins with a word and goes on for a few letters ("postgres", "mongo")."""
        if len(lower) < SHORTEST_BEGUN or not lower.isalpha():
            return None
        written = self._lexicon.written
        begun = takewhile(lambda word: word.startswith(lower), islice(written, bisect_left(written, lower), None))
        short = [word for word in begun if len(word) - len(lower) <= LONGEST_LEFT]
        return short[0] if len(short) == 1 else None

    def _find_whole(self, lower: str, term: str) -> str | None:
        """The word of a name of which only the stem is written ("queu"), and that is no word of its own ("name")."""
        written = self._lexicon.spellings.get(term, ())
        own = lower in self._language.written or lower in self._language.everyday
        cut = lower == term and not own and lower not in written and len(lower) >= SHORTEST_TRIED and lower.isalpha()
        whole = [word for word in written if word.startswith(lower) and len(word) == len(lower) + 1 and word[-1] != "s"]
        return whole[0] if cut and whole else None

    def _find_by_trying(self, text: str) -> str | None:
        """The word one slip away that the docs use most; a short word may be a question word short of a letter."""
        if not (text.isascii() and text.isalpha() and text.islower()) or len(text) > LONGEST_TRIED:
            return None
        if len(text) < SHORTEST:
            short = (word for word in iter_meant(text) if len(word) > max(len(text), SHORTEST_TRIED))
            verbs = {phrase[0] for phrase in self._language.cues["yes_no"]}
            fitting = sorted((word not in verbs, word) for word in short if word in self._language.filler)
            return fitting[0][1] if fitting else None
        counts = {word: self._reader.document_frequency(get_term(word)) for word in iter_meant(text)}
        best = max(counts, key=lambda word: (counts[word], word))
        return best if counts[best] else None

    def _is_known(self, lower: str, term: str) -> bool:
        language = self._language
        if (
            lower in language.filler
            or lower in language.known
            or term in language.soft
            or term in language.filler_terms
            or term in language.known_terms
            or term in self._lexicon.words
            or any(get_term(base) in language.qualities for base in get_bases(lower))
        ):
            return True
        return self._reader.document_frequency(term) > 0

    def _correct_beside(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words, those corrected that are a slip of the word that stands beside their neighbour in a name."""
        found = list(words)
        for at in range(1, len(found)):
            first, second = (get_singulars(word.text) for word in found[at - 1 : at + 1])
            behind = self._lexicon.attribute_pairs.get(first[0] if first else "", ())
            if second and len(second[0]) >= SHORTEST - 1 and behind and second[0] not in behind:
                near = [word for word in behind if OSA.distance(word, second[0], score_cutoff=1) <= 1]
                if len(near) == 1 and near[0][0] == second[0][0] and len(near[0]) >= SHORTEST - 1:
                    found[at] = replace(found[at], text=near[0], term=get_term(near[0]))
        return tuple(found)


def _write_like(word: str, meant: str) -> str:
    """What is meant, with the capital of what was written: a name still is one."""
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant
