"""Scores the facts and changes read from gold sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.goldsets import GoldSet, plain
from index.model import Change, FactKind, FactQuery, Renamed
from index.reader import IndexReader
from ingest.update import Outcome


@dataclass(slots=True)
class Score:
    """Counts of right, wrong and missing things."""

    right: int = 0
    """Found and in the gold."""
    wrong: int = 0
    """Found and not in the gold."""
    missing: int = 0
    """In the gold and not found."""
    notes: list[str] = field(default_factory=list)
    """What was wrong or missing, a line each."""

    @property
    def precision(self) -> float:
        """Right among found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Right among gold."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missing
        return 2 * self.right / total if total else 1.0

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.wrong += other.wrong
        self.missing += other.missing
        self.notes += other.notes
        return self


def score_set(gold: GoldSet, reader: IndexReader, outcomes: Sequence[Outcome]) -> tuple[Score, Score]:
    """The scores of a set's cells and of its changes, as the ingest left them."""
    cells = Score()
    for outcome in outcomes:
        found = [
            (f.entity.name, f.attribute.name, f.value.raw)
            for f in reader.facts(outcome.version, FactQuery(kinds=(FactKind.CELL,)))
        ]
        cells += score_cells(gold, outcome.version.label, found)
    return cells, score_changes(gold, outcomes[-1].changes)


def score_cells(gold: GoldSet, version: str, found: Iterable[tuple[str, str, str]]) -> Score:
    """The score of one version's cells: right where entity, attribute and the value's start agree."""
    doubtful = {_key(a) for a in gold.meta.get("doubtful", ())}
    names = _get_names(gold)
    wanted = {
        (names.get(_key(entity), _key(entity)), _key(attribute)): plain(value)
        for entity, row in gold.load("facts").get(version, {}).items()
        for attribute, value in row.items()
        if _key(attribute) not in doubtful
    }
    score, seen = Score(), set()
    for entity, attribute, raw in found:
        key = (names.get(_key(entity), _key(entity)), _key(attribute))
        if key[1] in doubtful:
            continue
        if key in wanted and plain(raw).lower().startswith(wanted[key].lower()):
            score.right += key not in seen
            seen.add(key)
        else:
            score.wrong += 1
            score.notes.append(f"{version}: wrong: {entity} | {attribute} | {raw[:60]!r} (gold {wanted.get(key)!r})")
    missing = [key for key in wanted if key not in seen]
    score.missing = len(missing)
    score.notes += [f"{version}: missing: {e} | {a} | {wanted[e, a][:60]!r}" for e, a in missing]
    return score


def _get_names(gold: GoldSet) -> dict[str, str]:
    return {_key(also): _key(name) for name, group in gold.meta.get("also", {}).items() for also in group}


def _key(name: str) -> str:
    return plain(name).casefold().rstrip(":*")


def score_changes(gold: GoldSet, changes: Iterable[Change]) -> Score:
    """The score of the changes of names and of table facts."""
    names = _get_names(gold)
    doubtful = {_key(a) for a in gold.meta.get("doubtful", ())}
    wanted = [c for c in gold.load("changes").get("change", ()) if _key(c.get("attribute", "")) not in doubtful]
    found = [c for c in changes if _counts(c) and not (c.attribute and _key(c.attribute.name) in doubtful)]
    score, left = Score(), list(wanted)
    for change in found:
        match = next((w for w in left if _is_same(w, change, names)), None)
        if match is None:
            score.wrong += 1
            score.notes.append(f"change not in gold: {_describe(change)}")
        else:
            score.right += 1
            left.remove(match)
    score.missing = len(left)
    score.notes += [f"change not found: {w}" for w in left]
    return score


def _counts(change: Change) -> bool:
    return change.fact_kind is FactKind.CELL or change.kind.value in ("entity_renamed", "attribute_renamed")


def _is_same(wanted: dict[str, Any], change: Change, names: dict[str, str]) -> bool:
    if wanted["kind"] != change.kind.value:
        return False
    if wanted["kind"] == "entity_renamed":
        return _is_renamed(change.entity, wanted["entity"], wanted["previous"], names)
    if wanted["kind"] == "attribute_renamed":
        return _is_renamed(change.attribute, wanted["attribute"], wanted["previous"], names)
    if not (
        _is_named(change.entity, wanted["entity"], names) and _is_named(change.attribute, wanted["attribute"], names)
    ):
        return False
    sides = (("before", change.before), ("after", change.after))
    return all(
        v is not None and plain(v.raw).lower().startswith(plain(wanted[s]).lower()) for s, v in sides if s in wanted
    )


def _is_named(thing: Renamed | None, name: str, names: dict[str, str]) -> bool:
    return thing is not None and names.get(_key(thing.name), _key(thing.name)) == names.get(_key(name), _key(name))


def _is_renamed(thing: Renamed | None, name: str, previous: str, names: dict[str, str]) -> bool:
    if thing is None or thing.previous_name is None:
        return False
    before = _key(thing.previous_name)
    return _is_named(thing, name, names) and names.get(before, before) == names.get(_key(previous), _key(previous))


def _describe(change: Change) -> str:
    def name(thing: Renamed | None) -> str:
        return (
            "" if thing is None else f"{thing.name} (was {thing.previous_name})" if thing.previous_name else thing.name
        )

    before, after = (v.raw[:40] if v else None for v in (change.before, change.after))
    return f"{change.kind.value} | {name(change.entity)} | {name(change.attribute)} | {before!r} -> {after!r}"


def iter_lines(scores: dict[str, tuple[Score, Score]]) -> Iterator[str]:
    """The scores as lines of a table."""
    measures = f"{'precision':>9} {'recall':>7}"
    yield f"{'set':24} {'cells':>6} {measures}   {'changes':>7} {measures} {'F1':>6}"
    for name, (cells, changes) in scores.items():
        yield (
            f"{name:24} {cells.right + cells.missing:6} {cells.precision:9.3f} {cells.recall:7.3f}   "
            f"{changes.right + changes.missing:7} {changes.precision:9.3f} {changes.recall:7.3f} {changes.f1:6.3f}"
        )
