"""Brings the history of a repository into the index, version by version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.writer import IndexWriter
from ingest.history import History, HistoryVersion
from ingest.reading_ahead import ReadingAhead
from ingest.sources import BadSource
from ingest.update import Outcome, Target, Updater


@dataclass(frozen=True, slots=True)
class Replayed:
    """A version of a history that was brought in."""

    outcome: Outcome
    """What it brought."""
    problems: tuple[str, ...]
    """A line for each of its files that was left out."""


class Replay:
    """A history on its way into a docset: what is new in it, one transaction a version."""

    def __init__(self, writer: IndexWriter, history: History, docset: str, base_url: str | None = None) -> None:
        """`base_url` is the address under which the pages are published."""
        self._ahead = ReadingAhead()
        self._updater = Updater(writer, docset, self._ahead.read)
        self._history, self._docset, self._base_url = history, docset, base_url
        self._known = self._updater.labels

    def count(self) -> int:
        """How many versions there are to be brought in, at most."""
        return self._history.count(self._known)

    def iter_replayed(self) -> Iterator[Replayed]:
        """The versions that the docset lacks, each after it was brought in and committed.

        Those that belong before versions of the docset come in as one transaction with what has to be done
        again behind them. Raises BadSource where the docset's versions are of other pages than the history's.
        """
        with self._ahead:
            for told in self._ahead.iter_prepared(self._history.iter_versions(self._known)):
                target = Target(self._docset, told.label, date=told.date, base_url=self._base_url)
                outcome = self._updater.insert(target, self._make_state(told), told.documents, told.moves)
                self._updater.commit()
                yield Replayed(outcome, told.problems)
            self._updater.settle()
            self._updater.commit()

    def _make_state(self, told: HistoryVersion) -> dict[str, str]:
        """The whole state of a version; pages that could not be read keep the one that they had."""
        before = self._updater.get_state(told.since) if told.since is not None else {}
        if told.known_pages is not None and not before.keys() <= told.known_pages:
            other = min(before.keys() - told.known_pages)
            raise BadSource(
                f"{self._docset}: version {told.since} of this docset has pages that the history lacks ({other}); "
                "another --docset keeps the two apart"
            )
        state = {path: sha for path, sha in before.items() if path not in told.gone}
        state.update((new, before[told.moves[new]]) for new in told.unread if told.moves.get(new) in before)
        return dict(sorted({**state, **told.state}.items()))
