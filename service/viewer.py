"""The text of a snapshot, line by line, with a quote and the cell inside it marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from index.model import Slice


class Mark(StrEnum):
    """How a run of characters is marked."""

    PLAIN = ""
    QUOTE = "quote"
    CELL = "quote cell"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one line that are marked alike."""

    text: str
    """The characters."""
    mark: Mark
    """Their mark."""
    target: bool = False
    """Whether this is the place to go to: where the cell begins, or else the quote."""


@dataclass(frozen=True, slots=True)
class View:
    """What of a snapshot is shown."""

    first_line: int
    """Number of the first line shown."""
    lines: tuple[tuple[Run, ...], ...]
    """The lines, each in runs."""
    whole: bool
    """Whether this is the whole snapshot."""


def get_view(text: str, quote: Slice | None, cell: Slice | None, viewed: int) -> View:
    """The text around a quote (from the start, without one), of about `viewed` characters, in whole lines."""
    window = _get_window(text, quote, viewed)
    marks = _get_marks(text, quote, cell)
    lines: list[tuple[Run, ...]] = []
    offset = window.start
    for line in text[window.start : window.end].split("\n"):
        lines.append(tuple(_iter_runs(line, offset, marks)))
        offset += len(line) + 1
    return View(text.count("\n", 0, window.start) + 1, tuple(lines), window == Slice(0, len(text)))


def _get_window(text: str, quote: Slice | None, viewed: int) -> Slice:
    if len(text) <= viewed:
        return Slice(0, len(text))
    middle = Slice(0, 0) if quote is None else quote
    start = text.rfind("\n", 0, max(0, middle.start - viewed // 2)) + 1
    end = text.find("\n", min(len(text), max(middle.end, start) + viewed // 2))
    return Slice(start, len(text) if end < 0 else end)


def _get_marks(text: str, quote: Slice | None, cell: Slice | None) -> list[tuple[Slice, Mark]]:
    """The whole text cut where the mark changes."""
    if quote is None:
        return [(Slice(0, len(text)), Mark.PLAIN)]
    inner = cell or Slice(quote.end, quote.end)
    edges = (0, quote.start, inner.start, inner.end, quote.end, len(text))
    marks = (Mark.PLAIN, Mark.QUOTE, Mark.CELL, Mark.QUOTE, Mark.PLAIN)
    return [(Slice(*edge), mark) for edge, mark in zip(pairwise(edges), marks, strict=True)]


def _iter_runs(line: str, offset: int, marks: list[tuple[Slice, Mark]]) -> Iterator[Run]:
    target = _find_target(marks)
    for part, mark in marks:
        start, end = max(part.start, offset), min(part.end, offset + len(line))
        if start < end:
            yield Run(line[start - offset : end - offset], mark, start == target)


def _find_target(marks: list[tuple[Slice, Mark]]) -> int:
    for wanted in (Mark.CELL, Mark.QUOTE):
        for part, mark in marks:
            if mark is wanted and part.start < part.end:
                return part.start
    return -1
