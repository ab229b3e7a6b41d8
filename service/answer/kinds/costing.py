"""Whether something costs anything, by the sentence that says so of it: "are X free?", "do I pay for X?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.model import Fact, FactKind
from index.terms import get_terms

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose, tell_cell
from ..evidence.inquiry import Inquiry
from ..evidence.matching import get_strength
from ..question.amounts import get_amount
from ..question.language import get_language
from ..question.reader import Reader
from ..question.reading import Concept, demote_mentions, strip_polite
from ..question.termset import get_term_set

MOST_SEARCHED = 60
_KINDS = (FactKind.STATEMENT, FactKind.DEFINITION, FactKind.RECOMMENDATION, FactKind.USE_CASE)

_BE = r"(?:is|are|was|were|be|stays?|remains?|comes?|can\s+be\s+used|can\s+be\s+had)"
_FREE = (
    r"(?:for\s+free|free(?:\s+of\s+(?:charge|cost))?|gratis|at\s+no\s+(?:\w+\s+)?(?:cost|charge)s?|without\s+charge)"
)
_ADVERB = r"(?:(?:also|really|always|completely|still|actually|totally|entirely|all|now|generally)\s+)?"
_COST = r"(?:costs?|(?:be\s+|get\s+|is\s+|are\s+)?(?:charged|billed)(?:\s+for)?)"
_SUBJECT = r"(?:the\s+|an?\s+|my\s+|our\s+)?(?P<subject>[^,?]{2,60}?)"
_REST = r"(?:\s+(?P<rest>[^,?]*))?"
_CLAIM_FREE = (
    rf"{_SUBJECT}\s+{_BE}\s+{_ADVERB}{_FREE}(?!\s+(?:plan|tier|version|edition)){_REST}",
    rf"{_SUBJECT}\s+(?:do\s+not\s+cost|does\s+not\s+cost|don['’]t\s+cost|doesn['’]t\s+cost|costs?\s+nothing){_REST}",
)
_ASKS_FREE = (rf"(?:is|are|was|were)\s+{_SUBJECT}\s+{_ADVERB}{_FREE}(?!\s+(?:plan|tier|version|edition)){_REST}",)
_DO = r"(?:do|does|will|would|must|should|shall)"
_ASKS_COST = (
    rf"{_DO}\s+(?:i|we|you|one|they)\s+(?:have\s+to\s+|need\s+to\s+)?pay\s+(?:\w+\s+){{0,2}}?for\s+{_SUBJECT}{_REST}",
    rf"(?:do|does|will|would|is|are)\s+{_SUBJECT}\s+{_COST}(?!\s+(?:more|less|than)){_REST}",
)
_WHY_FREE = tuple(rf"why\s+{form}" for form in _ASKS_FREE)
_WHY_COST = tuple(rf"why\s+{form}" for form in _ASKS_COST)

_SAYS_FREE = re.compile(
    r"\b(?:free(?:\s+of\s+(?:charge|cost))?(?=\s*(?:$|[.,;:]|of\b|in\b|for\b|on\b|to\b|with\b|and\b|while\b|as\b))"
    r"|(?:costs?|pay)\s+nothing|no\s+(?:extra\s+|additional\s+)?(?:costs?|charges?|fees?)|without\s+charge"
    r"|(?:not|never)\s+(?:charged|billed)|n['’]t\s+(?:charged|billed|cost)|not\s+cost)\b",
    re.I,
)
_SAYS_COST = re.compile(
    r"\b(?:cost(?:s)?\s+(?:money|extra|\$|€)|(?:is|are|be|get|gets)\s+(?:\w+\s+)?(?:charged|billed)|you\s+pay\b(?!\s+nothing)"
    r"|(?:not|never|no\s+longer)\s+free\b|n['’]t\s+free\b)",
    re.I,
)
_CLAUSE = re.compile(r"(?<=[.!?])\s+|;\s+")
# Where, or for whom, something is free.
_IN_CASE = re.compile(rf"\b{_FREE}\s+(?:in|for|on|with|if|when|during|until|only|up)\b", re.I)
_UNLIKE = re.compile(
    r"\b(?:unlike|in\s+contrast\s+to|other\s+than|except)\s+(?:[\w-]+\s+){0,4}?[\w-]+"
    r"(?=[,.)]|$|\s+(?:they|it|these|this|is|are|costs?|do|does)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, or a claim, of what something costs."""

    subject: tuple[Concept, ...]
    """What it is about."""
    rest: tuple[Concept, ...]
    """Where or when."""
    free: bool
    """Whether it says free rather than paid for."""


