"""Questions about single cells, in several voices."""

from __future__ import annotations

from collections.abc import Iterator

from bench.generated_expected import Expected, Question
from bench.generated_gold import NO, YES, Cell, GoldFacts, draw

_PLAIN = (
    "What {is} the {attribute} of {entity}?",
    "What {is} the {attribute} for {entity}?",
    "What {attribute} does {entity} have?",
)
_TERSE = ("{entity} {attribute}?", "{lower} {entity}", "{entity}: {lower}", "{lower} for {entity}")
_POLITE = (
    "Could you tell me the {attribute} of {entity}, please?",
    "Hi, I would like to know the {lower} of {entity}.",
    "Please tell me what the {lower} of {entity} {is}.",
)
_OWN = (
    "We use {entity}. What {is} its {lower}?",
    "I have {entity}, what {lower} do I get?",
    "For {entity}, what {is} the {lower}?",
)
_SUPPORT = (
    "does {entity} support {lower}?",
    "Does {entity} have {attribute}?",
    "Is {lower} supported by {entity}?",
    "Can I get {lower} with {entity}?",
)
_BEING = ("Is {entity} {lower}?", "{entity}: is it {lower}?")
_THEN = ("What {was} the {attribute} of {entity} in {version}?", "In {version}, what {was} the {lower} of {entity}?")
_TIME = frozenset(
    "s sec second seconds min minute minutes h hour hours d day days week weeks month months year years ms".split()
)
_BYTES = frozenset("B KB MB GB TB PB KiB MiB GiB TiB PiB bytes".split())
_INCLUDES = ("Does the {lower} of {entity} include {value}?", "Is {value} among the {lower} of {entity}?")
_CONFIRMS = (
    "Is the {lower} of {entity} {value}?",
    "{entity} has a {lower} of {value}, right?",
    "Is {value} the {lower} of {entity}?",
)


def iter_plain(gold: GoldFacts) -> Iterator[Question]:
    """What is the attribute of the entity."""
    return _iter_lookups(gold, "look-up, plain", _PLAIN)


def iter_terse(gold: GoldFacts) -> Iterator[Question]:
    """Entity and attribute, no more."""
    return _iter_lookups(gold, "look-up, terse", _TERSE)


def iter_polite(gold: GoldFacts) -> Iterator[Question]:
    """The same with courtesies."""
    return _iter_lookups(gold, "look-up, polite", _POLITE)


def iter_own(gold: GoldFacts) -> Iterator[Question]:
    """The same by somebody who has the thing."""
    return _iter_lookups(gold, "look-up, own", _OWN)


def _iter_lookups(gold: GoldFacts, kind: str, voices: tuple[str, ...]) -> Iterator[Question]:
    for cell in gold.newest.values():
        if cell.is_told:
            yield Question(kind, fill(draw(voices, f"{kind} {cell}"), cell), tell(cell))


def iter_older(gold: GoldFacts) -> Iterator[Question]:
    """An older version asked beside the question."""
    for version in gold.versions[:-1]:
        for cell in gold.cells[version].values():
            if cell.is_told:
                ask = fill(draw((*_PLAIN, *_TERSE), f"older {cell}"), cell)
                yield Question("look-up, as of", ask, tell(cell), as_of=version)


def iter_then(gold: GoldFacts) -> Iterator[Question]:
    """An older version named in the question."""
    for version in gold.versions[:-1]:
        for cell in gold.cells[version].values():
            if cell.is_told:
                yield Question("look-up, in version", fill(draw(_THEN, f"then {cell}"), cell), tell(cell))


def iter_support(gold: GoldFacts) -> Iterator[Question]:
    """Yes or no."""
    for cell in gold.newest.values():
        if cell.support:
            expected = Expected(verdict=cell.support, cells=(cell,), version=cell.version)
            yield Question("support", fill(_get_support_voice(cell), cell), expected)


