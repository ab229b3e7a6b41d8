"""`make quality`: precision and recall of facts, changes and answers on the gold sets."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from bench.answers_score import Verdict, score_set_answers
from bench.facts_score import Score, iter_lines, score_set
from bench.goldsets import iter_gold_sets
from bench.rivals_daff import INSTALL
from bench.rivals_quality import RivalScores, iter_columns, make_empty, score_rivals
from service.answer.model import Status


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the tables; with --show NAME also what was wrong in an open set."""
    parser = argparse.ArgumentParser(prog="quality", description="Scores the gold sets.")
    parser.add_argument("--show", metavar="NAME", action="append", default=[], help="an open set to explain, or all")
    parser.add_argument("--only", choices=("facts", "answers"), help="score one part")
    call = parser.parse_args(argv)
    shown = [g.name for g in iter_gold_sets() if not g.is_sealed and ("all" in call.show or g.name in call.show)]
    if call.only != "answers":
        print("\n".join(_iter_fact_lines(shown)))
    if call.only != "facts":
        print("\n".join(_iter_answer_lines(shown)))
    return 0


def _iter_fact_lines(shown: Sequence[str]) -> Iterator[str]:
    scores: dict[str, tuple[Score, Score]] = {}
    rivals: dict[str, RivalScores] = {}
    together = {part: ((Score(), Score()), make_empty()) for part in ("open", "sealed")}
    for gold in iter_gold_sets():
        cells, changes = scores[gold.name] = score_set(gold)
        rivals[gold.name] = score_rivals(gold)
        if gold.name in shown:
            yield from (f"  {gold.name}: {note}" for part in scores[gold.name] for note in part.notes)
        (all_cells, all_changes), all_rivals = together["sealed" if gold.is_sealed else "open"]
        all_cells += cells
        all_changes += changes
        all_rivals += rivals[gold.name]
    for part, (ours, theirs) in together.items():
        scores[f"{part} together"], rivals[f"{part} together"] = ours, theirs
    yield from (f"{line}   {beside}" for line, beside in zip(iter_lines(scores), iter_columns(rivals), strict=True))
    if any(score.daff is None for score in rivals.values()):
        yield INSTALL


def _iter_answer_lines(shown: Sequence[str]) -> Iterator[str]:
    verdicts: dict[str, list[Verdict]] = {}
    for gold in iter_gold_sets():
        verdicts[gold.name] = score_set_answers(gold)
        if gold.name in shown:
            yield from _iter_misses(verdicts[gold.name])
    yield ""
    columns = f"{'wrong, answered':>16} {'declined rightly':>17} {'declined wrongly':>17}"
    yield f"{'questions':24} {'asked':>6} {'right':>6} {columns}"
    for name, group in verdicts.items():
        yield _get_line(name, group)
    for part in ("open", "sealed"):
        together = [v for name, group in verdicts.items() if name.startswith(part) for v in group]
        yield _get_line(f"{part} together", together)
        kinds: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in together:
            kinds[verdict.kind].append(verdict)
        yield from (_get_line(f"  {kind}", kinds[kind]) for kind in sorted(kinds))
    quotes = [length for group in verdicts.values() for v in group for length in v.quotes]
    yield f"median quote: {median(quotes):.0f} characters" if quotes else "no quotes"


def _iter_misses(verdicts: Sequence[Verdict]) -> Iterator[str]:
    for v in verdicts:
        if v.why:
            yield f"  {v.name} [{v.kind}] {v.ask!r}\n      {v.why}\n      -> {v.status.value}: {v.answer[:300]!r}"


def _get_line(name: str, verdicts: Sequence[Verdict]) -> str:
    asked = len(verdicts)
    right = sum(1 for v in verdicts if not v.why)
    wrong = sum(1 for v in verdicts if v.why and v.status is Status.ANSWERED)
    out = [v for v in verdicts if v.is_declined_rightly]
    declined = sum(1 for v in out if v.status is Status.NOT_DOCUMENTED)
    answerable = [v for v in verdicts if not v.is_declined_rightly]
    lost = sum(1 for v in answerable if v.why and v.status is Status.NOT_DOCUMENTED)

    def share(part: int, whole: int) -> str:
        return f"{part / whole:7.1%}" if whole else "      -"

    return (
        f"{name:24} {asked:6} {share(right, asked)} {share(wrong, asked):>15} "
        f"{share(declined, len(out)):>17} {share(lost, len(answerable)):>17}"
    )


if __name__ == "__main__":
    sys.exit(main())
