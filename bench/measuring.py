"""All measurements on a gold set, in one index made for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context

from bench.answers_score import Verdict, score_answers, score_questions
from bench.cited import Report, check_citations
from bench.facts_score import Score, score_set
from bench.generated import score_generated
from bench.goldsets import GoldSet
from bench.rivals_quality import RivalScores, make_empty, score_rivals
from bench.rivals_retrieval import Found, find_beside, is_installed
from bench.robustness import Varied, score_variants
from bench.suggestions import Suggested, score_suggestions
from service.answer.question.language import get_language

PARTS = ("facts", "answers", "robustness", "citations", "synonyms", "model", "retrieval", "generated")
"""What can be measured."""


@dataclass(slots=True)
class Together:
    """Facts and changes of one set or several."""

    cells: Score = field(default_factory=Score)
    """Our cells."""
    changes: Score = field(default_factory=Score)
    """Our changes."""
    rivals: RivalScores = field(default_factory=make_empty)
    """What others find."""


@dataclass(slots=True)
class Measured(Together):
    """How we do on a set; what was not measured is empty."""

    gold: GoldSet = field(kw_only=True)
    """The set."""
    verdicts: list[Verdict] = field(default_factory=list)
    """Of its questions and conversations."""
    varied: list[Varied] = field(default_factory=list)
    """Of the variants of its questions."""
    without: list[Verdict] = field(default_factory=list)
    """Of its questions, when words stand for themselves alone."""
    suggested: list[Suggested] = field(default_factory=list)
    """Of its questions with the model and without, if that is installed."""
    reports: list[Report] = field(default_factory=list)
    """Of the checker of citations, one."""
    generated: list[Verdict] = field(default_factory=list)
    """Of the questions generated from its gold."""
    found: list[Found] = field(default_factory=list)
    """What a retrieval stack finds, one, if that is installed."""


def measure(gold: GoldSet, parts: Collection[str]) -> Measured:
    """The parts of a set's measurements that are wanted."""
    measured = Measured(gold=gold)
    with gold.open() as (reader, outcomes):
        if "facts" in parts:
            measured.cells, measured.changes = score_set(gold, reader, outcomes)
            measured.rivals = score_rivals(gold)
        if {*PARTS} - {"facts", "generated"} & set(parts):
            measured.verdicts = list(score_answers(gold, reader))
        if "robustness" in parts:
            measured.varied = list(score_variants(gold, reader, measured.verdicts))
        if "generated" in parts:
            measured.generated = list(score_generated(gold, reader))
        if "model" in parts:
            measured.suggested = list(score_suggestions(gold, reader))
    if "synonyms" in parts:
        # In an index of its own, lest anything be kept from the answers with synonyms.
        with gold.open() as (reader, _):
            measured.without = list(score_questions(gold, reader, get_language().without_synonyms()))
    if "citations" in parts:
        measured.reports = [check_citations(gold, measured.verdicts)]
    if "retrieval" in parts and is_installed():
        measured.found = [find_beside(gold, measured.verdicts)]
    return measured


def measure_all(sets: Sequence[GoldSet], parts: Collection[str]) -> Iterator[Measured]:
    """What `measure` gives for each set, in their order, by a process for each core."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(measure, parts=parts), sets)


def add_up(measured: Iterable[Measured], part: str) -> Together:
    """The facts and changes of all open sets, or of all sealed ones."""
    sums = Together()
    for each in measured:
        if each.gold.name.startswith(f"{part}/"):
            sums.cells += each.cells
            sums.changes += each.changes
            sums.rivals += each.rivals
    return sums
