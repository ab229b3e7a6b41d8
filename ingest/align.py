"""Which things of a page's new state are which things of its old state.

All evidence counts together: stated renames, equal names, shared values, likeness of
names, mentions of the old name, place in the table. Exact matches are settled first,
then the best mutual pairs, greedily (on tables this does as well as the Hungarian
method). Two things are made one only on evidence, which is kept in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from index.meaning import fold_text
from index.model import FactKind, NameRole, StoredFact, Subject
from index.terms import get_name_key, get_terms
from ingest.reading import PROSE_ATTRIBUTES, FactReading, PageReading
from ingest.registry import Registry

# Weights and thresholds were set on the page pairs of tests/gold/open.
# A shared value that siblings share too (a check mark, mostly) tells little of which is which.
COMMON_VALUE_WEIGHT = 0.3
ENTITY_VALUES, ENTITY_NAME, ENTITY_MENTION, ENTITY_PLACE = 0.60, 0.25, 0.15, 0.10
ENTITY_THRESHOLD = 0.45
ATTRIBUTE_VALUES, ATTRIBUTE_NAME, ATTRIBUTE_PLACE = 0.45, 0.40, 0.15
ATTRIBUTE_THRESHOLD = 0.50
# Where one name holds all words of the other, the values need only be of the same kind.
CONTAINED_NAME, CONTAINED_KINDS = 0.95, 0.5
# A pair must be better by this than either side's next best, or it is a guess.
MARGIN = 0.05
# Values that agree on less than this many attributes are chance.
FEWEST_SHARED = 2


@dataclass(slots=True)
class Alignment:
    """The ids of a page's names."""

    entities: dict[str, str] = field(default_factory=dict)
    """Entity name to id."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Attribute name to id."""
    evidence: dict[tuple[Subject, str], str] = field(default_factory=dict)
    """Why a name that is new to a known id is taken for it, in words."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The table facts of one state of a page: values by entity and attribute, both in reading order."""

    values: Mapping[str, Mapping[str, str]]
    kinds: Mapping[str, Mapping[str, str]]
    attributes: tuple[str, ...]

    @classmethod
    def make(cls, cells: Iterable[tuple[str, str, str, str]]) -> _Side:
        values: dict[str, dict[str, str]] = {}
        kinds: dict[str, dict[str, str]] = {}
        attributes: dict[str, None] = {}
        for entity, attribute, value, kind in cells:
            values.setdefault(entity, {}).setdefault(attribute, value)
            kinds.setdefault(entity, {}).setdefault(attribute, kind)
            attributes[attribute] = None
        return cls(values, kinds, tuple(attributes))

    def get_weight(self, entity: str, attribute: str) -> float:
        """How much an equal value there tells: all, unless a sibling has the same."""
        value = self.values[entity][attribute]
        shared = any(v.get(attribute) == value for e, v in self.values.items() if e != entity)
        return COMMON_VALUE_WEIGHT if shared else 1.0


def align_page(
    old: Sequence[StoredFact], new: PageReading, registry: Registry, page: str, stated: Mapping[str, str]
) -> Alignment:
    """The ids of all names of a page's new reading.

    `old` are the facts of the page's state before, empty for a new page. `stated` gives, by key of
    the new name, the id of the thing that the docs say was renamed.
    """
    return _Aligner(old, new, registry, page, stated).align()


