"""When two values of one property cannot both be right.

Values that differ need not contradict each other: one may only say more than the other, or state
what it says of other conditions. What is left open here is taken for no contradiction.
"""

from __future__ import annotations

import math
import re

from index.meaning import FEW_WORDS, SAME_STATEMENT, fold_text, get_meaning, get_similarity, get_weights
from index.model import FactKind, Quantity, Support, Value
from index.terms import get_terms

# Deprecated things still work for a while, and "n/a" is said where the question does not arise: neither is for or
# against.
_STANDS = {Support.YES: True, Support.PARTIAL: True, Support.NO: False, Support.PLANNED: False}

# "1 GB" and "1,024 MB" are one amount in two habits of counting; the habits part by this factor at each prefix.
_PREFIX = 1.024
_PREFIXES = 5
_ROUNDING = 1e-3

_REMARK = re.compile(r"\(([^()]*)\)\s*$")


def contradicts(one: Value, other: Value) -> bool:
    """Whether two values, as cells state them of one property, cannot both be right."""
    if get_meaning(one, FactKind.CELL) == get_meaning(other, FactKind.CELL):
        return False
    if one.support or other.support:
        return _supports_contradict(one, other)
    if _have_other_remarks(one, other):
        return False
    if one.quantity or other.quantity:
        return _quantities_contradict(one.quantity, other.quantity)
    if one.items or other.items:
        return _lists_contradict(one.items or (one.raw,), other.items or (other.raw,))
    return _texts_contradict(one.raw, other.raw)


def _supports_contradict(one: Value, other: Value) -> bool:
    stands = (_STANDS.get(value.support) if value.support else None for value in (one, other))
    first, second = stands
    if first is None or second is None:
        return False
    qualifiers = one.qualifier or "", other.qualifier or ""
    if first == second:
        return _differ_in_numbers(*qualifiers)
    # "Yes, in spring" and "no, except in spring" may say the same.
    return not all(qualifiers)


def _have_other_remarks(one: Value, other: Value) -> bool:
    """Whether both values are restricted, each by another remark."""
    remarks = [value.qualifier or _find_remark(value.raw) for value in (one, other)]
    return all(remarks) and fold_text(remarks[0]).casefold() != fold_text(remarks[1]).casefold()


def _find_remark(raw: str) -> str:
    match = _REMARK.search(raw)
    return match[1] if match else ""


def _quantities_contradict(one: Quantity | None, other: Quantity | None) -> bool:
    if one is None or other is None:
        return False
    if one.base_unit != other.base_unit:
        # A limit that does not exist has no unit: "unlimited", "10 GB".
        return _is_unlimited(one) != _is_unlimited(other) and "" in (one.base_unit, other.base_unit)
    if _is_unlimited(one) or _is_unlimited(other):
        limited = other if _is_unlimited(one) else one
        return _get_bounds(limited)[1] < math.inf
    low, high = _get_bounds(one)
    other_low, other_high = _get_bounds(other)
    same_low, same_high = _are_equal(low, other_low), _are_equal(high, other_high)
    if (one.low is None and other.low is None) or (one.high is None and other.high is None):
        return not (same_low and same_high)
    contained = (low <= other_low and other_high <= high) or (other_low <= low and high <= other_high)
    return not (same_low or same_high or contained)


def _is_unlimited(quantity: Quantity) -> bool:
    return quantity.low is None and quantity.high is None


def _get_bounds(quantity: Quantity) -> tuple[float, float]:
    low, high = quantity.low, quantity.high
    if quantity.base_unit:
        low, high = quantity.base_low, quantity.base_high
    return -math.inf if low is None else low, math.inf if high is None else high


def _are_equal(one: float, other: float) -> bool:
    if one == other:
        return True
    if math.isinf(one) or math.isinf(other) or one * other <= 0:
        return False
    ratio = max(one, other) / min(one, other)
    return any(math.isclose(ratio, _PREFIX**n, rel_tol=_ROUNDING) for n in range(_PREFIXES + 1))


def _lists_contradict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if any(len(get_terms(item)) > FEW_WORDS for item in (*one, *other)):
        return False
    return not _covers(one, other) and not _covers(other, one)


def _covers(items: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether each of the other items is among the items, or only says more or less than one of them."""
    known = [frozenset(get_terms(item)) for item in items]
    return all(any(_is_detail(frozenset(get_terms(item)), terms) for terms in known) for item in others)


def _is_detail(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _texts_contradict(one: str, other: str) -> bool:
    first, second = get_terms(fold_text(one)), get_terms(fold_text(other))
    if _is_detail(frozenset(first), frozenset(second)):
        return abs(len(first) - len(second)) == 1 and get_weights(one)[1] != get_weights(other)[1]
    if max(len(first), len(second)) <= FEW_WORDS:
        return True
    # Two descriptions of a thing differ in words as a rule; it is numbers and negations that are right or wrong.
    return get_weights(one) != get_weights(other) and get_similarity(one, other) >= SAME_STATEMENT


def _differ_in_numbers(one: str, other: str) -> bool:
    """Whether two texts are the same but for their numbers."""
    first, second = get_terms(one), get_terms(other)
    return first != second and [t for t in first if not _has_digit(t)] == [t for t in second if not _has_digit(t)]


def _has_digit(term: str) -> bool:
    return any(c.isdigit() for c in term)
