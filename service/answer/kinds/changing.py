"""Questions about change: of one property, of one thing, of everything, and since when something holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.model import Citation, Fact, FactKind, FactQuery, Version
from index.terms import get_name_key

from ..draft.compose import Draft, cite_header
from ..draft.farewell import find_farewell
from ..draft.wording import finish, get_plain, quote_prose, tell_cell, tell_change_value
from ..evidence.enough import is_enough
from ..evidence.figures import has_number
from ..evidence.finding import Finding
from ..evidence.history import Step, get_steps
from ..evidence.inquiry import Inquiry
from ..evidence.judging import POSITIVE, Verdict, judge_cell
from ..evidence.matching import Match, get_name_share, get_strength
from ..question.alike import asks_unchanged
from ..question.amounts import are_comparable, get_amount
from ..question.dating import Relation
from ..question.intents import asks_value_before
from ..question.language import get_language
from ..question.reading import Concept
from ..question.termset import get_term_set
from .changed_rows import find_changed_instead
from .lookup import tell_finding
from .reporting import answer_report

MOST_ENTITIES = 8
# Facts of one thing that are looked at for one that shows its name.
MOST_LOOKED_AT = 40
# A property that is gone is meant when the question uses this share of its name.
WHOLE_NAME = 0.95
# Gone properties are looked for in so many of the newest versions.
MOST_VERSIONS_BACK = 8


def answer_change(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs' versions show what the question asks."""
    reading = inquiry.reading
    if _answer_for_things(inquiry, draft) or _tell_when_gone(inquiry, draft) or _answer_gone(inquiry, draft):
        return True
    if reading.required or _names_attribute(inquiry):
        match = _find_row(inquiry)
        if match:
            for each in find_changed_instead(inquiry, match):
                _answer_for_row(inquiry, draft, each)
            return bool(draft)
        if reading.required:
            return reading.has("when") and _tell_since_in_words(inquiry, draft)
    if _asks_since_when_there(inquiry):
        return _tell_since_when_there(inquiry, draft)
    older, newer = get_range(inquiry)
    if older.ordinal == newer.ordinal:
        return False
    return answer_report(inquiry, draft, older, newer)


