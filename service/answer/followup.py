"""Follow-ups: what a question leaves out is carried over from the one before it."""

from __future__ import annotations

from dataclasses import replace

from .evidence import Inquiry
from .lexicon import Entry, Standing
from .reading import Mention, Reading

# A question of at most so many words that names nothing itself goes on about what was asked before.
LONGEST_FRAGMENT = 9


def carry_over(earlier: Reading, reading: Reading, inquiry: Inquiry) -> Reading:
    """The reading with what it leaves out taken from an earlier one; the inquiry is the earlier one's."""
    mentions, concepts = reading.mentions, reading.concepts
    other = reading.has("other")
    if other:
        mentions = _get_others(earlier, inquiry) or mentions
        concepts = tuple(concept for concept in concepts if concept.required)
    elif not mentions and _goes_on(reading):
        mentions = earlier.mentions
    if not any(concept.required for concept in concepts) and _takes_concepts(
        reading, other, inquiry.lexicon.attribute_words
    ):
        concepts = (*earlier.concepts, *(c for c in concepts if c.terms not in {e.terms for e in earlier.concepts}))
    yes_no = reading.is_yes_no or (earlier.is_yes_no and _is_fragment(reading))
    bound = reading.bound or (earlier.bound if concepts is not reading.concepts else None)
    fresh = reading.has("latest")
    moment = reading.moment if fresh or reading.moment.versions or reading.moment.unknown else earlier.moment
    return replace(reading, mentions=mentions, concepts=concepts, moment=moment, is_yes_no=yes_no, bound=bound)


def _goes_on(reading: Reading) -> bool:
    """Whether a question that names nothing speaks of what came before: by a pronoun, or as a fragment."""
    words = reading.words
    if reading.has("which") and "and" not in words[:1] and (not reading.has("reference") or "of" in words):
        return False
    if reading.has("reference"):
        return True
    return len(words) <= LONGEST_FRAGMENT


def _takes_concepts(reading: Reading, other: bool, whole: frozenset[str]) -> bool:
    """Whether a question without a subject matter of its own asks the earlier one again."""
    if any(reading.has(cue) for cue in ("former", "present", "naming", "same")):
        return False
    if any(concept.terms[0] in whole for concept in reading.concepts):
        return False
    return other or len(reading.words) <= LONGEST_FRAGMENT


def _is_fragment(reading: Reading) -> bool:
    """Whether a question has no question word of its own but those that only go on ("and …?", "what about …?")."""
    if len(reading.words) > LONGEST_FRAGMENT:
        return False
    own = (
        reading.has("which")
        or reading.has("why")
        or reading.has("when")
        or reading.has("change")
        or reading.has("compare")
    )
    starts = reading.words[:2]
    return not own and (
        starts[:1] not in (("what",), ("how",), ("where",)) or starts in (("what", "about"), ("how", "about"))
    )


def _get_others(earlier: Reading, inquiry: Inquiry) -> tuple[Mention, ...]:
    """The things that stand beside the one asked about before, in the row that answered."""
    asked = set(earlier.entities)
    for match in inquiry.row_matches:
        if match.row and asked & set(match.row.entities):
            others = [entity for entity in match.row.entities if entity not in asked]
            names = [inquiry.get_named(entity).name for entity in others]
            return tuple(
                Mention(Entry((id,), Standing.NAME, name), name, 0, 0) for id, name in zip(others, names, strict=True)
            )
    return ()
