"""`make floor`: fails when a figure of the open gold sets falls below the one that is kept.

The kept figures only rise by themselves (`--raise`). Where one has to fall, because harder sets came or a gold answer
was wrong, `bench/floor.json` is edited by hand, in the commit that has the reason.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.answers_score import Verdict, score_answers
from bench.facts_score import Score, score_set
from bench.goldsets import iter_gold_sets
from service.answer.model import Status

KEPT = Path(__file__).resolve().parent / "floor.json"
# Figures are kept to a tenth of a percent, so that one question more or less in a set is no fall.
DIGITS = 3

Figures = dict[str, float]
"""Shares by what they are of; more is better."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 when no figure fell, else 1."""
    parser = argparse.ArgumentParser(prog="floor", description="Holds the figures of the open gold sets.")
    parser.add_argument("--raise", dest="is_raising", action="store_true", help="keep the figures that have risen")
    call = parser.parse_args(argv)
    kept: Figures = json.loads(KEPT.read_text(encoding="utf-8"))
    measured = measure()
    for line in iter_lines(kept, measured):
        print(line)
    if call.is_raising:
        KEPT.write_text(json.dumps(get_raised(kept, measured), indent=2) + "\n", encoding="utf-8")
    return 1 if get_fallen(kept, measured) else 0


def measure() -> Figures:
    """The figures of the open sets together."""
    cells, changes, verdicts = Score(), Score(), list[Verdict]()
    for gold in iter_gold_sets():
        if gold.is_sealed:
            continue
        with gold.open() as (reader, outcomes):
            found = score_set(gold, reader, outcomes)
            verdicts += score_answers(gold, reader)
        cells += found[0]
        changes += found[1]
    figures = {
        "cells: precision": cells.precision,
        "cells: recall": cells.recall,
        "changes: precision": changes.precision,
        "changes: recall": changes.recall,
        **_get_answer_figures(verdicts),
    }
    return {name: round(figure, DIGITS) for name, figure in figures.items()}


def _get_answer_figures(verdicts: Sequence[Verdict]) -> Figures:
    out = [verdict for verdict in verdicts if verdict.is_declined_rightly]
    wrong = sum(1 for verdict in verdicts if verdict.why and verdict.status is Status.ANSWERED)
    declined = sum(1 for verdict in out if verdict.status is Status.NOT_DOCUMENTED)
    return {
        "answers: right": sum(1 for verdict in verdicts if not verdict.why) / len(verdicts),
        "answers: not wrong while answered": 1 - wrong / len(verdicts),
        "answers: out of scope declined": declined / len(out),
    }


def get_fallen(kept: Mapping[str, float], measured: Mapping[str, float]) -> list[str]:
    """What fell below the kept figure, or is not measured any more."""
    return [name for name, figure in kept.items() if measured.get(name, 0.0) < figure]


def get_raised(kept: Mapping[str, float], measured: Mapping[str, float]) -> Figures:
    """The figures to keep: of each the higher one."""
    return {name: max(figure, kept.get(name, 0.0)) for name, figure in measured.items()}


def iter_lines(kept: Mapping[str, float], measured: Mapping[str, float]) -> Iterator[str]:
    """The figures beside the kept ones."""
    fallen = get_fallen(kept, measured)
    for name in dict.fromkeys((*kept, *measured)):
        shown = [f"{group[name]:.3f}" if name in group else "-" for group in (measured, kept)]
        yield f"{name:36} {shown[0]:>6}  kept: {shown[1]:>6}{'  FELL' if name in fallen else ''}"


if __name__ == "__main__":
    sys.exit(main())
