"""Haystack: pages to parts by MarkdownHeaderSplitter, found by BM25 in memory. Tells its seconds as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from haystack import Document  # type: ignore[import-not-found, import-untyped, unused-ignore]
from haystack.components.preprocessors import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    MarkdownHeaderSplitter,
)
from haystack.document_stores.in_memory import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    InMemoryDocumentStore,
)
from haystack.document_stores.types import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    DuplicatePolicy,
)

FOUND = 10


def index(pages: Path, kept: Path) -> dict[str, float]:
    """Indexes the pages, then keeps the index; the seconds of the first alone."""
    began = perf_counter()
    documents = [Document(content=file.read_text(encoding="utf-8")) for file in sorted(pages.rglob("*.md"))]
    parts = MarkdownHeaderSplitter().run(documents=documents)["documents"]
    store = InMemoryDocumentStore()
    store.write_documents(parts, policy=DuplicatePolicy.OVERWRITE)
    seconds = perf_counter() - began
    kept.mkdir(parents=True, exist_ok=True)
    store.save_to_disk(str(kept / "store.json"))
    return {"seconds": seconds, "parts": len(parts)}


def ask(kept: Path, question: str) -> dict[str, float]:
    """Finds with the kept index."""
    store = InMemoryDocumentStore.load_from_disk(str(kept / "store.json"))
    return {"parts": len(store.bm25_retrieval(question, top_k=FOUND))}


if __name__ == "__main__":
    what, where, third = sys.argv[1:]
    print(json.dumps(index(Path(where), Path(third)) if what == "index" else ask(Path(where), third)))
