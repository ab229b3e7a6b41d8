"""Addresses of the service's own page viewer."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from index.model import Citation


def get_viewer_address(docset: str, version: str, page: str) -> str:
    """Where the viewer shows a page of a version, relative to the service's root."""
    return f"/pages/{quote(page, safe='/')}?{urlencode({'docset': docset, 'version': version})}"


def get_quote_address(citation: Citation) -> str:
    """Where the viewer shows a citation's quote, highlighted, and the cell inside it."""
    place = citation.place
    slices = {"start": place.span.start, "end": place.span.end}
    if place.cell is not None:
        slices |= {"cell_start": place.cell.start, "cell_end": place.cell.end}
    address = get_viewer_address(citation.docset, citation.version, citation.page)
    return f"{address}&{urlencode(slices)}#quote"


def get_address(citation: Citation) -> str:
    """The published address of a citation, or else the viewer's."""
    return citation.url or get_quote_address(citation)
