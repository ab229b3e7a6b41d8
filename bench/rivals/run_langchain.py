"""A plain retrieval stack: pages to chunks by LangChain's splitters, found by BM25.

Reads sets of pages with questions as JSON on standard input, and tells for each set the length of its chunks and for
each question its first chunks.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from langchain_text_splitters import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    HTMLHeaderTextSplitter,
    MarkdownHeaderTextSplitter,
)
from rank_bm25 import BM25Okapi  # type: ignore[import-not-found, import-untyped, unused-ignore]

FOUND = 3
LEVELS = range(1, 7)


def answer(pages: dict[str, str], questions: list[str]) -> dict[str, Any]:
    """The lengths of all chunks of the pages, and the first chunks for each question."""
    chunks = [chunk for name, text in sorted(pages.items()) for chunk in split(name, text)]
    engine = BM25Okapi([get_words(chunk) for chunk in chunks])
    found = [engine.get_top_n(get_words(question), chunks, n=FOUND) for question in questions]
    return {"lengths": [len(chunk) for chunk in chunks], "found": found}


def split(name: str, text: str) -> list[str]:
    """The chunks of a page, headings kept in them."""
    if name.endswith((".html", ".htm")):
        splitter = HTMLHeaderTextSplitter([(f"h{level}", str(level)) for level in LEVELS])
    else:
        splitter = MarkdownHeaderTextSplitter([("#" * level, str(level)) for level in LEVELS], strip_headers=False)
    return [part.page_content for part in splitter.split_text(text)]


def get_words(text: str) -> list[str]:
    """The words in lower case: kinder than the splitting at blanks that is LangChain's own default."""
    return re.findall(r"\w+", text.lower())


if __name__ == "__main__":
    json.dump([answer(each["pages"], each["questions"]) for each in json.load(sys.stdin)], sys.stdout)
