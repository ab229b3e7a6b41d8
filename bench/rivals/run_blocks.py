"""The floor: the blocks of the pages parsed by markdown-it, and nothing done with them. Tells its seconds as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from markdown_it import MarkdownIt


def parse(pages: Path) -> dict[str, float]:
    """Parses the pages; inline text is left as it is."""
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    began = perf_counter()
    blocks = sum(len(parser.parse(file.read_text(encoding="utf-8"))) for file in sorted(pages.rglob("*.md")))
    return {"seconds": perf_counter() - began, "parts": blocks}


if __name__ == "__main__":
    print(json.dumps(parse(Path(sys.argv[2]))))
