"""Which of the things that a question does not name meet all its needs."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Support
from index.terms import get_terms

from .finding import Finding, is_negative
from .inquiry import Inquiry


def keep_meeting(inquiry: Inquiry, found: Sequence[Finding]) -> list[Finding]:
    """What is told of the things of which no property says no, where needs are told, none is refused, and it says so.

    Of these, the ones are meant that have a word of the question in their names, if any do.
    """
    denied = {f.facts[0].entity.id for f in found if is_negative(f.verdict) or f.facts[0].value.support is Support.NO}
    refuses = any(concept.negated for concept in inquiry.reading.concepts)
    if not denied or refuses or _NEEDING.isdisjoint(inquiry.reading.words):
        return list(found)
    most = max(_count(found, f.facts[0].entity.id) for f in found)
    meeting = [f for f in found if f.facts[0].entity.id not in denied and _count(found, f.facts[0].entity.id) == most]
    asked = {term for concept in inquiry.reading.concepts for term in concept.terms}
    named = [f for f in meeting if not asked.isdisjoint(get_terms(f.facts[0].entity.name))]
    return named or meeting


# Who asks with these tells what one thing has to meet, and wants no overview.
_NEEDING = frozenset("need needs needed want wanted must require requires required requirements looking".split())


def _count(found: Sequence[Finding], entity: str) -> int:
    """Of how many properties something is told of a thing."""
    return len({f.facts[0].attribute.id for f in found if f.facts[0].entity.id == entity})
