"""Tables whose values a sentence beside them calls the defaults: "The table has the defaults"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.model import Fact, FactKind

from .matching import Match

_OF_TABLE = re.compile(
    r"\b(?:tables?|lists?|below|following|here|these)\b[^.]*\bdefaults?\b"
    r"|\bdefaults?\b[^.]*\b(?:tables?|lists?|below|following|here)\b",
    re.I,
)
_DENYING = re.compile(r"\b(?:not|no|never|without|overrid\w+|chang\w+|instead)\b|n't\b", re.I)


def place_defaults(matches: Sequence[Match], sentences: Sequence[Fact]) -> list[Match]:
    """The matches; where a sentence under the same heading says so, a table is taken for one of defaults."""
    told = {_get_section(fact) for fact in sentences if _tells_defaults(fact)}
    return [_place(match) if told and _get_section(match.facts[0]) in told else match for match in matches]


def _tells_defaults(fact: Fact) -> bool:
    text = fact.value.raw
    return fact.kind is FactKind.STATEMENT and _OF_TABLE.search(text) is not None and _DENYING.search(text) is None


def _get_section(fact: Fact) -> tuple[str, tuple[str, ...]]:
    return fact.citation.page, fact.citation.place.span.headings


def _place(match: Match) -> Match:
    """The match with the word for a default explained by what stands around it."""
    defaults = tuple(concept for concept in match.missing if concept.asks_default)
    left = tuple(concept for concept in match.missing if concept not in defaults)
    if not defaults or match.row is None:
        return match
    return replace(match, missing=left, placed=(*match.placed, *defaults), coverage=match.coverage if left else 1.0)
