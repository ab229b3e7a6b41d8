"""Questions about what changed between the two newest versions, and what did not."""

from __future__ import annotations

from collections.abc import Iterator

from bench.generated_expected import DECLINED, Expected, Question
from bench.generated_gold import NO, YES, Cell, GoldFacts, Pair, draw, get_key
from bench.generated_lookup import fill, lower_first

_CHANGED = ("Did the {lower} of {entity} change?", "Has the {attribute} of {entity} changed since {version}?")
_BEFORE = ("What was the {lower} of {entity} before?", "What {was} the previous {lower} of {entity}?")
_SINCE = ("Since when do the docs list {lower} for {entity}?", "Since which version does {entity} have {lower}?")
_FORMER = ("What was {name} called before?", "What is the former name of {name}?", "What did {name} use to be called?")
_PRESENT = ("What is {name} called now?", "What is the new name of {name}?")
_TELLS_NAMES = ("called", "formerly", "renamed", "known as", "previously", "name")


def iter_changed(gold: GoldFacts) -> Iterator[Question]:
    """Whether a value changed that did."""
    for before, after in _iter_changed(gold):
        texts = tuple(cell.value for cell in (before, after) if cell.is_told)
        ask = _fill(draw(_CHANGED, f"changed {after}"), after, before.version)
        yield Question("changed", ask, Expected(verdict=YES, cells=(after,), texts=texts))


def iter_before(gold: GoldFacts) -> Iterator[Question]:
    """What a value was before."""
    for before, after in _iter_changed(gold):
        if before.is_told:
            ask = fill(draw(_BEFORE, f"before {after}"), after)
            beside = frozenset((before.pair, after.pair))
            yield Question("value before", ask, Expected(texts=(before.value,), beside=beside))


def iter_unchanged(gold: GoldFacts) -> Iterator[Question]:
    """Whether a value changed that did not."""
    changed = {_get_pair(change) for change in gold.changes}
    older = gold.cells[gold.versions[-2]]
    for pair, cell in gold.newest.items():
        before = older.get(pair)
        if before and before.value == cell.value and cell.is_told and pair not in changed:
            ask = _fill(draw(_CHANGED, f"unchanged {cell}"), cell, before.version)
            yield Question("unchanged", ask, Expected(verdict=NO, texts=(cell.value,), beside=frozenset((pair,))))


def _fill(voice: str, cell: Cell, older: str) -> str:
    return fill(voice.replace("{version}", older), cell)


def _iter_changed(gold: GoldFacts) -> Iterator[tuple[Cell, Cell]]:
    """The cells whose values changed, as they were and as they are."""
    older = gold.cells[gold.versions[-2]]
    former = {get_key(c[k]): get_key(c["previous"]) for c in gold.changes for k in c if c["kind"] == f"{k}_renamed"}
    for change in gold.changes:
        pair = _get_pair(change)
        before = older.get((former.get(pair[0], pair[0]), former.get(pair[1], pair[1])))
        after = gold.newest.get(pair)
        if change["kind"] == "value_changed" and before and after:
            yield before, after


def _get_pair(change: dict[str, str]) -> Pair:
    return get_key(change.get("entity", "")), get_key(change.get("attribute", ""))


def iter_added(gold: GoldFacts) -> Iterator[Question]:
    """Since when a value stands in the docs that only the newest version has."""
    for change in gold.changes:
        cell = gold.newest.get(_get_pair(change))
        if change["kind"] == "fact_added" and cell and cell.is_told:
            ask = fill(draw(_SINCE, f"added {cell}"), cell)
            beside = frozenset((cell.pair,))
            yield Question("added since", ask, Expected(texts=(cell.version,), beside=beside))


def iter_former(gold: GoldFacts) -> Iterator[Question]:
    """What a renamed thing was called."""
    for name, previous in _iter_renamed(gold):
        ask = draw(_FORMER, f"former {name}").format(name=name)
        yield Question("former name", ask, Expected(texts=(previous,)))


def iter_present(gold: GoldFacts) -> Iterator[Question]:
    """What a thing is called now, asked by the old name."""
    for name, previous in _iter_renamed(gold):
        ask = draw(_PRESENT, f"present {name}").format(name=previous)
        yield Question("present name", ask, Expected(texts=(name,)))


def _iter_renamed(gold: GoldFacts) -> Iterator[tuple[str, str]]:
    for change in gold.changes:
        if change["kind"].endswith("_renamed"):
            name = change.get("entity") or change["attribute"]
            if lower_first(name) != lower_first(change["previous"]):
                yield name, change["previous"]


def iter_never_renamed(gold: GoldFacts) -> Iterator[Question]:
    """What a thing was called that always had its name."""
    renamed = {get_key(name) for pair in _iter_renamed(gold) for name in pair}
    older = {pair[0] for pair in gold.cells[gold.versions[-2]]}
    also = set(gold.names) | set(gold.names.values())
    for entity in {cell.entity for cell in gold.newest.values()}:
        key = get_key(entity)
        if key in older and key not in renamed | also and not _tells_names(gold, key):
            ask = draw(_FORMER, f"never {entity}").format(name=entity)
            yield Question("never renamed", ask, Expected(DECLINED))


def _tells_names(gold: GoldFacts, key: str) -> bool:
    return any(key in line and any(word in line for word in _TELLS_NAMES) for line in gold.lines)
