"""The `ingest` command over a git history, as a person or a script calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docfacts.ingest_command import main
from tests.ingest.repositories import Repository, page


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "engines")


def test_the_command(repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = repository.commit({"docs/a.md": page()}, "2024-01-01")
    two = repository.commit({"docs/a.md": page("no")}, "2024-01-02")
    call = ["--path", "docs/", "--index", str(tmp_path / "index")]
    assert main([str(repository.folder), "--history", *call]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0] == f"engines {one}: 1 page, the first version"
    assert lines[1].startswith(f"engines {two}: 1 page, 1 read, 1 change")
    assert said.err == ""
    assert main(["--history", str(repository.folder), *call]) == 0
    assert capsys.readouterr().out == "engines: no new versions\n"


def test_the_command_in_json(repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = [repository.commit({"a.md": page(word)}) for word in ("yes", "no")]
    assert main([str(repository.folder), "--history", "--format", "json", "--index", str(tmp_path / "index")]) == 0
    body = json.loads(capsys.readouterr().out)
    assert [version["version"] for version in body["versions"]] == labels
    assert [change["kind"] for change in body["changes"]] == ["value_changed"]


@pytest.mark.parametrize(
    ("call", "status", "words"),
    [
        (["one", "two", "--history"], 2, "one SOURCE"),
        (["--path", "docs"], 2, "--history"),
        (["--by", "tag"], 2, "--history"),
        ([".", "--history", "--version", "v1"], 2, "--version"),
        ([".", "--history", "--partial"], 2, "--partial"),
        (["nowhere", "--history"], 1, "no git repository"),
        ([".", "--history", "v1..v2"], 1, "v1..v2"),
        ([".", "--history", "--by", "tag"], 1, "no docs pages"),
        ([".", "--history", "--path", "nowhere"], 1, "no docs pages"),
    ],
)
def test_calls_that_are_off(
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    call: list[str],
    status: int,
    words: str,
) -> None:
    repository.commit({"a.md": page()})
    monkeypatch.chdir(repository.folder)
    assert main(call) == status
    said = capsys.readouterr()
    assert words in said.err and said.err.count("\n") == 1 and said.out == ""
