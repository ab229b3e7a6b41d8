"""What the docs of a version still say of a thing or name that is gone from them."""

from __future__ import annotations

from index.model import Fact
from index.terms import get_name_key, get_terms

from ..evidence.inquiry import Inquiry
from ..question.termset import get_term_set

MOST_SEARCHED = 60
_PARTING = frozenset(
    get_terms(
        "removed dropped replaced deprecated discontinued retired superseded migrated migration longer renamed"
        " withdrawn gone ended shut switched abandoned sunset anymore unsupported unmaintained obsolete"
    )
)
# What verbs say together with the word behind them.
_PARTING |= {" ".join(get_terms(pair)) for pair in ("taken out", "phased out", "went away", "pulled out", "has left")}
_FORMERLY = frozenset(
    get_terms("formerly former previously renamed called known was earlier named originally older old")
)


def find_farewell(inquiry: Inquiry, name: str) -> Fact | None:
    """The sentence of the version asked that says what became of a thing, or None.

    What stands behind its name as a label ("Acme: no new orders since May") says so in whatever words.
    """
    return _find(inquiry, name, _PARTING) or _find(inquiry, name, None)


def find_former(inquiry: Inquiry, name: str) -> Fact | None:
    """The sentence of the version asked that gives a name as a former one, or None."""
    return _find(inquiry, name, _FORMERLY)


def _find(inquiry: Inquiry, name: str, words: frozenset[str] | None) -> Fact | None:
    """The shortest sentence that holds a name and one of some words; or one that the name leads, without words."""
    groups = tuple((term,) for term in dict.fromkeys(get_terms(name)))
    ids = inquiry.reader.postings_all(inquiry.docset, groups, MOST_SEARCHED) if groups else ()
    facts = inquiry.reader.facts_by_id(inquiry.version, ids)
    key = get_name_key(name)
    fitting = [
        fact
        for fact in facts
        if key in get_name_key(fact.value.raw)
        and (get_term_set(fact.value.raw) & words if words else get_name_key(fact.value.raw.partition(":")[0]) == key)
    ]
    return next(iter(sorted(fitting, key=lambda fact: (len(fact.value.raw), fact.id))), None)
