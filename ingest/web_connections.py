"""Connections to checked network addresses, each watched so that no server can hold it longer than it may."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from ingest.web_addresses import Address, BadAddress, resolve

BROKEN = (HTTPError, http.client.HTTPException, OSError)
"""What connecting and reading raise when a server or the way to it fails."""


class _Reply(http.client.HTTPResponse):
    """A reply that notices when its server sends more than it announced."""

    def read1(self, n: int = -1) -> bytes:
        if self.chunked or not self.length or self.fp is None:
            return super().read1(n)
        data = self.fp.read1(n)
        if len(data) > self.length:
            raise http.client.HTTPException(f"more was sent than the {self.length:,} bytes announced")
        self.length -= len(data)
        return data


class _PlainConnection(HTTPConnection):
    response_class = _Reply


class _SafeConnection(HTTPSConnection):
    response_class = _Reply


@dataclass(slots=True)
class _Held:
    """The connection that a thread holds."""

    origin: str = ""
    connection: HTTPConnection | None = None


class Connections:
    """One connection for each thread, kept for the next request to the same origin."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._here = threading.local()
        self._open: set[HTTPConnection] = set()
        self._watched: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._tls: ssl.SSLContext | None = None
        self._is_closed = False

    def close(self) -> None:
        """Ends what is still under way and closes every connection."""
        with self._lock:
            self._is_closed = True
            sockets, connections = tuple(self._watched), tuple(self._open)
        for sock in sockets:
            _cut(sock)
        for connection in connections:
            connection.close()

    def is_kept(self, address: Address) -> bool:
        """Whether this thread holds a connection that an earlier request to the same origin has used."""
        held = self._get_held()
        return held.connection is not None and held.origin == address.origin and held.connection.sock is not None

    def get(self, address: Address, end: float) -> HTTPConnection:
        """This thread's connection to an address's origin; raises BadAddress and what BROKEN lists."""
        held = self._get_held()
        if self._is_closed:
            raise ConnectionAbortedError(errno.ECONNABORTED, "the run was stopped")
        if held.connection is None or not self.is_kept(address):
            self.drop()
            held.connection, held.origin = self._connect(address, end), address.origin
            with self._lock:
                self._open.add(held.connection)
        held.connection.timeout = get_left(end)
        return held.connection

    def drop(self) -> None:
        """Closes this thread's connection; the next request makes a new one."""
        held = self._get_held()
        if held.connection is not None:
            held.connection.close()
            with self._lock:
                self._open.discard(held.connection)
        held.connection = None

    @contextmanager
    def watched(self, sock: socket.socket, end: float) -> Iterator[None]:
        """A block that ends in time, or else with TimeoutError.

        A socket's own timeout starts anew with each byte that a server lets drip.
        """
        late = threading.Event()
        timer = threading.Timer(get_left(end), _cut, [sock, late])
        timer.daemon = True
        with self._lock:
            self._watched.add(sock)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            with self._lock:
                self._watched.discard(sock)
            if late.is_set():
                # What was cut looks like an answer that has come to its end.
                raise TimeoutError

    def _get_held(self) -> _Held:
        if not hasattr(self._here, "held"):
            self._here.held = _Held()
        held: _Held = self._here.held
        return held

    def _connect(self, address: Address, end: float) -> HTTPConnection:
        failure: Exception = BadAddress(f"{address}: the host {address.host} is not known")
        for number in resolve(address, allow_private=self._allow_private):
            connection = self._make(address, number)
            connection.timeout = get_left(end)
            try:
                connection.connect()
            except (HTTPError, OSError) as error:
                connection.close()
                failure = error
            else:
                return connection
        raise failure

    def _make(self, address: Address, number: str) -> HTTPConnection:
        """A connection to a checked network address; certificates are checked against the host's name."""
        if address.scheme == "http":
            return _PlainConnection(number, address.port)
        with self._lock:
            self._tls = self._tls or ssl.create_default_context()
        return _SafeConnection(number, address.port, server_hostname=address.host, ssl_context=self._tls)


def get_left(end: float) -> float:
    """The seconds until a moment of the monotonic clock, never quite nought: sockets refuse to wait for no time."""
    return max(end - time.monotonic(), 0.001)


def _cut(sock: socket.socket, late: threading.Event | None = None) -> None:
    if late:
        late.set()
    try:
        # Past the TLS layer, whose own way of ending would touch what another thread is reading from.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        # It has ended already.
        return
