"""What is known of a value over the versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Change, ChangeQuery, Fact, FactKind, FactQuery, Version

from .inquiry import Inquiry

# A value that changed more often is told from its newest changes.
MOST_STEPS = 12
SINGLE_VALUED = (FactKind.CELL, FactKind.DEFINITION)


@dataclass(frozen=True, slots=True)
class Step:
    """The value of one property from some version on."""

    version: Version
    """The first version with this value."""
    fact: Fact | None
    """The fact, as that version cites it; None where the docs stop to state it."""


def get_steps(inquiry: Inquiry, entity: str, attribute: str, until: int | None = None) -> list[Step]:
    """The values of a property over the versions, oldest first, up to the newest or a given one."""
    by_label = {version.label: version for version in inquiry.versions}
    facts = _get_facts(inquiry, entity, attribute)
    stated = min((by_label[fact.first].ordinal for fact in facts), default=0)
    facts = (*_get_facts_of_page_before(inquiry, entity, facts, stated), *facts)
    steps: dict[int, Step] = {}
    for fact in facts:
        first, last = by_label[fact.first], by_label[fact.last]
        current = steps.get(first.ordinal)
        if current is None or current.fact is None:
            steps[first.ordinal] = Step(first, fact)
        after = last.ordinal + 1
        if after < len(inquiry.versions):
            steps.setdefault(after, Step(inquiry.versions[after], None))
    ordered = [steps[ordinal] for ordinal in sorted(steps) if until is None or ordinal <= until]
    return _merge(ordered)[-MOST_STEPS - 1 :]


def _get_facts(inquiry: Inquiry, entity: str, attribute: str) -> tuple[Fact, ...]:
    return inquiry.reader.history(inquiry.docset, entity, attribute, SINGLE_VALUED)


def _get_facts_of_page_before(inquiry: Inquiry, entity: str, facts: Sequence[Fact], first: int) -> list[Fact]:
    """What a page stated under another title, where the thing is what the page as a whole speaks of."""
    titles = inquiry.lexicon.titles
    if entity not in titles or not first:
        return []
    attribute, page = facts[0].attribute.id, facts[0].citation.page
    query = FactQuery(attributes=(attribute,), page=page, kinds=SINGLE_VALUED, limit=MOST_STEPS)
    stated = inquiry.reader.facts(inquiry.versions[first - 1], query)
    others = dict.fromkeys(fact.entity.id for fact in stated if fact.entity.id in titles)
    return [fact for other in others for fact in _get_facts(inquiry, other, attribute)]


def _merge(steps: Sequence[Step]) -> list[Step]:
    """The steps without those that bring nothing new."""
    kept: list[Step] = []
    for step in steps:
        if not kept or get_value_key(kept[-1].fact) != get_value_key(step.fact):
            kept.append(step)
    return kept


def get_value_key(fact: Fact | None) -> str:
    """What two statements of one value have in common: marks and white space aside."""
    if fact is None:
        return ""
    raw = fact.value.raw.translate(str.maketrans("", "", "`*_"))
    return " ".join(raw.split())


def get_changes_of(inquiry: Inquiry, entity: str, attribute: str) -> list[Change]:
    """The changes of a property's value up to the version asked, newest first."""
    found: list[Change] = []
    if inquiry.version.ordinal == 0:
        return found
    query = ChangeQuery(entities=(entity,), attributes=(attribute,))
    for step in reversed(get_steps(inquiry, entity, attribute, inquiry.version.ordinal)):
        if step.version.ordinal > 0:
            older = inquiry.versions[step.version.ordinal - 1]
            found.extend(
                c
                for c in inquiry.reader.changes(inquiry.docset, older, step.version, query)
                if c.fact_kind in SINGLE_VALUED
            )
    return found
