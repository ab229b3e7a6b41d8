"""What is suggested where an answer is missing, with the model and without, and whether the model changes answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from time import perf_counter

from bench.answers_score import Verdict, holds, iter_quoted, score_question
from bench.goldsets import GoldSet
from index.model import Fact, FactQuery
from index.reader import IndexReader
from service.answer.draft.embedding import EmbeddingProposer, NoModel
from service.answer.draft.proposing import BY_WORDING, Proposer
from service.answer.draft.wording import get_plain
from service.answer.model import Status, Suggestion

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
    """Which suggestion leads to the words that prove a right answer, from 1; None where none does."""

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
            yield Suggested(way, verdict, perf_counter() - began, _find_rank(reader, verdict))


def _find_rank(reader: IndexReader, verdict: Verdict) -> int | None:
    for rank, suggestion in enumerate(verdict.given.suggestions, 1):
        if any(_proves(verdict.proof, fact) for fact in _iter_suggested(reader, verdict, suggestion)):
            return rank
    return None


def _proves(words: str, fact: Fact) -> bool:
    return bool(words) and any(holds(words, text) for text in iter_quoted(fact.citation))


def _iter_suggested(reader: IndexReader, verdict: Verdict, suggestion: Suggestion) -> Iterator[Fact]:
    """The facts that a suggestion speaks of: those of its property, or the sentence that it shows."""
    if suggestion.entity is None or suggestion.text == suggestion.entity.name:
        return
    attributes = (suggestion.attribute.id,) if suggestion.attribute else ()
    shown = suggestion.text.removeprefix(f"{suggestion.entity.name}: ").removesuffix(" …")
    for fact in reader.facts(verdict.given.version, FactQuery(entities=(suggestion.entity.id,), attributes=attributes)):
        if attributes or get_plain(fact.value.raw).startswith(shown):
            yield fact


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
