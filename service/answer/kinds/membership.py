"""Whether a thing, a column or a number is one of a kind: "is X a Y?", "is X among the Ys?", "is 12 a valid Y?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Fact, FactKind, FactQuery
from index.terms import get_name_key, get_terms

from ..draft.compose import Draft, cite_header
from ..draft.wording import get_plain, tell_cell
from ..evidence.inquiry import Inquiry
from ..evidence.judging import NEGATIVE, POSITIVE, is_closed, judge_cell
from ..evidence.matching import Match, get_strength
from ..question.language import get_language
from ..question.reader import Reader
from ..question.reading import Concept, demote_mentions, strip_polite
from ..question.termset import get_term_set
from .standing import find_standing

_ITEM_FIRST = re.compile(
    r"^\W*(?:is|are|was|were)\s+(?P<item>.+?)\s+"
    r"(?:(?:one|some|part)\s+of|among(?:st)?|listed\s+(?:as|among|under)|an?\s+kind\s+of|an?|in\s+the\s+(?:list|table)s?\s+of)"
    r"\s+(?P<kind>[^?,]+?)\W*$",
    re.I,
)
_BELONGS = re.compile(
    r"^\W*(?:do|does|did)\s+(?:the\s+)?(?P<item>.+?)\s+(?:belong|count|figure|appear|stand)\s+(?:to|as|in|among|with)\s+(?:one\s+of\s+)?"
    r"(?:the\s+)?(?P<kind>[^?,]+?)\W*$",
    re.I,
)
_FINDING = re.compile(
    r"^\W*(?:would|will|can|could|do|did)\s+(?:i|we|you|one)\s+(?:find|see|meet|get)\s+(?P<item>.+?)\s+"
    r"(?:among(?:st)?|listed\s+(?:as|among|under)|in\s+the\s+(?:list|table)s?\s+of)\s+(?:the\s+)?(?P<kind>[^?,]+?)\W*$",
    re.I,
)
_KIND_FIRST = re.compile(
    r"^\W*(?:is|are)\s+there\s+(?:an?\s+|any\s+)?(?P<kind>[^?,]+?)\s+(?:for|called|named)\s+(?P<item>[^?,]+?)\W*$", re.I
)
_LIST_FIRST = re.compile(
    r"^\W*(?:do|does|did)\s+the\s+(?:list|table|page|overview)s?\s+of\s+(?P<kind>[^?,]+?)\s+(?:still\s+|also\s+|now\s+)?"
    r"(?:include|have|contain|name|mention|show|list|hold)\s+(?P<item>[^?,]+?)(?:\s+in\s+it)?\W*$",
    re.I,
)
_LIST_BEHIND = re.compile(
    r"^\W*(?:do|does|did)\s+the\s+(?P<kind>[^?,]+?)\s+(?:list|table|overview)s?\s+(?:still\s+|also\s+|now\s+)?"
    r"(?:include|have|contain|name|mention|show|list|hold)\s+(?P<item>[^?,]+?)(?:\s+in\s+it)?\W*$",
    re.I,
)
_FORMS = (_LIST_FIRST, _LIST_BEHIND, _KIND_FIRST, _ITEM_FIRST, _BELONGS, _FINDING)
_NUMBER = re.compile(r"^[-+]?\d+(?:\.\d+)?$")
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:to|through|–|—|\.\.+|-)\s*(-?\d+(?:\.\d+)?)")
# Words that say of a kind only that its members are allowed.
_ALLOWED = frozenset(get_terms("valid allowed possible legal accepted permitted acceptable supported available"))
# Of one thing so many facts are looked at.
MOST_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Membership:
    """What a question asks to be one of a kind."""

    item: str
    """The words for the one thing."""
    kind: str
    """The words for the kind."""


def find_membership(question: str) -> Membership | None:
    """The item and the kind of a question, or None."""
    bare = strip_polite(question).strip()
    match = next((found for form in _FORMS if (found := form.match(bare))), None)
    return Membership(match["item"], match["kind"]) if match else None


def answer_membership(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs list the thing under the kind that the question names; the draft then says so."""
    asked = find_membership(inquiry.reading.question)
    if asked is None or {"not", "no"} & set(inquiry.reading.words):
        return False
    if _answer_value(inquiry, draft, asked.item) or _answer_by_mark(inquiry, draft, asked):
        return True
    fact = _find_thing(inquiry, asked) or (None if _names_thing(inquiry, asked.kind) else _find_column(inquiry, asked))
    if fact is None:
        return False
    place = fact.citation.place
    name = fact.entity.name if _is_named(asked.item, fact.entity.name) else fact.attribute.name
    under = get_plain(place.span.headings[-1] if place.span.headings else fact.citation.title)
    draft.say("Yes.")
    text = f"The docs list {get_plain(name)} under “{under}”."
    if get_name_key(name) in get_name_key(place.quote):
        draft.state_fact(text, fact)
    else:
        draft.state(text, (fact, cite_header(inquiry, fact)), fact.entity, fact.attribute)
    return True


def _is_named(item: str, name: str) -> bool:
    own = get_term_set(name)
    return (bool(own) and own <= get_term_set(item)) or get_name_key(name).replace(" ", "") in _join(item)


def _join(text: str) -> str:
    return get_name_key(text).replace(" ", "")


def _get_kind(inquiry: Inquiry, kind: str) -> tuple[Concept, ...]:
    """What a fact's surroundings have to explain for its thing to be of a kind."""
    asking = Reader(inquiry.reader, inquiry.lexicon, inquiry.version)
    concepts = demote_mentions(asking.read(kind, inquiry.versions)).concepts
    return tuple(c for c in concepts if c.required) or concepts


