"""When two values say the same, and what it means for a reader when they do not."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from index.model import Effect, FactKind, Support, Value
from index.terms import get_terms

# The thresholds are ratios of rapidfuzz, 0 to 100.
#
# Two statements about one thing are versions of one statement from here on: over 12 statements and their rewordings
# the ratio was 70 to 96, over the 153 pairs of 18 different statements of such lists 66 once and else at most 51.
SAME_STATEMENT = 68.0
# A text is the same in other words from here on; below it the rewordings above change what is said, too.
REWORDED = 80.0
# In a value of so few words each is the value ("read committed", "read uncommitted"): only order and endings may
# differ.
FEW_WORDS = 6

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
# A mark that leads to a note below the table is no part of the value.
_FOOTNOTE = re.compile(r"\s*(?:\[\^[^\]]{1,40}\]|(?<=\s)\[\d{1,2}\]|[⁰¹²³⁴-⁹†‡]|(?<=\w)\*{1,3})+$")
# A mark behind which a value's own note is told, whatever its form.
_NOTED = re.compile(r"(?:[\]⁰¹²³⁴-⁹*†‡]|\bnotes? \w{1,3}\))$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(r"\b(?:not?|never|none|neither|nor|without|cannot|except)\b|n['’]t\b", re.IGNORECASE)

_STANDING = {
    Support.NO: 0,
    Support.PLANNED: 0,
    Support.DEPRECATED: 0,
    Support.PARTIAL: 1,
    Support.YES: 2,
}

# Words for these differ in what they promise: planned, in development; preview, early access.
_SHADES = frozenset({Support.PLANNED, Support.PARTIAL, Support.DEPRECATED})

Meaning = tuple[object, ...]
"""What values that say the same have in common."""


@lru_cache(maxsize=65536)
def fold_text(text: str) -> str:
    """A text without code ticks, emphasis marks and differences of white space."""
    return _SPACE.sub(" ", _EMPHASIS.sub(r"\2", text.replace("`", ""))).strip()


def get_meaning(value: Value, kind: FactKind) -> Meaning:
    """What a value says: the same for two values of this kind that say the same."""
    qualifier = _get_own_qualifier(value)
    if value.items:
        return ("list", frozenset(map(fold_text, value.items)), value.support, qualifier)
    # Outside tables the support stands for a whole sentence, which says more.
    if value.support and kind is FactKind.CELL:
        shade = fold_text(value.raw).casefold() if value.support in _SHADES else ""
        return ("support", value.support, qualifier, shade)
    return ("text", _FOOTNOTE.sub("", fold_text(value.raw)))


def _get_own_qualifier(value: Value) -> tuple[str, ...]:
    """What a value's own words say of it; of a note, which is a text of its own, only that the value has one."""
    raw, qualifier = fold_text(value.raw), fold_text(value.qualifier or "")
    told = tuple(part for part in qualifier.split("; ") if part and part in raw)
    return (*told, "noted") if qualifier and _NOTED.search(raw) else told


def get_similarity(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 100, word order aside."""
    one, other = fold_text(one).casefold(), fold_text(other).casefold()
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def get_value_effect(before: Value, after: Value) -> Effect:
    """What the change of one value into another means."""
    if before.support and after.support and (before.support, before.qualifier) != (after.support, after.qualifier):
        return _get_support_effect(before, after)
    if before.items and after.items:
        return _get_list_effect(before, after)
    same_support = before.support == after.support
    return Effect.REWORDED if same_support and _is_reworded(before.raw, after.raw) else Effect.OTHER


def get_statement_effect(before: Value, after: Value) -> Effect:
    """What the change of a statement into a similar one means."""
    same = before.support == after.support and get_weights(before.raw) == get_weights(after.raw)
    return Effect.REWORDED if same else Effect.OTHER


def get_added_effect(value: Value) -> Effect:
    """What it means that the docs say something new."""
    return Effect.OTHER if value.support is Support.NO else Effect.GAINED


def _get_support_effect(before: Value, after: Value) -> Effect:
    if before.support is after.support:
        return Effect.QUALIFIED if after.support in (Support.YES, Support.PARTIAL) else Effect.OTHER
    if before.support not in _STANDING or after.support not in _STANDING:
        return Effect.OTHER
    difference = _STANDING[after.support] - _STANDING[before.support]
    if difference > 0:
        return Effect.GAINED
    if after.support is Support.PARTIAL:
        return Effect.QUALIFIED
    return Effect.LOST if difference < 0 else Effect.OTHER


def _get_list_effect(before: Value, after: Value) -> Effect:
    old, new = (frozenset(map(fold_text, value.items)) for value in (before, after))
    if old < new:
        return Effect.GAINED
    if new < old:
        return Effect.LOST
    return Effect.QUALIFIED if old == new else Effect.OTHER


def _is_reworded(before: str, after: str) -> bool:
    if get_weights(before) != get_weights(after):
        return False
    old, new = get_terms(before), get_terms(after)
    if min(len(old), len(new)) <= FEW_WORDS:
        return sorted(old) == sorted(new)
    return get_similarity(before, after) >= REWORDED


def get_weights(text: str) -> tuple[list[str], list[str]]:
    """What changes the sense of a text however similar the rest is: its numbers and negations."""
    return sorted(_NUMBER.findall(text)), sorted(word.casefold() for word in _NEGATION.findall(text))
