"""Answers about a namesake: what is said of "Steel Rope" is none about "Hemp Rope"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.terms import get_terms

from ..model import Claim
from ..question.reading import Reading
from ..question.termset import get_term_set
from .compose import Draft

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]*(?: [A-Z][\w-]*)+")


def tells_of_namesake(reading: Reading, draft: Draft) -> bool:
    """Whether a name of several words is asked for that no claim has, and one with its last word is told of."""
    for name in _NAME.findall(reading.question):
        terms = get_terms(name)
        if not any(set(terms) <= _get_spoken(draft, claim) for claim in draft.claims):
            return any(terms[-1:] == other[-1:] and terms != other for other in _iter_told(draft))
    return False


def _iter_told(draft: Draft) -> Iterator[tuple[str, ...]]:
    """The terms of names of several words of which claims tell, or that are titles of the pages that they quote."""
    names = [claim.entity.name for claim in draft.claims if claim.entity]
    titles = [draft.get_citation(number).title for claim in draft.claims for number in claim.citations]
    yield from (terms for name in (*names, *titles) if len(terms := tuple(get_terms(name))) > 1)


def _get_spoken(draft: Draft, claim: Claim) -> frozenset[str]:
    """The terms of a claim, of what it quotes and of what stands above that."""
    cited = [draft.get_citation(number) for number in claim.citations]
    texts = [text for each in cited for text in (each.place.quote, each.title, *each.place.span.headings)]
    named = claim.entity.name if claim.entity else ""
    return frozenset[str]().union(*map(get_term_set, (claim.text, named, *texts)))
