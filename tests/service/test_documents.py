"""The documents keep up with the code: routes, settings, problem types, OpenAPI."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.problems import PROBLEMS
from service.settings import BadSetting, Settings, get_meaning, get_variable, read_settings

DOCS = Path(__file__).resolve().parents[2] / "docs"


def get_routes(client: FlaskClient) -> dict[str, set[str]]:
    """The addresses of the service in the notation of OpenAPI, with their methods."""
    routes: dict[str, set[str]] = {}
    for rule in client.application.url_map.iter_rules():
        if rule.endpoint != "static" and not rule.defaults:
            address = re.sub(r"<(?:path:)?(\w+)>", r"{\1}", rule.rule)
            routes.setdefault(address, set()).update((rule.methods or set()) & {"GET", "POST"})
    return routes


def test_every_route_stands_in_the_openapi_document(client: FlaskClient) -> None:
    paths = client.get("/openapi.json").get_json()["paths"]
    assert {path: {method.upper() for method in methods} for path, methods in paths.items()} == get_routes(client)


def test_every_reference_of_the_openapi_document_leads_somewhere(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    references = set(re.findall(r'"\$ref":"#/([^"]+)"', client.get("/openapi.json").text))
    assert references
    for reference in references:
        found: Any = document
        for step in reference.split("/"):
            found = found[step]


def test_every_parameter_of_the_openapi_document_is_taken(client: FlaskClient) -> None:
    for path, methods in client.get("/openapi.json").get_json()["paths"].items():
        address = path.replace("{path}", "choose/a lock").replace("{id}", "ringo")
        named = [parameter["name"] for parameter in methods["get"]["parameters"] if parameter["in"] == "query"]
        reply = client.get(address, query_string=dict.fromkeys(named, "x"))
        assert "unknown-parameter" not in reply.text, path


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/v1/ask?q=Does+Ringo+have+an+alarm%3F", "Answer"),
        ("/v1/compare?entity=Ringo&entity=Vault", "Comparison"),
        ("/v1/entities/ringo", "Thing"),
        ("/v1/pages/choose/a%20lock", "Snapshot"),
        ("/nothing", "Problem"),
    ],
)
def test_replies_have_the_described_members(client: FlaskClient, address: str, schema: str) -> None:
    schemas = client.get("/openapi.json").get_json()["components"]["schemas"]
    check(client.get(address).get_json(), schemas[schema], schemas)


@pytest.mark.parametrize(
    ("key", "schema"), [("facts", "Fact"), ("changes", "Change"), ("versions", "Version"), ("pages", "Page")]
)
def test_items_have_the_described_members(client: FlaskClient, key: str, schema: str) -> None:
    schemas = client.get("/openapi.json").get_json()["components"]["schemas"]
    items = client.get(f"/v1/{key}").get_json()[key]
    assert items
    for item in items:
        check(item, schemas[schema], schemas)


def check(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Fails where a value lacks a required member, or has one that its schema does not describe."""
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    if value is None or "allOf" in schema:
        return
    schema = schema["anyOf"][0] if "anyOf" in schema else schema
    if "$ref" in schema:
        check(value, schema, schemas)
    elif isinstance(value, list):
        for item in value:
            check(item, schema["items"], schemas)
    elif isinstance(value, dict):
        assert set(schema["required"]) <= set(value) <= set(schema["properties"])
        for name, member in value.items():
            check(member, schema["properties"][name], schemas)
    elif "enum" in schema:
        assert value in schema["enum"]


def test_every_route_stands_in_the_docs(client: FlaskClient) -> None:
    text = (DOCS / "http-api.md").read_text(encoding="utf-8")
    for address in get_routes(client):
        shown = re.sub(r"\{(\w+)\}", r"<\1>", address)
        assert f"GET {shown}`" in text or f"GET {shown}?" in text, address


def test_the_docs_list_exactly_the_problem_types() -> None:
    text = (DOCS / "http-api.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `/problems/([a-z-]+)` \| (\d+) \|", text, re.MULTILINE)
    assert [(name, int(status)) for name, status in rows] == [(kind.name, kind.status) for kind in PROBLEMS]


def test_the_docs_list_exactly_the_settings() -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| `([^`]+)` \| (.+) \|$", text, re.MULTILINE)
    expected = [
        (setting.name, get_variable(setting), str(setting.default), get_meaning(setting))
        for setting in fields(Settings)
    ]
    assert rows == expected


def test_what_is_given_goes_before_the_environment_before_the_default() -> None:
    environment = {"DOCFACTS_PORT": "81", "DOCFACTS_HOST": "::1", "DOCFACTS_INDEX": ""}
    settings = read_settings(environment, port=82, host=None)
    assert (settings.port, settings.host, settings.index, settings.limit) == (82, "::1", ".docfacts", 50)


@pytest.mark.parametrize("value", ["", "x", "-1", "0", "1.5", "²"])
def test_a_wrong_number_is_refused_by_name(value: str) -> None:
    with pytest.raises(BadSetting, match="max_question must be a whole number of at least 1"):
        read_settings({}, max_question=value)


def test_an_unknown_setting_is_refused_by_name() -> None:
    with pytest.raises(BadSetting, match="frobnicate"):
        read_settings({}, frobnicate=1)
