"""The sample docset through the commands and the whole HTTP interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from docfacts.ingest_command import main
from service.app import create_app

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    index = tmp_path_factory.mktemp("sample") / "index"
    assert main([str(ROOT / "corpus"), "--index", str(index)]) == 0
    return create_app(index).test_client()


def iter_all(client: FlaskClient, address: str, key: str) -> Iterator[dict[str, Any]]:
    cursor = ""
    while cursor is not None:
        reply = client.get(f"{address}?limit=200" + (f"&cursor={quote(cursor)}" if cursor else ""))
        assert reply.status_code == 200, reply.get_data(as_text=True)
        body = reply.get_json()
        yield from body[key]
        cursor = body["next_cursor"]


@pytest.mark.parametrize("key", ["entities", "attributes", "versions", "pages", "facts", "changes"])
def test_every_list_can_be_read_to_its_end(client: FlaskClient, key: str) -> None:
    things = list(iter_all(client, f"/v1/{key}", key))
    assert things
    assert len({str(thing) for thing in things}) == len(things)


def test_every_entity_can_be_shown(client: FlaskClient) -> None:
    for entity in iter_all(client, "/v1/entities", "entities"):
        shown = client.get(f"/v1/entities/{quote(entity['id'])}")
        assert shown.status_code == 200, entity["id"]
        assert shown.get_json()["names"]


def test_every_citation_of_a_fact_is_the_text_of_its_snapshot(client: FlaskClient) -> None:
    texts: dict[tuple[str, str], str] = {}
    for fact in iter_all(client, "/v1/facts", "facts"):
        citation = fact["citation"]
        place = citation["page"], citation["version"]
        if place not in texts:
            texts[place] = client.get(f"/v1/pages/{place[0]}?version={place[1]}").get_json()["text"]
        assert texts[place][citation["start"] : citation["end"]] == citation["quote"]
