"""Tables of HTML while their rows are collected."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model import Slice
from ingest.page import Cell, Row, Table

# Cells that spans may add to a table; a few spans of the width above could ask for millions.
MOST_REPEATS = 20_000


@dataclass(slots=True)
class HtmlTable:
    """A table while its rows are collected; `held` are cells that span into rows to come, by column."""

    header: Row | None = None
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    held: dict[int, tuple[Cell, int]] = field(default_factory=dict)
    repeats: int = 0
    in_head: bool = False
    span: tuple[int, int] = (1, 1)

    def take_held(self) -> None:
        """Puts cells from rows above where their columns are next."""
        while len(self.cells) in self.held:
            column = len(self.cells)
            cell, left = self.held.pop(column)
            self.cells.append(cell)
            self.repeats += 1
            if left > 1 and self.repeats < MOST_REPEATS:
                self.held[column] = (cell, left - 1)

    def add(self, cell: Cell) -> None:
        """Puts a cell at the end of the row, as often as it spans columns."""
        columns, rows = self.span if self.repeats < MOST_REPEATS else (1, 1)
        self.repeats += columns - 1
        for _ in range(columns):
            self.take_held()
            if rows > 1:
                self.held[len(self.cells)] = (cell, rows - 1)
            self.cells.append(cell)

    def end_row(self) -> None:
        """Ends the row; one without cells is none."""
        self.take_held()
        if self.cells:
            where = Slice(min(c.slice.start for c in self.cells), max(c.slice.end for c in self.cells))
            row = Row(tuple(self.cells), where)
            is_header = self.header is None and not self.rows
            if is_header and (self.in_head or all(c.is_heading for c in self.cells)):
                self.header = row
            else:
                self.rows.append(row)
        self.cells = []

    def get_table(self) -> Table:
        """The table of the rows so far."""
        return Table(self.header or Row((), Slice(0, 0)), tuple(self.rows))
