"""Answers to follow-ups that say nothing but what was told before, although something else is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.terms import get_term

from ..model import Answer, Claim, Status
from ..question.language import get_language
from ..question.reading import Reading
from ..question.termset import get_term_set

# "And at least?" leaves everything to the question before.
LONGEST_NOD = 3
# Questions of these go on about the very same.
_ASKING_MORE = ("when", "why", "history", "former", "present", "change")


def repeats(answer: Answer, own: Reading, get_told: Callable[[], Iterable[Claim]]) -> bool:
    """Whether a cell that was told before is the first that answers a question which has words and names no thing.

    `own` is the question read by itself, `get_told` gives the claims by which those before it were answered. What a
    value says in the words of the question was perhaps not asked before ("is it deprecated?").
    """
    if answer.status is Status.NOT_DOCUMENTED or not answer.claims or _goes_on_only(own):
        return False
    first = answer.claims[0]
    if not first.attribute or not all(answer.citations[number - 1].place.cell for number in first.citations):
        return False
    if not _get_content(own).isdisjoint(_get_spoken(answer)):
        return False
    return _get_key(first) in {_get_key(claim) for claim in get_told()}


def _get_key(claim: Claim) -> tuple[str, str, str]:
    entity, attribute = (claim.entity.id if claim.entity else ""), (claim.attribute.id if claim.attribute else "")
    return entity, attribute, claim.value.raw if claim.value else ""


def _goes_on_only(own: Reading) -> bool:
    """Whether a question asks the one before again, of another thing or time, or for more about its answer."""
    names = any(len(mention.entry.ids) == 1 for mention in own.mentions)
    timed = bool(own.moment.versions) or bool(own.moment.unknown)
    return names or timed or len(own.words) <= LONGEST_NOD or any(own.has(cue) for cue in _ASKING_MORE)


def _get_content(own: Reading) -> frozenset[str]:
    """The terms of the words of a question that are no mere grammar."""
    language = get_language()
    return frozenset(get_term(word) for word in own.words if not language.is_light(word))


def _get_spoken(answer: Answer) -> frozenset[str]:
    """The terms of the values told and of the notes on them."""
    notes = (citation.place.note.quote for citation in answer.citations if citation.place.note)
    values = (claim.value.raw for claim in answer.claims if claim.value)
    return frozenset[str]().union(*map(get_term_set, (*notes, *values)))
