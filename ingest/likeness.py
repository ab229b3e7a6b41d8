"""How alike names and values are, and which pairs of things are each other's best match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from index.terms import get_name_key, get_terms
from ingest import wording
from ingest.values import read_value

# A pair must be better by this than either side's next best, or it is a guess. Set on the pairs of tests/gold/open.
MARGIN = 0.05

_REMARK = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
_IDENTIFIER = re.compile(r"(?=.*[_.-])[a-z_.-][\w.-]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)*(?:\.x)?")
_ZEROS = re.compile(r"(?<=\d\.\d)(?:\.0)+$")
# What values count that repeat each other's words, differ in numbers alone ("30 days", "14 days"), or share some words.
REPEATED, OF_ONE_FORM, OVERLAPPING, LEAST_OVERLAP = 0.7, 0.7, 0.4, 0.2
# How a sentence that tells what was replaced may speak of it.
PLACES = ("its place", "their place")
# So many capitals make an acronym of a word that has other letters, too ("DoT").
FEWEST_CAPITALS = 2
Old = TypeVar("Old")
New = TypeVar("New")


def iter_best_pairs(
    scores: Mapping[tuple[Old, New], float], threshold: float, margin: float = MARGIN
) -> Iterator[tuple[Old, New, float]]:
    """The pairs that are best for both sides by a margin and reach the threshold, best first."""
    rivals: dict[tuple[str, Old | New], list[tuple[tuple[Old, New], float]]] = {}
    for pair, score in scores.items():
        if score >= threshold - margin:
            rivals.setdefault(("old", pair[0]), []).append((pair, score))
            rivals.setdefault(("new", pair[1]), []).append((pair, score))
    taken: set[tuple[str, Old | New]] = set()
    for pair, score in sorted(scores.items(), key=lambda item: (item[1], str(item[0])), reverse=True):
        ends: set[tuple[str, Old | New]] = {("old", pair[0]), ("new", pair[1])}
        if score < threshold:
            return
        if taken.isdisjoint(ends):
            near = (other for end in ends for other, s in rivals[end] if other != pair and score - s < margin)
            if all(("old", old) in taken or ("new", new) in taken for old, new in near):
                yield *pair, score
            taken |= ends


def get_equality(before: str, after: str) -> float:
    """How far two folded values agree, 0 to 1: 1 when equal, less where one repeats the words of the other."""
    if before == after:
        return 1.0
    old, new = _get_value_terms(before), _get_value_terms(after)
    return REPEATED if old and new and (old <= new or new <= old) else 0.0


def _get_value_terms(value: str) -> set[str]:
    """The terms of a value; a version is the same with zeros behind it ("0.8", "0.8.0")."""
    return {_ZEROS.sub("", term) for term in get_terms(value)}


def get_resemblance(before: str, after: str) -> float:
    """The same, with some credit for shared words: the values of one property that changed often keep a part."""
    equal = get_equality(before, after)
    old, new = _get_value_terms(before), _get_value_terms(after)
    if equal or not old or not new:
        return equal
    if get_form(before) == get_form(after):
        return OF_ONE_FORM
    return OVERLAPPING if len(old & new) >= LEAST_OVERLAP * len(old | new) else 0.0


def get_form(value: str) -> str:
    """A value whose numbers stand for any."""
    return _NUMBER.sub("0", value)


def get_likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1; 1 where one holds all words of the other, nearly where it abbreviates it.

    A remark in brackets behind a name is no part of it.
    """
    a, b = get_terms(one), get_terms(other)
    if not a or not b:
        return 0.0
    if get_terms(_REMARK.sub("", one)) == b or a == get_terms(_REMARK.sub("", other)):
        return 1.0
    shorter, longer = sorted((set(a), set(b)), key=len)
    if shorter <= longer and len(longer) <= 2 * len(shorter) + 1:
        return 1.0
    if _is_acronym(one, other) or _is_acronym(other, one):
        return 0.9
    return float(fuzz.token_sort_ratio(" ".join(a), " ".join(b))) / 100


def are_same_but_remark(one: str, other: str) -> bool:
    """Whether two names are the same without the remarks in brackets behind them."""
    return get_terms(_REMARK.sub("", one)) == get_terms(_REMARK.sub("", other))


def _is_acronym(short: str, name: str) -> bool:
    """Whether a name is the initials of another, be it before its last word in full ("PIOPS", "Provisioned IOPS")."""
    words = get_name_key(name).split()
    initials, key = "".join(w[0] for w in words), get_name_key(short)
    is_before_last = len(words) > 1 and key == initials[:-1] + words[-1] and short[:1].isupper()
    is_short = short.isupper() or sum(sign.isupper() for sign in short) >= FEWEST_CAPITALS
    return len(short) > 1 and ((is_short and key == initials) or is_before_last)


def are_amounts(names: Sequence[str]) -> bool:
    """Whether all are amounts ("10-50 users"): another amount is another row, however like its values are."""
    return all(read_value(name).quantity is not None for name in names)


def are_identifiers(names: Sequence[str]) -> bool:
    """Whether all are names of programs' parts rather than of things ("max_size", "--quiet", "log.level")."""
    return all(_IDENTIFIER.fullmatch(name) for name in names)


def differ_in_number(one: str, other: str) -> bool:
    """Whether two names differ in a number alone, as versions of one thing do ("v1.2", "Windows 10")."""
    return _NUMBER.search(one) is not None and one != other and _NUMBER.sub("0", one) == _NUMBER.sub("0", other)


def share_word(one: str, other: str) -> bool:
    """Whether two names share a word that says what they are about."""
    return not get_words(one).isdisjoint(get_words(other))


def get_words(name: str) -> set[str]:
    """The words of a name, without those that names of quite different things have in common."""
    return set(get_terms(name)) - wording.SHARED_BY_LABELS


def is_mentioned(names: Sequence[str], words: str) -> bool:
    """Whether some folded words speak of one of the names."""
    return any(f" {get_name_key(n)} " in f" {words} " for n in names)
