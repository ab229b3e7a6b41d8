"""`/v1/conflicts`: shape, filters, paging."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index.store import open_writer
from service.app import create_app
from tests.index.conftest import DOCSET, Docs

NAMES = {"mesh": "Mesh", "tunnel": "Tunnel", ".ipv6": "IPv6", ".layer": "Layer"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with open_writer(tmp_path) as writer:
        docs = Docs(writer)
        first = [("mesh", "ipv6", "❌"), ("mesh", "layer", "L4"), ("tunnel", "layer", "L7")]
        docs.add("v1", {"p": first}, NAMES, "2024-01-01")
        second = [("mesh", "ipv6", "✅"), ("mesh", "layer", "L3"), ("tunnel", "layer", "L7")]
        docs.add("v2", {"p": first, "q": second}, date="2025-01-01")
    with create_app(tmp_path).test_client() as client:
        yield client


def get(client: FlaskClient, query: str = "") -> dict[str, Any]:
    reply = client.get(f"/v1/conflicts{query}")
    assert reply.status_code == 200, reply.text
    body: dict[str, Any] = reply.get_json()
    return body


def test_a_conflict_cites_both_places(client: FlaskClient) -> None:
    conflict, other = get(client)["conflicts"]
    assert conflict["entity"] == other["entity"] == {"id": "mesh", "name": "Mesh"}
    assert (conflict["attribute"]["name"], conflict["docset"]) == ("IPv6", DOCSET)
    newer, older = conflict["facts"]
    assert (newer["value"]["support"], older["value"]["support"]) == ("yes", "no")
    assert newer["since"] == {"docset": DOCSET, "version": "v2", "date": "2025-01-01"}
    assert older["since"] == {"docset": DOCSET, "version": "v1", "date": "2024-01-01"}
    assert [fact["citation"]["page"] for fact in conflict["facts"]] == ["q", "p"]
    assert newer["citation"]["quote"] == "| mesh | ipv6 | ✅ |"


@pytest.mark.parametrize(
    ("query", "attributes"),
    [
        ("?entity=Mesh", ["IPv6", "Layer"]),
        ("?attribute=layer", ["Layer"]),
        ("?page=q", ["IPv6", "Layer"]),
        ("?entity=Tunnel", []),
        ("?as_of=v1", []),
    ],
)
def test_conflicts_by_name_page_and_version(client: FlaskClient, query: str, attributes: list[str]) -> None:
    assert [conflict["attribute"]["name"] for conflict in get(client, query)["conflicts"]] == attributes


def test_pieces_make_the_whole(client: FlaskClient) -> None:
    first = get(client, "?limit=1")
    rest = get(client, f"?limit=1&cursor={first['next_cursor']}")
    assert first["conflicts"] + rest["conflicts"] == get(client)["conflicts"]
    assert rest["next_cursor"] is None


def test_an_unknown_name_is_refused(client: FlaskClient) -> None:
    assert client.get("/v1/conflicts?entity=Messh").status_code == 404
    assert client.get("/v1/conflicts?page=nowhere").status_code == 404
    assert client.get("/v1/conflicts?kind=cell").status_code == 400


def test_a_conflict_has_the_described_members(client: FlaskClient) -> None:
    schemas = client.get("/openapi.json").get_json()["components"]["schemas"]
    for conflict in get(client)["conflicts"]:
        assert set(conflict) == set(schemas["Conflict"]["properties"])
        described = schemas["Conflict"]["properties"]["facts"]["items"]["properties"]
        assert all(set(fact) == set(described) for fact in conflict["facts"])
