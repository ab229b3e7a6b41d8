"""LlamaIndex: pages to nodes by MarkdownNodeParser, found by BM25Retriever. Tells its seconds as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from llama_index.core import Document  # type: ignore[import-not-found, import-untyped, unused-ignore]
from llama_index.core.node_parser import MarkdownNodeParser  # type: ignore[import-not-found, import-untyped, unused-ignore]
from llama_index.retrievers.bm25 import BM25Retriever  # type: ignore[import-not-found, import-untyped, unused-ignore]

FOUND = 10


def index(pages: Path, kept: Path) -> dict[str, float]:
    """Indexes the pages, then keeps the index; the seconds of the first alone."""
    began = perf_counter()
    documents = [Document(text=file.read_text(encoding="utf-8")) for file in sorted(pages.rglob("*.md"))]
    nodes = MarkdownNodeParser().get_nodes_from_documents(documents)
    retriever = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=FOUND)
    seconds = perf_counter() - began
    retriever.persist(str(kept))
    return {"seconds": seconds, "parts": len(nodes)}


def ask(kept: Path, question: str) -> dict[str, float]:
    """Finds with the kept index."""
    return {"parts": len(BM25Retriever.from_persist_dir(str(kept)).retrieve(question))}


if __name__ == "__main__":
    what, where, third = sys.argv[1:]
    print(json.dumps(index(Path(where), Path(third)) if what == "index" else ask(Path(where), third)))
