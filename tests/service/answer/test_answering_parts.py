"""The parts of answering: membership, initials, premises, periods, denials."""

from __future__ import annotations

import pytest

from index.terms import get_term
from service.answer.evidence.figures import get_periods
from service.answer.evidence.judging import is_denied_behind
from service.answer.kinds.membership import Membership, find_membership
from service.answer.kinds.spellout import find_long_form
from service.answer.question.language import Alternative
from service.answer.question.reading import Concept
from service.answer.question.splitting import split_premise


@pytest.mark.parametrize(
    ("question", "item", "kind"),
    [
        ("Is Snappy one of the codecs?", "Snappy", "the codecs"),
        ("Is Snappy a codec?", "Snappy", "codec"),
        ("Is 12 a valid level for Snappy?", "12", "valid level for Snappy"),
        ("Is lz4 among the codecs?", "lz4", "the codecs"),
        ("Is there a plugin for S3?", "S3", "plugin"),
        ("Is there an engine called Lager?", "Lager", "engine"),
    ],
)
def test_membership(question: str, item: str, kind: str) -> None:
    assert find_membership(question) == Membership(item, kind)


@pytest.mark.parametrize("question", ["Does Snappy support levels?", "What is Snappy?", "Which codecs are there?"])
def test_no_membership(question: str) -> None:
    assert find_membership(question) is None


@pytest.mark.parametrize(
    ("text", "initials", "name"),
    [
        ("The Quick Queue Protocol (QQP) is old.", "QQP", "Quick Queue Protocol"),
        ("QQP - QuickQueueProtocol", "QQP", "QuickQueueProtocol"),
        ("QQP (Quick Queue Protocol) is old.", "QQP", "Quick Queue Protocol"),
        ("Bank of Queues (BQ) is open.", "BQ", "Bank of Queues"),
        ("Something else (QQP) is meant.", "QQP", None),
    ],
)
def test_initials(text: str, initials: str, name: str | None) -> None:
    assert find_long_form(text, initials) == name


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("Since the queue holds 10,000 messages, is that enough?", "the queue holds 10,000 messages"),
        ("How do I lock it, since it supports locks?", "it supports locks"),
        ("As it is free, why pay?", "it is free"),
        ("Since when is it free?", None),
    ],
)
def test_premises(question: str, premise: str | None) -> None:
    split = split_premise(question)
    assert (split.premise if split else None) == premise


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Hourly price", {"hour"}),
        ("more than $100 per month", {"month"}),
        ("5 requests/s", {"second"}),
        ("a fair price", set()),
    ],
)
def test_periods(text: str, periods: set[str]) -> None:
    assert get_periods(text) == periods


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("Sites with mirroring do not run jobs.", "mirroring", True),
        ("Mirroring cannot be undone.", "mirroring", True),
        ("Jobs run with mirroring.", "mirroring", False),
        ("It does not cost more, and mirroring works.", "mirroring", False),
        ("Network drives, mirroring among them, are not supported.", "mirroring", True),
    ],
)
def test_denials(text: str, word: str, denied: bool) -> None:
    concept = Concept(word, (Alternative((get_term(word),), 1.0),), 1.0, True, True, 0, 1)
    assert is_denied_behind(text, [concept]) is denied
