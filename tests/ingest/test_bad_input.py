"""Pages that are broken, hostile or strange: each is read or refused with one clear line."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.documents import LARGEST_PAGE, BadDocument, make_document, make_unread_test
from ingest.extract import read_page
from ingest.front_matter import LARGEST_FRONT_MATTER, read_meta
from ingest.html import read_html
from ingest.markdown import read_markdown
from ingest.readings import read_snapshot
from ingest.sources import BadSource, collect, get_page_path
from tests.ingest.dumps import dump_facts

TABLE = "| Feature | Tern Ferry | Gull Ferry |\n| --- | --- | --- |\n"
LAST = "\n\nThe harbour closes at ten in winter.\n"
READ = "statement: Boats = The harbour closes at ten in winter."
MANY = 10_000

# What must not hinder the reading of the sentence behind it.
OBSTACLES = {
    "brackets": "[" * MANY + "x" + "]" * MANY,
    "links": "[" * MANY + "x" + "](a)" * MANY,
    "images": "![" * MANY,
    "quotations": ">" * MANY + " x",
    "stars": "*" * MANY,
    "emphasis": "*a _b " * MANY,
    "code ticks": " ".join("`" * n for n in range(200)),
    "brackets of tags": "<" * MANY,
    "components": "<A />" * MANY + "x",
    "remarks that are not closed": "<!--" * MANY + "-->",
    "template codes that are not closed": "{{<" * MANY,
    "lists in lists": "\n".join(" " * 2 * n + "- x" for n in range(500)),
    "numbers of lists": "- " * MANY + "x",
    "pipes": "|" * MANY,
    "delimiters": "|" * 200 + "\n" + "|-" * 200,
    "spaces in a cell": f"{TABLE}| a | x{' ' * MANY}y | z |",
    "escaped pipes in a cell": TABLE + "| a | " + "\\|" * MANY + " | z |",
    "commas in a cell": f"{TABLE}| a | {'x, ' * MANY} | z |",
    "unknown entities": "&x" * MANY,
}
HTML_OBSTACLES = {
    "elements": "<div>" * MANY + "</div>" * MANY,
    "marks": "<b>" * MANY + "</b>" * MANY,
    "tables": "<table><tr><td>" * 500 + "</td></tr></table>" * 500,
    "lists": "<ul><li>" * 2000 + "</li></ul>" * 2000,
    "attributes": f"<p {'a=b ' * MANY}>",
    "cells that span": f"<table>{'<tr><td colspan=200 rowspan=200>x</td></tr>' * 300}</table>",
    "ampersands": f"<p>{'&' * MANY}</p>",
}


@pytest.mark.parametrize("obstacle", OBSTACLES.values(), ids=OBSTACLES.keys())
def test_hostile_markdown_hinders_nothing(obstacle: str) -> None:
    reading = read_page(read_markdown("boats", f"# Boats\n\n{obstacle}{LAST}"))
    assert READ in dump_facts(reading.facts)


@pytest.mark.parametrize("obstacle", HTML_OBSTACLES.values(), ids=HTML_OBSTACLES.keys())
def test_hostile_html_hinders_nothing(obstacle: str) -> None:
    reading = read_page(read_html("boats", f"<body><h1>Boats</h1>{obstacle}<p>{LAST}</p></body>"))
    assert READ in dump_facts(reading.facts)


def test_lines_that_are_nested_too_deeply_are_noted() -> None:
    lists = "\n".join(f"{'  ' * n}- Berth number {n} is free." for n in range(60))
    page = read_markdown("boats", f"# Boats\n\n{lists}\n")
    assert page.notes == ("27: nested too deeply; lines left out from here on: 36",)


def test_a_long_table_is_read_whole() -> None:
    rows = "".join(f"| Berth {n} | {n} m | ✅ |\n" for n in range(5000))
    reading = read_page(read_markdown("boats", f"# Boats\n\n{TABLE}{rows}"))
    assert len(reading.facts) == 10_000


def test_tags_that_are_not_closed_are_closed() -> None:
    text = "<h1>Boats</h1><p>The <b>pier <i>closes at ten<p>in winter."
    text += "<table><tr><th>Feature<th>Tern<th>Gull<tr><td>Pets<td>Yes"
    facts = dump_facts(read_page(read_html("boats", text)).facts)
    assert "Tern / Pets = Yes [yes]" in facts and "Boats = The pier closes at ten" in facts


def test_text_that_a_table_cannot_hold_is_quoted_without_the_tags_between() -> None:
    page = read_html("boats", "<h1>Boats</h1><table>The harbour <tr>closes at ten.<td>x</table>")
    assert dump_facts(read_page(page).facts) == "statement: Boats = The harbour closes at ten."


FRONT_MATTERS = [
    ("{a: [", "2: front matter is not YAML: "),
    ("kind: a: b", "2: front matter is not YAML: mapping values are not allowed here"),
    ("a: " + "[" * 3000, "2: front matter is nested too deeply"),
    ("a: x\n" * (LARGEST_FRONT_MATTER // 5 + 1), "2: front matter of "),
    ("a: \x01", "2: front matter is not YAML: "),
    ("? [a]\n: b", "2: front matter is not YAML: "),
]


@pytest.mark.parametrize(("front", "note"), FRONT_MATTERS, ids=[note for _, note in FRONT_MATTERS])
def test_front_matter_that_cannot_be_read_is_noted(front: str, note: str) -> None:
    reading = read_page(read_markdown("boats", f"---\n{front}\n---\n# Boats{LAST}"))
    assert [n.startswith(note) for n in reading.notes] == [True], reading.notes
    assert dump_facts(reading.facts) == READ


def test_a_title_is_read_of_front_matter_that_is_not_yaml() -> None:
    reading = read_page(read_markdown("boats", f"---\ntitle: Boats: by day\n---\n# Boats{LAST}"))
    assert len(reading.notes) == 1 and reading.title == "Boats: by day"


@pytest.mark.parametrize("front", ["a: !!int ''", "a: !!timestamp x", "a: 2024-99-99", "x", "- a", "title:", ""])
def test_front_matter_that_is_merely_strange_is_read(front: str) -> None:
    reading = read_page(read_markdown("boats", f"---\n{front}\n---\n# Boats{LAST}"))
    assert (reading.title, reading.notes) == ("Boats", ())


# What is read without YAML's loader, and what looks like it.
PLAIN = [
    "title: Boats and ferries (2.1), more",
    'title: "Boats: by day # and night"  \nlayout: x',
    'title: "Boats \\u0041"',
    "title: 'Boats'",
    "title: Boats # by day",
    "a: b\ntitle: 1.0\ntitle: 2.0",
    "title: Boats\n  by day",
    "a: x\n\ntitle:   Boats by day   ",
    "title: Boats\n\n\n",
]


@pytest.mark.parametrize("front", PLAIN)
def test_front_matter_of_texts_says_what_yaml_reads_of_it(front: str) -> None:
    meta = yaml.safe_load(front)
    assert read_meta(f"---\n{front}\n---\n# Boats") == {key: str(value) for key, value in meta.items()}


def test_toml_front_matter_that_cannot_be_read_is_noted() -> None:
    reading = read_page(read_markdown("boats", f"+++\ntitle = \n+++\n# Boats{LAST}"))
    assert len(reading.notes) == 1 and "front matter cannot be read" in reading.notes[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_are_read_alike(mark: str, end: str) -> None:
    text = f"{mark}---\ntitle: Boats\n---\n\n{TABLE}| Pets | Yes | No |\n{LAST}".replace("\n", end)
    page = read_markdown("page", text)
    reading = read_page(page)
    facts = ["Tern Ferry / Pets = Yes [yes]", "Gull Ferry / Pets = No [no]", READ]
    assert (reading.title, dump_facts(reading.facts).split("\n")) == ("Boats", facts)
    assert {f.place.quote for f in reading.facts} == {"| Pets | Yes | No |", LAST.strip()}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "boats.md: the file is empty"),
        (b"\xef\xbb\xbf\n ", "boats.md: the file is empty"),
        (b"a\n\x00b", "boats.md:2: a NUL byte; this is a binary file, not text"),
        ("Boote für alle".encode("utf-16"), "boats.md:1: a NUL byte; this is a binary file, not text"),
        (b"a\nb\nf\xfcr", "boats.md:3: byte 0xfc is not UTF-8"),
        (b"x" * (LARGEST_PAGE + 1), "boats.md: 10,485,761 bytes are more than a page may have (10,485,760)"),
    ],
    ids=["empty", "blank", "binary", "utf-16", "latin-1", "too large"],
)
def test_a_document_that_is_no_text_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BadDocument) as refusal:
        make_document("boats", "boats.md", data)
    assert str(refusal.value) == why


def test_a_folder_gives_its_good_pages_and_a_line_for_each_other(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(f"# Boats{LAST}")
    (tmp_path / "binary.md").write_bytes(b"\x00\x01")
    (tmp_path / "lost.md").symlink_to("nowhere.md")
    (tmp_path / "large.md").write_bytes(b" " * (20 * 1024 * 1024))
    (tmp_path / "good.html").write_text("<p>Another page of this path.")
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.md").write_text("x")
    os.mkfifo(tmp_path / "pipe.md")
    collection = collect([tmp_path])
    assert list(collection.documents) == ["good"]
    assert [p.removeprefix(f"{tmp_path}/") for p in collection.problems] == [
        "binary.md:1: a NUL byte; this is a binary file, not text",
        f"good.md: page 'good' was already read from {tmp_path}/good.html",
        "large.md: 20,971,520 bytes are more than a page may have (10,485,760)",
        "lost.md: cannot be read: No such file or directory",
        "pipe.md: this is not a regular file",
    ]
    assert collection.unread == {"binary", "large", "lost", "pipe"}


def refuse_to_list(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Takes the right to list one folder, which the super-user has whatever its mode."""
    scandir = os.scandir

    def list_others(path: str) -> Any:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scandir(path)

    monkeypatch.setattr("ingest.sources.os.scandir", list_others)


