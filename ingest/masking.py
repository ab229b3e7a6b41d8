"""What is not prose in a Markdown or MDX source, blanked out in place.

Everything blanked becomes spaces of the same length, line ends stay, so that
all offsets of what is left hold. Code fences are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(?:(.*?)\r?\n)??\1[ \t]*(?=\r?\n|\Z)", re.S)
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->|\{/\*.*?\*/\}", re.S)
_SHORT_CODE = re.compile(r"\{\{[<%].{0,2000}?[%>]\}\}|\{%.{0,2000}?%\}", re.S)
_DIRECTIVE = re.compile(r"[ \t]*:{3,}[^\n]*")
_ALERT = re.compile(r"[ \t]*>[ \t]*\[![A-Za-z]+\][-+]?[ \t]*\r?$")
_ESM = re.compile(r"(?:import|export)\b(?=[^\n]*(?:\bfrom\b|['\"{=(]))")
_COMPONENT = re.compile(r"[ \t]*(?:</?[A-Z][\w.]*(?:[\s/][^<>]*)?>[ \t]*)+\r?$")
_VISIBLE = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata block above a page."""

    mark: str
    """`---` for YAML, `+++` for TOML."""
    text: str
    """What stands between the marks."""
    line: int
    """The line on which the text begins."""


def find_front_matter(source: str) -> tuple[FrontMatter | None, int]:
    """The front matter, if there is one, and the offset behind it."""
    match = _FRONT_MATTER.match(source)
    if match is None:
        return None, 0
    return FrontMatter(match[1], match[2] or "", 2), match.end()


def mask(source: str, *, start: int = 0, mdx: bool = False) -> str:
    """The source with all before `start` and everything that is not prose blanked out."""
    masked = _blank(source[:start]) + _mask_outside_code(source[start:], mdx)
    return masked.replace("\ufeff", " ", 1) if masked.startswith("\ufeff") else masked


def _blank(text: str) -> str:
    return _VISIBLE.sub(" ", text)


def _blank_match(match: re.Match[str]) -> str:
    return _blank(match.group())


def _mask_outside_code(text: str, mdx: bool) -> str:
    return "".join(part if is_code else _mask_prose(part, mdx) for part, is_code in _iter_parts(text))


def _iter_parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut into prose and fenced code, in order."""
    part: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence:
            part.append(line)
            if match and match[1].startswith(fence) and not line[match.end() :].strip():
                yield "".join(part), True
                part, fence = [], ""
        elif match and "`" not in line[match.end() :]:
            yield "".join(part), False
            part, fence = [line], match[1]
        else:
            part.append(line)
    yield "".join(part), bool(fence)


def _mask_prose(text: str, mdx: bool) -> str:
    if "<!--" in text or "{/*" in text:
        text = _COMMENT.sub(_blank_match, text)
    if "{{" in text or "{%" in text:
        text = _SHORT_CODE.sub(_blank_match, text)
    if ":::" in text or "[!" in text or mdx or "import" in text or "<" in text:
        return "".join(_mask_lines(text))
    return text


def _mask_lines(text: str) -> Iterator[str]:
    in_module = False
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        in_module = bool(_ESM.match(line)) or (in_module and bool(bare.strip()))
        masked = in_module or _DIRECTIVE.fullmatch(bare) or _ALERT.match(bare) or _COMPONENT.match(bare)
        yield _blank(line) if masked else line
