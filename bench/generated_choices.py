"""Questions about several entities: compared, chosen by a value, by support, by size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from bench.generated_expected import Expected, Question
from bench.generated_gold import NO, YES, Cell, GoldFacts, draw
from bench.generated_lookup import lower_first

_COMPARE = (
    "Compare {first} and {second} on {lower}.",
    "How does {lower} differ between {first} and {second}?",
    "{first} vs {second}: {lower}",
    "What is the difference in {lower} between {first} and {second}?",
)
_BOTH = ("Do both {first} and {second} support {lower}?", "{lower}: {first} or {second}?")
_HAVING = ("Which have {value} as {lower}?", "Which ones have the {lower} {value}?", "What has a {lower} of {value}?")
_SUPPORTING = ("Which support {lower}?", "Which ones have {lower}?", "What supports {lower}?")
_LACKING = ("Which do not support {lower}?", "Which ones lack {lower}?", "What has no {lower}?")
_MOST = ("Which has the highest {lower}?", "What has the largest {lower}?")
_LEAST = ("Which has the lowest {lower}?", "What has the smallest {lower}?")
# More holders than these make an answer that is cut short.
MOST_HOLDERS = 5
MOST_ROWS = 12
LEAST_NUMBERS = 3


def iter_compared(gold: GoldFacts) -> Iterator[Question]:
    """Two entities on an attribute."""
    for pair in _iter_pairs(gold):
        expected = Expected(cells=pair, version=gold.versions[-1])
        yield Question("compare", _fill(draw(_COMPARE, f"compare {pair}"), *pair), expected)


def iter_both(gold: GoldFacts) -> Iterator[Question]:
    """Whether two entities support something."""
    for pair in _iter_pairs(gold):
        supports = {cell.support for cell in pair}
        if "" not in supports and not pair[0].attribute.casefold().endswith(("ed", "able")):
            voice = draw(_BOTH, f"both {pair}")
            verdict = (YES if supports == {YES} else NO) if voice is _BOTH[0] else ""
            expected = Expected(verdict=verdict, cells=pair, version=gold.versions[-1])
            yield Question("both", _fill(voice, *pair), expected)


def _iter_pairs(gold: GoldFacts) -> Iterator[tuple[Cell, Cell]]:
    for column in gold.iter_columns():
        if len(column) <= MOST_ROWS:
            yield from combinations([cell for cell in column if cell.is_told or cell.support], 2)


def _fill(voice: str, first: Cell, second: Cell) -> str:
    return voice.format(first=first.entity, second=second.entity, lower=lower_first(first.attribute))


def iter_having(gold: GoldFacts) -> Iterator[Question]:
    """Which have a value."""
    for column in gold.iter_columns():
        for value in {cell.value for cell in column if cell.is_short and len(cell.value) > 1}:
            holders = [cell for cell in column if cell.value == value]
            others = [cell for cell in column if cell.value != value]
            near = [c for c in others if c.holds(value) or holders[0].holds(c.value)]
            if others and not near and len(holders) <= MOST_HOLDERS:
                yield _choose("which, value", _HAVING, holders, [], value)


def iter_supporting(gold: GoldFacts) -> Iterator[Question]:
    """Which support something."""
    return _iter_sides(gold, "which, support", _SUPPORTING, YES)


def iter_without(gold: GoldFacts) -> Iterator[Question]:
    """Which do not support something."""
    return _iter_sides(gold, "which, lack", _LACKING, NO)


def _iter_sides(gold: GoldFacts, kind: str, voices: Sequence[str], side: str) -> Iterator[Question]:
    for column in gold.iter_columns():
        holders = [cell for cell in column if cell.support == side]
        others = [cell for cell in column if cell.support != side]
        if holders and others and len(column) <= MOST_ROWS and len(holders) <= MOST_HOLDERS:
            yield _choose(kind, voices, holders, others)


def _choose(
    kind: str, voices: Sequence[str], holders: Sequence[Cell], beside: Sequence[Cell], value: str = ""
) -> Question:
    first = holders[0]
    ask = draw(voices, f"{kind} {first}").format(lower=lower_first(first.attribute), value=value)
    pairs = frozenset(cell.pair for cell in beside)
    return Question(kind, ask, Expected(cells=tuple(holders), beside=pairs, version=first.version))


def iter_most(gold: GoldFacts) -> Iterator[Question]:
    """Which has the highest value."""
    return _iter_extremes(gold, "superlative, most", _MOST, max)


def iter_least(gold: GoldFacts) -> Iterator[Question]:
    """Which has the lowest value."""
    return _iter_extremes(gold, "superlative, least", _LEAST, min)


def _iter_extremes(
    gold: GoldFacts, kind: str, voices: Sequence[str], best: Callable[[list[float]], float]
) -> Iterator[Question]:
    for column, numbers in _iter_numbers(gold):
        holders = [cell for cell, number in zip(column, numbers, strict=True) if number == best(numbers)]
        if len(holders) == 1:
            yield _choose(kind, voices, holders, [])


def iter_above(gold: GoldFacts) -> Iterator[Question]:
    """Which have more than an amount, which at least it."""
    for column, numbers in _iter_numbers(gold):
        for bound in column:
            for words, least in (("more than", 1e-9), ("at least", 0.0)):
                amounts = zip(column, numbers, strict=True)
                holders = [cell for cell, number in amounts if number >= _get_number(bound) + least]
                yield from _iter_bounded(column, holders, f"Which have {{lower}} of {words} {{value}}?", bound)


def iter_below(gold: GoldFacts) -> Iterator[Question]:
    """Which have less than an amount."""
    for column, numbers in _iter_numbers(gold):
        for bound in column:
            holders = [c for c, number in zip(column, numbers, strict=True) if number < _get_number(bound)]
            yield from _iter_bounded(column, holders, "Which have {lower} of less than {value}?", bound)


def _iter_bounded(column: Sequence[Cell], holders: Sequence[Cell], voice: str, bound: Cell) -> Iterator[Question]:
    if 0 < len(holders) < len(column) and len(holders) <= MOST_HOLDERS:
        yield _choose("threshold", (voice,), holders, [], bound.value)


def _iter_numbers(gold: GoldFacts) -> Iterator[tuple[list[Cell], list[float]]]:
    """The columns that hold numbers of one unit, with the numbers."""
    for column in gold.iter_columns():
        amounts = [cell.amount for cell in column if cell.amount]
        units = {unit for _, unit in amounts}
        if len(column) == len(amounts) >= LEAST_NUMBERS and len(units) == 1 and len(column) <= MOST_ROWS:
            yield column, [number for number, _ in amounts]


def _get_number(cell: Cell) -> float:
    return cell.amount[0] if cell.amount else 0.0
