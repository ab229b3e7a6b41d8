"""The groups into which a table sets its rows, as a question names them: what stands under "Storage" is of storage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.model import Fact
from index.terms import get_name_key

from .matching import Match, Row

LABELS_KEPT = 4096
_MARKS = re.compile(r"\[\^[^\]]*\]|<[^>]*>|\]\([^)]*\)")


def get_group(fact: Fact) -> str:
    """The key of the label over a cell's group of rows, or ""."""
    group = fact.citation.place.group
    return _get_key(group.quote) if group else ""


@lru_cache(maxsize=LABELS_KEPT)
def _get_key(label: str) -> str:
    return get_name_key(_MARKS.sub("", label))


def is_said(key: str, words: Sequence[str]) -> bool:
    """Whether the words of a label stand together in a question."""
    return bool(key) and f" {key} " in f" {' '.join(words)} "


def is_grouped_under(row: Row | None, text: str) -> bool:
    """Whether a row stands in a group that is called just so."""
    return row is not None and get_group(row.cells[0]) == get_name_key(text)


def keep_groups_said(matches: Sequence[Match], words: Sequence[str], entities: Sequence[str]) -> Sequence[Match]:
    """The rows without those of other groups than the ones that the question names, where it names any.

    A row that holds every thing that the question names is kept, whatever its group.
    """
    groups = {get_group(match.facts[0]) for match in matches}
    said = {group for group in groups if is_said(group, words)}
    if not said:
        return matches
    return [m for m in matches if get_group(m.facts[0]) in said | {""} or _holds_all(m, entities)]


def _holds_all(match: Match, entities: Sequence[str]) -> bool:
    return bool(entities) and match.row is not None and set(entities) <= set(match.row.entities)
