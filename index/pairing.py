"""Which fact of the newer version is which fact of the older one.

Facts with one id stand in both versions and only say what else is stated. Of the
rest, those that mean the same are no change. What then remains is paired, nearest
first; what finds no partner was added or removed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from index.meaning import SAME_STATEMENT, Meaning, get_meaning, get_similarity
from index.model import Fact, FactKind

SINGLE_VALUED = frozenset({FactKind.CELL, FactKind.DEFINITION})

# Statements about one thing are compared each with each: so many comparisons take about a second. A thing of which
# a thousand statements changed at once was rewritten, and pairs would say nothing.
MOST_COMPARISONS = 1_000_000

Pair = tuple[Fact | None, Fact | None]
"""A fact of the older version and what became of it in the newer one."""

_Key = Callable[[Fact], Hashable]


@dataclass(slots=True)
class _Group:
    """The facts that are compared with each other."""

    old: list[Fact] = field(default_factory=list)
    """Those of the older version that are not settled."""
    new: list[Fact] = field(default_factory=list)
    """Those of the newer version that are not settled."""
    said_before: dict[Hashable, set[Meaning]] = field(default_factory=lambda: defaultdict(set))
    """All that the older version says, by page, and under None on any page."""
    said_after: dict[Hashable, set[Meaning]] = field(default_factory=lambda: defaultdict(set))
    """All that the newer version says, in the same way."""


def iter_pairs(before: Iterable[Fact], after: Iterable[Fact]) -> Iterator[Pair]:
    """The facts that differ, with their partners; a missing side means added or removed."""
    for (_, kind, *_), group in _get_groups(tuple(before), tuple(after)).items():
        yield from _iter_single(group) if kind in SINGLE_VALUED else _iter_many(group)


def _get_groups(before: tuple[Fact, ...], after: tuple[Fact, ...]) -> dict[tuple[str, ...], _Group]:
    groups: dict[tuple[str, ...], _Group] = defaultdict(_Group)
    common = {fact.id for fact in before} & {fact.id for fact in after}
    for fact in before:
        group = groups[_get_group_key(fact)]
        _say(group.said_before, fact)
        if fact.id not in common:
            group.old.append(fact)
    for fact in after:
        group = groups[_get_group_key(fact)]
        _say(group.said_after, fact)
        if fact.id not in common:
            group.new.append(fact)
    return groups


def _get_group_key(fact: Fact) -> tuple[str, ...]:
    key = (fact.entity.id, fact.kind)
    return (*key, fact.attribute.id) if fact.kind in SINGLE_VALUED else key


def _say(said: dict[Hashable, set[Meaning]], fact: Fact) -> None:
    meaning = get_meaning(fact.value, fact.kind)
    said[fact.citation.page].add(meaning)
    said[None].add(meaning)


def _iter_single(group: _Group) -> Iterator[Pair]:
    """Partners on the same page, then on any; what another page says already is settled in between."""
    _settle(group, lambda fact: fact.citation.page)
    yield from _iter_by_key(group, lambda fact: (fact.citation.page, fact.citation.place.span.headings))
    yield from _iter_by_key(group, lambda fact: fact.citation.page)
    _settle(group, lambda _: None)
    yield from _iter_by_key(group, lambda _: None)
    yield from _iter_rest(group)


def _iter_many(group: _Group) -> Iterator[Pair]:
    """Partners by what they say, most similar first."""
    _settle(group, lambda _: None)
    yield from _iter_similar(group)
    yield from _iter_rest(group)


def _settle(group: _Group, key: _Key) -> None:
    """Drop what both versions say."""
    group.old = [fact for fact in group.old if get_meaning(fact.value, fact.kind) not in group.said_after[key(fact)]]
    group.new = [fact for fact in group.new if get_meaning(fact.value, fact.kind) not in group.said_before[key(fact)]]


def _iter_by_key(group: _Group, key: _Key) -> Iterator[Pair]:
    """Partners that have the key in common, in the order of their ids."""
    waiting: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in reversed(group.old):
        waiting[key(fact)].append(fact)
    pairs = [(waiting[key(fact)].pop(), fact) for fact in group.new if waiting[key(fact)]]
    _take(group, pairs)
    yield from pairs


def _iter_similar(group: _Group) -> Iterator[Pair]:
    if len(group.old) * len(group.new) > MOST_COMPARISONS:
        return
    ranked = sorted(_iter_candidates(group))
    old, new, pairs = set(), set(), []
    for _, _, before, after in ranked:
        if before not in old and after not in new:
            old.add(before)
            new.add(after)
            pairs.append((group.old[before], group.new[after]))
    _take(group, pairs)
    yield from pairs


def _iter_candidates(group: _Group) -> Iterator[tuple[float, bool, int, int]]:
    for before, one in enumerate(group.old):
        for after, other in enumerate(group.new):
            similarity = get_similarity(one.value.raw, other.value.raw)
            if similarity >= SAME_STATEMENT:
                yield -similarity, one.attribute.id != other.attribute.id, before, after


def _take(group: _Group, pairs: list[tuple[Fact, Fact]]) -> None:
    old, new = {pair[0].id for pair in pairs}, {pair[1].id for pair in pairs}
    group.old = [fact for fact in group.old if fact.id not in old]
    group.new = [fact for fact in group.new if fact.id not in new]


def _iter_rest(group: _Group) -> Iterator[Pair]:
    for fact in group.old:
        yield fact, None
    for fact in group.new:
        yield None, fact
