"""A question as it was typed, settled into the form in which it is read: only what tells nothing is changed."""

from __future__ import annotations

import re

from .language import get_language
from .unset import say_default

# A shorter question may be nothing but names and initials ("AWS SSO").
LEAST_WORDS = 3

_WORD = re.compile(r"[^\W\d_]+")
_FRONTED = re.compile(
    r"^\s*(?P<phrase>(?:for|in|on|with|at|of|about|under|from|by)\s[^,?.;!]+),\s*"
    r"(?P<clause>(?:does|do|did|is|are|was|were|can|could|will|has|have|which|what|when|where|why|who|how|since)\b"
    r"[^,;]*?)(?P<end>\W*)$",
    re.I,
)


def settle(question: str) -> str:
    """The question without capitals that tell nothing, a phrase put first moved behind, turns of phrase made plain."""
    return _put_behind(_plain(_lower(question)))


# "What is X unless I change it?" asks for the default.
_UNLESS = re.compile(
    r"\bunless\s+(?:i|we|you|one|somebody|someone|told|set|changed|configured|specified|otherwise|it\s+is)\b[^,.?;!]*",
    re.I,
)
_VERY = re.compile(r"\bat\s+the\s+very\s+(?=(?:least|most)\b)", re.I)

# "What separates X from Y?", "what tells X from Y?".
_SETS_APART = re.compile(
    r"(?<=\b(?:what|that)\s)(?:separates|distinguishes|sets|tells)\s+(?P<one>[^,.?;!]{1,60}?)\s+(?:apart\s+)?from\s+",
    re.I,
)
# "The differences between X and Y as message brokers": what both are tells nothing.
_AS_CLASS = re.compile(
    r"(?P<pair>\bdifferences?\s+between\s+[^,.?;!]{1,80}?\s+and\s+[^,.?;!]{1,60}?)"
    r"\s+as\s+(?!to\b|of\b|regards?\b|far\b|in\b)[^,.?;!]+",
    re.I,
)


# "Spell out the differences between X and Y", "walk me through how X works": what is told so is asked for.
_TELLS = (
    r"^\W*(?:(?:please|kindly|now|then|ok|okay|so|could you|can you|would you)\W+)*(?:please\s+)?"
    r"(?:(?:spell|lay|set|point|write)\s+out|sum\s+up|break\s+down|run\s+down|go\s+(?:over|through)|summari[sz]e|outline"
    r"|(?:walk|talk|take|run)\s+(?:me|us)\s+through|fill\s+(?:me|us)\s+in\s+on|enlighten\s+(?:me|us)\s+(?:on|about))\s+"
    r"(?:for\s+(?:me|us)\s+)?"
)
_TELLS_WHAT = re.compile(rf"{_TELLS}(?:exactly\s+)?(?=(?:how|what|which|why|when|where|who)\b)", re.I)
_TELLS_ALL = re.compile(rf"{_TELLS}(?=(?:the|all|any|every|each)\b)", re.I)


def _plain(question: str) -> str:
    """The question with plain words for some turns of phrase."""
    question = _TELLS_ALL.sub("What are ", _TELLS_WHAT.sub("", question))
    plain = _VERY.sub("at ", say_default(_UNLESS.sub("by default", question)))
    return _AS_CLASS.sub(r"\g<pair>", _SETS_APART.sub(r"is the difference between \g<one> and ", plain))


def _lower(question: str) -> str:
    """The question in lower case where even its light words are in capitals, or begin with one."""
    words = _WORD.findall(question)
    light = [word for word in words[1:] if word.casefold() in get_language().filler and len(word) > 1]
    if len(words) < LEAST_WORDS or not light:
        return question
    if all(word.isupper() for word in words):
        return question.lower()
    if all(word[0].isupper() for word in words) and not any(word.isupper() for word in light):
        return _WORD.sub(lambda match: match[0].lower() if match[0].istitle() else match[0], question)
    return question


def _put_behind(question: str) -> str:
    """The question with a phrase that stands first put last: "does B … for A?" for "For A, does B …?"."""
    match = _FRONTED.match(question)
    if match is None:
        return question
    phrase = match["phrase"]
    return f"{match['clause']} {phrase[0].lower()}{phrase[1:]}{match['end']}"
