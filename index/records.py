"""Values and places as the store keeps them: compact JSON arrays, so that a row costs little to write and read."""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from index.model import Excerpt, Place, Quantity, Slice, Span, Support, Value

# The sentences of a section, and a row's cells, have headings and header in common.
SECTIONS_KEPT = 256

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pack_value(value: Value) -> str:
    """A value as text."""
    if value.support is None and value.qualifier is None and not value.items and value.quantity is None:
        return f"[{encode_basestring(value.raw)},null,null,[],null]"
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
    span, cell = place.span, place.cell
    offsets = f"{span.start},{span.end},{span.first_line},{span.last_line}"
    inner = f"[{cell.start},{cell.end}]" if cell else "null"
    note = f",{_pack_excerpt(place.note)}" if place.note or place.group else ""
    group = f",{_pack_excerpt(place.group)}" if place.group else ""
    # Written out, it takes a third of the encoder's time.
    return (
        f"[{offsets},{_pack_section(span.headings, span.anchor)},{encode_basestring(place.quote)},"
        f"{inner},{_pack_excerpt(place.header)}{note}{group}]"
    )


@lru_cache(maxsize=SECTIONS_KEPT)
def _pack_section(headings: tuple[str, ...], anchor: str) -> str:
    return f"{_encode(headings)},{_encode(anchor)}"


@lru_cache(maxsize=SECTIONS_KEPT)
def _pack_excerpt(excerpt: Excerpt | None) -> str:
    return _encode([excerpt.quote, excerpt.start, excerpt.end]) if excerpt else "null"


def unpack_place(text: str) -> Place:
    """The place that `pack_place` packed."""
    start, end, first_line, last_line, headings, anchor, quote, cell, *excerpts = json.loads(text)
    return Place(
        span=Span(start, end, first_line, last_line, tuple(headings), anchor),
        quote=quote,
        cell=_make(Slice, cell),
        **{name: _make(Excerpt, excerpt) for name, excerpt in zip(_EXCERPTS, excerpts, strict=False)},
    )


# What may follow in a packed place; the first always does.
_EXCERPTS = ("header", "note", "group")


def _make(kind: type[Any], fields: list[Any] | None) -> Any:
    return kind(*fields) if fields else None
