"""Typing slips: an unknown word of a question and the known word that it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest

from rapidfuzz.distance import OSA

# A shorter word has too many real neighbours one letter away.
SHORTEST = 5
# … unless a letter was dropped, from a word that is long enough.
SHORTEST_WITH_DROP = 4
# Letters that may be off: one up to this length, two above; with two in shorter words, English words that the docs do
# not use became other ones ("promised" was read as "premise").
ONE_SLIP_UP_TO = 8
# How many candidates that share trigrams are compared, to bound the work.
COMPARED = 24
# Of whole names more are compared, since copies of one name ("plan 1" … "plan 99") share nearly all trigrams; and of
# the lists of names by trigram, the shortest first, so many places are read.
NAMES_COMPARED = 256
PLACES_READ = 8192


# In a shorter word only a dropped or swapped letter is made good by trying; replaced ones have too many neighbours.
SHORTEST_WITH_ANY_SLIP = 6
# Question words that a word of three letters may be short of one letter of ("dos", "wht").
SHORTEST_TRIED = 3

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters that are hit in place of another: its neighbours on the keyboard, and vowels that sound alike.
_BESIDE = {
    "a": "qwszeiou", "b": "vghn", "c": "xdfvks", "d": "serfcx", "e": "wsdraiou", "f": "drtgcv", "g": "ftyhvb",
    "h": "gyujbn", "i": "ujkoaeuy", "j": "huiknm", "k": "jiolmc", "l": "kop", "m": "njk", "n": "bhjm", "o": "iklpaeu",
    "p": "ol", "q": "wa", "r": "edft", "s": "awedxzc", "t": "rfgy", "u": "yhjiaeo", "v": "cfgb", "w": "qase",
    "x": "zsdc", "y": "tghui", "z": "asxs",
}  # fmt: skip


def iter_meant(word: str) -> Iterator[str]:
    """The words that differ from one in lower case by one slip: first those with a letter more, then swapped ones."""
    ends = range(1, len(word) + 1)
    yield from (word[:at] + letter + word[at:] for at in ends for letter in _LETTERS)
    yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1))
    if len(word) < SHORTEST_WITH_ANY_SLIP:
        return
    yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)))
    yield from (word[:at] + near + word[at + 1 :] for at in range(1, len(word)) for near in _BESIDE[word[at]])


class Speller:
    """Known words, to be found by words that are nearly them."""

    def __init__(self, *tiers: Iterable[str]) -> None:
        """Takes words in tiers: those of a later one are meant only where none of an earlier one is."""
        self._tiers: dict[str, int] = {}
        for number, words in enumerate(tiers):
            for word in words:
                if _is_word(word):
                    self._tiers.setdefault(word, number)
        self._words = sorted(self._tiers)
        self._by_shortened: dict[str, list[str]] = defaultdict(list)
        self._by_trigram: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for shortened in _get_shortened(word):
                self._by_shortened[shortened].append(word)
            for trigram in _get_trigrams(word):
                self._by_trigram[trigram].append(number)

    def find(self, word: str, tiers: int | None = None) -> str | None:
        """The known word of which the given one, in lower case, is a slip, or None; with `tiers`, of the first ones."""
        if len(word) < SHORTEST_WITH_DROP or not word.isalpha():
            return None
        near = {known for shortened in _get_shortened(word) for known in self._by_shortened.get(shortened, ())}
        if len(word) > ONE_SLIP_UP_TO:
            near.update(self._find_sharing(word))
        ranked = sorted(rank for known in near if (rank := self._rank(word, known)) is not None)
        fitting = [known for _, tier, _, known in ranked if tiers is None or tier < tiers]
        return fitting[0] if fitting else None

    def _rank(self, word: str, known: str) -> tuple[int, int, bool, str] | None:
        """How likely a known word is meant, less is likelier; None where it is not."""
        allowed = 1 if len(word) <= ONE_SLIP_UP_TO else 2
        distance = OSA.distance(word, known, score_cutoff=allowed)
        if distance > allowed or known[0] != word[0]:
            return None
        if len(word) < SHORTEST and len(known) <= len(word) and sorted(known) != sorted(word):
            return None
        return distance, self._tiers[known], not _is_usual(word, known), known

    def _find_sharing(self, word: str) -> Iterator[str]:
        """The known words that share most trigrams with a word."""
        shared: dict[int, int] = defaultdict(int)
        for trigram in _get_trigrams(word):
            for number in self._by_trigram.get(trigram, ()):
                shared[number] += 1
        for number in sorted(shared, key=lambda number: (-shared[number], number))[:COMPARED]:
            yield self._words[number]


def _is_word(text: str) -> bool:
    return len(text) >= SHORTEST - 1 and text.isalpha()


def _get_shortened(word: str) -> set[str]:
    """The word, and it without each of its letters: two words one slip apart have one of these in common."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _is_usual(word: str, meant: str) -> bool:
    """Whether a slip is of the usual kinds: letters swapped, left out, doubled, or hit beside."""
    if len(word) != len(meant):
        doubled = {word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]}
        return len(word) < len(meant) or meant in doubled
    off = [at for at in range(len(word)) if word[at] != meant[at]]
    return len(off) != 1 or word[off[0]] in _BESIDE.get(meant[off[0]], "")


class LikeNames:
    """Names, to be found by texts that are like them as a whole."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))
        self._by_trigram: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for trigram in _get_trigrams(name):
                self._by_trigram[trigram].append(number)

    def find(self, text: str) -> list[str]:
        """The names that share most trigrams with a text, for their number, in the order of the alphabet."""
        trigrams = _get_trigrams(text)
        shared: dict[int, int] = defaultdict(int)
        left = PLACES_READ
        for numbers in sorted((self._by_trigram.get(trigram, []) for trigram in trigrams), key=len):
            for number in numbers[:left]:
                shared[number] += 1
            left = max(0, left - len(numbers))

        def get_rank(number: int) -> tuple[float, int]:
            return -shared[number] / (len(trigrams) + len(self._names[number])), number

        return [self._names[number] for number in sorted(nsmallest(NAMES_COMPARED, shared, key=get_rank))]


def _get_trigrams(word: str) -> list[str]:
    padded = f"^{word}$"
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})
