"""Paging: a list in pieces, each with an opaque cursor to the next."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar, cast

from flask import request

from index.model import Version
from service.parameters import Parameters
from service.problems import INVALID_CURSOR, INVALID_PARAMETER, Problem
from service.settings import Settings

Item = TypeVar("Item")
Place = TypeVar("Place", str, int)
Position = tuple[str | int, ...]

PARAMETERS = ("limit", "cursor")

# Sixteen hexadecimal digits tell queries apart; the cursor guards against mix-ups, not against forgery.
_FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class Paging:
    """Which piece of a list is wanted."""

    limit: int
    """At most so many items."""
    after: Position | None
    """The position of the last item of the piece before, or None for the first piece."""
    query: str
    """Fingerprint of the query, so that a cursor is not used with another one."""

    def cut(self, items: Iterable[tuple[Position, Item]]) -> tuple[list[Item], str | None]:
        """The wanted piece of the items that follow `after`, and the cursor to the next piece, if there is one."""
        piece = list(islice(items, self.limit + 1))
        more = len(piece) > self.limit
        cursor = _write_cursor(self.query, piece[self.limit - 1][0]) if more else None
        return [item for _, item in piece[: self.limit]], cursor

    def get_start(self, version: Version, first: Place) -> Place:
        """Where to go on in the version, when positions are (docset, ordinal, place); else the first place."""
        if self.after is None or self.after[:2] != (version.docset, version.ordinal):
            return first
        return cast("Place", self.after[2])


def read_paging(parameters: Parameters, settings: Settings, shape: tuple[type, ...]) -> Paging:
    """The piece that the request asks for; `shape` is what the positions of its list are made of."""
    limit = parameters.find_number("limit")
    if limit is not None and not 1 <= limit <= settings.max_limit:
        raise Problem(INVALID_PARAMETER, f"limit must lie between 1 and {settings.max_limit}, not at {limit}")
    query, cursor = _get_fingerprint(), parameters.find_one("cursor")
    after = None if cursor is None else _read_cursor(cursor, query, shape)
    return Paging(limit or settings.limit, after, query)


def _get_fingerprint() -> str:
    stated = sorted((name, value) for name, value in request.args.items(multi=True) if name not in PARAMETERS)
    return hashlib.sha256(repr((request.path, stated)).encode()).hexdigest()[:_FINGERPRINT]


def _write_cursor(query: str, position: Position) -> str:
    text = json.dumps([query, *position], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str, query: str, shape: tuple[type, ...]) -> Position:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        stated = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except ValueError:
        stated = None
    if not isinstance(stated, list) or [type(part) for part in stated] != [str, *shape] or stated[0] != query:
        raise Problem(INVALID_CURSOR, "the cursor is none that this query was answered with")
    return tuple(stated[1:])
