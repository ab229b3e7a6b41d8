"""One error shape, for every address and every cause."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from index.store import open_writer
from service import ask
from service.app import create_app

BIG = b'{"question": "' + b"a" * 2_000_000 + b'"}'
DEEP = b"[" * 60_000

LISTS = ("/v1/facts", "/v1/changes", "/v1/entities", "/v1/attributes", "/v1/versions", "/v1/pages")
READING = (
    *LISTS,
    "/v1/ask?q=alarm",
    "/v1/compare?entity=a&entity=b",
    "/v1/entities/ringo",
    "/v1/pages/x",
    "/",
    "/pages/x",
)


def check(reply: TestResponse, status: int, name: str) -> dict[str, object]:
    """The problem, after its shape was checked."""
    assert (reply.status_code, reply.mimetype) == (status, "application/problem+json"), reply.text
    problem = reply.get_json()
    assert problem["type"] == f"/problems/{name}"
    assert problem["status"] == status
    assert problem["title"] and problem["detail"]
    assert "Traceback" not in reply.text
    assert isinstance(problem, dict)
    return problem


@pytest.mark.parametrize(
    ("address", "status", "name"),
    [
        ("/nothing", 404, "not-found"),
        ("/v1", 404, "not-found"),
        ("/v1/ask", 400, "invalid-parameter"),
        ("/v1/ask?q=%20", 400, "invalid-parameter"),
        ("/v1/ask?q=" + "a" * 1001, 400, "invalid-parameter"),
        ("/v1/ask?q=alarm&q=weight", 400, "invalid-parameter"),
        ("/v1/ask?q=alarm&as_off=spring", 400, "unknown-parameter"),
        ("/v1/ask?q=alarm&as_of=winter", 404, "unknown-version"),
        ("/v1/ask?q=alarm&docset=bells", 404, "unknown-docset"),
        ("/v1/facts?entity=Bell", 404, "unknown-entity"),
        ("/v1/facts?attribute=Colour", 404, "unknown-attribute"),
        ("/v1/facts?page=choose/a+bell", 404, "unknown-page"),
        ("/v1/facts?kind=rumour", 400, "invalid-parameter"),
        ("/v1/facts?limit=0", 400, "invalid-parameter"),
        ("/v1/facts?limit=501", 400, "invalid-parameter"),
        ("/v1/facts?limit=many", 400, "invalid-parameter"),
        ("/v1/facts?limit=-1", 400, "invalid-parameter"),
        ("/v1/facts?cursor=x", 400, "invalid-cursor"),
        ("/v1/facts?cursor=%C3%A9", 400, "invalid-cursor"),
        ("/v1/facts?cursor=W10", 400, "invalid-cursor"),
        ("/v1/changes?from=winter", 404, "unknown-version"),
        ("/v1/changes?from=autumn&to=spring", 400, "invalid-parameter"),
        ("/v1/changes?entity=Bell", 404, "unknown-entity"),
        ("/v1/compare?entity=Ringo", 400, "invalid-parameter"),
        ("/v1/compare?entity=Ringo&entity=Loop", 400, "invalid-parameter"),
        ("/v1/compare?entity=Ringo&entity=Bell", 404, "unknown-entity"),
        ("/v1/entities/bell", 404, "unknown-entity"),
        ("/v1/pages/choose/a%20bell", 404, "unknown-page"),
        ("/v1/pages/choose/a%20lock?version=winter", 404, "unknown-version"),
        ("/pages/choose/a%20lock?start=5&end=4", 400, "invalid-parameter"),
        ("/pages/choose/a%20lock?start=5&end=9999", 400, "invalid-parameter"),
        ("/pages/choose/a%20lock?start=5", 400, "invalid-parameter"),
        ("/healthz?x=1", 400, "unknown-parameter"),
    ],
)
def test_addresses(client: FlaskClient, address: str, status: int, name: str) -> None:
    check(client.get(address), status, name)


@pytest.mark.parametrize("address", [*LISTS, "/v1/ask?q=alarm", "/v1/compare?entity=a&entity=b", "/v1/pages/x"])
def test_every_address_refuses_an_unknown_parameter(client: FlaskClient, address: str) -> None:
    glue = "&" if "?" in address else "?"
    problem = check(client.get(f"{address}{glue}frobnicate=1"), 400, "unknown-parameter")
    assert "frobnicate" in str(problem["detail"])


@pytest.mark.parametrize("address", LISTS)
def test_every_list_refuses_a_wrong_limit_and_cursor(client: FlaskClient, address: str) -> None:
    check(client.get(f"{address}?limit=x"), 400, "invalid-parameter")
    check(client.get(f"{address}?cursor=x"), 400, "invalid-cursor")


@pytest.mark.parametrize("address", READING)
def test_every_address_refuses_a_wrong_method(client: FlaskClient, address: str) -> None:
    reply = client.delete(address)
    check(reply, 405, "method-not-allowed")
    assert "GET" in reply.headers["Allow"]


@pytest.mark.parametrize("address", [*READING, "/healthz", "/nothing"])
def test_every_address_refuses_a_large_body(client: FlaskClient, address: str) -> None:
    check(client.post(address, data=BIG, content_type="application/json"), 413, "body-too-large")


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        (b"", 400, "malformed-body"),
        (b"{", 400, "malformed-body"),
        (b"[]", 400, "malformed-body"),
        (b"7", 400, "malformed-body"),
        (b"\xff", 400, "malformed-body"),
        (DEEP, 400, "malformed-body"),
        (b"{}", 422, "invalid-body"),
        (b'{"question": ""}', 422, "invalid-body"),
        (b'{"question": 7}', 422, "invalid-body"),
        (b'{"question": null}', 422, "invalid-body"),
        (b'{"question": "\\ud800"}', 422, "invalid-body"),
        (b'{"question": "' + b"a" * 1001 + b'"}', 422, "invalid-body"),
        (b'{"question": "alarm?", "as_off": "spring"}', 422, "invalid-body"),
        (b'{"question": "alarm?", "as_of": 7}', 422, "invalid-body"),
        (b'{"question": "alarm?", "as_of": "\\ud800"}', 422, "invalid-body"),
        (b'{"question": "alarm?", "explain": "yes"}', 422, "invalid-body"),
        (b'{"question": "alarm?", "conversation": "before"}', 422, "invalid-body"),
        (b'{"question": "alarm?", "conversation": [7]}', 422, "invalid-body"),
        (b'{"question": "alarm?", "conversation": [' + b'"a",' * 20 + b'"a"]}', 422, "invalid-body"),
        (b'{"question": "alarm?", "as_of": "winter"}', 404, "unknown-version"),
        (b'{"question": "alarm?", "docset": "bells"}', 404, "unknown-docset"),
    ],
)
def test_bodies(client: FlaskClient, body: bytes, status: int, name: str) -> None:
    check(client.post("/v1/ask", data=body, content_type="application/json"), status, name)


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_media_types(client: FlaskClient, media_type: str) -> None:
    check(
        client.post("/v1/ask", data=b'{"question": "alarm?"}', content_type=media_type), 415, "unsupported-media-type"
    )


def test_a_large_body_without_a_length_is_refused(client: FlaskClient) -> None:
    environ = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    reply = client.post(
        "/v1/ask", data=BIG, content_type="application/json", environ_overrides={**environ, "CONTENT_LENGTH": ""}
    )
    check(reply, 413, "body-too-large")


def test_unknown_names_come_with_the_known_ones(client: FlaskClient) -> None:
    version = check(client.get("/v1/facts?as_of=winter"), 404, "unknown-version")
    assert version["known"] == ["autumn", "spring"]
    assert "autumn" in str(version["detail"]) and "spring" in str(version["detail"])
    entity = check(client.get("/v1/facts?entity=Rimgo"), 404, "unknown-entity")
    assert isinstance(entity["known"], list) and entity["known"][0] == "Ringo"
    page = check(client.get("/v1/pages/choose/lock"), 404, "unknown-page")
    assert page["known"] == ["choose/a lock"]


def test_a_failure_shows_nothing_of_the_inside(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(ask, "answer_question", fail)
    reply = client.get("/v1/ask?q=alarm")
    check(reply, 500, "internal-error")
    assert "secret" not in reply.text


@pytest.mark.parametrize("address", [*READING, "/readyz"])
def test_without_an_index(tmp_path: Path, address: str) -> None:
    client = create_app(tmp_path / "none").test_client()
    check(client.get(address), 503, "index-unavailable")
    assert not (tmp_path / "none").exists()
    assert client.get("/healthz").status_code == 200


def test_an_index_that_comes_later_is_found(tmp_path: Path) -> None:
    client = create_app(tmp_path / "index").test_client()
    check(client.get("/readyz"), 503, "index-unavailable")
    with open_writer(tmp_path / "index"):
        pass
    check(client.get("/readyz"), 503, "empty-index")
    check(client.get("/v1/ask?q=alarm"), 503, "empty-index")


def test_a_browser_gets_a_page_and_a_program_the_problem(client: FlaskClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = client.get("/pages/nowhere", headers=browser)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "nowhere" in page.text
    check(client.get("/v1/pages/nowhere", headers=browser), 404, "unknown-page")
    check(client.get("/pages/nowhere", headers={"Accept": "*/*"}), 404, "unknown-page")
