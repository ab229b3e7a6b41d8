"""Questions on invented docsets, and what a right answer holds. The cases stand in docsets/*-questions.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from index.store import IndexReader
from service.answer import Answer, answer_question

from .docset import open_docsets

DOCSETS = Path(__file__).parent / "docsets"
NAMES = ("queues", "hosting", "bundlers")
CASES = [
    (name, case)
    for name in NAMES
    for case in tomllib.loads((DOCSETS / f"{name}-questions.toml").read_text(encoding="utf-8"))["q"]
]


@pytest.fixture(scope="module")
def readers() -> Iterator[dict[str, IndexReader]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(open_docsets(DOCSETS / f"{name}.toml")) for name in NAMES}


def ask(reader: IndexReader, case: dict[str, Any]) -> Answer:
    return answer_question(reader, case["ask"], as_of=case.get("as_of"), conversation=case.get("conversation", ()))


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['ask']}" for name, case in CASES])
def test_answer(readers: dict[str, IndexReader], name: str, case: dict[str, Any]) -> None:
    answer = ask(readers[name], case)
    assert answer.status in case.get("status", ["answered"]), answer.text
    for pattern in case.get("all", []):
        assert re.search(pattern, answer.text, re.I), answer.text
    for pattern in case.get("none", []):
        assert not re.search(pattern, answer.text, re.I), answer.text
    if "cite" in case:
        quotes = [c.place.quote for c in answer.citations if c.version == case.get("in", answer.version.label)]
        assert any(case["cite"] in quote for quote in quotes), quotes
    check_marks(answer)


def check_marks(answer: Answer) -> None:
    """Every claim is cited, every mark has its citation."""
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == set(range(1, len(answer.citations) + 1))
    assert all(claim.citations and set(claim.citations) <= marks for claim in answer.claims)
    assert answer.claims or answer.status != "answered"
