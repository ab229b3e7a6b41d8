"""The things whose property has the value that the question writes out: "which have a default of 30?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Fact, FactKind, FactQuery
from index.terms import get_terms, iter_words

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.equal import has_value
from ..evidence.inquiry import Inquiry
from ..question.entries import LONGEST_NAME
from ..question.forms import PROPERTY, THE, VALUE, get_bare, get_value, match_form
from ..question.language import get_language
from ..question.termset import get_term_set
from ..question.wordforms import get_singulars

# So many things are named at most, and so many cells of one property are looked at.
MOST_TOLD = 8
MOST_LOOKED_AT = 400

_WHICH = r"(?:which|what)(?:\s+(?P<kind>(?:\w+\s+){0,2}?\w+?))??\s+(?:all\s+)?(?:has|have|had|uses?|gets?|comes? with)"
_FORMS = tuple(
    re.compile(rf"^\W*{form}\W*$", re.I)
    for form in (
        rf"{_WHICH}\s+{THE}{VALUE}\s+(?:as|for)\s+{THE}{PROPERTY}",
        rf"{_WHICH}\s+{THE}{PROPERTY}\s+(?:(?:of|is|equal to|set to)\s+)?{VALUE}",
    )
)
# What stands where a noun of kind might, and what asks for the contrary or for a comparison.
_NO_KIND = frozenset({"one", "ones", "thing", "things", "of them", "of these"})
_OTHERWISE = frozenset("not no without lack lacks except than least most over under above below up".split())


def answer_having(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether cells of the property that the question names in full have its value; the draft then tells those."""
    question = get_bare(inquiry.reading)
    if _OTHERWISE & set(inquiry.reading.words) or not re.match(r"\W*(?:which|what)\b", question, re.I):
        return False
    for place, ids in _iter_properties(inquiry, question):
        form = match_form(question, ((place, PROPERTY),), _FORMS)
        if form:
            for cell in _find(inquiry, ids, form)[:MOST_TOLD]:
                draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
            return bool(draft)
    return False


def _iter_properties(inquiry: Inquiry, question: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """The places where a property stands with its whole name, the longest first, with the ids of what is called so."""
    words, lexicon = list(iter_words(question)), inquiry.lexicon
    for length in range(min(len(words), LONGEST_NAME), 0, -1):
        for start in range(1, len(words) - length + 1):
            place = (words[start].start, words[start + length - 1].end)
            run = get_singulars(question[place[0] : place[1]])
            if run in lexicon.attribute_runs:
                ids = dict.fromkeys(id for term in get_terms(run[0]) for id in lexicon.attributes_by_term.get(term, ()))
                yield place, tuple(id for id in ids if run in {get_singulars(each) for each in lexicon.attributes[id]})


def _find(inquiry: Inquiry, ids: tuple[str, ...], form: re.Match[str]) -> list[Fact]:
    """The cells of some properties that have the value of a form, of things of the kind that it names."""
    query = FactQuery(attributes=ids, kinds=(FactKind.CELL,), limit=MOST_LOOKED_AT)
    cells = inquiry.reader.facts(inquiry.version, query) if ids else ()
    having = [cell for cell in cells if has_value(cell, get_value(form))]
    kind = (form["kind"] or "").casefold()
    terms = [] if kind in _NO_KIND else [term for term in get_terms(kind) if term not in get_language().filler_terms]
    return [cell for cell in having if all(term in _get_surroundings(cell) for term in terms)]


def _get_surroundings(cell: Fact) -> frozenset[str]:
    """The terms of what stands above a cell and of its thing's name."""
    place = cell.citation.place
    header = place.header.quote if place.header else ""
    texts = (*place.span.headings, cell.citation.title, cell.citation.page, header, cell.entity.name)
    return frozenset[str]().union(*map(get_term_set, texts))
