"""What somebody says of himself before he asks, and which the answer does not hang on."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_WH = r"(?:which|what|whether|how|when|where|who|whose)"
# "Our helpdesk needs to know which …", "we build on Arm and wonder how …".
_INDIRECT = re.compile(
    rf"^.*?\b(?:wonder(?:s|ed|ing)?|(?:needs?|wants?|like|have|has)\s+to\s+know|asks?|asked|asking(?:\s+me)?"
    rf"|(?:figure|find)\s+out|not\s+sure|unsure|no\s+idea)\b[\s,:–-]*(?={_WH}\b)",
    re.I | re.S,
)
_ASKS = re.compile(
    rf"^\W*(?:{_WH}|is|are|was|were|do|does|did|can|could|may|must|will|would|has|have|had|for\s+{_WH}|since\s+{_WH})\b",
    re.I,
)
# A question that speaks of what was said before cannot stand alone.
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|these|those|they|them|their|there|then|so|such|one|ones|same|else|other|both|former|latter)\b",
    re.I,
)
LEAST_WORDS = 4


def find_question_proper(question: str) -> tuple[str, str] | None:
    """What is said before a question that stands by itself, and that question, or None where nothing is."""
    said, asked = _part(question)
    match = _INDIRECT.match(asked)
    if match:
        said, asked = f"{said} {match.group()}".strip(), asked[match.end() :]
    alone = _ASKS.match(asked) and not _POINTS_BACK.search(asked) and len(asked.split()) >= LEAST_WORDS
    return (said, asked) if said and alone else None


def _part(question: str) -> tuple[str, str]:
    """All sentences of a question but the last, and that."""
    sentences = [sentence for sentence in _SENTENCE.split(question.strip()) if sentence.strip()]
    return (" ".join(sentences[:-1]), sentences[-1]) if sentences else ("", "")
