"""`docfacts diff`: two states of docs compared in facts."""

from __future__ import annotations

import sys
from typing import TextIO

from docfacts.rendering import write_changes
from ingest.diff import compare


def run_diff(old: str, new: str, format: str, out: TextIO) -> int:
    """Exit status 0, after the differences were written; raises DocfactsError."""
    comparison = compare(old, new)
    for problem in comparison.problems:
        print(f"docfacts: left out: {problem}", file=sys.stderr)
    if not comparison.changes and format != "json":
        out.write("No facts changed.\n")
        return 0
    write_changes(comparison.changes, format, out)
    return 0
