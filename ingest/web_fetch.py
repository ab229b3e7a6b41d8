"""One request after another to servers that may stall, lie or never end: a whole answer, or one clear line."""

from __future__ import annotations

import http.client
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from urllib3.response import HTTPResponse

from index.errors import DocfactsError
from ingest.web_addresses import Address, BadAddress, read_address
from ingest.web_bodies import ENCODINGS, PIECE, BadBody, read_body
from ingest.web_connections import BROKEN, Connections
from ingest.web_limits import Budget

USER_AGENT = "docfacts"
"""What requests call themselves, and the token by which a robots.txt may speak to them."""
_ACCEPTED = "text/markdown, text/html, application/xhtml+xml, text/plain;q=0.9, application/xml;q=0.8, */*;q=0.1"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_LONGEST_REASON = 200
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}", re.ASCII)


class BadAnswer(DocfactsError):
    """No usable answer from an address; `str()` is the line that names it and says why."""


class Denied(BadAnswer):
    """The server refuses: a status between 400 and 499."""


class Gone(Denied):
    """The server says that there is nothing at the address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    address: Address
    """The address that answered, behind all redirects."""
    is_same: bool
    """Whether the content is the one that the request's condition named, and is not sent again."""
    headers: Mapping[str, str]
    """The headers; names in any case."""
    data: bytes
    """The content, unpacked."""

    @property
    def media_type(self) -> str:
        """The content type in lower case without its parameters, or "" for what is none."""
        stated = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return stated if _MEDIA_TYPE.fullmatch(stated) else ""


class Fetcher:
    """Fetches addresses; its threads share one budget."""

    def __init__(self, budget: Budget, *, allow_private: bool) -> None:
        self.budget = budget
        """What may still be taken."""
        self._connections = Connections(allow_private=allow_private)

    def close(self) -> None:
        """Ends what is still under way and closes every connection."""
        self._connections.close()

    def fetch(
        self,
        address: Address,
        limit: int,
        *,
        check: Callable[[Address], None] | None = None,
        get_condition: Callable[[Address], Mapping[str, str]] | None = None,
    ) -> Answer:
        """The answer of an address, redirects followed; raises BadAnswer, BadAddress, BudgetSpent.

        `check` may refuse each address before it is asked; `get_condition` gives the headers of a
        conditional request; `limit` is the most bytes of a body.
        """
        seen, here, most = [address], address, self.budget.limits.redirects
        while True:
            if check:
                check(here)
            answer = self._ask(here, limit, get_condition(here) if get_condition else {})
            if isinstance(answer, Answer):
                return answer
            here = _follow(address, here, answer)
            if here in seen:
                raise BadAnswer(f"{address}: it redirects in a circle")
            seen.append(here)
            if len(seen) > most + 1:
                raise BadAnswer(f"{address}: it redirects more than {most} times")

    def _ask(self, address: Address, limit: int, condition: Mapping[str, str]) -> Answer | str:
        """The answer, or where the server sends one instead."""
        end = time.monotonic() + self.budget.get_seconds()
        if self._connections.is_kept(address):
            try:
                return self._exchange(address, limit, condition, end)
            except BROKEN:
                # A server may end a connection that it kept; only what happens on a fresh one counts.
                self._connections.drop()
        try:
            return self._exchange(address, limit, condition, end)
        except BROKEN as error:
            raise BadAnswer(f"{address}: {_describe(error, end, self.budget)}") from error

    def _exchange(self, address: Address, limit: int, condition: Mapping[str, str], end: float) -> Answer | str:
        """One request on this thread's connection, which is kept only if the answer was taken whole."""
        connection = self._connections.get(address, end)
        whole = False
        try:
            with self._connections.watched(connection.sock, end):
                headers = _get_headers(address, condition)
                connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
                response = connection.getresponse()
                try:
                    answer = self._take(address, response, limit, conditional=bool(condition))
                finally:
                    response.close()
            whole = isinstance(answer, Answer)
            return answer
        except BadBody as error:
            raise BadAnswer(f"{address}: {error}") from error
        finally:
            if not whole:
                self._connections.drop()

    def _take(self, address: Address, response: HTTPResponse, limit: int, *, conditional: bool) -> Answer | str:
        status, headers = response.status, response.headers
        if status in _REDIRECTS:
            return headers.get("location", "")
        if status == 304 and conditional:
            return Answer(address, True, headers, b"")
        if status != 200:
            kind = Gone if status in _GONE else Denied if 400 <= status < 500 else BadAnswer
            raise kind(f"{address}: the server answers {status}")
        if response.length_remaining is not None and response.length_remaining > limit:
            raise BadBody(f"it has more than {limit:,} bytes")
        data = read_body(_iter_pieces(response), headers.get("content-encoding", ""), limit)
        self.budget.spend(len(data))
        return Answer(address, False, headers, data)


def _iter_pieces(response: HTTPResponse) -> Iterator[bytes]:
    # `read1` never asks for more than has come. The other ways of reading take a chunk's announced size at its word,
    # and a negative one as "everything".
    while piece := response.read1(PIECE, decode_content=False):
        yield piece


def _get_headers(address: Address, condition: Mapping[str, str]) -> dict[str, str]:
    return {
        "Host": address.authority,
        "User-Agent": USER_AGENT,
        "Accept": _ACCEPTED,
        "Accept-Encoding": ", ".join(ENCODINGS),
        **condition,
    }


def _follow(first: Address, here: Address, location: str) -> Address:
    if not location:
        raise BadAnswer(f"{first}: it redirects without saying where to")
    try:
        # Headers come as Latin-1; an address in UTF-8 is read as what it was meant to be.
        return read_address(location.encode("latin-1", "replace").decode("utf-8", "replace"), here)
    except BadAddress as error:
        raise BadAnswer(f"{first}: it redirects to what is not read: {error}") from error


def _describe(error: Exception, end: float, budget: Budget) -> str:
    if time.monotonic() >= end or isinstance(error, TimeoutError):
        return f"no whole answer within {budget.limits.request_seconds:g} s"
    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLError):
        return f"the secure connection failed: {_shorten(cause)}"
    if isinstance(cause, http.client.IncompleteRead):
        return "the answer ends before it is whole"
    if isinstance(cause, OSError) and cause.strerror:
        return f"it cannot be reached: {cause.strerror.lower()}"
    return f"the answer is broken: {_shorten(cause)}"


def _shorten(error: BaseException) -> str:
    # Servers have a say in it, and a terminal obeys some signs.
    shown = "".join(c if c.isprintable() else "�" for c in " ".join(str(error).split()))
    return shown[:_LONGEST_REASON] or type(error).__name__
