"""What single cells and lines of cells show: marks, numbers, names, labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from index.model import Slice, Support, Value
from index.terms import get_name_key, get_term, get_terms
from ingest import wording
from ingest.page import Cell, Markup, MarkupKind, Row, Text
from ingest.values import read_value

_NOTE = re.compile(r"\s*(?:\((?:see )?notes? \d{1,2}\)|\[\^?(?:\w{1,3}|[*†‡§]{1,3})\])$", re.I)
# The code of an icon before or behind a name (":simple-linux: Linux", ":icon{name=linux} Linux").
_ICON = re.compile(r"(?<!\S):[a-z][a-z0-9_+-]+(?::(?:\{[^{}]*\})?|\{[^{}]*\})(?!\S)")
_ONLY_NOTES = re.compile(r"(?:\[\^[^\]\s]{1,40}\][\s,]*|[⁰¹²³⁴-⁹†‡]{1,3}[\s,]*)+")
# What parts the names of two kinds over one column, and what stands behind the noun of a label.
_OR = re.compile(r"\s*/\s*|\s+(?:or|and)\s+")
_BEHIND_NOUN = re.compile(r"\s*[(:]|\s+(?:of|for|in|to|by|with|per|on|from)\b", re.I)
_REMARK = re.compile(r"\s*\([^()]*\)$")
_ADJECTIVE = re.compile(r"\w{3,}(?:able|ible)")
# Words joined by signs, the first in lower case ("cache.ttl", "max-age").
_KEY = re.compile(r"(?![A-Z])\S*[._/:=-]\S*")
# What joins words to the name of a program's part ("all_reduce").
_PART = re.compile(r"\w[_.]\w")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_VERSION_WORD = re.compile(r"v?\d+(?:\.\d+)*(?:\.x)?\+?", re.I)
# Texts of fewer words are equal by chance, as versions and names are.
FEWEST_WORDS = 3
# A corner whose words tell nothing more often names things than properties, and one that says of which kind the
# methods or actions are ("Payment method") nearly always.
UNKNOWN_CORNER, QUALIFIED_CORNER = -0.2, -0.6
# Headings of more words are phrases, whose last word may be anything.
LONGEST_NOUN = 4
EMPTY = Cell(Text(""), Slice(0, 0))
# A name that ends in one of these goes on behind the line's end.
_JOINTS = (".", "/", "_", "-", ":")
# The cells of the tables in hand; a page of 800 KB may be one table of 20,000.
LABELS_KEPT = 32_768
# The kinds of values that are made of words.
TEXTS = frozenset({"phrase", "prose", "list"})
# What a heading never holds.
MARKS = frozenset({"support", "number"})


def get_label(cell: Cell) -> str:
    """The text of a heading cell as a name: one line, no footnote marks, no icons beside it."""
    return _get_label(cell.text.visible, cell.text.markup)


# Each sign that a table may show asks for the labels of its cells anew.
@lru_cache(maxsize=LABELS_KEPT)
def _get_label(visible: str, markup: tuple[Markup, ...]) -> str:
    text = Text(visible, (), markup).get_bare()
    text = _ICON.sub("", text).strip() or text if ":" in text else text
    text = _NOTE.sub("", text) if text.endswith((")", "]")) else text
    return text.rstrip("*†‡¹²³⁴⁵⁶⁷⁸⁹").rstrip(":").strip() if len(text) > 1 else text


def get_labels(cell: Cell) -> tuple[str, ...]:
    """The names in a heading cell: several where each is code or a link and only commas or the like part them."""
    marks = [m for m in cell.text.markup if m.kind in (MarkupKind.CODE, MarkupKind.LINK)]
    rest = cell.text.visible
    for mark in sorted(marks, key=lambda m: -m.at):
        rest = rest[: mark.at] + rest[mark.until :]
    names = tuple(dict.fromkeys(cell.text.visible[m.at : m.until].strip() for m in marks))
    if len(names) > 1 and all(name.endswith(_JOINTS) for name in names[:-1]) and not rest.strip():
        # One long name over several lines.
        return ("".join(names),)
    is_list = len(names) > 1 and all(part in ("", ",", "/", "and", "or", "&") for part in re.split(r"\s+|(?<=,)", rest))
    return names if is_list and len(names) == len(marks) else (get_label(cell),)


def shows(cell: Cell) -> bool:
    """Whether a reader sees anything in a cell."""
    return bool(cell.text.visible.strip())


def are_labels(cells: Sequence[Cell]) -> bool:
    """Whether cells could name their rows: all filled, all different, none a mark or number."""
    labels = [get_label(c) for c in cells]
    return len(set(labels)) == len(labels) and all(
        label and get_type(c) not in MARKS for label, c in zip(labels, cells, strict=True)
    )


def looks_like_header(rows: Sequence[Row]) -> bool:
    """Whether the first of some rows names columns: short texts, no values, all different but a blank corner."""
    labels = [get_label(c) for c in rows[0].cells]
    named = [label for label in labels[1:] if label]
    if len(rows) < 2 or len(named) != len(labels) - 1 or len(set(labels)) != len(labels):
        return False
    return not any(get_type(c) in MARKS or len(get_label(c).split()) > 6 for c in rows[0].cells)


def is_section(cells: Sequence[Cell]) -> bool:
    """Whether a row only names the group of the rows below it."""
    label, *others = (get_label(c) for c in cells)
    return bool(label) and (not any(others) or all(o == label for o in others)) and len(others) > 1


def begins_with_section(body: Sequence[Sequence[Cell]]) -> bool:
    """Whether the rows stand in sections: then the first row names one, and not in code as the others are named."""
    return is_section(body[0]) and not (is_code(body[0][0]) and all(is_code(row[0]) for row in body))


def holds_only_notes(cell: Cell) -> bool:
    """Whether a cell holds nothing but the marks of footnotes, and so says nothing itself."""
    return bool(_ONLY_NOTES.fullmatch(cell.text.visible.strip()))


def get_type(cell: Cell) -> str:
    """What kind of value a cell holds, for the likeness of rows and columns."""
    return _get_type(cell.text.visible)


@lru_cache(maxsize=LABELS_KEPT)
def _get_type(visible: str) -> str:
    text = visible.strip()
    if not text:
        return "blank"
    value = read_value(text)
    if value.support is not None:
        return "support"
    if value.quantity is not None:
        return "number"
    if value.items:
        return "list"
    return "phrase" if len(text.split()) <= 8 else "prose"


def get_fine_type(cell: Cell) -> str:
    """What kind of value a cell holds, numbers of one unit apart from those of another."""
    kind = get_type(cell)
    quantity = read_value(cell.text.visible.strip()).quantity if kind == "number" else None
    return f"number {quantity.base_unit}" if quantity else kind


def get_shape(cell: Cell) -> str:
    """What kind of value a cell holds, phrases by how they are written: keys as of code, single words, with numbers."""
    kind = get_fine_type(cell)
    return _get_shape(cell.text.visible.strip()) if kind == "phrase" else kind


def _get_shape(phrase: str) -> str:
    if _KEY.fullmatch(phrase):
        return "key"
    if " " not in phrase:
        return "name" if phrase[:1].isupper() else "word"
    return "phrase with numbers" if any(c.isdigit() for c in phrase) else "phrase"


def get_likeness_of_lines(lines: Iterable[Sequence[str]]) -> float:
    """The mean share of the commonest type in lines of at least two filled cells; 0 without such lines."""
    shares = []
    for line in lines:
        filled = [t for t in line if t != "blank"]
        if len(filled) > 1:
            shares.append(Counter(filled).most_common(1)[0][1] / len(filled))
    return sum(shares) / len(shares) if shares else 0.0


def get_share(cells: Sequence[Cell], holds: Callable[[Cell], bool]) -> float:
    """The share of the filled cells for which something holds; 0 without filled cells."""
    shown = [c for c in cells if shows(c)]
    return sum(1 for c in shown if holds(c)) / len(shown) if shown else 0.0


def is_linked(cell: Cell) -> bool:
    """Whether the whole cell is a link."""
    return _is_all(cell, MarkupKind.LINK)


def is_code(cell: Cell) -> bool:
    """Whether the whole cell is code."""
    return _is_all(cell, MarkupKind.CODE)


def _is_all(cell: Cell, kind: MarkupKind) -> bool:
    length = len(cell.text.visible.strip())
    return any(m.kind is kind and m.until - m.at >= length for m in cell.text.markup)


def reads_as_property(cell: Cell) -> bool:
    """A phrase such as "Source IP of request": several words, one behind the first a plain lower-case one."""
    words = get_label(cell).split()
    return len(words) > 1 and any(w[:1].islower() for w in words[1:])


def reads_as_predicate(cell: Cell) -> bool:
    """Whether a heading says what things are or do: it begins with a verb ("Needs a key") or is what one may be."""
    words = get_label(cell).split()
    if len(words) == 1:
        word = words[0].lower()
        return word in wording.PARTICIPLES or (bool(_ADJECTIVE.fullmatch(word)) and word not in wording.RELEASE_NAMES)
    return bool(words) and words[0].lower() in wording.PREDICATE_VERBS


def reads_as_name(cell: Cell) -> bool:
    """A phrase such as "Cloud Gateway", "pgRouter", "Gateway 2": capitals beyond the first letter, or in every word."""
    parts = get_label(cell).split()
    words = [w for w in parts if w[:1].isalpha()]
    if not words:
        return False
    if len(words) > 1 or any(_VERSION_WORD.fullmatch(w) for w in parts[1:]):
        return all(w[:1].isupper() for w in words)
    return any(c.isupper() for c in words[0][1:])


def is_labelled(cell: Cell, labels: frozenset[str]) -> bool:
    """Whether a heading cell begins or ends with one of some words, given as terms; a remark behind it is no part."""
    label = get_label(cell)
    terms = get_terms(_REMARK.sub("", label) or label)
    return bool(terms) and (terms[-1] in labels or terms[0] in labels)


def get_noun(cell: Cell) -> str:
    """The last word of a short heading, as a term, a remark behind it being no part; "" for a longer one."""
    label = get_label(cell)
    terms = get_terms(_REMARK.sub("", label) or label)
    return terms[-1] if 0 < len(terms) <= LONGEST_NOUN else ""


def make_known_test(known: frozenset[str]) -> Callable[[Cell], bool]:
    """A test for cells that hold one of some names, given by their keys."""
    return lambda cell: get_name_key(get_label(cell)) in known


def is_generic_label(cell: Cell) -> bool:
    """Whether a heading cell names a plan or grade such as "Free"."""
    label = get_label(cell)
    terms = get_terms(label)
    return 0 < len(terms) <= 2 and terms[0] in wording.GENERIC_NAMES and not _PART.search(label)


def is_plan(cell: Cell) -> bool:
    """Whether a heading cell names a plan such as "Free", "Team plan" or "Acme Enterprise", or a role."""
    terms = get_terms(get_label(cell))
    if not 0 < len(terms) <= 2:
        return False
    is_role = get_label(cell).lower().split()[-1] in wording.ROLE_NAMES
    return is_role or not wording.PLAN_NAMES.isdisjoint((terms[0], terms[-1]))


def classify_corner(cell: Cell) -> float | None:
    r"""What the label over the first column says of the cells below: 1 properties, -1 things; None for a blank one.

    Of two labels with a stroke between them ("Feature \ Plan") the second is that of the columns.
    """
    label = get_label(cell)
    rows, stroke, columns = (part.strip() for part in label.partition("\\"))
    if rows and stroke and columns:
        return (_classify_label(rows) - _classify_label(columns)) / 2
    kinds = [_classify_label(part) for part in _OR.split(label) if part.strip()]
    return sum(kinds) / len(kinds) if kinds else None


def _classify_label(label: str) -> float:
    """The same for one label; its noun counts, else its first word."""
    noun = get_terms(_CAMEL.sub(" ", _BEHIND_NOUN.split(label, maxsplit=1)[0]))
    telling = [t for t in noun if t not in wording.LABEL_FILLERS] or noun
    for term in (*telling[-1:], *telling[:1]):
        if term in wording.ATTRIBUTE_LABELS:
            return 1.0
        if term in wording.ENTITY_LABELS:
            return -1.0
        if term in wording.OPEN_LABELS:
            return QUALIFIED_CORNER if len(telling) > 1 and term == telling[-1] else 0.0
    return -1.0 if get_term("name") in noun else UNKNOWN_CORNER


def get_series(cells: Sequence[Cell]) -> float:
    """The share of some heading cells that differ from another one in a version alone ("Gateway 1", "Gateway 2")."""
    stems = [_get_series_stem(get_label(c)) for c in cells if shows(c)]
    counts = Counter(stem for stem in stems if stem)
    return sum(n for n in counts.values() if n > 1) / len(stems) if stems else 0.0


def _get_series_stem(label: str) -> str:
    """A name without its version; "" for one that has none, or nothing else."""
    words = label.split()
    rest = [w for w in words if not _VERSION_WORD.fullmatch(w)]
    return " ".join(rest) if 0 < len(rest) < len(words) else ""


def get_shared_wording(lines: Iterable[Sequence[Cell]]) -> float:
    """How much of their words neighbours in a line have in common, 0 to 1; marks and numbers tell nothing here."""
    shares = []
    for line in lines:
        filled = [(get_type(c), frozenset(get_terms(c.text.visible))) for c in line if shows(c)]
        for (kind, a), (other, b) in pairwise(filled):
            tells = kind in TEXTS and other in TEXTS and len(a | b) >= FEWEST_WORDS
            shares.append(len(a & b) / len(a | b) if tells else 0.0)
    return sum(shares) / len(shares) if shares else 0.0


def is_check(value: Value) -> bool:
    """Whether a value is a check mark, or the letter that stands for one."""
    return value.support is Support.YES and (len(value.raw) == 1 or not value.raw[:1].isalpha())


def get_kinship(cells: Sequence[Cell]) -> float:
    """The share of some heading cells that begin or end with the same word, as names of one family do."""
    words = [get_terms(get_label(c)) for c in cells if shows(c)]
    named = [w for w in words if len(w) > 1]
    if len(named) < 2:
        return 0.0
    counts = (Counter(w[i] for w in named).most_common(1)[0][1] for i in (0, -1))
    best = max(counts)
    return best / len(words) if best > 1 else 0.0


def is_plain_label(cell: Cell, labels: frozenset[str]) -> bool:
    """Whether a heading cell holds nothing but words that label a column ("Feature or capability")."""
    terms = get_terms(get_label(cell))
    telling = [t for t in terms if t not in wording.LABEL_FILLERS] or terms
    return bool(telling) and all(t in labels for t in telling)
