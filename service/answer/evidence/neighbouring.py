"""Whether what a question asks for is the name of a column beside the one whose values hold another word of it."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Fact

from ..question.classes import get_corner
from ..question.reading import Concept
from ..question.termset import get_term_set
from .inquiry import Inquiry
from .matching import Match, get_strength, get_value_terms


def fits_own_column(inquiry: Inquiry, match: Match) -> bool:
    """Whether no yes or no would rest on a value while its table has the property asked for in another column."""
    row = match.row
    if row is None or inquiry.reading.words[:1] not in _ASKING_WHETHER or not match.valued:
        return True
    asked = [concept for concept in match.placed if concept.required]
    beside = [
        other
        for other in inquiry.row_matches
        if other.row and other is not match and other.row.page == row.page and set(other.row.entities) & {*row.entities}
    ]
    holding, others = _part_cells(match)
    return not any(
        (any(concept in other.named for other in beside) or _is_in_names(concept, others))
        and not _stands_above(concept, match)
        and not _is_in_names(concept, holding)
        for concept in asked
    )


_ASKING_WHETHER = tuple((word,) for word in "do does did is are was were can could will has have".split())


def _part_cells(match: Match) -> tuple[list[Fact], list[Fact]]:
    """The cells that hold a word of the question, and those that hold none."""
    holding = [cell for cell in match.facts if any(get_strength(c, get_value_terms(cell)) > 0 for c in match.valued)]
    return holding, [cell for cell in match.facts if cell not in holding]


def _is_in_names(concept: Concept, cells: Sequence[Fact]) -> bool:
    return any(get_strength(concept, get_term_set(cell.entity.name)) > 0 for cell in cells)


def _stands_above(concept: Concept, match: Match) -> bool:
    """Whether the headings, the title or the corner of the table explain a concept."""
    first = match.facts[0]
    texts = (*first.citation.place.span.headings, first.citation.title, get_corner((first,)))
    return any(get_strength(concept, get_term_set(text)) > 0 for text in texts)
