"""The HTTP interface as an OpenAPI 3.1 document: the paths."""

from __future__ import annotations

from functools import cache

from index.model import ChangeKind, FactKind
from service.openapi_schemas import SCHEMAS

Json = dict[str, object]


def _query(name: str, description: str, schema: Json | None = None, required: bool = False) -> Json:
    body: Json = {"name": name, "in": "query", "description": description, "schema": schema or {"type": "string"}}
    return {**body, "required": True} if required else body


def _many(name: str, description: str, schema: Json | None = None) -> Json:
    return _query(name, description, {"type": "array", "items": schema or {"type": "string"}})


AS_OF = _query("as_of", "The version that answers: its label, or a date. Without it the newest.")
DOCSET = _query("docset", "The docset. Without it all are covered.")
ENTITY = _many("entity", "An entity: any known name, short name or id. May be repeated.")
ATTRIBUTE = _many("attribute", "An attribute: any known name, short name or id. May be repeated.")
PAGE = _query("page", "The path of a page.")
PAGING = [
    _query("limit", "How many items at most.", {"type": "integer", "minimum": 1}),
    _query("cursor", "The `next_cursor` of the piece before."),
]
PATH = {
    "name": "path",
    "in": "path",
    "required": True,
    "description": "The path of a page; it may hold slashes.",
    "schema": {"type": "string"},
}
ID = {"name": "id", "in": "path", "required": True, "description": "The entity's id.", "schema": {"type": "string"}}


def _kinds(kind: type[FactKind] | type[ChangeKind]) -> Json:
    return _many("kind", "Only these kinds. May be repeated.", {"enum": [member.value for member in kind]})


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _list_of(key: str, name: str) -> Json:
    return {
        "type": "object",
        "required": [key, "next_cursor"],
        "properties": {
            key: {"type": "array", "items": _ref(name)},
            "next_cursor": {"type": ["string", "null"]},
        },
    }


def _get(summary: str, schema: Json, *parameters: Json, media_type: str = "application/json") -> Json:
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "200": {"description": summary, "content": {media_type: {"schema": schema}}},
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }


def _post(summary: str, body: Json, schema: Json) -> Json:
    content = {"application/json": {"schema": body}}
    return {**_get(summary, schema), "requestBody": {"required": True, "content": content}}


_TEXT: Json = {"type": "string"}
_OBJECT: Json = {"type": "object"}

PATHS: Json = {
    "/v1/ask": {
        "get": _get(
            "Answers a question.",
            _ref("Answer"),
            _query("q", "The question.", required=True),
            AS_OF,
            DOCSET,
        ),
        "post": _post("Answers a question.", _ref("Question"), _ref("Answer")),
    },
    "/v1/compare": {
        "get": _get("Compares entities, every cell cited.", _ref("Comparison"), ENTITY, ATTRIBUTE, AS_OF, DOCSET)
    },
    "/v1/facts": {
        "get": _get(
            "Lists facts.",
            _list_of("facts", "Fact"),
            ENTITY,
            ATTRIBUTE,
            PAGE,
            _kinds(FactKind),
            AS_OF,
            DOCSET,
            *PAGING,
        )
    },
    "/v1/changes": {
        "get": _get(
            "Lists changes, newest first.",
            _list_of("changes", "Change"),
            _query("from", "The older version: its label, or a date."),
            _query("to", "The newer version: its label, or a date."),
            ENTITY,
            ATTRIBUTE,
            PAGE,
            _kinds(ChangeKind),
            DOCSET,
            *PAGING,
        )
    },
    "/v1/conflicts": {
        "get": _get(
            "Lists the facts that contradict each other in one version.",
            _list_of("conflicts", "Conflict"),
            ENTITY,
            ATTRIBUTE,
            PAGE,
            AS_OF,
            DOCSET,
            *PAGING,
        )
    },
    "/v1/entities": {"get": _get("Lists entities.", _list_of("entities", "Thing"), AS_OF, DOCSET, *PAGING)},
    "/v1/entities/{id}": {"get": _get("Shows an entity with its names and their evidence.", _ref("Thing"), ID, DOCSET)},
    "/v1/attributes": {"get": _get("Lists attributes.", _list_of("attributes", "Thing"), AS_OF, DOCSET, *PAGING)},
    "/v1/versions": {"get": _get("Lists versions, newest first.", _list_of("versions", "Version"), DOCSET, *PAGING)},
    "/v1/pages": {"get": _get("Lists pages.", _list_of("pages", "Page"), AS_OF, DOCSET, *PAGING)},
    "/v1/pages/{path}": {
        "get": _get(
            "Shows a snapshot: its text and its SHA-256.",
            _ref("Snapshot"),
            PATH,
            _query("version", "The version: its label, or a date. Without it the newest."),
            DOCSET,
        )
    },
    "/healthz": {"get": _get("Says that the process answers.", _OBJECT)},
    "/readyz": {"get": _get("Says that the index opens and has a version.", _OBJECT)},
    "/metrics": {"get": _get("Gives the numbers that Prometheus reads.", _TEXT, media_type="text/plain")},
    "/openapi.json": {"get": _get("Gives this document.", _OBJECT)},
    "/": {
        "get": _get(
            "Shows the page on which a person asks.",
            _TEXT,
            _query("q", "The question."),
            AS_OF,
            DOCSET,
            media_type="text/html",
        )
    },
    "/pages/{path}": {
        "get": _get(
            "Shows the source text of a page with a quote marked.",
            _TEXT,
            PATH,
            _query("version", "The version: its label, or a date. Without it the newest."),
            DOCSET,
            *(
                _query(name, f"{meaning}, in characters of the snapshot.", {"type": "integer", "minimum": 0})
                for name, meaning in (
                    ("start", "Where the quote starts"),
                    ("end", "Where the quote ends"),
                    ("cell_start", "Where the cell inside it starts"),
                    ("cell_end", "Where that cell ends"),
                )
            ),
            media_type="text/html",
        )
    },
}


@cache
def get_document() -> Json:
    """The whole OpenAPI document."""
    problem = {"application/problem+json": {"schema": _ref("Problem")}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Docfacts",
            "version": "1",
            "description": "Answers comparison questions from product docs in all their versions, with citations.",
        },
        "paths": PATHS,
        "components": {
            "schemas": SCHEMAS,
            "responses": {"Problem": {"description": "Why there is no answer (RFC 9457).", "content": problem}},
        },
    }
