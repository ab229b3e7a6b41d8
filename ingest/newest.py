"""What the newest version of a docset knows: read once, then kept up while versions are added to it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from index.model import PageState
from index.writer import IndexWriter

if TYPE_CHECKING:
    from ingest.registry import Registry


class Newest:
    """The pages and names of a docset as its newest version has them, for a run that adds versions one by one."""

    def __init__(self, writer: IndexWriter, docset: str, ordinal: int) -> None:
        """`ordinal` is that of the version which will be added next; 0 for a new docset."""
        self._writer, self._docset, self._ordinal = writer, docset, ordinal
        self.pages: dict[str, PageState] = writer.manifest(docset, ordinal - 1) if ordinal else {}
        """The pages by path."""

    @cached_property
    def registry(self) -> Registry:
        """The names; to be asked for before the next version writes any."""
        # A run in which nothing changed needs no names, and there are several for each page.
        from ingest.registry import Registry

        return Registry(self._writer.reader().names(self._docset, placed=False) if self._ordinal else ())

    def put_page(self, page: PageState, before: PageState | None) -> None:
        """Learns a page's state in the version in hand, and the one that it had before."""
        if before is not None and before.path != page.path:
            self.close_page(before)
        self.pages[page.path] = page

    def close_page(self, page: PageState) -> None:
        """Learns that a page is no more where it was."""
        if page.path in self.pages and self.pages[page.path].page_id == page.page_id:
            del self.pages[page.path]
