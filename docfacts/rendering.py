"""Changes for people and programs: as text, as Markdown for a review, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from index.model import Change, ChangeKind, FactKind, Renamed, Value

FORMATS = ("text", "json", "markdown")
"""The forms in which commands print changes."""
LONGEST_VALUE = 160
"""Characters of a value that text and Markdown show; JSON has all of it."""

_SIGNS = {
    ChangeKind.VALUE_CHANGED: "~",
    ChangeKind.FACT_ADDED: "+",
    ChangeKind.FACT_REMOVED: "-",
    ChangeKind.PAGE_ADDED: "+",
    ChangeKind.PAGE_REMOVED: "-",
}


def write_changes(changes: Sequence[Change], format: str, out: TextIO, **summary: object) -> None:
    """Writes changes in one of the formats; the summary stands beside them in JSON."""
    if format == "json":
        body = {**summary, "changes": _get_json(changes) if changes else []}
        out.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
        return
    line: Callable[[Change], str] = _get_markdown if format == "markdown" else _get_text
    for heading, group in _iter_groups(changes):
        out.write(f"\n### {heading}\n\n" if format == "markdown" else f"\n{heading}\n")
        out.writelines(f"{line(change)}\n" for change in group)


def _get_json(changes: Sequence[Change]) -> list[dict[str, object]]:
    # Only changes need the service's forms.
    from service.serialise import get_change

    return [get_change(change) for change in changes]


def _iter_groups(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    cells = [c for c in changes if c.fact_kind is FactKind.CELL]
    renames = [c for c in changes if c.kind in (ChangeKind.ENTITY_RENAMED, ChangeKind.ATTRIBUTE_RENAMED)]
    pages = [c for c in changes if c.kind.value.startswith("page_")]
    prose = [c for c in changes if c not in cells and c not in renames and c not in pages]
    for heading, group in (("Pages", pages), ("Names", renames), ("Facts of tables", cells), ("Statements", prose)):
        if group:
            yield f"{heading} ({len(group)})", group


def _get_text(change: Change) -> str:
    sign = _SIGNS.get(change.kind, "*")
    return f"  {sign} {_describe(change, str, str)}"


def _get_markdown(change: Change) -> str:
    return f"- {_describe(change, _mark_strong, _escape)}"


def _mark_strong(text: str) -> str:
    return f"**{_escape(text)}**"


def _escape(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in text)


def _describe(change: Change, strong: Callable[[str], str], plain: Callable[[str], str]) -> str:
    effect = f" [{change.effect.value}]"
    if change.kind is ChangeKind.PAGE_MOVED or (change.entity is None and change.attribute is None):
        return f"{change.kind.value.replace('_', ' ')}: {strong(change.page)}{plain(_get_move(change))}"
    if change.kind in (ChangeKind.ENTITY_RENAMED, ChangeKind.ATTRIBUTE_RENAMED):
        thing = change.entity if change.kind is ChangeKind.ENTITY_RENAMED else change.attribute
        return _describe_rename(thing, strong)
    names = " / ".join(strong(thing.name) for thing in (change.entity, change.attribute) if thing)
    before, after = plain(_show(change.before)), plain(_show(change.after))
    if change.kind is ChangeKind.VALUE_CHANGED:
        return f"{names}: {before} -> {after}{effect}"
    return f"{names}: {after if change.kind is ChangeKind.FACT_ADDED else before}{effect}"


def _describe_rename(thing: Renamed | None, strong: Callable[[str], str]) -> str:
    return f"{strong(thing.previous_name or '')} is now {strong(thing.name)}" if thing else ""


def _get_move(change: Change) -> str:
    if change.kind is ChangeKind.PAGE_MOVED and change.cited_before:
        return f" (was {change.cited_before.page})"
    return ""


def _show(value: Value | None) -> str:
    if value is None:
        return "nothing"
    text = " ".join(value.raw.split()) or (value.qualifier or "blank")
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"
