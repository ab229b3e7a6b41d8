"""What is suggested where an answer is missing, with the model and without, and whether the model changes answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from time import perf_counter

from bench.answers_score import Verdict, holds, iter_quoted, score_question
from bench.goldsets import GoldSet
from index.reader import IndexReader
from service.answer.draft.embedding import EmbeddingProposer, NoModel
from service.answer.draft.proposing import BY_WORDING, Proposer
from service.answer.model import Status

WITHOUT, WITH = "without", "with"
INSTALL = "model: not measured, since it is not installed (`make model`)"


@dataclass(frozen=True, slots=True)
class Suggested:
    """How one question fared in one way."""

    way: str
    """WITH the model or WITHOUT."""
    verdict: Verdict
    """On its answer."""
    seconds: float
    """How long the answer took."""
    rank: int | None
    """Which suggestion quotes the words that prove a right answer, from 1; None where none does."""

    @property
    def is_lost(self) -> bool:
        """Whether the docs answer, by words that are known, and the answer was that they do not."""
        verdict = self.verdict
        return bool(verdict.why and verdict.proof) and verdict.status is Status.NOT_DOCUMENTED


@cache
def find_model() -> Proposer | None:
    """The model, loaded once, if it is installed."""
    try:
        return EmbeddingProposer()
    except NoModel:
        return None


def score_suggestions(gold: GoldSet, reader: IndexReader) -> Iterator[Suggested]:
    """How the questions of a set fare with the model and without it; nothing where it is not installed."""
    model = find_model()
    ways = {WITHOUT: BY_WORDING, WITH: model} if model else {}
    for way, proposer in ways.items():
        for case in gold.load("questions").get("q", ()):
            began = perf_counter()
            verdict = score_question(gold, reader, case, case["ask"], proposer=proposer)
            yield Suggested(way, verdict, perf_counter() - began, find_rank(verdict))


def find_rank(verdict: Verdict) -> int | None:
    """Which suggestion quotes the words that prove a right answer, from 1; None where none does."""
    for rank, suggestion in enumerate(verdict.given.suggestions, 1):
        quoted = iter_quoted(suggestion.citation) if suggestion.citation else ()
        if verdict.proof and any(holds(verdict.proof, text) for text in quoted):
            return rank
    return None


def iter_lines(parts: Mapping[str, Sequence[Suggested]]) -> Iterator[str]:
    """A line for each part with the model, and one without."""
    columns = f"{'right':>7} {'wrong, answered':>16} {'rightly':>8} {'wrongly':>8}"
    yield f"{'model':24} {'asked':>6} {columns} {'proof first':>12} {'in 3':>7} {'in 5':>7} {'ms, declined':>13}"
    for part, together in parts.items():
        yield from (_get_line(f"{part}, {way}", [s for s in together if s.way == way]) for way in (WITH, WITHOUT))


def _get_line(name: str, group: Sequence[Suggested]) -> str:
    verdicts = [each.verdict for each in group]
    right = sum(1 for verdict in verdicts if not verdict.why)
    wrong = sum(1 for verdict in verdicts if verdict.why and verdict.status is Status.ANSWERED)
    declined = [each for each in group if each.verdict.status is Status.NOT_DOCUMENTED]
    rightly = sum(1 for each in declined if not each.verdict.why)
    lost = [each for each in declined if each.is_lost]
    shares = [_get_share(sum(1 for each in lost if each.rank and each.rank <= most), len(lost)) for most in (1, 3, 5)]
    time = median(each.seconds for each in declined) * 1_000 if declined else 0.0
    return (
        f"{name:24} {len(group):6} {_get_share(right, len(group))} {_get_share(wrong, len(group)):>16} {rightly:8} "
        f"{len(lost):8} {shares[0]:>12} {shares[1]} {shares[2]} {time:13.1f}"
    )


def _get_share(part: int, whole: int) -> str:
    return f"{part / whole:7.1%}" if whole else "      -"
