"""The bytes of answers: unpacked within a limit, so that no bomb ever gets past it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from index.errors import DocfactsError

ENCODINGS = ("gzip", "deflate")
"""The content encodings that are understood; nothing else is offered."""
GZIP_SIGN = b"\x1f\x8b"
"""How every gzip file begins."""
# Large enough that a page is a handful of pieces, small enough to stay near any limit.
PIECE = 65_536
_ZLIB_SIGN = b"\x78"
_ANY_WRAPPED = 32 + zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS


class BadBody(DocfactsError):
    """A body that cannot be taken; `str()` says why, without naming the address."""


def read_body(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """A body from its pieces as they came, unpacked; raises BadBody when it is broken or over `limit` bytes."""
    coding = encoding.strip().lower()
    wire = _iter_within(pieces, limit)
    if coding in ("", "identity"):
        return b"".join(wire)
    if coding.removeprefix("x-") not in ENCODINGS:
        raise BadBody(f"its content encoding {encoding[:40]!r} was not asked for")
    return b"".join(_iter_within(_iter_unpacked(wire), limit))


def unpack_file(data: bytes, limit: int) -> bytes:
    """A gzip file's content, or the bytes themselves when they are none; raises BadBody."""
    return read_body([data], "gzip", limit) if data.startswith(GZIP_SIGN) else data


def _iter_within(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise BadBody(f"it has more than {limit:,} bytes")
        yield piece


def _iter_unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The unpacked bytes, at most PIECE at a time; several packed parts in a row are read as one."""
    unpacker = None
    for piece in pieces:
        left = piece
        while left:
            unpacker = unpacker or _start(left)
            try:
                yield unpacker.decompress(left, PIECE)
            except zlib.error as error:
                raise BadBody("its packed content is broken") from error
            ended = unpacker.eof
            left = unpacker.unused_data if ended else unpacker.unconsumed_tail
            unpacker = None if ended else unpacker
    if unpacker is not None:
        yield from _iter_rest(unpacker)


def _iter_rest(unpacker: zlib._Decompress) -> Iterator[bytes]:
    """What the unpacker still holds; raises BadBody when the packed content ends too early."""
    while not unpacker.eof:
        rest = unpacker.decompress(b"", PIECE)
        if not rest:
            break
        yield rest
    if not unpacker.eof:
        raise BadBody("its packed content ends too early")


def _start(piece: bytes) -> zlib._Decompress:
    # RFC 9110 means zlib's format by `deflate`; some servers send the bare one, which has no header to tell it by.
    return zlib.decompressobj(_ANY_WRAPPED if piece[:1] in (_ZLIB_SIGN, GZIP_SIGN[:1]) else _RAW)
