"""Footnotes of tables: the marks in cells and names, and the texts that they stand for on the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.model import Slice, Support, Value
from ingest.page import Block, Cell, ItemList, Page, Paragraph, Section, Table, Text
from ingest.sentences import Sentence
from ingest.values import read_support, read_value

_RAISED = "¹²³⁰⁴-⁹"
# In a cell: a reference in brackets anywhere; raised digits, a number in brackets and signs behind a word.
_MARK = re.compile(
    rf"\s*\[\^(?P<name>[^\]\s]{{1,40}})\]|\s*[(\[](?:see )?(?:foot)?notes?\s+(?P<note>\w{{1,3}})[)\]]"
    rf"|(?<=\S)\s*\[(?P<number>\d{{1,2}})\]$|(?P<raised>[{_RAISED}]{{1,2}})"
    rf"|(?<=[^\s*†‡])\s?(?P<sign>[*†‡]{{1,3}})$",
    re.I,
)
# Every match of it holds one of these, which are looked for in a tenth of the time.
_MARK_SIGNS = re.compile(rf"[(\[*†‡{_RAISED}]")
# At the head of a text or line: the mark with which a note begins.
_HEAD = re.compile(
    rf"(?:^|(?<=\s))(?:\[\^(?P<name>[^\]\s]{{1,40}})\]:|(?:foot)?note\s+(?P<note>\w{{1,3}})\s*[:.–—-]"
    rf"|[(\[](?P<number>\d{{1,2}})[)\]]:?|[(\[]?(?P<raised>[{_RAISED}]{{1,2}})[)\]]?[:.]?|(?P<sign>[*†‡]{{1,3}})[:.]?)\s*",
    re.I,
)
# Marks that begin a note at the head of its text, or behind another note; elsewhere they may be references.
_HEAD_ONLY = ("number", "sign", "note")
_POWER = re.compile(r"(?:^|[\d\s])[ckmd]?m$")
_NOTES = re.compile(r"(?:foot|end)?notes?(?: (?:on|to|for) the table)?:?", re.I)
_BACK = re.compile(r"\s*[↩↑]\ufe0e?\s*$")
# Longer texts are paragraphs that happen to begin like a note.
LONGEST_NOTE = 600
# What a note that opens so makes of a "yes".
_SHADES = (Support.PARTIAL, Support.PLANNED, Support.DEPRECATED)


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a footnote."""

    text: str
    """What it says, without its mark."""
    where: Slice
    """Its place, with its mark."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A value with what its footnotes add."""

    value: Value
    """The value; its qualifier holds the notes' texts."""
    where: Slice | None
    """The place of the notes."""


class TableNotes:
    """The footnotes that the cells of one table refer to."""

    def __init__(self, page: Page, section: Section, table: Table) -> None:
        self._page, self._section, self._table = page, section, table
        cells = [c for row in (table.header, *table.body) for c in row.cells]
        self._marked = {id(c) for c in cells if any(_iter_marks(c))}
        self._found = self._find_notes() if self._marked else {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._found)

    def annotate(self, value: Value, cell: Cell, names: Sequence[Cell]) -> Annotated:
        """A cell's value with the notes of the cell and of the cells that name its thing and property."""
        if not self._found:
            return Annotated(value, None)
        own = self._get_notes(cell)
        notes = list(dict.fromkeys((*own, *(note for name in names for note in self._get_notes(name)))))
        if not notes:
            return Annotated(value, None)
        if not _are_together(notes):
            notes = notes[:1]
        if own:
            value = replace(read_value(self._strip_marks(cell)), raw=value.raw)
            value = replace(value, support=_get_shade(value, own[0]))
        parts = dict.fromkeys((value.qualifier, *(note.text for note in notes)))
        where = Slice(min(n.where.start for n in notes), max(n.where.end for n in notes))
        return Annotated(replace(value, qualifier="; ".join(filter(None, parts))), where)

    def _get_notes(self, cell: Cell) -> tuple[Note, ...]:
        if id(cell) not in self._marked:
            return ()
        keys = map(_get_key, _iter_marks(cell))
        return tuple(dict.fromkeys(self._found[key] for key in keys if key in self._found))

    def _strip_marks(self, cell: Cell) -> str:
        return _MARK.sub(lambda m: "" if _get_key(m) in self._found else m.group(), cell.text.visible).strip()

    def _find_notes(self) -> dict[str, Note]:
        """Notes by mark: those under the table first, then named ones and lists of notes anywhere on the page."""
        found: dict[str, Note] = {}
        behind = self._section.blocks[self._section.blocks.index(self._table) + 1 :]
        for block in behind:
            for key, note in _iter_block_notes(block, self._page.source):
                found.setdefault(key, note)
        for section in self._page.sections:
            for block in section.blocks:
                for key, note in _iter_page_notes(section, block):
                    found.setdefault(key, note)
        return found


