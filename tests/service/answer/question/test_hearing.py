"""How much work a question is taken apart with."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from service.answer import answer_question
from service.answer.question.dating import read_moment
from service.answer.question.spelling import Speller

from ..docset import open_docsets

HOSTING = Path(__file__).parents[1] / "docsets" / "hosting.toml"


def test_a_word_said_over_and_over_is_corrected_once_in_each_way_of_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: Counter[str] = Counter()
    find = Speller.find

    def count(self: Speller, word: str, tiers: int | None = None) -> str | None:
        tried[word] += 1
        return find(self, word, tiers)

    monkeypatch.setattr(Speller, "find", count)
    with open_docsets(HOSTING) as reader:
        answer_question(reader, "Kettledrum " * 180)
    # Light words and all words, of the tables as they were read and the other way round.
    assert 0 < tried["kettledrum"] <= 4


@pytest.mark.parametrize("lead", ["back as of", "prior to the docs of", "in"])
def test_a_version_is_led_to_by_all_words_before_it(lead: str) -> None:
    with open_docsets(HOSTING) as reader:
        versions = reader.versions("hosting")
    question = f"So what was it like for us all {lead} {versions[0].label}"
    assert read_moment(question, versions).spans == ((question.index(lead), len(question)),)
