"""The parts of reading a question: versions and dates, amounts, slips, polarity."""

from __future__ import annotations

import pytest

from index.model import Version
from service.answer.question.amounts import Bound, find_amount
from service.answer.question.bounds import find_bound
from service.answer.question.dating import Relation, read_moment
from service.answer.question.reading import asks_yes_no, strip_polite
from service.answer.question.spelling import Speller
from service.answer.question.splitting import split_premise

VERSIONS = (Version("d", "v1", 0, "2022-05-01"), Version("d", "v2", 1, "2024-02-01"))


@pytest.mark.parametrize(
    ("question", "labels", "relation", "unknown"),
    [
        ("Does it work in v1?", ["v1"], Relation.AT, ""),
        ("What changed between v1 and v2?", ["v1", "v2"], Relation.AT, ""),
        ("What is new since v1?", ["v1"], Relation.SINCE, ""),
        ("Did it work before 2024?", ["v1"], Relation.AT, ""),
        ("Did it work as of March 2024?", ["v2"], Relation.AT, ""),
        ("Did it work in 2019?", [], Relation.AT, "2019"),
        ("Does it work in v7?", [], Relation.AT, "v7"),
        ("What did version 2 say?", ["v2"], Relation.AT, ""),
        ("Does it support IPv6 and TLS 1.2?", [], Relation.AT, ""),
        ("What did the previous version say?", ["v1"], Relation.AT, ""),
    ],
)
def test_versions_in_words(question: str, labels: list[str], relation: Relation, unknown: str) -> None:
    moment = read_moment(question, VERSIONS)
    assert [version.label for version in moment.versions] == labels
    assert moment.unknown == unknown
    if labels:
        assert moment.relation is relation


@pytest.mark.parametrize(
    ("text", "number", "dimension"),
    [
        ("100 MB", 1e8, "bytes"),
        ("2 GiB", 2 * 2**30, "bytes"),
        ("30 days", 30 * 86400, "seconds"),
        ("$25", 25, "$"),
        ("25,000", 25000, ""),
        ("Unlimited", float("inf"), ""),
        ("Free", 0, "$"),
    ],
)
def test_amounts(text: str, number: float, dimension: str) -> None:
    amount = find_amount(text)
    assert amount is not None
    assert (amount.number, amount.dimension) == (number, dimension)


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("Which plans allow more than 100 MB?", Bound.MORE),
        ("Which plans allow at least 100 MB?", Bound.AT_LEAST),
        ("Which plan costs less than $50?", Bound.LESS),
        ("Which plans have 10 GB or more?", Bound.AT_LEAST),
        ("Can I upload a 20 MB file?", Bound.AT_LEAST),
        ("Is the limit 20 MB?", Bound.EXACTLY),
    ],
)
def test_bounds(question: str, bound: Bound) -> None:
    found = find_bound(question)
    assert found is not None
    assert found.bound is bound


def test_versions_of_protocols_are_no_bounds() -> None:
    assert find_bound("Does it support HTTP/2 and IPv6?") is None


def test_slips_meet_known_words_and_other_words_do_not() -> None:
    speller = Speller(["bidirectional", "traffic", "tunnel", "basic"])
    assert speller.find("bidrectional") == "bidirectional"
    assert speller.find("trafic") == "traffic"
    assert speller.find("basc") == "basic"
    assert speller.find("channel") is None
    assert speller.find("tune") is None


@pytest.mark.parametrize(
    ("question", "yes_no"),
    [
        ("Does it?", True),
        ("Could you tell me whether it does?", True),
        ("Can you tell me which one does?", False),
        ("With this one, can I?", True),
        ("What is it?", False),
        ("mesh ipv6?", False),
    ],
)
def test_questions_for_a_yes_or_no(question: str, yes_no: bool) -> None:
    assert asks_yes_no(question) is yes_no


def test_polite_openings_are_left_out() -> None:
    assert strip_polite("Hi, could you please tell me what it is?") == "what it is?"
    assert strip_polite("Which one is current right now?") == "Which one is current?"


def test_premises_are_split_off() -> None:
    split = split_premise("Since the door is locked, can I open it?")
    assert split is not None
    assert (split.premise, split.rest) == ("the door is locked", "can I open it?")
    assert split_premise("Since v1, what changed?") is None
