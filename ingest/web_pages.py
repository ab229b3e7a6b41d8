"""Pages from answers: the content type says what a page is, and only UTF-8 is taken."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from email.message import Message
from pathlib import PurePosixPath

from ingest.documents import HTML, MARKDOWN, MEDIA_TYPES, RST, BadDocument, Document, make_document
from ingest.web_fetch import Answer

_PAGE_TYPES = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN,
    "text/plain": MARKDOWN,
    "text/x-rst": RST,
    "text/prs.fallenstein.rst": RST,
}
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
# Where the HTML standard looks for it.
_META_WITHIN = 1024
# They write everything with the characters of ASCII, so that their bytes pass for UTF-8 and say something else.
_DISGUISED = ("iso2022", "utf-7", "hz")


def make_page(path: str, answer: Answer) -> Document:
    """The document of an answer; raises BadDocument for what is no docs page, or no UTF-8."""
    name = str(answer.address)
    media_type = _get_media_type(name, answer)
    charset = _find_charset(answer, media_type)
    if charset is not None and charset.startswith(_DISGUISED):
        raise BadDocument(f"{name}: its charset is {charset}, not UTF-8")
    try:
        document = make_document(path, name, answer.data)
        is_told = answer.media_type == "text/plain" and document.media_type == RST
        return document if is_told else replace(document, media_type=media_type)
    except BadDocument as error:
        if charset in (None, "utf-8", "ascii") or not isinstance(error.__cause__, UnicodeDecodeError):
            raise
        raise BadDocument(f"{name}: its charset is {charset}, not UTF-8") from error


def _get_media_type(name: str, answer: Answer) -> str:
    stated = answer.media_type
    found = _PAGE_TYPES.get(stated)
    if found is None and not stated:
        found = MEDIA_TYPES.get(PurePosixPath(answer.address.path).suffix.lower())
    if found is None:
        raise BadDocument(f"{name}: its content type is {stated or 'not told'}, not that of a docs page")
    return found


def _find_charset(answer: Answer, media_type: str) -> str | None:
    """The charset that the header, or else the page itself, names; None for one that nobody knows."""
    header = Message()
    header["content-type"] = answer.headers.get("content-type", "")
    stated = header.get_content_charset()
    if stated is None and media_type == HTML:
        found = _META.search(answer.data, 0, _META_WITHIN)
        stated = found[1].decode("ascii") if found else None
    try:
        return codecs.lookup(stated).name if stated else None
    except (LookupError, ValueError):
        return None
