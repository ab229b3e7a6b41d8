"""Reads a Markdown or MDX source into a page."""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from index.model import Slice
from ingest.blocks import parse_blocks
from ingest.directive_tables import Line, read_csv_table, read_list_table, split_options
from ingest.front_matter import find_front_matter, read_front_matter
from ingest.headings import SectionDraft, place_sections
from ingest.html_fragments import get_fragment_blocks
from ingest.inline import Origin, make_origin, read_inline
from ingest.masking import holds_components, mask, mask_too_deep
from ingest.page import Block, Cell, Item, ItemList, MarkupKind, Page, Paragraph, Row, Table, Text, make_title

# Lines between a directive and its list.
MOST_OPTIONS = 12

_MD_LINE = re.compile(r"\r\n|\n|\r")
_FEED = re.compile(r"\n")
_PIPE = re.compile(r"(?<!\\)\|")
_PREFIX = re.compile(r"[ \t>]*")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_DELIMITERS = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_EXPLICIT_ID = re.compile(r"\s*\{#([\w:.-]+)[^{}]*\}\s*$")
_DESCRIBES = re.compile(r":\s+\S")
_BANNER = re.compile(r"\bllms(?:-full)?\.txt\b")
_CODE = re.compile(r"`([^`]+)`")
_LIST_TABLE = re.compile(r"[ \t]*(?::{3,}|`{3,}|~{3,})[ \t]*\{(?:list|flat)-table\}")
_TABLE_TAG = re.compile(r"<(/?)table\b", re.I)


def read_markdown(path: str, source: str, *, mdx: bool = False) -> Page:
    """The page that a Markdown source describes. Never fails: what is not understood is noted and kept as text."""
    front, start = find_front_matter(source)
    notes: list[str] = []
    meta = read_front_matter(front, notes) if front else {}
    masked, left_out = mask_too_deep(mask(source, start=start, mdx=mdx))
    if left_out:
        line = source.count("\n", 0, left_out[0]) + 1
        notes.append(f"{line}: nested too deeply; lines left out from here on: {len(left_out)}")
    builder = _Builder(source, masked)
    builder.build(indents_code=not holds_components(source))
    title = _find_title(meta, builder) or make_title(path)
    return Page(
        path,
        title,
        source,
        tuple(place_sections(builder.sections)),
        notes=tuple(notes),
        line_ends=builder.find_line_ends(),
    )


def _find_lines(text: str) -> tuple[list[int], list[int]]:
    """Where the lines begin and where they end, as the block parser counts them."""
    if "\r" not in text:
        feeds = [m.start() for m in _FEED.finditer(text)]
        return [0, *[feed + 1 for feed in feeds]], [*feeds, len(text)]
    ends = [(m.start(), m.end()) for m in _MD_LINE.finditer(text)]
    return [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)]


def _find_title(meta: dict[str, object], builder: _Builder) -> str:
    title = next((value for key, value in meta.items() if str(key).lower() == "title"), None)
    if isinstance(title, str | int | float) and str(title).strip():
        return " ".join(_CODE.sub(r"\1", html.unescape(str(title))).split())
    top = next((s.heading for s in builder.sections if s.level == 1 and s.heading), None)
    return top.visible.strip() if top else builder.breadcrumb