def _tell_when_gone(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether "since when" asks for a thing that is gone, and a sentence with a date says what became of it."""
    reading = inquiry.reading
    mention = reading.mentions[0] if len(reading.mentions) == 1 and reading.has("when") else None
    if mention is None or any(inquiry.get_facts_of(entity) for entity in mention.entry.ids):
        return False
    fact = find_farewell(inquiry, mention.text)
    if fact is None or not has_number(fact):
        return False
    draft.state_fact(finish(f"The docs say: {quote_prose(fact)}"), fact)
    return True


_COMING = frozenset({"added", "introduced"})


def _asks_since_when_there(inquiry: Inquiry) -> bool:
    """Whether it asks nothing but since when the docs speak of a thing: "when did X appear?"."""
    reading = inquiry.reading
    others = {word for phrase in get_language().cues["change_verb"] for word in phrase} - _COMING
    gone = reading.has("removed") or reading.has("renamed") or others & set(reading.words)
    return reading.has("when") and bool(reading.mentions) and not gone and not reading.moment.versions


def _tell_since_when_there(inquiry: Inquiry, draft: Draft) -> bool:
    """Tells for each thing named the first version that speaks of it."""
    for entity in inquiry.reading.entities[:MOST_ENTITIES]:
        query = FactQuery(entities=(entity,), limit=MOST_LOOKED_AT)
        spoken = ((version, inquiry.reader.facts(version, query)) for version in inquiry.versions)
        version, facts = next(((version, facts) for version, facts in spoken if facts), (None, ()))
        if version:
            fact = next((fact for fact in facts if _names_itself(fact)), facts[0])
            dated = f" ({version.date})" if version.date else ""
            known = "" if version.ordinal else ", the oldest version known"
            name = draft.get_name(inquiry.get_named(entity))
            draft.state(f"{name}: in the docs since {version.label}{dated}{known}.", (fact,), fact.entity)
    return bool(draft)


def _names_attribute(inquiry: Inquiry) -> bool:
    return any(match.named for match in inquiry.row_matches[:1])


def get_range(inquiry: Inquiry) -> tuple[Version, Version]:
    """The two versions between which the question asks for change."""
    named = sorted(inquiry.reading.moment.versions, key=lambda version: version.ordinal)
    versions = inquiry.versions
    if len(named) > 1:
        return named[0], named[-1]
    if len(named) == 1 and inquiry.reading.moment.relation is Relation.SINCE:
        return named[0], versions[-1]
    if len(named) == 1 and named[0].ordinal > 0:
        return versions[named[0].ordinal - 1], named[0]
    if len(named) == 1:
        return named[0], versions[-1]
    return (versions[0] if inquiry.reading.entities else versions[max(0, inquiry.version.ordinal - 1)]), inquiry.version


def _find_row(inquiry: Inquiry) -> Match | None:
    """The best row of the things asked about, or else of what the pages about them alone speak of."""
    for wanted in dict.fromkeys((inquiry.reading.entities, inquiry.entities)):
        for match in inquiry.row_matches:
            of_wanted = match.row and (not wanted or not set(wanted).isdisjoint(match.row.entities))
            if of_wanted and is_enough(inquiry, match, inquiry.entities):
                return match
    return None if inquiry.reading.required else _find_row_by_name(inquiry)


def _find_row_by_name(inquiry: Inquiry) -> Match | None:
    """A row of the things named whose whole name stands in the question."""
    named = set(inquiry.reading.entities)
    rows = (match for match in inquiry.row_matches if match.row and match.name_share == 1)
    return next((match for match in rows if match.row and named & set(match.row.entities)), None)


# One property


def _answer_for_row(inquiry: Inquiry, draft: Draft, match: Match) -> bool:
    """Tells how the property of a row changed, for the things named or for all that it has."""
    if match.row is None:
        return False
    asked = inquiry.entities
    entities = [entity for entity in match.row.entities if not asked or entity in asked][:MOST_ENTITIES]
    steps = {entity: _cut(inquiry, get_steps(inquiry, entity, match.row.attribute.id)) for entity in entities}
    if inquiry.reading.has("when"):
        return _tell_since(inquiry, draft, match, steps)
    changed = {entity: path for entity, path in steps.items() if len(path) > 1}
    if inquiry.reading.is_yes_no and not _is_new(inquiry, steps, changed):
        holds = _holds(inquiry, match, steps, changed)
        asks_same = inquiry.reading.has("always") or asks_unchanged(inquiry.reading)
        draft.say("Yes." if holds is not asks_same else "No.")
    for entity in entities:
        if entity in changed:
            _tell_path(inquiry, draft, match, entity, changed[entity])
        elif not changed or inquiry.reading.entities:
            _tell_unchanged(inquiry, draft, match, entity, steps[entity])
    return bool(draft)


def _is_new(inquiry: Inquiry, steps: dict[str, list[Step]], changed: dict[str, list[Step]]) -> bool:
    """Whether versions before the first that states a value are asked about as well: it did not stay what it was."""
    first = min((path[0].version.ordinal for path in steps.values() if path), default=0)
    of_past = inquiry.reading.has("ever") or inquiry.reading.has("always") or inquiry.reading.asks_history
    return not changed and not of_past and first > get_range(inquiry)[0].ordinal


def _holds(inquiry: Inquiry, match: Match, steps: dict[str, list[Step]], changed: dict[str, list[Step]]) -> bool:
    """Whether what the question asks of the past is so: that it changed, or that it ever held."""
    rises, falls = inquiry.reading.has("rising"), inquiry.reading.has("falling")
    if rises or falls:
        return any(_moves(path, upwards=rises) for path in changed.values())
    before = asks_value_before(inquiry.reading)
    if not before and (not inquiry.reading.has("ever") or inquiry.reading.has("change_verb")):
        return bool(changed)
    items = [item for item in match.items if item in match.valued]
    if before:
        return any(_judge(step, items) in POSITIVE for path in steps.values() for step in path[:-1] or path)
    return any(_judge(step, items) in POSITIVE for path in steps.values() for step in path)


def _moves(path: Sequence[Step], *, upwards: bool) -> bool:
    """Whether an amount went up, or down, over the steps of a value; what is no amount counts as either."""
    amounts = [get_amount(step.fact.value) if step.fact else None for step in (path[0], path[-1])]
    first, last = amounts
    if first is None or last is None or not are_comparable([first, last]):
        return True
    return last.number > first.number if upwards else last.number < first.number


def _cut(inquiry: Inquiry, steps: Sequence[Step]) -> list[Step]:
    """The steps inside the versions that the question names, with the value that stood at their start."""
    moment = inquiry.reading.moment
    if not moment.versions:
        return list(steps)
    older, newer = get_range(inquiry)
    before = [step for step in steps if step.version.ordinal <= older.ordinal][-1:]
    inside = [step for step in steps if older.ordinal < step.version.ordinal <= newer.ordinal]
    return before + inside


def _tell_path(inquiry: Inquiry, draft: Draft, match: Match, entity: str, path: Sequence[Step]) -> None:
    """Tells each step of a value that changed, the newest first where there are many."""
    attribute = get_plain(match.row.attribute.name) if match.row else ""
    name = draft.get_name(inquiry.get_named(entity))
    for before, after in pairwise(path):
        sources = [step.fact for step in (before, after) if step.fact]
        text = _describe_step(f"{name} – {attribute}", before, after)
        draft.state(
            text,
            sources,
            inquiry.get_named(entity),
            match.row.attribute if match.row else None,
            after.fact.value if after.fact else None,
        )


def _describe_step(subject: str, before: Step, after: Step) -> str:
    earlier = f"{_tell(before.fact)} in {before.version.label}" if before.fact else ""
    if after.fact is None:
        return f"{subject}: {earlier}, no longer stated since {after.version.label}."
    if before.fact is None:
        return f"{subject}: stated again from {after.version.label} on: {_tell(after.fact)}."
    return f"{subject}: {earlier}, now {_tell(after.fact)} since {after.version.label}."


def _tell(fact: Fact) -> str:
    return tell_change_value(fact.value.raw, fact.value.support)


def _tell_unchanged(inquiry: Inquiry, draft: Draft, match: Match, entity: str, path: Sequence[Step]) -> None:
    """Tells a value that stayed as it is, and since when it is known."""
    if not path or not path[0].fact or match.row is None:
        return
    fact = path[0].fact
    current = match.row.get_cells(entity)[:1]
    first = path[0].version.ordinal
    since = f"first stated in {fact.first}" if first else f"unchanged since {fact.first}, the oldest version known"
    text = (
        f"{draft.get_name(inquiry.get_named(entity))} – {get_plain(match.row.attribute.name)}: {_tell(fact)}, {since}."
    )
    draft.state(
        text,
        (*current, *([fact] if not current or current[0].citation.version != fact.citation.version else [])),
        inquiry.get_named(entity),
        match.row.attribute,
        fact.value,
    )


# What a value says that does not hold what is asked for.
_SILENT = frozenset({Verdict.UNSTATED, Verdict.NOT_LISTED})


def _tell_since(inquiry: Inquiry, draft: Draft, match: Match, steps: dict[str, list[Step]]) -> bool:
    """Tells since which version what the docs say now holds."""
    items = [item for item in match.items if item in match.valued]
    for entity, path in steps.items():
        if not path:
            continue
        start, before = _find_start(path, items)
        told = not items or entity in inquiry.reading.entities or _judge(path[-1], items) not in _SILENT
        if start.fact is None or not told:
            continue
        name = draft.get_name(inquiry.get_named(entity))
        sentence = tell_cell(start.fact, name).rstrip(".")
        known = "the oldest version known" if start.version.ordinal == 0 else f"first stated in {start.version.label}"
        dated = f" ({start.version.date})" if start.version.date else ""
        draft.state(
            f"Since {start.version.label}{dated}: {sentence}" + (f", {known}." if before is None else "."),
            (start.fact, *_get_header(inquiry, start.fact)),
            start.fact.entity,
            start.fact.attribute,
            start.fact.value,
        )
        if before and before.fact:
            draft.state(
                f"Before, in {before.fact.last}, the docs said: {_tell(before.fact)}.",
                (before.fact,),
                before.fact.entity,
            )
    return bool(draft)


def _tell_since_in_words(inquiry: Inquiry, draft: Draft) -> bool:
    """Quotes a sentence or value that itself says since when something holds ("stable since 1.29")."""
    wanted = set(inquiry.reading.entities)
    for match in (*inquiry.prose_matches, *inquiry.row_matches):
        facts = [fact for fact in match.facts if not wanted or fact.entity.id in wanted]
        dated = [fact for fact in facts if _SINCE.search(fact.value.raw)]
        if dated and not match.missing and any(concept.required for concept in (*match.valued, *match.named)):
            tell_finding(draft, Finding(Verdict.VALUE, tuple(dated[:1]), match))
            return True
    return False


def _get_header(inquiry: Inquiry, fact: Fact) -> tuple[Citation, ...]:
    """The header of a cell whose row does not name the property, which shows that the property stands there."""
    named = get_name_key(fact.attribute.name) in get_name_key(fact.citation.place.quote)
    return () if named or fact.citation.place.header is None else (cite_header(inquiry, fact),)


_SINCE = re.compile(
    r"\b(?:since|from|as of|starting (?:with|in|from)|introduced in|added in|until|in)\b[^.]{0,24}\d", re.I
)


def _find_start(path: Sequence[Step], items: Sequence[Concept]) -> tuple[Step, Step | None]:
    """The step since which the newest verdict holds, and the one before."""
    wanted = _judge(path[-1], items)
    at = len(path) - 1
    while at > 0 and wanted is not Verdict.VALUE and _judge(path[at - 1], items) == wanted:
        at -= 1
    return path[at], path[at - 1] if at else None


def _judge(step: Step, items: Sequence[Concept]) -> Verdict:
    return judge_cell(step.fact, items) if step.fact else Verdict.UNSTATED


def _answer_gone(inquiry: Inquiry, draft: Draft) -> bool:
    """Tells of a property that older versions state and the one asked does not."""
    for attribute in inquiry.attribute_ids[:3]:
        names = inquiry.lexicon.attribute_terms[attribute]
        if max(get_name_share(inquiry.reading.concepts, terms) for terms in names) >= WHOLE_NAME:
            version, facts = _find_last_stated(inquiry, attribute)
            if version and version.ordinal >= inquiry.version.ordinal:
                return False
            if version:
                _tell_gone(inquiry, draft, version, facts)
                return True
    return False


def _find_last_stated(inquiry: Inquiry, attribute: str) -> tuple[Version | None, tuple[Fact, ...]]:
    """The newest version that states a property of the things asked about, with what it states."""
    entities, cells = inquiry.reading.entities, (FactKind.CELL,)
    query = FactQuery(entities=entities, attributes=(attribute,), kinds=cells, limit=MOST_ENTITIES)
    for version in reversed(inquiry.versions[-MOST_VERSIONS_BACK:]):
        facts = inquiry.reader.facts(version, query)
        if facts:
            return version, facts
    return None, ()


def _tell_gone(inquiry: Inquiry, draft: Draft, version: Version, facts: Sequence[Fact]) -> None:
    for fact in facts:
        subject = f"{fact.entity.name} – {get_plain(fact.attribute.name)}"
        text = f"{subject}: {_tell(fact)} in {version.label}, no longer stated in {inquiry.version.label}."
        draft.state(text, (fact,), fact.entity, fact.attribute)


def _answer_for_things(inquiry: Inquiry, draft: Draft) -> bool:
    """Names the things that came or went between two versions, where the question asks which."""
    reading = inquiry.reading
    added, gone = reading.has("added"), reading.has("removed")
    asks = reading.has("which") or bool({"any", "anything"} & set(reading.words))
    if reading.mentions or not asks or added == gone:
        return False
    older, newer = get_range(inquiry)
    here, there = (newer, older) if added else (older, newer)
    there_too = frozenset(inquiry.lexicon.get_entities(there.ordinal))
    told = 0
    for entity in inquiry.lexicon.get_entities(here.ordinal):
        if entity in there_too or told >= MOST_ENTITIES:
            continue
        fact = _find_showing(inquiry, here, entity)
        if fact:
            told += 1
            if told == 1 and reading.is_yes_no:
                draft.say("Yes.")
            verb = f"new in {newer.label}" if added else f"no longer in {newer.label}"
            draft.state(f"{fact.entity.name}: {verb}.", (fact,), fact.entity)
    return bool(draft)


def _find_showing(inquiry: Inquiry, version: Version, entity: str) -> Fact | None:
    """A fact of a thing that bears on the question's nouns, one whose quote names the thing if there is one."""
    facts = inquiry.reader.facts(version, FactQuery(entities=(entity,), limit=MOST_LOOKED_AT))
    fitting = [fact for fact in facts if _fits_question(inquiry, fact)]
    return next((fact for fact in fitting if _names_itself(fact)), fitting[0] if fitting else None)


def _names_itself(fact: Fact) -> bool:
    return get_name_key(fact.entity.name) in get_name_key(fact.citation.place.quote)


def _fits_question(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether the place of a fact explains the nouns of the question."""
    place = fact.citation.place
    header = place.header.quote if place.header else ""
    terms = get_term_set(" ".join((fact.citation.title, *place.span.headings, header, fact.citation.page, place.quote)))
    return all(get_strength(concept, terms) > 0 for concept in inquiry.reading.required)
