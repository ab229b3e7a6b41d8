"""Which things of a version's new pages are which things of their old states.

All evidence counts together: stated renames, equal names, shared values, likeness of
names, mentions of the old name, place in the table. Exact matches are settled first,
then the best mutual pairs, greedily (on tables this does as well as the Hungarian
method). Two things are made one only on evidence, which is kept in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from index.model import FactKind, NameRole, Subject
from index.terms import get_identity_key
from ingest.align_labels import CONTAINED_NAME, LabelPair, ValuePair, are_resembling, iter_renamed
from ingest.align_things import ENTITY_THRESHOLD, ThingPair
from ingest.alignment import Alignment, ChangedPage, Handle
from ingest.likeness import (
    PLACES,
    are_amounts,
    are_identifiers,
    differ_in_number,
    get_equality,
    get_likeness,
    get_shared_words,
    get_telling_likeness,
    is_mentioned,
    is_sentence,
    iter_best_pairs,
    share_word,
)
from ingest.names import get_core, is_generic, is_longer_form
from ingest.reading import PROSE_ATTRIBUTES
from ingest.registry import Registry
from ingest.sides import (
    Place,
    find_slots,
    find_sole,
    have_same_neighbour,
    iter_carried,
    make_new_side,
    make_old_side,
    match_by_value,
)

# Set on the page pairs of tests/gold/open.
ATTRIBUTE_THRESHOLD = 0.50
# A thing that went to another page under its name repeats this share of the values that can be compared.
SAME_THING = 0.5
# Why names are one thing of which the docs say so, in words.
STATED = "the docs state the former name"
# Attributes help to align entities and the other way round; a third round changed nothing on any pair.
ROUNDS = 2


def align(pages: Sequence[ChangedPage], registry: Registry) -> Alignment:
    """The ids of all names that the changed pages use."""
    return _Aligner(pages, registry).align()


class _Aligner:
    def __init__(self, pages: Sequence[ChangedPage], registry: Registry) -> None:
        self.pages, self.registry = pages, registry
        self._taken: set[str] = set()
        self.fresh = {page.path for page in pages if not page.old}
        self.result = Alignment(local=frozenset(self._iter_local()))
        self.old = make_old_side((p.path, f.record) for p in pages for f in p.old)
        self.new = make_new_side(
            (p.path, self.result.get_handle(p.path, f.entity), f) for p in pages for f in p.new.facts
        )
        self.names: dict[Handle, tuple[str, str]] = {}
        for page in pages:
            for entity in (*(f.entity for f in page.new.facts), *(n.entity for n in page.new.names)):
                self.names.setdefault(self.result.get_handle(page.path, entity), (page.path, entity))
        self._by_core: dict[str, list[Handle]] = {}
        for handle in self.new.values:
            if not handle[0]:
                self._by_core.setdefault(get_core(self.names[handle][1]), []).append(handle)

    def _iter_local(self) -> Iterator[Handle]:
        """Names that mean a thing on their page alone: of plans and of options that no other page compares."""
        facts = [(p.path, f) for p in self.pages for f in p.new.facts]
        wide = {get_identity_key(f.entity) for _, f in facts if f.kind is FactKind.CELL and not f.is_local}
        for path, fact in facts:
            if fact.is_local:
                key = get_identity_key(fact.entity)
                known = key in wide or self.registry.find(Subject.ENTITY, fact.entity) is not None
                if is_generic(fact.entity) or not known:
                    yield path, key

    def align(self) -> Alignment:
        self._match_entities_by_name()
        self._match_stated()
        self._match_kin()
        self._match_attributes_by_name()
        self._match_stated_attributes()
        self._match_moved()
        if self.old.values:
            for _ in range(ROUNDS):
                self._match_entities_by_evidence()
                self._match_attributes_by_evidence()
        self._make_rest()
        return self.result

    # Entities

    def _match_entities_by_name(self) -> None:
        primary, others = self._get_old_names(NameRole.PRIMARY), self._get_old_names(NameRole.ALIAS)
        for handle, (path, name) in self.names.items():
            known = primary.get((path, handle[1]))
            if known is None and not handle[0]:
                known = self.registry.find(Subject.ENTITY, name)
            elif known is None:
                known = self.registry.find_local(name, path)
            self._take_known(handle, known)
        for handle, (path, _) in self.names.items():
            self._take_known(handle, others.get((path, handle[1])))

    def _match_kin(self) -> None:
        """Names that differ from a known one by the noun of its kind alone."""
        for handle, (_, name) in self.names.items():
            if not handle[0] and handle not in self.result.entities:
                self._take_known(handle, self.registry.find_kin(name))

    def _take_known(self, handle: Handle, id: str | None) -> None:
        if id is not None and handle not in self.result.entities and id not in self._taken:
            self._take(handle, id)

    def _take(self, handle: Handle, id: str) -> None:
        self.result.entities[handle] = id
        self._taken.add(id)

    def _get_old_names(self, role: NameRole) -> dict[tuple[str, str], str]:
        """Entities of the old states, by page and the key of a name in that role."""
        return {(path, key): id for path, key, id in self._iter_old_names(role)}

    def _iter_old_names(self, role: NameRole) -> Iterator[tuple[str, str, str]]:
        """Page, key of the name and id, for each name in that role of the entities of the old states."""
        for page in self.pages:
            for id in dict.fromkeys(f.record.entity for f in page.old):
                names = self.registry.get_names(Subject.ENTITY, id)
                yield from ((page.path, get_identity_key(n.text), id) for n in names if n.role is role)

    def _match_moved(self) -> None:
        """Names that meant a thing on one page alone, and now mean it on another that took over its table."""
        taken = set(self.result.entities.values())
        left: dict[str, dict[str, None]] = {}
        for _, key, id in self._iter_old_names(NameRole.PRIMARY):
            if id not in taken and id in self.old.values:
                left.setdefault(key, {})[id] = None
        pairs = [(id, handle) for handle in self.new.values for id in left.get(handle[1], ())]
        groups: dict[tuple[str, str], list[tuple[str, Handle]]] = {}
        for id, handle in pairs:
            groups.setdefault((min(self.old.pages[id]), handle[0] or handle[1]), []).append((id, handle))
        for group in groups.values():
            is_moved = self._repeat_values(group)
            for id, handle in group:
                if is_moved or self._repeat_values([(id, handle)]):
                    self._take_known(handle, id)

    def _repeat_values(self, pairs: Sequence[tuple[str, Handle]]) -> bool:
        """Whether most values of attributes of the same names are the same, wherever they stand."""
        shared = [both for old, new in pairs for both in self._iter_values(old, new)]
        return len(shared) > 0 and sum(get_equality(*both) for both in shared) >= SAME_THING * len(shared)

    def _iter_values(self, old: str, new: Handle) -> Iterator[tuple[str, str]]:
        before = {attribute: value for (_, attribute), value in self.old.values[old].items()}
        ids = {self.result.attributes.get(key): value for (_, key), value in self.new.values[new].items()}
        yield from ((before[id], value) for id, value in ids.items() if id is not None and id in before)

    def _match_stated(self) -> None:
        """Names that are new, of which the docs say what the thing was called before."""
        on_page = self._get_old_names(NameRole.PRIMARY)
        anywhere: dict[str, set[str]] = {}
        for (_, key), id in on_page.items():
            anywhere.setdefault(key, set()).add(id)
        for page in self.pages:
            for name in page.new.names:
                if name.role is not NameRole.FORMER:
                    continue
                key = get_identity_key(name.text)
                self._take_local(get_identity_key(name.entity), key, on_page)
                handle = self.result.get_handle(page.path, name.entity)
                same = anywhere.get(key, set())
                old = on_page.get((page.path, key)) or (min(same) if len(same) == 1 else None)
                old = old or self.registry.find(Subject.ENTITY, name.text) or self.registry.find_kin(name.text)
                if old and old not in self._taken and handle not in self.result.entities:
                    self._take_entity(handle, old, STATED)

    def _take_local(self, key: str, former: str, on_page: Mapping[tuple[str, str], str]) -> None:
        """What is said once of a name holds for what it means on each page that has taken it up for the former one."""
        for page in self.pages:
            handle, old = (page.path, key), on_page.get((page.path, former))
            if handle in self.names and handle not in self.result.entities and old and old not in self._taken:
                self._take_entity(handle, old, STATED)

    def _take_entity(self, handle: Handle, id: str, why: str) -> None:
        self._take(handle, id)
        self.result.evidence[Subject.ENTITY, id] = why

    def _match_entities_by_evidence(self) -> None:
        taken = set(self.result.entities.values())
        old = [id for id in self.old.values if id not in taken]
        new = [handle for handle in self.new.values if handle not in self.result.entities]
        slots = self._find_entity_slots(old)
        pairs = [(o, n) for o in old for n in new if not self.old.pages[o].isdisjoint(self.new.pages[n])]
        free_old = self.old.get_free(old, set(self.result.attributes.values()))
        free_new = self.new.get_free(new, self.result.attributes.keys())
        shared = {
            (o, n): self._get_shared_attributes(o, n) or match_by_value(free_old[o], free_new[n]) for o, n in pairs
        }
        sole = find_sole(pair for pair in pairs if shared[pair])
        scores = {
            pair: self._score_entities(*pair, shared[pair], is_in_slot=pair in slots, is_sole=pair in sole)
            for pair in pairs
        }
        for id, handle, score in iter_best_pairs(scores, ENTITY_THRESHOLD):
            self._take_entity(handle, id, f"shares values, name and place with it (score {score:.2f})")

    def _find_entity_slots(self, old: Sequence[str]) -> set[tuple[str, Handle]]:
        """Pairs of the old things with new ones that stand between the same neighbours on some page."""
        pages = sorted({page for id in old for page in self.old.pages[id] if page in self.new.ranks})
        orders = ((self.old.ranks[page], self.new.ranks[page]) for page in pages)
        return {pair for before, after in orders for pair in find_slots(before, after, self.result.entities)}

    def _score_entities(
        self, old: str, new: Handle, pairs: Sequence[tuple[Place, Place]], *, is_in_slot: bool, is_sole: bool
    ) -> float:
        names, name = [n.text for n in self.registry.get_names(Subject.ENTITY, old)], self.names[new][1]
        is_another = are_amounts((name, *names)) or any(differ_in_number(n, name) for n in names)
        if is_another or is_mentioned((*names, *PLACES), self.new.replaced.get(new, "")):
            return 0.0
        weights = [self.old.get_weight(old, place) for place, _ in pairs]
        values = [(self.old.values[old][o], self.new.values[new][n]) for o, n in pairs]
        return ThingPair(
            equal=sum(w * get_equality(*both) for w, both in zip(weights, values, strict=True)),
            total=sum(weights),
            described=sum(w == 1 and b == a and is_sentence(b) for w, (b, a) in zip(weights, values, strict=True)),
            likeness=max((get_likeness(n, name) for n in names), default=0.0),
            telling=max((get_telling_likeness(n, name) for n in names), default=0.0),
            keeps_word=any(share_word(n, name) for n in names),
            are_identifiers=are_identifiers((name, *names)),
            has_key=self._share_key(old, new, pairs),
            is_told=is_mentioned(names, self.new.definitions.get(new, "")),
            is_in_slot=is_in_slot,
            is_sole=is_sole,
            is_same_place=self.old.is_same_place(old, self.new, new),
        ).score()

    def _share_key(self, old: str, new: Handle, pairs: Sequence[tuple[Place, Place]]) -> bool:
        before, after = self.old.values[old], self.new.values[new]
        return any(before[o] == after[n] and self.old.is_key(o) and self.new.is_key(n) for o, n in pairs)

    def _get_shared_attributes(self, old: str, new: Handle) -> list[tuple[Place, Place]]:
        """Places, as page and attribute, that both things have a value at."""
        before = self.old.values[old]
        pairs = []
        for page, key in self.new.values[new]:
            id = self.result.attributes.get(key)
            if id is not None and (page, id) in before:
                pairs.append(((page, id), (page, key)))
        return pairs

    # Attributes

    def _match_attributes_by_name(self) -> None:
        by_key = {}
        for id in self.old.attributes:
            for name in self.registry.get_names(Subject.ATTRIBUTE, id):
                by_key[get_identity_key(name.text)] = id
        for key in self.new.attributes:
            if key in by_key:
                self.result.attributes[key] = by_key[key]

    def _match_stated_attributes(self) -> None:
        """Attributes that are new, of which the docs say what they were called before."""
        for page in self.pages:
            stated = (
                iter_renamed(self.new.attributes, *map(get_identity_key, pair)) for pair in page.new.former_attributes
            )
            for key, name in chain.from_iterable(stated):
                id = self.registry.find(Subject.ATTRIBUTE, name)
                is_free = id in self.old.attributes and id not in self.result.attributes.values()
                if id is not None and is_free and key not in self.result.attributes:
                    self.result.attributes[key] = id
                    self.result.evidence[Subject.ATTRIBUTE, id] = STATED

    def _match_attributes_by_evidence(self) -> None:
        taken = set(self.result.attributes.values())
        old = [id for id in self.old.attributes if id not in taken]
        new = [key for key in self.new.attributes if key not in self.result.attributes and not self._is_known(key)]
        slots, come = self._find_attribute_slots(), [n for n in new if self.new.attributes[n] <= self.fresh]
        carried = set(iter_carried(self.old, old, self.new, come, self.result.entities))
        shared = {
            (o, n): self._get_shared_values(o, n)
            for o in old
            for n in new
            if not self.old.attributes[o].isdisjoint(self.new.attributes[n])
            or self._is_contained(o, n)
            or (o, n) in carried
        }
        sole = find_sole(pair for pair, values in shared.items() if are_resembling(values))
        scores = {
            pair: self._score_attributes(*pair, values, is_in_slot=pair in slots, is_sole=pair in sole)
            for pair, values in shared.items()
        }
        for id, key, score in iter_best_pairs(scores, ATTRIBUTE_THRESHOLD):
            self.result.attributes[key] = id
            self.result.evidence[Subject.ATTRIBUTE, id] = f"shares values, wording and place (score {score:.2f})"

    def _is_known(self, key: str) -> bool:
        """Whether the docset has or had an attribute of that name; then it is that one, not another renamed."""
        return self.registry.find(Subject.ATTRIBUTE, self.new.labels[key]) is not None

    def _is_contained(self, old: str, new: str) -> bool:
        names = self.registry.get_names(Subject.ATTRIBUTE, old)
        return any(get_likeness(n.text, self.new.labels[new]) >= CONTAINED_NAME for n in names)

    def _is_nearest(self, names: Sequence[str], new: str) -> bool:
        """Whether no other label of the new one's pages holds all words of the names, or is held by them."""
        pages = self.new.attributes[new]
        others = (key for key, where in self.new.attributes.items() if key != new and not pages.isdisjoint(where))
        return all(get_likeness(n, self.new.labels[k]) < CONTAINED_NAME for k in others for n in names)

    def _find_attribute_slots(self) -> set[tuple[str, str]]:
        """Pairs of old attributes with new ones that stand between the same neighbours on some page."""
        pages = sorted(self.old.orders.keys() & self.new.orders.keys())
        orders = ((self.old.orders[page], self.new.orders[page]) for page in pages)
        return {pair for before, after in orders for pair in find_slots(before, after, self.result.attributes)}

    def _score_attributes(
        self, old: str, new: str, pairs: Sequence[ValuePair], *, is_in_slot: bool, is_sole: bool
    ) -> float:
        names, label = [n.text for n in self.registry.get_names(Subject.ATTRIBUTE, old)], self.new.labels[new]
        if not pairs or any(differ_in_number(n, label) for n in names):
            return 0.0
        return LabelPair(
            pairs,
            likeness=max((get_likeness(n, label) for n in names), default=0.0),
            is_nearest=self._is_nearest(names, new),
            keeps_word=any(share_word(n, label) for n in names),
            kept_words=max((get_shared_words(n, label) for n in names), default=0.0),
            is_in_slot=is_in_slot,
            is_sole=is_sole,
            has_neighbour=is_in_slot or self._has_same_neighbour(old, new),
        ).score()

    def _get_shared_values(self, old: str, new: str) -> list[ValuePair]:
        """Values with their kinds, before and after, of the things that have both attributes on one page."""
        handles = {id: handle for handle, id in self.result.entities.items() if handle in self.new.values}
        here, there = self.old.attributes[old], self.new.attributes[new]
        places = [(page, page) for page in sorted(here & there)]
        places = places or [(one, other) for one in sorted(here) for other in sorted(there)]
        pairs = []
        for id in self.old.values:
            for page, new_page in places if id in handles else ():
                before = self.old.find(id, (page, old))
                after = self.new.find(handles[id], (new_page, new))
                if before and after:
                    pairs.append((before, after))
        return pairs

    def _has_same_neighbour(self, old: str, new: str) -> bool:
        """Whether the attributes have the same neighbour on one side of some page's order."""
        settled = self.result.attributes
        return any(
            have_same_neighbour(self.old.orders[page], old, [(key, settled.get(key, key)) for key in after], new)
            for page in self.old.attributes[old] & self.new.attributes[new]
            for after in (self.new.orders[page],)
        )

    # New things

    def _find_kin(self, handle: Handle) -> str | None:
        """The thing of a name that no table uses: one whose name differs by the noun of its kind alone."""
        if handle[0] or handle in self.new.values:
            return None
        name = self.names[handle][1]
        kin = self._by_core.get(get_core(name), ())
        ids = {self.result.entities[h] for h in kin if h in self.result.entities and is_longer_form(h[1], name)}
        if len(ids) != 1:
            return None
        self.result.other_names.add(handle)
        return ids.pop()

    def _make_rest(self) -> None:
        for handle in sorted(self.names, key=lambda h: h not in self.new.values):
            if handle not in self.result.entities:
                self.result.entities[handle] = self._find_kin(handle) or self.registry.make_id(
                    Subject.ENTITY, self.names[handle][1], handle[0] or None
                )
        taken = set(self.result.attributes.values())
        for key, label in self.new.labels.items():
            if key not in self.result.attributes:
                known = self.registry.find(Subject.ATTRIBUTE, label)
                free = known if known and known not in taken else None
                self.result.attributes[key] = free or self.registry.make_id(Subject.ATTRIBUTE, label, None)
        for name in PROSE_ATTRIBUTES:
            self.result.attributes.setdefault(get_identity_key(name), get_identity_key(name).replace(" ", "-"))
