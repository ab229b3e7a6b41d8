"""When a sentence that speaks of what is asked is quoted without a "yes" in front."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.terms import get_terms, iter_words

from ..question.reading import Concept, Reading
from ..question.termset import get_term_set
from .counted import allows_count
from .finding import Finding
from .judging import Verdict
from .matching import get_strength

# Words that take back or narrow what the sentence around them says.
_HEDGES = frozenset(
    "off left excluded excludes dropped ends ended avoid avoids avoided except only until unless without"
    " removed removal removes instead rather deprecated discouraged discourage disabled disallowed forbidden"
    " prohibited obsolete unsupported favor favour against gone withdrawn frozen retired discontinued shut".split()
)
# Terms in the name of a property that itself gives advice.
_ADVISING = frozenset(get_terms("recommended recommendation advised suggested preferred use"))
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def get_told_verdict(reading: Reading, finding: Finding) -> Verdict:
    """What a finding comes to, a sentence that affirms with reserve or leaves advice open taken as a mere value."""
    if finding.is_cell and _asks_without(reading, finding):
        return _turn_lack(finding)
    if finding.is_cell:
        return Verdict.VALUE if _takes_for_advice(reading, finding) else finding.verdict
    if finding.verdict is not Verdict.YES:
        return finding.verdict
    allowed = allows_count(reading.question, finding.facts[0].value.raw)
    if allowed is not None:
        return Verdict.YES if allowed else Verdict.NO
    match = finding.match
    asked = [concept for concept in match.valued if concept.required] or list(match.valued)
    hedged = is_hedged(finding.facts[0].value.raw, asked, reading.words)
    return Verdict.VALUE if hedged or not _answers_advice(reading, finding) else Verdict.YES


def _asks_without(reading: Reading, finding: Finding) -> bool:
    """Whether a question asks if something goes without the property ("can X be used without Y?")."""
    named = [concept for concept in finding.match.named if concept.required]
    words = {word.text.casefold() for word in iter_words(finding.facts[0].attribute.name)}
    asked = "without" in reading.words and bool(named) and all(concept.negated for concept in named)
    return asked and "without" not in words and not finding.match.items


def _takes_for_advice(reading: Reading, finding: Finding) -> bool:
    """Whether a question after advice meets a mark that says only that a thing is possible."""
    names = get_term_set(finding.facts[0].attribute.name)
    return reading.words[:1] == ("should",) and finding.verdict is Verdict.YES and not names & _ADVISING


def _turn_lack(finding: Finding) -> Verdict:
    """What a cell says of going without its property: what lacks it does; what has it may or may not."""
    return Verdict.YES if finding.verdict in (Verdict.NO, Verdict.NOT_APPLICABLE) else Verdict.VALUE


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
