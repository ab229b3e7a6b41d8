"""Tables that reStructuredText draws with lines: grids, and columns under rulers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from index.model import Slice
from ingest.directive_tables import Line, Reader
from ingest.page import Cell, Row, Table, Text

GRID_BORDER = re.compile(r"\+(?:[-=]+\+)+[ \t]*")
RULER = re.compile(r"={2,}(?:[ ]+={2,})+[ \t]*")
_SPAN_RULER = re.compile(r"-{2,}(?:[ ]+-{2,})*[ \t]*")
_GROUP = re.compile(r"[=-]+")
_HEAD_BORDER = re.compile(r"\+(?:=+\+)+[ \t]*")
_NO_ROW = Row((), Slice(0, 0))
# Characters. Larger grids are drawn by programs, and walking along their lines takes seconds.
LARGEST_GRID = 500_000


class _Box(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


def find_grid_end(lines: Sequence[Line], first: int) -> int:
    """The number of the line behind a grid that begins at `first`."""
    end = first
    while end < len(lines) and lines[end].text[:1] in ("+", "|"):
        end += 1
    return end


def read_grid_table(lines: Sequence[Line], read: Reader) -> Table | None:
    """The table of a grid; None for one whose lines do not close."""
    width = max(len(line.text.rstrip()) for line in lines)
    if len(lines) < 3 or len(lines) * width > LARGEST_GRID:
        return None
    block = [line.text.rstrip().ljust(width) for line in lines]
    head = next((n for n, text in enumerate(block) if _HEAD_BORDER.fullmatch(text) and n), 0)
    boxes = _find_boxes([text.replace("=", "-") if GRID_BORDER.fullmatch(text) else text for text in block])
    if not boxes:
        return None
    tops = sorted({box.top for box in boxes})
    lefts = sorted({box.left for box in boxes})
    grid: list[list[Cell | None]] = [[None] * len(lefts) for _ in tops]
    for box in boxes:
        cell = _make_cell([_cut(lines[n], box.left + 1, box.right) for n in range(box.top + 1, box.bottom)], read)
        for i in range(bisect_left(tops, box.top), bisect_left(tops, box.bottom)):
            for j in range(bisect_left(lefts, box.left), bisect_left(lefts, box.right)):
                grid[i][j] = cell
    rows = [
        _make_row(cells, lines[top + 1 : bottom])
        for cells, (top, bottom) in zip(grid, pairwise([*tops, len(lines) - 1]), strict=True)
    ]
    heads = bisect_left(tops, head)
    return Table(rows[0], tuple(rows[1:])) if heads else Table(_NO_ROW, tuple(rows))


def _find_boxes(block: Sequence[str]) -> list[_Box]:
    """The cells of a grid, by the walk from corner to corner that docutils takes."""
    boxes, corners, done = [], [(0, 0)], set[tuple[int, int]]()
    while corners:
        top, left = heappop(corners)
        if (top, left) in done:
            continue
        done.add((top, left))
        box = _walk_around(block, top, left)
        if box is not None:
            boxes.append(box)
            heappush(corners, (box.top, box.right))
            heappush(corners, (box.bottom, box.left))
    return boxes


def _walk_around(block: Sequence[str], top: int, left: int) -> _Box | None:
    if block[top][left] != "+":
        return None
    for right in range(left + 1, len(block[top])):
        if block[top][right] == "+":
            bottom = _find_bottom(block, top, left, right)
            if bottom is not None:
                return _Box(top, left, bottom, right)
        elif block[top][right] != "-":
            return None
    return None


def _find_bottom(block: Sequence[str], top: int, left: int, right: int) -> int | None:
    for bottom in range(top + 1, len(block)):
        sides = block[bottom][left], block[bottom][right]
        if sides == ("+", "+") and not block[bottom][left:right].strip("+-"):
            return bottom
        if sides[0] not in "+|" or sides[1] not in "+|":
            return None
    return None


def find_ruled_end(lines: Sequence[Line], first: int) -> int:
    """The number of the line behind a table of columns under rulers that begins at `first`; 0 for none."""
    rulers = 1
    for number in range(first + 1, len(lines)):
        if RULER.fullmatch(lines[number].text):
            rulers += 1
            behind = lines[number + 1].text.strip() if number + 1 < len(lines) else ""
            if not behind:
                return number + 1
    return 0


def read_ruled_table(lines: Sequence[Line], read: Reader) -> Table | None:
    """The table of columns under rulers; its first part is the header, where a ruler closes it."""
    starts = [match.start() for match in _GROUP.finditer(lines[0].text)]
    rulers = [n for n, line in enumerate(lines) if RULER.fullmatch(line.text)]
    parts = [_read_rows(lines[a + 1 : b], starts, read) for a, b in pairwise(rulers)]
    rows = [row for part in parts for row in part]
    if not rows:
        return None
    return Table(rows[0], tuple(rows[1:])) if len(parts) > 1 else Table(_NO_ROW, tuple(rows))


def _read_rows(lines: Sequence[Line], starts: Sequence[int], read: Reader) -> list[Row]:
    """Each line with something in its first column begins a row; a ruler of hyphens tells what spans columns."""
    rows: list[Row] = []
    block: list[Line] = []
    spans = starts
    for line in [*lines, Line(0, "")]:
        is_ruler = bool(_SPAN_RULER.fullmatch(line.text))
        begins = is_ruler or not line.text.strip() or bool(line.text[: starts[1]].strip())
        if begins and block:
            spans = [m.start() for m in _GROUP.finditer(line.text)] if is_ruler else starts
            rows.append(_read_row(block, starts, spans, read))
            block = []
        if not is_ruler and line.text.strip():
            block.append(line)
    return rows


def _read_row(block: Sequence[Line], starts: Sequence[int], spans: Sequence[int], read: Reader) -> Row:
    cells: list[Cell] = []
    for left, right in pairwise([*spans, None]):
        # The text of the last column may go beyond it.
        cell = _make_cell([_cut(line, left or 0, right) for line in block], read)
        cells += [cell] * sum(1 for at in starts if at >= (left or 0) and (right is None or at < right))
    return _make_row(cells, block)


def _cut(line: Line, start: int, end: int | None) -> Line:
    return Line(line.at + start, line.text[start:end]).strip()


def _make_cell(lines: Sequence[Line], read: Reader) -> Cell:
    filled = [line for line in lines if line.text]
    if not filled:
        return Cell(Text(""), Slice(lines[0].at, lines[0].at) if lines else Slice(0, 0))
    # A backslash alone keeps the first column of a row from being blank.
    text = Text("") if len(filled) == 1 and filled[0].text == "\\" else read(filled)
    return Cell(text, Slice(filled[0].at, filled[-1].at + len(filled[-1].text)))


def _make_row(cells: Sequence[Cell | None], lines: Sequence[Line]) -> Row:
    stripped = [line.strip() for line in lines if line.text.strip()]
    start = stripped[0].at if stripped else 0
    end = stripped[-1].at + len(stripped[-1].text) if stripped else start
    blank = Cell(Text(""), Slice(start, start))
    return Row(tuple(cell or blank for cell in cells), Slice(start, end))
