"""Things that bear the name of another thing in their own: what a table says of each of them."""

from __future__ import annotations

from index.terms import get_name_key

from ..question.wordforms import get_singulars
from .finding import Finding, is_enough, judge_row
from .inquiry import Inquiry
from .judging import Verdict
from .matching import Row


def find_for_members(inquiry: Inquiry) -> list[Finding]:
    """What the best row says of the several things whose names begin or end with the one that is asked about.

    Empty where the row speaks of that thing itself, or where it has none or one of them.
    """
    entities = inquiry.reading.entities
    if len(entities) != 1:
        return []
    members = _get_members(inquiry, entities[0])
    for match in inquiry.row_matches:
        row = match.row
        if row and is_enough(inquiry, match, ()) and any(concept.required for concept in match.named):
            cells = [] if entities[0] in row.entities else [row.get_cells(each) for each in _keep(row, members)]
            found = [judge_row(inquiry, match, each) for each in cells]
            return found if len(found) > 1 and all(f.verdict is not Verdict.UNSTATED for f in found) else []
    return []


def _keep(row: Row, members: frozenset[str]) -> list[str]:
    return [entity for entity in row.entities if entity in members]


def _get_members(inquiry: Inquiry, entity: str) -> frozenset[str]:
    """Ids of the things of whose names the name of a thing is the beginning or the end."""
    run, ordinal = get_singulars(get_name_key(inquiry.get_named(entity).name)), inquiry.version.ordinal
    families = (inquiry.lexicon.find_family(run, ordinal, ending=ending) for ending in (False, True))
    return frozenset(id for family in families if family for id in family.ids) - {entity}
