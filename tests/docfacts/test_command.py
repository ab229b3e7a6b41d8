"""The `docfacts` command, as a person or a script calls it."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from docfacts import roots
from docfacts.command import main
from index.store import open_writer
from tests.service.locks import fill

# A start takes about a second; a machine under load some.
PATIENCE = 60


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two versions."""
    folder = tmp_path_factory.mktemp("command") / "index"
    with open_writer(folder) as writer:
        fill(writer)
    return folder


def test_ask(location: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Does Ringo have an alarm?", "--index", str(location)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Yes")
    assert "[1] Choose a lock — choose/a lock (version autumn), lines 10–10: | Alarm | ✅ | ✅ |" in lines


def test_ask_for_an_older_version_as_json(location: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["ask", "Does Ringo have an alarm?", "--as-of", "spring", "--docset", "locks", "--json"]
    assert main([*call, "--index", str(location)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["as_of"]["version"] == "spring"
    assert answer["answer"].startswith("No")


def test_the_environment_says_where_the_index_is(
    location: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCFACTS_INDEX", str(location))
    assert main(["ask", "Does Ringo have an alarm?"]) == 0
    assert capsys.readouterr().out.startswith("Yes")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["ask", "alarm?", "--index", "nowhere/at/all"], "nowhere/at/all"),
        (["serve", "--index", "nowhere/at/all"], "nowhere/at/all"),
        (["serve", "--index", "cluster://somewhere"], "cluster://somewhere"),
    ],
)
def test_a_missing_index(call: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("docfacts: ") and words in said.err and said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("call", "words"), [(["--as-of", "winter"], "autumn, spring"), (["--docset", "bells"], "locks")]
)
def test_an_unknown_name(location: Path, call: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "alarm?", "--index", str(location), *call]) == 1
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


@pytest.mark.parametrize(
    "call",
    [[], ["frobnicate"], ["ask"], ["ask", "a", "b"], ["serve", "--port", "65536"], ["serve", "--workers", "0"]],
)
def test_a_call_that_is_off(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(call)
    assert ended.value.code == 2
    assert "usage: docfacts" in capsys.readouterr().err


def test_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, mark in (("old", "❌"), ("new", "✅")):
        (tmp_path / f"{name}.md").write_text(
            f"# Locks\n\n| | Ringo | Vault |\n| --- | --- | --- |\n| Alarm | {mark} | ✅ |\n| Weight | 1 kg | 2 kg |\n",
            encoding="utf-8",
        )
    assert main(["diff", str(tmp_path / "old.md"), str(tmp_path / "new.md"), "--format", "json"]) == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["kind"], change["effect"], change["entity"]["name"]) == ("value_changed", "gained", "Ringo")


def test_packages_from_another_folder_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(roots, "iter_roots", lambda: [("index", Path("/elsewhere"))])
    assert main(["ask", "alarm?"]) == 1
    said = capsys.readouterr().err
    assert "index from /elsewhere" in said and said.count("\n") == 1


@contextmanager
def serving(location: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, with its address, from the line that says that it answers to the block's end."""
    command = [sys.executable, "-m", "docfacts.command", "serve", "--port", "0", "--index", str(location), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield server, get_line(server).removeprefix("Docfacts answers on ").strip()
        finally:
            server.terminate()
            server.wait(PATIENCE)


def get_line(server: subprocess.Popen[str]) -> str:
    """The first line that a server writes."""
    lines: queue.Queue[str] = queue.Queue()
    out = server.stdout
    assert out is not None
    threading.Thread(target=lambda: lines.put(out.readline()), daemon=True).start()
    return lines.get(timeout=PATIENCE)


def ask(address: str, body: bytes) -> tuple[int, dict[str, object]]:
    """Status and body of a reply."""
    status, text = fetch(address, "POST", "/v1/ask", body)
    answer = json.loads(text)
    assert isinstance(answer, dict)
    return status, answer


def fetch(address: str, method: str, path: str, body: bytes | None = None) -> tuple[int, str]:
    """Status and text of a reply."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE)
    with closing(connection):
        connection.request(method, path, body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        return reply.status, reply.read().decode()


def test_serve_answers_refuses_and_stops(location: Path) -> None:
    with serving(location) as (server, address):
        status, answer = ask(address, b'{"question": "Does Ringo have an alarm?"}')
        assert status == 200 and str(answer["answer"]).startswith("Yes")
        status, problem = ask(address, b'{"question": "' + b"a" * 2_000_000 + b'"}')
        assert (status, problem["type"]) == (413, "/problems/body-too-large")
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
        assert server.stderr is not None and server.stderr.read() == ""


def test_all_workers_are_counted(location: Path) -> None:
    with serving(location, "--workers", "2") as (server, address):
        for _ in range(20):
            assert ask(address, b'{"question": "Does Ringo have an alarm?"}')[0] == 200
        assert 'docfacts_answers_total{status="answered"} 20.0' in fetch(address, "GET", "/metrics")[1]
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE) == 0


def test_workers_end_with_a_parent_that_is_killed(location: Path) -> None:
    with serving(location) as (server, address):
        assert fetch(address, "GET", "/healthz")[0] == 200
        server.kill()
        # The worker holds the other ends of the pipes: they are at their end when it is gone.
        assert server.communicate(timeout=PATIENCE) == ("", "")
        with pytest.raises(ConnectionRefusedError):
            fetch(address, "GET", "/healthz")


def test_a_port_that_is_taken(location: Path) -> None:
    with serving(location) as (_, address):
        command = [sys.executable, "-m", "docfacts.command", "serve", "--port", address.rsplit(":", 1)[1]]
        environment = {**os.environ, "DOCFACTS_INDEX": str(location)}
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env=environment, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("docfacts: cannot listen on 127.0.0.1:") and done.stderr.count("\n") == 1
