"""What "it" stands for where the answer before, not the question before, named the thing."""

from __future__ import annotations

from collections.abc import Sequence

from index.terms import iter_words

from ..model import Claim
from ..question.entries import Entry, Standing
from ..question.reading import Mention, Reading
from .inquiry import Inquiry

_IT = frozenset({"it", "its", "that"})
# A name behind one of these says where, and is not what the question is about ("which driver is used on X").
_PLACING = frozenset({"on", "in", "with", "under", "by", "for", "inside", "at", "to", "from"})


def refers_to_answer(earlier: Reading, reading: Reading) -> bool:
    """Whether a question that names nothing may mean what answered the one before: that named no thing, or a place."""
    there = reading.words[-1:] == ("there",) and reading.words[-2:-1] not in (("is",), ("are",))
    refers = reading.has("reference") or there
    return refers and not reading.has("together") and (not _names_one(earlier) or _asks_for_name(earlier))


def _names_one(earlier: Reading) -> bool:
    """Whether the question before named a thing beyond doubt, not several by a word of their names."""
    return any(mention.entry.standing is not Standing.UMBRELLA for mention in earlier.mentions)


def _asks_for_name(earlier: Reading) -> bool:
    """Whether the question before asked "which", and named a thing only as the place of what it asked for."""
    words = earlier.words
    placed = (m.start > 0 and words[m.start - 1 : m.start] and words[m.start - 1] in _PLACING for m in earlier.mentions)
    return earlier.has("which") and len(earlier.mentions) == 1 and all(placed)


def find_answered(earlier: Reading, reading: Reading, claims: Sequence[Claim], inquiry: Inquiry) -> tuple[Mention, ...]:
    """The one thing with which the question before was answered, or that was recommended first, or none."""
    if _names_one(earlier):
        ids = [entry.ids for claim in claims if (entry := _find_named(claim, inquiry))]
    elif earlier.has("recommend") or earlier.has("which"):
        ids = [(claim.entity.id,) for claim in claims if claim.entity and claim.entity.id not in inquiry.lexicon.titles]
    else:
        ids = []
    first = earlier.has("recommend") and _IT & set(reading.words) and ids
    if (len(set(ids)) != 1 and not first) or len(ids) < len(claims):
        return ()
    name = inquiry.get_named(ids[0][0]).name
    return (Mention(Entry(ids[0], Standing.NAME, name), name, 0, 0),)


def _find_named(claim: Claim, inquiry: Inquiry) -> Entry | None:
    """What a claim's value names, where it is the whole name of one thing."""
    words = tuple(iter_words(claim.value.raw)) if claim.value else ()
    entry = inquiry.lexicon.get_entries(inquiry.version.ordinal).find(words) if words else None
    return entry if entry and entry.standing is Standing.NAME and len(entry.ids) == 1 else None
