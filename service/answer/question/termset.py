"""The terms of a text as a set."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from index.terms import get_terms

from .language import ARTICLES


@lru_cache(maxsize=16384)
def get_term_set(text: str) -> frozenset[str]:
    """The terms of a text, each once, and its doubled ones ("active-active", "site-to-site"), and its pairs."""
    terms = get_terms(text)
    doubled = (f"{first}-{second}" for first, second in pairwise(terms) if first == second)
    around = (f"{a}-{b}-{c}" for a, b, c in zip(terms, terms[1:], terms[2:], strict=False) if a == c)
    bare = [term for term in terms if term not in ARTICLES]
    beside = (f"{first} {second}" for first, second in (*pairwise(terms), *pairwise(bare)))
    return frozenset((*terms, *doubled, *around, *beside))
