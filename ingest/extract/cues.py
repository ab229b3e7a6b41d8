"""Turns of phrase by which docs advise, define and rename, whatever they are about."""

from __future__ import annotations

import re
from functools import lru_cache

# Words by which docs say that a name is an old one, and by which they introduce it.
FORMERLY = r"(?:formerly|previously|originally)(?:\s+(?:known as|called|named))?"
_CHOOSE = r"use|choose|pick|select|prefer|consider|go with|opt for|avoid"

FORMER_BRACKET = re.compile(rf"\s*\((?:{FORMERLY}|once):?\s+(?:the\s+)?(?P<old>[^()]{{2,80}})\)", re.I)
REMARK_BRACKET = re.compile(
    r"\s*[(\[](?:recommended|default|preferred|new|beta|preview|public preview|experimental|alpha|legacy|deprecated"
    r"|ga|popular|most popular|best value|early access|coming soon)[)\]]$",
    re.I,
)
_REPLACES = re.compile(
    r"\b(?:(?:takes?|took|taken) (?:the place of|(?:its|their) place)"
    r"|(?:replac|supersed)(?:es|ed) (?!by\b)|successors? (?:of|to))",
    re.I,
)
# Every match of it holds one of these.
_REPLACES_PARTS = ("place", "replac", "supersed", "successor")
# "Lanterns are no longer sold"; what is only called otherwise has not gone, and what left a list may stand elsewhere.
_GONE = re.compile(
    r"(?:^|[.,;:]\s+|(?=\b(?:since|as|and|but|because)\s))(?:(?:since|as|and|but|because)\s+)?(?:the\s+)?"
    r"(?P<name>[^.,;:]{2,60}?)\s+(?:"
    r"(?:is|are|can)\s+no longer\s+(?:be\s+)?(?!(?:called|known|named|labell?ed|written|spelt|spelled|listed)\b)\w+"
    r"|(?:(?:is|are|was|were)|(?:has|have) been)\s+(?:discontinued|withdrawn|retired|removed|dropped)"
    r"(?!\s+(?:from|in)\b))",
    re.I,
)
# Every match of it holds one of these.
_GONE_PARTS = ("no longer", "discontinued", "withdrawn", "retired", "removed", "dropped")
DEFINES = re.compile(r"(?:\s*\([^()]{0,120}\))?\s+(?:is|are)\s+(?:an?|the|one of)\b", re.I)

