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
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the dimension of its unit."""

    number: float
    """The number in the dimension's base unit; infinite when there is no limit."""
    dimension: str
    """`bytes`, `seconds`, or the unit itself where none is known."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """An amount of a question, how the question compares with it, and where it stands."""

    bound: Bound
    """How it compares."""
    amount: Amount
    """The amount."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    also: Bounded | None = None
    """The other end of a range, where the question names two ("more than 300 but less than 400")."""


# Multipliers to bytes (IEC 80000-13 for the binary ones) and to seconds.
_UNITS: dict[str, tuple[float, str]] = {
    "b": (1, "bytes"), "byte": (1, "bytes"), "kb": (1e3, "bytes"), "mb": (1e6, "bytes"), "gb": (1e9, "bytes"),
    "tb": (1e12, "bytes"), "pb": (1e15, "bytes"),
    "kilobyte": (1e3, "bytes"), "megabyte": (1e6, "bytes"), "gigabyte": (1e9, "bytes"), "terabyte": (1e12, "bytes"),
    "kib": (2**10, "bytes"), "mib": (2**20, "bytes"), "gib": (2**30, "bytes"), "tib": (2**40, "bytes"),
    "ms": (1e-3, "seconds"), "millisecond": (1e-3, "seconds"),
    "s": (1, "seconds"), "sec": (1, "seconds"), "second": (1, "seconds"),
    "min": (60, "seconds"), "minute": (60, "seconds"),
    "h": (3600, "seconds"), "hr": (3600, "seconds"), "hour": (3600, "seconds"),
    "day": (86400, "seconds"), "week": (604800, "seconds"),
    "month": (2629800, "seconds"), "year": (31557600, "seconds"),
    "usd": (1, "$"), "dollar": (1, "$"), "eur": (1, "€"), "euro": (1, "€"), "gbp": (1, "£"),
}  # fmt: skip
# Units of other dimensions, told from words and scales by their capitals.
_SI_UNITS: dict[str, tuple[float, str]] = {
    f"{prefix}{unit}": (factor, unit)
    for unit in ("A", "W", "V", "Hz", "g", "m")
    for prefix, factor in (("", 1), ("m", 1e-3), ("µ", 1e-6), ("k", 1e3), ("M", 1e6), ("G", 1e9))
    if f"{prefix}{unit}" not in ("m", "Mm", "Gm", "Mg", "Gg", "MA", "GA")
} | {"cm": (1e-2, "m")}  # fmt: skip
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "billion": 1e9, "bn": 1e9}
_NUMBER = re.compile(
    r"(?P<currency>[$€£])?\s?(?P<number>\d{1,3}(?:[,\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<unit>%|[A-Za-zµ]+)?(?:\s*/\s*(?P<per>\w+))?"
)
_UNLIMITED = re.compile(r"\b(?:unlimited|no limit|infinite|unbounded|not limited)\b", re.I)
_FREE = re.compile(r"^\s*free\b", re.I)
# What says in front of an amount of which case it is ("640: 54 ms", "Nano-320: ~ 12 ms").
_LABEL = re.compile(r"(?<![\w.,-])[A-Za-z-]*\d+:\s")


def get_dimension(word: str) -> str:
    """The dimension of a unit's name, or ""."""
    found = _UNITS.get(word.casefold()) or _UNITS.get(word.casefold().rstrip("s"))
    return found[1] if found and len(word) > 1 else ""


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
    factor, dimension = (
        _SI_UNITS.get(unit) or _UNITS.get(lower) or _UNITS.get(lower.rstrip("s")) or (1.0, lower.rstrip("s"))
    )
    return Amount(number * factor, dimension)


def has_unit(text: str) -> bool:
    """Whether a text has a number with a unit that is known, or a currency."""
    match = _NUMBER.search(text)
    unit = (match["unit"] or "").casefold() if match else ""
    return (
        bool(match and match["currency"])
        or unit == "%"
        or (match is not None and match["unit"] in _SI_UNITS)
        or unit in _UNITS
        or unit.rstrip("s") in _UNITS
        or unit in _SCALES
    )


