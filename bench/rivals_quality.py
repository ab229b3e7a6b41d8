"""Scores a plain table reader and daff on the gold sets, by the measure that Docfacts is scored by.

Both take the header for the names of columns and the first cells for the names of rows. Which of the two names the
entity they cannot know, so the gold decides that for each table, in their favour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bench.facts_score import Score, score_cells, score_changes
from bench.goldsets import GoldSet
from bench.readers import Difference, Grid, iter_cells, iter_differences, pair_grids, read_grids
from bench.rivals_daff import find_differences, is_installed
from index.model import Change, ChangeKind, Effect, FactKind, Renamed, Value, Version


@dataclass(slots=True)
class RivalScores:
    """How others do on a gold set."""

    cells: Score
    """The plain reader's cells."""
    changes: Score
    """The plain reader's changes."""
    daff: Score | None
    """The changes that daff finds; None without daff."""

    def __iadd__(self, other: RivalScores) -> RivalScores:
        self.cells += other.cells
        self.changes += other.changes
        if self.daff is not None and other.daff is not None:
            self.daff += other.daff
        return self


def make_empty() -> RivalScores:
    """Scores of nothing, to be added to."""
    return RivalScores(Score(), Score(), Score() if is_installed() else None)


def score_rivals(gold: GoldSet) -> RivalScores:
    """The scores of the plain reader and of daff, if that is installed."""
    versions = [(label, read_grids(gold.folder / label)) for label in gold.versions]
    scores = make_empty()
    for label, grids in versions:
        scores.cells += score_cells(gold, label, (c for g in grids.values() for c in _iter_facts(gold, label, g)))
    (older, before), (newer, after) = versions[-2:]
    pairs = [
        _Pair(old, new, is_flipped=_is_flipped(gold, newer if new else older, new or old or []))
        for old, new in pair_grids(before, after)
    ]
    plain = ((pair, difference) for pair in pairs for difference in iter_differences(pair.old, pair.new))
    scores.changes += score_changes(gold, _iter_changes(gold, plain))
    if scores.daff is not None:
        scores.daff += score_changes(gold, _iter_changes(gold, _iter_by_daff(pairs)))
    return scores


@dataclass(frozen=True, slots=True)
class _Pair:
    """A table in two versions."""

    old: Grid | None
    new: Grid | None
    is_flipped: bool
    """Whether its columns name the entities."""


def _iter_facts(gold: GoldSet, label: str, grid: Grid) -> Iterator[tuple[str, str, str]]:
    flipped = _is_flipped(gold, label, grid)
    for row, column, text in iter_cells(grid):
        yield (column, row, text) if flipped else (row, column, text)


def _is_flipped(gold: GoldSet, label: str, grid: Grid) -> bool:
    """Whether more of a table's cells are right when its columns are taken for the entities."""
    cells = list(iter_cells(grid)) if grid else []
    upright = score_cells(gold, label, cells).right
    return score_cells(gold, label, [(column, row, text) for row, column, text in cells]).right > upright


def _iter_by_daff(pairs: Iterable[_Pair]) -> Iterator[tuple[_Pair, Difference]]:
    """What daff finds, where there are two tables to compare; else all of the one."""
    pairs = list(pairs)
    both = [(pair.old, pair.new) for pair in pairs if pair.old and pair.new]
    found = iter(find_differences(both))
    for pair in pairs:
        differences = next(found) if pair.old and pair.new else iter_differences(pair.old, pair.new)
        yield from ((pair, difference) for difference in differences)


def _iter_changes(gold: GoldSet, found: Iterable[tuple[_Pair, Difference]]) -> Iterator[Change]:
    older, newer = (Version(gold.meta["docset"], label, i) for i, label in enumerate(gold.versions[-2:]))
    for pair, difference in found:
        yield _make_change(pair, difference, older, newer)


def _make_change(pair: _Pair, found: Difference, older: Version, newer: Version) -> Change:
    names = (found.column, found.row) if pair.is_flipped else (found.row, found.column)
    previous = found.before if found.is_renaming else None
    entity, attribute = (Renamed(name, name, previous) if name or not found.is_renaming else None for name in names)
    before, after = (None if text is None or found.is_renaming else Value(text) for text in (found.before, found.after))
    kind = _get_kind(found, is_entity=entity is not None)
    return Change("", kind, Effect.OTHER, entity, attribute, before, after, older, newer, None, None, "", FactKind.CELL)


def _get_kind(found: Difference, *, is_entity: bool) -> ChangeKind:
    if found.is_renaming:
        return ChangeKind.ENTITY_RENAMED if is_entity else ChangeKind.ATTRIBUTE_RENAMED
    if found.before is None:
        return ChangeKind.FACT_ADDED
    return ChangeKind.FACT_REMOVED if found.after is None else ChangeKind.VALUE_CHANGED


def iter_columns(scores: Mapping[str, RivalScores]) -> Iterator[str]:
    """The scores as further columns of the table of `bench.facts_score.iter_lines`, its header first."""
    yield f"{'plain reader: cells':>19} {'recall':>7} {'changes F1':>10}   {'daff: changes F1':>16}"
    for score in scores.values():
        daff = "-" if score.daff is None else f"{score.daff.f1:.3f}"
        yield f"{score.cells.precision:19.3f} {score.cells.recall:7.3f} {score.changes.f1:10.3f}   {daff:>16}"
