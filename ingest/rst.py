"""Reads a reStructuredText source into a page.

What a reader of the built page sees is read: sections, paragraphs, lists, tables, notes, described options. What
programs fill in (contents, included files, generated references) and code are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.directive_tables import Line, read_csv_table, read_list_table, split_options
from ingest.headings import SectionDraft, place_sections
from ingest.icons import find_sign
from ingest.page import Block, Item, ItemList, Page, Paragraph, Table, Text, make_title
from ingest.rst_inline import read_lines
from ingest.rst_tables import (
    GRID_BORDER,
    RULER,
    find_grid_end,
    find_ruled_end,
    read_grid_table,
    read_ruled_table,
)

# Blocks inside so many others are left out; real pages stay under ten.
DEEPEST_BLOCK = 40

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]+|$)")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?(?P<name>[A-Za-z][\w:+.-]*)::(?:[ \t]+(?P<rest>.*))?$")
_VARIABLE = re.compile(r"\.\.[ \t]+\|(?P<key>[^|\n]+)\|[ \t]+(?P<name>replace|unicode|image)::[ \t]*(?P<rest>.*)$")
_ALT = re.compile(r"[ \t]+:alt:[ \t]*(.*)")
_NOTE = re.compile(r"\.\.[ \t]+\[(?P<mark>\d{1,3}|\#[\w.-]*|\*|[A-Za-z][\w.-]*)\](?=[ \t]|$)")
_BULLET = re.compile(r"[-*+\u2022\u2023\u2043](?:[ \t]+|$)")
_NUMBER = re.compile(r"\(?(?:\d{1,4}|\#|[a-zA-Z]|[ivxIVX]{2,5})[.)](?:[ \t]+|$)")
_FIELD = re.compile(r":(?![\s:])(?P<name>[^:\n`]{1,60}):(?:[ \t]+|$)")
_CODE_POINT = re.compile(r"(?:U\+|0x|\\x|\\u)([0-9A-Fa-f]{2,6})\b", re.I)
_NO_ID = re.compile(r"[^a-z0-9]+")
# Directives whose first line is text as the lines under it, those whose first line is a title, those that describe what
# their first line names, and those that write tables.
_NOTES = frozenset("note warning tip hint important caution attention danger error seealso".split())
_CONTAINERS = frozenset(
    "admonition topic sidebar tabs tab tab-set tab-item group-tab dropdown details card grid grid-item grid-item-card "
    "container rst-class class only ifconfig collapse hlist glossary epigraph compound table versionadded "
    "versionchanged deprecated versionremoved".split()
)
_DESCRIPTIONS = frozenset("option confval envvar setting describe object cmdoption config".split())
_TABLES = {"list-table": read_list_table, "flat-table": read_list_table, "csv-table": read_csv_table}


def read_rst(path: str, source: str) -> Page:
    """The page that a reStructuredText source describes. Never fails: what is not understood is left out."""
    lines = list(_iter_lines(source))
    builder = _Builder(dict(_iter_variables(lines)))
    builder.read(lines)
    top = next((s.heading for s in builder.sections if s.level == 1 and s.heading), None)
    title = " ".join(top.visible.split()) if top else make_title(path)
    ends = tuple(m.start() for m in re.finditer(r"\n", source))
    return Page(path, title, source, tuple(place_sections(builder.sections)), line_ends=ends)


def _iter_lines(source: str) -> Iterator[Line]:
    for match in _LINE.finditer(source):
        text = match.group().rstrip("\r\n")
        yield Line(match.start(), text.replace("\ufeff", " ") if not match.start() else text)


def _iter_variables(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """The page's substitutions with what a reader sees in their place."""
    for number, line in enumerate(lines):
        match = _VARIABLE.match(line.text)
        if match and match["name"] == "image":
            alt = _ALT.match(lines[number + 1].text) if number + 1 < len(lines) else None
            shown = alt[1] if alt else ""
            stem = match["rest"].rpartition("/")[2].partition(".")[0]
            yield match["key"], find_sign(shown) or find_sign(stem) or shown
        elif match and match["name"] == "unicode":
            points = (int(m[1], 16) for m in _CODE_POINT.finditer(match["rest"]))
            yield match["key"], "".join(chr(p) for p in points if p < 0x110000) or match["rest"].strip()
        elif match:
            yield match["key"], read_lines([Line(0, match["rest"])], {}).visible


