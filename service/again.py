"""Questions asked again: sent from memory before the framework takes the request apart, which takes longer than that.

What is sent is to the byte what the framework would send, and is counted as well. A request that is not plainly the
same as one that was answered goes the usual way.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING, Any

from index.errors import DocfactsError
from service.ask import ROUTE
from service.desk import LONGEST_BODY, Desk, KeptAnswer
from service.headers import CACHING, DATA_HEADERS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

JSON = "application/json"


class AnswersAgain:
    """A WSGI application that sends kept answers, and leaves every other request to the one behind it."""

    def __init__(self, behind: WSGIApplication, desk: Desk) -> None:
        self._behind, self._desk = behind, desk

    def __call__(self, environ: dict[str, Any], start: StartResponse, /) -> Iterable[bytes]:
        """The answer to a request."""
        if environ["REQUEST_METHOD"] != "POST" or environ.get("PATH_INFO") != ROUTE:
            return self._behind(environ, start)
        started = perf_counter()
        data = self._read_body(environ)
        kept = self._find(data) if data else None
        if kept is None:
            return self._behind(environ, start)
        self._desk.metrics.count_answer(kept.status)
        start("200 OK", [("Content-Type", JSON), ("Content-Length", str(len(kept.body))), *DATA_HEADERS, CACHING])
        self._desk.metrics.count_request(ROUTE, "POST", 200, perf_counter() - started)
        return (kept.body,)

    def _read_body(self, environ: dict[str, Any]) -> bytes:
        """The body of a plain request, which can be read once more afterwards; nothing of another request."""
        length = environ.get("CONTENT_LENGTH") or ""
        is_plain = environ.get("CONTENT_TYPE") == JSON and "HTTP_TRANSFER_ENCODING" not in environ
        if not is_plain or not length.isdecimal() or int(length) > LONGEST_BODY:
            return b""
        data: bytes = environ["wsgi.input"].read(int(length))
        environ["wsgi.input"] = BytesIO(data)
        return data

    def _find(self, data: bytes) -> KeptAnswer | None:
        asked = self._desk.bodies.find(data)
        try:
            return None if asked is None else self._desk.answers.find((self._desk.get_reader().generation(), asked))
        except DocfactsError:
            # The usual way tells what is wrong with the index.
            return None
