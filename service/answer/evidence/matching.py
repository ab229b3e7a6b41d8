"""How well facts explain what a question asks: the weights, and the matches that they give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.model import Fact, FactKind, Named
from index.terms import get_term, get_terms

from ..question.amounts import get_amount
from ..question.language import Alternative
from ..question.reading import Concept
from ..question.termset import get_term_set
from ..question.unset import tells_default

# How well each part of a fact explains a concept. The name of the property says most; a value of the thing asked about
# more than a neighbour's; headings only say that the page is about it. Only the order matters: on the 575 questions at
# hand IN_CONTEXT from 0.3 to 0.8 and IN_OTHER_VALUE from 0.6 to 0.95 gave the same answers.
IN_NAME = 1.0
# The least that a word of a long name counts; from 0.3 to 1 nothing changed on the questions at hand.
LEAST_OF_NAME = 0.6
IN_OWN_VALUE = 0.95
IN_OTHER_VALUE = 0.8
# A value that has the very word that is asked for ("what supply …") says of it something else.
IN_VALUE_AS_ASKED = 0.7
IN_CONTEXT = 0.5
# A property whose values are amounts of money is a price, whatever its name.
IN_PRICES = 0.55
IN_PROSE = {
    FactKind.DEFINITION: 0.9,
    FactKind.ALIAS: 0.7,
    FactKind.RECOMMENDATION: 0.88,
    FactKind.USE_CASE: 0.88,
    FactKind.STATEMENT: 0.85,
}
# What the share of a property's name that the question uses adds: "Protocol" before "Protocols proxied" for
# "protocol". Without it one more of the 575 was answered wrongly.
NAME_SHARE = 0.25
# What matching light words add at most; without it two more were answered wrongly.
SOFT_SHARE = 0.12
# A cell stands before a sentence that says as much; from 0 to 0.2 nothing changed.
CELL_BONUS = 0.08
# A longer value is a sentence, whose bounds are those of something in it.
LONGEST_BOUND = 32
# A question reads some 500 facts.
VALUES_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one property on one page."""

    page: str
    """Path of the page."""
    attribute: Named
    """The property."""
    cells: tuple[Fact, ...]
    """The cells, one or more for each entity."""

    @property
    def entities(self) -> tuple[str, ...]:
        """Ids of the entities that have a cell, in the order of the page."""
        return tuple(dict.fromkeys(cell.entity.id for cell in self.cells))

    def get_cells(self, entity: str) -> tuple[Fact, ...]:
        """The cells of an entity."""
        return tuple(cell for cell in self.cells if cell.entity.id == entity)


@dataclass(frozen=True, slots=True)
class Match:
    """How a row or a sentence explains the concepts of a question."""

    row: Row | None
    """The row, unless it is a sentence."""
    facts: tuple[Fact, ...]
    """The row's cells, or the sentence alone."""
    score: float
    """The rank."""
    coverage: float
    """The share, by weight, of the required concepts that it explains."""
    named: tuple[Concept, ...]
    """The concepts that the property's name explains."""
    valued: tuple[Concept, ...]
    """Those that a value or the sentence itself explains."""
    placed: tuple[Concept, ...]
    """Those that only headings, title or names explain."""
    missing: tuple[Concept, ...]
    """The required ones that nothing here explains."""
    passed: tuple[Concept, ...] = ()
    """The passed over ones that nothing here explains."""
    name_share: float = 1.0
    """The share of the property's name that the question uses."""

    @property
    def items(self) -> tuple[Concept, ...]:
        """What the question asks for inside the value."""
        return tuple(concept for concept in (*self.valued, *self.missing) if concept.required)


def get_strength(concept: Concept, terms: frozenset[str]) -> float:
    """How well a set of terms explains a concept, 0 if not at all."""
    strongest = 0.0
    for number, each in enumerate(concept.alternatives):
        if each.strength > strongest and _holds(terms, each, apart=number == 0):
            strongest = each.strength
    return strongest


def _holds(terms: frozenset[str], each: Alternative, *, apart: bool) -> bool:
    """Whether a text holds an alternative; the words of one that the question does not use must stand together."""
    if not each.terms or not terms.issuperset(each.terms):
        return False
    return apart or all(f"{first} {second}" in terms for first, second in pairwise(each.terms))


def get_value_terms(fact: Fact) -> frozenset[str]:
    """The terms of what a fact says."""
    return _get_value_terms(fact.value.raw, fact.value.qualifier, bool(fact.value.support))


# Each reading of a question asks for the terms of the same facts.
@lru_cache(maxsize=VALUES_KEPT)
def _get_value_terms(raw: str, qualifier: str | None, is_mark: bool) -> frozenset[str]:
    own = get_term_set(raw) - (_MARKS if is_mark else frozenset())
    own |= _DEFAULT if tells_default(raw) else frozenset()
    return own | _get_bounds(raw) | (get_term_set(qualifier) if qualifier else frozenset())


