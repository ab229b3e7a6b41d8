"""Whether a question asks if something is, or was, as it is now."""

from __future__ import annotations

from itertools import pairwise

from .reading import Reading


def asks_unchanged(reading: Reading) -> bool:
    """Whether a question asks if something is as it was, not if it is otherwise."""
    alike = reading.asks_history and not LIKE_THAT.isdisjoint(pairwise(reading.words))
    same = alike or not _EQUAL.isdisjoint(reading.words)
    return reading.has("unchanged") or (same and not reading.has("change_verb"))


_EQUAL = frozenset({"same", "identical", "equal"})
LIKE_THAT = frozenset({("like", "that"), ("like", "this"), ("that", "way"), ("this", "way"), ("the", "case")})
"""Words by which a question asks whether something was so."""