def answer_cost(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a sentence says if what the question asks about costs anything; the draft then says so and quotes it."""
    if not inquiry.reading.is_yes_no:
        return False
    asked = _read(inquiry, _ASKS_FREE, free=True) or _read(inquiry, _ASKS_COST, free=False)
    found = _find(inquiry, asked) if asked else None
    if asked is None or found is None:
        return False
    fact, free = found
    if not (free and _IN_CASE.search(fact.value.raw) and not asked.rest):
        draft.say("Yes." if free is asked.free else "No.")
    _tell(inquiry, draft, fact)
    return True


def tell_other_cost(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a claim, or "why", takes for free or paid what a sentence says is not so; the draft then says that."""
    asked = _read(inquiry, (*_CLAIM_FREE, *_WHY_FREE), free=True) or _read(inquiry, _WHY_COST, free=False)
    found = _find(inquiry, asked) if asked else None
    if asked and asked.free and found is None:
        return _tell_price(inquiry, draft)
    if asked is None or found is None or found[1] is asked.free:
        return False
    draft.say("No.")
    _tell(inquiry, draft, found[0])
    return True


def _tell_price(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a table has a price for the one thing of which it is said that it is free; the draft then tells it."""
    entities = inquiry.reading.entities
    cells = inquiry.get_facts_of(entities[0], (FactKind.CELL,)) if len(entities) == 1 else ()
    priced = [cell for cell in cells if _PRICE_NAMES & get_term_set(cell.attribute.name)]
    amounts = [(cell, amount) for cell in priced if (amount := get_amount(cell.value))]
    costing = [cell for cell, amount in amounts if amount.dimension in _CURRENCIES and amount.number > 0]
    if not costing or len(costing) < len(priced):
        return False
    draft.say("It is not so, by the docs.")
    for cell in costing[:MOST_PRICES]:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return True


_PRICE_NAMES = frozenset(get_terms("price prices pricing cost costs rate fee fees charge"))
_CURRENCIES = frozenset({"$", "€", "£"})
MOST_PRICES = 3


def _tell(inquiry: Inquiry, draft: Draft, fact: Fact) -> None:
    quote = quote_prose(fact, inquiry.reading.concepts)
    draft.state_fact(finish(f"The docs say of {draft.get_name(fact.entity)}: {quote}"), fact)


def _read(inquiry: Inquiry, forms: tuple[str, ...], *, free: bool) -> _Asked | None:
    """What a question of some forms asks about, or None; a pronoun stands for nothing here."""
    text = strip_polite(inquiry.reading.question).strip()
    match = next((found for form in forms if (found := re.match(rf"^{form}\W*$", text, re.I))), None)
    if match is None:
        return None
    subject, rest = (_get_concepts(inquiry, match[part] or "") for part in ("subject", "rest"))
    return _Asked(subject, rest, free) if subject else None


def _get_concepts(inquiry: Inquiry, text: str) -> tuple[Concept, ...]:
    asking = Reader(inquiry.reader, inquiry.lexicon, inquiry.version)
    return demote_mentions(asking.read(text, inquiry.versions)).concepts


def _find(inquiry: Inquiry, asked: _Asked) -> tuple[Fact, bool] | None:
    """The first sentence that says of all that is asked whether it is free, and whether it is."""
    groups = tuple(
        tuple(dict.fromkeys(each.terms[0] for each in concept.alternatives if each.terms))
        for concept in (*asked.subject, *asked.rest)
    )
    ids = inquiry.reader.postings_all(inquiry.docset, groups, MOST_SEARCHED)
    for fact in inquiry.reader.facts_by_id(inquiry.version, ids):
        verdicts = set(_iter_verdicts(fact, asked)) if fact.kind in _KINDS else set[bool]()
        if len(verdicts) == 1:
            return fact, verdicts.pop()
    return None


def _iter_verdicts(fact: Fact, asked: _Asked) -> Iterator[bool]:
    """Whether what is asked is free, by each clause of a fact that says so of it."""
    for clause in _CLAUSE.split(fact.value.raw):
        other = _UNLIKE.search(clause)
        own = clause.replace(other[0], " ") if other else clause
        terms = get_term_set(own)
        if any(not get_strength(concept, terms) for concept in (*asked.subject, *asked.rest)):
            continue
        if _is_narrowed(get_terms(own), asked.subject):
            continue
        costs, free = bool(_SAYS_COST.search(own)), bool(_SAYS_FREE.search(own))
        if costs is not free:
            yield free


def _is_narrowed(terms: Sequence[str], subject: Sequence[Concept]) -> bool:
    """Whether a clause speaks of some of what is asked about only ("small X" where X is asked about)."""
    own = {term for concept in subject for each in concept.alternatives for term in each.terms}
    at = next((at for at, term in enumerate(terms) if term in own), 0)
    return at > 0 and terms[at - 1] not in _OPENING


# Terms before a noun that make no narrower thing of it.
_OPENING = get_language().filler_terms | frozenset(get_terms("a an the and or so but all any every each in on of for"))
