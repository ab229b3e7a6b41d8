"""What there is: the things that the docs compare under a noun of kind ("which plans are there?")."""

from __future__ import annotations

from .compose import Draft
from .evidence import Inquiry
from .matching import Match
from .wording import get_plain, join_names

# So many things are named at most.
MOST_NAMED = 20


def answer_listing(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the question asks which things there are; only where nothing else is asked."""
    reading = inquiry.reading
    if reading.required or reading.mentions or not (reading.has("listing") or reading.has("which")):
        return False
    match = _find_table(inquiry)
    if match is None or match.row is None:
        return False
    cells = [match.row.get_cells(entity)[0] for entity in match.row.entities[:MOST_NAMED]]
    names = join_names([cell.entity.name for cell in cells])
    draft.state(f"The docs compare {names} ({get_plain(cells[0].citation.title)}).", cells)
    return True


def _find_table(inquiry: Inquiry) -> Match | None:
    """The row of most things on the page whose title, headings or names use the question's noun."""
    matches = [inquiry.match_row(row) for row in inquiry.rows]
    placed = [match for match in matches if match.row and match.placed]
    return max(
        placed,
        key=lambda match: (len(match.placed), len(match.row.entities) if match.row else 0, -match.facts[0].id),
        default=None,
    )
