"""Values and places as the store keeps them: compact JSON arrays, so that a row costs little to write and read."""

from __future__ import annotations

import json
from typing import Any

from index.model import Excerpt, Place, Quantity, Slice, Span, Support, Value

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pack_value(value: Value) -> str:
    """A value as text."""
    quantity = value.quantity and _pack_quantity(value.quantity)
    return _encode([value.raw, value.support, value.qualifier, value.items, quantity])


def _pack_quantity(quantity: Quantity) -> list[object]:
    base = (quantity.base_low, quantity.base_high, quantity.base_unit) if quantity.base_unit else ()
    return [quantity.low, quantity.high, quantity.unit, *base]


def unpack_value(text: str) -> Value:
    """The value that `pack_value` packed."""
    raw, support, qualifier, items, quantity = json.loads(text)
    return Value(
        raw=raw,
        support=Support(support) if support else None,
        qualifier=qualifier,
        items=tuple(items),
        quantity=Quantity(*quantity) if quantity else None,
    )


def pack_place(place: Place) -> str:
    """A place as text."""
    span = place.span
    cell = place.cell and [place.cell.start, place.cell.end]
    header, note = (excerpt and [excerpt.quote, excerpt.start, excerpt.end] for excerpt in (place.header, place.note))
    offsets = [span.start, span.end, span.first_line, span.last_line]
    return _encode([*offsets, span.headings, span.anchor, place.quote, cell, header, *([note] if note else [])])


def unpack_place(text: str) -> Place:
    """The place that `pack_place` packed."""
    start, end, first_line, last_line, headings, anchor, quote, cell, header, *note = json.loads(text)
    return Place(
        span=Span(start, end, first_line, last_line, tuple(headings), anchor),
        quote=quote,
        cell=_make(Slice, cell),
        header=_make(Excerpt, header),
        note=_make(Excerpt, note[0]) if note else None,
    )


def _make(kind: type[Any], fields: list[Any] | None) -> Any:
    return kind(*fields) if fields else None
