"""Questions that set out from a claim: what they take for given, and what they ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PREMISE = re.compile(
    r"^\s*(?:since|because|as|given that|now that|seeing that|considering that|considering|assuming that|assuming|if)"
    r"\s+(?P<premise>(?:[^,]|,(?=\d))+?)\s*,(?!\d)\s*(?P<rest>.+)$",
    re.I | re.S,
)
_PREMISE_BEHIND = re.compile(
    r"^\s*(?P<rest>.+?)\s*,\s*(?:since|because|as|given that|now that|seeing that|considering that)"
    r"\s+(?!when\b|what\b|which\b)(?P<premise>[^,?]+?)\s*\??\s*$",
    re.I | re.S,
)
# What somebody may do is no claim about the docs' things.
_SUPPOSING = re.compile(r"^\s*if\s+(?:i|we|you|he|she|one|somebody|someone|anybody|anyone)\b", re.I)


@dataclass(frozen=True, slots=True)
class Split:
    """A question that sets out from a claim."""

    premise: str
    """The claim."""
    rest: str
    """What is asked on its ground."""
    is_claim: bool
    """Whether it says how things are, and not what somebody may do."""


def split_premise(question: str) -> Split | None:
    """The claim and the question proper of "since A is B, can I …?" or "can I …, since A is B?", or None."""
    match = _PREMISE.match(question) or _PREMISE_BEHIND.match(question)
    if not match or len(match["premise"].split()) < 3:
        return None
    return Split(match["premise"], match["rest"], _SUPPOSING.match(question) is None)
