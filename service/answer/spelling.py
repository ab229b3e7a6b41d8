"""Typing slips: an unknown word of a question and the known word that it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

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

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if len(word) >= SHORTEST - 1 and word.isalpha()})
        self._by_trigram: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for trigram in _get_trigrams(word):
                self._by_trigram[trigram].append(number)

    def find(self, word: str) -> str | None:
        """The known word that the given one, in lower case, is a slip of, or None."""
        if len(word) < SHORTEST_WITH_DROP or not word.isalpha():
            return None
        shared: dict[int, int] = defaultdict(int)
        for trigram in _get_trigrams(word):
            for number in self._by_trigram.get(trigram, ()):
                shared[number] += 1
        nearest = sorted(shared, key=lambda number: (-shared[number], number))[:COMPARED]
        allowed = 1 if len(word) <= ONE_SLIP_UP_TO else 2
        near = [
            (OSA.distance(word, self._words[number], score_cutoff=allowed), self._words[number]) for number in nearest
        ]
        fitting = [pair for pair in near if pair[0] <= allowed and pair[1][0] == word[0]]
        if len(word) < SHORTEST:
            fitting = [pair for pair in fitting if len(pair[1]) > len(word)]
        return min(fitting)[1] if fitting else None


def _get_trigrams(word: str) -> list[str]:
    padded = f"^{word}$"
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})
