"""What a question takes for granted: checked against the docs before it is answered, and corrected first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import FactKind

from .compose import Draft
from .evidence import Inquiry
from .finding import Finding, find_finding, is_exclusive, is_negative, is_positive, lists_more
from .judging import Verdict
from .language import expand, get_language
from .lookup import tell_finding
from .wording import finish, quote_prose, tell_value

_PREMISE = re.compile(
    r"^\s*(?:since|because|as|given that|now that|seeing that|considering that|considering|assuming that|assuming|if)"
    r"\s+(?P<premise>[^,]+?)\s*,\s*(?P<rest>.+)$",
    re.I | re.S,
)
_REASONS = frozenset({"because", "since", "therefore", "due", "reason", "so", "thus", "hence"})


@dataclass(frozen=True, slots=True)
class Split:
    """A question that sets out from a claim."""

    premise: str
    """The claim."""
    rest: str
    """What is asked on its ground."""


def split_premise(question: str) -> Split | None:
    """The claim and the question proper of "since A is B, can I …?", or None."""
    match = _PREMISE.match(question)
    if not match or len(match["premise"].split()) < 3:
        return None
    return Split(match["premise"], match["rest"])


def tell_false_premise(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a claim about a thing is false by the docs; the draft then says so.

    The inquiry's reading is that of the claim.
    """
    finding = _find(inquiry)
    if finding is None or _holds(inquiry, finding):
        return False
    if finding.verdict is Verdict.UNSTATED:
        return False
    draft.say("No." if is_positive(_claimed(inquiry)) else "It is the other way round.")
    tell_finding(draft, finding)
    return True


def _find(inquiry: Inquiry) -> Finding | None:
    entities = inquiry.reading.entities
    return find_finding(inquiry, entities[0]) if len(entities) == 1 and inquiry.reading.concepts else None


def _claimed(inquiry: Inquiry) -> Verdict:
    language = get_language()
    words = inquiry.reading.words
    negated = any(word in ("not", "never", "no") or word in language.lacking for word in words)
    return Verdict.NO if negated else Verdict.YES


def _holds(inquiry: Inquiry, finding: Finding) -> bool:
    """Whether what is claimed is not against what the docs say; a bare value denies nothing."""
    claimed_no = is_negative(_claimed(inquiry))
    if is_exclusive(inquiry) and lists_more(inquiry, finding):
        return False
    if finding.verdict is Verdict.VALUE or not finding.whole:
        return True
    return is_negative(finding.verdict) if claimed_no else is_positive(finding.verdict)


def answer_why(inquiry: Inquiry, draft: Draft) -> bool:
    """Answers "why": corrects what is not so; else gives what the docs say, and the reason if they state one."""
    finding = _find(inquiry)
    if finding is None or finding.verdict is Verdict.UNSTATED:
        return False
    if not _holds(inquiry, finding):
        draft.say(_get_correction(inquiry, finding))
        tell_finding(draft, finding)
        return True
    tell_finding(draft, finding)
    if not _tell_reason(inquiry, draft) and finding.is_cell:
        draft.say("The docs do not say why.")
    return bool(draft)


def _get_correction(inquiry: Inquiry, finding: Finding) -> str:
    if is_exclusive(inquiry) and finding.is_cell:
        return f"It is not limited to that: the docs name {tell_value(finding.facts[0])}."
    return "It does, by the docs." if is_positive(finding.verdict) else "It does not, by the docs."


def _tell_reason(inquiry: Inquiry, draft: Draft) -> bool:
    """Quotes a sentence about the thing that explains all that is asked and speaks of a reason."""
    for match in inquiry.prose_matches:
        fact = match.facts[0]
        words = set(expand(fact.value.raw).casefold().split())
        if (
            fact.entity.id in inquiry.reading.entities
            and not match.missing
            and words & _REASONS
            and fact.kind is not FactKind.ALIAS
        ):
            draft.state_fact(finish(f"The docs say: {quote_prose(fact, inquiry.reading.concepts)}"), fact)
            return True
    return False
