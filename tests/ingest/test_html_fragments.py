"""A piece of HTML that stands in a page more than once is quoted from each of its places."""

from __future__ import annotations

import pytest

from index.model import Slice
from ingest.markdown import read_markdown
from ingest.page import Cell, ItemList, Page, Paragraph, Table, Text

TABLE = (
    '<table><tr><th>Ferry</th><th>Decks</th></tr><tr><td rowspan="2">Tern</td><td><b>3</b></td></tr>'
    "<tr><td>4</td></tr></table>"
)
LIST = "<p>All ferries of the northern line take:</p><ul><li>bicycles and <code>carts</code></li></ul>"
SOURCE = f"# Ferries\n\n{TABLE}\n\n## North\n\n{TABLE}\n\n{LIST}\n\n## South\n\n{LIST}\n"


@pytest.fixture
def page() -> Page:
    return read_markdown("ferries", SOURCE)


def get_cells(page: Page) -> list[list[Cell]]:
    rows = [[table.header, *table.body] for _, table in page.iter_tables()]
    return [[cell for row in table for cell in row.cells] for table in rows]


def test_cells_are_quoted_from_their_own_table(page: Page) -> None:
    first, second = get_cells(page)
    assert [cell.text.visible for cell in first] == ["Ferry", "Decks", "Tern", "3", "Tern", "4"]
    distance = SOURCE.rindex(TABLE) - SOURCE.index(TABLE)
    for one, other in zip(first, second, strict=True):
        assert SOURCE[one.slice.start : one.slice.end].startswith(("Ferry", "Decks", "Tern", "<b>3", "4"))
        assert other.slice == Slice(one.slice.start + distance, one.slice.end + distance)
        assert other.text.strip() == other.slice


def test_a_cell_over_two_rows_is_one_cell(page: Page) -> None:
    for cells in get_cells(page):
        assert cells[2] is cells[4]


def test_a_list_knows_the_very_paragraph_that_leads_into_it(page: Page) -> None:
    sections = page.sections[-2:]
    items: list[Text] = []
    for section in sections:
        *_, lead_in, block = (b for b in section.blocks if not isinstance(b, Table))
        assert isinstance(lead_in, Paragraph)
        assert isinstance(block, ItemList)
        assert block.lead_in is lead_in
        items += (item.text for item in block.items)
    quotes = [SOURCE[where.start : where.end] for where in (text.strip() for text in items)]
    assert quotes == ["bicycles and <code>carts"] * 2
    assert items[0].strip() != items[1].strip()