_ADVICE = re.compile(
    r"\brecommend(?:ed|s|ation)?\b|\bwe suggest\b|\bbest practice\b"
    r"|\b(?:is|are|as)\s+(?:usually |often |generally |typically )?(?:an?\s+|the\s+|our\s+)?(?:\w+\s+)?"
    r"(?:best|ideal|easiest|simplest|preferred|right|better|good|great|safest|primary|well[- ]suited|suited|suitable"
    r"|perfect)\s*(?:choice|option|fit|way|for|when|if|to|where|on-ramp|default|pick|starting)\b"
    r"|\bshould\s+(?:only\s+|also\s+|not\s+)?(?:use|choose|pick|prefer|consider|be used)\b"
    r"|\b(?:avoid|do not use|don't use|not recommended|discouraged)\b",
    re.I,
)
_IMPERATIVE = re.compile(
    rf"(?:^|[,;:]\s+(?:then\s+|instead\s+|please\s+)?|\b(?:then|instead|and)\s+)"
    rf"(?:(?:{_CHOOSE}|stick (?:with|to)|switch to|reach for|start with)\s"
    r"|take\s+(?!(?:an?|care|note|notes|advantage|place|effect|part|into|over|up|off|out|it|this|that|them|time|your|our"
    r"|steps?|action|backups?|snapshots?)\b))",
    re.I,
)
_USE_CASES = re.compile(
    rf"\b(?:{_CHOOSE}|uses|using|deploy|do not use|don't use)\b.{{0,80}}\b(?:when|if|for|where|to)\b"
    r"|^(?:do not |don't |never )?take\b(?! care\b| note\b| place\b).{0,80}\b(?:when|if|for)\b[^.]{0,40}:?$"
    r"|\b(?:ideal|best|good|great|suited|suitable|designed|recommended|intended|perfect|right|fit|useful|works well)\b"
    r".{0,40}\b(?:for|when|if|to|where)\b"
    r"|\buse[- ]cases?\b|\bwhen to (?:use|choose|pick)\b|\bscenarios?\b|\bcommon(?:ly)? use[ds]?\b",
    re.I,
)
# A lead-in to the things that are used, which are no cases of use.
_USED = re.compile(
    r"\b(?:use[ds]?|using|choose|pick|select|consider|deploy)\s+(?:(?:one|any|either|each|all|some)\s+of\s+)?"
    r"(?:the\s+(?:following|below)|these|those|this|one\s+of)\b(?!\s+(?:cases?|situations?|scenarios?)\b)",
    re.I,
)
# Headings of sections that list cases of use; an instruction ("Use storage for backups") heads steps and remarks.
_USE_CASES_HEADING = re.compile(
    r"\buse[- ]cases?\b|\bwhen (?:not )?to\b|\bscenarios?\b|\b(?:best|ideal|good|suited) for\b", re.I
)
# Every match of the two patterns of advice holds one of these; looking for them takes a sixth of the time.
_ADVICE_PARTS = (
    *("recommend", "suggest", "best", "should", "avoid", "do not use", "don't use", "discouraged", "ideal", "easiest"),
    *("simplest", "prefer", "right", "better", "good", "great", "safest", "primary", "suited", "suitable", "perfect"),
    *("use ", "use\n", "use\t", "choose", "pick", "select", "consider", "go with", "opt for", "stick ", "switch to"),
    *("reach for", "start with", "take "),
)
# A sentence is asked about a few times in a row, a lead-in for each item of its list, and both for the next state of
# their page.
SENTENCES_KEPT = 2048
_NEGATIVE = re.compile(r"\b(?:not|avoid|don't|never|isn't|aren't|unsuitable|when not to)\b", re.I)


def tells_replaced(sentence: str) -> bool:
    """Whether a sentence sets a thing apart from those whose place it took; a renamed thing takes no place."""
    lowered = sentence.lower()
    may_match = not sentence.isascii() or any(part in lowered for part in _REPLACES_PARTS)
    return may_match and _REPLACES.search(sentence) is not None


def find_gone(sentence: str) -> str:
    """What a sentence says is no more, "" where it says so of nothing."""
    lowered = sentence.lower()
    match = _GONE.search(sentence) if any(map(lowered.__contains__, _GONE_PARTS)) else None
    return match["name"] if match else ""


@lru_cache(maxsize=SENTENCES_KEPT)
def is_advice(sentence: str) -> bool:
    """Whether a sentence advises for or against something."""
    if sentence.isascii():
        lowered = sentence.lower()
        if not any(map(lowered.__contains__, _ADVICE_PARTS)):
            return False
    return bool(_ADVICE.search(sentence) or _IMPERATIVE.search(sentence))


@lru_cache(maxsize=SENTENCES_KEPT)
def leads_use_cases(lead_in: str) -> bool:
    """Whether what follows a lead-in are cases of use."""
    return bool(_USE_CASES.search(lead_in)) and not _USED.search(lead_in)


def heads_use_cases(heading: str) -> bool:
    """Whether what stands under a heading are cases of use."""
    return bool(_USE_CASES_HEADING.search(heading))


def lists_use_cases(lead_in: str, heading: str) -> bool:
    """Whether a list is one of cases of use, by the sentence that leads into it, or else by its heading."""
    return leads_use_cases(lead_in) if lead_in else heads_use_cases(heading)


def is_negative(text: str) -> bool:
    """Whether a lead-in advises against."""
    return bool(_NEGATIVE.search(text))
