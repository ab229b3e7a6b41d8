"""Snapshots read: what the pages of a version state."""

from __future__ import annotations

from functools import lru_cache

from index.model import Snapshot
from ingest.documents import HTML, RST
from ingest.extract import read_page
from ingest.markdown import read_markdown
from ingest.packed import PackedPage, make_page, pack_page
from ingest.page import Page
from ingest.rst import read_rst

# A reading is a few times its page's size; a run over versions meets the same few states of a page again and again.
READINGS_KEPT = 512


@lru_cache(maxsize=READINGS_KEPT)
def read_snapshot(path: str, snapshot: Snapshot) -> PackedPage:
    """What a snapshot states, as the page of a path."""
    return make_page(pack_page(read_page(get_page(path, snapshot))))


def get_page(path: str, snapshot: Snapshot) -> Page:
    """The page that a snapshot is of."""
    if snapshot.media_type == HTML:
        from ingest.html import read_html

        return read_html(path, snapshot.text)
    if snapshot.media_type == RST:
        return read_rst(path, snapshot.text)
    return read_markdown(path, snapshot.text)