_DEFAULT = get_term_set("default")
_LOWER_BOUND = re.compile(r"\d(?:\.x)?\+(?!\w)|>=|≥|\b(?:or|and)\s+(?:later|newer|above|higher|up)\b", re.I)
_UPPER_BOUND = re.compile(r"<=|≤|\b(?:or|and)\s+(?:earlier|older|below|lower)\b", re.I)
# From a number to a number; a sign between digits may be one of a date.
_RANGE = re.compile(r"\d[\w.)]*(?:\s+\w+)?\s+(?:to|through)\s+(?:\w+\s+)?\(?\d|\d\s*–\s*\d|\d\s+-\s+\d", re.I)
# The words of the synonym data for what such signs say.
_LOWER, _UPPER, _OF_RANGE = (frozenset({get_term(word)}) for word in ("lowerbound", "upperbound", "range"))


def _get_bounds(text: str) -> frozenset[str]:
    """The terms for a lower or upper bound that a short value sets by a sign ("15.1+", ">= 12", "4 or older")."""
    if len(text) > LONGEST_BOUND:
        return frozenset()
    if _RANGE.search(text):
        return _LOWER | _UPPER | _OF_RANGE
    lower = _LOWER if _LOWER_BOUND.search(text) else frozenset[str]()
    return lower | (_UPPER if _UPPER_BOUND.search(text) else frozenset[str]())


def get_price_terms(cells: Sequence[Fact]) -> frozenset[str]:
    """What amounts of money in cells say beside their columns' names: that the thing costs something."""
    return PRICED if any(has_price(cell.value.raw) for cell in cells) else frozenset()


def has_price(text: str) -> bool:
    """Whether an amount of money stands in a text."""
    return _PRICE.search(text) is not None


def are_prices(cells: Sequence[Fact]) -> bool:
    """Whether all of some cells are amounts of money, and no sentences, or say that there is none to pay."""
    return all(_IS_PRICE.match(cell.value.raw) for cell in cells)


_PRICE = re.compile(r"[$€£]\s?\d")
_IS_PRICE = re.compile(r"^[^\w$€£]*(?:(?:(?:from|up to)\s+)?[$€£]\s?\d|free\b|included\b)(?:\s*\S+){0,5}$", re.I)
PRICED = frozenset(get_terms("price cost"))


def is_extreme(concept: Concept) -> bool:
    """Whether a concept is the most or the least, which headings such as "Limits" say of all that stands below."""
    return set(concept.terms) <= EXTREMES


EXTREMES = frozenset(get_terms("maximum max minimum min"))
"""Terms for the most and the least."""


def get_measure_terms(cells: Sequence[Fact]) -> frozenset[str]:
    """The nouns of measures that amounts in cells stand for beside their columns' names ("period" for "30 days")."""
    amounts = (get_amount(cell.value) for cell in cells[:MOST_MEASURED])
    dimensions = {amount.dimension for amount in amounts if amount and amount.dimension}
    return frozenset[str]().union(*(_MEASURING.get(dimension, frozenset()) for dimension in dimensions))


# Of so many cells of a property the measure is told.
MOST_MEASURED = 3
_OF_SPEED = frozenset(get_terms("speed throughput bandwidth rate"))
_MEASURING = {
    "seconds": frozenset(get_terms("period interval duration window span time length")),
    "bytes": frozenset(get_terms("size capacity space volume amount")),
    **dict.fromkeys(("mbit", "gbit", "kbit", "mbps", "gbps", "kbps"), _OF_SPEED),
    "Hz": frozenset(get_terms("frequency")),
    "W": frozenset(get_terms("power consumption")),
}
MEASURING = frozenset[str]().union(*_MEASURING.values())
"""All such nouns."""


# Words that only say yes or no, where they are a mark in a table: "Not available" says nothing of availability.
_MARKS = frozenset({"avail", "support", "yes", "no", "not", "includ"})


def get_name_share(concepts: Sequence[Concept], names: frozenset[str]) -> float:
    """The share of a name's terms that the concepts use, weighed by how well they do."""
    return get_used_share(get_uses(concepts, names), names)


def get_uses(concepts: Sequence[Concept], terms: frozenset[str]) -> dict[str, float]:
    """How well the concepts use some terms, those that they do use."""
    used: dict[str, float] = {}
    fitting = (each for concept in concepts for each in concept.alternatives if terms.issuperset(each.terms))
    for each in fitting:
        for term in each.terms:
            used[term] = max(used.get(term, 0.0), each.strength)
    return used


def get_used_share(uses: Mapping[str, float], names: frozenset[str]) -> float:
    """The share of a name's terms that are used."""
    telling = _get_telling(names)
    return sum(uses.get(term, 0.0) for term in telling) / len(telling) if telling else 0.0


@lru_cache(maxsize=VALUES_KEPT)
def _get_telling(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(term for term in names if term not in _LIGHT_IN_NAMES and term.isalnum()))


def get_part(share: float) -> float:
    """What a word of a name counts: less the smaller the part of the name is that the question uses."""
    return LEAST_OF_NAME + (1 - LEAST_OF_NAME) * share


_LIGHT_IN_NAMES = frozenset(
    {"of", "and", "or", "the", "a", "an", "in", "on", "for", "to", "per", "with", "by", "from", "at"}
)


_KIND_ORDER = {kind: number for number, kind in enumerate(FactKind)} | {
    FactKind.USE_CASE: list(FactKind).index(FactKind.RECOMMENDATION)
}


def get_rank(match: Match) -> tuple[float, int, int, int]:
    """What matches are sorted by: the best first, cells before sentences, short before long."""
    first = match.facts[0]
    return (-round(match.score, 6), _KIND_ORDER[first.kind], 0 if match.row else len(first.value.raw), first.id)
