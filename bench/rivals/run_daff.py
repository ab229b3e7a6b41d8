"""Pairs of tables as JSON on standard input to daff's highlighted differences as JSON on standard output."""

from __future__ import annotations

import json
import sys

import daff  # type: ignore[import-not-found, import-untyped, unused-ignore]

Grid = list[list[str]]


def compare(old: Grid, new: Grid) -> Grid:
    """The rows of daff's own difference of two tables, all rows and columns shown, their order ignored."""
    flags = daff.CompareFlags()
    flags.ordered = False
    flags.show_unchanged = True
    flags.show_unchanged_columns = True
    tables = [daff.PythonTableView(_square(grid)) for grid in (old, new)]
    alignment = daff.Coopy.compareTables(*tables, flags).align()
    shown: Grid = []
    output = daff.PythonTableView(shown)
    daff.TableDiff(alignment, flags).hilite(output)
    return [["" if cell is None else str(cell) for cell in row] for row in output.getData()]


def _square(grid: Grid) -> Grid:
    width = len(grid[0])
    return [(row + [""] * width)[:width] for row in grid]


if __name__ == "__main__":
    json.dump([compare(old, new) for old, new in json.load(sys.stdin)], sys.stdout)
