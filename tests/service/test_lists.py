"""The lists: their shapes, their filters, their paging."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index.model import Version
from index.store import open_writer
from service.app import create_app
from tests.service.locks import DOCSET, NEW, OLD, PAGE, fill, get_sha


def get(client: FlaskClient, address: str) -> dict[str, Any]:
    """The body of a good reply."""
    reply = client.get(address)
    assert (reply.status_code, reply.mimetype) == (200, "application/json"), reply.text
    body = reply.get_json()
    assert isinstance(body, dict)
    return body


def iter_all(client: FlaskClient, address: str, key: str, limit: int) -> list[dict[str, Any]]:
    """All items of a list, read piece by piece."""
    items: list[dict[str, Any]] = []
    cursor = ""
    while True:
        glue = "&" if "?" in address else "?"
        body = get(client, f"{address}{glue}limit={limit}&cursor={cursor}")
        assert len(body[key]) <= limit
        items += body[key]
        if body["next_cursor"] is None:
            return items
        assert body[key], "a piece before the last one holds something"
        cursor = body["next_cursor"]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/v1/facts", "facts"),
        ("/v1/facts?as_of=spring&entity=Ringo&entity=Vault", "facts"),
        ("/v1/changes", "changes"),
        ("/v1/changes?from=spring&to=autumn", "changes"),
        ("/v1/entities", "entities"),
        ("/v1/attributes", "attributes"),
        ("/v1/versions", "versions"),
        ("/v1/pages", "pages"),
    ],
)
def test_pieces_make_the_whole(client: FlaskClient, address: str, key: str) -> None:
    body = get(client, address)
    assert list(body) == [key, "next_cursor"]
    whole = body[key]
    assert whole and body["next_cursor"] is None
    for limit in (1, 2, 3):
        assert iter_all(client, address, key, limit) == whole


def test_a_cursor_belongs_to_its_query(client: FlaskClient) -> None:
    cursor = get(client, "/v1/facts?limit=1")["next_cursor"]
    assert get(client, f"/v1/facts?limit=3&cursor={cursor}")["facts"]
    assert client.get(f"/v1/facts?kind=cell&cursor={cursor}").status_code == 400
    assert client.get(f"/v1/entities?cursor={cursor}").status_code == 400


def test_a_list_stays_at_the_version_it_began_with(tmp_path: Path) -> None:
    with open_writer(tmp_path) as writer:
        fill(writer)
    client = create_app(tmp_path).test_client()
    first = get(client, "/v1/facts?limit=2")
    with open_writer(tmp_path) as writer:
        writer.add_version(Version(DOCSET, "winter", 2, "2024-12-01"))
        for page in writer.manifest(DOCSET, 1).values():
            writer.close_page(DOCSET, page.page_id, 2)
    rest = get(client, f"/v1/facts?limit=50&cursor={first['next_cursor']}")
    assert [fact["citation"]["version"] for fact in first["facts"] + rest["facts"]] == ["autumn"] * 5
    assert get(client, "/v1/facts")["facts"] == []


def test_a_fact(client: FlaskClient) -> None:
    (fact,) = get(client, "/v1/facts?entity=Ringo&attribute=Key")["facts"]
    row = "| Key | `Flat` \\| round | |"
    start = NEW.index(row)
    assert fact == {
        "entity": {"id": "ringo", "name": "Ringo"},
        "attribute": {"id": "key", "name": "Key"},
        "value": {"raw": "Flat | round"},
        "kind": "cell",
        "docset": DOCSET,
        "versions": {"first": "autumn", "last": "autumn"},
        "citation": {
            "docset": DOCSET,
            "page": PAGE,
            "title": "Choose a lock",
            "version": "autumn",
            "date": "2024-09-01",
            "url": f"/pages/choose/a%20lock?docset=locks&version=autumn&start={start}&end={start + len(row)}"
            f"&cell_start={start + 8}&cell_end={start + 23}#quote",
            "headings": ["Which one"],
            "quote": row,
            "start": start,
            "end": start + len(row),
            "lines": [11, 11],
            "cell": {"start": start + 8, "end": start + 23},
            "header": {
                "quote": "| | Ringo | Vault |",
                "start": NEW.index("| | Ringo"),
                "end": NEW.index("| | Ringo") + len("| | Ringo | Vault |"),
            },
            "sha256": get_sha(NEW),
        },
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("entity=Loop", {"Ringo"}),
        ("entity=ringo&as_of=2024-04", {"Ringo"}),
        ("entity=Vault&as_of=spring", {"Heavy Duty"}),
        ("entity=Heavy+Duty", {"Vault"}),
        ("entity=heavy&as_of=spring", {"Heavy Duty"}),
        ("entity=loop&entity=vault", {"Ringo", "Vault"}),
        ("page=choose/a+lock&kind=cell", {"Ringo", "Vault"}),
        ("kind=definition", set()),
    ],
)
def test_facts_by_any_name(client: FlaskClient, query: str, found: set[str]) -> None:
    assert {fact["entity"]["name"] for fact in get(client, f"/v1/facts?{query}")["facts"]} == found


def test_changes_have_the_shape_of_the_contract(client: FlaskClient) -> None:
    changes = get(client, "/v1/changes?from=spring&to=autumn")["changes"]
    by_kind = {change["kind"]: change for change in changes}
    assert by_kind["entity_renamed"]["entity"] == {"id": "vault", "name": "Vault", "previous_name": "Heavy Duty"}
    value = by_kind["value_changed"]
    assert (value["before"]["support"], value["after"]["support"], value["effect"]) == ("no", "yes", "gained")
    assert (value["from"], value["to"]) == ("spring", "autumn")
    assert value["citations"]["before"]["quote"] == "| Alarm | ❌ | ✅ |"
    assert value["citations"]["after"]["sha256"] == get_sha(NEW)
    assert by_kind["fact_added"]["before"] is None and by_kind["fact_added"]["citations"]["before"] is None


def test_changes_by_name_kind_and_step(client: FlaskClient) -> None:
    assert {c["entity"]["id"] for c in get(client, "/v1/changes?entity=Heavy+Duty")["changes"]} == {"vault"}
    assert {c["kind"] for c in get(client, "/v1/changes?kind=fact_added")["changes"]} == {"fact_added"}
    assert get(client, "/v1/changes?from=autumn")["changes"] == []
    assert get(client, "/v1/changes?to=spring")["changes"] == []
    assert get(client, "/v1/changes?from=spring") == get(client, "/v1/changes?to=autumn") == get(client, "/v1/changes")


def test_an_entity_with_the_evidence_for_its_names(client: FlaskClient) -> None:
    entity = get(client, "/v1/entities/ringo")
    loop = next(name for name in entity["names"] if name["text"] == "Loop")
    assert (loop["role"], loop["evidence"], loop["versions"]) == (
        "former",
        "formerly",
        {"first": "autumn", "last": "autumn"},
    )
    cited = loop["citation"]
    assert NEW[cited["start"] : cited["end"]] == cited["quote"] == "Ringo (formerly Loop) is light."
    assert (cited["page"], cited["version"], cited["sha256"]) == (PAGE, "autumn", get_sha(NEW))


def test_versions_are_listed_newest_first(client: FlaskClient) -> None:
    assert [version["version"] for version in get(client, "/v1/versions")["versions"]] == ["autumn", "spring"]


@pytest.mark.parametrize(("version", "text"), [("spring", OLD), ("autumn", NEW), ("2024-05", OLD)])
def test_a_snapshot(client: FlaskClient, version: str, text: str) -> None:
    page = get(client, f"/v1/pages/choose/a%20lock?version={version}")
    assert (page["text"], page["sha256"]) == (text, get_sha(text))
    assert page["page"] == PAGE


def test_published_addresses(tmp_path: Path) -> None:
    with open_writer(tmp_path) as writer:
        fill(writer, "https://locks.example/docs/")
    client = create_app(tmp_path).test_client()
    assert get(client, "/v1/pages")["pages"][0]["url"] == "https://locks.example/docs/choose/a%20lock/"
    url = get(client, "/v1/facts")["facts"][0]["citation"]["url"]
    assert url == "https://locks.example/docs/choose/a%20lock/#which-one"


def test_a_docset_that_lacks_the_version_takes_no_part(tmp_path: Path) -> None:
    with open_writer(tmp_path) as writer:
        fill(writer)
        writer.add_version(Version("bells", "first", 0, "2024-01-01"))
    client = create_app(tmp_path).test_client()
    assert {fact["docset"] for fact in get(client, "/v1/facts?as_of=spring")["facts"]} == {DOCSET}
    assert get(client, "/v1/facts?docset=bells")["facts"] == []
    assert client.get("/v1/facts?docset=bells&as_of=spring").status_code == 404
    assert {version["docset"] for version in get(client, "/v1/versions")["versions"]} == {"bells", DOCSET}


def test_compare(client: FlaskClient) -> None:
    matrix = get(client, "/v1/compare?entity=Vault&entity=Loop")
    assert [entity["name"] for entity in matrix["entities"]] == ["Vault", "Ringo"]
    assert [(row["attribute"]["name"], row["differs"]) for row in matrix["rows"]] == [
        ("Weight", True),
        ("Alarm", False),
        ("Key", False),
    ]
    weight, _, key = (row["cells"] for row in matrix["rows"])
    assert [cell["value"]["raw"] for cell in weight] == ["2.4 kg", "0.9 kg"]
    assert key[0] is None and key[1]["value"]["raw"] == "Flat | round"
    for cell in weight:
        cited = cell["citation"]
        assert NEW[cited["start"] : cited["end"]] == cited["quote"]
        assert NEW[cited["cell"]["start"] : cited["cell"]["end"]] == cell["value"]["raw"]


def test_compare_some_attributes_in_an_older_version(client: FlaskClient) -> None:
    matrix = get(client, "/v1/compare?entity=Vault&entity=Ringo&attribute=Alarm&as_of=spring")
    assert matrix["as_of"]["version"] == "spring"
    assert [row["attribute"]["name"] for row in matrix["rows"]] == ["Alarm"]
    assert [cell["value"]["support"] for cell in matrix["rows"][0]["cells"]] == ["yes", "no"]
    assert matrix["rows"][0]["differs"] is True
