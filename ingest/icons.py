"""The check marks and crosses that icons show, told by what the icons are called."""

from __future__ import annotations

import re
from functools import lru_cache

CHECK, CROSS = "✔", "✘"

_CHECKS = frozenset(("check", "checkmark", "checked", "tick", "yes", "supported", "available", "included"))
_CROSSES = frozenset(("cross", "xmark", "x", "times", "close", "no", "ban", "remove", "unchecked", "unsupported"))
# These mean themselves; the other words above are everyday parts of the names of classes ("overflow-x", "no-wrap").
_PLAIN = frozenset(("check", "checkmark", "checked", "tick", "cross", "xmark", "unchecked"))
# Behind the name of a mark: which of the two it is ("check_no").
_ANSWERS = frozenset(("yes", "no"))
# Words that change nothing about the sign.
_LOOKS = frozenset(
    "icon icons mark circle square box button big bold solid regular light outline outlined filled fill green red grey "
    "gray white black heavy large small round rounded thin lg sm xs octagon alt emoji symbol".split()
)
# What the names of icons of well-known sets begin with.
_SETS = frozenset(
    "fa fas far fal fab fontawesome icon icons bi mdi md material glyphicon octicon octicons lucide ti tabler ri ph "
    "codicon feather simple emoji twemoji svg".split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@lru_cache(maxsize=1024)
def find_sign(name: str) -> str:
    """The sign that an icon of this name shows ("CheckIcon", "fa-times"), or "" for another icon."""
    words = [word.lower() for word in _WORD.findall(name)]
    rest = [word for word in words if word not in _LOOKS and word not in _SETS and not word.isdigit()]
    if rest and rest[0] == "not" and _CHECKS.issuperset(rest[1:]):
        return CROSS
    if rest and rest[-1] in _ANSWERS and _CHECKS.issuperset(rest[:-1]):
        return CROSS if rest[-1] == "no" else CHECK
    if rest and _CROSSES.issuperset(rest):
        return CROSS
    return CHECK if rest and _CHECKS.issuperset(rest) else ""


@lru_cache(maxsize=1024)
def find_class_sign(classes: str) -> str:
    """The sign of an icon that is given by classes ("fa fa-check"), or ""."""
    for token in classes.split():
        words = [word.lower() for word in _WORD.findall(token)]
        if words and (words[0] in _SETS or not _PLAIN.isdisjoint(words)):
            sign = find_sign(token)
            if sign:
                return sign
    return ""
