"""What a plain retrieval stack finds for the same questions: the share of proving quotes in its first chunks.

LangChain's splitters and BM25 run in the environment that `make rivals` makes, and are given the right version's pages.
"""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.answers_score import CONVERSATION, Verdict, holds, is_of_version, iter_quoted
from bench.goldsets import GoldSet
from bench.rivals_daff import PYTHON
from index.model import Citation
from service.answer.model import Status

ROOT = Path(__file__).resolve().parent.parent
INSTALL = "the retrieval stack is not installed, so it is left out; `make rivals` installs it"
# Two versions of a few pages are split and searched within seconds.
RETRIEVAL_SECONDS = 120.0
FIRST = 3


@dataclass(frozen=True, slots=True)
class Proven:
    """Where a question's proving quote stands in what was found."""

    ours: int | None
    """The place among our first citations, from 0; None when it is in none."""
    shown: int | None
    """The place among what we show: the citations, or where an answer declines, those of its suggestions."""
    theirs: int | None
    """The place among their first chunks."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for the questions of a set."""

    proven: list[Proven]
    """One for each question with a proving quote."""
    quotes: list[int]
    """Lengths of our quotes, header and note counted in, in characters."""
    chunks: list[int]
    """Lengths of their chunks."""


def is_installed() -> bool:
    """Whether there is an environment with the stack."""
    return any(PYTHON.parent.parent.glob("lib/python*/site-packages/langchain_text_splitters"))


def find_beside(gold: GoldSet, verdicts: Sequence[Verdict]) -> Found:
    """What the stack finds for the questions of a set, beside what our answers cite; follow-ups it could not know."""
    labels = {date: label for label, date in zip(gold.versions, gold.meta.get("dates", ()), strict=False)}
    by_version: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.proof and verdict.kind != CONVERSATION:
            by_version[labels.get(verdict.version, verdict.version)].append(verdict)
    told = _run([{"pages": _read(gold, at), "questions": [v.ask for v in group]} for at, group in by_version.items()])
    proven, quotes = [], []
    for group, shown in zip(by_version.values(), told, strict=True):
        for verdict, chunks in zip(group, shown["found"], strict=True):
            theirs = _find_first([[chunk] for chunk in chunks], verdict.proof)
            proven.append(
                Proven(_find_place(verdict, _get_cited(verdict)), _find_place(verdict, _get_shown(verdict)), theirs)
            )
            quotes += [sum(map(len, iter_quoted(citation))) for citation in verdict.given.citations]
    return Found(proven, quotes, [length for shown in told for length in shown["lengths"]])


def _read(gold: GoldSet, label: str) -> dict[str, str]:
    files = (file for file in sorted((gold.folder / label).rglob("*")) if file.is_file())
    return {file.relative_to(gold.folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def _run(sets: list[dict[str, object]]) -> list[dict[str, Any]]:
    done = subprocess.run(  # noqa: S603 (our own file, no shell)
        [str(PYTHON), str(ROOT / "bench" / "rivals" / "run_langchain.py")],
        input=json.dumps(sets),
        capture_output=True,
        text=True,
        timeout=RETRIEVAL_SECONDS,
        check=True,
    )
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def _get_cited(verdict: Verdict) -> Sequence[Citation]:
    return verdict.given.citations


def _get_shown(verdict: Verdict) -> Sequence[Citation]:
    """The citations, or where an answer declines, those of what it suggests."""
    given = verdict.given
    suggested = tuple(each.citation for each in given.suggestions if each.citation)
    return suggested if given.status is Status.NOT_DOCUMENTED else given.citations


def _find_place(verdict: Verdict, citations: Sequence[Citation]) -> int | None:
    """The place of the first citation of the right version that quotes the proof."""
    first = citations[:FIRST]
    quoted = [list(iter_quoted(c)) if is_of_version(c, verdict.version) else [] for c in first]
    return _find_first(quoted, verdict.proof)


def _find_first(texts: Iterable[Iterable[str]], words: str) -> int | None:
    return next((at for at, group in enumerate(texts) if any(holds(words, text) for text in group)), None)


def iter_lines(groups: Iterable[tuple[str, Sequence[Found]]]) -> Iterator[str]:
    """The shares and lengths of each group of sets as lines of a table."""
    yield f"{'proving quotes':26} {'asked':>6} {'in the first':>13} {'first three':>12} {'median length':>14}"
    for name, group in groups:
        yield f"{name} together"
        proven = [each for found in group for each in found.proven]
        quotes, chunks = [n for found in group for n in found.quotes], [n for found in group for n in found.chunks]
        for whose, places, lengths in (
            ("ours, citations", [each.ours for each in proven], quotes),
            ("ours, all that is shown", [each.shown for each in proven], quotes),
            ("LangChain + BM25, chunks", [each.theirs for each in proven], chunks),
        ):
            first, three = (sum(1 for p in places if p is not None and p < most) for most in (1, FIRST))
            shares = f"{first / len(places):13.1%} {three / len(places):12.1%}" if places else ""
            yield f"  {whose:24} {len(places):6} {shares} {median(lengths) if lengths else 0:14.0f}"
