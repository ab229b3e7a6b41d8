"""Answers on which the docs contradict themselves: every side is told, the one stated last in front."""

from __future__ import annotations

from index.conflicts import Conflict, ConflictQuery
from index.model import Version

from ..evidence.inquiry import Inquiry
from ..model import Intent, Status
from .compose import Draft
from .wording import get_plain, tell_cell

# Of an answer that names many properties so many contradictions are told; `/v1/conflicts` lists them all.
MOST_TOLD = 3
_OF_ONE_VERSION = frozenset({Intent.LOOKUP, Intent.COMPARE, Intent.WHICH, Intent.RECOMMEND})


def tell_conflicts(inquiry: Inquiry, draft: Draft) -> Draft:
    """The draft with what else the docs say against its claims; one that rests on one property alone begins anew."""
    if draft.status is Status.NOT_DOCUMENTED or draft.intent not in _OF_ONE_VERSION:
        return draft
    claimed = {(claim.entity.id, claim.attribute.id) for claim in draft.claims if claim.entity and claim.attribute}
    conflicts = [conflict for conflict in _find(inquiry, claimed) if conflict.pair in claimed]
    if conflicts and len(claimed) == 1:
        draft = Draft(inquiry, draft.intent)
    for conflict in conflicts[:MOST_TOLD]:
        _tell(draft, conflict)
    return draft


def _find(inquiry: Inquiry, claimed: set[tuple[str, str]]) -> tuple[Conflict, ...]:
    """The conflicts about any of some things and any of some properties."""
    if not claimed:
        return ()
    entities, attributes = (tuple(sorted(set(ids))) for ids in zip(*claimed, strict=True))
    return tuple(inquiry.reader.conflicts(inquiry.version, ConflictQuery(entities, attributes)))


def _tell(draft: Draft, conflict: Conflict) -> None:
    if draft:
        draft.break_line()
    draft.say("The docs contradict themselves here.")
    for side in conflict.sides:
        fact = side.fact
        said = tell_cell(fact, draft.get_name(fact.entity))
        draft.state_fact(f"{get_plain(fact.citation.title)}, since {_get_date(side.since)}: {said}", fact)


def _get_date(version: Version) -> str:
    return f"{version.label} ({version.date})" if version.date and version.date != version.label else version.label
