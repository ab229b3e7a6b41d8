"""Ways to ask for the default without the word: "if I set nothing", "when it is left out"."""

from __future__ import annotations

import re

_SETTING = (
    r"(?:set|specif(?:y|ied)|configured?|choose|cho(?:o|se)n?|pick(?:ed)?|select(?:ed)?|say|said|chang(?:e|ed)"
    r"|giv(?:e|en)|pass(?:ed)?|stated?|defined?|provided?|enter(?:ed)?|touch(?:ed)?|nam(?:e|ed)|mention(?:ed)?"
    r"|writ(?:e|ten)|put in|override|overridden)"
)
_ONE = r"(?:i|we|you|one|somebody|someone|they)"
_NOT = r"(?:do|does|did|have|has)(?:\s+not|n't|n’t)|never"
_LEFT = r"(?:alone|out|off|blank|empty|unset|untouched|undefined|unspecified|as\s+(?:it|they)\s+(?:is|are)|as\s+is)"
_UNSET = re.compile(
    rf"\b(?:(?:if|when|where|as\s+long\s+as|while)\s+(?:{_ONE}\s+(?:{_NOT})\s+{_SETTING}\s+(?:it|this|that|one|any|anything|them)(?:\s+at\s+all)?"
    rf"|{_ONE}\s+{_SETTING}\s+(?:nothing|none)(?:\s+at\s+all|\s+else)?"
    rf"|{_ONE}\s+(?:leave|left|keep)\s+(?:it|this|that|them|everything)\s+{_LEFT}"
    rf"|(?:nothing|none)(?:\s+at\s+all)?\s+(?:is|was|gets|has\s+been|else\s+is)\s+{_SETTING}"
    rf"|(?:it|this|that)\s+(?:is|was|has)\s+(?:not\s+(?:been\s+)?{_SETTING}|left\s+{_LEFT}|omitted|missing|unset)"
    rf"|(?:not\s+{_SETTING}|unset|unspecified|omitted|left\s+{_LEFT}))"
    rf"|without\s+(?:me|us|you)?\s*(?:setting|specifying|configuring|choosing|picking|selecting|changing|giving|passing|touching)\s+(?:anything|it|any|one))\b",
    re.I,
)
_CONSEQUENCE = re.compile(r"\b(?:happens?|effect|break|fail|error|required?|mandatory|must)\b", re.I)


def say_default(question: str) -> str:
    """The question with "by default" for a clause that says that nothing is set, unless it asks what follows."""
    return question if _CONSEQUENCE.search(question) else _UNSET.sub("by default", question, count=1)


def tells_default(text: str) -> bool:
    """Whether a sentence or value tells what holds where nothing is set: "if no image is given, …", "128 if unset"."""
    return _UNSET_IN_DOCS.search(text) is not None


_UNSET_IN_DOCS = re.compile(
    rf"\b(?:if|when|where|unless)\s+(?:[\w`*-]+\s+){{0,4}}?(?:(?:is|are|was|were)\s+)?(?:(?:not|never)\s+(?:been\s+)?{_SETTING}"
    rf"|unset|unspecified|omitted|left\s+{_LEFT}|{_SETTING}\s+otherwise)\b"
    rf"|\b(?:if|when|where)\s+(?:no|none)\b[^.;]{{0,40}}\b(?:is|are|was|were)\s+{_SETTING}\b",
    re.I,
)