class _Builder:
    """Walks the lines once and collects sections."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.sections: list[SectionDraft] = [SectionDraft(None, 0, "")]
        self.styles: list[str] = []
        self.items: list[Item] = []
        self.lists = 0
        self.depth = 0
        self.unruled_until = 0
        self.term: Text | None = None
        self.lead_in: Paragraph | None = None

    @property
    def blocks(self) -> list[Block]:
        """The blocks of the section that is read."""
        return self.sections[-1].blocks

    def read(self, lines: Sequence[Line]) -> None:
        """Reads blocks that begin in the first column."""
        self.depth += 1
        i = 0
        while i < len(lines) and self.depth < DEEPEST_BLOCK:
            i = self._read_block(lines, i)
        self.depth -= 1

    def _read_block(self, lines: Sequence[Line], i: int) -> int:
        text = lines[i].text
        if not text.strip():
            return i + 1
        if text[0] in " \t":
            return self._read_indented(lines, i)
        if _EXPLICIT.match(text):
            return self._read_explicit(lines, i)
        return self._read_table(lines, i) or self._read_title(lines, i) or self._read_list(lines, i)

    def _read_indented(self, lines: Sequence[Line], i: int) -> int:
        end = _find_body_end(lines, i)
        self.read(_dedent(lines[i:end]))
        return end

    def _read_title(self, lines: Sequence[Line], i: int) -> int:
        """Reads a heading; 0 where there is none. Inside other blocks a line of signs is no heading."""
        if self.depth > 1:
            return 0
        text, below = lines[i].text, _get_text(lines, i + 1)
        if _UNDERLINE.fullmatch(text):
            is_over = bool(below.strip()) and _UNDERLINE.fullmatch(_get_text(lines, i + 2)) is not None
            if is_over and _get_text(lines, i + 2)[0] == text[0]:
                self._add_section(lines[i + 1], text[0] * 2)
                return i + 3
            return i + 1 if not below.strip() else 0
        if _UNDERLINE.fullmatch(below) and len(below.strip()) >= min(len(text.strip()), 4):
            self._add_section(lines[i], below[0])
            return i + 2
        return 0

    def _add_section(self, line: Line, style: str) -> None:
        if style not in self.styles:
            self.styles.append(style)
        heading = read_lines([line], self.variables)
        anchor = _NO_ID.sub("-", heading.visible.lower()).strip("-").lstrip("-0123456789")
        self.sections.append(SectionDraft(heading, self.styles.index(style) + 1, anchor))

    # Text

    def _read_text(self, lines: Sequence[Line]) -> Text:
        return read_lines(lines, self.variables)

    def _read_paragraph(self, lines: Sequence[Line], i: int) -> int:
        """Reads a paragraph, or an entry of a definition list; code that a paragraph announces is left out."""
        below = _get_text(lines, i + 1)
        if below[:1] in (" ", "\t") and below.strip():
            return self._read_definition(lines, i)
        end = i
        while end < len(lines) and lines[end].text.strip() and not (end > i and lines[end].text[0] in " \t"):
            end += 1
        kept = list(lines[i:end])
        leads_code = kept[-1].text.rstrip().endswith("::")
        if leads_code:
            kept[-1] = Line(kept[-1].at, kept[-1].text.rstrip()[:-1])
        if "".join(line.text for line in kept).strip() != ":":
            self._add_text(self._read_text(kept))
        return self._skip_code(lines, end) if leads_code else end

    def _add_text(self, text: Text) -> None:
        if self.lists:
            self.items.append(Item(text, self.lists - 1))
        elif text.visible.strip():
            self.blocks.append(Paragraph(text, self.term))

    @staticmethod
    def _skip_code(lines: Sequence[Line], i: int) -> int:
        below = next((n for n in range(i, len(lines)) if lines[n].text.strip()), len(lines))
        return _find_body_end(lines, below) if below < len(lines) and lines[below].text[0] in " \t" else i

    def _read_definition(self, lines: Sequence[Line], i: int) -> int:
        end = _find_body_end(lines, i + 1)
        if lines[i].text.rstrip().endswith("::"):
            return end
        self._describe(lines[i], _dedent(lines[i + 1 : end]))
        return end

    def _describe(self, term: Line, body: Sequence[Line]) -> None:
        """Reads what is said of a term."""
        before = self.term
        self.term = self._read_text([Line(term.at, term.text.partition(" : ")[0])])
        self.read(body)
        self.term = before

    # Lists

    def _read_list(self, lines: Sequence[Line], i: int) -> int:
        text = lines[i].text
        match = _match_item(lines, i)
        if match is None:
            return self._read_other(lines, i)
        if not self.lists:
            last = self.blocks[-1] if self.blocks else None
            self.lead_in = last if isinstance(last, Paragraph) else None
        self.lists += 1
        mark = _get_kind(text)
        while match is not None and _get_kind(lines[i].text) == mark:
            i = self._read_item(lines, i, match.end())
            match = _match_item(lines, i) if i < len(lines) else None
        self.lists -= 1
        if not self.lists and self.items:
            self.blocks.append(ItemList(tuple(self.items), self.lead_in))
            self.items = []
        return i

    def _read_item(self, lines: Sequence[Line], i: int, width: int) -> int:
        end = _find_body_end(lines, i + 1)
        first = Line(lines[i].at + width, lines[i].text[width:])
        self.read([first, *_dedent(lines[i + 1 : end])])
        while end < len(lines) and not lines[end].text.strip():
            end += 1
        return end

    def _read_other(self, lines: Sequence[Line], i: int) -> int:
        text = lines[i].text
        field = _FIELD.match(text)
        if field:
            end = _find_body_end(lines, i + 1)
            is_told = self.depth > 1 or len(self.sections) > 1
            body = [Line(lines[i].at + field.end(), text[field.end() :]), *_dedent(lines[i + 1 : end])]
            if is_told and any(line.text.strip() for line in body):
                self._describe(Line(lines[i].at + field.start("name"), field["name"]), body)
            return end
        if text.startswith((">>> ", "__ ")):
            return next((n for n in range(i, len(lines)) if not lines[n].text.strip()), len(lines))
        return self._read_paragraph(lines, i)

    # Tables and directives

    def _read_table(self, lines: Sequence[Line], i: int) -> int:
        """Reads a table that is drawn with lines; 0 where there is none."""
        if GRID_BORDER.fullmatch(lines[i].text):
            end = find_grid_end(lines, i)
            self._add_table(read_grid_table(lines[i:end], self._read_text))
            return end
        if lines[i].at < self.unruled_until or not RULER.fullmatch(lines[i].text):
            return 0
        end = find_ruled_end(lines, i)
        if end:
            self._add_table(read_ruled_table(lines[i:end], self._read_text))
        else:
            self.unruled_until = lines[-1].at
        return end

    def _add_table(self, table: Table | None) -> None:
        if table is not None:
            self.blocks.append(table)

    def _read_explicit(self, lines: Sequence[Line], i: int) -> int:
        """Reads a directive or a footnote; comments, targets and the like are left out."""
        text = lines[i].text
        end = _find_body_end(lines, i + 1) if text.strip() != ".." or _get_text(lines, i + 1).strip() else i + 1
        note, directive = _NOTE.match(text), _DIRECTIVE.match(text)
        if note:
            self._read_note(lines[i], note, _dedent(lines[i + 1 : end]))
        elif directive and not _VARIABLE.match(text):
            rest = Line(lines[i].at + max(0, directive.start("rest")), directive["rest"] or "")
            self._read_directive(directive["name"], rest, _dedent(lines[i + 1 : end]))
        return end

    def _read_note(self, line: Line, note: re.Match[str], body: Sequence[Line]) -> None:
        """A footnote's text behind its mark, as references show it."""
        at = note.start("mark") - 1
        lines = [Line(line.at + at, line.text[at:]), *body]
        self._add_text(read_lines(lines, self.variables, mark=note["mark"]))

    def _read_directive(self, name: str, rest: Line, body: Sequence[Line]) -> None:
        plain = name.rpartition(":")[2]
        options, lines = split_options(body)
        if plain in _TABLES:
            self._add_table(_TABLES[plain](_trim(lines), options, self._read_text))
        elif plain in _NOTES:
            self.read([rest, *body])
        elif plain in _CONTAINERS:
            self.read(_trim(lines))
        elif plain in _DESCRIPTIONS:
            self._describe(rest, _trim(lines))


