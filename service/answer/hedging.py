"""When a sentence that speaks of what is asked is quoted without a "yes" in front."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.terms import iter_words

from .finding import Finding
from .judging import Verdict
from .matching import get_strength
from .reading import Concept, Reading
from .termset import get_term_set

# Words that take back or narrow what the sentence around them says.
_HEDGES = frozenset(
    "off avoid avoids avoided except only until unless without removed removal removes instead rather deprecated"
    " discouraged discourage disabled disallowed forbidden prohibited obsolete unsupported favor favour against".split()
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def get_told_verdict(reading: Reading, finding: Finding) -> Verdict:
    """What a finding comes to, a sentence that affirms with reserve or leaves advice open taken as a mere value."""
    if finding.is_cell or finding.verdict is not Verdict.YES:
        return finding.verdict
    match = finding.match
    asked = [concept for concept in match.valued if concept.required] or list(match.valued)
    hedged = is_hedged(finding.facts[0].value.raw, asked, reading.words)
    return Verdict.VALUE if hedged or not _answers_advice(reading, finding) else Verdict.YES


def is_hedged(text: str, concepts: Sequence[Concept], asked: Collection[str]) -> bool:
    """Whether a sentence that speaks of a concept holds a word of removal or restriction that was not asked for."""
    for sentence in _SENTENCE.split(text):
        words = {word.text.casefold() for word in iter_words(sentence)}
        spoken = any(get_strength(concept, get_term_set(sentence)) > 0 for concept in concepts)
        if spoken and words & _HEDGES - set(asked):
            return True
    return False


def _answers_advice(reading: Reading, finding: Finding) -> bool:
    """Whether a question after advice ("should …") is met to the last word, its verb among them."""
    if reading.words[:1] != ("should",):
        return True
    explained = (*finding.match.valued, *finding.match.placed)
    return all(concept in explained for concept in reading.concepts)
