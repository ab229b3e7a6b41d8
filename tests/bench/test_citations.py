"""The checker of citations: alone with the files, and nothing wrong gets past it."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bench import citations

MARKDOWN = "# Locks\n\n| Lock | Alarm |\n| --- | --- |\n| Ringo | yes |\n"
HTML = "<table><tr><th>Lock</th></tr>\n<tr><td>Ringo</td><td><b>ye</b>s</td></tr></table>"
ROW, HEADER = "| Ringo | yes |", "| Lock | Alarm |"


@pytest.fixture
def pages(tmp_path: Path) -> list[str]:
    folder = tmp_path / "v1" / "guide"
    folder.mkdir(parents=True)
    (folder / "locks.md").write_text(MARKDOWN, encoding="utf-8")
    (folder / "sale.html").write_text(HTML, encoding="utf-8")
    return [f"v1={tmp_path / 'v1'}"]


@pytest.fixture
def answer() -> dict[str, Any]:
    start, above = MARKDOWN.index(ROW), MARKDOWN.index(HEADER)
    return {
        "question": "Does Ringo have an alarm?",
        "answer": "Yes. Ringo – Alarm: yes. [1]",
        "claims": [{"text": "Ringo – Alarm: yes.", "entity": {"id": "ringo", "name": "Ringo"}, "citations": [1]}],
        "citations": [
            {
                "id": 1,
                "page": "guide/locks",
                "version": "v1",
                "quote": ROW,
                "start": start,
                "end": start + len(ROW),
                "lines": [5, 5],
                "cell": {"start": start + 10, "end": start + 13},
                "header": {"quote": HEADER, "start": above, "end": above + len(HEADER)},
                "sha256": hashlib.sha256(MARKDOWN.encode()).hexdigest(),
            }
        ],
        "changes": [],
    }


def check(answer: dict[str, Any], pages: list[str]) -> citations.Report:
    return citations.check([answer], citations.read_pages(pages))


def test_it_knows_nothing_of_the_project() -> None:
    tree = ast.parse(Path(citations.__file__).read_text(encoding="utf-8"))
    modules = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.split(".")[0] for module in modules} - set(sys.stdlib_module_names) == {"bs4"}


def test_a_sound_answer_passes(answer: dict[str, Any], pages: list[str]) -> None:
    report = check(answer, pages)
    assert report.is_sound and (report.citations, report.claims, report.sentences) == (1, 1, 2)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("quote", "| Ringo | no |"),
        ("start", 4),
        ("end", 10_000),
        ("lines", [4, 5]),
        ("cell", {"start": 0, "end": 3}),
        ("header", {"quote": HEADER, "start": 0, "end": len(HEADER)}),
        ("sha256", "0" * 64),
        ("version", "v2"),
        ("page", "guide/doors"),
        ("id", 2),
    ],
)
def test_a_wrong_citation_is_told(answer: dict[str, Any], pages: list[str], key: str, value: object) -> None:
    answer["citations"][0][key] = value
    assert check(answer, pages).wrong_citations


def test_citations_of_changes_are_checked_too(answer: dict[str, Any], pages: list[str]) -> None:
    before = {**deepcopy(answer["citations"][0]), "quote": "| Ringo | no |"}
    answer["changes"] = [{"citations": {"before": before, "after": None}}]
    assert check(answer, pages).wrong_citations


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Ringo. Ringo – Alarm: yes. [1]", True),
        ("Ringo and Ringo. Ringo – Alarm: yes. [1]", True),
        ("Yes. The docs do not name it for SQL Repl. Tool. Ringo – Alarm: yes. [1]", True),
        ("Yes. Tango has none. Ringo – Alarm: yes. [1]", False),
        ("Tango. Ringo – Alarm: yes. [1]", False),
        ("- Alarm:\nRingo – Alarm: yes. [1]", True),
        ("Ringo – Alarm: yes. [1] For Tango the docs do not say.", True),
        ("The docs are not known as of “v9”; the known versions are: 2.1, 2.0. Ringo – Alarm: yes. [1]", True),
        ("Ringo – Alarm: yes. [1] Tango:", False),
        ("Ringo – Alarm: yes. [1] Tango has none.", False),
    ],
)
def test_what_stands_beside_claims_claims_nothing(
    answer: dict[str, Any], pages: list[str], text: str, sound: bool
) -> None:
    assert check({**answer, "answer": text}, pages).is_sound is sound


@pytest.mark.parametrize("cited", [[], [2]])
def test_a_claim_needs_a_citation(answer: dict[str, Any], pages: list[str], cited: list[int]) -> None:
    answer["claims"][0]["citations"] = cited
    assert check(answer, pages).uncited_claims


def test_html_is_compared_by_its_visible_text(answer: dict[str, Any], pages: list[str]) -> None:
    piece = "<tr><td>Ringo</td><td><b>ye</b>s</td></tr>"
    start = HTML.index(piece)
    sha256 = hashlib.sha256(HTML.encode()).hexdigest()
    place = {"start": start, "end": start + len(piece), "lines": [2, 2], "quote": "Ringo yes"}
    cited = {"id": 1, "page": "guide/sale", "version": "v1", "sha256": sha256, **place}
    answer["citations"] = [cited]
    assert check(answer, pages).is_sound
    cited["quote"] = "Ringo no"
    assert check(answer, pages).wrong_citations


def test_it_is_a_command(
    answer: dict[str, Any], pages: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(f"{json.dumps(answer)}\n{json.dumps(answer)}\n", encoding="utf-8")
    assert citations.main([str(file), *pages]) == 0 and "100.00% of 2" in capsys.readouterr().out
    answer["citations"][0]["lines"] = [1, 1]
    file.write_text(json.dumps([answer]), encoding="utf-8")
    assert citations.main([str(file), *pages]) == 1 and "lines [1, 1] are [5, 5]" in capsys.readouterr().out
