"""A web server on loopback that does what a test tells it, well or badly."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from socket import socket
from types import TracebackType
from typing import Self

Handler = Callable[[socket, "Request"], bool | None]
"""Answers a request on its socket; True keeps the connection open."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came."""

    target: str
    """What it asks for."""
    headers: dict[str, str]
    """Its headers, names in lower case."""


@dataclass(slots=True)
class Site:
    """Pages by path, and what was asked for."""

    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    """What each path answers: the bytes of a whole answer, or a handler."""
    requests: list[Request] = field(default_factory=list)
    """All requests so far, but those for robots.txt."""
    ending: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: what stalls stalls until then."""
    port: int = 0
    """Its port on loopback."""
    _server: socketserver.ThreadingTCPServer | None = None

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def targets(self) -> list[str]:
        """What was asked for, by name."""
        return sorted(request.target for request in self.requests)

    def put(self, path: str, body: str | bytes, media_type: str = "text/markdown", **headers: str) -> None:
        """Puts a page at a path."""
        self.pages[path] = make_answer(body, media_type, status="200 OK", **headers)

    def put_sitemap(self, paths: Iterable[str], at: str = "/sitemap.xml") -> str:
        """Puts a sitemap of paths or addresses; its address."""
        listed = "".join(f"<url><loc>{self.get_url(p)}</loc></url>" for p in paths)
        self.put(
            at, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>', "application/xml"
        )
        return self.url + at

    def get_url(self, path: str) -> str:
        """The address of a path."""
        return self.url + path if path.startswith("/") else path

    def answer(self, sock: socket, request: Request) -> bool:
        """Answers one request; whether the connection goes on."""
        if request.target != "/robots.txt":
            self.requests.append(request)
        found = self.pages.get(request.target.partition("?")[0], make_answer("no such page", status="404 Not Found"))
        if callable(found):
            return bool(found(sock, request))
        sock.sendall(found)
        return True

    def __enter__(self) -> Self:
        site = self

        class _Requests(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                while request := _read_request(self.rfile.readline):
                    if not site.answer(self.connection, request):
                        return

        class _Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            allow_reuse_address = True

            def handle_error(self, *_: object) -> None:
                """A client that hangs up is what many tests are about."""

        self._server = _Server(("127.0.0.1", 0), _Requests)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ending.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()


def _read_request(read: Callable[[], bytes]) -> Request | None:
    first, headers = read().decode("latin-1").split(), {}
    while line := read().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Request(first[1], headers) if first else None


def make_answer(
    body: str | bytes,
    media_type: str = "text/markdown",
    *,
    status: str = "200 OK",
    **headers: str,
) -> bytes:
    """The bytes of an answer; headers may say what is not true."""
    data = body.encode() if isinstance(body, str) else body
    stated = {"Content-Length": str(len(data)), "Content-Type": media_type}
    stated |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in stated.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + data
