"""The noun by which a question asks for a version of the docs: "since which release", "since which Acme version"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from index.terms import Word, get_terms

from .language import get_language

_NOUNS = frozenset({"version", "versions", "release", "releases"})
_OF_MAKER = re.compile(r"\b(?P<asking>which|what)\s+(?P<maker>[\w-]+)\s+(?=(?:version|release)s?\b)", re.I)


def drop_maker(question: str, maker: Container[str]) -> str:
    """The question without the product's own name between "which" and "version"."""
    return _OF_MAKER.sub(lambda found: f"{found['asking']} " if _is_of(found["maker"], maker) else found[0], question)


def _is_of(word: str, maker: Container[str]) -> bool:
    return all(term in maker for term in get_terms(word))


def find_version_nouns(words: Sequence[Word]) -> frozenset[int]:
    """Numbers of the words that ask for a version in "since which release" and its like, and name nothing else."""
    lowered = [word.text.casefold() for word in words]
    spans = get_language().iter_cues("when", lowered)
    return frozenset(at for start, end in spans for at in range(start, end) if lowered[at] in _NOUNS)
