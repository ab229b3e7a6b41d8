"""Questions that the docs do not answer: something in them is foreign, or was never put together, or is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from bench.generated_expected import DECLINED, Expected, Question
from bench.generated_gold import Cell, GoldFacts, Pair, draw, get_key, iter_words, read_donors, shuffle
from bench.generated_lookup import fill

_ASKED = (
    "What {is} the {attribute} of {entity}?",
    "{entity} {lower}?",
    "Does {entity} support {lower}?",
    "Could you tell me the {lower} for {entity}?",
    "We run {entity}. What {is} its {lower}?",
)
# So many foreign names are tried on a set; the sample needs a few.
MOST_FOREIGN = 40
# A shorter word says too little to be foreign.
SHORTEST_FOREIGN = 4
# A word that the pages of more sets use belongs to no one field.
WIDEST = 0.15
# A property that several sets have is no other field's.
OWNERS = 1
# A gap between tables is asked for with an attribute of so few entities that it is no general one.
MOST_OWNERS = 25


def iter_foreign_attributes(gold: GoldFacts) -> Iterator[Question]:
    """An entity of the set with a property of another field."""
    names = _get_foreign(gold, lambda cell: cell.attribute)
    cells = shuffle(gold.newest.values(), f"attributes {gold.name}")
    for name, cell in zip(names, cells, strict=False):
        yield _ask("absent, attribute", cell.entity, name, cell.version)


def iter_foreign_entities(gold: GoldFacts) -> Iterator[Question]:
    """An entity of another field with a property of the set."""
    names = _get_foreign(gold, lambda cell: cell.entity)
    cells = shuffle(gold.newest.values(), f"entities {gold.name}")
    for name, cell in zip(names, cells, strict=False):
        yield _ask("absent, entity", name, cell.attribute, cell.version)


def _get_foreign(gold: GoldFacts, get_name: Callable[[Cell], str]) -> list[str]:
    """Names of other sets that no page of this one could mean, in a mixed order."""
    owners = Counter(key for donor in read_donors() for key in {get_key(get_name(c)) for c in donor.newest.values()})
    names = {
        get_name(cell)
        for donor in read_donors()
        if donor.name != gold.name
        for cell in donor.newest.values()
        if owners[get_key(get_name(cell))] == OWNERS and _is_foreign(get_name(cell), gold)
    }
    return shuffle(names, f"foreign {gold.name}")[:MOST_FOREIGN]


def _is_foreign(name: str, gold: GoldFacts) -> bool:
    """Whether half of a name's words or more are of another field alone."""
    words = set(iter_words(name))
    spread = _count_users()
    widest = WIDEST * len(read_donors())
    foreign = [w for w in words if len(w) >= SHORTEST_FOREIGN and w not in gold.words and spread[w] <= widest]
    return bool(foreign) and 2 * len(foreign) >= len(words)


@cache
def _count_users() -> Counter[str]:
    """How many sets use each word."""
    return Counter(word for donor in read_donors() for word in donor.words)


def iter_gaps(gold: GoldFacts) -> Iterator[Question]:
    """An entity and a property that no table has together, nor any page in prose."""
    attributes: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    for entity, attribute in (pair for cells in gold.cells.values() for pair in cells):
        attributes.setdefault(entity, set()).add(attribute)
        owners.setdefault(attribute, set()).add(entity)
    for (entity, _), cell in gold.newest.items():
        for column in gold.iter_columns():
            key = get_key(column[0].attribute)
            beside = set().union(*(attributes[owner] for owner in owners[key]))
            apart = len(owners[key]) <= MOST_OWNERS and not beside & attributes[entity]
            if apart and not gold.is_said_together(cell.entity, column[0].attribute):
                yield _ask("absent, gap", cell.entity, column[0].attribute, cell.version)


def iter_gone(gold: GoldFacts) -> Iterator[Question]:
    """What only the older version states."""
    for pair, cell in _iter_removed(gold):
        if pair not in gold.newest and not gold.is_said_together(cell.entity, cell.attribute):
            yield _ask("absent, gone", cell.entity, cell.attribute, gold.versions[-1])


def iter_not_yet(gold: GoldFacts) -> Iterator[Question]:
    """What only the newest version states, asked of the older one."""
    older = gold.versions[-2]
    for change in gold.changes:
        cell = gold.newest.get((get_key(change.get("entity", "")), get_key(change.get("attribute", ""))))
        if change["kind"] == "fact_added" and cell and not gold.is_said_together(cell.entity, cell.attribute):
            yield _ask("absent, not yet", cell.entity, cell.attribute, older, as_of=older)


def _iter_removed(gold: GoldFacts) -> Iterator[tuple[Pair, Cell]]:
    for change in gold.changes:
        pair = get_key(change.get("entity", "")), get_key(change.get("attribute", ""))
        cell = gold.cells[gold.versions[-2]].get(pair)
        if change["kind"] == "fact_removed" and cell:
            yield pair, cell


def _ask(kind: str, entity: str, attribute: str, version: str, as_of: str | None = None) -> Question:
    cell = Cell(version, entity, attribute, "")
    return Question(kind, fill(draw(_ASKED, f"{kind} {cell}"), cell), Expected(DECLINED), as_of=as_of)
