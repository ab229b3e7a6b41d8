"""Scores answers to the questions of gold sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.goldsets import GoldSet, plain
from index.reader import IndexReader
from index.store import open_writer
from service.answer import answer_question
from service.answer.model import Answer, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer did."""

    name: str
    """The question's set and id."""
    kind: str
    """The kind of question."""
    why: str
    """What is wrong with the answer; "" for a right one."""
    status: Status
    """The answer's status."""
    is_declined_rightly: bool
    """Whether the docs do not say, so that the answer had to decline."""
    ask: str
    """The question."""
    answer: str
    """The answer's text."""
    quotes: tuple[int, ...] = ()
    """Lengths of its quotes, in characters."""


def score_answers(gold: GoldSet, reader: IndexReader) -> Iterator[Verdict]:
    """The verdicts on all questions and conversations of a set that the reader's index holds."""
    newest = gold.versions[-1]
    for case in gold.load("questions").get("q", ()):
        answer = answer_question(reader, case["ask"], as_of=case.get("as_of"), docset=gold.meta["docset"])
        version = case.get("in") or case.get("as_of") or newest
        yield _judge(gold, case, str(case.get("kind", "")), case["id"], answer, version)
    for conversation in gold.load("conversation").get("c", ()):
        yield from _score_conversation(gold, reader, conversation)


def _score_conversation(gold: GoldSet, reader: IndexReader, conversation: Mapping[str, Any]) -> Iterator[Verdict]:
    asked: list[str] = []
    for number, turn in enumerate(conversation["turns"], 1):
        answer = answer_question(
            reader, turn["ask"], as_of=turn.get("as_of"), docset=gold.meta["docset"], conversation=tuple(asked)
        )
        asked.append(turn["ask"])
        name = f"{conversation.get('id', 'conversation')}-{number}"
        yield _judge(gold, turn, "conversation", name, answer, turn.get("in") or gold.versions[-1])


def _judge(gold: GoldSet, case: Mapping[str, Any], kind: str, name: str, answer: Answer, version: str) -> Verdict:
    allowed = case.get("status", ["answered"])
    quotes = tuple(c.place.quote for c in answer.citations)
    return Verdict(
        f"{gold.name}:{name}",
        kind,
        next(iter(_iter_faults(case, answer, allowed, version)), ""),
        answer.status,
        allowed == ["not_documented"],
        case["ask"],
        answer.text,
        tuple(map(len, quotes)),
    )


def _iter_faults(case: Mapping[str, Any], answer: Answer, allowed: Sequence[str], version: str) -> Iterator[str]:
    if answer.status.value not in allowed:
        yield f"status {answer.status.value}"
    for pattern in case.get("all", ()):
        if not re.search(pattern, answer.text, re.I | re.S):
            yield f"lacks {pattern!r}"
    for pattern in case.get("none", ()):
        if re.search(pattern, answer.text, re.I | re.S):
            yield f"must not hold {pattern!r}"
    if "cite" in case and not _is_cited(case["cite"], answer, version):
        yield f"does not cite {case['cite']!r} in {version}"


def _is_cited(words: str, answer: Answer, version: str) -> bool:
    wanted = plain(words).lower()
    cited = [c.place for c in answer.citations if version in (c.version, c.date)]
    beside = (excerpt.quote for place in cited for excerpt in (place.header, place.note) if excerpt)
    quotes = (*(place.quote for place in cited), *beside)
    return any(wanted in plain(q).lower() or words.lower() in q.lower() for q in quotes)


def score_set_answers(gold: GoldSet) -> list[Verdict]:
    """The verdicts on a set, in an index of its own."""
    with open_writer(None) as writer:
        gold.ingest(writer)
        writer.commit()
        return list(score_answers(gold, writer.reader()))