class _Aligner:
    def __init__(
        self, old: Sequence[StoredFact], new: PageReading, registry: Registry, page: str, stated: Mapping[str, str]
    ) -> None:
        self.registry, self.page, self.stated = registry, page, stated
        self.new = new
        self.local = {f.entity for f in new.facts if f.is_local}
        self.old_entities = tuple(dict.fromkeys(f.record.entity for f in old))
        self.old_side = _Side.make(_iter_old_cells(old))
        self.new_side = _Side.make(_iter_new_cells(new.facts))
        self.result = Alignment()

    def align(self) -> Alignment:
        names = tuple(dict.fromkeys(f.entity for f in (*self.new.facts, *self.new.names)))
        self._match_entities_by_name(names)
        attributes = self.new_side.attributes
        self._match_attributes_by_name(attributes)
        self._match_entities_by_evidence()
        self._match_attributes_by_evidence()
        self._make_rest(names, attributes)
        return self.result

    # Entities

    def _match_entities_by_name(self, names: Sequence[str]) -> None:
        by_key = {}
        for id in self.old_entities:
            for name in self.registry.get_names(Subject.ENTITY, id):
                if name.role is NameRole.PRIMARY:
                    by_key[get_name_key(name.text)] = id
        for name in names:
            key = get_name_key(name)
            known = by_key.get(key) or (None if name in self.local else self.registry.find(Subject.ENTITY, name))
            if known:
                self.result.entities[name] = known
        for name in names:
            renamed = self.stated.get(get_name_key(name))
            if renamed and name not in self.result.entities and renamed not in self.result.entities.values():
                self._take_entity(name, renamed, "the docs state the former name")

    def _take_entity(self, name: str, id: str, why: str) -> None:
        self.result.entities[name] = id
        self.result.evidence[Subject.ENTITY, name] = why

    def _match_entities_by_evidence(self) -> None:
        taken = set(self.result.entities.values())
        old = [id for id in self.old_side.values if id not in taken]
        new = [name for name in self.new_side.values if name not in self.result.entities]
        scores = {(o, n): self._score_entities(o, n) for o in old for n in new}
        for id, name, score in iter_best_pairs(scores, ENTITY_THRESHOLD):
            self._take_entity(name, id, f"shares values, name and place with it (score {score:.2f})")

    def _score_entities(self, old: str, new: str) -> float:
        before, after = self.old_side.values[old], self.new_side.values[new]
        pairs = [(self.result.attributes[a], a) for a in after if a in self.result.attributes]
        pairs = [(o, a) for o, a in pairs if o in before]
        weights = [self.old_side.get_weight(old, o) for o, _ in pairs]
        equal = sum(w for (o, a), w in zip(pairs, weights, strict=True) if before[o] == after[a])
        distinct = sum(1 for (o, a), w in zip(pairs, weights, strict=True) if before[o] == after[a] and w == 1.0)
        names = [n.text for n in self.registry.get_names(Subject.ENTITY, old)]
        likeness = max((_get_likeness(n, new) for n in names), default=0.0)
        if (distinct < FEWEST_SHARED or not weights) and likeness < 0.6:
            return 0.0
        score = ENTITY_VALUES * (equal / sum(weights) if weights else 0.0) + ENTITY_NAME * likeness
        score += ENTITY_MENTION * self._is_mentioned(names, new)
        return score + ENTITY_PLACE * self._is_same_place(old, new)

    def _is_mentioned(self, names: Sequence[str], new: str) -> bool:
        """Whether the definition of the new thing speaks of the old name."""
        texts = " ".join(
            get_name_key(f.value.raw) for f in self.new.facts if f.entity == new and f.kind is FactKind.DEFINITION
        )
        return any(f" {get_name_key(n)} " in f" {texts} " for n in names)

    def _is_same_place(self, old: str, new: str) -> bool:
        order_old, order_new = list(self.old_side.values), list(self.new_side.values)
        return order_old.index(old) == order_new.index(new) and len(order_old) == len(order_new)

    # Attributes

    def _match_attributes_by_name(self, attributes: Sequence[str]) -> None:
        by_key = {}
        for id in self.old_side.attributes:
            for name in self.registry.get_names(Subject.ATTRIBUTE, id):
                by_key[get_name_key(name.text)] = id
        for name in attributes:
            id = by_key.get(get_name_key(name))
            if id:
                self.result.attributes[name] = id

    def _match_attributes_by_evidence(self) -> None:
        taken = set(self.result.attributes.values())
        old = [id for id in self.old_side.attributes if id not in taken]
        new = [name for name in self.new_side.attributes if name not in self.result.attributes]
        scores = {(o, n): self._score_attributes(o, n) for o in old for n in new}
        for id, name, score in iter_best_pairs(scores, ATTRIBUTE_THRESHOLD):
            self.result.attributes[name] = id
            self.result.evidence[Subject.ATTRIBUTE, name] = f"shares values, wording and place (score {score:.2f})"

    def _score_attributes(self, old: str, new: str) -> float:
        ids = {id: name for name, id in self.result.entities.items() if name in self.new_side.values}
        pairs = [(o, ids[o]) for o, v in self.old_side.values.items() if old in v and o in ids]
        pairs = [(o, n) for o, n in pairs if new in self.new_side.values[n]]
        names = [n.text for n in self.registry.get_names(Subject.ATTRIBUTE, old)]
        likeness = max((_get_likeness(n, new) for n in names), default=0.0)
        if not pairs:
            return 0.0
        equal = sum(self.old_side.values[o][old] == self.new_side.values[n][new] for o, n in pairs) / len(pairs)
        kinds = sum(self.old_side.kinds[o][old] == self.new_side.kinds[n][new] for o, n in pairs) / len(pairs)
        if likeness >= CONTAINED_NAME and kinds >= CONTAINED_KINDS:
            return 0.9 + 0.1 * equal
        telling = len({self.old_side.values[o][old] for o, _ in pairs}) > 1 or likeness >= 0.5
        score = ATTRIBUTE_VALUES * equal * telling + ATTRIBUTE_NAME * likeness
        return score + ATTRIBUTE_PLACE * self._has_same_neighbour(old, new)

    def _has_same_neighbour(self, old: str, new: str) -> bool:
        i, j = self.old_side.attributes.index(old), self.new_side.attributes.index(new)
        for step in (-1, 1):
            if 0 <= i + step < len(self.old_side.attributes) and 0 <= j + step < len(self.new_side.attributes):
                neighbour = self.result.attributes.get(self.new_side.attributes[j + step])
                if neighbour == self.old_side.attributes[i + step]:
                    return True
        return False

    # New things

    def _make_rest(self, names: Sequence[str], attributes: Sequence[str]) -> None:
        for name in names:
            if name not in self.result.entities:
                page = self.page if name in self.local else None
                self.result.entities[name] = self.registry.make_id(Subject.ENTITY, name, page)
        for name in attributes:
            if name not in self.result.attributes:
                known = self.registry.find(Subject.ATTRIBUTE, name)
                free = known if known and known not in self.result.attributes.values() else None
                self.result.attributes[name] = free or self.registry.make_id(Subject.ATTRIBUTE, name, None)
        for name in PROSE_ATTRIBUTES:
            self.result.attributes.setdefault(name, get_name_key(name).replace(" ", "-"))