def get_amount(value: Value) -> Amount | None:
    """The amount that a value states: its upper bound, infinite when the docs say that there is none."""
    quantity = value.quantity
    if quantity is None:
        told = _LABEL.sub("", value.raw)
        states = any(char.isdigit() for char in told) or _UNLIMITED.search(told) or _FREE.search(told)
        return find_amount(told) if states else None
    number = quantity.high if quantity.high is not None else quantity.low
    if quantity.high is None and _UNLIMITED.search(value.raw):
        return Amount(float("inf"), "")
    if number is None:
        return Amount(float("inf"), "")
    unit = quantity.unit.split("/")[0].strip()
    unit = next((first for first in unit.split()[:1] if get_dimension(first)), unit)
    return _scale(number, unit if unit not in ("$", "€", "£") else "", unit if unit in ("$", "€", "£") else "")


# Words by which tables grade things, from the least to the most.
_GRADES = (
    ("none", "nothing", "minimal"),
    ("very low", "very poor", "very slow", "very small", "tiny", "lowest"),
    ("low", "poor", "slow", "small", "weak", "basic", "limited"),
    ("medium", "moderate", "average", "fair", "normal", "acceptable", "middling"),
    ("high", "good", "fast", "large", "strong", "great"),
    ("very high", "very good", "very fast", "very large", "very strong", "excellent", "best", "highest", "fastest"),
)
_BY_GRADE = {word: number for number, words in enumerate(_GRADES) for word in words}


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?\b"
    r"|\b(?:(?P<day>\d{1,2})\s+)?(?P<month>" + "|".join(_MONTHS) + r")[a-z]*\.?"
    r"\s+(?:(?P<late>\d{1,2}),?\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.I,
)


def _find_day(text: str) -> float | None:
    """The first date of a text as a number that grows with time, or None."""
    match = _DAY.search(text)
    if not match:
        return None
    year = int(match["y"] or match["year"])
    month = int(match["m"]) if match["m"] else _MONTHS.index(match["month"][:3].casefold()) + 1
    day = int(match["d"] or match["day"] or match["late"] or 1)
    return float((year * 100 + month) * 100 + day)


def get_measure(value: Value) -> Amount | None:
    """The date or amount that a value states, or the grade that its only words are ("high", "very good")."""
    day = _find_day(value.raw)
    if day is not None:
        return Amount(day, "date")
    grade = _BY_GRADE.get(value.raw.strip(" *_`.").casefold())
    return get_amount(value) if grade is None else Amount(float(grade), "grade")


def are_comparable(amounts: list[Amount]) -> bool:
    """Whether amounts are of one dimension; what has no limit fits any."""
    return len({amount.dimension for amount in amounts if amount.number != float("inf") and amount.number != 0}) <= 1


def meets(fact: Fact, bounded: Bounded) -> bool | None:
    """Whether a fact's amount meets a bound; None where they cannot be compared."""
    amount, bound, wanted = get_amount(fact.value), bounded.bound, bounded.amount
    if amount is None or not _fit(amount, wanted) or not _is_measured(fact, amount, wanted):
        return None
    also = bounded.also
    within = also is None or (_fit(amount, also.amount) and compare(amount.number, also.bound, also.amount.number))
    return within and compare(amount.number, bound, wanted.number)


def compare(number: float, bound: Bound, wanted: float) -> bool:
    """Whether a number meets a bound."""
    if bound is Bound.EXACTLY:
        return number == wanted
    if bound is Bound.AT_LEAST:
        return number >= wanted
    if bound is Bound.MORE:
        return number > wanted
    return number <= wanted if bound is Bound.AT_MOST else number < wanted


def _fit(amount: Amount, wanted: Amount) -> bool:
    """Whether two amounts can be compared: of one dimension, or one of them a bare number."""
    return are_comparable([amount, wanted]) or not amount.dimension or not wanted.dimension


def _is_measured(fact: Fact, amount: Amount, wanted: Amount) -> bool:
    """Whether a bare number is a size or span of time by the names beside it, where the question has one of these."""
    if wanted.dimension not in _MEASURED or amount.dimension or amount.number == float("inf"):
        return True
    return has_measuring_noun(f"{fact.attribute.name} {fact.entity.name}", wanted.dimension)


def has_measuring_noun(text: str, dimension: str = "") -> bool:
    """Whether a text has a noun for what bare numbers measure: "size", "timeout"; of one dimension if told."""
    words = frozenset(re.findall(r"[a-z]+", text.casefold()))
    return any(words & nouns for each, nouns in _MEASURED.items() if dimension in ("", each))


# A bare number beside other names counts something.
_MEASURED = {
    "bytes": frozenset("size bytes memory storage disk space capacity mb gb tb kb".split()),
    "seconds": frozenset(
        "time timeout duration interval age ttl period delay lifetime seconds minutes hours days weeks ms".split()
    ),
}
