"""Saying that the docs do not say: what was not found, and what they say nearest to it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from index.model import FactKind, Named
from index.terms import get_name_key

from .compose import Draft
from .evidence import Inquiry
from .history import get_steps
from .lexicon import is_in_use
from .model import Status, Suggestion
from .reading import Concept
from .wording import join_names

MOST_SUGGESTED = 5
# A name this much like a word of the question is worth offering (rapidfuzz ratio, 0 to 100); typing slips that the
# dictionary did not dare to correct lie above it, names of other products below.
LIKE_ENOUGH = 75


def decline(inquiry: Inquiry, draft: Draft) -> None:
    """Writes that the docs do not say, with what is near."""
    draft.status = Status.NOT_DOCUMENTED
    gone = _find_gone(inquiry)
    if gone:
        draft.say(gone)
        return
    unknown = get_unexplained(inquiry)
    draft.say(_describe(inquiry, unknown))
    elsewhen = _find_elsewhen(inquiry)
    if elsewhen:
        draft.say(elsewhen)
    draft.suggestions.extend(_get_suggestions(inquiry))


def _find_gone(inquiry: Inquiry) -> str:
    """A note on a thing of which the version asked does not speak, and other versions do."""
    for entity in inquiry.reading.entities[:1]:
        if not inquiry.get_facts_of(entity):
            names = inquiry.lexicon.get_all_names(entity)
            labels = [v.label for v in inquiry.versions if any(is_in_use(name, v.ordinal) for name in names)]
            if labels:
                stands = f"in {labels[0]}" if len(labels) == 1 else f"from {labels[0]} to {labels[-1]}"
                return f"The docs of {inquiry.version.label} do not speak of {names[-1].text}; it stands {stands}."
    return ""


def get_unexplained(inquiry: Inquiry) -> tuple[Concept, ...]:
    """The required words of the question that no fact in reach explains."""
    concepts = inquiry.reading.required
    missing = [concept for concept in concepts if not concept.known]
    missing = missing or [concept for concept in concepts if not inquiry.is_in_pool(concept, inquiry.reading.entities)]
    if missing or not concepts:
        return tuple(missing)
    best = min(inquiry.row_matches + inquiry.prose_matches, key=lambda match: len(match.missing), default=None)
    return best.missing if best else ()


def _describe(inquiry: Inquiry, unknown: Sequence[Concept]) -> str:
    names = join_names([inquiry.get_named(entity).name for entity in inquiry.reading.entities[:3]])
    about = f" about {names}" if names else ""
    words = [f"“{concept.text}”" for concept in unknown or inquiry.reading.required]
    if not words:
        return f"The docs do not say that{about}."
    return f"The docs do not say{about}: nothing in {inquiry.version.label} answers for {join_names(words)}."


def _find_elsewhen(inquiry: Inquiry) -> str:
    """A note that another version states the property, without its value."""
    for entity in inquiry.reading.entities[:3]:
        for attribute in inquiry.attribute_ids[:2]:
            steps = [step for step in get_steps(inquiry, entity, attribute) if step.fact]
            if steps and all(step.version.ordinal > inquiry.version.ordinal for step in steps):
                name = inquiry.lexicon.attributes[attribute][-1]
                return f"{name} is stated only from {steps[0].version.label} on."
    return ""


def _get_suggestions(inquiry: Inquiry) -> list[Suggestion]:
    """The nearest names and properties."""
    found = [*_iter_attributes(inquiry), *_iter_names(inquiry)]
    unique = {suggestion.text: suggestion for suggestion in found}
    return list(unique.values())[:MOST_SUGGESTED]


def _iter_attributes(inquiry: Inquiry) -> list[Suggestion]:
    """Properties of the things named that share words with the question, then their first ones."""
    suggestions = []
    for entity in inquiry.reading.entities[:2]:
        facts = inquiry.get_facts_of(entity, (FactKind.CELL,))
        near = {fact.attribute.id: fact.attribute for fact in facts}
        ranked = sorted(
            near.values(), key=lambda each: (each.id not in inquiry.attribute_ids, list(near).index(each.id))
        )
        named = inquiry.get_named(entity)
        suggestions.extend(Suggestion(f"{named.name}: {each.name}", named, each) for each in ranked[:3])
    return suggestions


def _iter_names(inquiry: Inquiry) -> list[Suggestion]:
    """Names of things that are nearly a word that is not known."""
    names = {
        get_name_key(text): id
        for run in inquiry.lexicon.get_entries(inquiry.version.ordinal).by_words.values()
        for id, text in [(run.ids[0], run.name)]
        if len(run.ids) == 1
    }
    suggestions = []
    for concept in inquiry.reading.required:
        if not concept.known:
            for key, _, _ in process.extract(
                concept.text.casefold(), sorted(names), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=2
            ):
                named = Named(names[key], inquiry.get_named(names[key]).name)
                suggestions.append(Suggestion(named.name, named))
    return suggestions