def iter_best_pairs(scores: Mapping[tuple[str, str], float], threshold: float) -> Iterator[tuple[str, str, float]]:
    """The pairs that are best for both sides by a margin and reach the threshold, best first."""
    left = dict(scores)
    while left:
        (old, new), score = max(left.items(), key=lambda item: (item[1], item[0]))
        if score < threshold:
            return
        rivals = [s for (o, n), s in left.items() if (o == old) != (n == new)]
        if score - max(rivals, default=0.0) >= MARGIN:
            yield old, new, score
        left = {(o, n): s for (o, n), s in left.items() if o != old and n != new}


def _get_likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1; 1 where one holds all words of the other, or stands for its initials."""
    a, b = get_terms(one), get_terms(other)
    if not a or not b:
        return 0.0
    shorter, longer = sorted((set(a), set(b)), key=len)
    if shorter <= longer and len(longer) <= 2 * len(shorter) + 1:
        return 1.0
    if _is_acronym(one, other) or _is_acronym(other, one):
        return 0.9
    return fuzz.token_sort_ratio(" ".join(a), " ".join(b)) / 100


def _is_acronym(short: str, name: str) -> bool:
    initials = "".join(w[0] for w in get_name_key(name).split())
    return len(short) > 1 and short.isupper() and short.lower() == initials


def _iter_old_cells(facts: Iterable[StoredFact]) -> Iterator[tuple[str, str, str, str]]:
    for fact in facts:
        record = fact.record
        if record.kind is FactKind.CELL:
            yield record.entity, record.attribute, _get_value_key(record.value.raw), _get_kind(record.value)


def _iter_new_cells(facts: Iterable[FactReading]) -> Iterator[tuple[str, str, str, str]]:
    for fact in facts:
        if fact.kind is FactKind.CELL:
            yield fact.entity, fact.attribute, _get_value_key(fact.value.raw), _get_kind(fact.value)


def _get_value_key(raw: str) -> str:
    return fold_text(raw).casefold()


def _get_kind(value: object) -> str:
    support, items, quantity = (getattr(value, name) for name in ("support", "items", "quantity"))
    return "support" if support else "list" if items else "quantity" if quantity else "text"


