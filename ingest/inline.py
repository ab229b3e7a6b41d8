"""Inline Markdown to visible text with exact places.

markdown-it-py parses the inline text but keeps no offsets, so its tokens are
walked beside the source: each token's own text or markup is looked for from
where the one before it ended.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.icons import find_class_sign, find_sign
from ingest.inline_plain import Piece, PieceKind, find_pieces
from ingest.page import Markup, MarkupKind, Run, Text

# Beyond this, nested brackets and emphasis are read as text; no page needs more, hostile ones have thousands.
DEEPEST_INLINE = 40
# An inline text longer than this is taken as plain: for 25,000 brackets the parser needs a second, for twice as many
# four. No paragraph of a real page is so long.
LONGEST_INLINE = 25_000
# States of one page have most texts in common, and are read one after the other.
TEXTS_KEPT = 2048

_PARSER = MarkdownIt("commonmark", {"maxNesting": DEEPEST_INLINE}).enable("strikethrough").disable("text_join")
_PLAIN = re.compile(r"[^\\`*_~\[\]!<>&\n]*")
_DESTINATION = re.compile(
    r"""\(\s*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*\))*\))*)"""
    r"""(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)"""
)
_REFERENCE = re.compile(r"\[[^\[\]]*\]")
_NAME_OF_ICON = re.compile(r"""\b(?:name|icon|type|status|value)\s*=\s*\{?\s*["']([\w -]{1,40})["']""", re.I)
_CLASSES = re.compile(r"""\bclass(?:Name)?\s*=\s*["']([^"']{1,200})["']""", re.I)
_BADGE = re.compile(r"(?:^|[\s_-])(?:badge|label|tag|chip|pill)(?:$|[\s_-])", re.I)
# Elements inside a cell or paragraph before which a line ends.
_LINES = frozenset(("br", "li", "p", "dt", "dd", "tr"))
_TAG_TEXT = re.compile(r"""\b(?:alt|aria-label|label|title|text)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_MARKUP_KINDS = {"strong": MarkupKind.STRONG, "em": MarkupKind.EMPHASIS, "s": MarkupKind.EMPHASIS}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the characters of a piece of inline text come from in the source."""

    at: tuple[int, ...]
    """Offsets in the piece at which the source jumps, from 0."""
    source: tuple[int, ...]
    """The source offset of each of them."""

    def locate(self, offset: int) -> int:
        """The source offset of a character of the piece."""
        i = max(0, bisect_right(self.at, offset) - 1) if len(self.at) > 1 else 0
        return self.source[i] + offset - self.at[i]

    def locate_end(self, offset: int) -> int:
        """The source offset behind the character before `offset`."""
        return self.locate(offset - 1) + 1 if offset > 0 else self.locate(0)


_STRAIGHT = Origin((0,), (0,))


def read_inline(content: str, origin: Origin, references: dict[str, object]) -> Text:
    """The visible text of a piece of inline Markdown.

    `references` are the page's link reference definitions, as markdown-it's block parser collects them.
    """
    if len(origin.at) > 1:
        return _read(content, origin, references)
    text = _read_straight(content) if not references else _read(content, _STRAIGHT, references)
    return Text(text.visible, text.runs, text.markup, origin.source[0])


@lru_cache(maxsize=TEXTS_KEPT)
def _read_straight(content: str) -> Text:
    """The text of a piece on a page without references, wherever it stands in one run of the source."""
    return _read(content, _STRAIGHT, {})


def _read(content: str, origin: Origin, references: dict[str, object]) -> Text:
    if len(origin.at) == 1 and _PLAIN.fullmatch(content):
        start, length = origin.source[0], len(content)
        return Text(content, (Run(0, length, start, start + length),) if content else ())
    walk = _Walk(content, origin)
    if len(content) > LONGEST_INLINE or _PLAIN.fullmatch(content):
        walk.show(content, 0, len(content))
        return walk.get_text()
    pieces = find_pieces(content, has_references=bool(references))
    if pieces is not None:
        walk.read_pieces(pieces)
    else:
        walk.read(_PARSER.parseInline(content, {"references": references})[0].children or ())
    return walk.get_text()


def make_text(content: str, origin: Origin, pieces: Iterable[Piece]) -> Text:
    """The visible text of pieces that another reader found in some content."""
    walk = _Walk(content, origin)
    walk.read_pieces(pieces)
    return walk.get_text()


@dataclass(slots=True)
class _Walk:
    content: str
    origin: Origin
    cursor: int = 0
    shown: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    markup: list[Markup] = field(default_factory=list)
    open: list[tuple[int, int, str]] = field(default_factory=list)
    is_raised: bool = False
    badge: tuple[int, int] | None = None

    def get_text(self) -> Text:
        return Text("".join(self.shown), tuple(self.runs), tuple(self.markup))

    def show(self, text: str, start: int, end: int) -> None:
        """Adds visible text that comes from content[start:end], split where the source jumps."""
        self.cursor = end
        at = self.origin.at
        line = bisect_right(at, start) - 1 if len(at) > 1 else 0
        if start < end and (line + 1 == len(at) or end <= at[line + 1]):
            shift = self.origin.source[line] - at[line]
            self._add_run(text, start + shift, end + shift)
            return
        if len(text) != end - start or len(at) == 1:
            self._add_run(text, self.origin.locate(start), self.origin.locate_end(end))
            return
        cuts = [start, *(p for p in self.origin.at if start < p < end), end]
        for left, right in pairwise(cuts):
            piece = text[left - start : right - start]
            self._add_run(piece, self.origin.locate(left), self.origin.locate_end(right))

    def _add_run(self, text: str, start: int, end: int) -> None:
        """Adds visible text with its place in the source."""
        if text:
            self.runs.append(Run(self.length, len(text), start, end))
            self.shown.append(text)
            self.length += len(text)

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            handler = _HANDLERS.get(token.type)
            if handler is not None:
                handler(self, token)
            elif token.nesting == 1:
                self._begin(token.markup, "")
            elif token.nesting == -1:
                self._finish(_MARKUP_KINDS.get(token.tag, MarkupKind.EMPHASIS), self._seek(token.markup))

    def read_pieces(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if piece.kind is PieceKind.TEXT:
                self.show(raise_digits(piece.text) if self.is_raised else piece.text, piece.start, piece.end)
            elif piece.kind is PieceKind.TAG:
                self._show_tag(piece.text, piece.start)
            elif piece.kind is PieceKind.OPENING:
                self.open.append((piece.start, self.length, piece.text))
            else:
                self._finish(MarkupKind(piece.text), piece.end)

    def _seek(self, mark: str) -> int:
        """Moves behind the next `mark`; returns the place behind it."""
        found = self.content.find(mark, self.cursor)
        if found >= 0:
            self.cursor = found + len(mark)
        return self.cursor

    def _begin(self, mark: str, target: str) -> None:
        behind = self._seek(mark)
        self.open.append((behind - len(mark), self.length, target))

    def _finish(self, kind: MarkupKind, behind: int) -> None:
        if not self.open:
            return
        start, at, target = self.open.pop()
        if self.length > at:
            self.markup.append(
                Markup(kind, at, self.length, self.origin.locate(start), self.origin.locate_end(behind), target)
            )

    def read_text(self, token: Token) -> None:
        found = self.content.find(token.content, self.cursor)
        if found >= 0:
            text = raise_digits(token.content) if self.is_raised else token.content
            self.show(text, found, found + len(token.content))

    def read_special(self, token: Token) -> None:
        behind = self._seek(token.markup)
        self.show(token.content, behind - len(token.markup), behind)

    def read_break(self, token: Token) -> None:
        behind = self._seek("\n")
        self.show("\n" if token.type == "hardbreak" else " ", behind - 1, behind)

    def read_code(self, token: Token) -> None:
        self._begin(token.markup, "")
        inner = self.cursor
        if self.content[inner + len(token.content) :].startswith(token.markup) is False:
            inner += 1
        self.show(token.content, inner, inner + len(token.content))
        self._finish(MarkupKind.CODE, self._seek(token.markup))

    def read_link_open(self, token: Token) -> None:
        self._begin("<" if token.markup == "autolink" else "[", str(token.attrGet("href") or ""))

    def read_link_close(self, token: Token) -> None:
        if token.markup == "autolink":
            self._finish(MarkupKind.LINK, self._seek(">"))
            return
        self._seek("]")
        self._skip_destination()
        self._finish(MarkupKind.LINK, self.cursor)

    def _skip_destination(self) -> None:
        match = _DESTINATION.match(self.content, self.cursor) or _REFERENCE.match(self.content, self.cursor)
        if match:
            self.cursor = match.end()

    def read_image(self, token: Token) -> None:
        start = self._seek("![") - 2
        self.cursor += len(token.content)
        self._seek("]")
        self._skip_destination()
        self._show_image(token.content, start, self.cursor)

    def _show_image(self, text: str, start: int, end: int) -> None:
        at = self.length
        self.show(text, start, end)
        if self.length > at:
            where = (self.origin.locate(start), self.origin.locate_end(end))
            self.markup.append(Markup(MarkupKind.IMAGE, at, self.length, *where))

    def read_html(self, token: Token) -> None:
        found = self.content.find(token.content, self.cursor)
        if found >= 0:
            self._show_tag(token.content, found)

    def _show_tag(self, tag: str, start: int) -> None:
        name = tag[1:4].lower()
        self.is_raised = name == "sup" or (self.is_raised and tag[:5].lower() != "</sup")
        show = self._show_image if name == "img" else self.show
        show(get_tag_text(tag), start, start + len(tag))
        self._follow_badge(tag, start)

    def _follow_badge(self, tag: str, start: int) -> None:
        """Marks the text of an element that is set off as a badge ("Beta" behind a name)."""
        if self.badge is None and tag[:5].lower() in ("<div ", "<span") and _is_badge(tag):
            self.badge = (start, self.length)
        elif self.badge is not None and tag.lower() in ("</div>", "</span>"):
            begin, at = self.badge
            self.badge = None
            where = (self.origin.locate(begin), self.origin.locate_end(start + len(tag)))
            if self.length > at:
                self.markup.append(Markup(MarkupKind.BADGE, at, self.length, *where))


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raise_digits(text: str) -> str:
    """A text as it stands above the line, where it is a number: a footnote's mark, not a part of the value."""
    return text.translate(_RAISED) if text.isascii() and text.strip().isdigit() else text


def get_tag_text(tag: str) -> str:
    """What a reader sees of a tag by itself: a line break, the text that stands for an image or icon, or nothing."""
    name = tag[1:].lstrip("/").split(None, 1)[0].rstrip("/>") if len(tag) > 2 else ""
    if name.lower() in _LINES and (tag[1] != "/" or name.lower() == "br"):
        return "\n"
    is_component = tag[1:2].isupper() and tag.rstrip().endswith("/>")
    if is_component or name.lower() in ("img", "icon", "badge", "svg"):
        match = _TAG_TEXT.search(tag)
        text = html.unescape(match[1] or match[2] or "") if match else ""
        return text or (_find_component_sign(name, tag) if is_component else _find_class_sign(tag))
    return _find_class_sign(tag) if name.lower() in ("i", "span", "em") else ""


def _find_component_sign(name: str, tag: str) -> str:
    match = _NAME_OF_ICON.search(tag)
    return find_sign(match[1]) if match else find_sign(name)


def _find_class_sign(tag: str) -> str:
    match = _CLASSES.search(tag)
    return find_class_sign(match[1]) if match else ""


def _is_badge(tag: str) -> bool:
    match = _CLASSES.search(tag)
    return match is not None and bool(_BADGE.search(match[1]))


_HANDLERS = {
    "text": _Walk.read_text,
    "text_special": _Walk.read_special,
    "softbreak": _Walk.read_break,
    "hardbreak": _Walk.read_break,
    "code_inline": _Walk.read_code,
    "link_open": _Walk.read_link_open,
    "link_close": _Walk.read_link_close,
    "image": _Walk.read_image,
    "html_inline": _Walk.read_html,
}


def make_origin(content: str, starts: Sequence[int]) -> Origin:
    """The origin of a text of several lines of which line k begins at source offset `starts[k]`."""
    at = [0]
    for line in content.split("\n")[:-1]:
        at.append(at[-1] + len(line) + 1)
    return Origin(tuple(at), tuple(starts))
