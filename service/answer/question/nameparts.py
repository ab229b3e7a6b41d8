"""The parts of a name that may stand for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from index.model import Name
from index.terms import find_words, get_term, get_terms, iter_words

from .language import Phrase, get_language
from .wordforms import get_singulars

# Names share most of their words.
WORDS_KEPT = 16_384

NameParts = tuple[tuple[tuple[int, int], ...], tuple[Phrase, ...]]
"""Where runs of words (start, end) stand in a name that may stand for it, and its initials, if they may."""
Parts = dict[str, NameParts]
"""The parts of names, by name."""
NumberParts = tuple[str, ...]
"""The parts of a version or other number, without zeros and placeholders at its end."""


def get_name_parts(text: str, longest: int) -> NameParts:
    """The parts of a name: runs that are not the whole of it, and not light words or nouns of kind alone."""
    texts = tuple(find_words(text))
    words = [word.casefold() for word in texts[:longest]]
    if not words or _is_title(words):
        return (), ()
    filler = get_language().filler
    telling = [not _is_common(word) for word in words]
    ends = [at + 1 for at, word in enumerate(words) if word not in filler]
    runs = [(start - 1, end) for start in ends for end in ends if end >= start and end - start + 1 < len(words)]
    initials = "".join(word[0] for word in texts if word[0].isupper()).casefold()
    kept = ((initials,),) if len(initials) > 1 and initials not in filler else ()
    denied = [at for at, word in enumerate(words) if word in get_language().negations]
    return tuple((start, end) for start, end in runs if any(telling[start:end]) and _keeps(denied, start, end)), kept


def _keeps(denied: Sequence[int], start: int, end: int) -> bool:
    """Whether a run leaves out no denial before it: "boosted" does not stand for "not boosted"."""
    return not any(at < start for at in denied) or any(start <= at < end for at in denied)


def is_cut_off(run: Phrase, text: str) -> bool:
    """Whether a run of words stands in a name only as a piece of what underscores join."""
    words = get_singulars(text)
    cuts = {at for at, word in enumerate(iter_words(text)) if word.start and text[word.start - 1] == "_"}
    places = [at for at in range(len(words)) if words[at : at + len(run)] == run]
    return bool(places and cuts) and all(cuts & {at, at + len(run)} for at in places)


def _is_title(words: Sequence[str]) -> bool:
    """Whether a name reads as the title of a page ("Choose a method"), whose parts name nothing."""
    return not _OF_TITLES.isdisjoint(words) or get_term(words[0]) in _TITLE_VERBS


_OF_TITLES = frozenset({"a", "an", "the", "your", "how", "what", "which", "when", "our"})
_TITLE_VERBS = frozenset(
    get_terms(
        "choose choosing compare comparing comparison use using get getting configure configuring manage managing set"
        " connect understand about overview"
    )
)


@lru_cache(maxsize=WORDS_KEPT)
def _is_common(word: str) -> bool:
    language = get_language()
    return language.is_light(word) or get_term(word) in language.kinds or word.isdigit() or len(word) < 2


_NUMBER = re.compile(r"v?(\d+(?:\.(?:\d+|x|\*))*)", re.I)
_NUMBERED = re.compile(_NUMBER.pattern + r"\+?(?=$|\s+[(A-Za-z])", re.I)


def get_number_parts(word: str) -> NumberParts:
    """The parts of a word that is a number; none of any other word."""
    match = _NUMBER.fullmatch(word)
    return _split_number(match[1]) if match else ()


def collect_numbered(names: Iterable[Name]) -> dict[NumberParts, tuple[Name, ...]]:
    """The names that are, or begin with, a number ("54.0.0", "20.x", "404 Not Found"), by its parts."""
    found: dict[NumberParts, list[Name]] = defaultdict(list)
    for name in names:
        match = _NUMBERED.match(name.text)
        if match:
            found[_split_number(match[1])].append(name)
    return {parts: tuple(each) for parts, each in found.items()}


def _split_number(number: str) -> NumberParts:
    parts = number.casefold().split(".")
    while len(parts) > 1 and parts[-1] in ("0", "x", "*"):
        parts.pop()
    return tuple(parts)


def get_families(names: Iterable[Name], longest: int) -> dict[tuple[Phrase, bool], dict[str, str]]:
    """By run of words, and whether names end or begin with it: the ids of the things, each with such a name."""
    found: dict[tuple[Phrase, bool], dict[str, str]] = {}
    for name in names:
        words = get_singulars(name.text)[:longest]
        for at in range(len(words)):
            found.setdefault((words[at:], True), {}).setdefault(name.id, name.text)
            found.setdefault((words[: at + 1], False), {}).setdefault(name.id, name.text)
    return found
