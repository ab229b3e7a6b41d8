"""Reads HTML, whole pages and tables inside Markdown, into the page model.

justhtml parses by the HTML standard's rules in linear time and keeps the
offset of each node.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from justhtml import Element, JustHTML, Node
from justhtml import Text as TextNode

from index.model import Slice
from ingest.headings import SectionDraft, place_sections
from ingest.html_tables import HtmlTable
from ingest.html_visible import BLOCKS, ICONS, get_icon_text, get_span
from ingest.icons import find_class_sign
from ingest.inline import raise_digits
from ingest.inline_marks import read_marks
from ingest.page import (
    Block,
    Cell,
    Item,
    ItemList,
    Markup,
    MarkupKind,
    Page,
    Paragraph,
    Run,
    Text,
    make_title,
)

_DROPPED = frozenset(
    "nav header footer aside script style template noscript form button svg select dialog iframe pre head".split()
)
_DROPPED_ROLES = frozenset("navigation banner contentinfo complementary search dialog".split())
_DROPPED_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:sidebar|toc|breadcrumbs?|navbar|pagination|skip-link|cookie|table-of-contents|headerlink|"
    r"heading-anchor|sr-only|visually-hidden)(?:$|[\s_-])",
    re.I,
)
_MARKUP = {
    "a": MarkupKind.LINK,
    "code": MarkupKind.CODE,
    "kbd": MarkupKind.CODE,
    "strong": MarkupKind.STRONG,
    "b": MarkupKind.STRONG,
    "em": MarkupKind.EMPHASIS,
    "i": MarkupKind.EMPHASIS,
}
# What may hold the main content where no element is called so, the surest first.
_MAIN = ("role", "article", "body")
# Words with a space between them stand in the source as they are shown.
_WORDS = re.compile(r"(?P<words>[^\s]+(?: [^\s]+)*)|\s+")
_PIECE = re.compile(r"\s+|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,31});?|[^\s&<]+|[&<]", re.I)
_LINE_END = re.compile(r"\r(\n?)")
_HEADING = re.compile(r"h([1-6])")
_HOLDS_TEXT = re.compile(r"<(?:table|p|li|dd|dt|td|div|span|summary)\b", re.I)
# Words; less than that in raw HTML is a badge, a button or an image's caption.
SHORTEST_TEXT = 4


def read_html(path: str, source: str) -> Page:
    """The page that an HTML source describes: its main content without the site's furniture."""
    plain = _unify_line_ends(source)
    root = JustHTML(plain, sanitize=False, track_node_locations=True).root
    builder = _Builder(plain, 0)
    builder.read(_find_main(root))
    drafts = builder.sections
    top = next((d.heading.visible.strip() for d in drafts if d.level == 1 and d.heading), "")
    title = top or " ".join((_find_title(root) or make_title(path)).split())
    return Page(
        path,
        title,
        source,
        tuple(place_sections(drafts)),
        is_html=True,
        line_ends=tuple(m.start() for m in re.finditer("\n", source)),
    )


def iter_fragment_blocks(fragment: str, offset: int) -> Iterator[Block]:
    """The tables, lists and sentences of a piece of HTML that begins at `offset` of its source."""
    if not _HOLDS_TEXT.search(fragment):
        return
    plain = _unify_line_ends(fragment)
    root = JustHTML(plain, sanitize=False, fragment=True, track_node_locations=True).root
    builder = _Builder(plain, offset, reads_marks=True)
    builder.read(root)
    for draft in builder.sections:
        for block in draft.blocks:
            if not isinstance(block, Paragraph) or len(block.text.visible.split()) >= SHORTEST_TEXT:
                yield block


def _unify_line_ends(source: str) -> str:
    """The source with line feeds as its only line ends and no byte order mark, all offsets kept.

    The parser would shorten the text by them before it counts.
    """
    return _LINE_END.sub(lambda m: " \n" if m[1] else "\n", source.replace("\ufeff", " "))


def _find_main(root: Node) -> Node:
    """The element that holds the main content: of those that may, the first of the surest kind."""
    found: dict[str, Node] = {}
    for node in _iter_elements(root):
        if node.name == "main":
            return node
        kind = "role" if (node.attrs or {}).get("role") == "main" else node.name
        if kind in _MAIN:
            found.setdefault(kind, node)
    return next((found[kind] for kind in _MAIN if kind in found), root)


def _find_title(root: Node) -> str:
    title = next((node for node in _iter_elements(root) if node.name == "title"), None)
    return str(title.to_text()) if title else ""


