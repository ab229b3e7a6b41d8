"""What is not prose in a Markdown or MDX source, blanked out in place.

Everything blanked becomes spaces of the same length (and a template code that shows
a mark, the mark), line ends stay, so that all offsets of what is left hold. Code
fences are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate

from ingest.icons import find_sign

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})")
# Where each kind of remark or template code ends. They are looked for with `find`: the pattern `open.*?close`
# reads to the end of the page from every one that is not closed. Template codes are shorter than 2,000 characters:
# one that is not closed by then is text.
_REMARKS = (("<!--", "-->", None), ("{/*", "*/}", None), ("{{<", ">}}", 2000), ("{{%", "%}}", 2000), ("{%", "%}", 2000))
# Where a cell of a table begins and ends, and what names the argument of a code that shows an icon.
_CELL_BEGINS, _CELL_ENDS = (
    re.compile(r"(?:\||<t[dh][^<>]{0,80}>)\s*\Z"),
    re.compile(r"[ \t]*(?:\||<sup|\[\^|</t[dh]>|\r?$)", re.M),
)
_ARGUMENT = re.compile(r"\b(?:name|icon|type|value)\s*=")
# Cells are padded to the width of their column; one that is padded more is none that a code fills.
LONGEST_PAD = 200
# What a generator puts in for the name of a variable; of a template that is shown as such nothing is said here.
_VARIABLE = re.compile(r"\{\{-?\s*(?:site|page|include|layout|config|data)\.(?:[\w-]+\.)*([\w-]+)\s*-?\}\}")
# The target of a link up to the place of a variable; white space would end it.
_IN_TARGET = re.compile(r"\]\([^()\s]*\Z")
# A block that is set off by its first line, with four spaces before the others ("!!! note", "=== \"Tab\"").
_SET_OFF = re.compile(
    r'^(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?:"[^"\n]*"|[a-z][\w -]*(?:"[^"\n]*")?)[ \t]*'
    r"(?=(?P<end>\r?\n(?P<gap>[ \t]*\r?\n)?))",
    re.M,
)
# To the block parser such a block is an item of a list, which holds what is indented by four spaces. White space that
# is none to the parser keeps the item open over an empty line behind it.
_ITEM, _OPEN_ITEM = "-", "-   \u00a0"
# … and a block of HTML open over a line that holds nothing else any more.
_HELD_OPEN = "\u00a0"
# A line above is looked at that far back.
LONGEST_LINE = 2000
# A fenced block of MyST that holds Markdown, not code, and the options under the line that opens one.
_CONTAINER = re.compile(
    r"\{(?:note|warning|tip|hint|important|caution|attention|danger|error|seealso|admonition|version(?:added|changed|removed)"
    r"|deprecated|table|(?:list|flat)-table|tabs?|tab-(?:set|item)|dropdown|details|card|grid|grid-item(?:-card)?|topic"
    r"|sidebar|margin|aside|container|div|glossary|epigraph)\}"
)
_OPTION = re.compile(r"[ \t>]*:[\w-]+:(?:[ \t][^\n]*)?\r?\n?")
_DIRECTIVE = re.compile(r"[ \t]*:{3,}[^\n]*")
_OPENS_DIRECTIVE = re.compile(r"[ \t]*:{3,}[ \t]*\{")
_ALERT = re.compile(r"[ \t]*>[ \t]*\[![A-Za-z]+\][-+]?[ \t]*\r?$")
_ESM = re.compile(
    r"import\s+(?:[\w*{][^\n]*\sfrom\s+)?['\"]|import\s+(?:\w+\s*,\s*)?\{\s*[\r\n]"
    r"|export\s+(?:default|const|let|var|function|async|class)\b|export\s*[{*]"
)
_COMPONENT = re.compile(r"[ \t]*(?:</?[A-Z][\w.]*(?:[\s/][^<>]*)?>[ \t]*)+\r?$")
# Tables of HTML whose tags are written as components ("<Table align={…}>", "<Td>"), which is all that sets them apart.
_TABLE_OPENS, _TABLE_CLOSES = "<Table", "</Table>"
_TABLE_TAG = re.compile(r"</?(?:Table|Thead|Tbody|Tfoot|Tr|Th|Td|Caption)\b[^<>]*>", re.I)
_TAG_NAME = re.compile(r"</?\w+")
_BRACED = re.compile(r"\{([^{}]*)\}")
# … which in MDX may be indented as deep as one likes: nothing there is code by its indentation.
_CLOSING_COMPONENT = re.compile(r"^[ \t]*</[A-Z][\w.]*>[ \t]*\r?$", re.M)
# Lines in more than 48 lists or quotations. The block parser skips the rest of the page when it has gone into 100
# levels, of which a list takes two.
_TOO_DEEP = re.compile(
    r"^(?:(?:[ >]|[-*+][ ]|\d{1,9}[.)][ ]){48,}|\t{24,}[ \t]*)(?:[-*+>]|\d{1,9}[.)])(?![^ \t\r\n>])[^\r\n]*", re.M
)
_VISIBLE = re.compile(r"[^\r\n]+")
# Behind its line end, what each of them begins with: it is looked for ten times as fast.
_DEEP = re.compile(r"\n(?=[ >*+\t\d.)-]{24})")
# Without one of these in it, a line is no fence; without one of those, neither a module's code nor a generator's mark.
_FENCE_SIGNS, _LINE_SIGNS = ("```", "~~~"), ("import", "export", ":::", "[!", "<")


def mask(source: str, *, start: int = 0, mdx: bool = False) -> str:
    """The source with all before `start` and everything that is not prose blanked out."""
    masked = _blank(source[:start]) + _mask_outside_code(source[start:], mdx)
    return masked.replace("\ufeff", " ", 1) if masked.startswith("\ufeff") else masked


def holds_components(source: str) -> bool:
    """Whether a source has elements of MDX around its blocks."""
    if "</" not in source or not _CLOSING_COMPONENT.search(source):
        return False
    return any(kind is _Part.PROSE and _CLOSING_COMPONENT.search(part) for part, kind in _iter_parts(source))


def mask_too_deep(masked: str) -> tuple[str, tuple[int, ...]]:
    """The text without lines that are nested too deeply to be read, and the offsets of those."""
    starts = [m.start() for m in _DEEP.finditer(f"\n{masked}")]
    found = tuple(start for start in starts if _TOO_DEEP.match(masked, start))
    return (_TOO_DEEP.sub(lambda m: _blank(m.group()), masked), found) if found else (masked, ())


def _blank(text: str) -> str:
    return _VISIBLE.sub(lambda match: " " * len(match.group()), text)


class _Part(Enum):
    PROSE = auto()
    CODE = auto()
    FURNITURE = auto()


def _mask_outside_code(text: str, mdx: bool) -> str:
    masked = []
    for part, kind in _iter_parts(text):
        is_prose = kind is _Part.PROSE
        masked.append(_mask_prose(part, mdx) if is_prose else part if kind is _Part.CODE else _blank(part))
    return "".join(masked)


def _iter_parts(text: str) -> Iterator[tuple[str, _Part]]:
    """The text cut into prose, fenced code and the fences of what holds prose, in order."""
    lines = text.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    at, fence = 0, ""
    containers: list[str] = []
    for number in _find_lines_with(text, starts, _FENCE_SIGNS):
        match = _FENCE.match(lines[number])
        rest = lines[number][match.end() :] if match else "`"
        if match is None or starts[number] < at:
            continue
        if fence and match[1].startswith(fence) and not rest.strip():
            yield text[at : starts[number + 1]], _Part.CODE
            at, fence = starts[number + 1], ""
        elif not fence and containers and match[1].startswith(containers[-1]) and not rest.strip():
            containers.pop()
            yield text[at : starts[number]], _Part.PROSE
            at = starts[number + 1]
            yield text[starts[number] : at], _Part.FURNITURE
        elif not fence and _CONTAINER.match(rest.lstrip()):
            containers.append(match[1])
            yield text[at : starts[number]], _Part.PROSE
            at = starts[_find_options_end(lines, number + 1)]
            yield text[starts[number] : at], _Part.FURNITURE
        elif not fence and "`" not in rest:
            yield text[at : starts[number]], _Part.PROSE
            at, fence = starts[number], match[1]
    yield text[at:], _Part.CODE if fence else _Part.PROSE


def _find_options_end(lines: Sequence[str], number: int) -> int:
    """The number of the first line from `number` on that is no option of the directive above."""
    while number < len(lines) and _OPTION.fullmatch(lines[number]):
        number += 1
    return number


def _find_lines_with(text: str, starts: Sequence[int], signs: Iterable[str]) -> list[int]:
    """The numbers of the lines that hold any of the signs, ascending; `starts` are the offsets of the lines' starts."""
    found = set()
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = text.find(sign, starts[number + 1])
    return sorted(found)


