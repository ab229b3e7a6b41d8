"""Questions as other people would type them: letter slips, dropped words, word order, capitals, punctuation.

Each variant is made by rule from the question alone, its choices drawn from a hash of it, so every run asks the same.
None touches what makes the meaning: numbers, labels of versions, dates, short names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

# A slip in a shorter word makes another word as often as none.
SHORTEST_SLIPPED = 5
# One slip in so many words, the first at once: about what hurried people leave in a line.
WORDS_PER_SLIP = 9
# So many function words are left out at most; more are no question any more.
MOST_DROPPED = 2
# A longer phrase is most of the question, and moving it moves nothing.
LONGEST_MOVED = 8
# What is left behind by a moved phrase has at least so many words.
LEAST_LEFT = 2

# Not "is" and "are": without them a question whether two things are one is a phrase that asks for either.
_DROPPED = frozenset(
    "a an the do does can could would i we you me my our us please kindly thanks just actually".split()
)
_MONTHS = frozenset("january february march april june july august september october november december".split())
_BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi",
    "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_LEADING = re.compile(
    r"^((?:as of|in|on|for|with|from|under|at|since|before|after|between|without|when|if)\s[^,?]+),\s+(.+)$", re.I
)
_PREPOSITION = re.compile(
    r"\s(?:as of|of|about|in|on|for|with|from|under|at|since|before|after|between|without)\s", re.I
)
_SENTENCES = re.compile(r"[.?!;]\s+\S")
_COLON = re.compile(r"^([^:]+):\s+([^:]+)$")
_VERSUS = re.compile(r"^(\S+(?:\s\S+){0,4}?)\s+(vs\.?|versus)\s+(\S+(?:\s\S+){0,4})$", re.I)
_NAMES_LAST = re.compile(r"^(.+?)\s((?:[A-Z][\w.+/-]*\s)*[A-Z][\w.+/-]*)$")


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages say, as far as it bears on what a slip or a cut would destroy."""

    labels: frozenset[str]
    """Labels of versions, in lower case."""
    text: str
    """The pages' words in lower case, one blank between two, one at each end."""
    words: frozenset[str] = field(init=False)
    """The words."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozenset(self.text.split()))

    def keeps(self, word: str) -> bool:
        """Whether a word is to stay as it is: a number, a label, a month, a word too short."""
        lower = word.casefold()
        return not (word.isascii() and word.isalpha()) or lower in self.labels or lower in _MONTHS


def read_pages(texts: Sequence[str], labels: Sequence[str]) -> Pages:
    """The pages' words."""
    words = re.findall(r"[^\W_]+", " ".join(texts).casefold())
    return Pages(frozenset(label.casefold() for label in labels), f" {' '.join(words)} ")


def iter_variants(question: str, pages: Pages) -> Iterator[tuple[str, str]]:
    """The question's variants with their kinds; a kind that leaves it as it was is left out."""
    for kind, change in KINDS.items():
        changed = change(question, pages, _Draws(f"{kind}: {question}"))
        if changed != question:
            yield kind, changed


