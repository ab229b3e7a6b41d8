"""Which things of a version's new pages are which things of their old states.

Equal names and stated renames are settled first. For the others all evidence is weighed together: shared values and
how rare it is that they agree, likeness of names, place in the table; then the best mutual pairs are taken, greedily
(on tables this does as well as the Hungarian method). Two things are made one only on evidence, which is kept in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Subject
from index.terms import get_identity_key, get_name_key
from ingest.align_evidence import get_probability
from ingest.align_lines import CONTAINED_NAME, LineMatcher, Names
from ingest.align_names import match_by_name
from ingest.alignment import Alignment, ChangedPage, Handle
from ingest.likeness import PLACES, are_amounts, differ_in_number, get_likeness, is_mentioned
from ingest.matching import Matching
from ingest.names import get_core, is_longer_form
from ingest.reading import PROSE_ATTRIBUTES
from ingest.registry import Registry

# Attributes help to align entities and the other way round; a third round changed nothing on any pair.
ROUNDS = 2


def align(pages: Sequence[ChangedPage], registry: Registry) -> Alignment:
    """The ids of all names that the changed pages use."""
    matching = Matching(pages, registry)
    match_by_name(matching)
    if matching.old.things.cells:
        fresh = {page.path for page in pages if not page.old}
        for _ in range(ROUNDS):
            _match_entities(matching, fresh)
            _match_attributes(matching, fresh)
    _make_rest(matching)
    return matching.result


def _match_entities(matching: Matching, fresh: set[str]) -> None:
    """Settles entities that all evidence together says are one."""
    settled, before, after = matching.result.entities, matching.old.things, matching.new.things
    names = Names(
        {id: _get_names(matching, Subject.ENTITY, id) for id in before.cells},
        {handle: matching.names[handle][1] for handle in after.cells},
        are_labels=False,
    )
    matcher = LineMatcher(before, after, names, settled, matching.result.attributes)
    new = [handle for handle in after.cells if handle not in settled]
    candidates = matcher.iter_candidates(new, {n for n in new if after.pages[n] <= fresh})
    pairs = [
        pair for pair in candidates if not _are_apart(matching, names, *pair) and not _was_there(matching, names, *pair)
    ]
    for id, handle, odds in list(matcher.iter_matches(pairs)):
        matching.take(handle, id, f"shares values, name and place with it (probability {get_probability(odds):.2f})")


def _are_apart(matching: Matching, names: Names[str, Handle], old: str, new: Handle) -> bool:
    """Whether names are those of two things, or the docs say so, whatever their cells say."""
    former, name = names.before[old], names.after[new]
    is_another = are_amounts((name, *former)) or any(differ_in_number(n, name) for n in former)
    is_gone = any(get_name_key(n) in matching.new.gone for n in former)
    return is_another or is_gone or is_mentioned((*former, *PLACES), matching.new.replaced.get(new, ""))


def _was_there(matching: Matching, names: Names[str, Handle], old: str, new: Handle) -> bool:
    """Whether sentences spoke of a thing by its new name when a table still had the old one, which is no part of it."""
    name, pages = names.after[new], matching.old.things.pages[old] & matching.new.things.pages[new]
    is_told = any(is_mentioned((name,), matching.get_told(page)) for page in pages)
    return is_told and all(get_likeness(former, name) < CONTAINED_NAME for former in names.before[old])


def _match_attributes(matching: Matching, fresh: set[str]) -> None:
    """Settles attributes that all evidence together says are one."""
    settled, before, after = matching.result.attributes, matching.old.attributes, matching.new.attributes
    labels = matching.new.labels
    names = Names({id: _get_names(matching, Subject.ATTRIBUTE, id) for id in before.cells}, labels, are_labels=True)
    matcher = LineMatcher(before, after, names, settled, matching.result.entities)
    # A label that the docset has or had means that attribute, not another renamed.
    new = [k for k in after.cells if k not in settled and matching.registry.find(Subject.ATTRIBUTE, labels[k]) is None]
    candidates = matcher.iter_candidates(new, {n for n in new if after.pages[n] <= fresh})
    pairs = [(o, n) for o, n in candidates if not any(differ_in_number(name, labels[n]) for name in names.before[o])]
    for id, key, odds in list(matcher.iter_matches(pairs)):
        matching.take_attribute(key, id, f"shares values, wording and place (probability {get_probability(odds):.2f})")


def _get_names(matching: Matching, subject: Subject, id: str) -> list[str]:
    return [name.text for name in matching.registry.get_names(subject, id)]


def _make_rest(matching: Matching) -> None:
    """Ids for the names that mean nothing known."""
    result, registry, things = matching.result, matching.registry, matching.new.things.cells
    kin: dict[str, list[Handle]] = {}
    for handle in things:
        if not handle[0]:
            kin.setdefault(get_core(matching.names[handle][1]), []).append(handle)
    for handle in sorted(matching.names, key=lambda h: h not in things):
        if handle not in result.entities:
            result.entities[handle] = _find_kin(matching, handle, kin) or registry.make_id(
                Subject.ENTITY, matching.names[handle][1], handle[0] or None
            )
    taken = set(result.attributes.values())
    for key, label in matching.new.labels.items():
        if key not in result.attributes:
            known = registry.find(Subject.ATTRIBUTE, label)
            free = known if known and known not in taken else None
            result.attributes[key] = free or registry.make_id(Subject.ATTRIBUTE, label, None)
    for name in PROSE_ATTRIBUTES:
        result.attributes.setdefault(get_identity_key(name), get_identity_key(name).replace(" ", "-"))


def _find_kin(matching: Matching, handle: Handle, kin: dict[str, list[Handle]]) -> str | None:
    """The thing of a name that no table uses: one whose name differs by the noun of its kind alone."""
    result, name = matching.result, matching.names[handle][1]
    if handle[0] or handle in matching.new.things.cells:
        return None
    alike = (h for h in kin.get(get_core(name), ()) if h in result.entities and is_longer_form(h[1], name))
    ids = {result.entities[h] for h in alike}
    if len(ids) != 1:
        return None
    result.other_names.add(handle)
    return ids.pop()
