"""Everyday inline Markdown read by one pattern: what can be read in one way only.

Nine in ten of the inline texts of real docs are made of nothing else, and are read so in an eighth of the time of
the full parser. Whatever might be read in another way (entities, images, reference links, nested emphasis) is
refused here and left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ingest.page import MarkupKind

# Characters that mean themselves, and those that would be markup before or after others.
_TEXT = (
    r"(?>(?:[^\\`*_~\[\]!<&\n]|!(?!\[)|~(?!~)|<(?=[\s=]|\d[\d.]*+(?:[\s)]|\Z))|&(?![A-Za-z#])"
    r"|(?<=[A-Za-z0-9])_++(?=[A-Za-z0-9]))++)"
)
_ESCAPE = r"\\[!-/:-@\[-`{-~]"
_CODE = r"`[^`\s](?:[^`\n]*[^`\s])?`(?!`)"
_TAG = r"""</?[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w:.-]*+="[^"\n]*")*+[ ]*+/?>"""
# Addresses that stay as they are when they are made sound and safe.
_HOST = r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?=[/?#)])"
_ADDRESS = rf"(?:{_HOST}(?:[/?#][A-Za-z0-9_./?#=+,@-]*)?|(?!//)[A-Za-z0-9_./?#=+,-]+)"
_TITLE = r"""(?:[ ]"[^"\\&\n]*")?"""
_LABEL = rf"(?>{_TEXT}|{_CODE}|{_ESCAPE})++"
_LINK = rf"\[{_LABEL}\]\({_ADDRESS}{_TITLE}\)"
# Where nothing is referred to, brackets without an address behind them are text.
_BRACKETS = rf"\[{_LABEL}\](?![(\[])"
_BEFORE, _BEHIND = r"(?<![^\s(])", r"(?=[\s.,:;)]|\Z)"


def _compile(brackets: str) -> re.Pattern[str]:
    inner = rf"(?=\S)(?>{_TEXT}|{_CODE}|{_ESCAPE}|{_TAG}|{_LINK}|{brackets})++(?<=\S)"
    return re.compile(
        rf"(?P<text>{_TEXT})|(?P<line>(?<![ \t])\n[ \t]*)|(?P<escape>{_ESCAPE})|(?P<code>{_CODE})|(?P<tag>{_TAG})"
        rf"|(?P<link>{_LINK})|(?P<brackets>{brackets})"
        rf"|{_BEFORE}(?:(?P<strong>\*\*{inner}\*\*)|(?P<star>\*{inner}\*)|(?P<low>_{inner}_)){_BEHIND}"
    )


_WITH_REFERENCES = _compile(r"(?!)")
_WITHOUT_REFERENCES = _compile(_BRACKETS)
_EMPHASIS = {"strong": (MarkupKind.STRONG, 2), "star": (MarkupKind.EMPHASIS, 1), "low": (MarkupKind.EMPHASIS, 1)}


class PieceKind(Enum):
    """What a piece of inline text is."""

    TEXT = auto()
    """Text that is shown."""
    TAG = auto()
    """An HTML tag."""
    OPENING = auto()
    """Where a markup opens; its text is a link's address."""
    CLOSING = auto()
    """Where a markup closes; its text is the kind of markup."""


@dataclass(slots=True)
class Piece:
    """A piece of inline text."""

    kind: PieceKind
    """What it is."""
    start: int
    """Its offset, or that of the whole markup."""
    end: int
    """The offset behind it."""
    text: str = ""
    """See the kind."""


def find_pieces(content: str, *, has_references: bool) -> list[Piece] | None:
    """The pieces of an everyday inline text in reading order, or None for one that needs the parser.

    A line end is a piece of text of its own, a space. `has_references` says whether the page defines link references.
    """
    pattern = _WITH_REFERENCES if has_references else _WITHOUT_REFERENCES
    at, found = 0, []
    while at < len(content):
        match = pattern.match(content, at)
        if match is None:
            return None
        found.append(match)
        at = match.end()
    return [piece for match in found for piece in _iter_pieces(match)]


def _iter_pieces(match: re.Match[str]) -> Iterator[Piece]:
    kind, start, end, content = match.lastgroup or "", match.start(), match.end(), match.string
    if kind == "text":
        yield Piece(PieceKind.TEXT, start, end, match.group())
    elif kind == "line":
        yield Piece(PieceKind.TEXT, start, start + 1, " ")
    elif kind == "escape":
        yield Piece(PieceKind.TEXT, start, end, content[start + 1])
    elif kind == "tag":
        yield Piece(PieceKind.TAG, start, end, match.group())
    elif kind == "code":
        yield Piece(PieceKind.OPENING, start, end)
        yield Piece(PieceKind.TEXT, start + 1, end - 1, content[start + 1 : end - 1])
        yield Piece(PieceKind.CLOSING, start, end, MarkupKind.CODE)
    else:
        yield from _iter_nested(match, kind)


def _iter_nested(match: re.Match[str], kind: str) -> Iterator[Piece]:
    start, end, content = match.start(), match.end(), match.string
    if kind == "brackets":
        yield Piece(PieceKind.TEXT, start, start + 1, "[")
        yield from _iter_inside(match, start + 1, end - 1)
        yield Piece(PieceKind.TEXT, end - 1, end, "]")
    elif kind == "link":
        # Neither an address nor a title that is read here holds what parts them from the label; code in a label may.
        close = content.rindex("](", start, end)
        yield Piece(PieceKind.OPENING, start, end, content[close + 2 : end - 1].partition(" ")[0])
        yield from _iter_inside(match, start + 1, close)
        yield Piece(PieceKind.CLOSING, start, end, MarkupKind.LINK)
    else:
        markup, width = _EMPHASIS[kind]
        yield Piece(PieceKind.OPENING, start, end)
        yield from _iter_inside(match, start + width, end - width)
        yield Piece(PieceKind.CLOSING, start, end, markup)


def _iter_inside(match: re.Match[str], at: int, end: int) -> Iterator[Piece]:
    while at < end:
        inner = match.re.match(match.string, at, end)
        if inner is None:
            # What a label or emphasis holds was matched by the same parts of the pattern; should it not be, it is text.
            yield Piece(PieceKind.TEXT, at, end, match.string[at:end])
            return
        yield from _iter_pieces(inner)
        at = inner.end()
