"""A word that is the name of one thing but for its kind, and means the others that have it in their names as well."""

from __future__ import annotations

from dataclasses import replace

from ..question.entries import MOST_MEANT, Entry, Standing
from ..question.reading import Mention, Reading
from ..question.wordforms import get_singulars
from .enough import CLEAR_NAME
from .inquiry import Inquiry


def read_as_family(inquiry: Inquiry) -> Reading:
    """The reading in which such a word means those of the things that have the property which the question names.

    It is the reading as it was where the one thing has that property itself, or the question names no property whole.
    """
    reading = inquiry.reading
    if len(reading.mentions) != 1 or reading.mentions[0].entry.standing is not Standing.SHORT:
        return reading
    mention = reading.mentions[0]
    best = inquiry.row_matches[0] if inquiry.row_matches else None
    if best is None or best.row is None or best.missing or best.name_share < CLEAR_NAME:
        return reading
    meant = tuple(sorted(id for id in best.row.entities if _has_run(inquiry, id, mention)))
    if not 0 < len(meant) <= MOST_MEANT or set(inquiry.entities) & set(best.row.entities):
        return reading
    entry = Entry(meant, Standing.UMBRELLA if len(meant) > 1 else Standing.SHORT, mention.entry.name)
    return replace(reading, mentions=(replace(mention, entry=entry),))


def _has_run(inquiry: Inquiry, entity: str, mention: Mention) -> bool:
    """Whether the name of a thing has the words of a mention in a row."""
    words, run = get_singulars(inquiry.get_named(entity).name), get_singulars(mention.text)
    return any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))
