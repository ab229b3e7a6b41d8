"""Readings as lines of text that a person can compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.model import Change, FactKind, Quantity, Renamed, Value
from ingest.extract import read_page
from ingest.html import read_html
from ingest.markdown import read_markdown
from ingest.page import Page
from ingest.reading import PROSE_ATTRIBUTES, FactReading, PageReading


def get_page(text: str) -> Page:
    """The page of a text, which is HTML when it begins with a doctype."""
    read = read_html if text.startswith("<!doctype") else read_markdown
    return read("page", text)


def read_text(text: str) -> PageReading:
    """What a page of this text states."""
    return read_page(get_page(text))


def dump_value(value: Value) -> str:
    """A value: its raw text, `[support: qualifier]`, `{items}`, `<quantity>`."""
    return " ".join(["·".join(value.raw.split("\n")) or '""', *_iter_meanings(value)])


def _iter_meanings(value: Value) -> Iterator[str]:
    if value.support:
        yield f"[{value.support}: {value.qualifier}]" if value.qualifier else f"[{value.support}]"
    elif value.qualifier:
        yield f"({value.qualifier})"
    if value.items:
        yield "{" + "; ".join(value.items) + "}"
    if value.quantity:
        yield _dump_quantity(value.quantity)


def _dump_quantity(quantity: Quantity) -> str:
    low, high = (("*" if n is None else f"{n:g}") for n in (quantity.low, quantity.high))
    return f"<{low if low == high and low != '*' else f'{low}..{high}'}{' ' * bool(quantity.unit)}{quantity.unit}>"


def dump_fact(fact: FactReading) -> str:
    """A fact; prose has an attribute of its own only behind a label."""
    local = " (on this page)" if fact.is_local else ""
    if fact.kind is FactKind.CELL:
        return f"{fact.entity}{local} / {fact.attribute} = {dump_value(fact.value)}"
    if fact.kind is FactKind.ALIAS:
        return f"alias: {fact.entity} / {fact.attribute} = {fact.value.raw}"
    attribute = "" if fact.attribute in PROSE_ATTRIBUTES else f" / {fact.attribute}"
    return f"{fact.kind}: {fact.entity}{attribute} = {dump_value(fact.value)}"


def dump_facts(facts: Iterable[FactReading]) -> str:
    """Facts, a line each."""
    return "\n".join(map(dump_fact, facts))


def dump_names(reading: PageReading) -> str:
    """The further names of things, a line each."""
    return "\n".join(f"{name.role}: {name.entity} <- {name.text}" for name in reading.names if name.text != name.entity)


def dump_change(change: Change) -> str:
    """A change: kind, what it is about, before and after, effect."""
    names = " / ".join(_dump_thing(thing) for thing in (change.entity, change.attribute) if thing)
    shown = [dump_value(value) if value else "-" for value in (change.before, change.after)]
    values = f": {shown[0]} => {shown[1]}" if change.before or change.after else ""
    about = names or change.page
    return f"{change.kind} {about}{values} ({change.effect})"


def _dump_thing(thing: Renamed) -> str:
    return f"{thing.previous_name} -> {thing.name}" if thing.previous_name else thing.name
