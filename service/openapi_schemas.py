"""The HTTP interface as an OpenAPI 3.1 document: the shapes of what is sent and answered."""

from __future__ import annotations

from enum import StrEnum

from index.model import ChangeKind, Effect, FactKind, NameRole, Support
from service.answer.model import Intent, Status

Json = dict[str, object]

_TEXT: Json = {"type": "string"}
_NUMBER: Json = {"type": "integer", "minimum": 0}
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Json = {"type": ["number", "null"]}


def _object(required: Json, optional: Json | None = None) -> Json:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _enum(members: type[StrEnum]) -> Json:
    return {"enum": [member.value for member in members]}


_NAMED: Json = {"id": _TEXT, "name": _TEXT}
_SLICE: Json = {"start": _NUMBER, "end": _NUMBER}
_STATE: Json = {"docset": _TEXT, "version": _TEXT, "date": _TEXT_OR_NULL}
_PLACE: Json = {"headings": _array(_TEXT), "quote": _TEXT, **_SLICE, "lines": _array(_NUMBER)}
_EXCERPT: Json = _object({"quote": _TEXT, **_SLICE})
_PLACE_MORE: Json = {"cell": _object(_SLICE), "header": _EXCERPT, "note": _EXCERPT, "group": _EXCERPT}
_AMOUNT: Json = {"low": _NUMBER_OR_NULL, "high": _NUMBER_OR_NULL, "unit": _TEXT}
_PAGE: Json = {**_STATE, "page": _TEXT, "title": _TEXT, "url": _TEXT, "sha256": _TEXT}
_STANDS: Json = _object({"first": _TEXT, "last": _TEXT})
_TOPIC: Json = {"entity": _ref("Named"), "attribute": _ref("Named")}
_FACT: Json = {
    **_TOPIC,
    "value": _ref("Value"),
    "kind": _enum(FactKind),
    "docset": _TEXT,
    "versions": _STANDS,
    "citation": _ref("Citation"),
}

_EXPLANATION = _object(
    {
        "intent": _enum(Intent),
        "entities": _array(_ref("Named")),
        "attributes": _array(_ref("Named")),
        "version": _TEXT,
        "unexplained": _array(_TEXT),
        "candidates": _array(_object({"text": _TEXT, "share": {"type": "number"}})),
    }
)

SCHEMAS: Json = {
    "Question": _object(
        {"question": {"type": "string", "minLength": 1}},
        {
            "as_of": _TEXT_OR_NULL,
            "docset": _TEXT_OR_NULL,
            "conversation": _or_null(_array(_TEXT)),
            "explain": {"type": "boolean"},
        },
    ),
    "Answer": _object(
        {
            "question": _TEXT,
            "as_of": _object(_STATE),
            "status": _enum(Status),
            "intent": _enum(Intent),
            "answer": _TEXT,
            "claims": _array(
                _object({"text": _TEXT, "citations": _array(_NUMBER)}, {**_TOPIC, "value": _ref("Value")})
            ),
            "citations": _array({"allOf": [_object({"id": _NUMBER}), _ref("Citation")]}),
            "changes": _array(_ref("Change")),
            "suggestions": _array(_object({"text": _TEXT}, {**_TOPIC, "citation": _ref("Citation")})),
        },
        {"explanation": _EXPLANATION},
    ),
    "Named": _object(_NAMED),
    "Value": _object(
        {"raw": _TEXT},
        {
            "support": _enum(Support),
            "qualifier": _TEXT,
            "items": _array(_TEXT),
            "quantity": _object(_AMOUNT, {"base": _object(_AMOUNT)}),
        },
    ),
    "Citation": _object({**_PAGE, **_PLACE}, _PLACE_MORE),
    "Fact": _object(_FACT),
    "Conflict": _object({**_TOPIC, "docset": _TEXT, "facts": _array(_object({**_FACT, "since": _object(_STATE)}))}),
    "Change": _object(
        {
            "id": _TEXT,
            "kind": _enum(ChangeKind),
            "effect": _enum(Effect),
            "entity": _or_null(_object(_NAMED, {"previous_name": _TEXT})),
            "attribute": _or_null(_object(_NAMED, {"previous_name": _TEXT})),
            "before": _or_null(_ref("Value")),
            "after": _or_null(_ref("Value")),
            "from": _TEXT,
            "to": _TEXT,
            "docset": _TEXT,
            "page": _TEXT,
            "citations": _object({"before": _or_null(_ref("Citation")), "after": _or_null(_ref("Citation"))}),
        },
        {"fact_kind": _enum(FactKind)},
    ),
    "Comparison": _object(
        {
            "as_of": _object(_STATE),
            "entities": _array(_ref("Named")),
            "rows": _array(
                _object(
                    {
                        "attribute": _ref("Named"),
                        "differs": {"type": "boolean"},
                        "cells": _array(_or_null(_ref("ComparedCell"))),
                    }
                )
            ),
        }
    ),
    "ComparedCell": _object(
        {"value": _ref("Value"), "citation": _ref("Citation")},
        {"others": _array(_object({"value": _ref("Value"), "citation": _ref("Citation")}))},
    ),
    "Thing": _object(
        {
            **_NAMED,
            "docset": _TEXT,
            "names": _array(
                _object(
                    {"text": _TEXT, "role": _enum(NameRole), "versions": _STANDS},
                    {
                        "evidence": _TEXT,
                        "citation": _object(
                            {**_STATE, **_PLACE, "sha256": _TEXT}, {"page": _TEXT, "title": _TEXT, **_PLACE_MORE}
                        ),
                    },
                )
            ),
        }
    ),
    "Version": _object({**_STATE, "base_url": _TEXT_OR_NULL}),
    "Page": _object(_PAGE),
    "Snapshot": _object({**_PAGE, "media_type": _TEXT, "text": _TEXT}),
    "Problem": _object(
        {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT}, {"known": _array(_TEXT)}
    ),
}
