"""Quantities in the texts of cells: numbers with units, ranges, bounds, prices and rates."""

from __future__ import annotations

import re
import unicodedata

from index.model import Quantity
from index.quantities import is_known_unit, with_base

_NUMBER = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"[A-Za-zµ%°][\w%°/.-]*(?:\s+(?:per\s+)?[A-Za-z][\w/-]*){0,3}"
_MONEY = r"[$€£]|(?:USD|EUR|GBP|US\$)\s?"
_BOUNDS = (
    r"up to|maximum(?: of)?|max\.?|at most|no more than|less than|<=?|≤|at least|minimum(?: of)?|min\.?|more than|>=?"
    r"|≥|~|about|approximately|approx\.?|from|starting (?:at|from)"
)


def _make_amount(name: str) -> str:
    """The pattern of a number with its scale; a small "m" or "b" behind it is a unit, no scale."""
    return (
        rf"(?P<{name}>{_NUMBER})(?:(?P<{name}_scale>[kK]|(?-i:[MB]))(?![A-Za-z])"
        rf"|\s(?P<{name}_word>thousand|million|billion|trillion)\b)?"
    )


_QUANTITY = re.compile(
    rf"(?P<bound>{_BOUNDS})?\s*(?P<money>{_MONEY})?\s*{_make_amount('low')}\+?"
    rf"(?:\s*(?P<low_unit>(?!to\b)[A-Za-zµ%]{{1,7}})?\s*(?:-|–|—|\bto\b|\.\.)\s*(?:{_MONEY})?{_make_amount('high')})?"
    rf"\s*(?P<unit>/?\s*{_UNIT})?\+?",
    re.I,
)
_DIGIT = re.compile(r"\d")
_UNLIMITED = re.compile(
    r"(?:unlimited|no (?:hard )?limits?|unmetered|infinite|∞)(?!\w)\s*(?P<unit>[\w/ -]{0,30})$", re.I
)
_REMARK = re.compile(r"^(?P<base>[^()]*?[^()\s])\s+\((?P<inner>[^()]*)\)$", re.S)
# What begins like a number with a unit: dates, and versions from one on.
_DATE = re.compile(
    r"(?:19|20)\d\d-\d\d(?:-\d\d)?(?:[T ][\d:.Z+-]+)?"
    r"|\d{1,2}\.?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d{4})?",
    re.I,
)
_VERSION_ON = re.compile(r"\d+\.\d+(?:\.\d+)*\s?(?:\+|(?:and|or) (?:later|newer|above|higher|up))", re.I)
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_UPPER = ("up to", "max", "at most", "no more", "less", "<", "≤")
_LOWER = ("at least", "min", "more", ">", "≥", "from", "starting")
_CURRENCIES = {"usd": "$", "us$": "$", "eur": "€", "gbp": "£"}


def read_quantity(text: str) -> Quantity | None:
    """The quantity that a text as a whole states, with a remark in brackets behind it or without; else None."""
    remark = _REMARK.match(text)
    base = unicodedata.normalize("NFKC", remark["base"] if remark else text).strip()
    unlimited = _UNLIMITED.fullmatch(base)
    if unlimited:
        return with_base(Quantity(None, None, unlimited["unit"].strip()))
    match = _QUANTITY.fullmatch(base) if _DIGIT.search(base) and base[:2].casefold() != "0x" else None
    if match is None or _DATE.fullmatch(base) or _VERSION_ON.fullmatch(base):
        return None
    return _make_quantity(match)


def _make_quantity(match: re.Match[str]) -> Quantity | None:
    unit, factor = _read_units(match)
    if factor is None:
        return None
    low = _read_number(match, "low") * factor
    high = _read_number(match, "high") if match["high"] else low
    bound = (match["bound"] or "").lower()
    if bound.startswith(_UPPER):
        return with_base(Quantity(None, high, unit))
    if bound.startswith(_LOWER) or match.group().rstrip().endswith("+"):
        return with_base(Quantity(low, None, unit))
    return with_base(Quantity(low, high, unit))


def _read_units(match: re.Match[str]) -> tuple[str, float | None]:
    """The unit, and the factor that brings the lower end of a range to it; None where the ends do not fit."""
    money = (match["money"] or "").strip()
    unit = (match["unit"] or "").strip()
    unit = _CURRENCIES.get(money.casefold(), money) + unit if money else unit
    first = match["low_unit"]
    if first is None:
        return unit, 1.0
    if not is_known_unit(first):
        return unit, None
    one, other = (with_base(Quantity(1.0, 1.0, name)) for name in (first, unit))
    if one.base_low is None or not other.base_low or one.base_unit != other.base_unit:
        return unit, None
    return unit, one.base_low / other.base_low


def _read_number(match: re.Match[str], name: str) -> float:
    scale = (match[f"{name}_scale"] or match[f"{name}_word"] or "").lower()
    return float(re.sub(r"[,  ]", "", match[name])) * _SCALES.get(scale, 1.0)
