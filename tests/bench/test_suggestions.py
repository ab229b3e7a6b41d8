"""How suggestions are scored: by the words that prove a right answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import suggestions
from bench.goldsets import iter_gold_sets
from bench.suggestions import WITH, WITHOUT, iter_lines, score_suggestions

PAGE = """# Kettles

| | Steamer | Boiler |
| --- | --- | --- |
| Weight | 2 kg | 3 kg |
| Colour | red | blue |
"""
QUESTIONS = """
[[q]]
id = "lost"
kind = "paraphrase"
ask = "Does the Steamer whistle?"
cite = "2 kg"

[[q]]
id = "declined"
kind = "negative"
ask = "Does the Boiler sing?"
status = ["not_documented"]
"""


class ForWeight:
    """Ranks what speaks of weight first."""

    def score(self, _question: str, texts: Sequence[str]) -> list[float]:
        return [float("Weight" in text) for text in texts]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "open" / "kettles"
    (folder / "v1").mkdir(parents=True)
    (folder / "v1" / "kettles.md").write_text(PAGE, encoding="utf-8")
    (folder / "set.toml").write_text('docset = "kettles"\nversions = ["v1"]\n', encoding="utf-8")
    (folder / "questions.toml").write_text(QUESTIONS, encoding="utf-8")
    return tmp_path


def test_a_suggestion_leads_to_the_proof(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "find_model", ForWeight)
    (gold,) = iter_gold_sets(root)
    with gold.open() as (reader, _):
        suggested = list(score_suggestions(gold, reader))
    assert [(each.way, each.is_lost) for each in suggested] == [
        (WITHOUT, True), (WITHOUT, False), (WITH, True), (WITH, False),
    ]  # fmt: skip
    assert suggested[2].rank == 1 and suggested[3].rank is None
    line = next(line for line in iter_lines({"open": suggested}) if line.startswith("open, with "))
    assert line.split()[2:9] == ["2", "50.0%", "0.0%", "1", "1", "100.0%", "100.0%"]


def test_nothing_is_measured_without_the_model(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "find_model", lambda: None)
    (gold,) = iter_gold_sets(root)
    with gold.open() as (reader, _):
        assert list(score_suggestions(gold, reader)) == []
