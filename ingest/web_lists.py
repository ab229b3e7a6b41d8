"""Lists of pages: what a sitemap, a sitemap index or an `llms.txt` names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from xml.parsers import expat

from index.errors import DocfactsError
from ingest.web_addresses import LONGEST_ADDRESS, Address
from ingest.web_bodies import GZIP_SIGN, BadBody, unpack_file
from ingest.web_fetch import Answer

LLMS, LLMS_FULL = "llms.txt", "llms-full.txt"
_XML_TYPES = frozenset({"application/xml", "text/xml", "application/x-xml"})
_PACKED_TYPES = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream"})
_XML_ENDINGS = (".xml", ".xml.gz")
# Begun behind the label, so that a file of nothing but brackets is read in one go.
_LINK = re.compile(r"\]\([ \t]{0,3}<?([^\s()<>#][^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)[\s)>]")
_SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_BETWEEN = "\n"
"""Stands between a name and its namespace; no name holds a line end."""


class BadList(DocfactsError):
    """A list that cannot be read to its end; `str()` names it and says why."""


class ListKind(StrEnum):
    """What an address is, when it is not a page."""

    SITEMAP = "sitemap"
    LLMS = "llms.txt"


@dataclass(slots=True)
class Listing:
    """What a list names, in its order."""

    pages: list[str] = field(default_factory=list)
    """The addresses of pages, as they are written."""
    lists: list[str] = field(default_factory=list)
    """The addresses of further lists, as they are written."""
    problem: str = ""
    """Why it could not be read to its end, or ""."""


def find_list_kind(answer: Answer) -> ListKind | None:
    """What kind of list an answer is, or None for a page."""
    name = answer.address.path.rpartition("/")[2].lower()
    if name == LLMS:
        return ListKind.LLMS
    packed = answer.media_type in _PACKED_TYPES and answer.data.startswith(GZIP_SIGN)
    named = name.endswith(_XML_ENDINGS) and (packed or answer.media_type == "text/plain")
    return ListKind.SITEMAP if named or answer.media_type in _XML_TYPES else None


def read_list(answer: Answer, kind: ListKind, limit: int) -> Listing:
    """What a list names; what stands before a mistake in it is kept."""
    if kind is ListKind.LLMS:
        return _read_llms(answer)
    try:
        return _SitemapReader(answer.address).read(unpack_file(answer.data, limit))
    except BadBody as error:
        return Listing(problem=f"{answer.address}: {error}")


def _read_llms(answer: Answer) -> Listing:
    listing = Listing()
    if answer.media_type not in ("text/plain", "text/markdown"):
        listing.problem = f"{answer.address}: its content type is {answer.media_type or 'not told'}, not text"
        return listing
    for link in _LINK.findall(answer.data.decode("utf-8", "replace")):
        name = link.partition("#")[0].partition("?")[0].rpartition("/")[2].lower()
        if name == LLMS:
            listing.lists.append(link)
        # It holds the same pages once more, as one.
        elif name != LLMS_FULL:
            listing.pages.append(link)
    return listing


class _SitemapReader:
    """Reads a sitemap as a stream: nothing of it is kept but addresses, and no entity is ever expanded."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._listing = Listing()
        self._path: list[str] = []
        self._text: list[str] | None = None
        self._length = 0

    def read(self, data: bytes) -> Listing:
        """What the sitemap lists."""
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._take
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            self._listing.problem = f"{self._address}:{error.lineno}: broken XML: {expat.ErrorString(error.code)}"
        except BadList as error:
            self._listing.problem = str(error)
        return self._listing

    def _refuse_doctype(self, *_: object) -> None:
        raise BadList(f"{self._address}: a DOCTYPE; no sitemap needs one, and it could unfold to any size")

    def _open(self, name: str, _attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(_BETWEEN)
        # Extensions (pictures, videos) have a `loc` of their own.
        known = local if space.rstrip("/") in ("", _SITEMAP_SPACE) else ""
        if not self._path and known not in ("urlset", "sitemapindex"):
            raise BadList(f"{self._address}: its XML is no sitemap but <{local[:40]}>")
        if len(self._path) < 3:
            self._text = [] if known == "loc" and self._path[1:] in (["url"], ["sitemap"]) else None
            self._length = 0
        self._path.append(known)

    def _take(self, text: str) -> None:
        # One character more than an address may have shows that it is none.
        if self._text is not None and len(self._path) == 3 and self._length <= LONGEST_ADDRESS:
            self._text.append(text[: LONGEST_ADDRESS + 1])
            self._length += len(text)

    def _close(self, _: str) -> None:
        self._path.pop()
        if len(self._path) == 2 and self._text is not None:
            listed = self._listing.pages if self._path[1] == "url" else self._listing.lists
            found = "".join(self._text).strip()
            if found:
                listed.append(found)
            self._text = None
