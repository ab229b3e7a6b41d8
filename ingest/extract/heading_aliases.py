"""Headings that name a thing by a longer name ("Access via agent")."""

from __future__ import annotations

from collections.abc import Sequence

from index.terms import get_name_key
from ingest import wording
from ingest.names import PageNames, find_opening, is_name_heading
from ingest.page import Page, Paragraph, Section


def find_heading_aliases(page: Page, named: Sequence[str]) -> dict[str, tuple[tuple[str, Section], ...]]:
    """Headings that name one of the page's things by a longer name, with their sections.

    The heading ends in a joining word and the name ("Access via agent"), is no instruction, and its
    section opens with the name as its subject.
    """
    headings = ((section, section.heading.visible.strip()) for section in page.sections if section.heading)
    joined = [(section, heading) for section, heading in headings if _may_join_name(heading)]
    # Few pages have any, and what finds the names takes longest.
    plain = PageNames(dict.fromkeys(named, ()) if joined else {})
    aliases: dict[str, list[tuple[str, Section]]] = {}
    for section, heading in joined:
        found = {m.name for m in plain.find_mentions(heading)}
        if len(found) != 1:
            continue
        name = found.pop()
        rest = heading.removesuffix(name).split()
        is_joined = rest[-1:] and rest[-1] in wording.JOINING_WORDS and all(w[:1].isupper() for w in rest[:-1])
        if is_joined and get_name_key(heading) != get_name_key(name) and _opens_with(section, name):
            aliases.setdefault(name, []).append((heading, section))
    return {name: tuple(group) for name, group in aliases.items()}


def _may_join_name(heading: str) -> bool:
    """Whether a heading may be a joining word and a name."""
    return not wording.JOINING_WORDS.isdisjoint(heading.split()) and is_name_heading(heading)


def _opens_with(section: Section, name: str) -> bool:
    first = next((b for b in section.blocks if isinstance(b, Paragraph)), None)
    opening = find_opening(first.text) if first else None
    return opening is not None and get_name_key(opening.name) == get_name_key(name)
