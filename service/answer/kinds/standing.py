"""How a thing stands: whether it is supported, by the column of states; and which version of it is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Fact, FactKind, FactQuery
from index.terms import get_terms, iter_words

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.inquiry import MOST_FACTS_OF_ATTRIBUTES, Inquiry
from ..evidence.judging import NEGATIVE, POSITIVE, Verdict, judge_cell
from ..evidence.matching import get_strength
from ..question.classes import get_corner
from ..question.language import expand
from ..question.reading import strip_polite
from ..question.termset import get_term_set
from .lookup import MOST_TOLD, asks_for_lack

# Names of columns whose marks say of a row's thing that it is there.
_STANDING = frozenset(get_terms("status standing state support supported availability available implemented included"))
# What a question asks of a thing when it asks whether it is there.
_THERE = frozenset(get_terms("supported support supports available availability included include implemented there"))
# Words beside the name of what is wanted in some version of it.
_WANTED = frozenset(
    get_terms(
        "version versions release releases need needs require required ask take run use app work build support want"
    )
)
# What is wanted is told from at most so many columns: "self-hosted", "cloud".
MOST_COLUMNS = 2


def answer_standing(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether "is X supported?" is answered by the one mark that a column of states has for X."""
    reading = inquiry.reading
    asked = {term for concept in reading.concepts for term in concept.terms}
    if not reading.is_yes_no or reading.required or reading.bound or not asked & _THERE or len(reading.entities) != 1:
        return False
    cell = find_standing(inquiry, reading.entities[0])
    verdict = judge_cell(cell, ()) if cell else None
    if cell is None:
        return _tell_marks(inquiry, draft)
    if verdict not in POSITIVE | NEGATIVE:
        return False
    holds = (verdict in POSITIVE) is not (asks_for_lack(inquiry) or "not" in reading.words)
    draft.say("Yes." if holds else "No.")
    draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return True


def _tell_marks(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether all cells of a thing are marks, and one says in words that it is there; the draft then tells them."""
    cells = inquiry.get_facts_of(inquiry.reading.entities[0], (FactKind.CELL,))
    worded = any(get_term_set(cell.value.raw) & _STANDING for cell in cells)
    verdicts = {judge_cell(cell, ()) in POSITIVE for cell in cells}
    if not worded or len(cells) > MOST_TOLD or any(cell.value.support is None for cell in cells):
        return False
    if len(verdicts) == 1 and not asks_for_lack(inquiry) and "not" not in inquiry.reading.words:
        draft.say("Yes." if True in verdicts else "No.")
    for cell in cells:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return True


def answer_not_standing(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether "which … are not supported?" is answered by the marks of a column of states under the words asked."""
    reading = inquiry.reading
    match = _NOT_THERE.match(expand(strip_polite(reading.question)).strip())
    if match is None or reading.mentions or reading.bound:
        return False
    ids = sorted({id for term in _STANDING for id in inquiry.lexicon.attributes_by_term.get(term, ())})
    query = FactQuery(attributes=tuple(ids), kinds=(FactKind.CELL,), limit=MOST_FACTS_OF_ATTRIBUTES)
    cells = inquiry.reader.facts(inquiry.version, query) if ids else ()
    marked = [cell for cell in cells if get_term_set(cell.attribute.name) <= _STANDING and cell.value.support]
    for cell in [cell for cell in marked if _is_asked(inquiry, cell) and judge_cell(cell, ()) is Verdict.NO][
        :MOST_TOLD
    ]:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return bool(draft)


_NOT_THERE = re.compile(
    r"^(?:which|what)\s+(?:[\w-]+\s+){1,4}(?:is|are|was|were)\s+not\s+(?:yet\s+)?"
    r"(?:supported|available|implemented|included)\W*$",
    re.I,
)


def _is_asked(inquiry: Inquiry, cell: Fact) -> bool:
    """Whether what stands above a cell, or over the things of its table, holds all that the question asks about."""
    above = get_term_set(" ".join((*cell.citation.place.span.headings, cell.citation.title, get_corner((cell,)))))
    asked = [concept for concept in inquiry.reading.concepts if not set(concept.terms) <= _THERE]
    return bool(asked) and all(get_strength(concept, above) > 0 for concept in asked)


def find_standing(inquiry: Inquiry, entity: str) -> Fact | None:
    """The only cell of a thing in a column of states, or None."""
    cells = inquiry.get_facts_of(entity, (FactKind.CELL,))
    found = [cell for cell in cells if get_term_set(cell.attribute.name) <= _STANDING and cell.value.support]
    return found[0] if len(found) == 1 else None


def answer_wanted(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether "which X does Y need?" is answered by the columns that hold a version of X and nothing else of it."""
    reading = inquiry.reading
    if len(reading.mentions) != 1 or len(reading.entities) != 1 or reading.required or reading.bound:
        return False
    if reading.is_yes_no or not _asks_for(reading.question, reading.mentions[0].text) or not _is_plain(inquiry):
        return False
    cells = inquiry.get_facts_of(reading.entities[0], (FactKind.CELL,))
    if not 0 < len(cells) <= MOST_COLUMNS or not all(map(_tells_version, cells)):
        return False
    for cell in cells:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return True


def _is_plain(inquiry: Inquiry) -> bool:
    """Whether a question asks nothing but what is wanted, words that stand above the thing's tables aside."""
    concepts = inquiry.reading.concepts
    above = {term for cell in inquiry.get_facts_of(inquiry.reading.entities[0])[:1] for term in _get_above(cell)}
    return all(term in _WANTED or term in above for concept in concepts for term in concept.terms)


def _get_above(cell: Fact) -> Sequence[str]:
    return get_terms(" ".join((*cell.citation.place.span.headings, cell.citation.title)))


def _asks_for(question: str, name: str) -> bool:
    """Whether "which" or "what" stands right before a name: that of what is wanted."""
    words = r"\W+".join(re.escape(word.text) for word in iter_words(name))
    if re.search(r"\b(?:it|they|that|this|these|those)\b", question, re.I):
        return False
    return re.search(rf"\b(?:which|what)\s+{words}\b", question, re.I) is not None


def _tells_version(cell: Fact) -> bool:
    """Whether a cell tells a version of its thing: a number, by its column or with the thing's name."""
    named = get_term_set(cell.value.raw) & get_term_set(cell.entity.name) or get_term_set(cell.attribute.name) & _WANTED
    return bool(named) and any(char.isdigit() for char in cell.value.raw)
