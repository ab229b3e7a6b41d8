"""`make quality`: precision and recall of facts, changes and answers on the gold sets."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bench.facts_score import Score, iter_lines, score_set
from bench.goldsets import iter_gold_sets


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table; with --show NAME also what was wrong in an open set."""
    parser = argparse.ArgumentParser(prog="quality", description="Scores the gold sets.")
    parser.add_argument("--show", metavar="NAME", action="append", default=[], help="an open set to explain")
    call = parser.parse_args(argv)
    scores: dict[str, tuple[Score, Score]] = {}
    for gold in iter_gold_sets():
        scores[gold.name] = score_set(gold)
        if not gold.is_sealed and (gold.name in call.show or "all" in call.show):
            for note in (*scores[gold.name][0].notes, *scores[gold.name][1].notes):
                print(f"  {gold.name}: {note}")
    for part in ("open", "sealed"):
        cells, changes = Score(), Score()
        for name, (one, two) in scores.items():
            if name.startswith(part):
                cells, changes = _add(cells, one), _add(changes, two)
        scores[f"{part} together"] = (cells, changes)
    print("\n".join(iter_lines(scores)))
    return 0


def _add(total: Score, one: Score) -> Score:
    total += one
    return total


if __name__ == "__main__":
    sys.exit(main())