def _mask_prose(text: str, mdx: bool) -> str:
    for opening, closing, longest in _REMARKS if "{" in text or "<!" in text else ():
        if opening in text:
            text = "".join(_mask_remarks(text, opening, closing, longest))
    if "{{" in text:
        text = _VARIABLE.sub(_show_variable, text)
    if _TABLE_CLOSES in text:
        text = "".join(_show_tables(text))
    if ":::" in text or "[!" in text or mdx or "import" in text or "<" in text:
        text = _mask_lines(text)
    if "!!!" in text or "???" in text or "===" in text:
        text = _SET_OFF.sub(_open_item, text)
    return text


def _show_tables(text: str) -> Iterator[str]:
    """The text with tables of HTML as such whose tags are written as components."""
    at = 0
    while (start := text.find(_TABLE_OPENS, at)) >= 0 and (end := text.find(_TABLE_CLOSES, start)) >= 0:
        end += len(_TABLE_CLOSES)
        table = text[start:end]
        yield text[at:start]
        yield _TABLE_TAG.sub(_show_tag, table) if "<tr" in table.lower() else table
        at = end
    yield text[at:]


def _show_tag(match: re.Match[str]) -> str:
    """A tag in lower case, its attributes without code."""
    name = _TAG_NAME.match(match.group())
    at = name.end() if name else 0
    return match.group()[:at].lower() + _BRACED.sub(_show_code, match.group()[at:])