class _Draws:
    """Choices that look like chance and are the same in every run."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def draw(self, below: int) -> int:
        """A number from 0 up to below the given one."""
        self._count += 1
        return int.from_bytes(sha256(f"{self._count} {self._seed}".encode()).digest()[:8]) % below


def _slip(question: str, pages: Pages, draws: _Draws) -> str:
    """One letter off in one or more words."""
    words = question.split(" ")
    open_places = [at for at, word in enumerate(words) if _may_slip(word.strip("?!.,:;'\"()"), pages)]
    for _ in range(1 + len(words) // WORDS_PER_SLIP):
        if open_places:
            at = open_places.pop(draws.draw(len(open_places)))
            bare = words[at].strip("?!.,:;'\"()")
            words[at] = words[at].replace(bare, _misspell(bare, pages, draws), 1)
    return " ".join(words)


def _may_slip(word: str, pages: Pages) -> bool:
    return len(word) >= SHORTEST_SLIPPED and not word.isupper() and not pages.keeps(word)


def _misspell(word: str, pages: Pages, draws: _Draws) -> str:
    """The word with two letters swapped, one left out, doubled or hit beside; never another word of the pages."""
    for _ in range(len(word) * 4):
        at, way = 1 + draws.draw(len(word) - 2), draws.draw(4)
        first, letter, rest = word[:at], word[at], word[at + 1 :]
        beside = _BESIDE.get(letter, letter)
        slipped = (
            first + rest[0] + letter + rest[1:],
            first + rest,
            first + letter * 2 + rest,
            first + beside[draws.draw(len(beside))] + rest,
        )[way]
        if slipped != word and slipped.casefold() not in pages.words:
            return slipped
    return word


def _drop(question: str, _: Pages, draws: _Draws) -> str:
    """Articles, helping verbs, pronouns and politeness left out."""
    words = question.split()
    light = [at for at, word in enumerate(words) if word.strip(",").casefold() in _DROPPED]
    gone = {light.pop(draws.draw(len(light))) for _ in range(min(MOST_DROPPED, len(light)))}
    left = [word for at, word in enumerate(words) if at not in gone]
    return " ".join(left) if len(left) >= LEAST_LEFT else question


def _move(question: str, pages: Pages, _: _Draws) -> str:
    """A phrase from the front at the end, or from the end at the front."""
    bare = question.rstrip("?!. ")
    moved = None if _SENTENCES.search(bare) else _move_phrase(bare, pages)
    return f"{moved}{question[len(bare) :]}" if moved else question


def _move_phrase(question: str, pages: Pages) -> str | None:
    leading = _LEADING.match(question)
    if leading:
        phrase, rest = leading.groups()
        return f"{rest} {phrase[0].lower()}{phrase[1:]}"
    topic = _COLON.match(question)
    if topic:
        return f"{topic[2]}: {topic[1]}"
    versus = _VERSUS.match(question)
    if versus:
        return f"{versus[3]} {versus[2]} {versus[1]}"
    return _move_last_phrase(question, pages) or _move_last_name(question)


def _move_last_phrase(question: str, pages: Pages) -> str | None:
    for found in reversed(list(_PREPOSITION.finditer(question))):
        rest, phrase = question[: found.start()], question[found.start() + 1 :]
        if not _is_phrase(phrase) or len(rest.split()) < LEAST_LEFT:
            return None
        # "point in time" is one name: what the pages write together is not cut.
        around = f" {' '.join((rest.split()[-1], *phrase.split()[:2])).casefold()} "
        if around not in pages.text:
            return f"{phrase[0].upper()}{phrase[1:]}, {_decapitalise(rest)}"
    return None


def _is_phrase(text: str) -> bool:
    words = text.split()
    return len(words) <= LONGEST_MOVED and words[-1].casefold() not in _VERBS and "," not in text


def _move_last_name(question: str) -> str | None:
    named = _NAMES_LAST.match(question)
    if named is None or len(named[1].split()) < LEAST_LEFT or named[1].split()[-1].casefold() in _BOUND:
        return None
    return f"{named[2]}, {_decapitalise(named[1])}"


def _decapitalise(text: str) -> str:
    """The text with its first word in lower case, unless that is a name."""
    first = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if first.casefold() in _STARTS else text


# Behind these a name is part of a longer phrase.
_BOUND = frozenset(
    "and or the a an to by than of about in on for with from under at since before after without".split()
)
# A phrase that ends with one of them is a subject and its verb.
_VERBS = frozenset("change changed changing called appear mean have work exist support differ".split())
_STARTS = frozenset(
    "does do did is are was were can could would will has have which what what's who where when why how should since"
    " until compare tell".split()
)


def _recase(question: str, pages: Pages, draws: _Draws) -> str:
    """All in lower case, all in capitals, or each word with one."""
    way: Callable[[str], str] = (str.lower, str.upper, lambda word: word[:1].upper() + word[1:])[draws.draw(3)]
    words = question.split(" ")
    return " ".join(word if word.strip("?!.,").casefold() in pages.labels else way(word) for word in words)


def _repunctuate(question: str, _: Pages, draws: _Draws) -> str:
    """Another end, none, or no signs between the words either."""
    bare = question.rstrip("?!. ")
    ends = (bare, f"{bare}??", f"{bare} ?", f"{bare}...", f"{bare}!", re.sub(r",(?=\s)|[’']", "", bare))
    others = [end for end in ends if end != question]
    return others[draws.draw(len(others))]


KINDS: dict[str, Callable[[str, Pages, _Draws], str]] = {
    "letter slips": _slip,
    "dropped words": _drop,
    "word order": _move,
    "capitals": _recase,
    "punctuation": _repunctuate,
}
"""The kinds of variants, each with what makes it."""
