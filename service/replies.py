"""Replies to requests."""

from __future__ import annotations

from flask import Response

from service.serialise import Json, write_json


def reply(body: Json) -> Response:
    """A body as the answer to a request."""
    return Response(write_json(body), mimetype="application/json")
