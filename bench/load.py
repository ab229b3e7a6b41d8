"""Requests to a server at full speed: many connections, and so little work for each that the server is the limit."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from urllib.parse import urlsplit

from bench.served import ServerFailed

# More connections than threads of the server, so that it never waits for a client.
CONNECTIONS = 8
# The first request builds the dictionary of names; on a busy machine that takes a while.
SECONDS = 120.0

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


def get_requests(address: str, questions: Iterable[str]) -> list[bytes]:
    """The bytes of `POST /v1/ask` for each question."""
    host = urlsplit(address).netloc
    head = f"POST /v1/ask HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: "
    bodies = (json.dumps({"question": question}).encode() for question in questions)
    return [f"{head}{len(body)}\r\n\r\n".encode() + body for body in bodies]


def measure_rate(address: str, requests: Sequence[bytes]) -> float:
    """Requests a second, all of them sent once over several connections; raises ServerFailed and OSError."""
    parts = [requests[number::CONNECTIONS] for number in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        began = perf_counter()
        answered = sum(threads.map(lambda part: sum(1 for _ in _iter_times(address, part)), parts))
        return answered / (perf_counter() - began)


def measure_times(address: str, requests: Sequence[bytes]) -> list[float]:
    """Seconds from sending each request to having its whole answer, one after the other over one connection."""
    return list(_iter_times(address, requests))


def _iter_times(address: str, requests: Iterable[bytes]) -> Iterator[float]:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=SECONDS) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            began = perf_counter()
            connection.sendall(request)
            _read_reply(connection)
            yield perf_counter() - began


def _read_reply(connection: socket.socket) -> None:
    """Reads one whole answer and drops it."""
    data = b""
    while _END not in data:
        data += _receive(connection)
    head, _, body = data.partition(_END)
    if not head.startswith(b"HTTP/1.1 200"):
        raise ServerFailed(head.split(b"\r\n")[0].decode(errors="replace"))
    lines = (line for line in head.lower().split(b"\r\n") if line.startswith(_LENGTH))
    left = int(next(lines)[len(_LENGTH) :]) - len(body)
    while left > 0:
        left -= len(_receive(connection))


def _receive(connection: socket.socket) -> bytes:
    data = connection.recv(65_536)
    if not data:
        raise ServerFailed("the server closed the connection")
    return data