class _Builder:
    """Walks markdown-it's block tokens once and collects sections."""

    def __init__(self, source: str, masked: str) -> None:
        self.source = source
        self.masked = masked
        self.starts, self.ends = _find_lines(masked)
        self.references: dict[str, object] = {}
        self.sections: list[SectionDraft] = [SectionDraft(None, 0, "")]
        self.items: list[Item] = []
        self.lists = 0
        self.item_at = 0
        self.quotes = 0
        self.lead_in: Paragraph | None = None
        self.breadcrumb = ""
        self.table_ends: dict[int, int] | None = None

    def build(self, *, indents_code: bool) -> None:
        env: dict[str, object] = {}
        if "\r" in self.masked:
            text = self.masked.replace("\r\n", "\n").replace("\r", "\n")
            tokens = parse_blocks(text, *_find_lines(text), env, indents_code=indents_code)
        else:
            tokens = parse_blocks(self.masked, self.starts, self.ends, env, indents_code=indents_code)
        references = env.get("references")
        found: dict[str, Any] = references if isinstance(references, dict) else {}
        # To the parser a footnote of one word defines the address of a link.
        notes = [definition for label, definition in found.items() if label.startswith("^")]
        self.references = {label: definition for label, definition in found.items() if not label.startswith("^")}
        i = 0
        while i < len(tokens):
            i = self._read(tokens, i)
        for definition in notes:
            self._read_note(*definition["map"])

    def find_line_ends(self) -> tuple[int, ...]:
        """The offsets of the line feeds of the source."""
        if "\r" in self.source:
            return tuple(m.start() for m in _FEED.finditer(self.source))
        return tuple(self.ends[:-1])

    def _read_note(self, first: int, last: int) -> None:
        lines = [self._get_line(number).strip() for number in range(first, last)]
        content = "\n".join(lines)
        origin = make_origin(content, [self._find_line(first + k, line) for k, line in enumerate(lines)])
        self.blocks.append(Paragraph(read_inline(content, origin, self.references)))

    def _read(self, tokens: Sequence[Token], i: int) -> int:
        token = tokens[i]
        if token.type == "heading_open":
            self._read_heading(tokens[i + 1], int(token.tag[1]))
        elif token.type == "table_open":
            return self._read_table(tokens, i)
        elif token.type == "inline" and tokens[i - 1].type == "paragraph_open":
            self._read_paragraph(token)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            return self._open_list(tokens, i)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._close_list()
        elif token.type == "list_item_open":
            self.item_at = len(self.items)
        elif token.type in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif token.type == "html_block":
            return self._read_html(tokens, i)
        elif token.type == "fence":
            self._read_fence(token)
        return i + 1

    @property
    def blocks(self) -> list[Block]:
        return self.sections[-1].blocks

    def _read_heading(self, inline: Token, level: int) -> None:
        content = inline.content
        explicit = _EXPLICIT_ID.search(content)
        if explicit:
            content = content[: explicit.start()]
        text = self._get_text(inline, content)
        self.sections.append(SectionDraft(text, level, explicit[1] if explicit else ""))

    def _read_paragraph(self, inline: Token) -> None:
        table = self._find_loose_table(inline)
        if table is not None:
            self.blocks.append(table)
            return
        text = self._get_text(inline, inline.content)
        if self._is_furniture(text):
            return
        if self.lists and len(self.items) == self.item_at + 1 and _is_label(self.items[-1].text):
            self.items[-1] = Item(self.items[-1].text.join(text), self.items[-1].depth)
        elif self.lists:
            self.items.append(Item(text, self.lists - 1))
        elif text.visible.strip():
            self.blocks.append(Paragraph(text, self._find_term(text)))

    def _find_term(self, text: Text) -> Text | None:
        """The paragraph above a text that begins with a colon, as definition lists are written."""
        above = self.blocks[-1] if self.blocks else None
        is_described = _DESCRIBES.match(text.visible) and isinstance(above, Paragraph)
        return (above.term or above.text) if is_described and isinstance(above, Paragraph) else None

    def _is_furniture(self, text: Text) -> bool:
        """Whether a text was put there by the site's generator: an index banner, a skip link."""
        if self.quotes and _BANNER.search(text.visible):
            return True
        whole = text.visible.strip()
        marks = text.markup
        return (
            bool(whole)
            and len(marks) == 1
            and marks[0].target.startswith("#")
            and (text.visible[marks[0].at : marks[0].until].strip() == whole)
        )

    def _open_list(self, tokens: Sequence[Token], i: int) -> int:
        """Begins a list; one that is a table by a directive is read whole."""
        table = None if self.lists else self._find_list_table(tokens[i])
        if table is not None:
            self.blocks.append(table)
            return _skip_blocks(tokens, i, (tokens[i].map or [0, 0])[1])
        if not self.lists:
            last = self.blocks[-1] if self.blocks else None
            self.lead_in = last if isinstance(last, Paragraph) else None
        self.lists += 1
        return i + 1

    def _close_list(self) -> None:
        self.lists -= 1
        if not self.lists and self.items:
            self.blocks.append(ItemList(tuple(self.items), self.lead_in))
            self.items = []

    def _read_html(self, tokens: Sequence[Token], i: int) -> int:
        """Reads a block of HTML; one that opens a table goes on to its end, over empty lines, as sites show it."""
        first, last = tokens[i].map or [0, 0]
        start, end = self.starts[first], self.ends[max(first, last - 1)]
        closing = max(
            (self._find_table_end(m.start()) for m in _TABLE_TAG.finditer(self.masked, start, end)), default=0
        )
        if closing > end:
            last = bisect_right(self.starts, closing)
            end = self.ends[last - 1]
        self.blocks.extend(get_fragment_blocks(self.masked[start:end], start))
        return _skip_blocks(tokens, i, last)

    def _find_table_end(self, opening: int) -> int:
        """The offset of the tag that closes a table; 0 for one that nothing closes."""
        if self.table_ends is None:
            self.table_ends = dict(_match_tables(self.masked))
        return self.table_ends.get(opening, 0)

    def _read_fence(self, token: Token) -> None:
        """Keeps a table of values between commas and the page's place by JSON-LD; other code states no facts."""
        if token.info.startswith("{csv-table}"):
            self._read_csv_table(token)
        if '"@context"' not in token.content or "BreadcrumbList" not in token.content:
            return
        try:
            entries = json.loads(token.content)["itemListElement"]
            self.breadcrumb = str(entries[-1]["item"]["name"])
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            return

    # Places

    def _get_text(self, inline: Token, content: str) -> Text:
        return read_inline(content, self._get_origin(inline, content), self.references)

    def _get_origin(self, inline: Token, content: str) -> Origin:
        first = (inline.map or [0, 0])[0]
        lines = content.split("\n")
        start = self._find_line(first, lines[0])
        # Most texts stand in the source as they are, without the marks of a container between their lines.
        if len(lines) == 1 or self.masked.startswith(content, start):
            return Origin((0,), (start,))
        rest = (self._find_line(first + k, line) for k, line in enumerate(lines[1:], 1))
        return make_origin(content, [start, *rest])

    def _find_line(self, number: int, content: str) -> int:
        """The source offset at which a line of block content stands: behind the marks of its containers."""
        number = min(number, len(self.starts) - 1)
        start, end = self.starts[number], self.ends[number]
        found = self.masked.rfind(content, start, end)
        if found < 0:
            found = self.masked.find(content.strip(), start, end)
        return found if found >= 0 else start

    # Tables

    def _read_table(self, tokens: Sequence[Token], i: int) -> int:
        first, last = tokens[i].map or [0, 0]
        self.blocks.append(self._make_table(first, last))
        while tokens[i].type != "table_close":
            i += 1
        return i + 1

    def _find_list_table(self, token: Token) -> Table | None:
        """The table that a list is under the directive that says so."""
        if "-table}" not in self.source:
            return None
        first, last = token.map or [0, 0]
        above = [self.source[self.starts[n] : self.ends[n]] for n in range(max(0, first - MOST_OPTIONS), first)]
        opening = next((n for n in reversed(range(len(above))) if _LIST_TABLE.match(above[n])), None)
        if opening is None:
            return None
        options, rest = split_options([Line(0, text) for text in above[opening + 1 :]])
        if any(line.text.strip() for line in rest):
            return None
        return read_list_table([self._get_source_line(n) for n in range(first, last)], options, self._read_lines)

    def _read_csv_table(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        options, rows = split_options([self._get_source_line(n) for n in range(first + 1, last - 1)])
        table = read_csv_table(rows, options, self._read_lines)
        if table is not None:
            self.blocks.append(table)

    def _get_source_line(self, number: int) -> Line:
        return Line(self.starts[number], self._get_line(number))

    def _read_lines(self, lines: Sequence[Line]) -> Text:
        content = "\n".join(line.text for line in lines)
        return read_inline(content, make_origin(content, [line.at for line in lines]), self.references)

    def _find_loose_table(self, inline: Token) -> Table | None:
        """A table that its delimiter row shows although its header row is too short or too long for Markdown."""
        if "|" not in inline.content:
            return None
        first, last = inline.map or [0, 0]
        if last - first < 3 or not _DELIMITERS.fullmatch(self._get_line(first + 1)):
            return None
        return self._make_table(first, last)

    def _make_table(self, first: int, last: int) -> Table:
        rows = [self._make_row(n) for n in (first, *range(first + 2, last)) if self._get_line(n).strip(" \t>")]
        return Table(rows[0], tuple(rows[1:]))

    def _get_line(self, number: int) -> str:
        return self.masked[self.starts[number] : self.ends[number]]

    def _make_row(self, number: int) -> Row:
        line = self._get_line(number)
        match = _PREFIX.match(line)
        start = match.end() if match else 0
        marker = _MARKER.match(line, start) if self.lists else None
        start = marker.end() if marker else start
        where = Slice(self.starts[number] + start, self.starts[number] + len(line.rstrip()))
        return Row(tuple(self._iter_cells(where)), where)

    def _iter_cells(self, row: Slice) -> Iterator[Cell]:
        line = self.masked[row.start : row.end]
        bars = [m.start() for m in _PIPE.finditer(line)]
        edges = [-1, *bars, len(line)]
        if bars and bars[0] == 0:
            edges = edges[1:]
        if bars and bars[-1] == len(line) - 1 and len(edges) > 2:
            edges = edges[:-1]
        for left, right in pairwise(edges):
            yield self._make_cell(row.start + left + 1, row.start + right)

    def _make_cell(self, start: int, end: int) -> Cell:
        raw = self.masked[start:end]
        bare = raw.strip()
        start += len(raw) - len(raw.lstrip())
        where = Slice(start, start + len(bare))
        return Cell(read_inline(*_unescape_pipes(bare, start), self.references), where)


def _match_tables(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of the tags that open tables of HTML, each with that of the tag that closes it."""
    opened: list[int] = []
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            yield opened.pop(), tag.start()


def _skip_blocks(tokens: Sequence[Token], i: int, until: int) -> int:
    """The first token behind the block at `i` that begins at line `until` or later, or closes what the block is in."""
    level = tokens[i].level
    i += 1
    while i < len(tokens) and tokens[i].level >= level:
        token = tokens[i]
        if token.level == level and token.nesting >= 0 and token.map and token.map[0] >= until:
            break
        i += 1
    return i


def _is_label(text: Text) -> bool:
    """Whether a text is set off as a whole, as the label of the paragraph under it."""
    whole = len(text.visible.rstrip())
    return any(mark.kind is MarkupKind.STRONG and mark.at == 0 and mark.until >= whole for mark in text.markup)


def _unescape_pipes(raw: str, start: int) -> tuple[str, Origin]:
    """A cell's text without the backslashes that keep its pipes from ending it, with where it comes from."""
    pieces = raw.split("\\|")
    at, source = [0], [start]
    for piece in pieces[:-1]:
        at.append(at[-1] + len(piece) + (1 if len(at) > 1 else 0))
        source.append(source[-1] + len(piece) + (2 if len(source) > 1 else 1))
    return "|".join(pieces), Origin(tuple(at), tuple(source))
