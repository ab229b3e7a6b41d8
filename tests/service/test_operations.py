"""What those who run the service see."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "alive"}
    assert client.get("/readyz").get_json() == {"status": "ready", "docsets": ["locks"]}


def test_requests_and_answers_are_counted(client: FlaskClient) -> None:
    client.get("/v1/ask?q=Does+Ringo+have+an+alarm%3F")
    client.get("/v1/entities/ringo")
    client.get("/v1/entities/bell")
    client.get("/nothing")
    text = client.get("/metrics").text
    assert 'docfacts_requests_total{method="GET",route="/v1/entities/<path:id>",status="200"} 1.0' in text
    assert 'docfacts_requests_total{method="GET",route="/v1/entities/<path:id>",status="404"} 1.0' in text
    assert 'docfacts_requests_total{method="GET",route="none",status="404"} 1.0' in text
    assert 'docfacts_request_seconds_count{route="/v1/ask"} 1.0' in text
    assert 'docfacts_answers_total{status="answered"} 1.0' in text


def test_every_reply_is_safe_to_open(client: FlaskClient) -> None:
    for address in ("/", "/v1/facts", "/nothing", "/metrics", "/static/docfacts.css"):
        with client.get(address) as reply:
            headers = reply.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-cache"
