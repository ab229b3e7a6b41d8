"""Labelled lines ("**Cabins**: 12", definition lists), and headings that name things or give them longer names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.terms import get_name_key, get_term, get_terms
from ingest import wording
from ingest.extract import cues
from ingest.names import LONGEST_NAME_WORDS, is_name_heading
from ingest.page import ItemList, MarkupKind, Page, Paragraph, Section, Text

# Longer texts behind a label are sentences, not values; both bounds fit the labelled lists of tests/gold/open.
LONGEST_VALUE_WORDS = 8
LONGEST_LABEL_WORDS = 5
# A longer entry of a definition list is read sentence by sentence.
LONGEST_ENTRY_WORDS = 60
# Sections name things of one kind when they have this many labels in common.
FEWEST_SHARED = 2

_SEPARATOR = re.compile(r"\s*(?::|[–—]|-(?=\s))\s*")
# Only what is said of a thing may stand behind a bracket; a property's own may hold its unit.
_BEHIND_BRACKET = re.compile(r"\s*\([^()]{1,60}\)\s*(?::|[–—]|-(?=\s))\s*")
_PLAIN = re.compile(r"\s*(?P<name>[A-Z][^:.!?\n]{1,60}?)\s?:\s+(?=\S)")
_TERM = re.compile(r"\s*(?P<name>[^:.!?\n]{2,60}?) : +(?=\S)")
_NUMBERED = re.compile(r"(?:step|phase|part|chapter|example|option|case|question)\b|\d", re.I)
# Labels of remarks, which name no property.
_REMARKS = frozenset(
    "note notes tip tips warning caution important info information example examples hint danger attention see "
    "question answer q a summary tldr todo step result output input before after why how what when where".split()
)
# First words of labels that tell what to do.
_VERBS = wording.HEADING_VERBS - frozenset(
    get_terms("best limits limitations requirements features benefits advantages prerequisites use when where version")
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label with what stands behind it."""

    name: str
    """The label."""
    value: str
    """What stands behind it."""
    is_marked: bool
    """Whether markup sets the label off."""

    @property
    def is_property(self) -> bool:
        """Whether it reads as a property with a short value."""
        terms = get_terms(self.name)
        words = len(self.value.split())
        return (
            0 < len(terms) <= LONGEST_LABEL_WORDS
            and 0 < words <= LONGEST_VALUE_WORDS
            and not _REMARKS.intersection((self.name.casefold(), self.name.casefold().split()[0]))
            and terms[0] not in _VERBS
            and any(c.isalpha() for c in self.name)
        )


def split_former(label: str) -> tuple[str, str | None]:
    """A label such as "Gateway (formerly Bridge)" as its name and the former one."""
    match = cues.FORMER_BRACKET.search(label)
    if match:
        return label[: match.start()].strip(), match["old"].strip()
    return cues.REMARK_BRACKET.sub("", label) or label, None


def find_label(text: Text, at: int = 0, until: int | None = None, *, plain: bool = False) -> Label | None:
    """The label with which a stretch of text opens; with `plain`, one that no markup sets off, too."""
    until = len(text.visible) if until is None else until
    visible = text.visible[:until]
    mark = next((m for m in text.markup if m.at == at and m.kind in (MarkupKind.STRONG, MarkupKind.CODE)), None)
    if mark is not None and mark.until < until:
        name = visible[at : mark.until].strip()
        behind = _SEPARATOR.match(visible, mark.until) or _BEHIND_BRACKET.match(visible, mark.until)
        if behind is None and not name.endswith(":"):
            return None
        return _make_label(name.rstrip(":"), visible[behind.end() if behind else mark.until :], True)
    match = _TERM.match(visible, at) if " : " in visible else None
    is_marked = match is not None
    match = match or (_PLAIN.match(visible, at) if plain else None)
    return _make_label(match["name"], visible[match.end() :], is_marked) if match else None


def opens_with_term(text: Text) -> bool:
    """Whether a paragraph is a term and, behind " : ", what a definition list says of it."""
    return _TERM.match(text.visible) is not None


def make_term_label(term: Text, text: Text) -> Label | None:
    """The label of an entry of a definition list."""
    return _make_label(term.visible, text.visible.lstrip(": "), True)


def _make_label(name: str, value: str, is_marked: bool) -> Label | None:
    name, value = " ".join(name.split()), " ".join(value.split())
    if not name or not value or len(name.split()) > LONGEST_NAME_WORDS:
        return None
    return Label(name, value, is_marked)


def iter_labelled_pieces(text: Text, source: str) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph whose every line opens with a label; nothing for other paragraphs."""
    starts = [
        m.at
        for m in text.markup
        if m.kind in (MarkupKind.STRONG, MarkupKind.CODE) and _opens_line(text.base + m.start, source)
    ]
    if not starts or starts[0] != len(text.visible) - len(text.visible.lstrip()):
        return
    pieces = list(zip(starts, [*starts[1:], len(text.visible)], strict=True))
    if all(find_label(text, at, until) for at, until in pieces):
        yield from pieces


def _opens_line(start: int, source: str) -> bool:
    return source[source.rfind("\n", 0, start) + 1 : start].strip(" \t>\\") in ("", "<br>", "<br/>")


def find_parallel_headings(page: Page, tables: Mapping[int, frozenset[str]]) -> tuple[str, ...]:
    """Headings that name things: short ones whose sections have several labels in common with a neighbour's.

    `tables` are, by the identity of a section, the keys of the labels in a table that names no thing itself.
    """
    groups: dict[tuple[int, tuple[str, ...]], list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for section in page.sections:
        heading = " ".join(section.heading.visible.split()) if section.heading else ""
        if heading and is_name_heading(heading) and not _NUMBERED.match(heading):
            keys = frozenset(get_name_key(label.name) for label in _iter_properties(section))
            keys |= tables.get(id(section), frozenset())
            if len(keys) >= FEWEST_SHARED:
                groups[section.level, section.path[:-1]].append((heading, keys))
    found = [
        name
        for group in groups.values()
        for i, (name, keys) in enumerate(group)
        if any(len(keys & other) >= FEWEST_SHARED for j, (_, other) in enumerate(group) if i != j)
    ]
    return tuple(dict.fromkeys(found))


def _iter_properties(section: Section) -> Iterator[Label]:
    for block in section.blocks:
        texts: tuple[Text, ...] = ()
        if isinstance(block, ItemList):
            texts = tuple(item.text for item in block.items)
        elif isinstance(block, Paragraph):
            texts = (block.text,)
        for text in texts:
            label = find_label(text, plain=True)
            if label and label.is_property and get_term(label.name.split()[0]) not in wording.PRONOUNS:
                yield label