def iter_support_older(gold: GoldFacts) -> Iterator[Question]:
    """Yes or no, of an older version asked beside the question."""
    for version in gold.versions[:-1]:
        for cell in gold.cells[version].values():
            if cell.support:
                expected = Expected(verdict=cell.support, cells=(cell,), version=version)
                yield Question("support, as of", fill(_get_support_voice(cell), cell), expected, as_of=version)


def _get_support_voice(cell: Cell) -> str:
    first = cell.attribute.split()[0].casefold()
    is_state = first.endswith(("ed", "able", "ible"))
    return draw(_BEING if is_state else _SUPPORT, f"support {cell}")


def iter_amounts(gold: GoldFacts) -> Iterator[Question]:
    """How many, how long, how large, how much."""
    for cell in gold.newest.values():
        voice = _find_amount_voice(cell)
        if voice:
            yield Question("amount", fill(voice, cell), tell(cell))


def _find_amount_voice(cell: Cell) -> str:
    amount = cell.amount
    if amount is None:
        return ""
    if amount[1] in _TIME:
        return "How long is the {lower} of {entity}?"
    if amount[1] in _BYTES:
        return draw(("How much {lower} does {entity} have?", "How large is the {lower} of {entity}?"), f"amount {cell}")
    if cell.value.startswith("$"):
        return "How much is the {lower} of {entity}?"
    return "How many {lower} does {entity} have?" if not amount[1] and is_plural(cell.attribute) else ""


def iter_present(gold: GoldFacts) -> Iterator[Question]:
    """Whether a list holds what it does."""
    for cell in gold.newest.values():
        for item in cell.items:
            ask = fill(draw(_INCLUDES, f"present {cell}"), cell, item)
            yield Question("list, present", ask, Expected(verdict=YES, cells=(cell,), version=cell.version))


def iter_lacking(gold: GoldFacts) -> Iterator[Question]:
    """Whether a list holds what only another entity's does."""
    for column in gold.iter_columns():
        for cell in column:
            others = {item for other in column for item in other.items if item.casefold() not in cell.value.casefold()}
            if cell.items and others:
                item = draw(sorted(others), f"lacking {cell}")
                ask = fill(draw(_INCLUDES, f"lacking {cell}"), cell, item)
                yield Question("list, absent", ask, Expected(verdict=NO, cells=(cell,), version=cell.version))


def iter_confirmed(gold: GoldFacts) -> Iterator[Question]:
    """Whether the value is what it is."""
    for cell in gold.newest.values():
        if cell.is_short and not cell.holds(cell.entity):
            ask = fill(draw(_CONFIRMS, f"confirmed {cell}"), cell, cell.value)
            yield Question("confirm, true", ask, Expected(verdict=YES, cells=(cell,), version=cell.version))


def iter_denied(gold: GoldFacts) -> Iterator[Question]:
    """Whether the value is another entity's."""
    for column in gold.iter_columns():
        short = [cell for cell in column if cell.is_short]
        for cell in short:
            others = [c for c in short if not (cell.holds(c.value) or c.holds(cell.value))]
            if others:
                other = draw(others, f"denied {cell}")
                ask = fill(draw(_CONFIRMS, f"denied {cell}"), cell, other.value)
                expected = Expected(verdict=NO, cells=(cell,), version=cell.version)
                yield Question("confirm, false", ask, expected)


def tell(cell: Cell) -> Expected:
    """That the cell is told and no other."""
    return Expected(cells=(cell,), version=cell.version)


def fill(voice: str, cell: Cell, value: str = "") -> str:
    """A question about a cell."""
    plural = is_plural(cell.attribute)
    return voice.format(
        entity=cell.entity,
        attribute=cell.attribute,
        lower=lower_first(cell.attribute),
        value=value,
        version=cell.version,
        **{"is": "are" if plural else "is", "was": "were" if plural else "was"},
    )


def lower_first(name: str) -> str:
    """A name as it stands inside a sentence: acronyms and names of code stay."""
    first = name.split(maxsplit=1)[0]
    return name[0].lower() + name[1:] if first[1:].islower() else name


def is_plural(name: str) -> bool:
    """Whether a name is that of several things."""
    last = name.rsplit(maxsplit=1)[-1].casefold()
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))
