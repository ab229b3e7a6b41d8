"""Inline reStructuredText to visible text with exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, takewhile

from ingest.directive_tables import Line
from ingest.icons import find_sign
from ingest.inline import LONGEST_INLINE, make_origin, make_text, raise_digits
from ingest.inline_plain import Piece, PieceKind
from ingest.page import MarkupKind, Text

_INLINE = re.compile(
    r"""\\(?P<escaped>\s|\S)
    |``(?P<code>(?=\S).+?(?<=\S))``(?!`)
    |:(?P<role>[a-z][\w:.+-]{0,40}):`(?P<roled>(?:\\.|[^`\\])+)`
    |(?<!\w)`(?P<quoted>(?:\\.|[^`\\])+)`(?P<ends>__?)?
    |\*\*(?P<strong>(?=\S).+?(?<=[^\s\\]))\*\*
    |(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*\\])?)\*(?![\w*])
    |\|(?P<variable>[^|\s](?:[^|\n]{0,60}[^|\s])?)\|(?:__?(?!\w))?
    |\[(?P<note>\d{1,3}|\#[\w.-]{0,40}|\*|[A-Za-z][\w.-]{0,40})\]_(?!\w)
    |(?P<address>\bhttps?://[^\s<>`]+)
    |(?<![\w.:/@+-])(?P<name>[A-Za-z0-9](?:[\w.+-]{0,60}[A-Za-z0-9])?)__?(?![\w_])
    |(?P<line>[ \t]*\n[ \t]*(?P<bullet>[-*+\u2022|][ \t]+)?)""",
    re.X | re.S,
)
# Inside a cell: what it begins shows no text.
_DIRECTIVE = re.compile(r"\.\.[ \t]+[A-Za-z][\w:+.-]*::")
_TITLED = re.compile(r"(?P<title>.*?)\s*<(?P<target>[^<>]+)>", re.S)
_BULLET = re.compile(r"(?:[-*+\u2022|]|\#\.)[ \t]+(?=\S)")
# Roles of Sphinx whose text is code as it stands, and those that set off what a reader sees on the screen.
_CODE_ROLES = frozenset(
    "code literal file command option envvar kbd samp program func function meth method class mod module attr data "
    "const exc obj macro type var confval setting keyword token makevar mailheader mimetype regexp "
    "binary".split()
)
_SCREEN_ROLES = frozenset("guilabel menuselection strong dfn".split())
_ICON_ROLES = ("octicon", "fa", "fas", "far", "fab", "material")
_BADGE_ROLES = ("bdg", "badge")


def read_lines(lines: Sequence[Line], variables: Mapping[str, str], *, mark: str = "") -> Text:
    """The visible text of some lines; `variables` are the page's substitutions.

    `mark` is that of the footnote which they are and begin with, in brackets.
    """
    stripped = list(takewhile(lambda line: not _DIRECTIVE.match(line.text), (line.strip() for line in lines)))
    content = "\n".join(line.text for line in stripped)
    origin = make_origin(content, [line.at for line in stripped])
    if len(content) > LONGEST_INLINE:
        return make_text(content, origin, [Piece(PieceKind.TEXT, 0, len(content), content)])
    if mark:
        head = Piece(PieceKind.TEXT, 0, len(mark) + 2, f"{_show_note(mark)}:")
        return make_text(content, origin, chain([head], _iter_pieces(content, len(mark) + 2, variables)))
    bullet = _BULLET.match(content)
    return make_text(content, origin, _iter_pieces(content, bullet.end() if bullet else 0, variables))


def _show_note(mark: str) -> str:
    return f"[^{mark.lstrip('#') or '#'}]"


def _iter_pieces(content: str, at: int, variables: Mapping[str, str]) -> Iterator[Piece]:
    for match in _INLINE.finditer(content, at):
        if match.start() > at:
            yield Piece(PieceKind.TEXT, at, match.start(), content[at : match.start()])
        yield from _iter_marked(match, variables)
        at = match.end()
    if at < len(content):
        yield Piece(PieceKind.TEXT, at, len(content), content[at:])


def _iter_marked(match: re.Match[str], variables: Mapping[str, str]) -> Iterator[Piece]:
    start, end = match.span()
    groups = match.groupdict()
    if groups["line"] is not None:
        yield Piece(PieceKind.TEXT, match.string.index("\n", start), end, "\n" if groups["bullet"] else " ")
    elif groups["escaped"] is not None:
        shown = "" if groups["escaped"].isspace() else groups["escaped"]
        yield Piece(PieceKind.TEXT, start, end, shown)
    elif groups["variable"] is not None:
        yield Piece(PieceKind.TEXT, start, end, variables.get(groups["variable"], groups["variable"]))
    elif groups["note"] is not None:
        yield Piece(PieceKind.TEXT, start, end, _show_note(groups["note"]))
    elif groups["address"] is not None:
        yield Piece(PieceKind.TEXT, start, end, match.group())
    elif groups["roled"] is not None:
        yield from _iter_roled(match)
    else:
        yield from _iter_plainly_marked(match)


def _iter_plainly_marked(match: re.Match[str]) -> Iterator[Piece]:
    kinds = {
        "code": MarkupKind.CODE,
        "strong": MarkupKind.STRONG,
        "emphasis": MarkupKind.EMPHASIS,
        "name": MarkupKind.LINK,
    }
    group = next((name for name in kinds if match[name] is not None), "")
    if group:
        yield from _mark(
            match, kinds[group], match.start(group), match.end(group), match[group] if group == "name" else ""
        )
        return
    titled = _TITLED.fullmatch(match["quoted"]) if match["ends"] else None
    kind = MarkupKind.LINK if match["ends"] else MarkupKind.EMPHASIS
    at, end = match.span("quoted")
    if titled and titled["title"]:
        yield from _mark(match, kind, at, at + titled.end("title"), titled["target"])
    else:
        yield from _mark(match, kind, at, end, titled["target"] if titled else match["quoted"])


def _iter_roled(match: re.Match[str]) -> Iterator[Piece]:
    role, (at, end) = match["role"].rpartition(":")[2], match.span("roled")
    first = role.partition("-")[0]
    titled = _TITLED.fullmatch(match["roled"])
    if first in _ICON_ROLES:
        yield Piece(PieceKind.TEXT, match.start(), match.end(), find_sign(match["roled"].partition(";")[0]))
    elif role in ("sup", "superscript"):
        yield Piece(PieceKind.TEXT, at, end, raise_digits(match["roled"]))
    elif role in ("abbr", "abbreviation"):
        shown = match["roled"].partition(" (")[0]
        yield Piece(PieceKind.TEXT, at, at + len(shown), shown)
    elif titled and titled["title"]:
        kind = MarkupKind.BADGE if first in _BADGE_ROLES else MarkupKind.LINK
        yield from _mark(match, kind, at, at + titled.end("title"), titled["target"])
    else:
        yield from _mark(match, _get_kind(match["role"]), _skip_path(match["roled"], at), end, match["roled"])


def _get_kind(role: str) -> MarkupKind:
    last = role.rpartition(":")[2]
    if last.startswith(_BADGE_ROLES):
        return MarkupKind.BADGE
    if last in _SCREEN_ROLES:
        return MarkupKind.STRONG
    is_code = last in _CODE_ROLES or (
        ":" in role and not role.startswith("std:") and last not in ("ref", "doc", "term")
    )
    return MarkupKind.CODE if is_code else MarkupKind.LINK


def _skip_path(target: str, at: int) -> int:
    """Where the visible part of a target begins: "~a.b" shows its last name, "!" shows nothing itself."""
    if target.startswith("~"):
        return at + max(1, target.rfind(".") + 1)
    return at + target.startswith("!")


def _mark(match: re.Match[str], kind: MarkupKind, at: int, end: int, target: str) -> Iterator[Piece]:
    yield Piece(PieceKind.OPENING, match.start(), match.end(), target)
    text = " ".join(match.string[at:end].split("\n")) if "\n" in match.string[at:end] else match.string[at:end]
    yield Piece(PieceKind.TEXT, at, end, text)
    yield Piece(PieceKind.CLOSING, match.start(), match.end(), kind)
