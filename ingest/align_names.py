"""Names of new pages that mean what they meant before, or what their page says that they were called."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from index.model import NameRole, Subject
from index.terms import get_identity_key
from ingest.alignment import Handle
from ingest.likeness import get_equality
from ingest.matching import Matching

# A thing that went to another page under its name repeats this share of the values that can be compared.
SAME_THING = 0.5
# Why names are one thing of which the docs say so, in words.
STATED = "the docs state the former name"


def match_by_name(matching: Matching) -> None:
    """Settles the names that are the old ones, and those of which the docs say so."""
    _match_equal(matching)
    _match_stated(matching)
    _match_kin(matching)
    _match_equal_attributes(matching)
    _match_stated_attributes(matching)
    _match_moved(matching)


def _match_equal(matching: Matching) -> None:
    primary, others = matching.get_old_names(NameRole.PRIMARY), matching.get_old_names(NameRole.ALIAS)
    for handle, (path, name) in matching.names.items():
        known = primary.get((path, handle[1]))
        if known is None and not handle[0]:
            known = matching.registry.find(Subject.ENTITY, name)
        elif known is None:
            known = matching.registry.find_local(name, path)
        matching.take(handle, known)
    for handle, (path, _) in matching.names.items():
        matching.take(handle, others.get((path, handle[1])))


def _match_kin(matching: Matching) -> None:
    """Names that differ from a known one by the noun of its kind alone."""
    for handle, (_, name) in matching.names.items():
        if not handle[0] and handle not in matching.result.entities:
            matching.take(handle, matching.registry.find_kin(name))


def _match_equal_attributes(matching: Matching) -> None:
    by_key = {}
    for id in matching.old.attributes.cells:
        for name in matching.registry.get_names(Subject.ATTRIBUTE, id):
            by_key[get_identity_key(name.text)] = id
    for key in matching.new.attributes.cells:
        if key in by_key:
            matching.result.attributes[key] = by_key[key]


def _match_stated(matching: Matching) -> None:
    """Names that are new, of which the docs say what the thing was called before."""
    on_page = matching.get_old_names(NameRole.PRIMARY)
    anywhere: dict[str, set[str]] = {}
    for (_, key), id in on_page.items():
        anywhere.setdefault(key, set()).add(id)
    for page in matching.pages:
        for name in (name for name in page.new.names if name.role is NameRole.FORMER):
            key = get_identity_key(name.text)
            _take_local(matching, get_identity_key(name.entity), key, on_page)
            same = anywhere.get(key, set())
            old = on_page.get((page.path, key)) or (min(same) if len(same) == 1 else None)
            old = old or matching.registry.find(Subject.ENTITY, name.text) or matching.registry.find_kin(name.text)
            matching.take(matching.result.get_handle(page.path, name.entity), old, STATED)


def _take_local(matching: Matching, key: str, former: str, on_page: Mapping[tuple[str, str], str]) -> None:
    """What is said once of a name holds for what it means on each page that has taken it up for the former one."""
    for page in matching.pages:
        if (page.path, key) in matching.names:
            matching.take((page.path, key), on_page.get((page.path, former)), STATED)


def _match_stated_attributes(matching: Matching) -> None:
    """Attributes that are new, of which the docs say what they were called before."""
    labels = matching.new.attributes.cells
    for page in matching.pages:
        stated = (_iter_renamed(labels, *map(get_identity_key, pair)) for pair in page.new.former_attributes)
        for key, name in chain.from_iterable(stated):
            matching.take_attribute(key, matching.registry.find(Subject.ATTRIBUTE, name), STATED)


def _iter_renamed(keys: Collection[str], label: str, former: str) -> Iterator[tuple[str, str]]:
    """New attributes with their former names: of that name, but for the noun of its kind, or beginning with it."""
    yield from ((key, former) for key in (label, label.rpartition(" ")[0]) if key in keys)
    yield from ((key, former + key.removeprefix(label)) for key in keys if key.startswith(f"{label} "))


def _match_moved(matching: Matching) -> None:
    """Names that meant a thing on one page alone, and now mean it on another that took over its table."""
    taken = set(matching.result.entities.values())
    left: dict[str, dict[str, None]] = {}
    for _, key, id in matching.iter_old_names(NameRole.PRIMARY):
        if id not in taken and id in matching.old.things.cells:
            left.setdefault(key, {})[id] = None
    groups: dict[tuple[str, str], list[tuple[str, Handle]]] = {}
    for handle in matching.new.things.cells:
        for id in left.get(handle[1], ()):
            page = min(matching.old.things.pages[id])
            groups.setdefault((page, handle[0] or handle[1]), []).append((id, handle))
    for group in groups.values():
        is_moved = _repeat_values(matching, group)
        for id, handle in group:
            if is_moved or _repeat_values(matching, [(id, handle)]):
                matching.take(handle, id)


def _repeat_values(matching: Matching, pairs: Sequence[tuple[str, Handle]]) -> bool:
    """Whether most values of attributes of the same names are the same, wherever they stand."""
    shared = [both for old, new in pairs for both in _iter_values(matching, old, new)]
    return len(shared) > 0 and sum(get_equality(*both) for both in shared) >= SAME_THING * len(shared)


def _iter_values(matching: Matching, old: str, new: Handle) -> Iterator[tuple[str, str]]:
    before = {attribute: value for (_, attribute), (value, _) in matching.old.things.cells[old].items()}
    cells = matching.new.things.cells[new].items()
    ids = {matching.result.attributes.get(key): value for (_, key), (value, _) in cells}
    yield from ((before[id], value) for id, value in ids.items() if id is not None and id in before)
