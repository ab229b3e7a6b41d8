"""A server on a free port, and requests to it one after the other."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Timer
from time import perf_counter
from urllib.parse import urlsplit

# The server says that it answers within a second; a start that takes this long has failed.
START_SECONDS = 60.0
# `docfacts serve` gives its workers 10 s to end.
STOP_SECONDS = 20.0
REQUEST_SECONDS = 30.0


class ServerFailed(Exception):
    """The server did not start, or answered with an error."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back on one question."""

    seconds: float
    """From sending the request to having the whole answer."""
    status: str
    """The answer's status."""


class Client:
    """One kept connection to a server."""

    def __init__(self, address: str, started: float) -> None:
        self.address = address
        """Where the server answers."""
        self.started = started
        """Seconds that its start took until it said so."""
        parts = urlsplit(address)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=REQUEST_SECONDS)

    def ask(self, question: str) -> Reply:
        """The server's answer to a question; raises ServerFailed for anything but an answer."""
        body = json.dumps({"question": question}).encode()
        began = perf_counter()
        self._connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        data = response.read()
        seconds = perf_counter() - began
        if response.status != 200:
            raise ServerFailed(f"{response.status} for {question!r}: {data[:300].decode(errors='replace')}")
        return Reply(seconds, str(json.loads(data)["status"]))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def serving(command: Sequence[str | Path]) -> Iterator[Client]:
    """A client of the server that the command starts and that says its address on standard output.

    Leaving the block stops the server. Raises ServerFailed.
    """
    began = perf_counter()
    with subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, text=True) as server:
        try:
            client = Client(_read_address(server), perf_counter() - began)
            try:
                yield client
            finally:
                client.close()
        finally:
            _stop(server)


def _read_address(server: subprocess.Popen[str]) -> str:
    # Ending a server that hangs ends the read as well.
    watch = Timer(START_SECONDS, server.kill)
    watch.start()
    try:
        line = server.stdout.readline() if server.stdout else ""
    finally:
        watch.cancel()
    address = line.split()[-1] if line.strip() else ""
    if not address.startswith("http://"):
        raise ServerFailed(f"the server did not say its address: {line!r}")
    return address


def _stop(server: subprocess.Popen[str]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
