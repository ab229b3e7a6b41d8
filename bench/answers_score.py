"""Scores answers to the questions of gold sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench.goldsets import GoldSet, plain
from index.model import Citation
from index.reader import IndexReader
from service.answer import answer_question
from service.answer.draft.proposing import BY_WORDING, Proposer
from service.answer.model import Answer, Explanation, Intent, Status
from service.answer.question.language import Language

CONVERSATION = "conversation"
"""The kind of the turns of conversations."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer did."""

    name: str
    """The question's set and id."""
    kind: str
    """The kind of question."""
    why: str
    """What is wrong with the answer; "" for a right one."""
    is_declined_rightly: bool
    """Whether the docs do not say, so that the answer had to decline."""
    version: str
    """The version whose quote proves a right answer."""
    proof: str
    """Words of that quote, or ""."""
    given: Answer
    """The answer."""

    @property
    def ask(self) -> str:
        """The question."""
        return self.given.question

    @property
    def status(self) -> Status:
        """The answer's status."""
        return self.given.status


def score_answers(gold: GoldSet, reader: IndexReader) -> Iterator[Verdict]:
    """The verdicts on all questions and conversations of a set that the reader's index holds."""
    yield from score_questions(gold, reader)
    for conversation in gold.load("conversation").get("c", ()):
        yield from _score_conversation(gold, reader, conversation)


def score_questions(gold: GoldSet, reader: IndexReader, language: Language | None = None) -> Iterator[Verdict]:
    """The verdicts on the questions of a set, conversations left out, by a language other than the whole if told."""
    for case in gold.load("questions").get("q", ()):
        yield score_question(gold, reader, case, case["ask"], language)


def score_question(
    gold: GoldSet,
    reader: IndexReader,
    case: Mapping[str, Any],
    ask: str,
    language: Language | None = None,
    proposer: Proposer = BY_WORDING,
) -> Verdict:
    """The verdict on a question of a set, asked in these words."""
    answer = answer_question(
        reader, ask, as_of=case.get("as_of"), docset=gold.meta["docset"], language=language, proposer=proposer
    )
    return _judge(gold, case, str(case.get("kind", "")), case["id"], answer)


def _score_conversation(gold: GoldSet, reader: IndexReader, conversation: Mapping[str, Any]) -> Iterator[Verdict]:
    asked: list[str] = []
    for number, turn in enumerate(conversation["turns"], 1):
        answer = answer_question(
            reader, turn["ask"], as_of=turn.get("as_of"), docset=gold.meta["docset"], conversation=tuple(asked)
        )
        asked.append(turn["ask"])
        name = f"{conversation.get('id', 'conversation')}-{number}"
        yield _judge(gold, turn, CONVERSATION, name, answer)


def _judge(gold: GoldSet, case: Mapping[str, Any], kind: str, name: str, answer: Answer) -> Verdict:
    allowed = case.get("status", ["answered"])
    version = case.get("in") or case.get("as_of") or gold.versions[-1]
    why = next(iter(_iter_faults(case, answer, allowed, version)), "")
    declined = allowed == ["not_documented"]
    verdict = make_verdict(f"{gold.name}:{name}", kind, why, answer, is_declined=declined)
    return replace(verdict, version=version, proof=case.get("cite", ""))


def make_verdict(name: str, kind: str, why: str, answer: Answer, *, is_declined: bool) -> Verdict:
    """The verdict on an answer from the version that gave it, with no words known that prove it."""
    # How it was read is worked out on an index, which no other process has.
    return Verdict(name, kind, why, is_declined, answer.version.label, "", replace(answer, explain=_tell_nothing))


def _tell_nothing() -> Explanation:
    return Explanation(Intent.LOOKUP)


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
    cited = (citation for citation in answer.citations if is_of_version(citation, version))
    return any(holds(words, text) for citation in cited for text in iter_quoted(citation))


def is_of_version(citation: Citation, version: str) -> bool:
    """Whether a citation is of a version, named by its label or date."""
    return version in (citation.version, citation.date)


def iter_quoted(citation: Citation) -> Iterator[str]:
    """What a citation quotes: the place itself, its header, its footnote."""
    place = citation.place
    yield place.quote
    yield from (excerpt.quote for excerpt in (place.header, place.note) if excerpt)


def holds(words: str, text: str) -> bool:
    """Whether a text holds some words, marks aside."""
    return plain(words).lower() in plain(text).lower() or words.lower() in text.lower()
