"""Docfacts, called like the others: a first ingest of the pages into an index on disk. Tells its seconds as JSON."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from time import perf_counter

from docfacts.ingest_command import main


def index(pages: Path, kept: Path) -> dict[str, float]:
    """Ingests the pages; the index is on disk when the time is up."""
    began = perf_counter()
    with redirect_stdout(StringIO()) as told:
        status = main([str(pages), "--docset", "bench", "--version", "v1", "--index", str(kept), "--format", "json"])
    seconds = perf_counter() - began
    if status:
        raise SystemExit(status)
    return {"seconds": seconds, "parts": json.loads(told.getvalue())["versions"][0]["read"]}


if __name__ == "__main__":
    print(json.dumps(index(Path(sys.argv[2]), Path(sys.argv[3]))))
