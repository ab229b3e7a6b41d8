"""Addresses among the SOURCEs of an `ingest` call: what is read, and what the index knows of it already."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import NoIndex, UnknownSnapshot
from index.model import Snapshot
from index.store import IndexReader, open_reader
from ingest.sources import collect
from ingest.web import CACHE_FILE, WebCollection, collect_address
from ingest.web_addresses import is_address, read_address
from ingest.web_limits import read_limits


@dataclass(frozen=True, slots=True)
class WebCall:
    """The words of an `ingest` call that concern addresses."""

    sources: Sequence[str]
    """Addresses, and what files and folders are named beside them."""
    location: str
    """Where the index is."""
    page: str | None = None
    """The page's path, when the one source is a page."""
    base_url: str | None = None
    """The address under which the pages are published."""
    allow_private: bool = False
    """Whether addresses inside private networks are read."""


def has_address(sources: Sequence[str | Path]) -> bool:
    """Whether an `http(s)` address is among the sources."""
    return any(is_address(str(source)) for source in sources)


def get_host(sources: Sequence[str]) -> str:
    """The host of the first address among the sources."""
    return read_address(next(source for source in sources if is_address(source))).host


def collect_web(call: WebCall) -> WebCollection:
    """The documents of all sources together; raises BadSource and BadLimit."""
    with _opened(call.location) as known:
        parts = [_collect(call, source, known) for source in call.sources]
    bases = {part.base_url for part in parts}
    # Pages of several bases have no address in common, and a wrong one is worse than none.
    whole = WebCollection(base_url=bases.pop() if len(bases) == 1 else "")
    for part in parts:
        whole.join(part)
    return whole


def _collect(call: WebCall, source: str, known: Callable[[str], Snapshot | None]) -> WebCollection:
    if not is_address(source):
        whole = WebCollection()
        whole.join(collect([source]))
        return whole
    return collect_address(
        source,
        allow_private=call.allow_private,
        limits=read_limits(os.environ),
        cache=None if "://" in call.location else Path(call.location) / CACHE_FILE,
        known=known,
        page=call.page,
        base_url=call.base_url,
    )


@contextmanager
def _opened(location: str) -> Iterator[Callable[[str], Snapshot | None]]:
    """What finds a snapshot in the index; nothing while there is no index yet."""
    try:
        reader = open_reader(location)
    except NoIndex:
        yield lambda _: None
        return
    with reader:
        yield lambda sha256: _find_snapshot(reader, sha256)


def _find_snapshot(reader: IndexReader, sha256: str) -> Snapshot | None:
    try:
        return reader.snapshot(sha256)
    except UnknownSnapshot:
        return None