def test_a_folder_that_cannot_be_listed_is_named_and_its_pages_are_not_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in ("boats", "locked.d/oars", "locked.d/far/sails", "locked/index"):
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{page}.md").write_text(f"# Boats{LAST}")
    refuse_to_list(monkeypatch, tmp_path / "locked.d")
    collection = collect([tmp_path])
    assert list(collection.documents) == ["boats", "locked"]
    assert collection.problems == [f"{tmp_path}/locked.d: cannot be read: Permission denied"]
    kept = ("locked.d/oars", "locked.d/far/sails", "locked", "locked.dory")
    assert list(map(make_unread_test(collection.unread), kept)) == [True, True, False, False]


def test_a_source_that_cannot_be_listed_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_to_list(monkeypatch, tmp_path)
    with pytest.raises(BadSource, match="cannot be read: Permission denied"):
        collect([tmp_path])


def test_a_file_name_that_is_not_utf8_becomes_a_path_that_can_be_written(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/f\xfcr.md"
    Path(os.fsdecode(name)).write_text(f"# Boats{LAST}")
    collection = collect([tmp_path])
    assert list(collection.documents) == ["f\ufffdr"]
    assert read_snapshot("f\ufffdr", collection.documents["f\ufffdr"].get_snapshot()).title == "Boats"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("boats.md", "boats"),
        ("a/b.markdown", "a/b"),
        ("a/index.md", "a"),
        ("a/README.MD", "a"),
        ("index.md", "index"),
        ("a.b/c.d.mdx", "a.b/c.d"),
        ("a/boats.html", "a/boats"),
        ("a/boats.rst", "a/boats"),
        ("reindex.md", "reindex"),
    ],
)
def test_a_page_is_known_by_its_path(name: str, path: str) -> None:
    assert get_page_path(name) == path
