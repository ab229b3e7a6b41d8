"""The share of git: the versions of a history read as Docfacts reads them, and nothing done with them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from ingest.history import iter_history


def read(repository: Path, revisions: str, under: str) -> dict[str, float]:
    """Reads the versions."""
    began = perf_counter()
    versions = sum(1 for _ in iter_history(repository, revisions=revisions, path=under))
    return {"seconds": perf_counter() - began, "parts": versions}


if __name__ == "__main__":
    print(json.dumps(read(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))
