"""`make quality`: precision and recall of facts and changes, and answers, judged on the gold sets."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from statistics import median

from bench import answers_table, cited, rivals_retrieval, robustness, suggestions
from bench.answers_score import CONVERSATION
from bench.facts_score import iter_lines as iter_score_lines
from bench.goldsets import iter_gold_sets
from bench.measuring import PARTS, Measured, add_up, measure_all
from bench.rivals_daff import INSTALL
from bench.rivals_quality import iter_columns


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the tables; with --show NAME also what was wrong in an open set."""
    parser = argparse.ArgumentParser(prog="quality", description="Scores the gold sets.")
    parser.add_argument("--show", metavar="NAME", action="append", default=[], help="an open set to explain, or all")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure one part; may be given again")
    parser.add_argument("--set", dest="sets", metavar="NAME", action="append", help="measure this set alone, or these")
    call = parser.parse_args(argv)
    parts = frozenset(call.only or PARTS)
    chosen = [gold for gold in iter_gold_sets() if not call.sets or gold.name in call.sets]
    if not chosen:
        parser.error(f"no such set: {', '.join(call.sets)}")
    measured = list(measure_all(chosen, parts))
    shown = [m for m in measured if not m.gold.is_sealed and ("all" in call.show or m.gold.name in call.show)]
    tables = {
        "facts": _iter_fact_lines,
        "answers": _iter_answer_lines,
        "robustness": _iter_robustness_lines,
        "citations": _iter_citation_lines,
        "synonyms": _iter_synonym_lines,
        "model": _iter_model_lines,
        "retrieval": _iter_retrieval_lines,
        "generated": _iter_generated_lines,
    }
    print("\n".join(line for m in shown for line in _iter_shown(m)))
    print("\n\n".join("\n".join(table(measured)) for part, table in tables.items() if part in parts))
    return 0


def _iter_shown(measured: Measured) -> Iterator[str]:
    """What was wrong in a set."""
    for score in (measured.cells, measured.changes):
        yield from (f"  {measured.gold.name}: {note}" for note in score.notes)
    yield from answers_table.iter_misses(measured.verdicts)
    yield from robustness.iter_losses(measured.varied)
    yield from answers_table.iter_misses(measured.generated)


def _iter_fact_lines(measured: Sequence[Measured]) -> Iterator[str]:
    together = {f"{part} together": add_up(measured, part) for part in ("open", "sealed")}
    every = {**{m.gold.name: m for m in measured}, **together}
    ours = iter_score_lines({name: (m.cells, m.changes) for name, m in every.items()})
    theirs = iter_columns({name: m.rivals for name, m in every.items()})
    yield from (f"{line}   {beside}" for line, beside in zip(ours, theirs, strict=True))
    if any(m.rivals.daff is None for m in measured):
        yield INSTALL


def _iter_answer_lines(measured: Sequence[Measured]) -> Iterator[str]:
    verdicts = {m.gold.name: m.verdicts for m in measured}
    yield from answers_table.iter_lines(verdicts)
    quotes = [len(c.place.quote) for group in verdicts.values() for v in group for c in v.given.citations]
    yield f"median quote: {median(quotes):.0f} characters" if quotes else "no quotes"
    yield ""
    yield from answers_table.iter_conversation_lines(verdicts)


def _iter_generated_lines(measured: Sequence[Measured]) -> Iterator[str]:
    yield from answers_table.iter_lines({m.gold.name: m.generated for m in measured}, "generated")


def _iter_robustness_lines(measured: Sequence[Measured]) -> Iterator[str]:
    yield from robustness.iter_lines(answers_table.iter_parts({m.gold.name: m.varied for m in measured}))


def _iter_citation_lines(measured: Sequence[Measured]) -> Iterator[str]:
    yield from cited.iter_lines(answers_table.iter_parts({m.gold.name: m.reports for m in measured}))


def _iter_synonym_lines(measured: Sequence[Measured]) -> Iterator[str]:
    having = {m.gold.name: [v for v in m.verdicts if v.kind != CONVERSATION] for m in measured}
    yield from answers_table.iter_beside({"with": having, "without": {m.gold.name: m.without for m in measured}})


def _iter_model_lines(measured: Sequence[Measured]) -> Iterator[str]:
    if not any(m.suggested for m in measured):
        yield suggestions.INSTALL
        return
    yield from suggestions.iter_lines(dict(answers_table.iter_parts({m.gold.name: m.suggested for m in measured})))


def _iter_retrieval_lines(measured: Sequence[Measured]) -> Iterator[str]:
    if not any(m.found for m in measured):
        yield rivals_retrieval.INSTALL
        return
    yield from rivals_retrieval.iter_lines(answers_table.iter_parts({m.gold.name: m.found for m in measured}))


if __name__ == "__main__":
    sys.exit(main())
