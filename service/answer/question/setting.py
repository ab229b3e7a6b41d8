"""Whether a question tells of the asker's circumstances before it asks."""

from __future__ import annotations

import re

from .reading import strip_polite

_BREAK = re.compile(r"(?<=[.!;:])\s+|\s+[–—-]\s+|\n+|,\s+(?=(?:so\s+|and\s+)?(?:which|what|where)\b)", re.I)
_LONGEST_REQUEST = 10
_SUBJECT = r"(?:i|we|you|they|he|she|one|my|our)"
_REQUEST = re.compile(
    r"^(?:(?:so|and|then|now|well|but|therefore)\b\W*)*(?:"
    r"(?:which|what\s+(?:kind|sort|type)s?\s+of)(?:\s+(?!is\b|are\b|was\b|does?\b|did\b|has\b|have\b)[\w-]+){0,3}"
    r"|what\s+[\w-]*[^\Ws](?:\s+then)?"
    r"|(?:which|what|where)\b.*\b(?:do|should|shall|can|would|could|must|might)\s+" + _SUBJECT + r"\b.*"
    r"|(?:which|what)\b.*\b(?:fits?|suits?|suited|works|best|right|meant|made|recommended|recommend"
    r"|to\s+(?:use|take|pick|choose|get))\b.*"
    r"|where\s+to"
    r"|(?!(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|how|why|when|who|and|or)\b)"
    r"[\w.+-]+(?:\s+[\w.+-]+){0,2}\s+or\s+[\w.+-]+(?:\s+[\w.+-]+){0,2}"
    r")\W*$",
    re.I | re.S,
)
_OF_THINGS = re.compile(
    r"\b(?:does|do|did|is|are|was|were|has|have|can|will)\s+(?:it|they|this|that|these|those)\b", re.I
)


# What somebody goes on to tell of himself behind what he asks.
_TOLD_BEHIND = re.compile(r"^(?P<request>[^?]+)\?\s+(?P<told>(?:we|i|our|my)\b[^?]+)$", re.I)


def sets_scene(question: str) -> bool:
    """Whether a question tells of circumstances and asks what to take, in this order or the other one."""
    text = strip_polite(question).strip()
    behind = _TOLD_BEHIND.match(text)
    clauses = [behind["told"], behind["request"]] if behind else _BREAK.split(text)
    clauses = [clause for clause in clauses if clause.strip()]
    if len(clauses) < 2 or "?" in " ".join(clauses[:-1]) or len(" ".join(clauses[:-1]).split()) < 3:
        return False
    request = clauses[-1]
    short = len(request.split()) <= _LONGEST_REQUEST
    return short and _REQUEST.match(request) is not None and not _OF_THINGS.search(request)
