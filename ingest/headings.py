"""Headings: the paths and address fragments of a page's sections."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.page import Block, Section, Text


@dataclass(slots=True)
class SectionDraft:
    """A section while its blocks are collected."""

    heading: Text | None
    """The heading's text; None above the first heading."""
    level: int
    """Its level; 0 above the first heading."""
    anchor: str
    """The fragment that the source gives it, or ""."""
    blocks: list[Block] = field(default_factory=list)
    """The blocks so far."""


def place_sections(drafts: Sequence[SectionDraft]) -> Iterator[Section]:
    """The sections with paths and fragments. A sole first-level heading is the page's title, which no path repeats."""
    sole_title = sum(1 for d in drafts if d.level == 1) == 1
    stack: list[tuple[int, str]] = []
    taken: dict[str, int] = {}
    for draft in drafts:
        stack = [(level, name) for level, name in stack if level < draft.level]
        name = draft.heading.visible.strip() if draft.heading else ""
        if draft.heading and not (sole_title and draft.level == 1):
            stack.append((draft.level, name))
        anchor = draft.anchor or _number(make_anchor(name), taken)
        yield Section(draft.heading, draft.level, tuple(n for _, n in stack), anchor, tuple(draft.blocks))


def make_anchor(heading: str) -> str:
    """The fragment that site generators give a heading (github-slugger's rule)."""
    kept = (c for c in heading.strip().lower() if c in " -_" or unicodedata.category(c)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


def _number(anchor: str, taken: dict[str, int]) -> str:
    count = taken.get(anchor, 0)
    taken[anchor] = count + 1
    return f"{anchor}-{count}" if count and anchor else anchor
