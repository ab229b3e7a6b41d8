"""What every request shares: the settings, the reader of the index, and the books of names."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from flask import current_app

from index.memory import Shelf
from index.store import IndexReader, open_reader
from service.examples import get_examples
from service.metrics import Metrics
from service.names import NameBook
from service.proposers import get_proposer
from service.settings import Settings

EXTENSION = "docfacts"

# Bodies of questions that are known again, and the longest of them, in bytes: some megabytes at most. A question of a
# thousand characters has room in it.
MOST_BODIES = 1_024
LONGEST_BODY = 6_144


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was sent."""

    body: bytes
    """Its JSON."""
    status: str
    """Its status, which is counted."""
    size: int
    """What it takes in memory with what was asked, in bytes, about."""


class Desk:
    """The shared state of one application; its methods may be called from any thread."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.proposer = get_proposer(settings)
        self._lock = Lock()
        self._reader: IndexReader | None = None
        self._books: dict[str, tuple[int, NameBook]] = {}
        self._examples: tuple[int, tuple[str, ...]] = (-1, ())
        self.bodies: Shelf[bytes, Hashable] = Shelf(MOST_BODIES)
        """By the bodies of requests the questions that they asked."""
        self.answers: Shelf[Hashable, KeptAnswer] = Shelf(settings.kept_answers, lambda kept: kept.size)

    def get_reader(self) -> IndexReader:
        """The reader, opened by the first request that needs it; raises what `open_reader` raises."""
        if self._reader is None:
            with self._lock:
                if self._reader is None:
                    self._reader = open_reader(self.settings.index)
        return self._reader

    def get_book(self, docset: str) -> NameBook:
        """The names of a docset, read once for each state of the index."""
        reader = self.get_reader()
        generation = reader.generation()
        held = self._books.get(docset)
        if held is None or held[0] != generation:
            held = (generation, NameBook(reader.names(docset)))
            self._books[docset] = held
        return held[1]

    def get_examples(self) -> tuple[str, ...]:
        """Example questions, made once for each state of the index."""
        reader = self.get_reader()
        generation = reader.generation()
        if self._examples[0] != generation:
            self._examples = (generation, get_examples(reader))
        return self._examples[1]


def get_desk() -> Desk:
    """The desk of the application that answers the present request."""
    desk: Desk = current_app.extensions[EXTENSION]
    return desk