def _show_code(match: re.Match[str]) -> str:
    """A number in braces without them, and nothing of other code."""
    return f" {match[1]} " if match[1].isdecimal() else _blank(match.group())


def _open_item(match: re.Match[str]) -> str:
    """The first line of a block that is set off, as that of a list's item."""
    opening = match["indent"] + (_OPEN_ITEM if match["gap"] else _ITEM)
    return opening + _blank(match.group()[len(opening) :])


def _show_variable(match: re.Match[str]) -> str:
    """The last word of the variable's name, which says best what stands there; nothing for a marker on its own line."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    if _IN_TARGET.search(line):
        return "_" * len(match.group())
    behind = match.string[match.end() : match.end() + 1]
    if not line.strip() and behind in ("", "\n", "\r"):
        return _blank(match.group())
    at, until = match.start(1) - match.start(), match.end(1) - match.start()
    return " " * at + match[1] + " " * (len(match.group()) - until)


def _mask_remarks(text: str, opening: str, closing: str, longest: int | None) -> Iterator[str]:
    at = start = 0
    while (start := text.find(opening, start)) >= 0:
        inner = start + len(opening)
        end = text.find(closing, inner, inner + longest if longest else None)
        if end < 0 and not longest:
            break
        if end < 0:
            start = inner
            continue
        end += len(closing)
        if longest and not text[start - 2 : start].startswith("]"):
            start, end = _widen(text, start, end)
        yield text[at:start]
        at = end
        shown = _show_sign(text, start, at) if longest else _blank(text[start:at])
        yield _HELD_OPEN + shown[1:] if shown[:1] == " " and _stands_in_html(text, start, at) else shown
        start = at
    yield text[at:]


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a template code with brackets and emphasis around it that hold nothing else."""
    for opening, closing in ("()", "**", "__", "**"):
        if text[start - 1 : start] == opening and text[end : end + 1] == closing:
            start, end = start - 1, end + 1
    return start, end


def _stands_in_html(text: str, start: int, end: int) -> bool:
    """Whether a remark fills a line between lines of HTML, which a line without anything would end."""
    before, behind = text[:start].rpartition("\n")[2], text[end : end + LONGEST_PAD].partition("\n")[0]
    if before.strip() or behind.strip():
        return False
    above = text[max(0, start - len(before) - LONGEST_LINE) : max(0, start - len(before) - 1)].rpartition("\n")[2]
    return above.lstrip().startswith("<") and not above.lstrip().startswith("<!--")


def _show_sign(text: str, start: int, end: int) -> str:
    """The sign that a template code shows where it fills a cell of a table alone; else nothing."""
    sign = ""
    if _CELL_BEGINS.search(text, max(0, start - LONGEST_PAD), start) and _CELL_ENDS.match(text, end):
        sign = find_sign(_ARGUMENT.sub(" ", text[start:end]))
    return _blank(text[start : end - len(sign)]) + sign


def _mask_lines(text: str) -> str:
    lines = text.splitlines(keepends=True)
    masked, module_until = lines.copy(), 0
    for number in _find_lines_with(text, [0, *accumulate(map(len, lines))], _LINE_SIGNS):
        if number < module_until:
            continue
        if _begins_module(lines[number]) and (not number or _is_blank(lines[number - 1])):
            module_until = next((n for n in range(number, len(lines)) if _is_blank(lines[n])), len(lines))
            masked[number:module_until] = map(_blank, lines[number:module_until])
        elif _is_furniture(lines[number].rstrip("\r\n")):
            until = _find_options_end(lines, number + 1) if _OPENS_DIRECTIVE.match(lines[number]) else number + 1
            masked[number:until] = map(_blank, lines[number:until])
    return "".join(masked)


def _is_blank(line: str) -> bool:
    return not line or line.isspace()


def _begins_module(line: str) -> bool:
    return line.startswith(("import", "export")) and bool(_ESM.match(line))


def _is_furniture(line: str) -> bool:
    """Whether a line is nothing but a mark of the site's generator; most are seen by a look to be none."""
    return bool(
        (":::" in line and _DIRECTIVE.fullmatch(line))
        or ("[!" in line and _ALERT.match(line))
        or ("<" in line and _COMPONENT.match(line))
    )
