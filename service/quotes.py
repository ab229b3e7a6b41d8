"""Quotes as a person reads them: a table row as its cells, each with the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from index.model import Citation, Place
from service.addresses import get_quote_address
from service.answer.model import Answer, Claim

_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a quoted table row."""

    text: str
    """What stands in it."""
    meant: bool = False
    """Whether the citation is about this cell."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation made ready to be shown."""

    number: int
    """Its number in the answer."""
    citation: Citation
    """The citation."""
    cells: tuple[Cell, ...]
    """The cells, when the quote is a row of a Markdown table; else ()."""
    header: tuple[str, ...]
    """The cells of the row of column names, when there is one; else ()."""
    lead: str
    """What stands before the quote and names what it is about, when that is no row; else ""."""
    address: str
    """Where the page viewer shows it."""
    topics: tuple[str, ...]
    """What it says something about: entity and attribute of each claim that rests on it."""


def get_quotes(answer: Answer) -> list[Quote]:
    """The citations of an answer, made ready to be shown."""
    return [
        _get_quote(number, citation, tuple(dict.fromkeys(_iter_topics(answer.claims, number))))
        for number, citation in enumerate(answer.citations, 1)
    ]


def _iter_topics(claims: Iterable[Claim], number: int) -> Iterable[str]:
    for claim in claims:
        named = [thing.name for thing in (claim.entity, claim.attribute) if thing is not None]
        if number in claim.citations and named:
            yield " · ".join(named)


def _get_quote(number: int, citation: Citation, topics: tuple[str, ...]) -> Quote:
    place = citation.place
    header = place.header.quote if place.header else ""
    cells = _get_cells(place)
    return Quote(
        number,
        citation,
        cells,
        tuple(text.strip() for _, text in _split_row(header)) if cells else (),
        "" if cells else header,
        get_quote_address(citation),
        topics,
    )


def _get_cells(place: Place) -> tuple[Cell, ...]:
    """The cells of a quoted row; () when the quote is none, or is not the snapshot's own text."""
    if place.cell is None or len(place.quote) != place.span.end - place.span.start or "|" not in place.quote:
        return ()
    start, end = place.cell.start - place.span.start, place.cell.end - place.span.start
    return tuple(
        Cell(text.strip().replace("\\|", "|"), offset <= start and end <= offset + len(text))
        for offset, text in _split_row(place.quote)
    )


def _split_row(row: str) -> list[tuple[int, str]]:
    """The cells of a row between its bars, each with its offset; a bar at either edge is a mere frame."""
    bars = [match.start() for match in _BAR.finditer(row)]
    if not bars:
        return []
    edges = [-1, *bars, len(row)]
    cells = [(left + 1, row[left + 1 : right]) for left, right in pairwise(edges)]
    if not cells[0][1].strip():
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1][1].strip() else cells
