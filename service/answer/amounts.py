"""Amounts: numbers with units in questions and values, made comparable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.model import Fact, Value


class Bound(StrEnum):
    """How a question compares with an amount."""

    AT_LEAST = "at least"
    MORE = "more than"
    AT_MOST = "at most"
    LESS = "less than"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the dimension of its unit."""

    number: float
    """The number in the dimension's base unit; infinite when there is no limit."""
    dimension: str
    """`bytes`, `seconds`, or the unit itself where none is known."""


# Multipliers to bytes (IEC 80000-13 for the binary ones) and to seconds.
_UNITS: dict[str, tuple[float, str]] = {
    "b": (1, "bytes"), "byte": (1, "bytes"), "kb": (1e3, "bytes"), "mb": (1e6, "bytes"), "gb": (1e9, "bytes"), "tb": (1e12, "bytes"), "pb": (1e15, "bytes"),
    "kib": (2**10, "bytes"), "mib": (2**20, "bytes"), "gib": (2**30, "bytes"), "tib": (2**40, "bytes"),
    "ms": (1e-3, "seconds"), "millisecond": (1e-3, "seconds"), "s": (1, "seconds"), "sec": (1, "seconds"), "second": (1, "seconds"),
    "min": (60, "seconds"), "minute": (60, "seconds"), "h": (3600, "seconds"), "hr": (3600, "seconds"), "hour": (3600, "seconds"),
    "day": (86400, "seconds"), "week": (604800, "seconds"), "month": (2629800, "seconds"), "year": (31557600, "seconds"),
}  # fmt: skip
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "billion": 1e9, "bn": 1e9}
_NUMBER = re.compile(
    r"(?P<currency>[$€£])?\s?(?P<number>\d{1,3}(?:[,\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>%|[A-Za-zµ]+)?(?:\s*/\s*(?P<per>\w+))?"
)
_UNLIMITED = re.compile(r"\b(?:unlimited|no limit|infinite|unbounded|not limited)\b", re.I)
_FREE = re.compile(r"^\s*free\b", re.I)


def find_amount(text: str) -> Amount | None:
    """The first amount of a text, the last of a range that follows it at once, or None."""
    if _UNLIMITED.search(text):
        return Amount(float("inf"), "")
    if _FREE.search(text):
        return Amount(0.0, "$")
    match = _NUMBER.search(text)
    if not match:
        return None
    number = float(re.sub(r"[,\u00a0 ]", "", match["number"]))
    return _scale(number, match["unit"] or "", match["currency"] or "")


def _scale(number: float, unit: str, currency: str) -> Amount:
    lower = unit.casefold()
    if unit in ("K", "k", "M") or lower in ("thousand", "million", "billion", "bn"):
        return Amount(number * _SCALES[lower], currency)
    if currency:
        return Amount(number, currency)
    factor, dimension = _UNITS.get(lower) or _UNITS.get(lower.rstrip("s")) or (1.0, lower.rstrip("s"))
    return Amount(number * factor, dimension)


def get_amount(value: Value) -> Amount | None:
    """The amount that a value states: its upper bound, infinite when the docs say that there is none."""
    quantity = value.quantity
    if quantity is None:
        return find_amount(value.raw) if any(char.isdigit() for char in value.raw) or _UNLIMITED.search(value.raw) or _FREE.search(value.raw) else None
    number = quantity.high if quantity.high is not None else quantity.low
    if quantity.high is None and _UNLIMITED.search(value.raw):
        return Amount(float("inf"), "")
    if number is None:
        return Amount(float("inf"), "")
    unit = quantity.unit.split("/")[0].strip()
    return _scale(number, unit if unit not in ("$", "€", "£") else "", unit if unit in ("$", "€", "£") else "")


def are_comparable(amounts: list[Amount]) -> bool:
    """Whether amounts are of one dimension; what has no limit fits any."""
    return len({amount.dimension for amount in amounts if amount.number != float("inf") and amount.number != 0}) <= 1


_BOUNDS = (
    (Bound.AT_LEAST, r"at least|minimum of|no less than|not less than"),
    (Bound.AT_MOST, r"at most|up to|maximum of|no more than|not more than|within"),
    (Bound.MORE, r"more than|over|above|greater than|larger than|bigger than|exceeding|beyond|longer than|higher than"),
    (Bound.LESS, r"less than|under|below|fewer than|smaller than|shorter than|lower than|cheaper than"),
)


def find_bound(question: str) -> tuple[Bound, Amount] | None:
    """The amount with which a question compares, and how, or None."""
    for bound, words in _BOUNDS:
        match = re.search(rf"\b(?:{words})\s+(?=[$€£]?\s?\d)", question, re.I)
        amount = find_amount(question[match.end() :]) if match else None
        if amount:
            return bound, amount
    match = re.search(r"(?=[$€£]?\d)\S+(?:\s[A-Za-z]+)?\s+or\s+(more|less|fewer|larger|longer)\b", question, re.I)
    if match:
        amount = find_amount(match.group())
        if amount:
            return (Bound.AT_LEAST if match[1].casefold() in ("more", "larger", "longer") else Bound.AT_MOST), amount
    return None


def meets(fact: Fact, bound: Bound, wanted: Amount) -> bool | None:
    """Whether a fact's amount meets a bound; None where they cannot be compared."""
    amount = get_amount(fact.value)
    if amount is None or not are_comparable([amount, wanted]):
        return None
    if bound is Bound.AT_LEAST:
        return amount.number >= wanted.number
    if bound is Bound.MORE:
        return amount.number > wanted.number
    return amount.number <= wanted.number if bound is Bound.AT_MOST else amount.number < wanted.number
