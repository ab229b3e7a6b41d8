"""The cells and changes of a gold set, as questions are generated from them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from bench.goldsets import GoldSet, iter_gold_sets, plain

T = TypeVar("T")
Pair = tuple[str, str]
"""The keys of an entity and an attribute."""

YES, NO = "yes", "no"
_MARKS = {**dict.fromkeys("✅ ✓ ✔ ✔️ ☑ yes".split(), YES), **dict.fromkeys("❌ ✗ ✘ ✖ no".split(), NO)}
# Longer names are sentences, which nobody asks for by name.
LONGEST_NAME = 8
# Words that name nothing by themselves.
_LIGHT = frozenset(
    "the and for with per are not has can its any all from into than when you your each more most".split()
)
_NUMBER = re.compile(r"^\$?(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<unit>[A-Za-z%/]*(?: [A-Za-z/]+)?)$")
_ITEMS = re.compile(r", (?:and |or )?| and | or ")
_ITEM = re.compile(r"[\w.+/-]+(?: [\w.+/-]+)?")
# A longer value is a sentence, which nobody asks back.
LONGEST_VALUE = 4
_UNMARKED = re.compile(r"[\w $%.,:/+-]+")
_TABLE = re.compile(r"^\s*\||</?t[dhr]\b", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the gold."""

    version: str
    """The label of its version."""
    entity: str
    """The entity's name in that version."""
    attribute: str
    """The attribute's name in that version."""
    value: str
    """Its visible text or the start of that."""

    @property
    def pair(self) -> Pair:
        """What it is the value of."""
        return get_key(self.entity), get_key(self.attribute)

    @property
    def support(self) -> str:
        """YES or NO where it says no more than that, else ""."""
        marks = {_MARKS.get(word.casefold()) for word in self.value.split()} if self.value else {NO}
        return (marks.pop() or "") if len(marks) == 1 else ""

    @property
    def is_told(self) -> bool:
        """Whether it says something in words or numbers."""
        return not self.support and any(letter.isalnum() for letter in self.value)

    @property
    def amount(self) -> tuple[float, str] | None:
        """The number and its unit, if it is one."""
        found = _NUMBER.match(self.value)
        return (float(found["number"].replace(",", "")), found["unit"]) if found else None

    @property
    def items(self) -> tuple[str, ...]:
        """What it lists, if it is a list of names."""
        parts = tuple(_ITEMS.split(self.value))
        return parts if len(parts) > 1 and all(_ITEM.fullmatch(part) for part in parts) else ()

    @property
    def is_short(self) -> bool:
        """Whether it says something in a few words without marks."""
        words = self.value.split()
        return self.is_told and len(words) <= LONGEST_VALUE and bool(_UNMARKED.fullmatch(self.value))

    def holds(self, words: str) -> bool:
        """Whether some words stand in the value."""
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.value, re.I) is not None


@dataclass(slots=True)
class GoldFacts:
    """What a gold set knows, without the attributes that readers file differently."""

    name: str
    """The set's name."""
    versions: list[str]
    """Labels, oldest first."""
    cells: dict[str, dict[Pair, Cell]]
    """By version and pair."""
    changes: list[dict[str, Any]]
    """Between the two newest versions."""
    names: dict[str, str]
    """Keys of other names of entities, with those of the gold's."""
    lines: list[str]
    """The lines of its pages in all versions, in lower case; those of a table begin with a bar."""
    words: frozenset[str] = field(init=False)
    """The words of its pages."""

    def __post_init__(self) -> None:
        self.words = frozenset(word for line in self.lines for word in iter_words(line))

    @property
    def newest(self) -> dict[Pair, Cell]:
        """The cells of the newest version."""
        return self.cells[self.versions[-1]]

    def iter_columns(self) -> Iterator[list[Cell]]:
        """The cells of each attribute in the newest version."""
        columns: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.newest.values():
            columns[get_key(cell.attribute)].append(cell)
        yield from columns.values()

    def get_entity_key(self, name: str) -> str:
        """The key of the gold's name of an entity."""
        key = get_key(name)
        return self.names.get(key, key)

    def is_said_together(self, entity: str, attribute: str) -> bool:
        """Whether prose names an entity and uses a word of an attribute: what tables lack may stand there."""
        about, words = entity.casefold(), set(iter_words(attribute))
        prose = [line for line in self.lines if not line.startswith("|")]
        return any(about in line for line in prose) and any(words & set(iter_words(line)) for line in prose)


def get_key(name: str) -> str:
    """What names are compared by."""
    return plain(name).casefold().rstrip(":*")


def iter_words(text: str) -> Iterator[str]:
    """The words that carry a text's meaning, in the singular."""
    for word in re.findall(r"[a-z0-9]+", text.casefold()):
        if len(word) > 2 and word not in _LIGHT:
            yield word.removesuffix("s")


def read_gold(gold: GoldSet) -> GoldFacts:
    """What a set knows."""
    doubtful = {get_key(attribute) for attribute in gold.meta.get("doubtful", ())}
    cells = [cell for cell in _iter_cells(gold) if get_key(cell.attribute) not in doubtful]
    return GoldFacts(
        gold.name,
        gold.versions,
        {label: {cell.pair: cell for cell in cells if cell.version == label} for label in gold.versions},
        [c for c in gold.load("changes").get("change", ()) if get_key(c.get("attribute", "")) not in doubtful],
        {get_key(other): get_key(name) for name, group in gold.meta.get("also", {}).items() for other in group},
        list(_iter_lines(gold)),
    )


def _iter_cells(gold: GoldSet) -> Iterator[Cell]:
    rows = ((label, entity, row) for label, rows in gold.load("facts").items() for entity, row in rows.items())
    for label, entity, row in rows:
        for attribute, value in row.items():
            if max(len(name.split()) for name in (entity, attribute)) <= LONGEST_NAME:
                yield Cell(label, plain(entity), plain(attribute), plain(value))


def _iter_lines(gold: GoldSet) -> Iterator[str]:
    for label in gold.versions:
        for file in sorted((gold.folder / label).rglob("*.*")):
            for line in file.read_text(encoding="utf-8").splitlines():
                text = plain(line).casefold()
                yield f"| {text}" if _TABLE.search(line) else text


@cache
def read_donors() -> tuple[GoldFacts, ...]:
    """What all open sets know: names that are foreign to another set come from them."""
    return tuple(read_gold(gold) for gold in iter_gold_sets() if not gold.is_sealed)


def draw(options: Sequence[T], seed: str) -> T:
    """One of some options, the same one for a seed in every run."""
    return options[int.from_bytes(sha256(seed.encode()).digest()[:8]) % len(options)]


def shuffle(options: Iterable[T], seed: str) -> list[T]:
    """The options in an order that tells nothing and is the same in every run."""
    return sorted(options, key=lambda option: sha256(f"{seed} {option}".encode()).digest())
