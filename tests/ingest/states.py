"""States of docs as texts, and an index in memory to put them in."""

from __future__ import annotations

from collections.abc import Mapping

from index.model import Change
from index.store import open_writer
from index.writer import IndexWriter
from ingest.documents import Document, make_document
from ingest.update import Outcome, Target, update_docset

DOCSET = "ferries"
State = Mapping[str, str]
"""Texts of pages by path; a path that ends in `.html` is HTML."""


def make_documents(state: State) -> dict[str, Document]:
    """The documents of a state."""
    documents = {}
    for name, text in state.items():
        path = name.removesuffix(".html")
        documents[path] = make_document(path, name if name.endswith(".html") else f"{name}.md", text.encode())
    return documents


def put(writer: IndexWriter, label: str | None, state: State, **options: str | None) -> Outcome:
    """Makes a state that of a version; options are a target's date, fallback and base_url."""
    target = Target(
        DOCSET,
        label,
        fallback=options.get("fallback") or "1",
        date=options.get("date"),
        base_url=options.get("base_url"),
    )
    return update_docset(writer, target, make_documents(state))


def compare_states(old: State, new: State) -> tuple[Change, ...]:
    """What differs between two states, in facts."""
    with open_writer(None) as writer:
        put(writer, "old", old)
        return put(writer, "new", new).changes


def compare_texts(old: str, new: str) -> tuple[Change, ...]:
    """What differs between two states of one page, in facts."""
    ending = ".html" if old.startswith("<!doctype") else ""
    return compare_states({f"page{ending}": old}, {f"page{'.html' if new.startswith('<!doctype') else ''}": new})
