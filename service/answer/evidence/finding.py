"""What the docs say of one entity to what a question asks: the finding that lookups, premises and comparisons share."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Fact
from index.terms import iter_words

from ..question.amounts import meets
from ..question.reading import Concept, get_concept_of
from ..question.termset import get_term_set
from .enough import CLEAR_NAME, is_enough, is_enough_prose
from .grouping import is_grouped_under
from .inquiry import Inquiry
from .itemwords import are_names, is_one_item
from .judging import (
    NEGATIVE,
    POSITIVE,
    Verdict,
    get_sentence_polarity,
    is_closed,
    is_denied_behind,
    is_denied_in_note,
    is_prose,
    judge_cell,
    leads_against,
)
from .matching import Match

# By how much a sentence must explain more than a row to be preferred to it. From 0.1 to 0.6 nothing changed.
SENTENCE_MARGIN = 0.3
# Names of more words are clauses, none of which is the one thing that "which" asks for.
LONGEST_CHOICE = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """What the docs say of one entity, or of none in particular."""

    verdict: Verdict
    """What it comes to."""
    facts: tuple[Fact, ...]
    """The facts that say it."""
    match: Match
    """How they explain the question."""
    whole: bool = True
    """Whether they explain all that the question asks."""

    @property
    def is_cell(self) -> bool:
        """Whether a table says it."""
        return self.match.row is not None


def find_finding(inquiry: Inquiry, entity: str) -> Finding | None:
    """What the docs say of an entity to the question, or None; the pages about it alone are asked after itself."""
    own = _find_own(inquiry, entity)
    if own and own.verdict is not Verdict.UNSTATED and own.whole:
        return own
    others = [_find_own(inquiry, page) for page in inquiry.get_pages(entity)]
    whole = [other for other in others if other and other.verdict is not Verdict.UNSTATED and other.whole]
    return max(whole, key=lambda finding: finding.match.score, default=own)


def _find_own(inquiry: Inquiry, entity: str) -> Finding | None:
    row, prose = _find_in_rows(inquiry, entity), _find_in_prose(inquiry, entity)
    if row and prose and prose.whole and _is_better(prose, row):
        return prose
    if row and row.verdict is not Verdict.UNSTATED:
        return row
    if prose and prose.whole:
        return prose
    return _find_missing_item(inquiry, entity) or _find_former_value(inquiry, entity) or prose or row


def _is_better(prose: Finding, row: Finding) -> bool:
    """Whether a sentence tells more than a row: it affirms what a list merely lacks, or explains far more."""
    if row.verdict in (Verdict.NOT_LISTED, Verdict.UNSTATED):
        return prose.verdict is Verdict.YES and prose.match.coverage >= row.match.coverage
    if prose.match.row is None and row.verdict is Verdict.YES and _says_more_words(prose.match, row.match):
        return True
    return prose.match.score > row.match.score + SENTENCE_MARGIN


def _says_more_words(prose: Match, row: Match) -> bool:
    """Whether a sentence meets, light words too, all that a row hardly named by the question meets, and more."""
    met = {*row.named, *row.valued}
    return row.name_share < CLEAR_NAME and not row.valued and met < {*prose.valued}


def _find_in_rows(inquiry: Inquiry, entity: str) -> Finding | None:
    for match in inquiry.row_matches:
        cells = match.row.get_cells(entity) if match.row else ()
        if cells and is_enough(inquiry, match, (entity,)):
            return judge_row(inquiry, match, cells)
    return None


def judge_row(inquiry: Inquiry, match: Match, cells: tuple[Fact, ...]) -> Finding:
    """What the cells of one entity come to."""
    items = [item for item in match.items if item in match.valued]
    others = _get_other_names(inquiry, match)
    verdict = judge_cell(cells[0], [*items, *others])
    if inquiry.reading.bound and verdict not in (Verdict.NO, Verdict.PLANNED):
        met = meets(cells[0], inquiry.reading.bound)
        verdict = Verdict.VALUE if met is None else Verdict.YES if met else Verdict.NO
    if verdict is Verdict.YES and items and cells[0].value.quantity and not inquiry.reading.bound:
        verdict = Verdict.VALUE
    if verdict is Verdict.YES and inquiry.reading.is_yes_no and is_denied_in_note(cells[0], match.valued):
        verdict = Verdict.NO
    if not items and verdict in _TURNED and _is_turned(inquiry, cells[0]):
        verdict = _TURNED[verdict]
    return Finding(verdict, cells, match)


_TURNED = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}
_NEVER = frozenset({"no", "not", "never", "without"})


def _is_turned(inquiry: Inquiry, cell: Fact) -> bool:
    """Whether a property's name denies what is asked ("No downtime"): yes to the one is no to the other."""
    names = {word.text.casefold() for word in iter_words(cell.attribute.name)}
    return bool(names & _NEVER) and not set(inquiry.reading.words) & _NEVER and inquiry.reading.is_yes_no


