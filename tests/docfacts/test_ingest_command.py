"""`ingest`: what it prints, what it refuses, how it ends."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.store import open_reader
from tests.docfacts.conftest import NEW, OLD, Run


def get_labels(folder: Path, docset: str = "docs") -> list[str]:
    with open_reader(folder / ".docfacts") as reader:
        return [v.label for v in reader.versions(docset)]


def test_it_says_what_changed(call: Run, docs: Path) -> None:
    first = call("ingest", "docs", "--version", "v1")
    assert (first.status, first.out, first.err) == (0, "docs v1: 1 page, the first version\n", "")
    (docs / "boats.md").write_text(NEW)
    second = call("ingest", "docs", "--version", "v2")
    assert second.out.splitlines() == [
        "docs v2: 1 page, 1 read, 1 change since v1",
        "",
        "Facts of tables (1)",
        "  ~ Tern Ferry / Pets: No -> Yes [gained]",
    ]
    again = call("ingest", "docs", "--version", "v2")
    assert (again.status, again.out) == (0, "docs v2: 1 page, 0 read, no facts changed\n")


def test_json_has_versions_and_changes(call: Run, docs: Path) -> None:
    call("ingest", "docs", "--version", "v1", "--date", "2024-03-01")
    (docs / "boats.md").write_text(NEW)
    body = json.loads(call("ingest", "docs", "--version", "v2", "--format", "json").out)
    assert body["versions"] == [{"docset": "docs", "version": "v2", "date": None, "pages": 1, "read": 1}]
    assert body["left_out"] == 0
    (change,) = body["changes"]
    assert (change["kind"], change["effect"], change["from"], change["to"]) == ("value_changed", "gained", "v1", "v2")
    cited = change["citations"]["after"]
    assert NEW[cited["start"] : cited["end"]] == cited["quote"]


def test_markdown_is_fit_for_a_review(call: Run, docs: Path) -> None:
    call("ingest", "docs", "--version", "v1")
    (docs / "boats.md").write_text(NEW.replace("Pets", "Pets \\| cats"))
    out = call("ingest", "docs", "--version", "v2", "--format", "markdown").out
    assert out.startswith("## docs v2\n\n1 page, 1 read.\n")
    assert "- **Tern Ferry** / **Pets \\| cats**" in out


def test_without_a_label_the_day_names_the_version(call: Run, docs: Path, tmp_path: Path) -> None:
    call("ingest", "docs", "--date", "2024-03-01")
    call("ingest", "docs")
    assert get_labels(tmp_path) == ["2024-03-01"], "nothing changed"
    (docs / "boats.md").write_text(NEW)
    before = datetime.now(UTC).date().isoformat()
    call("ingest", "docs")
    assert get_labels(tmp_path)[0] == "2024-03-01" and get_labels(tmp_path)[1] >= before


def test_a_clean_work_tree_gives_commit_and_day(call: Run, docs: Path, tmp_path: Path) -> None:
    commit = commit_all(docs, "2024-03-01T12:00:00Z")
    call("ingest", "docs")
    with open_reader(tmp_path / ".docfacts") as reader:
        (version,) = reader.versions("docs")
    assert (version.label, version.date) == (commit[:12], "2024-03-01")
    (docs / "boats.md").write_text(NEW)
    call("ingest", "docs")
    assert get_labels(tmp_path)[1] != commit[:12], "the folder is not at the commit any more"


def commit_all(folder: Path, day: str) -> str:
    git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    environment = {"GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day, "PATH": "/usr/bin:/bin:/usr/local/bin"}
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Docs", "--no-gpg-sign"]):
        subprocess.run([*git, *words], check=True, env=environment)
    shown = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, env=environment)
    return shown.stdout.decode().strip()


def test_a_single_file_may_be_any_page(call: Run, docs: Path, tmp_path: Path) -> None:
    call("ingest", docs / "boats.md", "--page", "fleet/boats", "--version", "v1")
    with open_reader(tmp_path / ".docfacts") as reader:
        assert [p.path for p in reader.pages(reader.resolve_version("docs"))] == ["fleet/boats"]


@pytest.mark.usefixtures("docs")
def test_partial_adds(call: Run, tmp_path: Path) -> None:
    call("ingest", "docs", "--version", "v1")
    (tmp_path / "rules.md").write_text("# Rules\n\nDogs must be kept on a lead here.\n")
    call("ingest", "rules.md", "--docset", "docs", "--version", "v2", "--partial")
    with open_reader(tmp_path / ".docfacts") as reader:
        assert [p.path for p in reader.pages(reader.resolve_version("docs"))] == ["boats", "rules"]


def test_a_docset_file_gives_all_versions(call: Run, tmp_path: Path) -> None:
    write_docset(tmp_path, "name = 'fleet'\nbase_url = 'https://harbour.example/'")
    ran = call("ingest", "set")
    assert [line for line in ran.out.splitlines() if line.startswith("fleet")] == [
        "fleet v1: 1 page, the first version",
        "fleet v2: 1 page, 1 read, 1 change since v1",
    ]
    with open_reader(tmp_path / ".docfacts") as reader:
        versions = [(v.label, v.date, v.base_url) for v in reader.versions("fleet")]
    assert versions == [
        ("v1", "2024-03-01", "https://harbour.example/"),
        ("v2", "2024-06-01", "https://harbour.example/"),
    ]
    again = call("ingest", "set")
    assert again.out.count("0 read, no facts changed") == 2


def write_docset(folder: Path, head: str) -> None:
    for label, text in (("v1", OLD), ("v2", NEW)):
        (folder / "set" / label).mkdir(parents=True)
        (folder / "set" / label / "boats.md").write_text(text)
    versions = "[[version]]\nlabel='v1'\ndate=2024-03-01\n[[version]]\nlabel='v2'\ndate='2024-06-01'\n"
    (folder / "set" / "docset.toml").write_text(f"{head}\n{versions}")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "cannot be read: "),
        ("base_url = 'x'", "a docset needs a name and at least one [[version]]"),
        ("name = 'x'\n[[version]]\ndate = 2024-01-01", "a [[version]] has no label"),
        ("name = 'x'\n[[version]]\nlabel = 'v1'\ndate = 'May'", "version 'v1': 'May' is not a date (YYYY-MM-DD)"),
        ("name = 'x'\nbase_url = 1\n[[version]]\nlabel = 'v1'", "base_url is not a text"),
    ],
)
def test_a_docset_file_that_is_wrong_is_named(call: Run, tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "docset.toml").write_text(text)
    ran = call("ingest", "set")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(f"ingest: set/docset.toml: {why}")
    assert not (tmp_path / ".docfacts").exists()


def test_bad_files_are_left_out_and_good_pages_taken(call: Run, docs: Path) -> None:
    (docs / "binary.md").write_bytes(b"a\x00")
    (docs / "empty.md").touch()
    (docs / "latin.md").write_bytes(b"f\xfcr")
    (docs / "odd.md").write_text("---\n{a: [\n---\n# Odd\n\nThe pier is closed.\n")
    ran = call("ingest", "docs", "--version", "v1")
    assert ran.status == 0
    assert ran.out == "docs v1: 2 pages, the first version\n"
    assert ran.err.splitlines() == [
        "ingest: left out: docs/binary.md:1: a NUL byte; this is a binary file, not text",
        "ingest: left out: docs/empty.md: the file is empty",
        "ingest: left out: docs/latin.md:1: byte 0xfc is not UTF-8",
        "ingest: docs/odd.md:2: front matter is not YAML: expected the node content, but found '<stream end>'",
        "ingest: 3 files left out, see above",
    ]
    again = call("ingest", "docs", "--version", "v1")
    assert "odd.md" not in again.err, "a page that is not read again is not warned of again"


def test_a_page_that_breaks_keeps_its_state(call: Run, docs: Path) -> None:
    (docs / "rules.md").write_text("# Rules\n\nDogs must be kept on a lead here.\n")
    call("ingest", "docs", "--version", "v1")
    (docs / "rules.md").write_bytes(b"\xff")
    ran = call("ingest", "docs", "--version", "v2")
    assert ran.out == "docs v2: 2 pages, 0 read, no facts changed\n"
    assert ran.err.splitlines()[-1] == "ingest: 1 file left out, see above"


def test_when_no_page_can_be_read_nothing_is_made(call: Run, docs: Path, tmp_path: Path) -> None:
    (docs / "boats.md").write_bytes(b"")
    (docs / "rules.md").write_bytes(b"\xff")
    ran = call("ingest", "docs")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "ingest: left out: docs/boats.md: the file is empty",
        "ingest: left out: docs/rules.md:1: byte 0xff is not UTF-8",
        "ingest: docs: none of its docs pages could be read",
    ]
    assert not (tmp_path / ".docfacts").exists()


@pytest.mark.usefixtures("docs")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nowhere.md"], "nowhere.md: there is no such file or folder"),
        (["empty"], "empty: there are no docs pages in it"),
        (["docs", "--index", "https://index.example"], "no distributed engine is installed for https://index.example"),
        (["docs", "--index", "docs/boats.md"], "docs/boats.md could not be read or written: "),
        (["docs", "--index", "damaged"], "damaged is not a usable index: "),
    ],
)
def test_what_fails_is_one_line(call: Run, tmp_path: Path, words: list[str], why: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "index.sqlite3").write_bytes(b"no database" * 1000)
    ran = call("ingest", *words)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(f"ingest: {why}")


@pytest.mark.usefixtures("docs")
def test_an_index_of_a_newer_release_is_left_as_it_is(call: Run, tmp_path: Path) -> None:
    call("ingest", "docs", "--version", "v1")
    file = tmp_path / ".docfacts" / "index.sqlite3"
    database = sqlite3.connect(file)
    database.execute("UPDATE meta SET value = '1000' WHERE key = 'format'")
    database.commit()
    database.close()
    ran = call("ingest", "docs", "--version", "v2")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "this release reads up to" in ran.err and "use a newer release" in ran.err


@pytest.mark.usefixtures("docs")
@pytest.mark.parametrize(
    "words",
    [
        ["docs", "--page", "x"],
        ["docs/boats.md", "docs", "--page", "x"],
        ["docs", "--date", "2024-13-01"],
        ["docs", "--date", "spring"],
        ["docs", "--format", "xml"],
        ["docs", "--colour"],
    ],
)
def test_wrong_words_are_status_2(call: Run, tmp_path: Path, words: list[str]) -> None:
    ran = call("ingest", *words)
    assert (ran.status, ran.out) == (2, "") and ran.err
    assert not (tmp_path / ".docfacts").exists()


def test_without_a_source_the_sample_is_taken(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "docfacts.ingest_command", "--index", str(tmp_path / "index")]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "the first version" in done.stdout


@pytest.mark.usefixtures("docs")
def test_the_environment_names_the_index(call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCFACTS_INDEX", str(tmp_path / "elsewhere"))
    call("ingest", "docs", "--version", "v1")
    with open_reader(tmp_path / "elsewhere") as reader:
        assert reader.docsets() == ("docs",)
