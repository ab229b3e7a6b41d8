"""Pieces of HTML in Markdown pages: each read once, wherever it stands."""

from __future__ import annotations

from functools import lru_cache

from index.model import Slice
from ingest.page import Block, Cell, Item, ItemList, Paragraph, Row, Table, Text

# States of one page have most pieces in common, and are read one after the other.
FRAGMENTS_KEPT = 64


def get_fragment_blocks(fragment: str, offset: int) -> list[Block]:
    """The tables, lists and sentences of a piece of HTML that begins at `offset` of its source."""
    move = _Move(offset)
    return [move.move_block(block) for block in _read_fragment(fragment)]


@lru_cache(maxsize=FRAGMENTS_KEPT)
def _read_fragment(fragment: str) -> tuple[Block, ...]:
    # Many pages have no HTML, and what reads it takes a tenth of a second to load.
    from ingest.html import iter_fragment_blocks

    return tuple(iter_fragment_blocks(fragment, 0))


class _Move:
    """Blocks as they are at another place of the source; what was one paragraph or cell before is one then."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._paragraphs: dict[int, Paragraph] = {}
        self._cells: dict[int, Cell] = {}

    def move_block(self, block: Block) -> Block:
        """A block there."""
        if isinstance(block, Paragraph):
            return self._move_paragraph(block)
        if isinstance(block, ItemList):
            items = tuple(Item(self._move_text(item.text), item.depth) for item in block.items)
            return ItemList(items, block.lead_in and self._move_paragraph(block.lead_in))
        return Table(self._move_row(block.header), tuple(map(self._move_row, block.body)))

    def _move_paragraph(self, block: Paragraph) -> Paragraph:
        if id(block) not in self._paragraphs:
            moved = Paragraph(self._move_text(block.text), block.term and self._move_text(block.term))
            self._paragraphs[id(block)] = moved
        return self._paragraphs[id(block)]

    def _move_row(self, row: Row) -> Row:
        # A table without a header has an empty one, which stands nowhere.
        where = self._move_slice(row.slice) if row.cells else row.slice
        return Row(tuple(map(self._move_cell, row.cells)), where)

    def _move_cell(self, cell: Cell) -> Cell:
        if id(cell) not in self._cells:
            moved = Cell(self._move_text(cell.text), self._move_slice(cell.slice), cell.is_heading)
            self._cells[id(cell)] = moved
        return self._cells[id(cell)]

    def _move_text(self, text: Text) -> Text:
        return Text(text.visible, text.runs, text.markup, text.base + self._offset)

    def _move_slice(self, where: Slice) -> Slice:
        return Slice(where.start + self._offset, where.end + self._offset)
