"""Every refusal of the service: its types, and how each becomes `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from index.errors import (
    DocfactsError,
    Unknown,
    UnknownAttribute,
    UnknownDocset,
    UnknownEntity,
    UnknownPage,
    UnknownVersion,
)
from service.bodies import drain_body


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of refusal."""

    name: str
    """Its stable name; `type` is `/problems/<name>`."""
    status: int
    """The HTTP status that it is answered with."""
    title: str
    """What is wrong, in general."""


MALFORMED_BODY = ProblemType("malformed-body", 400, "The request body is not a JSON object")
INVALID_BODY = ProblemType("invalid-body", 422, "The request body does not say what it must")
UNKNOWN_PARAMETER = ProblemType("unknown-parameter", 400, "The query has a parameter that does not exist")
INVALID_PARAMETER = ProblemType("invalid-parameter", 400, "A query parameter has a value that it does not take")
INVALID_CURSOR = ProblemType("invalid-cursor", 400, "The cursor does not belong to this query")
AMBIGUOUS_NAME = ProblemType("ambiguous-name", 400, "A name fits several things")
UNKNOWN_VERSION = ProblemType("unknown-version", 404, "There is no such version")
UNKNOWN_PAGE = ProblemType("unknown-page", 404, "There is no such page")
UNKNOWN_ENTITY = ProblemType("unknown-entity", 404, "There is no such entity")
UNKNOWN_ATTRIBUTE = ProblemType("unknown-attribute", 404, "There is no such attribute")
UNKNOWN_DOCSET = ProblemType("unknown-docset", 404, "There is no such docset")
NOT_FOUND = ProblemType("not-found", 404, "There is nothing at this address")
METHOD_NOT_ALLOWED = ProblemType("method-not-allowed", 405, "This address does not take this method")
BODY_TOO_LARGE = ProblemType("body-too-large", 413, "The request body is too large")
UNSUPPORTED_MEDIA_TYPE = ProblemType("unsupported-media-type", 415, "The request body is not declared as JSON")
BAD_REQUEST = ProblemType("bad-request", 400, "The request could not be read")
INTERNAL_ERROR = ProblemType("internal-error", 500, "The service failed")
INDEX_UNAVAILABLE = ProblemType("index-unavailable", 503, "The index cannot be read")
EMPTY_INDEX = ProblemType("empty-index", 503, "The index holds no version yet")

PROBLEMS = (
    MALFORMED_BODY,
    INVALID_BODY,
    UNKNOWN_PARAMETER,
    INVALID_PARAMETER,
    INVALID_CURSOR,
    AMBIGUOUS_NAME,
    UNKNOWN_VERSION,
    UNKNOWN_PAGE,
    UNKNOWN_ENTITY,
    UNKNOWN_ATTRIBUTE,
    UNKNOWN_DOCSET,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    BODY_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    BAD_REQUEST,
    INTERNAL_ERROR,
    INDEX_UNAVAILABLE,
    EMPTY_INDEX,
)

_OF_UNKNOWN: dict[type[Unknown], ProblemType] = {
    UnknownVersion: UNKNOWN_VERSION,
    UnknownPage: UNKNOWN_PAGE,
    UnknownEntity: UNKNOWN_ENTITY,
    UnknownAttribute: UNKNOWN_ATTRIBUTE,
    UnknownDocset: UNKNOWN_DOCSET,
}
_OF_STATUS = {
    404: NOT_FOUND,
    405: METHOD_NOT_ALLOWED,
    413: BODY_TOO_LARGE,
    415: UNSUPPORTED_MEDIA_TYPE,
    500: INTERNAL_ERROR,
}


class Problem(Exception):
    """A refusal with its type, what is wrong in this case, and the known names where one was unknown."""

    def __init__(self, kind: ProblemType, detail: str, known: tuple[str, ...] | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.known = known


def get_problem(error: DocfactsError) -> Problem:
    """The refusal that an error of the index is answered with."""
    if isinstance(error, Unknown):
        kind = next((kind for cause, kind in _OF_UNKNOWN.items() if isinstance(error, cause)), NOT_FOUND)
        return Problem(kind, str(error), tuple(error.known))
    return Problem(INDEX_UNAVAILABLE, str(error))


def get_body(problem: Problem) -> str:
    """A refusal as the JSON text of RFC 9457."""
    body: dict[str, object] = {
        "type": f"/problems/{problem.kind.name}",
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
    }
    if problem.known is not None:
        body["known"] = list(problem.known)
    return json.dumps(body, ensure_ascii=False)


def register_problems(app: Flask) -> None:
    """Has the application answer every error as a problem."""
    app.register_error_handler(Problem, _answer_problem)
    app.register_error_handler(DocfactsError, _answer_index_error)
    app.register_error_handler(HTTPException, _answer_http_error)


def _answer_problem(problem: Problem) -> Response:
    drain_body()
    if _wants_page():
        page = render_template("problem.html", problem=problem)
        return Response(page, problem.kind.status, mimetype="text/html")
    return Response(get_body(problem), problem.kind.status, mimetype="application/problem+json")


def _answer_index_error(error: DocfactsError) -> Response:
    return _answer_problem(get_problem(error))


def _answer_http_error(error: HTTPException) -> Response:
    answer = _answer_problem(Problem(_OF_STATUS.get(error.code or 500, BAD_REQUEST), _explain(error)))
    valid_methods = getattr(error, "valid_methods", None)
    if valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(valid_methods))
    return answer


def _explain(error: HTTPException) -> str:
    if error.code == 404:
        return f"there is nothing at {request.path}"
    if error.code == 405:
        return f"{request.path} does not take {request.method}"
    if error.code == 500:
        return "the service failed on this request; its log says why"
    return error.description or "the request could not be read"


def _wants_page() -> bool:
    """Whether a person's browser asks, for an address that is made for people."""
    if request.path.startswith("/v1"):
        return False
    return request.accept_mimetypes.best_match(["application/problem+json", "text/html"]) == "text/html"