def _iter_elements(root: Node) -> Iterator[Node]:
    """The elements under a node in their order, without recursion; what a template holds is shown nowhere."""
    stack = list(reversed(root.children or []))
    while stack:
        node = stack.pop()
        if isinstance(node, TextNode):
            continue
        yield node
        stack.extend(reversed(node.children or []))


def _is_dropped(node: Node) -> bool:
    if node.name in _DROPPED:
        return True
    attrs = node.attrs if isinstance(node, Element) else {}
    if not attrs:
        return False
    return (
        attrs.get("role") in _DROPPED_ROLES
        or (attrs.get("aria-hidden") == "true" and not find_class_sign(attrs.get("class") or ""))
        or "hidden" in attrs
        or bool(_DROPPED_CLASSES.search(attrs.get("class") or ""))
    )


def _iter_events(root: Node) -> Iterator[tuple[Node | TextNode, bool]]:
    """Each node that is kept as it opens (True) and, for elements, closes (False), without recursion."""
    stack: list[tuple[Node | TextNode, bool]] = [(root, True)]
    while stack:
        node, opens = stack.pop()
        if not opens or isinstance(node, TextNode):
            yield node, opens
            continue
        if _is_dropped(node):
            # A dropped list would stay open; icons and boxes show what they are labelled with.
            if node.name in ICONS:
                yield node, opens
            continue
        yield node, opens
        stack.append((node, False))
        stack.extend((child, True) for child in reversed(node.children or []))


def _is_raised(node: TextNode) -> bool:
    """Whether a text stands above the line, by itself or as a link."""
    parent = node.parent
    if parent is not None and parent.name == "a":
        parent = parent.parent
    return parent is not None and parent.name == "sup"


@dataclass(slots=True)
class _Inline:
    """Visible text while it is collected."""

    base: int
    shown: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    markup: list[Markup] = field(default_factory=list)
    open: list[tuple[Node, int]] = field(default_factory=list)
    end: int = 0

    def show(self, text: str, start: int, end: int) -> None:
        if text == " " and (not self.shown or self.shown[-1][-1:].isspace()):
            return
        self.runs.append(Run(self.length, len(text), self.base + start, self.base + end))
        self.shown.append(text)
        self.length += len(text)
        self.end = self.base + end

    def read(self, source: str, node: TextNode) -> None:
        """Shows a text with the places of its pieces; tags between them stood in a table that cannot hold the text."""
        data, at, place = str(node.data), 0, node.origin_offset or 0
        if _is_raised(node) and raise_digits(data) != data:
            self.show(raise_digits(data), place, place + len(data))
            return
        if "&" not in data and source.startswith(data, place):
            self._read_plain(data, place)
            return
        while at < len(data):
            piece = _PIECE.match(source, place)
            if piece is None:
                return
            text, place = html.unescape(piece.group()), piece.end()
            if data.startswith(text, at):
                self.show(" " if text.isspace() else text, piece.start(), place)
                at += len(text)
            elif text.startswith(data[at:]):
                self.show(" " if text.isspace() else data[at:], piece.start(), piece.start() + len(data) - at)
                return
            elif text == "<":
                place = source.find(">", place) + 1 or len(source)

    def _read_plain(self, data: str, place: int) -> None:
        """Shows a text that stands in the source as it is."""
        for match in _WORDS.finditer(data):
            self.show(match["words"] or " ", place + match.start(), place + match.end())

    def close(self, node: Node, target: str) -> None:
        while self.open:
            opened, at = self.open.pop()
            if opened is node:
                if self.length > at:
                    start = self.base + (node.origin_offset or 0)
                    kind = _MARKUP[node.name]
                    self.markup.append(Markup(kind, at, self.length, start, self.end, target))
                return

    def get_text(self) -> Text:
        return Text("".join(self.shown).rstrip(" "), tuple(self.runs), tuple(self.markup))


