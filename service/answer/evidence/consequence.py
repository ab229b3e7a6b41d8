"""What follows from a case: "what happens when …" is told by a sentence that says when, not by a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..question.reading import Reading
from .enough import is_enough_prose
from .finding import Finding, judge_prose
from .inquiry import Inquiry

_CASE = frozenset({"when", "if", "once", "after"})
_SAYS_WHEN = re.compile(r"\b(?:when|if|once|after|as soon as)\b", re.I)


def asks_consequence(reading: Reading) -> bool:
    """Whether a question asks what happens in some case."""
    return (reading.words[:2] == ("what", "happens") and bool(_CASE & set(reading.words))) or _asks_seen(reading.words)


def _asks_seen(words: Sequence[str]) -> bool:
    """Whether it asks what somebody gets to see in some case ("what do I see when …")."""
    asks = words[:1] == ("what",) and tuple(words[1:2]) in (("do",), ("does",), ("will",), ("would",))
    return asks and words[3:4] in (("see",), ("get",)) and not {"when", "if", "once"}.isdisjoint(words[4:5])


def find_consequence(inquiry: Inquiry) -> list[Finding]:
    """The best sentence that tells of a case and leaves nothing of the question open, as a list of one, or none."""
    telling = (
        match
        for match in inquiry.prose_matches
        if not match.missing and _SAYS_WHEN.search(match.facts[0].value.raw) and is_enough_prose(inquiry, match, ())
    )
    return [judge_prose(match) for match in telling][:1]