def _are_together(notes: Sequence[Note]) -> bool:
    """Whether notes can be quoted as one piece."""
    start, end = min(n.where.start for n in notes), max(n.where.end for n in notes)
    return end - start <= LONGEST_NOTE


def _iter_marks(cell: Cell) -> Iterator[re.Match[str]]:
    """The marks of a cell; a raised 2 behind "m" makes square metres."""
    visible = cell.text.visible
    if not _MARK_SIGNS.search(visible):
        return iter(())
    return (m for m in _MARK.finditer(visible) if not (m["raised"] and _POWER.search(visible[: m.start()])))


def _get_key(match: re.Match[str]) -> str:
    """What a mark and the head of its note have in common."""
    if match["name"]:
        return f"^{match['name'].casefold()}"
    return unicodedata.normalize(
        "NFKC", match["note"] or match["number"] or match["raised"] or match["sign"]
    ).casefold()


def _get_shade(value: Value, note: Note) -> Support | None:
    """The support of a value whose note says by itself that it is partial, planned or deprecated."""
    stated = read_support(note.text.rstrip("."))
    return stated[0] if stated and value.support is Support.YES and stated[0] in _SHADES else value.support


def _iter_block_notes(block: Block, source: str) -> Iterator[tuple[str, Note]]:
    """The notes of a paragraph or list under a table."""
    if isinstance(block, Paragraph):
        yield from _iter_text_notes(block.text)
    elif isinstance(block, ItemList):
        for item in block.items:
            yield from _iter_text_notes(item.text)
        where = block.items[0].text.strip() if len(block.items) == 1 else None
        if where and source[: where.start].rstrip(" ").endswith("*"):
            yield from _make_note("*", block.items[0].text, 0, len(block.items[0].text.visible))


def _iter_page_notes(section: Section, block: Block) -> Iterator[tuple[str, Note]]:
    """Notes that a name or number refers to from anywhere on the page."""
    if isinstance(block, Paragraph):
        yield from ((key, note) for key, note in _iter_text_notes(block.text) if key[0] == "^" or key.isalnum())
    elif isinstance(block, ItemList):
        heading = section.heading.visible if section.heading else ""
        lead = block.lead_in.text.visible if block.lead_in else ""
        items = [item for item in block.items if not item.depth]
        is_listed = any(_NOTES.fullmatch(words.strip()) for words in (heading, lead))
        if is_listed or all(_BACK.search(item.text.visible) for item in items):
            for number, item in enumerate(items, 1):
                yield from _make_note(str(number), item.text, 0, len(item.text.visible))


def _iter_text_notes(text: Text) -> Iterator[tuple[str, Note]]:
    """The notes of a text that begins with the mark of one."""
    visible = text.visible
    first = len(visible) - len(visible.lstrip())
    heads = [m for m in _HEAD.finditer(visible) if m.start() == first or _begins_note(visible, m)]
    if not heads or heads[0].start() != first:
        return
    for head, end in zip(heads, [*(m.start() for m in heads[1:]), len(visible)], strict=True):
        yield from _make_note(_get_key(head), text, head.start(), end, head.end())


def _begins_note(visible: str, head: re.Match[str]) -> bool:
    """Whether a mark within a text begins another note: named and raised ones do, others behind a sentence."""
    return head.lastgroup not in _HEAD_ONLY or visible[: head.start()].rstrip()[-1:] in (".", "!", "?")


def _make_note(key: str, text: Text, at: int, until: int, begin: int | None = None) -> Iterator[tuple[str, Note]]:
    words = " ".join(_BACK.sub("", text.visible[at if begin is None else begin : until]).split())
    if words and len(words) <= LONGEST_NOTE:
        until = at + len(_BACK.sub("", text.visible[at:until]).rstrip())
        yield key, Note(words, text.get_slice(at, until))


def strip_mark(sentence: Sentence) -> Sentence:
    """A sentence without the footnote's mark that it begins with, if it does."""
    head = _HEAD.match(sentence.text)
    if head is None or not (head["name"] or head["raised"]) or head.end() == len(sentence.text):
        return sentence
    return Sentence(sentence.text[head.end() :], sentence.at + head.end(), sentence.until)
