"""What holds for every page: quotes are the page's own text, and looks are no changes."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import FactKind, Place
from index.store import open_writer
from ingest.extract import read_page
from ingest.html import read_html
from ingest.html_quotes import get_visible_text
from ingest.markdown import read_markdown
from ingest.page import Page
from ingest.reading import PageReading
from ingest.rst import read_rst
from service.serialise import get_change
from tests.ingest.dumps import dump_fact
from tests.ingest.states import DOCSET, compare_texts, put
from tests.ingest.strategies import RST_SOUP, SOUP, Comparison, comparisons, orders, pages, render_html, render_markdown

quick = settings(max_examples=50, deadline=None, derandomize=True)


def check_places(page: Page, reading: PageReading) -> None:
    for fact in reading.facts:
        check_place(page, fact.place)
        assert fact.value.raw or fact.kind is FactKind.CELL
    for name in reading.names:
        if name.place:
            check_place(page, name.place)


def check_place(page: Page, place: Place) -> None:
    span = place.span
    assert 0 <= span.start < span.end <= len(page.source)
    assert place.quote == get_text(page, span.start, span.end)
    assert span.first_line == 1 + page.source.count("\n", 0, span.start)
    assert span.last_line == 1 + page.source.count("\n", 0, span.end - 1)
    if place.header:
        assert place.header.quote == get_text(page, place.header.start, place.header.end)
    if place.cell:
        assert span.start <= place.cell.start <= place.cell.end <= span.end


def check_cells(page: Page, reading: PageReading) -> None:
    """The cell that is cited shows the value, and its row shows it with its label or name."""
    for fact in reading.facts:
        if fact.kind is FactKind.CELL and fact.place.cell:
            cell = get_visible_text(page.source[fact.place.cell.start : fact.place.cell.end])
            assert cell.replace("\\|", "|") == fact.value.raw
            row = fact.place.quote
            assert fact.attribute in row or fact.entity in row


def get_text(page: Page, start: int, end: int) -> str:
    text = page.source[start:end]
    return get_visible_text(text) if page.is_html else text


def get_cells(reading: PageReading) -> set[str]:
    return {dump_fact(fact) for fact in reading.facts if fact.kind is FactKind.CELL}


@quick
@given(pages())
def test_quotes_are_the_pages_own_text(text: str) -> None:
    page = read_markdown("page", text)
    reading = read_page(page)
    check_places(page, reading)


@quick
@given(pages())
def test_prose_is_quoted_from_its_first_to_its_last_word(text: str) -> None:
    page = read_markdown("page", text)
    for fact in read_page(page).facts:
        if fact.kind in (FactKind.DEFINITION, FactKind.STATEMENT, FactKind.RECOMMENDATION):
            words = [w for w in fact.value.raw.split() if w.isalpha()]
            assert not words or (words[0] in fact.place.quote and words[-1] in fact.place.quote)


@quick
@given(SOUP)
def test_any_text_is_read_as_markdown(text: str) -> None:
    page = read_markdown("page", text)
    check_places(page, read_page(page))


@quick
@given(RST_SOUP)
def test_any_text_is_read_as_restructured_text(text: str) -> None:
    page = read_rst("page", text)
    check_places(page, read_page(page))


@quick
@given(SOUP, st.sampled_from(["", "\ufeff", "<html><body>", "<table><tr><td>a<td>b<tr><td>c"]))
def test_any_text_is_read_as_html(text: str, before: str) -> None:
    page = read_html("page", before + text)
    check_places(page, read_page(page))


@quick
@given(comparisons())
def test_cells_are_quoted_exactly(table: Comparison) -> None:
    page = read_markdown("page", render_markdown(table.get_lines()))
    facts = read_page(page).facts
    assert len(facts) == len(table.things) * len(table.labels)
    for fact in facts:
        assert fact.place.cell is not None
        cell = page.source[fact.place.cell.start : fact.place.cell.end]
        assert cell == table.cells[table.labels.index(fact.attribute)][table.things.index(fact.entity)]
        assert fact.place.header and fact.entity in fact.place.header.quote


@quick
@given(comparisons())
def test_html_and_back_says_the_same(table: Comparison) -> None:
    markdown = read_page(read_markdown("page", render_markdown(table.get_lines())))
    html = read_page(read_html("page", render_html(table.get_lines())))
    assert get_cells(html) == get_cells(markdown)
    check_cells(read_html("page", render_html(table.get_lines())), html)


@quick
@given(comparisons(), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_mean_nothing(table: Comparison, end: str) -> None:
    for read, render in ((read_markdown, render_markdown), (read_html, render_html)):
        text = render(table.get_lines())
        page = read("page", text.replace("\n", end))
        reading = read_page(page)
        check_places(page, reading)
        check_cells(page, reading)
        assert get_cells(reading) == get_cells(read_page(read("page", text)))


@quick
@given(comparisons(), st.data())
def test_order_spacing_and_code_ticks_are_no_change(table: Comparison, data: st.DataObject) -> None:
    rows, columns = data.draw(orders(len(table.labels))), data.draw(orders(len(table.things)))
    lines = table.with_rows(rows).with_columns(columns).get_lines()
    ticked = [[f"`{cell}`" if cell in table.things else cell for cell in line] for line in lines]
    gap = data.draw(st.sampled_from(["", "   ", "\t"]))
    old, new = render_markdown(table.get_lines()), render_markdown(ticked, gap)
    assert compare_texts(old, new) == ()


@quick
@given(comparisons())
def test_a_table_on_its_side_is_no_change(table: Comparison) -> None:
    old, new = render_markdown(table.get_lines()), render_markdown(table.get_transposed_lines())
    assert compare_texts(old, new) == ()


@quick
@given(pages())
def test_a_page_does_not_differ_from_itself(text: str) -> None:
    assert compare_texts(text, text) == ()
    assert compare_texts(text, text + "\n") == ()


@quick
@given(comparisons(), comparisons())
def test_there_and_back_is_the_same_state(old: Comparison, new: Comparison) -> None:
    texts = [render_markdown(table.get_lines()) for table in (old, new, old)]
    with open_writer(None) as writer:
        for label, text in zip("abc", texts, strict=True):
            put(writer, label, {"page": text})
        first, _, last = writer.versions(DOCSET)
        reader = writer.reader()
        assert reader.changes(DOCSET, first, last) == ()
        values = [{(f.entity.name, f.attribute.name, f.value) for f in reader.facts(v)} for v in (first, last)]
        assert values[0] == values[1]


@quick
@given(comparisons(), comparisons())
def test_the_difference_leads_from_one_state_to_the_other(old: Comparison, new: Comparison) -> None:
    with open_writer(None) as writer:
        for label, table in (("old", old), ("new", new)):
            put(writer, label, {"page": render_markdown(table.get_lines())})
        reader = writer.reader()
        older, newer = writer.versions(DOCSET)
        cells = {(f.entity.id, f.attribute.id): f.value.raw for f in reader.facts(older)}
        for change in reader.changes(DOCSET, older, newer):
            if change.entity and change.attribute and change.before:
                cells.pop((change.entity.id, change.attribute.id))
            if change.entity and change.attribute and change.after:
                cells[change.entity.id, change.attribute.id] = change.after.raw
        assert cells == {(f.entity.id, f.attribute.id): f.value.raw for f in reader.facts(newer)}


@quick
@given(comparisons(), comparisons())
def test_the_same_input_gives_the_same_bytes(old: Comparison, new: Comparison) -> None:
    texts = render_markdown(old.get_lines()), render_markdown(new.get_lines())
    found = [json.dumps([get_change(change) for change in compare_texts(*texts)]) for _ in range(2)]
    assert found[0] == found[1]