def _get_surroundings(fact: Fact) -> frozenset[str]:
    """The terms of the headings, the title and the first header cell above a fact."""
    place = fact.citation.place
    header = place.header.quote if place.header else ""
    first = next((cell for cell in header.split("|") if cell.strip()), "")
    texts = (*place.span.headings, fact.citation.title, first)
    return frozenset[str]().union(*(get_term_set(text) for text in texts))


def _explains(fact: Fact, kind: Sequence[Concept]) -> bool:
    terms = _get_surroundings(fact)
    return bool(kind) and all(get_strength(concept, terms) > 0 for concept in kind)


def _find_thing(inquiry: Inquiry, asked: Membership) -> Fact | None:
    """A cell of the one thing that the question names, in a table of the kind."""
    reading = Reader(inquiry.reader, inquiry.lexicon, inquiry.version).read(asked.item, inquiry.versions)
    if len(reading.entities) != 1 or reading.required:
        return None
    kind = _get_kind(inquiry, asked.kind)
    query = FactQuery(entities=reading.entities, kinds=(FactKind.CELL,), limit=MOST_LOOKED_AT)
    facts = inquiry.reader.facts(inquiry.version, query)
    return next((fact for fact in facts if _explains(fact, kind) or _is_such(fact, kind)), None)


# A cell of more words is no name of a kind.
LONGEST_KIND = 4


def _is_such(fact: Fact, kind: Sequence[Concept]) -> bool:
    """Whether a short cell of a thing says that it is of a kind ("Kind: web server")."""
    short = fact.value.support is None and len(fact.value.raw.split()) <= LONGEST_KIND
    terms = get_term_set(fact.value.raw)
    return short and bool(kind) and all(get_strength(concept, terms) > 0 for concept in kind)


def _names_thing(inquiry: Inquiry, kind: str) -> bool:
    """Whether the words for the kind are the name of a thing, of which the property is asked ("part of Basic")."""
    reading = Reader(inquiry.reader, inquiry.lexicon, inquiry.version).read(kind, inquiry.versions)
    whole = {get_name_key(mention.text) for mention in inquiry.reading.mentions if mention.strong}
    return any(mention.strong for mention in reading.mentions) or get_name_key(kind) in whole


def _find_column(inquiry: Inquiry, asked: Membership) -> Fact | None:
    """A cell of the property that the question names in full, in a table of the kind."""
    terms = get_term_set(asked.item)
    single = [term for term in terms if " " not in term and term not in get_language().filler_terms]
    ids = sorted({id for term in single for id in inquiry.lexicon.attributes_by_term.get(term, ())})
    exact = [id for id in ids if any(names == terms for names in inquiry.lexicon.attribute_terms[id])]
    kind = _get_kind(inquiry, asked.kind)
    for id in exact[:2]:
        query = FactQuery(attributes=(id,), kinds=(FactKind.CELL,), limit=MOST_LOOKED_AT)
        for fact in inquiry.reader.facts(inquiry.version, query):
            if _explains(fact, kind):
                return fact
    return None


def _answer_value(inquiry: Inquiry, draft: Draft, item: str) -> bool:
    """Says whether a number or word is among what a row states for the thing named."""
    entities = inquiry.reading.entities
    if len(entities) != 1:
        return False
    for mention in inquiry.reading.mentions:
        item = re.sub(re.escape(mention.text), "", item, flags=re.I).strip() or item
    for match in inquiry.row_matches:
        cells = match.row.get_cells(entities[0]) if match.row else ()
        holds = _holds(cells[0], item) if cells and _asks_row(match, item) else None
        if holds is not None:
            draft.say("Yes." if holds else "No.")
            draft.state_fact(tell_cell(cells[0], draft.get_name(cells[0].entity)), cells[0])
            return True
    return False


def _answer_by_mark(inquiry: Inquiry, draft: Draft, asked: Membership) -> bool:
    """Whether a kind of what is supported is answered by the mark that a column of states has for the thing."""
    fact = _find_thing(inquiry, asked) if _ALLOWED & get_term_set(asked.kind) else None
    cell = find_standing(inquiry, fact.entity.id) if fact else None
    verdict = judge_cell(cell, ()) if cell else None
    if cell is None or verdict not in POSITIVE | NEGATIVE:
        return False
    draft.say("Yes." if verdict in POSITIVE else "No.")
    draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return True


def _asks_row(match: Match, item: str) -> bool:
    """Whether a row explains all that is asked but the item and that it is allowed."""
    words = get_term_set(item)
    left = [c for c in match.missing if not set(c.terms) <= words | _ALLOWED]
    named = [c for c in match.named if not set(c.terms) <= words]
    return bool(named) and not left


def _holds(cell: Fact, item: str) -> bool | None:
    """Whether a cell's range or list holds an item; None where it gives neither."""
    bounds = _get_bounds(cell)
    if _NUMBER.match(item.strip()):
        return bounds[0] <= float(item) <= bounds[1] if bounds else None
    wanted = item.strip(" `\"'“”").casefold()
    items = {part.strip(" `.").casefold() for part in (*cell.value.items, cell.value.raw)}
    if wanted in items or wanted.lstrip(".") in items:
        return True
    return False if cell.value.items and is_closed(cell.value) else None


def _get_bounds(cell: Fact) -> tuple[float, float] | None:
    found = _RANGE.search(cell.value.raw)
    if not found:
        return None
    low, high = float(found[1]), float(found[2])
    return (low, high) if low < high else None
