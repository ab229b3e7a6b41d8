"""Words of names in the forms by which runs of them are compared."""

from __future__ import annotations

import re

from index.terms import find_words

from .language import Phrase


def get_words(text: str) -> Phrase:
    """The words of a text in lower case."""
    return tuple(word.casefold() for word in find_words(text))


def get_parts(text: str) -> list[str]:
    """The words of a name, joined words taken apart at their capitals and underscores."""
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text.replace("_", " "))


def get_singulars(text: str) -> Phrase:
    """The words of a text in lower case, without the endings of plurals."""
    return tuple(get_singular(word) for word in get_words(text))


# "GPUs" ends in "us" as "virus" does.
_INITIALS_IN_PLURAL = re.compile(r"[bcdfghjklmnpqrtvwxz]{1,3}pus")


def get_singular(word: str) -> str:
    """The word, in lower case, without the ending of a plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if _INITIALS_IN_PLURAL.fullmatch(word):
        return word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


# What the comparative and superlative of an adjective end in.
_GRADED = ("iest", "ier", "est", "er")
# Shorter words are no forms of others ("her").
SHORTEST_GRADED = 5


def get_bases(word: str) -> tuple[str, ...]:
    """The words of which a word, in lower case, may be the comparative or superlative ("slower": "slow", "slowe")."""
    ending = next((each for each in _GRADED if word.endswith(each)), "")
    if not ending or len(word) < SHORTEST_GRADED:
        return ()
    stem = word.removesuffix(ending)
    if ending.startswith("i"):
        return (f"{stem}y",)
    single = (stem[:-1],) if len(stem) > 2 and stem[-1] == stem[-2] else ()
    return (stem, f"{stem}e", *single)


NUMBER_WORDS = dict(
    zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)
)
"""The numbers that are written as words, by word."""
