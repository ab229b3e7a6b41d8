"""Whether an answer speaks of names, as one has to where a former or a present name is asked for."""

from __future__ import annotations

import re

from index.model import Named

from .compose import Draft

_GIVES_NAME = re.compile(
    r"\b(?:call(?:s|ed)|formerly|(?:former|old|older|earlier|previous|new|other|another) names?|renam(?:ed|ing)"
    r"|known as|named|listed as|became|becomes|(?:goes|go|went|ran|sold) (?:by|under)|(?:by|under) the name)\b",
    re.I,
)


def tells_name(draft: Draft) -> bool:
    """Whether some claim says what something is or was called, the names of properties in it aside."""
    return any(gives_name(_blank_property(claim.text, claim.attribute)) for claim in draft.claims)


def gives_name(text: str) -> bool:
    """Whether a sentence says what something is or was called."""
    return _GIVES_NAME.search(text) is not None


def _blank_property(text: str, attribute: Named | None) -> str:
    return text.replace(attribute.name, "") if attribute else text
