"""Sentences that limit something ("works on X only"), asked of something else."""

from __future__ import annotations

import re

from index.model import Fact

from ..question.reading import Concept, Mention
from ..question.termset import get_term_set
from .finding import Finding, judge_prose
from .inquiry import Inquiry
from .judging import Verdict
from .matching import Match, get_value_terms

# So many of the sentences that explain most are looked at, and so many words they have to explain.
MOST_NEAR = 8
LEAST_WORDS = 2

_PLACING = r"on|with|for|in|to|over|under|by|as|from"
_ONLY = r"only|alone|exclusively|solely"


def find_limit(inquiry: Inquiry) -> Finding | None:
    """The sentence that limits what is asked of one thing more to others, which is a no; or None.

    Things that the question proper names, and not the claim in front of it, which the reading is of, are not asked.
    """
    reading = inquiry.reading
    asked = [mention for mention in reading.mentions if mention.text in reading.question]
    for match in inquiry.prose_matches[:MOST_NEAR]:
        if all(_tells_of(match.facts[0], mention) for mention in asked) and _limits(inquiry, match):
            return Finding(Verdict.NO, match.facts, judge_prose(match).match, whole=True)
    return None


def _tells_of(fact: Fact, mention: Mention) -> bool:
    """Whether a sentence is about a thing, or holds the words that name it in the question."""
    return fact.entity.id in mention.entry.ids or get_term_set(mention.text) <= get_value_terms(fact)


def _limits(inquiry: Inquiry, match: Match) -> bool:
    """Whether a sentence holds all but what stands behind a preposition, and says "only" beside that preposition."""
    if len(match.missing) != 1 or len(match.valued) < LEAST_WORDS or match.placed:
        return False
    word = _get_word_before(inquiry, match.missing[0])
    limit = rf"\b{word}\s[^.;,()]*\b(?:{_ONLY})\b|\b(?:{_ONLY})\s+{word}\b"
    return word != "" and re.search(limit, match.facts[0].value.raw, re.I) is not None


def _get_word_before(inquiry: Inquiry, concept: Concept) -> str:
    """The preposition right before a concept, articles aside, or ""."""
    words = [word for word in inquiry.reading.words[: concept.start] if word not in ("the", "a", "an")]
    return words[-1] if words and re.fullmatch(_PLACING, words[-1]) else ""
