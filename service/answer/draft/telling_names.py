"""Whether an answer speaks of names, as one has to where a former or a present name is asked for."""

from __future__ import annotations

import re

from index.model import Named

from .compose import Draft

_GIVES_NAME = re.compile(
    r"\b(?:call(?:s|ed)|formerly|former name|renam(?:ed|ing)|known as|named|listed as|became|becomes)\b",
    re.I,
)


def tells_name(draft: Draft) -> bool:
    """Whether some claim says what something is or was called, the names of properties in it aside."""
    return any(_GIVES_NAME.search(_blank_property(claim.text, claim.attribute)) for claim in draft.claims)


def _blank_property(text: str, attribute: Named | None) -> str:
    return text.replace(attribute.name, "") if attribute else text
