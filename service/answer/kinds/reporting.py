"""Everything that changed between two versions, of the things named or of all."""

from __future__ import annotations

from collections.abc import Iterable

from index.model import Change, ChangeKind, ChangeQuery, Citation, FactKind, Named, Renamed, Support, Value, Version

from ..draft.compose import Draft
from ..draft.farewell import find_farewell
from ..draft.wording import finish, get_plain, quote_prose, tell_change_value
from ..evidence.inquiry import Inquiry
from ..question.alike import asks_unchanged
from ..question.language import get_language

# A report of everything that changed tells at most so many changes; /v1/changes has them all.
MOST_TOLD = 60
# Changes of sentences are told only up to here; the rest stands under /v1/changes.
MOST_SENTENCES_TOLD = 12


def answer_report(inquiry: Inquiry, draft: Draft, older: Version, newer: Version) -> bool:
    """Tells what changed between two versions, of the things named or of all."""
    query = ChangeQuery(entities=inquiry.entities)
    changes = _select(inquiry, inquiry.reader.changes(inquiry.docset, older, newer, query))
    if not changes:
        return _tell_nothing(inquiry, draft, older, newer)
    if inquiry.reading.is_yes_no and _has_open_words(inquiry) and len({_get_property(c) for c in changes}) > 1:
        return False
    if inquiry.reading.is_yes_no:
        draft.say("No." if asks_unchanged(inquiry.reading) else "Yes.")
    _tell_farewell(inquiry, draft)
    draft.say(f"From {older.label} to {newer.label}:")
    for change in changes:
        text, sources = describe_change(change)
        if sources:
            draft.break_line()
            draft.say("-")
            draft.state(text, sources, _get_named(change.entity), _get_named(change.attribute), change.after)
    return bool(draft)


def _has_open_words(inquiry: Inquiry) -> bool:
    """Whether the question asks for something beside change, which a report of everything does not answer for."""
    phrases = (phrase for cue in _OF_CHANGE for phrase in get_language().cues[cue])
    words = {word for phrase in phrases for word in phrase}
    return any(concept.text.casefold() not in words for concept in inquiry.reading.concepts)


_OF_CHANGE = ("change", "change_verb", "added", "removed", "renamed", "appearing", "still")


def _get_property(change: Change) -> str:
    return change.attribute.id if change.attribute else ""


def _tell_farewell(inquiry: Inquiry, draft: Draft) -> None:
    """Quotes what the version asked says of a thing that is gone from it."""
    for mention in inquiry.reading.mentions[:1]:
        if any(inquiry.get_facts_of(entity) for entity in mention.entry.ids):
            continue
        fact = find_farewell(inquiry, mention.text)
        if fact:
            draft.state_fact(finish(f"The docs say: {quote_prose(fact)}"), fact)


def _get_named(renamed: Renamed | None) -> Named | None:
    return Named(renamed.id, renamed.name) if renamed else None


_WANTED = {
    "added": (ChangeKind.FACT_ADDED, ChangeKind.PAGE_ADDED),
    "removed": (ChangeKind.FACT_REMOVED, ChangeKind.PAGE_REMOVED),
    "renamed": (ChangeKind.ENTITY_RENAMED, ChangeKind.ATTRIBUTE_RENAMED),
}


def _select(inquiry: Inquiry, changes: Iterable[Change]) -> list[Change]:
    """The changes of the kinds that the question asks for, sentences bounded."""
    asked = [kind for cue, kinds in _WANTED.items() if inquiry.reading.has(cue) for kind in kinds]
    fitting = [
        change
        for change in changes
        if not asked or change.kind in asked or (ChangeKind.FACT_ADDED in asked and _is_gained(change))
    ]
    sentences = {_get_wording(change): change for change in reversed(fitting) if _is_sentence(change)}
    told = [change for change in fitting if not _is_sentence(change)]
    return [*told, *list(reversed(sentences.values()))[:MOST_SENTENCES_TOLD]][:MOST_TOLD]


def _is_gained(change: Change) -> bool:
    """Whether something came to be there of which the docs said before that there is none."""
    missing = change.before is not None and change.before.support in (Support.NO, Support.NOT_APPLICABLE)
    states = change.after is not None and change.after.support is None
    return change.effect == "gained" or (missing and states)


def _is_sentence(change: Change) -> bool:
    return change.fact_kind is not None and change.fact_kind not in (FactKind.CELL, FactKind.DEFINITION)


def _get_wording(change: Change) -> tuple[str, str]:
    """What a change of a sentence about several things has in common for all of them."""
    return (change.before.raw if change.before else "", change.after.raw if change.after else "")


def _tell_nothing(inquiry: Inquiry, draft: Draft, older: Version, newer: Version) -> bool:
    """Says that nothing changed, citing what stands in both versions."""
    for entity in inquiry.reading.entities[:1]:
        facts = inquiry.get_facts_of(entity)[:1]
        if facts:
            same = "Yes." if asks_unchanged(inquiry.reading) else "No."
            draft.say(same if inquiry.reading.is_yes_no else "Nothing.")
            draft.state(
                f"What the docs say of {facts[0].entity.name} did not change between {older.label} and {newer.label}.",
                facts,
                facts[0].entity,
            )
    return bool(draft)


def _tell_value(value: Value) -> str:
    return tell_change_value(value.raw, value.support)


def describe_change(change: Change) -> tuple[str, tuple[Citation, ...]]:
    """A change in a sentence, with what shows it."""
    sources = tuple(citation for citation in (change.cited_before, change.cited_after) if citation)
    older, newer = change.older.label, change.newer.label
    name = change.entity.name if change.entity else ""
    attribute = get_plain(change.attribute.name) if change.attribute else ""
    if change.kind is ChangeKind.ENTITY_RENAMED and change.entity:
        return f"{change.entity.previous_name} was renamed to {name} in {newer}.", sources
    if change.kind is ChangeKind.ATTRIBUTE_RENAMED and change.attribute:
        return f"The property {change.attribute.previous_name} is called {attribute} in {newer}.", sources
    if change.kind is ChangeKind.VALUE_CHANGED and change.before and change.after:
        before = _tell_value(change.before)
        after = _tell_value(change.after)
        return f"{name} – {attribute}: {before} in {older}, {after} in {newer}.", sources
    if change.kind is ChangeKind.FACT_ADDED and change.after:
        return (
            f"{name} – {attribute}: new in {newer}: {_tell_value(change.after)}.",
            sources,
        )
    if change.kind is ChangeKind.FACT_REMOVED and change.before:
        return (
            f"{name} – {attribute}: no longer in {newer}; {older} said {_tell_value(change.before)}.",
            sources,
        )
    return finish(f"Page {change.page}: {_PAGE_WORDS[change.kind]} in {newer}"), sources


_PAGE_WORDS = {
    ChangeKind.PAGE_ADDED: "added",
    ChangeKind.PAGE_REMOVED: "removed",
    ChangeKind.PAGE_MOVED: "moved",
}
