"""Gold sets: docs pages in two or more versions with what a careful human reader finds in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.reader import IndexReader
from index.store import open_writer
from index.writer import IndexWriter
from ingest.sources import collect
from ingest.update import Outcome, Target, update_docset

ROOT = Path(__file__).resolve().parent.parent / "tests" / "gold"

_FOOTNOTE = re.compile(r"\[\^[^\]]+\]|\[\w\](?=\s|$)|[¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\S)[†‡]+")
_MARKS = re.compile(r"[`*]|(?<!\w)_+|_+(?!\w)|\\(?=\W)|<[^>]+>")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A gold set on disk."""

    name: str
    """`open/…` or `sealed/…`."""
    folder: Path
    """Where it lies."""
    meta: dict[str, Any]
    """Its `set.toml`."""

    @property
    def is_sealed(self) -> bool:
        """Whether it is scored only, never studied."""
        return self.name.startswith("sealed/")

    @property
    def versions(self) -> list[str]:
        """Labels, oldest first."""
        return list(self.meta["versions"])

    def load(self, name: str) -> dict[str, Any]:
        """One of its files, empty when it has none."""
        file = self.folder / f"{name}.toml"
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}

    @contextmanager
    def open(self) -> Iterator[tuple[IndexReader, list[Outcome]]]:
        """An index of its own with all versions, and what their ingests found."""
        with open_writer(None) as writer:
            outcomes = self._ingest(writer)
            writer.commit()
            yield writer.reader(), outcomes

    def _ingest(self, writer: IndexWriter) -> list[Outcome]:
        dates = self.meta.get("dates") or [None] * len(self.versions)
        return [
            update_docset(
                writer,
                Target(self.meta["docset"], label, date=date, base_url=self.meta.get("base_url")),
                collect([self.folder / label]).documents,
            )
            for label, date in zip(self.versions, dates, strict=True)
        ]


def iter_gold_sets(root: Path = ROOT) -> Iterator[GoldSet]:
    """All gold sets, open ones first."""
    for kind in ("open", "sealed"):
        for file in sorted((root / kind).glob("*/set.toml")):
            yield GoldSet(f"{kind}/{file.parent.name}", file.parent, tomllib.loads(file.read_text(encoding="utf-8")))


def plain(text: str) -> str:
    """A text without marks, tags, footnote marks and doubled spaces: what gold and reading are compared by."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(_FOOTNOTE.sub("", _MARKS.sub("", text)).split()).strip()
