"""Things that bear the name of another thing in their own: what a table says of each of them."""

from __future__ import annotations

from index.terms import get_name_key

from ..question.entries import MOST_MEANT
from ..question.wordforms import get_singulars
from .enough import is_enough
from .finding import Finding, judge_row
from .inquiry import Inquiry
from .judging import Verdict
from .matching import Match, Row


def find_for_members(inquiry: Inquiry) -> list[Finding]:
    """What the best row says of the several things that belong to the one that is asked about.

    Their names begin or end with its name, or their table stands under a heading that is its name. Empty where the row
    speaks of that thing itself, or where it has none or one of them.
    """
    reading, entities = inquiry.reading, inquiry.reading.entities
    chooses = reading.bound or reading.has("superlative_high") or reading.has("superlative_low")
    if len(entities) != 1 or chooses:
        return []
    for match in _rank_near(inquiry, entities[0]):
        row = match.row
        if row and is_enough(inquiry, match, ()) and any(concept.required for concept in match.named):
            kept = [] if entities[0] in row.entities else _keep(inquiry, row, entities[0])
            found = [judge_row(inquiry, match, row.get_cells(each)) for each in kept]
            return (
                found if 1 < len(found) <= MOST_MEANT and all(f.verdict is not Verdict.UNSTATED for f in found) else []
            )
    return []


def _rank_near(inquiry: Inquiry, entity: str) -> list[Match]:
    """The rows, those of the pages that speak of a thing itself first."""
    pages = {fact.citation.page for fact in inquiry.get_facts_of(entity)}
    return sorted(inquiry.row_matches, key=lambda match: match.row is None or match.row.page not in pages)


def _keep(inquiry: Inquiry, row: Row, entity: str) -> list[str]:
    """Ids of the things of a row that belong to a thing: all under its heading, or else by their names."""
    name = get_name_key(inquiry.get_named(entity).name)
    under = [
        cell.entity.id for cell in row.cells if get_name_key("".join(cell.citation.place.span.headings[-1:])) == name
    ]
    members = _get_members(inquiry, get_singulars(name))
    return list(dict.fromkeys(under)) or [each for each in row.entities if each in members and each != entity]


def _get_members(inquiry: Inquiry, run: tuple[str, ...]) -> frozenset[str]:
    """Ids of the things whose names begin or end with a run of words."""
    families = (inquiry.lexicon.get_family(run, inquiry.version.ordinal, ending=ending) for ending in (False, True))
    return frozenset(id for family in families for id in family)
