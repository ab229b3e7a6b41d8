"""Variants of questions: the same in every run, and what makes the meaning is left alone."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from bench.variants import KINDS, iter_variants, read_pages

PAGES = read_pages(["The Ringo lock has an alarm. Point in time recovery is for Tango locks."], ["v1", "Spring"])
QUESTIONS = [
    "Does the Ringo lock have an alarm in v1?",
    "Which locks opened without a key before March 2024?",
    "Can I use point in time recovery with Spring?",
    "Ringo vs Tango: weight",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_variants_are_the_same_in_every_run(question: str) -> None:
    first = list(iter_variants(question, PAGES))
    assert first == list(iter_variants(question, PAGES))
    assert all(variant != question for _, variant in first) and {kind for kind, _ in first} <= set(KINDS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_slips_leave_labels_dates_and_short_words(question: str) -> None:
    slipped = dict(iter_variants(question, PAGES))["letter slips"] if "Ringo vs" not in question else question
    pairs = list(zip(question.split(), slipped.split(), strict=True))
    assert all(old == new for old, new in pairs if old.strip("?") in ("v1", "March", "2024", "Spring", "key", "time"))
    assert all(OSA.distance(old, new) <= 2 for old, new in pairs)


def test_a_slip_makes_no_other_word_of_the_pages() -> None:
    pages = read_pages(["locks loccks lockks loks lcks locs lock"], [])
    slipped = dict(iter_variants("which locks", pages)).get("letter slips", "")
    assert not set(slipped.split()) & {"loccks", "lockks", "loks", "lcks", "locs", "lock"}


def test_only_light_words_are_dropped() -> None:
    dropped = dict(iter_variants("Does the Ringo lock have an alarm without a battery?", PAGES))["dropped words"]
    gone = set("Does the Ringo lock have an alarm without a battery?".split()) - set(dropped.split())
    assert gone and gone <= {"Does", "the", "an", "a"}
    assert "dropped words" not in dict(iter_variants("Is Ringo locked?", PAGES))


@pytest.mark.parametrize(
    ("question", "moved"),
    [
        ("Does the Ringo lock ring in v1?", "In v1, does the Ringo lock ring?"),
        ("In v1, does the Ringo lock ring?", "does the Ringo lock ring in v1?"),
        ("Ringo vs Tango?", "Tango vs Ringo?"),
        ("Ringo vs Tango: weight", "weight: Ringo vs Tango"),
        ("Does it open for RINGO LOCKS?", "For RINGO LOCKS, does it open?"),
        ("Does Ringo ring TANGO?", "TANGO, does Ringo ring?"),
    ],
)
def test_phrases_are_moved(question: str, moved: str) -> None:
    assert dict(iter_variants(question, PAGES))["word order"] == moved


@pytest.mark.parametrize("question", ["Has it point in time recovery?", "Did the weight of Ringo change?"])
def test_what_belongs_together_is_not_cut(question: str) -> None:
    assert "word order" not in dict(iter_variants(question, PAGES))


def test_capitals_and_signs_leave_words_and_labels() -> None:
    for question in QUESTIONS:
        variants = dict(iter_variants(question, PAGES))
        assert variants["capitals"].casefold() == question.casefold()
        assert ("v1" in variants["capitals"]) == ("v1" in question)
        assert variants["punctuation"].replace(" ", "").strip("?!.") == question.replace(" ", "").strip("?!.")
