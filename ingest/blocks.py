"""The blocks of a Markdown text as markdown-it finds them, the everyday ones by a shorter way.

Which rule reads a line is told in nine of ten cases by how it begins. A rule of our own, put in before all others as
a plug-in's would be, asks that one alone; whatever might be read in another way is left to all rules in their order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, fence, html_block, list_block, table
from markdown_it.token import Token

# The preset's 20 drops list items nested deeper than 8; each list level takes two. Real pages stay under 20 levels;
# masking.py keeps what goes deeper out.
DEEPEST_NESTING = 100

# What may begin another block than a paragraph, or end one. Where none of it stands, neither happens.
_OTHER = re.compile(r"[`~]{3}|[>#<|:=\[-]|[*_+](?:[ \t]|$|[*_](?:[ \t*_]|$))|\d{1,9}[.)](?:[ \t]|$)", re.M)
# A line that may tell by itself that the one above it heads a table or is a heading.
_UNDERLINE = re.compile(r"[|:=-][|:=\- \t]*$", re.M)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?![-*_ \t\n])", re.M)
# Behind its line end, which is looked for faster than the beginning of a line.
_INDENT = re.compile(r"\n[ \t]+")
# White space of CommonMark.
_CODES = (*range(9, 14), 32, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_WHITE = "".join(map(chr, _CODES))
_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)([^\n]*)", re.M)
# Up to so many cells markdown-it fills up the rows of a table that are too short; then the table ends.
MOST_FILLED_UP = 0x10000
_RULES = {"`": fence, "~": fence, "<": html_block, ">": blockquote}
"""The rules that alone read lines which begin so."""


def parse_blocks(
    text: str, starts: Sequence[int], ends: Sequence[int], env: dict[str, object], *, indents_code: bool = True
) -> list[Token]:
    """The tokens of a text whose lines end in line feeds alone, with the offsets where its lines begin and end.

    Inline tokens hold their content unread, and of a table there may be the ends alone. `env` gets the references.
    `indents_code` says that what is indented by four spaces is code.
    """
    parser = _PARSER if indents_code else _LOOSE_PARSER
    state = StateBlock("", parser, env, [])
    state.src = text
    lines = len(starts) - 1 if not text[starts[-1] :].strip(" \t") else len(starts)
    state.bMarks, state.eMarks = [*starts[:lines], len(text)], [*ends[:lines], len(text)]
    state.tShift, state.sCount, state.bsCount = ([0] * (lines + 1) for _ in range(3))
    for match in _INDENT.finditer(f"\n{text}", 0, state.eMarks[lines - 1] + 1):
        line, indent = bisect_left(state.bMarks, match.start()), match.group()[1:]
        state.tShift[line], state.sCount[line] = len(indent), len(indent.expandtabs(4))
    state.lineMax = lines
    parser.block.tokenize(state, 0, lines)
    return state.tokens


def _read_everyday(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Reads a block whose first line tells what it is, where the line under it does not tell otherwise."""
    start = state.bMarks[first] + state.tShift[first]
    if state.is_code_block(first):
        return False
    if _is_underline(state, first + 1):
        return _read_table(state, first, last)
    if _OTHER.match(state.src, start) is None:
        return _read_paragraph(state, first)
    if state.src[start] == "#":
        return _read_heading(state, first)
    read = list_block if _ITEM.match(state.src, start) else _RULES.get(state.src[start])
    return read is not None and read(state, first, last, silent)


def _read_heading(state: StateBlock, first: int) -> bool:
    match = _HEADING.match(state.src, state.bMarks[first] + state.tShift[first])
    if match is None:
        return False
    content = match[2].rstrip(" \t")
    bare = content.rstrip("#")
    if bare.endswith((" ", "\t")):
        content = bare
    _put(state, "heading", f"h{len(match[1])}", [first, first + 1], content)
    return True


def _read_table(state: StateBlock, first: int, last: int) -> bool:
    """Reads a table without its cells, unless so many might be filled up that it ends before its time."""
    if not table(state, first, last, True):
        return False
    line = first + 2
    while line < last and state.blkIndent <= state.sCount[line] and not state.is_code_block(line):
        at = state.bMarks[line] + state.tShift[line]
        if not state.src[at : state.eMarks[line]].strip(_WHITE):
            break
        if state.src[at] != "|" and _OTHER.match(state.src, at) and _is_ended(state, line, "table", "blockquote"):
            break
        line += 1
    columns = state.src.count("|", state.bMarks[first], state.eMarks[first]) + 1
    if columns * (line - first) > MOST_FILLED_UP:
        return False
    _put(state, "table", "table", [first, line], None)
    return True


def _is_underline(state: StateBlock, line: int) -> bool:
    return line < state.lineMax and bool(_UNDERLINE.match(state.src, state.bMarks[line] + state.tShift[line]))


def _read_paragraph(state: StateBlock, first: int) -> bool:
    """Reads a paragraph, if no line of it may be an underline; its first line can begin nothing else."""
    line, is_whole = first + 1, not state.blkIndent
    while line < state.lineMax and not state.isEmpty(line):
        at = state.bMarks[line] + state.tShift[line]
        if state.sCount[line] < 0:
            return False
        if not state.is_code_block(line) and _OTHER.match(state.src, at):
            if _UNDERLINE.match(state.src, at):
                return False
            if _is_ended(state, line, "paragraph", "paragraph"):
                break
        # Marks of quotations and items stand between the lines of some.
        is_whole = is_whole and state.bMarks[line] == state.eMarks[line - 1] + 1
        line += 1
    if is_whole or line == first + 1:
        content = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[line - 1]]
    else:
        content = state.getLines(first, line, state.blkIndent, False)
    _put(state, "paragraph", "p", [first, line], content)
    return True


def _put(state: StateBlock, kind: str, tag: str, lines: list[int], content: str | None) -> None:
    """Adds the tokens of a block, with its content if it has one, as `StateBlock.push` would; goes on behind it."""
    level = state.level
    state.tokens.append(Token(f"{kind}_open", tag, 1, map=lines, level=level, block=True))
    if content is not None:
        told = content.strip(_WHITE)
        inline = Token("inline", "", 0, map=lines.copy(), level=level + 1, children=[], content=told, block=True)
        state.tokens.append(inline)
    state.tokens.append(Token(f"{kind}_close", tag, -1, level=level, block=True))
    state.line = lines[1]


def _is_ended(state: StateBlock, line: int, kind: str, chain: str) -> bool:
    """Whether a line ends the block of that kind above it."""
    before, state.parentType = state.parentType, kind
    ended = any(rule(state, line, state.lineMax, True) for rule in state.md.block.ruler.getRules(chain))
    state.parentType = before
    return ended


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST_NESTING}).enable("table").disable("inline")
    parser.block.ruler.before("table", "everyday", _read_everyday)
    return parser


_PARSER = _make_parser()
_LOOSE_PARSER = _make_parser()
_LOOSE_PARSER.block.ruler.disable("code")
