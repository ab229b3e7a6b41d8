"""What a question says with a verb: that something is needed, and by whom, or that it changed."""

from __future__ import annotations

from collections.abc import Sequence

from .language import get_language
from .reading import Reading


def tells_need(reading: Reading) -> bool:
    """Whether it says what the asker needs or runs; "can I run …?" asks whether one may."""
    words = reading.words
    return any(
        (words[end - 1] not in _MAY_DO or words[max(0, start - 1)] not in _ASKING_WHETHER)
        and not _is_need_of_thing(words[:start], words[start])
        for start, end in get_language().iter_cues("needs", words)
    )


_MAY_DO = frozenset({"run", "have", "want"})
_ASKING_WHETHER = frozenset("can could may might must shall should will would do does did".split())


def _is_need_of_thing(before: Sequence[str], verb: str) -> bool:
    """Whether a need is that of the things of which the question asks which ("which plans need a key")."""
    asks = bool(before) and before[0] in _ASKING_WHICH and _ASKING_WHETHER.isdisjoint(before)
    asks = asks or (before[:1] in (("does",), ("do",)) and len(before) > 1) or before[-1:] in (("that",), ("which",))
    return asks and verb == "need" and _ASKERS.isdisjoint(before[1:])


_ASKING_WHICH = frozenset({"which", "what"})
_ASKERS = frozenset("i we you they one to my our your somebody someone anybody anyone people".split())


def ends_in_change(reading: Reading) -> bool:
    """Whether a question without a verb of its own ends in one of change ("Acme 2 limit raised?")."""
    words = reading.words
    named = bool(reading.mentions) and reading.mentions[-1].end < len(words)
    return named and words[-1] in _CHANGED and _OPENING.isdisjoint(words)


_CHANGED = frozenset(
    "changed moved raised lowered increased decreased reduced renamed removed dropped extended".split()
)
_OPENING = _ASKING_WHETHER | frozenset(
    "is are was were be been being has have had how what which who whose where when why if gets got".split()
)
