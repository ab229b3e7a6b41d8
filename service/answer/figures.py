"""The number that a question asks for, where the words that it uses stand in the cell beside it."""

from __future__ import annotations

import re
from itertools import pairwise

from index.model import Fact, FactKind

from .amounts import get_dimension
from .evidence import Inquiry
from .finding import Finding
from .matching import Match
from .reading import Reading
from .termset import get_term_set

_AMOUNTS = frozenset({"many", "much", "long", "often", "big", "large", "fast", "quickly", "high", "small", "old"})


def asks_figure(reading: Reading) -> bool:
    """Whether a question asks for a number: "how many", "in seconds", "by default"."""
    words = reading.words
    counts = any(first == "how" and second in _AMOUNTS for first, second in pairwise(words))
    return counts or "default" in words or any(get_dimension(word) for word in words)


def find_figure(inquiry: Inquiry, finding: Finding) -> Fact | None:
    """The cell with the number, in the row of a cell without one: that of the default, or the only one."""
    cell = finding.facts[0]
    if not finding.is_cell or not asks_figure(inquiry.reading) or has_number(cell):
        return None
    row = [fact for fact in inquiry.get_facts_of(cell.entity.id, (FactKind.CELL,)) if _is_beside(fact, cell)]
    defaults = [fact for fact in row if "default" in get_term_set(fact.attribute.name)]
    numbers = [fact for fact in row if has_number(fact)]
    if defaults:
        return defaults[0]
    return numbers[0] if len(numbers) == 1 else None


def _is_beside(fact: Fact, cell: Fact) -> bool:
    """Whether a fact is another cell of the same row."""
    same_row = fact.citation.page == cell.citation.page and fact.citation.place.span == cell.citation.place.span
    return same_row and fact.attribute.id != cell.attribute.id


def has_number(fact: Fact) -> bool:
    """Whether a fact states a number in digits."""
    return any(char.isdigit() for char in fact.value.raw)


_PERIODS = {
    word: period
    for period, words in {
        "second": "second seconds sec s rps",
        "minute": "minute minutes min minutely",
        "hour": "hour hours hourly hr h",
        "day": "day days daily",
        "week": "week weeks weekly",
        "month": "month months monthly mo",
        "year": "year years yearly annual annually yr",
    }.items()
    for word in words.split()
}
_PER = re.compile(r"(?:\bper\b|\ba\b|\ban\b|\beach\b|\bevery\b|/)\s*([a-z]+)|\b([a-z]+ly)\b", re.I)


def get_periods(text: str) -> frozenset[str]:
    """The spans of time for each of which a text counts: "per hour", "monthly"."""
    words = [word for pair in _PER.findall(text) for word in pair if word]
    return frozenset(_PERIODS[word.casefold()] for word in words if word.casefold() in _PERIODS)


def fits_period(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row counts for the same span of time as the question, where both name one."""
    asked = get_periods(inquiry.reading.question)
    told = get_periods(f"{match.row.attribute.name} {match.facts[0].value.raw}" if match.row else "")
    return not asked or not told or bool(asked & told)
