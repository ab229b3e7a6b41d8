"""What daff finds in pairs of tables, read from its own way of showing differences.

daff runs in the environment that `make rivals` makes; without it, nothing is measured beside it.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.readers import Difference, Grid

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-rivals" / "bin" / "python"
"""The interpreter that has the rivals."""
INSTALL = "daff is not installed, so it is left out; `make rivals` installs it"
# A gold set has a few small tables, which daff compares within a second.
DAFF_SECONDS = 60.0


def is_installed() -> bool:
    """Whether there is an environment with the rivals."""
    return PYTHON.exists()


def find_differences(pairs: Sequence[tuple[Grid, Grid]]) -> list[list[Difference]]:
    """The differences of each pair of tables, as daff sees them."""
    done = subprocess.run(  # noqa: S603 (our own file, no shell)
        [str(PYTHON), str(ROOT / "bench" / "rivals" / "run_daff.py")],
        input=json.dumps(pairs),
        capture_output=True,
        text=True,
        timeout=DAFF_SECONDS,
        check=True,
    )
    shown = json.loads(done.stdout)
    return [list(iter_shown(table, (new[0][0], old[0][0]))) for table, (old, new) in zip(shown, pairs, strict=True)]


def iter_shown(shown: Grid, corners: tuple[str, str]) -> Iterator[Difference]:
    """The differences in one table as daff shows it: a mark in front of each row, and a row of marks over the columns.

    `corners` are the headers of the columns that name the rows, the newer one first.
    """
    marks = next((row for row in shown if row[0] == "!"), None)
    header = next((row for row in shown if row[0] == "@@"), None)
    if header is None:
        return
    over = marks or [""] * len(header)
    labels = [header.index(corner, 1) for corner in dict.fromkeys(corners) if corner in header[1:]] or [1]
    for i, mark in enumerate(over):
        if mark.startswith("(") and i not in labels:
            yield Difference("", header[i], mark[1:-1], header[i], is_renaming=True)
    for row in shown:
        if row[0] not in ("!", "@@", "..."):
            yield from _iter_row(row, header, over, labels)


def _iter_row(
    row: Sequence[str], header: Sequence[str], over: Sequence[str], labels: list[int]
) -> Iterator[Difference]:
    mark = row[0]
    before, name = _split(mark, next((row[i] for i in labels if row[i]), ""))
    if before != name:
        yield Difference(name, "", before, name, is_renaming=True)
    for i in range(1, len(row)):
        older, newer = _split(mark, row[i])
        if mark == "+++" or over[i] == "+++":
            older = ""
        if mark == "---" or over[i] == "---":
            newer = ""
        if older != newer and i not in labels:
            yield Difference(name, header[i], older or None, newer or None)


def _split(mark: str, text: str) -> tuple[str, str]:
    """The older and the newer text of a cell; the row's mark is the arrow between them."""
    if not mark.endswith("->"):
        return text, text
    before, arrow, after = text.partition(mark)
    return (before, after) if arrow else (text, text)
