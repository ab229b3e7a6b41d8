"""Since when, as the docs themselves state it: by a property such as "Supported since", or by a sentence."""

from __future__ import annotations

import re

from index.model import Fact, FactKind
from index.terms import iter_words

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose, tell_cell
from ..evidence.figures import has_number, is_date
from ..evidence.headed import find_under_heading
from ..evidence.inquiry import Inquiry
from ..evidence.matching import Match, Row
from ..question.reading import Mention
from ..question.termset import get_term_set

# Of one thing and of so many things at most is told since when it is.
MOST_THINGS = 6
MOST_PROPERTIES = 2
# A sentence that has no more words than these beside a name and a version tells nothing but since when.
MOST_OTHER_WORDS = 3

_BEGINNING = re.compile(
    r"\bsince\b|\bintroduced\b|\badded\b|\bas of\b|\bnew in\b|\b(?:available|supported|works) (?:from|in)\b"
    r"|\bfirst (?:version|release|seen|available|supported)\b|\bfrom (?:version|release)\b|\bminimum version\b",
    re.I,
)
_ENDING = re.compile(r"\b(?:deprecated|removed|until|end of|ended|obsolete|unsupported|discontinued|retired)\b", re.I)
_SINCE = re.compile(
    r"\b(?:since|from|as of|starting (?:with|in|from)|introduced in|added in|new in|available in"
    r"|(?:came|come|arrived|appeared|shipped|landed|launched|introduced|added) (?:with|in|as of))\b[^.]{0,24}\d",
    re.I,
)
_ASKS_OF_EVENT = re.compile(r"^\W*(?:and\s+)?when\s+(?:was|were|did)\b", re.I)
# A question with one of these asks since when the docs speak of a thing, or what became of it.
_OF_DOCS = frozenset(
    "docs documentation documented listed list mentioned table tables page pages appear appeared".split()
)


def answer_since_stated(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the version asked itself states since when what the question names is so."""
    reading = inquiry.reading
    gone = bool(reading.has("removed") or reading.has("renamed") or _ENDING.search(reading.question))
    of_docs = _OF_DOCS & set(reading.words)
    if not reading.has("when") or reading.moment.versions or of_docs:
        return False
    if not reading.mentions:
        return _tell_sentence(draft, _find_of_none(inquiry))
    for entity in reading.entities[:MOST_THINGS]:
        for cell in _find_dated(inquiry, entity) or ([] if gone else _find_cells(inquiry, entity)):
            draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return _tell_sentence(draft, None if draft or gone else _find_sentence(inquiry))


def _tell_sentence(draft: Draft, fact: Fact | None) -> bool:
    """Quotes a sentence, if there is one; whether the draft holds anything then."""
    if fact:
        draft.state_fact(finish(f"The docs say of {draft.get_name(fact.entity)}: {quote_prose(fact)}"), fact)
    return bool(draft)


def _find_of_none(inquiry: Inquiry) -> Fact | None:
    """The sentence that dates all that a question asks for which names no thing, and denies something if that does."""
    asked = [concept for concept in inquiry.reading.required if concept.text.casefold() not in _OF_VERSIONS]
    denied = _DENIES.search(inquiry.reading.question) is not None
    whole = (
        match.facts[0]
        for match in (inquiry.prose_matches if asked else ())
        if all(concept in match.valued for concept in asked)
    )
    dated = (fact for fact in whole if _SINCE.search(fact.value.raw))
    return next((fact for fact in dated if (_DENIES.search(fact.value.raw) is not None) is denied), None)


_DENIES = re.compile(r"\b(?:no|not|never|without|none|cannot|unsupported)\b|n['’]t\b", re.I)
_OF_VERSIONS = frozenset({"version", "versions", "release", "releases"})


def _find_cells(inquiry: Inquiry, entity: str) -> list[Fact]:
    """The cells of a thing under properties by whose names they say since when what is asked is so."""
    found = [
        cell
        for cell in inquiry.get_facts_of(entity, (FactKind.CELL,))
        if _BEGINNING.search(cell.attribute.name) and not _ENDING.search(cell.attribute.name)
        if has_number(cell) and not _match_cell(inquiry, cell).missing
    ]
    return found if len({cell.attribute.id for cell in found}) <= MOST_PROPERTIES else []


def _find_dated(inquiry: Inquiry, entity: str) -> list[Fact]:
    """The dates under the one property that all words of "when was X released?" name ("Release: 9 May 2024")."""
    asked = inquiry.reading.concepts if _ASKS_OF_EVENT.match(inquiry.reading.question) else ()
    cells = inquiry.get_facts_of(entity, (FactKind.CELL,)) if asked else ()
    dated = [cell for cell in cells if is_date(cell.value.raw)]
    found = [cell for cell in dated if set(asked) <= set(_match_cell(inquiry, cell).named)]
    return found if len({cell.attribute.id for cell in found}) == 1 else []


def _match_cell(inquiry: Inquiry, cell: Fact) -> Match:
    """How a cell with its property explains the question."""
    return inquiry.match_row(Row(cell.citation.page, cell.attribute, (cell,)))


def _find_sentence(inquiry: Inquiry) -> Fact | None:
    """The sentence about all that is named which dates it, and meets every other word or tells nothing else."""
    mentions = inquiry.reading.mentions
    own = (fact for entity in inquiry.reading.entities for fact in inquiry.get_facts_of(entity))
    under = (fact for mention in mentions for fact in find_under_heading(inquiry, mention.text))
    for fact in (*own, *under):
        dates = fact.kind is not FactKind.CELL and _SINCE.search(fact.value.raw)
        if dates and all(_names(fact, mention) for mention in mentions) and _tells(inquiry, fact):
            return fact
    return None


def dates_beginning(fact: Fact) -> bool:
    """Whether a sentence says since when something is there."""
    return _SINCE.search(fact.value.raw) is not None and _ENDING.search(fact.value.raw) is None


def _names(fact: Fact, mention: Mention) -> bool:
    """Whether a sentence is about a thing, or holds its name, or the heading over it does."""
    held = get_term_set(" ".join((fact.value.raw, *fact.citation.place.span.headings[-1:])))
    return fact.entity.id in mention.entry.ids or any(
        get_term_set(name) <= held for name in (mention.text, mention.entry.name)
    )


def _tells(inquiry: Inquiry, fact: Fact) -> bool:
    match = inquiry.match_prose(fact)
    asked = [concept for concept in inquiry.reading.concepts if not set(concept.terms) <= get_term_set(inquiry.docset)]
    met = bool(asked) and all(concept in match.valued for concept in asked)
    since = _SINCE.search(fact.value.raw)
    rest = fact.value.raw[: since.start()] if since else fact.value.raw
    bare = sum(1 for _ in iter_words(rest)) <= MOST_OTHER_WORDS and not match.missing
    return met or bare
