"""Request bodies: how large they may be, and what becomes of one that is refused."""

from __future__ import annotations

import json

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

# Large enough that draining a few megabytes takes few calls, small enough not to matter in memory.
_CHUNK = 65_536


def refuse_large_body() -> None:
    """Refuses (413) a request whose declared body is over the limit, whatever its address."""
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    if request.content_length is not None and request.content_length > limit:
        raise RequestEntityTooLarge(f"the body has {request.content_length} bytes, more than {limit}")


def read_body() -> bytes:
    """The request's body; refuses (413) one over the limit that came without a declared length."""
    data = request.get_data()
    if _is_chunked() and request.environ["wsgi.input"].read(1):
        raise RequestEntityTooLarge(f"the body has more than {current_app.config['MAX_CONTENT_LENGTH']} bytes")
    return data


def drain_body() -> None:
    """Takes in and drops what is left of the request's body, up to a limit.

    A client that is still sending when the answer comes would see its connection reset.
    """
    declared = request.content_length
    if declared is None and not _is_chunked():
        return
    left = int(current_app.config["DRAINED_BODY"])
    if declared is not None:
        left = min(left, declared)
    stream = request.environ["wsgi.input"]
    while left > 0:
        chunk = stream.read(min(_CHUNK, left))
        if not chunk:
            return
        left -= len(chunk)


def _is_chunked() -> bool:
    """Whether the body has no declared length but an end that the server knows; any other read might block."""
    return "wsgi.input_terminated" in request.environ and "chunked" in request.headers.get("Transfer-Encoding", "")


def load_object(data: bytes) -> dict[str, object] | None:
    """The JSON object that the bytes hold, or None when they hold no such thing."""
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return loaded if isinstance(loaded, dict) else None
