"""Sentences that say of things whether they are one."""

from __future__ import annotations

import re

_OTHER = re.compile(
    r"\b(?:(?:is|are|was|were|does|do)(?:\s+not|n['’]t)\s+(?:\w+\s+)?(?:the\s+same|identical|mean\s+the\s+same|equal|to\s+be\s+confused)"
    r"|(?:differs?|different|distinct)\s+from|must\s+not\s+be\s+(?:confused|mistaken)"
    r"|(?:are|is)\s+(?:\w+\s+)?(?:different|distinct|separate|unrelated)\s+(?:things?|concepts?|terms?|products?|ideas?))\b",
    re.I,
)
_SAME = re.compile(r"\b(?:(?:is|are)\s+(?:the\s+same|identical|one\s+and\s+the\s+same)|mean\s+the\s+same)\b", re.I)
_SPEAKING = re.compile(
    r"\b(?:same|identical|equal|equivalent|different|differs?|distinct|separate|synonyms?|alias|formerly|renamed"
    r"|(?:was|were)\s+\S+\s+(?:until|up\s+to|before)|(?:an)?other\s+(?:names?|words?)|called|known\s+as|names?\s+for|stands?\s+for|refers?\s+to)\b",
    re.I,
)


def says_other(text: str) -> bool:
    """Whether a sentence says that two things are not one."""
    return _OTHER.search(text) is not None


def says_same(text: str) -> bool:
    """Whether a sentence says that two things are one."""
    return _SAME.search(text) is not None


def speaks_of_sameness(text: str) -> bool:
    """Whether a sentence says anything of things being one, or not."""
    return _SPEAKING.search(text) is not None
