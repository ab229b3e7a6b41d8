"""Tables that directives of reStructuredText and MyST write as nested lists or as values between commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from index.model import Slice
from ingest.inline import Origin, make_origin
from ingest.page import Cell, Row, Table, Text

_ROW = re.compile(r"(?P<indent>[ \t>]*)[*+-][ \t]+(?P<mark>[*+-])(?:[ \t]+|$)")
_CELL = re.compile(r"(?P<indent>[ \t>]*)[*+-](?:[ \t]+|$)")
_OPTION = re.compile(r"[ \t>]*:(?P<name>[\w-]+):[ \t]*(?P<value>.*)")
_SPACE = re.compile(r"[ \t]*")
_NO_ROW = Row((), Slice(0, 0))
_DELIMITERS = {"tab": "\t", "space": " "}


class Line(NamedTuple):
    """A line of the source, or its rest."""

    at: int
    """Its offset."""
    text: str
    """Its characters without the line's end."""

    def strip(self) -> Line:
        """The line without the white space around it."""
        begin = _get_indent(self.text)
        return Line(self.at + begin, self.text[begin:].rstrip())


Reader = Callable[[Sequence[Line]], Text]
"""Makes the text of a cell of its lines."""


def split_options(lines: Sequence[Line]) -> tuple[dict[str, Line], Sequence[Line]]:
    """The options under the line of a directive by name, and the lines behind them."""
    options: dict[str, Line] = {}
    name = ""
    for number, line in enumerate(lines):
        match = _OPTION.fullmatch(line.text)
        if match:
            name = match["name"]
            options[name] = Line(line.at + match.start("value"), match["value"])
        elif not line.text.strip() or not name:
            return options, lines[number:]
    return options, ()


def read_list_table(lines: Sequence[Line], options: Mapping[str, Line], read: Reader) -> Table | None:
    """The table of a list of rows that are lists of cells; None where the lines are no such list."""
    rows: list[tuple[int, list[list[Line]]]] = []
    inner = -1
    for line in lines:
        row, cell = _ROW.match(line.text), _CELL.match(line.text)
        if row and (inner < 0 or row.start("mark") == inner):
            inner = row.start("mark")
            rows.append((line.at + row.end("indent"), [[_cut(line, row.end())]]))
        elif rows and cell and cell.end("indent") == inner:
            rows[-1][1].append([_cut(line, cell.end())])
        elif rows:
            rows[-1][1][-1].append(line.strip())
        elif line.text.strip():
            return None
    return _make_table([_make_row(Slice(start, 0), cells, read) for start, cells in rows], options)


def read_csv_table(lines: Sequence[Line], options: Mapping[str, Line], read: Reader) -> Table | None:
    """The table of values between commas, with the header that its options hold."""
    stated = options.get("delim", Line(0, ",")).text.strip()
    comma = _DELIMITERS.get(stated, stated[:1] or ",")
    rows = [_make_row(where, cells, read) for where, cells in _iter_records(lines, comma)]
    header = options.get("header")
    if header and header.text.strip():
        rows[:0] = [_make_row(where, cells, read) for where, cells in _iter_records([header], comma)][:1]
        options = {"header-rows": Line(0, "1")}
    return _make_table(rows, options)


def _iter_records(lines: Sequence[Line], comma: str) -> Iterator[tuple[Slice, list[list[Line]]]]:
    """The place of each row and the lines of its cells; a cell in quotation marks may go over several lines."""
    mark = re.escape(comma)
    field = re.compile(rf'[ ]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*|(?P<plain>[^{mark}\n]*))(?P<next>{mark}|\n|\Z)')
    content = "\n".join(line.text for line in lines)
    origin = make_origin(content, [line.at for line in lines])
    at, start = 0, 0
    cells: list[list[Line]] = []
    while at < len(content) or cells:
        match = field.match(content, at)
        if match is None:
            return
        start = start if cells else match.start() + _get_indent(match.group())
        cells.append(list(_iter_field_lines(match, origin)))
        at = match.end()
        if match["next"] != comma:
            if len(cells) > 1 or cells[0][0].text:
                yield Slice(origin.locate(start), origin.locate_end(match.start("next"))), cells
            cells = []


def _iter_field_lines(match: re.Match[str], origin: Origin) -> Iterator[Line]:
    group = "plain" if match["quoted"] is None else "quoted"
    at = match.start(group)
    for part in match[group].split("\n"):
        yield Line(origin.locate(at), part).strip()
        at += len(part) + 1


def _cut(line: Line, start: int, end: int | None = None) -> Line:
    return Line(line.at + start, line.text[start:end]).strip()


def _get_indent(text: str) -> int:
    match = _SPACE.match(text)
    return match.end() if match else 0


def _make_cell(lines: Sequence[Line], read: Reader) -> Cell:
    filled = [line for line in lines if line.text]
    start = (filled or lines)[0].at
    end = filled[-1].at + len(filled[-1].text) if filled else start
    return Cell(read(filled) if filled else Text(""), Slice(start, end))


def _make_row(where: Slice, cells: Sequence[Sequence[Line]], read: Reader) -> Row:
    """A row that reaches at least to the end of its cells."""
    made = tuple(_make_cell(lines, read) for lines in cells)
    return Row(made, Slice(where.start, max(where.end, *(cell.slice.end for cell in made))))


def _make_table(rows: Sequence[Row], options: Mapping[str, Line]) -> Table | None:
    """The table, with its first row as header where the options say that it is one."""
    stated = options.get("header-rows", Line(0, "")).text.strip()
    has_header = stated.isdigit() and int(stated) > 0
    if not rows:
        return None
    return Table(rows[0], tuple(rows[1:])) if has_header else Table(_NO_ROW, tuple(rows))
