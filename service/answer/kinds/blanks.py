"""Things of which a table states nothing under a property ("which pumps have no weight listed?")."""

from __future__ import annotations

from index.model import Fact, FactKind, FactQuery

from ..draft.compose import Draft
from ..draft.wording import get_plain, join_names
from ..evidence.inquiry import Inquiry
from ..evidence.judging import Verdict, judge_cell
from ..evidence.makers import keep_of_maker
from ..evidence.matching import Match, Row
from .choosing import is_negated
from .lookup import get_best_rows

# So much of a property's name has to be asked for.
NAMED = 0.6
# Tables with more blank cells than this leave out what nobody would ask for.
MOST_BLANK = 12
MOST_LOOKED_AT = 800


def answer_blank(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether "which … have no X" asks for the rows of a table whose cell under a property of values is empty."""
    reading = inquiry.reading
    several = not reading.mentions or reading.is_umbrella
    if not reading.has("which") or not several or reading.bound or not is_negated(inquiry):
        return False
    match = next(iter(get_best_rows(inquiry)), None)
    if match is None or match.row is None or not _is_of_values(match):
        return False
    asked = set(reading.entities)
    blank = [cell for cell in _find_blank(inquiry, match.row) if not asked or cell.entity.id in asked]
    row = Row(match.row.page, match.row.attribute, tuple(blank))
    kept = keep_of_maker(inquiry, row, [cell.entity.id for cell in blank], match.named)
    cells = [cell for cell in blank if cell.entity.id in kept]
    if not 0 < len(cells) <= MOST_BLANK:
        return False
    names = join_names([cell.entity.name for cell in cells])
    draft.state(
        f"The docs state no {get_plain(match.row.attribute.name)} for {names}.", cells, None, match.row.attribute
    )
    return True


def _is_of_values(match: Match) -> bool:
    """Whether a row is named by what must not be there, and has values, none of which denies anything."""
    cells = match.row.cells if match.row else ()
    negated = [concept for concept in match.named if concept.negated]
    return bool(negated) and match.name_share >= NAMED and all(judge_cell(c, ()) is Verdict.VALUE for c in cells)


def _find_blank(inquiry: Inquiry, row: Row) -> list[Fact]:
    """A cell of each thing that stands in a row of the same tables, but not under the property."""
    columns = (cell.citation.place.header for cell in row.cells if _names_column(cell))
    headers = {header.start for header in columns if header}
    facts = inquiry.reader.facts(
        inquiry.version, FactQuery(page=row.page, kinds=(FactKind.CELL,), limit=MOST_LOOKED_AT)
    )
    found: dict[str, Fact] = {}
    for fact in facts:
        header = fact.citation.place.header
        if header and header.start in headers and fact.entity.id not in row.entities:
            found.setdefault(fact.entity.id, fact)
    return list(found.values())


def _names_column(cell: Fact) -> bool:
    """Whether a cell's property is the name of a column, so that its whole row shows what is blank."""
    header = cell.citation.place.header
    return header is not None and cell.attribute.name in header.quote
