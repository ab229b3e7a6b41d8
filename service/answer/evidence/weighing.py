"""How rows and sentences explain some concepts: what hundreds of them have in common is worked out once.

What a text explains depends only on those of its terms that the concepts could be met by. Most texts have none of
them and the others one or two, so that a few strengths serve for all texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.model import Fact, FactKind
from index.terms import get_terms

from ..question.reading import Concept
from ..question.termset import get_term_set
from .matching import (
    CELL_BONUS,
    EXTREMES,
    IN_CONTEXT,
    IN_NAME,
    IN_OTHER_VALUE,
    IN_OWN_VALUE,
    IN_PRICES,
    IN_PROSE,
    IN_VALUE_AS_ASKED,
    MEASURING,
    NAME_SHARE,
    PRICED,
    SOFT_SHARE,
    Match,
    Row,
    are_prices,
    get_measure_terms,
    get_part,
    get_price_terms,
    get_strength,
    get_used_share,
    get_uses,
    get_value_terms,
)

Strengths = tuple[float, ...]
"""How well something explains each of the concepts."""
Terms = frozenset[str]

_NONE: Terms = frozenset()
# Where words are joined in a name in code ("pageWidth").
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")

_EXTREME_ABOVE: tuple[tuple[Terms, Terms], ...] = (
    (frozenset(get_terms("limit limits quota quotas")), frozenset(get_terms("maximum max"))),
    (frozenset(get_terms("requirement requirements")), frozenset(get_terms("minimum min"))),
)


@dataclass(frozen=True, slots=True)
class _Named:
    """How the names of a property explain the concepts."""

    strengths: Strengths
    """How well."""
    share: float
    """The share of the name that the concepts use."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What strengths in name, value and context come to, whatever has them."""

    gained: float
    """The score by what must be explained."""
    soft: float
    """What the score gains by what need not be."""
    coverage: float
    """As in a match, and so the others."""
    named: tuple[Concept, ...]
    valued: tuple[Concept, ...]
    placed: tuple[Concept, ...]
    missing: tuple[Concept, ...]
    passed: tuple[Concept, ...]


