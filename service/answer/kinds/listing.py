"""What there is: the things that the docs compare under a noun of kind ("which plans are there?")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.model import Fact, FactKind, FactQuery

from ..draft.compose import Draft
from ..draft.wording import get_plain, join_names
from ..evidence.inquiry import Inquiry
from ..evidence.matching import Match, get_name_share, get_strength
from ..question.classes import get_corner
from ..question.reader import Reader
from ..question.reading import Concept, demote_mentions, strip_polite
from ..question.termset import get_term_set
from .choosing import is_negated

# So many things are named at most.
MOST_NAMED = 20
# A table of fewer things lists no kind.
LEAST_NAMED = 2
# Tables are looked through up to so many cells.
MOST_LOOKED_AT = 800


def answer_listing(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the question asks which things there are; only where nothing else is asked."""
    reading = inquiry.reading
    asks = (reading.has("listing") or reading.has("which")) and ("how", "many") not in pairwise(reading.words)
    if reading.required or reading.mentions or not asks or is_negated(inquiry) or _CHOOSING & set(reading.words):
        return False
    match = _find_table(inquiry)
    if match is None or match.row is None:
        return False
    cells = [match.row.get_cells(entity)[0] for entity in match.row.entities[:MOST_NAMED]]
    names = join_names([cell.entity.name for cell in cells])
    draft.state(f"The docs compare {names} ({get_plain(cells[0].citation.title)}).", cells)
    return True


# Who asks with these wants one of the things, not all of them.
_CHOOSING = frozenset({"should", "must", "ought", "recommended", "best", "better", "right"})


def _find_table(inquiry: Inquiry) -> Match | None:
    """The row of most things on the page whose title, headings or names use the question's noun."""
    matches = [inquiry.match_row(row) for row in inquiry.rows]
    placed = [match for match in matches if match.row and match.placed]
    return max(
        placed,
        key=lambda match: (len(match.placed), len(match.row.entities) if match.row else 0, -match.facts[0].id),
        default=None,
    )


_LISTS = re.compile(
    r"^\W*(?:(?:which|what)\s+(?P<kind>[^?,]+?)\s+(?:are\s+there|exist|are\s+(?:listed|available|supported|offered|documented)"
    r"|(?:does|do|has|have)\s+[^?,]+?\s*(?:have|has|offer|offers|provide|know|come\s+with|exist)?)"
    r"|(?:list|name|give\s+me|show\s+me)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?(?P<listed>[^?,]+?))\W*$",
    re.I,
)


def answer_kinds(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a table sets out the things of the kind that the question wants listed ("which tiers are there?")."""
    match = _LISTS.match(strip_polite(inquiry.reading.question))
    if match is None or inquiry.reading.is_yes_no or inquiry.reading.moment.versions or inquiry.reading.bound:
        return False
    words = _OF_KIND.sub("", (match["kind"] or match["listed"]).casefold())
    if any(mention.strong and mention.text.casefold() not in words for mention in inquiry.reading.mentions):
        return False
    asking = Reader(inquiry.reader, inquiry.lexicon, inquiry.version)
    kind = demote_mentions(asking.read(words, inquiry.versions)).concepts
    rest = [c for c in inquiry.reading.required if c.terms not in {each.terms for each in kind}]
    if not kind or rest or _names_property(inquiry, kind):
        return False
    cells = _find_kind(inquiry, kind)
    if len(cells) < LEAST_NAMED:
        return False
    place = cells[0].citation.place
    under = get_plain(place.span.headings[-1] if place.span.headings else cells[0].citation.title)
    names = join_names([cell.entity.name for cell in cells[:MOST_NAMED]])
    draft.state(f"The docs list {names} under “{under}”.", cells[:MOST_NAMED])
    return True


# "Runner types" are runners.
_OF_KIND = re.compile(r"(?<=\w)\s+(?:types?|kinds?|sorts?|options?)$")


def _names_property(inquiry: Inquiry, kind: Sequence[Concept]) -> bool:
    """Whether the words are the whole name of a property, whose values are asked for then."""
    return any(
        get_name_share(kind, names) >= 1
        for id in inquiry.attribute_ids
        for names in inquiry.lexicon.attribute_terms[id]
    )


def _find_kind(inquiry: Inquiry, kind: Sequence[Concept]) -> list[Fact]:
    """A cell of each thing in the first table whose corner, else whose heading, says the kind."""
    tables = get_tables(inquiry)
    for get_text in (_get_corner, _get_heading):
        for cells in tables:
            if all(get_strength(concept, get_term_set(get_text(cells[0]))) > 0 for concept in kind):
                return cells
    return []


def get_tables(inquiry: Inquiry) -> list[list[Fact]]:
    """The tables of the version asked, bounded: of each a cell of every thing."""
    query = FactQuery(kinds=(FactKind.CELL,), limit=MOST_LOOKED_AT)
    tables: dict[tuple[str, int], dict[str, Fact]] = {}
    for fact in inquiry.reader.facts(inquiry.version, query):
        header = fact.citation.place.header
        table = tables.setdefault((fact.citation.page, header.start if header else 0), {})
        table.setdefault(fact.entity.id, fact)
    return [list(table.values()) for table in tables.values()]


def _get_corner(cell: Fact) -> str:
    return get_corner((cell,))


def _get_heading(cell: Fact) -> str:
    headings = cell.citation.place.span.headings
    return headings[-1] if headings else cell.citation.title
