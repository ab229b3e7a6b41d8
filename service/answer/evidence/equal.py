"""Whether a cell has the very value that a question writes out."""

from __future__ import annotations

import re

from index.model import Fact
from index.terms import get_name_key

from ..question.amounts import are_comparable, find_amount

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_WHOLE_AMOUNT = re.compile(r"[$€£]?\s?\d[\d,.]*\s*(?:%|[A-Za-zµ]+)?")
# What brackets add to a value, and the mark of a footnote.
_IN_BRACKETS = re.compile(r"\s*(?:\([^)]*\)|\[\^?\w+\]|[¹²³⁴⁵⁶⁷⁸⁹†‡*]+)\s*$")


def has_value(cell: Fact, asked: str) -> bool:
    """Whether a cell has a value, in the same words or as the same amount, alone or in a list."""
    return get_key(asked) in _get_keys(cell) or compare_amounts(cell, asked) is True


def compare_amounts(cell: Fact, asked: str) -> bool | None:
    """Whether a cell is the amount asked; None where one of the two is no amount, or of another dimension."""
    own = cell.value.raw.strip(" `")
    if not (_WHOLE_AMOUNT.fullmatch(own) and _WHOLE_AMOUNT.fullmatch(asked)):
        return None
    amounts = [amount for amount in (find_amount(own), find_amount(asked)) if amount]
    return amounts[0].number == amounts[-1].number if are_comparable(amounts) else None


def _get_keys(cell: Fact) -> set[str]:
    """What a cell's value may be called: the whole, without what brackets add, and each item of a list."""
    whole = cell.value.raw
    return {get_key(text) for text in (whole, _IN_BRACKETS.sub("", whole), *cell.value.items)} - {""}


def get_key(text: str) -> str:
    """A value as values are compared: signs of comparison count, commas in numbers and capitals do not."""
    signs = "".join(char for char in text if char in "<>≤≥=+-%$€£")
    return f"{signs} {get_name_key(_THOUSANDS.sub('', text))}".strip()
