"""The metadata block above a page, found and read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

import yaml

# PyYAML's pure loader needs a second for about so much.
LARGEST_FRONT_MATTER = 65_536

_FRONT_MATTER = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?:(.*?)(?:\r\n|\n|\r))??\1[ \t]*(?=\r|\n|\Z)", re.S
)
_TOP_LINE = re.compile(r"^(\w[\w-]*):[ \t]+(?P<quote>['\"]?)(\S.*?)(?P=quote)[ \t]*$", re.M)
# Front matter that holds texts alone, as most does: YAML's loader needs fifty times as long for it.
_PLAIN_TEXT = r"[A-Za-z0-9](?:[\w,./()+ -]*[\w,./()+-])?"
_PLAIN_LINE = re.compile(rf'^([A-Za-z_]\w*):[ ]+(?:"([^"\\\n\r]*)"|({_PLAIN_TEXT}))[ ]*$', re.M | re.A)
_PLAIN_META = re.compile(rf"(?:{_PLAIN_LINE.pattern}\n?)+", re.M | re.A)


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


def read_meta(source: str) -> dict[str, object]:
    """What the front matter of a Markdown source says; nothing without any that can be read."""
    front, _ = find_front_matter(source)
    return read_front_matter(front, []) if front else {}


def read_front_matter(front: FrontMatter, notes: list[str]) -> dict[str, object]:
    """What front matter says; what cannot be read is noted."""
    if len(front.text) > LARGEST_FRONT_MATTER:
        notes.append(f"{front.line}: front matter of {len(front.text)} characters is left out")
        return {}
    try:
        if front.mark == "+++":
            return tomllib.loads(front.text)
        if _PLAIN_META.fullmatch(front.text):
            return {m[1]: m[2] if m[2] is not None else m[3] for m in _PLAIN_LINE.finditer(front.text)}
        # Every value as its text: what makes typed values of them fails in undocumented ways on such as `!!int ""`.
        meta = yaml.load(front.text, Loader=yaml.BaseLoader)  # noqa: S506 (makes only texts, lists, mappings)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = front.line + (mark.line if mark else 0)
        notes.append(f"{line}: front matter is not YAML: {getattr(error, 'problem', None) or 'cannot be read'}")
        return {m[1]: m[3] for m in _TOP_LINE.finditer(front.text)}
    except tomllib.TOMLDecodeError as error:
        notes.append(f"{front.line}: front matter cannot be read: {error}")
    except RecursionError:
        notes.append(f"{front.line}: front matter is nested too deeply")
    else:
        return meta if isinstance(meta, dict) else {}
    return {}
