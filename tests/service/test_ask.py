"""Asking: both ways in, the shape of an answer, and what reaches the answering engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index.model import FactQuery
from index.store import IndexReader, open_writer
from ingest.documents import Document
from ingest.update import Target, update_docset
from service import ask
from service.answer.draft.proposing import BY_WORDING, Proposer
from service.answer.model import Answer, Claim, Explanation, Intent, Status, Suggestion
from service.app import create_app
from tests.service.locks import DOCSET, NEW, PAGE


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the engine is asked, while it gives one answer to everything."""
    asked: list[dict[str, Any]] = []

    def answer(reader: IndexReader, question: str, *, proposer: Proposer, **circumstances: Any) -> Answer:
        assert proposer is BY_WORDING, "the model is off"
        asked.append({"question": question, **circumstances})
        version = reader.resolve_version(DOCSET, circumstances["as_of"])
        older, newer = reader.versions(DOCSET)
        fact = reader.facts(version, FactQuery(entities=("ringo",), attributes=("alarm",)))[0]
        claim = Claim("Ringo has an alarm.", (1,), fact.entity, fact.attribute, fact.value)
        return Answer(
            question,
            version,
            Status.ANSWERED,
            Intent.LOOKUP,
            "Yes. Ringo has an alarm. [1]",
            (claim,),
            (fact.citation,),
            reader.changes(DOCSET, older, newer),
            (Suggestion("Its weight", attribute=fact.attribute),),
            lambda: Explanation(
                Intent.LOOKUP, (fact.entity,), (fact.attribute,), version.label, ("have",), (("alarm", 1.0),)
            ),
        )

    monkeypatch.setattr(ask, "answer_question", answer)
    return asked


def test_an_answer(client: FlaskClient, calls: list[dict[str, Any]]) -> None:
    reply = client.post("/v1/ask", json={"question": "Does Ringo have an alarm?"})
    body = reply.get_json()
    assert list(body) == [
        "question",
        "as_of",
        "status",
        "intent",
        "answer",
        "claims",
        "citations",
        "changes",
        "suggestions",
    ]
    assert body["as_of"] == {"docset": DOCSET, "version": "autumn", "date": "2024-09-01"}
    assert body["claims"] == [
        {
            "text": "Ringo has an alarm.",
            "entity": {"id": "ringo", "name": "Ringo"},
            "attribute": {"id": "alarm", "name": "Alarm"},
            "value": {"raw": "✅", "support": "yes"},
            "citations": [1],
        }
    ]
    (citation,) = body["citations"]
    assert citation["id"] == 1 and NEW[citation["start"] : citation["end"]] == citation["quote"]
    assert NEW[citation["cell"]["start"] : citation["cell"]["end"]] == "✅"
    assert body["suggestions"] == [{"text": "Its weight", "attribute": {"id": "alarm", "name": "Alarm"}}]
    assert {change["kind"] for change in body["changes"]} >= {"value_changed", "entity_renamed"}
    assert calls[0]["question"] == "Does Ringo have an alarm?"


def test_both_ways_give_the_same_bytes_every_time(client: FlaskClient, calls: list[dict[str, Any]]) -> None:
    replies = [client.get("/v1/ask?q=alarm%3F&as_of=autumn"), client.get("/v1/ask?q=alarm%3F&as_of=autumn")]
    replies.append(client.post("/v1/ask", json={"question": "alarm?", "as_of": "autumn"}))
    assert len({reply.data for reply in replies}) == 1
    assert "✅".encode() in replies[0].data
    assert calls == [{"question": "alarm?", "as_of": "autumn", "docset": None, "conversation": ()}], "worked out once"


def test_everything_of_the_body_reaches_the_engine(client: FlaskClient, calls: list[dict[str, Any]]) -> None:
    body = {"question": "and?", "as_of": "2024-10", "docset": DOCSET, "conversation": ["first", "second"]}
    assert client.post("/v1/ask", json=body).status_code == 200
    assert calls == [{**body, "conversation": ("first", "second")}]


def test_absent_is_null_is_empty(client: FlaskClient, calls: list[dict[str, Any]]) -> None:
    client.post("/v1/ask", json={"question": "and?", "as_of": None, "docset": None, "conversation": None})
    client.post("/v1/ask", json={"question": "and?", "as_of": ""})
    client.get("/v1/ask?q=and?&as_of=&docset=")
    assert calls == [{"question": "and?", "as_of": None, "docset": None, "conversation": ()}], "three times the same"


@pytest.mark.usefixtures("calls")
def test_an_explained_answer(client: FlaskClient) -> None:
    explained = client.post("/v1/ask", json={"question": "alarm?", "explain": True}).get_json()
    assert explained["explanation"] == {
        "intent": "lookup",
        "entities": [{"id": "ringo", "name": "Ringo"}],
        "attributes": [{"id": "alarm", "name": "Alarm"}],
        "version": "autumn",
        "unexplained": ["have"],
        "candidates": [{"text": "alarm", "share": 1.0}],
    }
    plain = client.post("/v1/ask", json={"question": "alarm?", "explain": False}).get_json()
    assert "explanation" not in plain