class _Builder:
    """Collects sections from the events of a tree."""

    def __init__(self, source: str, base: int, *, reads_marks: bool = False) -> None:
        """`reads_marks` for HTML in a Markdown page."""
        self.source = source
        self.base = base
        self.reads_marks = reads_marks
        self.sections: list[SectionDraft] = [SectionDraft(None, 0, "")]
        self.tables: list[HtmlTable] = []
        self.items: list[Item] = []
        self.lists = 0
        self.lead_in: Paragraph | None = None
        self.term: Text | None = None
        self.inline = _Inline(base)
        self.heading_id = ""

    @property
    def blocks(self) -> list[Block]:
        return self.sections[-1].blocks

    def read(self, root: Node) -> None:
        for node, opens in _iter_events(root):
            if isinstance(node, TextNode):
                if node.origin_offset is not None:
                    self.inline.read(self.source, node)
            elif opens:
                self._open(node)
            else:
                self._close(node)
        self._flush("p")

    def _open(self, node: Node) -> None:
        name = node.name
        if name in _MARKUP:
            self.inline.open.append((node, self.inline.length))
        if name == "br":
            at = node.origin_offset or 0
            self.inline.show("\n", at, at + 4)
        elif name == "img":
            self._show_image(node)
        elif name in ICONS:
            self._show_icon(node)
        elif name in BLOCKS:
            self._open_block(node)

    def _show_image(self, node: Node) -> None:
        alt = ((node.attrs or {}).get("alt") or "").strip()
        at, begin = node.origin_offset or 0, self.inline.length
        if alt:
            end = self.source.find(">", at) + 1 or at
            self.inline.show(alt, at, end)
            image = Markup(MarkupKind.IMAGE, begin, self.inline.length, self.base + at, self.base + end)
            self.inline.markup.append(image)

    def _show_icon(self, node: Node) -> None:
        """Shows what an icon is labelled with, and whether a box is checked."""
        text, at = get_icon_text(node), node.origin_offset or 0
        if text:
            close = self.source.find("</svg>", at) + 5 if node.name == "svg" else -1
            self.inline.show(text, at, max(close, self.source.find(">", at)) + 1 or at)

    def _open_block(self, node: Node) -> None:
        name = node.name
        if self.tables and name not in ("table", "tr", "td", "th", "thead", "tbody"):
            at = node.origin_offset or 0
            if self.inline.length:
                self.inline.show("\n", at, at)
            return
        self._flush("li" if self.lists else "p")
        if name == "table":
            self.tables.append(HtmlTable())
        elif name == "thead" and self.tables:
            self.tables[-1].in_head = True
        elif name in ("td", "th") and self.tables:
            self.tables[-1].span = (get_span(node, "colspan"), get_span(node, "rowspan"))
        elif name in ("ul", "ol"):
            last = self.blocks[-1] if self.blocks else None
            self.lead_in = self.lead_in if self.lists else last if isinstance(last, Paragraph) else None
            self.lists += 1
        elif _HEADING.fullmatch(name):
            self.heading_id = (node.attrs or {}).get("id") or ""

    def _close(self, node: Node) -> None:
        name = node.name
        if name in _MARKUP:
            self.inline.close(node, (node.attrs or {}).get("href") or "")
        elif name in ("td", "th") and self.tables:
            self._close_cell(node)
        elif name == "tr" and self.tables:
            self.tables[-1].end_row()
        elif name == "thead" and self.tables:
            self.tables[-1].in_head = False
        elif name == "table" and self.tables:
            self._close_table()
        elif name in BLOCKS and not self.tables:
            self._flush(name)
            self.term = None if name == "dl" else self.term
            if name in ("ul", "ol"):
                self._close_list()

    def _take_text(self) -> Text:
        """The text that was collected; another one begins."""
        text = self.inline.get_text()
        self.inline = _Inline(self.base)
        return read_marks(text) if self.reads_marks else text

    def _close_cell(self, node: Node) -> None:
        text = self._take_text()
        start = self.base + (node.origin_offset or 0)
        end = max(start, text.runs[-1].end) if text.runs else start
        where = text.strip() if text.visible.strip() else Slice(end, end)
        self.tables[-1].add(Cell(text, where, node.name == "th"))

    def _close_table(self) -> None:
        table = self.tables.pop().get_table()
        self.inline = _Inline(self.base)
        if not self.tables and (table.body or table.header.cells):
            self.blocks.append(table)

    def _close_list(self) -> None:
        self.lists = max(0, self.lists - 1)
        if not self.lists and self.items:
            self.blocks.append(ItemList(tuple(self.items), self.lead_in))
            self.items = []

    def _flush(self, name: str) -> None:
        """Ends the running text as a block of the element that closes."""
        text = self._take_text()
        heading = _HEADING.fullmatch(name)
        if not text.visible.strip():
            return
        if heading:
            self.sections.append(SectionDraft(text, int(heading[1]), self.heading_id))
        elif self.lists:
            self.items.append(Item(text, self.lists - 1))
        elif name == "dt":
            self.term = text
            self.blocks.append(Paragraph(text))
        else:
            self.blocks.append(Paragraph(text, self.term))