class Weigher:
    """Weighs rows and sentences by how they explain some concepts; what was worked out is kept for the next ones."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._concepts = tuple(concepts)
        self._wanted = frozenset(_iter_wanted(self._concepts))
        # "A Volume" is a thing, "the volume of the tank" is a measure.
        bare = (concept for concept in self._concepts if not (concept.start and concept.text[:1].isupper()))
        self._measures = MEASURING.intersection(_iter_wanted(bare))
        self._asks_price = not self._wanted.isdisjoint(PRICED)
        self._zero: Strengths = (0.0,) * len(self._concepts)
        self._strengths: dict[Terms, Strengths] = {_NONE: self._zero}
        self._names: dict[tuple[Terms, ...], _Named] = {}
        self._uses: dict[Terms, dict[str, float]] = {}
        self._texts: dict[str, Terms] = {}
        self._values: dict[int, tuple[Fact, Terms]] = {}
        self._contexts: dict[tuple[object, ...], Terms] = {}
        self._outcomes: dict[tuple[Strengths, Strengths, Strengths], _Outcome] = {}

    def weigh_row(self, row: Row, own: Sequence[Fact], names: tuple[Terms, ...]) -> Match:
        """How a row explains the concepts: by the names of its property, and the cells of the things asked about."""
        named = self._get_named_or_priced(names, own or row.cells)
        context = self._get_strengths(self._get_row_context(row, own), IN_CONTEXT)
        value = tuple(
            strength * (IN_VALUE_AS_ASKED if concept.is_asked else 1.0)
            for concept, strength in zip(self._concepts, self._get_best(own, IN_OWN_VALUE), strict=True)
        )
        # What the heading says of all is nothing that the one must list because another one's value has the word.
        if not all(map(max, value, context)):
            others = self._get_best_stated(row.cells, IN_OTHER_VALUE)
            value = tuple(
                mine or (0.0 if near else other) for mine, near, other in zip(value, context, others, strict=True)
            )
        outcome = self._get_outcome(named.strengths, value, context)
        return _make_match(outcome, row, row.cells, NAME_SHARE * named.share + CELL_BONUS, named.share)

    def weigh_prose(self, fact: Fact) -> Match:
        """How a sentence explains the concepts."""
        value = self._get_strengths(self._get_value_hits(fact), IN_PROSE.get(fact.kind, IN_CONTEXT))
        context = self._get_strengths(self._get_context(fact) | self._get_hits(fact.entity.name), IN_CONTEXT)
        return _make_match(self._get_outcome(self._zero, value, context), None, (fact,), 0.0, 1.0)

    def is_met(self, fact: Fact) -> bool:
        """Whether a fact says anything of a concept."""
        hits = self._get_value_hits(fact) | self._get_hits(fact.attribute.name) | self._get_context(fact)
        return any(self._get_strengths(hits, 1.0))

    def get_share(self, names: Terms) -> float:
        """The share of a name's terms that the concepts use."""
        hits = names & self._wanted
        if not hits:
            return 0.0
        if hits not in self._uses:
            self._uses[hits] = get_uses(self._concepts, hits)
        return get_used_share(self._uses[hits], names)

    # What texts explain

    def _get_named(self, names: tuple[Terms, ...]) -> _Named:
        found = self._names.get(names)
        if found is None:
            found = self._names[names] = self._weigh_names(
                [terms for terms in names if not self._wanted.isdisjoint(terms)]
            )
        return found

    def _get_named_or_priced(self, names: tuple[Terms, ...], cells: Sequence[Fact]) -> _Named:
        """How the names of a property explain the concepts, where amounts of money say that it is a price as well."""
        named = self._get_named(names)
        priced = self._get_priced(cells) if self._asks_price and are_prices(cells) else _NONE
        if not priced:
            return named
        strengths = self._get_strengths(priced, IN_PRICES)
        return _Named(tuple(map(max, named.strengths, strengths)), named.share)

    def _weigh_names(self, names: Sequence[Terms]) -> _Named:
        """How the names that have one of the wanted terms explain the concepts."""
        if not names:
            return _Named(self._zero, 0.0)
        shares = [self.get_share(terms) for terms in names]
        parts = map(get_part, shares)
        strengths = (self._get_strengths(terms & self._wanted, 1.0) for terms in names)
        counted = ([strength * part for strength in each] for each, part in zip(strengths, parts, strict=True))
        return _Named(tuple(max(each) * IN_NAME for each in zip(*counted, strict=True)), max(shares))

    def _get_strengths(self, hits: Terms, factor: float) -> Strengths:
        found = self._strengths.get(hits)
        if found is None:
            found = self._strengths[hits] = tuple(get_strength(concept, hits) for concept in self._concepts)
        return found if found is self._zero else tuple([strength * factor for strength in found])

    def _get_best(self, cells: Iterable[Fact], factor: float) -> Strengths:
        """How well the best of several cells explains each concept."""
        hits = {self._get_value_hits(cell) for cell in cells} - {_NONE}
        if not hits:
            return self._zero
        return tuple(map(max, self._zero, *(self._get_strengths(each, factor) for each in hits)))

    def _get_best_stated(self, cells: Iterable[Fact], factor: float) -> Strengths:
        """How well the best of several values explains each concept, the notes to them left out."""
        hits = {
            self._get_hits(cell.value.raw) if cell.value.qualifier else self._get_value_hits(cell) for cell in cells
        }
        return tuple(map(max, self._zero, *(self._get_strengths(each, factor) for each in hits - {_NONE} or {_NONE})))

    # What texts have of the wanted terms

    def _get_hits(self, text: str) -> Terms:
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = get_term_set(text) & self._wanted
        return found

    def _get_value_hits(self, fact: Fact) -> Terms:
        found = self._values.get(id(fact))
        if found is None:
            # The fact is kept as well, so that no other one can come to have its id.
            priced = get_price_terms((fact,)) if fact.kind is not FactKind.CELL else _NONE
            found = self._values[id(fact)] = (fact, (get_value_terms(fact) | priced) & self._wanted)
        return found[1]

    def _get_row_context(self, row: Row, own: Sequence[Fact]) -> Terms:
        context = self._get_context((own or row.cells)[0])
        names = {cell.entity.name for cell in own or row.cells}
        measures = get_measure_terms(own) & self._measures if self._measures else _NONE
        return context.union(self._get_priced(own), measures, *map(self._get_hits, names))

    def _get_priced(self, cells: Sequence[Fact]) -> Terms:
        """What amounts of money in cells say."""
        return get_price_terms(cells) & self._wanted if self._asks_price else _NONE

    def _get_context(self, fact: Fact) -> Terms:
        """What stands above and around a fact: header or lead-in, headings, title, name of the page."""
        citation = fact.citation
        place = citation.place
        lead = place.header.quote if place.header else ""
        group = place.group.quote if place.group else ""
        key = (lead, group, place.span.headings, citation.title, citation.page)
        found = self._contexts.get(key)
        if found is None:
            parted = (_HUMP.sub(" ", heading) for heading in place.span.headings if _HUMP.search(heading))
            texts = (lead, group, *place.span.headings, *parted, citation.title, citation.page.rsplit("/", 1)[-1])
            found = self._contexts[key] = _NONE.union(*map(self._get_hits, texts), self._get_extremes(texts))
        return found

    def _get_extremes(self, texts: Iterable[str]) -> Terms:
        """The terms for the most, or the least, where headings call all that stands below limits, or requirements."""
        if self._wanted.isdisjoint(EXTREMES):
            return _NONE
        above = _NONE.union(*map(get_term_set, texts))
        extremes = (terms for words, terms in _EXTREME_ABOVE if not above.isdisjoint(words))
        return _NONE.union(*extremes) & self._wanted

    def _get_outcome(self, name: Strengths, value: Strengths, context: Strengths) -> _Outcome:
        found = self._outcomes.get((name, value, context))
        if found is None:
            found = self._outcomes[name, value, context] = _get_outcome(
                list(zip(self._concepts, name, value, context, strict=True))
            )
        return found


