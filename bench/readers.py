"""A plain table reader to be measured beside: what a table library sees, taken at its word.

The header names the columns, the first cell of a row names the row, and nothing is repaired.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from pathlib import Path

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table")
_MARKDOWN, _HTML = (".md", ".mdx", ".markdown", ".txt"), (".html", ".htm")

Grid = list[list[str]]
"""The visible texts of a table, row by row, the header first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two versions of a table state differently, by the names of its rows and columns."""

    row: str
    """The name of the row; "" where a column was renamed."""
    column: str
    """The name of the column; "" where a row was renamed."""
    before: str | None
    """The older text, or the older name; None where only the newer version has the cell."""
    after: str | None
    """The newer text, or the newer name; None where only the older version has the cell."""
    is_renaming: bool = False
    """Whether the row or column was renamed."""


def read_grids(folder: Path) -> dict[tuple[str, int], Grid]:
    """The tables of a folder of docs, by page and place on the page."""
    grids: dict[tuple[str, int], Grid] = {}
    for file in sorted(folder.rglob("*")):
        if file.suffix in (*_MARKDOWN, *_HTML):
            page = file.relative_to(folder).with_suffix("").as_posix()
            found = (g for g in _iter_grids(file.read_text(encoding="utf-8"), file.suffix) if len(g) > 1)
            grids.update(((page, number), grid) for number, grid in enumerate(found))
    return grids


def _iter_grids(text: str, suffix: str) -> Iterator[Grid]:
    if suffix in _HTML:
        yield from _iter_html_grids(text)
        return
    tokens = _PARSER.parse(text)
    for i, token in enumerate(tokens):
        if token.type == "table_open":
            yield _read_grid(tokens[i:])
        elif token.type == "html_block":
            yield from _iter_html_grids(token.content)


def _read_grid(tokens: Sequence[Token]) -> Grid:
    rows: Grid = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(" ".join("".join(_iter_texts(token)).split()))
    return rows


def _iter_texts(inline: Token) -> Iterator[str]:
    for child in inline.children or ():
        yield " " if child.type in ("softbreak", "hardbreak", "html_inline") else child.content


def _iter_html_grids(text: str) -> Iterator[Grid]:
    for table in BeautifulSoup(text, "html.parser").find_all("table"):
        yield [
            [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
            for row in table.find_all("tr")
        ]


def iter_cells(grid: Grid) -> Iterator[tuple[str, str, str]]:
    """Row name, column name and text of the cells that are not blank."""
    header = grid[0]
    for row in grid[1:]:
        for column, text in zip(header[1:], row[1:], strict=False):
            if text:
                yield row[0], column, text


def iter_differences(old: Grid | None, new: Grid | None) -> Iterator[Difference]:
    """What differs between two versions of a table, by the names of rows and columns alone."""
    before, after = (_key(grid) if grid else {} for grid in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Difference(name[0], name[1], before.get(name), after.get(name))


def _key(grid: Grid) -> dict[tuple[str, str], str]:
    return {(row, column): text for row, column, text in iter_cells(grid)}


def pair_grids(
    old: dict[tuple[str, int], Grid], new: dict[tuple[str, int], Grid]
) -> list[tuple[Grid | None, Grid | None]]:
    """The tables of two versions side by side, by page and order on the page."""
    pairs: list[tuple[Grid | None, Grid | None]] = []
    for _, group in groupby(sorted({*old, *new}), key=lambda where: where[0]):
        places = list(group)
        pairs += zip_longest([old[p] for p in places if p in old], [new[p] for p in places if p in new])
    return pairs