def _get_other_names(inquiry: Inquiry, match: Match) -> list[Concept]:
    """The other things that the question names, where the row has no cells for them: they are asked for as values."""
    reading = inquiry.reading
    if match.row is None or len(reading.mentions) < 2 or reading.is_umbrella:
        return []
    product = get_term_set(inquiry.docset)
    outside = [
        mention
        for mention in reading.mentions
        if not set(mention.entry.ids) & set(match.row.entities)
        and not get_term_set(mention.text) <= product
        and not (reading.has("which") and mention.text.islower())
        and not any(is_grouped_under(match.row, name) for name in (mention.text, mention.entry.name))
    ]
    return [get_concept_of(mention) for mention in outside] if len(outside) < len(reading.mentions) else []


def _find_in_prose(inquiry: Inquiry, entity: str) -> Finding | None:
    for match in inquiry.prose_matches:
        if match.facts[0].entity.id == entity and is_enough_prose(inquiry, match, (entity,)):
            return judge_prose(match)
    return None


def judge_prose(match: Match) -> Finding:
    """What a sentence comes to."""
    concepts = [concept for concept in match.valued if concept.required] or list(match.valued)
    fact = match.facts[0]
    affirms = get_sentence_polarity(fact.value.raw, concepts) and not leads_against(fact)
    whole = not match.missing and not (match.passed and affirms)
    unsure = affirms and is_denied_behind(fact.value.raw, concepts)
    verdict = (Verdict.YES if affirms else Verdict.NO) if whole and not unsure else Verdict.VALUE
    return Finding(verdict, match.facts, match, whole)


def _find_missing_item(inquiry: Inquiry, entity: str) -> Finding | None:
    """A closed list that the question's other words name, when what it asks for is nowhere in the docs."""
    if not inquiry.reading.is_yes_no:
        return None
    for match in inquiry.row_matches:
        cells = match.row.get_cells(entity) if match.row else ()
        closed = cells and is_closed(cells[0].value) and not is_prose(cells[0])
        listed = closed and any(cell.value.items for cell in match.facts)
        if any(concept.known for concept in match.missing):
            continue
        if (
            listed
            and match.named
            and match.missing
            and not any(c.required for c in match.valued)
            and is_one_item(match.missing)
            and (match.name_share >= CLEAR_NAME or are_names(match.missing))
        ):
            return Finding(Verdict.NOT_LISTED, cells, match)
    return None


def _find_former_value(inquiry: Inquiry, entity: str) -> Finding | None:
    """A closed list that lacks what is asked, which other versions list under the same property."""
    required = inquiry.reading.required
    if not inquiry.reading.is_yes_no or not required or len(required) > 2:
        return None
    for match in inquiry.match_rows_elsewhen(entity):
        cells = match.row.get_cells(entity) if match.row else ()
        if cells and is_closed(cells[0].value) and not is_prose(cells[0]):
            return Finding(Verdict.NOT_LISTED, cells, match)
    return None


def is_positive(verdict: Verdict) -> bool:
    """Whether it comes to a yes, with or without shades."""
    return verdict in POSITIVE


def is_negative(verdict: Verdict) -> bool:
    """Whether it comes to a no, with or without shades."""
    return verdict in NEGATIVE


def is_said_of_clause(finding: Finding) -> bool:
    """Whether a cell speaks of what a clause tells ("payments, and what must last"), not of a thing to choose."""
    clause = finding.is_cell and len(finding.facts[0].entity.name.split()) > LONGEST_CHOICE
    return clause and finding.verdict is Verdict.SAID


def is_exclusive(inquiry: Inquiry) -> bool:
    """Whether the question says "only" or "limited to"."""
    return inquiry.reading.has("exclusive")


def lists_more(inquiry: Inquiry, finding: Finding) -> bool:
    """Whether the docs list other things than the one to which the question says it is limited."""
    named = {term for concept in inquiry.reading.concepts for term in concept.terms}
    items = finding.facts[0].value.items
    return finding.is_cell and any(not named & get_term_set(item) for item in items)