def _iter_wanted(concepts: Iterable[Concept]) -> Iterable[str]:
    """The terms by which concepts may be met, and the pairs of them that must stand together."""
    for concept in concepts:
        for each in concept.alternatives:
            yield from each.terms
            yield from (f"{first} {second}" for first, second in pairwise(each.terms))


def _get_outcome(found: Sequence[tuple[Concept, float, float, float]]) -> _Outcome:
    """What (concept, strength in the name, in the value, in the context) come to."""
    required = [item for item in found if item[0].required] or list(found)
    total = sum(item[0].weight for item in required) or 1.0
    covered = sum(item[0].weight for item in required if max(item[1:]) > 0)
    telling = [*required, *(item for item in found if item[0].passed)]
    gained = sum(item[0].weight * max(item[1:]) for item in telling)
    asked = sum(item[0].weight for item in telling) or 1.0
    soft = [max(item[1:3]) for item in found if not item[0].required and not item[0].passed]
    return _Outcome(
        gained=gained / asked,
        soft=SOFT_SHARE * (sum(soft) / len(soft) if soft else 0.0),
        coverage=covered / total,
        named=tuple(c for c, name, value, _ in found if name > 0 and name >= value * 0.9),
        valued=tuple(c for c, name, value, _ in found if value > 0 and name < value * 0.9),
        placed=tuple(c for c, name, value, context in found if not name and not value and context > 0),
        missing=tuple(c for c, name, value, context in found if c.required and not name and not value and not context),
        passed=tuple(c for c, *strengths in found if c.passed and not any(strengths)),
    )


def _make_match(outcome: _Outcome, row: Row | None, facts: tuple[Fact, ...], bonus: float, share: float) -> Match:
    return Match(
        row,
        facts,
        outcome.gained + bonus + outcome.soft,
        outcome.coverage,
        outcome.named,
        outcome.valued,
        outcome.placed,
        outcome.missing,
        outcome.passed,
        share,
    )
