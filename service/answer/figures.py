"""The number that a question asks for, where the words that it uses stand in the cell beside it."""

from __future__ import annotations

from itertools import pairwise

from index.model import Fact, FactKind

from .amounts import get_dimension
from .evidence import Inquiry
from .finding import Finding
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
    if not finding.is_cell or not asks_figure(inquiry.reading) or _has_number(cell):
        return None
    row = [fact for fact in inquiry.get_facts_of(cell.entity.id, (FactKind.CELL,)) if _is_beside(fact, cell)]
    defaults = [fact for fact in row if "default" in get_term_set(fact.attribute.name)]
    numbers = [fact for fact in row if _has_number(fact)]
    if defaults:
        return defaults[0]
    return numbers[0] if len(numbers) == 1 else None


def _is_beside(fact: Fact, cell: Fact) -> bool:
    """Whether a fact is another cell of the same row."""
    same_row = fact.citation.page == cell.citation.page and fact.citation.place.span == cell.citation.place.span
    return same_row and fact.attribute.id != cell.attribute.id


def _has_number(fact: Fact) -> bool:
    return any(char.isdigit() for char in fact.value.raw)
