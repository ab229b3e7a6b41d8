"""Documents: the bytes of pages, checked to be text."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from index.errors import DocfactsError
from index.model import Snapshot

MARKDOWN, HTML, RST = "text/markdown", "text/html", "text/x-rst"
MEDIA_TYPES = {
    ".md": MARKDOWN,
    ".mdx": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": MARKDOWN,
    ".rst": RST,
    ".html": HTML,
    ".htm": HTML,
}
"""What the endings of file names mean."""
SIGNS_WITHIN, FEWEST_SIGNS = 65_536, 2
"""Bytes of a plain text within which so many directives tell that it is reStructuredText."""
_DIRECTIVES = re.compile(rb"^\.\. (?:[a-z][a-z0-9:-]*::|_[^:\n]+:)[ \t\r]*\S*", re.M)
LARGEST_PAGE = 10 * 1024 * 1024
"""Bytes. The largest page of the public docs repositories looked at has 3 MB; more is a dump, not a page."""


class BadDocument(DocfactsError):
    """A document that cannot be taken; `str()` is the line that says where and why."""


@dataclass(frozen=True)
class Document:
    """The bytes of a page."""

    path: str
    """The page's path in its docset."""
    name: str
    """Where it came from, as messages name it."""
    data: bytes
    """The bytes."""
    media_type: str
    """`text/markdown`, `text/x-rst` or `text/html`."""

    @cached_property
    def sha256(self) -> str:
        """The name of its snapshot."""
        return hashlib.sha256(self.data).hexdigest()

    def get_snapshot(self) -> Snapshot:
        """It as a snapshot."""
        return Snapshot(self.sha256, self.data, self.media_type)


def check_size(name: str, size: int) -> None:
    """Raises BadDocument for a file that is too large for a page; `size` is in bytes."""
    if size > LARGEST_PAGE:
        raise BadDocument(f"{name}: {size:,} bytes are more than a page may have ({LARGEST_PAGE:,})")


def make_document(path: str, name: str, data: bytes) -> Document:
    """A document from the bytes of a file; raises BadDocument for what is no text of a docs page."""
    ending = name[name.rfind(".") :].lower()
    check_size(name, len(data))
    text = data.removeprefix(BOM_UTF8)
    if not text or text.isspace():
        raise BadDocument(f"{name}: the file is empty")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise BadDocument(f"{name}:{line}: a NUL byte; this is a binary file, not text")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadDocument(f"{name}:{line}: byte 0x{data[error.start]:02x} is not UTF-8") from error
    return Document(path, name, data, _find_media_type(ending, data))


def _find_media_type(ending: str, data: bytes) -> str:
    """What the ending means; a plain text with directives of reStructuredText is one, as Sphinx names its sources."""
    if ending == ".txt" and len(_DIRECTIVES.findall(data, 0, SIGNS_WITHIN)) >= FEWEST_SIGNS:
        return RST
    return MEDIA_TYPES.get(ending, MARKDOWN)


def make_unread_test(unread: Collection[str]) -> Callable[[str], bool]:
    """A test for pages that are there but could not be read: given by path, or by folders with a stroke behind them."""
    folders = tuple(each for each in unread if each.endswith("/"))
    return lambda path: path in unread or path.startswith(folders)
