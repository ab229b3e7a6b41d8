"""Remarks under names in the headings of a table: "E1" with "Legacy" in italics on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.page import Cell, Markup, MarkupKind
from ingest.tables.signs import get_label

# What says how far along a thing is, whatever it is.
_STATES = frozenset(
    "legacy new beta alpha preview deprecated experimental default recommended popular planned retired obsolete"
    " unsupported stable classic current".split()
)


def set_off_remarks(labels: Sequence[Cell]) -> tuple[Cell, ...]:
    """The labels with their remarks marked as badges, where the names stay different without them.

    A word in italics on the last line is a remark if it tells a state, or if all names have one: a single one may be
    the unit of a property.
    """
    found = [(cell, _find_remark(cell)) for cell in labels]
    all_have = len(labels) > 1 and all(mark for _, mark in found)
    bare = tuple(
        _set_off(cell, mark) if mark and (all_have or _tells_state(cell, mark)) else cell for cell, mark in found
    )
    return bare if len({get_label(cell) for cell in bare}) == len(bare) else tuple(labels)


def _find_remark(cell: Cell) -> Markup | None:
    """The italics that are the whole last line of a cell and one word, behind a line that has none."""
    visible = cell.text.visible
    at = visible.rstrip().rfind("\n") + 1
    for mark in cell.text.markup if at else ():
        if mark.kind is MarkupKind.EMPHASIS and visible[at : mark.at].strip() == visible[mark.until :].strip() == "":
            return mark if mark.at >= at and _get_word(cell, mark).isalpha() else None
    return None


def _tells_state(cell: Cell, mark: Markup) -> bool:
    return _get_word(cell, mark) in _STATES


def _get_word(cell: Cell, mark: Markup) -> str:
    return cell.text.visible[mark.at : mark.until].strip().casefold()


def _set_off(cell: Cell, remark: Markup) -> Cell:
    markup = (mark._replace(kind=MarkupKind.BADGE) if mark is remark else mark for mark in cell.text.markup)
    return replace(cell, text=cell.text._replace(markup=tuple(markup)))
