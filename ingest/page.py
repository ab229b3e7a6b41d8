"""The page model: what a docs page says, block by block, each with its exact place in the source.

Readers for Markdown and HTML make pages; extractors read them. Offsets count
characters of the source, as in `index.model`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from index.model import Excerpt, Place, Slice, Span


# There are more runs and markup on a page than of anything else, and a tuple is made in a third of the time.
class Run(NamedTuple):
    """A run of visible text and the source that it comes from."""

    at: int
    """Offset of the run in the visible text."""
    length: int
    """Its length there."""
    start: int
    """Offset of its source."""
    end: int
    """Offset behind its source. Character for character when both lengths are equal."""


_GET_AT = attrgetter("at")


class MarkupKind(StrEnum):
    """What a piece of inline markup does to its text."""

    LINK = "link"
    CODE = "code"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    IMAGE = "image"
    BADGE = "badge"


class Markup(NamedTuple):
    """Inline markup around a part of a text."""

    kind: MarkupKind
    """What it does."""
    at: int
    """Offset of its text in the visible text."""
    until: int
    """Offset behind its text in the visible text."""
    start: int
    """Offset of the whole markup in the source."""
    end: int
    """Offset behind the whole markup in the source."""
    target: str = ""
    """A link's address."""


class Text(NamedTuple):
    """Visible text that knows where each part of it stands in the source."""

    visible: str
    """The text as a reader sees it."""
    runs: tuple[Run, ...] = ()
    """Its runs, in order, without gaps in the visible text."""
    markup: tuple[Markup, ...] = ()
    """Its inline markup, in order of the closing marks."""
    base: int = 0
    """What is to be added to the offsets of its runs and markup in the source."""

    def get_slice(self, at: int, until: int) -> Slice:
        """The source of visible[at:until], with markup that it holds whole or begins or ends with."""
        start, end = self._find_start(at), self._find_end(until)
        for mark in self.markup:
            if at <= mark.at < mark.until <= until:
                start = min(start, mark.start) if mark.at == at else start
                end = max(end, mark.end) if mark.until == until else end
        base = self.base if self.runs else 0
        return Slice(base + start, base + max(start, end))

    def strip(self) -> Slice:
        """The source of the text without the white space around it."""
        at = len(self.visible) - len(self.visible.lstrip())
        return self.get_slice(at, max(at, len(self.visible.rstrip())))

    def join(self, other: Text) -> Text:
        """The text with another one behind it, a colon between them: a label and its value."""
        if not self.runs or not other.runs:
            return self
        one, two = self._settle(), other._settle()
        at, gap = len(self.visible), ": "
        between = Run(at, len(gap), one.runs[-1].end, two.runs[0].start)
        shift = at + len(gap)
        runs = (run._replace(at=run.at + shift) for run in two.runs)
        markup = (mark._replace(at=mark.at + shift, until=mark.until + shift) for mark in two.markup)
        return Text(self.visible + gap + other.visible, (*one.runs, between, *runs), (*one.markup, *markup))

    def _settle(self) -> Text:
        """The same text with nothing left to be added to its offsets."""
        runs = (run._replace(start=run.start + self.base, end=run.end + self.base) for run in self.runs)
        markup = (mark._replace(start=mark.start + self.base, end=mark.end + self.base) for mark in self.markup)
        return Text(self.visible, tuple(runs), tuple(markup))

    def get_bare(self) -> str:
        """The visible text in one line, without badges ("Beta", "Required") and pictures beside it."""
        text = self.visible
        for mark in self.markup:
            if mark.kind in (MarkupKind.BADGE, MarkupKind.IMAGE):
                text = text[: mark.at] + " " * (mark.until - mark.at) + text[mark.until :]
        return " ".join((text if text.strip() else self.visible).split())

    def _find_start(self, at: int) -> int:
        if not self.runs:
            return 0
        run = self.runs[max(0, bisect_right(self.runs, at, key=_GET_AT) - 1)]
        return run.start + at - run.at if run.length == run.end - run.start else run.start

    def _find_end(self, until: int) -> int:
        if not self.runs:
            return 0
        run = self.runs[max(0, bisect_right(self.runs, max(0, until - 1), key=_GET_AT) - 1)]
        return run.start + until - run.at if run.length == run.end - run.start else run.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: Text
    """Its text."""
    term: Text | None = None
    """The term that it describes, in a definition list."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    text: Text
    """The text of its first paragraph."""
    depth: int = 0
    """How many items it lies in."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, with the items of the lists inside it."""

    items: tuple[Item, ...]
    """All items in reading order."""
    lead_in: Paragraph | None = None
    """The paragraph right above the list, if there is one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    text: Text
    """Its text."""
    slice: Slice
    """Its source, without the space around it."""
    is_heading: bool = False
    """Whether the markup calls it a heading of its row or column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, as wide as the source makes it."""

    cells: tuple[Cell, ...]
    """Its cells."""
    slice: Slice
    """Its source: for Markdown the line without its margins."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the source has it; nothing is repaired here."""

    header: Row
    """The header row; without cells when the source has none."""
    body: tuple[Row, ...]
    """The other rows."""


Block = Paragraph | ItemList | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, up to the next heading."""

    heading: Text | None
    """The heading's text; None above the first heading."""
    level: int
    """Its level; 0 above the first heading."""
    path: tuple[str, ...]
    """The headings above and this one, outermost first, without the page's title."""
    anchor: str
    """The address fragment of the heading."""
    blocks: tuple[Block, ...]
    """The blocks under it, in order."""


@dataclass(frozen=True, slots=True)
class Page:
    """A docs page, read."""

    path: str
    """Its path in the docset."""
    title: str
    """Its title."""
    source: str
    """The decoded snapshot."""
    sections: tuple[Section, ...]
    """Its sections in order."""
    is_html: bool = False
    """Whether quotes are visible text instead of source."""
    notes: tuple[str, ...] = ()
    """What could not be understood and was kept as text or left out, a line each."""
    line_ends: tuple[int, ...] = field(default=(), repr=False)
    """Offsets of the line feeds of the source."""

    def get_place(
        self,
        section: Section,
        where: Slice,
        *,
        cell: Slice | None = None,
        header: Slice | None = None,
        note: Slice | None = None,
        group: Slice | None = None,
    ) -> Place:
        """The place of a slice of this page, quoted."""
        span = Span(
            where.start,
            where.end,
            self.get_line(where.start),
            self.get_line(max(where.start, where.end - 1)),
            section.path,
            section.anchor,
        )
        quote = self.get_quote(where)
        return Place(span, quote, cell, self._get_excerpt(header), self._get_excerpt(note), self._get_excerpt(group))

    def _get_excerpt(self, where: Slice | None) -> Excerpt | None:
        return None if where is None else Excerpt(self.get_quote(where), where.start, where.end)

    def get_quote(self, where: Slice) -> str:
        """The text of a slice as citations quote it."""
        text = self.source[where.start : where.end]
        if not self.is_html:
            return text
        from ingest.html_quotes import get_visible_text

        return get_visible_text(text)

    def get_line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self.line_ends, offset - 1) + 1

    def iter_tables(self) -> Iterator[tuple[Section, Table]]:
        """The tables with their sections."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield section, block


def make_title(path: str) -> str:
    """What a page without a title is called: by the end of its path."""
    return path.rsplit("/", 1)[-1].replace("-", " ").replace("_", " ").strip().capitalize() or "Start page"
