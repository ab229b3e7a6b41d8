"""Answers to gold questions, handed to the program that checks citations with the files alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench.answers_score import Verdict
from bench.goldsets import GoldSet
from service.serialise import get_answer

Report = dict[str, Any]
"""What the checker tells of a set."""
CHECKER = Path(__file__).resolve().parent / "citations.py"
# A set has some sixty answers, which are checked within a second.
CHECK_SECONDS = 60.0


def check_citations(gold: GoldSet, verdicts: Sequence[Verdict]) -> Report:
    """The checker's report on the answers to a set's questions."""
    folders = [f"{label}={gold.folder / label}" for label in gold.versions]
    with TemporaryDirectory(prefix="docfacts-citations-") as folder:
        file = Path(folder, "answers.json")
        file.write_text(json.dumps([get_answer(verdict.given) for verdict in verdicts]), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 (our own file, no shell)
            [sys.executable, "-I", str(CHECKER), str(file), *folders, "--json"],
            capture_output=True,
            text=True,
            timeout=CHECK_SECONDS,
            check=False,
        )
    if not done.stdout:
        raise RuntimeError(f"the citations of {gold.name} could not be checked: {done.stderr[-600:]}")
    report: Report = json.loads(done.stdout)
    return report


def iter_lines(groups: Iterable[tuple[str, Sequence[Report]]]) -> Iterator[str]:
    """The shares of all reports of each group as lines of a table, with what is wrong in open sets."""
    yield (
        f"{'citations, checked apart':24} {'places':>7} {'as the files have':>18} {'claims':>7} {'cited':>8} "
        f"{'sentences':>10} {'cited, verdicts':>16} {'median quote':>13}"
    )
    for name, reports in groups:
        places = _get_columns(reports, "citations", "wrong_citations", (7, 18))
        claims = _get_columns(reports, "claims", "uncited_claims", (7, 8))
        sentences = _get_columns(reports, "sentences", "bare_sentences", (10, 16))
        quotes = [length for report in reports for length in report["quotes"]]
        yield f"{name + ' together':24} {places} {claims} {sentences} {median(quotes) if quotes else 0:13.0f}"
        if name == "open":
            wrong = ("wrong_citations", "uncited_claims", "bare_sentences")
            yield from (f"  {problem}" for report in reports for part in wrong for problem in report[part])


def _get_columns(reports: Sequence[Report], part: str, wrong: str, widths: tuple[int, int]) -> str:
    whole = sum(report[part] for report in reports)
    right = whole - sum(len(report[wrong]) for report in reports)
    return f"{whole:{widths[0]},} {right / whole if whole else 1:{widths[1]}.2%}"