def _get_text(lines: Sequence[Line], i: int) -> str:
    return lines[i].text if i < len(lines) else ""


def _find_body_end(lines: Sequence[Line], i: int) -> int:
    """The number of the line behind those from `i` on that are indented, blank ones among them."""
    end = i
    for number in range(i, len(lines)):
        text = lines[number].text
        if text.strip():
            if text[0] not in " \t":
                break
            end = number + 1
    return end


def _dedent(lines: Sequence[Line]) -> list[Line]:
    """The lines without the indentation that all of them have."""
    indents = [len(line.text) - len(line.text.lstrip()) for line in lines if line.text.strip()]
    width = min(indents, default=0)
    return [Line(line.at + width, line.text[width:]) if line.text.strip() else Line(line.at, "") for line in lines]


def _trim(lines: Sequence[Line]) -> Sequence[Line]:
    first = next((n for n, line in enumerate(lines) if line.text.strip()), len(lines))
    return _dedent(lines[first:])


def _match_item(lines: Sequence[Line], i: int) -> re.Match[str] | None:
    """The mark of a list's item; a number or letter is one where no line of a paragraph follows."""
    text = lines[i].text
    match = _BULLET.match(text)
    if match:
        return match
    number = _NUMBER.match(text)
    below = _get_text(lines, i + 1)
    goes_on = bool(below.strip()) and below[0] not in " \t" and not _NUMBER.match(below)
    return None if goes_on else number


def _get_kind(text: str) -> str:
    return text[0] if _BULLET.match(text) else "1"
