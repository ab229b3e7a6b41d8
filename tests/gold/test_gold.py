"""The gold sets are consistent: values and proving quotes stand in the pages, changes name facts, patterns compile."""

import html
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
SETS = sorted(path.parent for path in HERE.glob("*/*/set.toml"))
KINDS = {
    "entity_renamed",
    "attribute_renamed",
    "value_changed",
    "fact_added",
    "fact_removed",
}


def load(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def visible(text: str) -> str:
    """Text without the marks that facts are compared without."""
    text = re.sub(r"\[\^[^\]]*\]|<sup>.*?</sup>", "", text)
    text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)", r"\1", text)
    text = re.sub(r"\\([^\w\s])", r"\1", html.unescape(text))
    plain = re.sub(r"\s+", " ", text.replace("`", "").replace("*", ""))
    return re.sub(r" ,", ",", plain).strip().lower()


def pages_text(folder: Path, version: str) -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in sorted((folder / version).rglob("*.*")))


def asked(folder: Path) -> list[dict[str, Any]]:
    """Every question of the set, those of its conversations included."""
    questions: list[dict[str, Any]] = list(load(folder, "questions")["q"])
    if (folder / "conversation.toml").exists():
        questions += [turn for talk in load(folder, "conversation")["c"] for turn in talk["turns"]]
    return questions


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_every_fact_stands_in_its_version(folder: Path) -> None:
    for version, entities in load(folder, "facts").items():
        text = visible(pages_text(folder, version))
        for entity, cells in entities.items():
            missing = [part for part in (entity, *cells, *cells.values()) if visible(part) not in text]
            assert not missing, (version, missing)


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_every_change_is_told_of_known_facts(folder: Path) -> None:
    facts = load(folder, "facts")
    names = {(entity, attribute) for table in facts.values() for entity, cells in table.items() for attribute in cells}
    known = {name for pair in names for name in pair}
    for change in load(folder, "changes").get("change", []):
        told = {change[key] for key in ("entity", "attribute", "previous") if key in change}
        assert change["kind"] in KINDS and told <= known, change


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_every_question_can_be_judged(folder: Path) -> None:
    newest = load(folder, "set")["versions"][-1]
    ids = [question["id"] for question in load(folder, "questions")["q"]]
    assert len(ids) == len(set(ids)) and len(ids) >= 35
    for question in asked(folder):
        for pattern in question.get("all", []) + question.get("none", []):
            re.compile(pattern)
        assert question.get("all") or question.get("none") or question.get("status"), question
        version = question.get("in") or question.get("as_of") or newest
        assert visible(question.get("cite", "")) in visible(pages_text(folder, version)), question
