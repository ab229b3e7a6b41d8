"""Capitals that tell nothing, phrases put first, and slips of light words."""

from __future__ import annotations

import pytest

from service.answer.question.settling import settle
from service.answer.question.spelling import Speller
from service.answer.question.splitting import split_premise


@pytest.mark.parametrize(
    ("question", "settled"),
    [
        ("DOES THE RIDGE TENT HAVE A FLOOR?", "does the ridge tent have a floor?"),
        ("Does The Ridge Tent Have A UV Floor?", "does the ridge tent have a UV floor?"),
        ("Does the Ridge tent have a floor?", "Does the Ridge tent have a floor?"),
        ("UV SPF", "UV SPF"),
        ("Ridge Tent UV", "Ridge Tent UV"),
        ("For the Ridge, does the floor fold?", "does the floor fold for the Ridge?"),
        ("In v1, which tents fold", "which tents fold in v1"),
        ("For camping, I need a tent", "For camping, I need a tent"),
        ("Which size is it unless I change it?", "Which size is it by default?"),
        ("How long at the very least?", "How long at least?"),
        ("all differences between a tent and a hut as homes", "all differences between a tent and a hut"),
        ("What separates a tent from a hut?", "What is the difference between a tent and a hut?"),
    ],
)
def test_what_tells_nothing_is_settled(question: str, settled: str) -> None:
    assert settle(question) == settled


def test_since_when_is_no_reason() -> None:
    assert split_premise("Ridge, since which version do the docs list it?") is None
    assert split_premise("Can it fold, since the floor is loose?") is not None


def test_words_of_earlier_tiers_are_meant_first() -> None:
    speller = Speller(["shared", "queues"], ["shard", "queries"], ["value"])
    assert speller.find("shaed") == "shared"
    assert speller.find("queies") == "queues"
    assert speller.find("vlaue") == "value"
    assert speller.find("vlaue", 2) is None


def test_swapped_letters_are_met_in_short_words() -> None:
    many = [f"si{first}{second}e" for first in "abdfghjk" for second in "lmoprst"]
    assert Speller([*many, "since"]).find("sicne") == "since"
