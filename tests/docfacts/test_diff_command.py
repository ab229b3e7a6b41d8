"""`docfacts diff`: files, folders and git revisions, without an index."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.docfacts.conftest import NEW, OLD, Run

CHANGED = "\nFacts of tables (1)\n  ~ Tern Ferry / Pets: No -> Yes [gained]\n"


def write(folder: Path, **pages: str | bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.md").write_bytes(text if isinstance(text, bytes) else text.encode())


def test_two_files_are_two_states_of_one_page(call: Run, tmp_path: Path) -> None:
    write(tmp_path, one=OLD, other=NEW)
    ran = call("docfacts", "diff", "one.md", "other.md")
    assert (ran.status, ran.out, ran.err) == (0, CHANGED, "")
    assert not (tmp_path / ".docfacts").exists()


def test_nothing_to_say(call: Run, tmp_path: Path) -> None:
    write(tmp_path, one=OLD, other=OLD.replace("| ", "|  "))
    assert call("docfacts", "diff", "one.md", "other.md").out == "No facts changed.\n"
    assert json.loads(call("docfacts", "diff", "one.md", "one.md", "--format", "json").out) == {"changes": []}


def test_two_folders(call: Run, tmp_path: Path) -> None:
    write(tmp_path / "a", boats=OLD, rules="# Rules\n\nDogs must be kept on a lead.\n")
    write(tmp_path / "b", boats=NEW)
    body = json.loads(call("docfacts", "diff", "a", "b", "--format", "json").out)
    kinds = sorted(change["kind"] for change in body["changes"])
    assert kinds == ["fact_removed", "page_removed", "value_changed"]
    assert {(c["from"], c["to"]) for c in body["changes"]} == {("a", "b")}


def test_a_page_that_cannot_be_read_was_neither_added_nor_removed(call: Run, tmp_path: Path) -> None:
    write(tmp_path / "a", boats=OLD, rules="# Rules\n\nDogs must be kept on a lead.\n")
    write(tmp_path / "b", boats=NEW, rules=b"\xff")
    for old, new, effect in (("a", "b", "No -> Yes [gained]"), ("b", "a", "Yes -> No [lost]")):
        ran = call("docfacts", "diff", old, new)
        assert ran.out == f"\nFacts of tables (1)\n  ~ Tern Ferry / Pets: {effect}\n"
        assert ran.err == "docfacts: left out: b/rules.md:1: byte 0xff is not UTF-8\n"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A repository with a commit for each of two states, tagged v1 and v2; the work tree is at neither."""
    folder = tmp_path / "repository"
    git(tmp_path, "init", "-q", "repository")
    for label, pages in (("v1", {"boats": OLD}), ("v2", {"boats": NEW, "rules": "# Rules\n\nDogs must be led.\n"})):
        write(folder / "docs", **pages)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", label, "--no-gpg-sign")
        git(folder, "tag", label)
    write(folder / "docs", boats="# Nothing\n")
    return folder


def git(folder: Path, *words: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, env=environment)


def test_two_revisions(call: Run, history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(history)
    body = json.loads(call("docfacts", "diff", "v1", "v2", "--format", "json").out)
    found = sorted((c["kind"], c["citations"]["after"] and c["citations"]["after"]["page"]) for c in body["changes"])
    assert [kind for kind, _ in found] == ["fact_added", "page_added", "value_changed"]
    assert ("value_changed", "docs/boats") in found
    assert call("docfacts", "diff", "v1", "HEAD~1").out == "No facts changed.\n"


@pytest.mark.parametrize("name", ["nowhere", "v1:docs/x", "--output=x", "HEAD~99"])
def test_what_is_no_state_is_named(call: Run, history: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(history)
    ran = call("docfacts", "diff", "--", "v1", name)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"docfacts: {name}: there is no such file, folder or git revision here\n"


def test_where_there_is_no_page_there_is_no_difference(call: Run, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    ran = call("docfacts", "diff", "a", "a")
    assert (ran.status, ran.err) == (1, "docfacts: a, a: there are no docs pages in either\n")


def test_markdown_escapes_what_would_be_markup(call: Run, tmp_path: Path) -> None:
    write(tmp_path, one=OLD, other=NEW.replace("| 12 |", "| a\\_b &lt;c> `[d](e)` |"))
    out = call("docfacts", "diff", "one.md", "other.md", "--format", "markdown").out
    assert out.splitlines() == [
        "",
        "### Facts of tables (2)",
        "",
        "- **Tern Ferry** / **Pets**: No -> Yes [gained]",
        "- **Tern Ferry** / **Cabins**: 12 -> a\\_b \\<c\\> \\[d\\](e) [other]",
    ]
