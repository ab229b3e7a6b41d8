"""The things of a kind that a table lists under a heading of its own: "which plans are there in the Basic Tier?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Fact

from ..draft.compose import Draft
from ..draft.wording import get_plain, join_names
from ..evidence.inquiry import Inquiry
from ..evidence.matching import get_strength
from ..question.classes import get_corner
from ..question.language import get_language
from ..question.reader import Reader
from ..question.reading import Concept, demote_mentions, strip_polite
from ..question.termset import get_term_set
from .listing import LEAST_NAMED, MOST_NAMED, get_tables

_KIND = r"(?:the\s+)?(?P<kind>[^?,]{2,40}?)"
_PLACE = r"(?:the\s+)?(?P<place>[^?,]{2,60}?)"
_IN = r"(?:among|in|inside|under|within|on|for|of)"
_THERE = r"(?:are\s+there|exist|are\s+(?:listed|available|offered|documented|named|included)|are|appear|stand|come)"
_FORMS = tuple(
    re.compile(rf"^\W*{form}\W*$", re.I)
    for form in (
        rf"(?:which|what)\s+{_KIND}\s+{_THERE}\s+{_IN}\s+{_PLACE}",
        rf"(?:which|what)\s+{_KIND}\s+(?:belong\s+to|are\s+part\s+of|make\s+up|fall\s+under)\s+{_PLACE}",
        rf"(?:which|what)\s+{_KIND}\s+(?:does|do)\s+{_PLACE}\s+(?:have|offer|include|contain|comprise|consist\s+of)",
        rf"(?:list|name|give|show)?\s*(?:all\s+)(?:of\s+)?{_KIND}\s+(?:(?:that|which)\s+)?{_THERE}\s+{_IN}\s+{_PLACE}",
        rf"(?:list|name|give|show)\s+(?:all\s+)?(?:of\s+)?{_KIND}\s+{_IN}\s+{_PLACE}",
    )
)


def answer_placed(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a table under a heading that the question names lists the things of the kind that it asks for."""
    question = strip_polite(inquiry.reading.question).strip()
    if inquiry.reading.is_yes_no or inquiry.reading.moment.versions or inquiry.reading.bound:
        return False
    for form in _FORMS:
        match = form.match(question)
        cells = _find(inquiry, match["kind"], match["place"]) if match else []
        if cells:
            under = get_plain(cells[0].citation.place.span.headings[-1])
            names = join_names([cell.entity.name for cell in cells])
            draft.state(f"The docs list {names} under “{under}”.", cells)
            return True
    return False


def _find(inquiry: Inquiry, kind: str, place: str) -> list[Fact]:
    """A cell of each thing in the first table whose corner says the kind, and the heading over it the place."""
    asking = Reader(inquiry.reader, inquiry.lexicon, inquiry.version)
    concepts = demote_mentions(asking.read(kind, inquiry.versions)).concepts
    words = {term for term in get_term_set(place) if " " not in term} - get_language().filler_terms
    for cells in get_tables(inquiry):
        if len(cells) >= LEAST_NAMED and concepts and words and _fits(cells, concepts, words):
            return sorted(cells, key=lambda cell: cell.citation.place.span.start)[:MOST_NAMED]
    return []


def _fits(cells: Sequence[Fact], kind: Sequence[Concept], place: set[str]) -> bool:
    headings = cells[0].citation.place.span.headings[-1:]
    corner = get_term_set(get_corner((cells[0],)))
    above = frozenset[str]().union(*map(get_term_set, headings))
    return place <= above and all(get_strength(concept, corner) > 0 for concept in kind)