def test_what_else_is_asked_is_worked_out_for_itself(client: FlaskClient, calls: list[dict[str, Any]]) -> None:
    bodies: list[dict[str, Any]] = [
        {"question": "alarm?"},
        {"question": "Alarm?"},
        {"question": "alarm?", "as_of": "spring"},
        {"question": "alarm?", "docset": DOCSET},
        {"question": "alarm?", "conversation": ["first"]},
        {"question": "alarm?", "explain": True},
    ]
    first = [client.post("/v1/ask", json=body).data for body in bodies]
    assert len(calls) == len(bodies)
    assert [client.post("/v1/ask", json=body).data for body in bodies] == first
    assert len(calls) == len(bodies)


def test_no_answer_outlives_an_ingest(tmp_path: Path) -> None:
    def ingest(label: str, date: str, text: str) -> None:
        with open_writer(tmp_path / "index") as writer:
            page = Document(PAGE, PAGE, text.encode(), "text/markdown")
            update_docset(writer, Target(DOCSET, label, date=date), {PAGE: page})

    ingest("autumn", "2024-09-01", NEW)
    client = create_app(tmp_path / "index").test_client()
    before = [client.get("/v1/ask?q=Does+Ringo+have+an+alarm%3F").get_json() for _ in range(2)]
    assert before[0] == before[1] and before[0]["answer"].startswith("Yes")
    ingest("winter", "2025-01-01", NEW.replace("| Alarm | ✅ | ✅ |", "| Alarm | ❌ | ✅ |"))
    for _ in range(2):
        after = client.get("/v1/ask?q=Does+Ringo+have+an+alarm%3F").get_json()
        assert after["as_of"]["version"] == "winter" and after["answer"].startswith("No")
        assert client.get("/v1/ask?q=Does+Ringo+have+an+alarm%3F&as_of=autumn").get_json()["answer"].startswith("Yes")


def test_answers_are_kept_as_long_as_the_setting_has_room(location: Path, calls: list[dict[str, Any]]) -> None:
    client = create_app(location, kept_answers=0).test_client()
    assert len({client.get("/v1/ask?q=alarm%3F").data for _ in range(3)}) == 1
    assert len(calls) == 3


def test_a_body_of_just_the_longest_question(client: FlaskClient, calls: list[dict[str, Any]]) -> None:
    reply = client.post("/v1/ask", data=json.dumps({"question": "é" * 1000}), content_type="application/json")
    assert reply.status_code == 200
    assert calls[0]["question"] == "é" * 1000


def test_the_engine_answers(client: FlaskClient) -> None:
    body = client.get("/v1/ask?q=Does+Ringo+have+an+alarm%3F").get_json()
    assert body["status"] == "answered"
    assert body["answer"].startswith("Yes")
    assert body["citations"][0]["quote"] == "| Alarm | ✅ | ✅ |"


# Asked again


def test_asked_again_a_question_is_answered_and_counted_as_before(location: Path, calls: list[dict[str, Any]]) -> None:
    client = create_app(location).test_client()
    first, again = (client.post("/v1/ask", json={"question": "alarm?"}) for _ in range(2))
    assert (again.status, again.data, list(again.headers)) == (first.status, first.data, list(first.headers))
    assert len(calls) == 1
    told = client.get("/metrics").get_data(as_text=True)
    assert 'docfacts_answers_total{status="answered"} 2.0' in told
    assert 'docfacts_requests_total{method="POST",route="/v1/ask",status="200"} 2.0' in told


def test_what_is_not_plainly_the_same_request_goes_the_usual_way(location: Path, calls: list[dict[str, Any]]) -> None:
    client = create_app(location).test_client()
    body = b'{"question": "alarm?"}'
    assert client.post("/v1/ask", data=body, content_type="application/json").status_code == 200
    assert client.post("/v1/ask", data=body, content_type="text/plain").status_code == 415
    assert client.put("/v1/ask", data=body, content_type="application/json").status_code == 405
    assert client.post("/v1/ask", data=b"", content_type="application/json").status_code == 400
    assert client.post("/v1/ask", data=b"{", content_type="application/json").status_code == 400
    large = body[:-1] + b" " * 10_000 + b"}"
    assert [client.post("/v1/ask", data=large, content_type="application/json").status_code for _ in "12"] == [200, 200]
    assert len(calls) == 1


def test_asked_again_after_an_ingest_a_question_is_answered_anew(tmp_path: Path) -> None:
    def ingest(label: str, date: str, text: str) -> None:
        with open_writer(tmp_path / "index") as writer:
            page = Document(PAGE, PAGE, text.encode(), "text/markdown")
            update_docset(writer, Target(DOCSET, label, date=date), {PAGE: page})

    ingest("autumn", "2024-09-01", NEW)
    client = create_app(tmp_path / "index").test_client()
    asked = {"question": "Does Ringo have an alarm?"}
    assert [client.post("/v1/ask", json=asked).get_json()["answer"][:3] for _ in "12"] == ["Yes", "Yes"]
    ingest("winter", "2025-01-01", NEW.replace("| Alarm | ✅ | ✅ |", "| Alarm | ❌ | ✅ |"))
    assert [client.post("/v1/ask", json=asked).get_json()["answer"][:2] for _ in "12"] == ["No", "No"]


def test_asked_again_a_question_is_told_that_the_index_is_gone(tmp_path: Path) -> None:
    reply = create_app(tmp_path / "nowhere").test_client().post("/v1/ask", json={"question": "alarm?"})
    assert reply.status_code == 503
