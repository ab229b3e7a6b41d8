"""Marks of Markdown in the text of HTML that stands in a Markdown page, where many sites read them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from ingest.page import Markup, MarkupKind, Run, Text

_MARK = re.compile(
    r"(?<!`)(?P<fence>```)(?:[\w-]+(?=\s))?\s*(?P<block>[^`]+?)\s*```(?!`)"
    r"|(?<!`)`(?P<code>[^`\n]+)`(?!`)"
    r"|(?<![*\w])\*\*(?P<strong>[^*\n]+)\*\*(?![*\w])"
    r"|(?<![*\w\\])\*(?=\S)(?P<emphasis>[^*\n]*[^*\s])\*(?![*\w])"
    r"|\[(?P<link>[^\[\]\n]+)\]\((?P<target>[^()\s]+)\)"
)
_KINDS = {
    "block": MarkupKind.CODE,
    "code": MarkupKind.CODE,
    "strong": MarkupKind.STRONG,
    "emphasis": MarkupKind.EMPHASIS,
    "link": MarkupKind.LINK,
}


def read_marks(text: Text) -> Text:
    """The text with its marks of code, bold and links read; another one as it is."""
    found = list(_MARK.finditer(text.visible)) if any(mark in text.visible for mark in ("`", "*", "](")) else []
    if not found:
        return text
    kept = _Kept.make(found, len(text.visible))
    visible = "".join(text.visible[begin:end] for begin, end in zip(kept.begins, kept.ends, strict=True))
    moved = (mark._replace(at=kept.move(mark.at), until=kept.move(mark.until)) for mark in text.markup)
    read = (_make_markup(match, text, kept) for match in found)
    markup = tuple(mark for mark in (*moved, *read) if mark.at < mark.until)
    return Text(visible, tuple(kept.iter_runs(text.runs)), markup)


def _get_kind(match: re.Match[str]) -> str:
    return next(kind for kind in _KINDS if match[kind] is not None)


def _make_markup(match: re.Match[str], text: Text, kept: _Kept) -> Markup:
    kind, where = _get_kind(match), text.get_slice(*match.span())
    at, until = map(kept.move, match.span(kind))
    return Markup(_KINDS[kind], at, until, where.start, where.end, match["target"] or "")


@dataclass(frozen=True, slots=True)
class _Kept:
    """The parts of a text that stay, in order."""

    begins: tuple[int, ...]
    ends: tuple[int, ...]
    moved: tuple[int, ...]
    """Where the parts begin in what stays."""

    @classmethod
    def make(cls, marks: Sequence[re.Match[str]], length: int) -> _Kept:
        """What stays of a text when only the inner part of each mark does."""
        parts, at = [], 0
        for match in marks:
            parts += [(at, match.start()), match.span(_get_kind(match))]
            at = match.end()
        parts = [(begin, end) for begin, end in (*parts, (at, length)) if begin < end]
        moved = accumulate((end - begin for begin, end in parts), initial=0)
        return cls(tuple(begin for begin, _ in parts), tuple(end for _, end in parts), tuple(moved)[:-1])

    def move(self, offset: int) -> int:
        """An offset of the text as the offset in what stays."""
        i = bisect_right(self.begins, offset) - 1
        return self.moved[i] + min(offset, self.ends[i]) - self.begins[i] if i >= 0 else 0

    def iter_runs(self, runs: Sequence[Run]) -> Iterator[Run]:
        """The runs of what stays."""
        for begin, end, moved in zip(self.begins, self.ends, self.moved, strict=True):
            first = max(0, bisect_right(runs, begin, key=lambda r: r.at) - 1)
            last = bisect_left(runs, end, key=lambda r: r.at)
            for run in islice(runs, first, last):
                yield from _cut(run, max(begin, run.at), min(end, run.at + run.length), moved - begin)


def _cut(run: Run, at: int, until: int, shift: int) -> Iterator[Run]:
    if at < until:
        is_exact = run.length == run.end - run.start
        start = run.start + at - run.at if is_exact else run.start
        yield Run(at + shift, until - at, start, start + until - at if is_exact else run.end)
