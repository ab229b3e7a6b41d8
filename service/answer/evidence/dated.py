"""A release of the product that a question names beside a thing: the version of the docs that it asks."""

from __future__ import annotations

from dataclasses import replace

from index.model import Version
from index.terms import get_terms

from ..question.dating import Moment
from ..question.reading import Reading
from .inquiry import Inquiry


def find_dated(inquiry: Inquiry) -> tuple[Reading, Version] | None:
    """The reading in which "Acme 3" beside another name is a version of Acme's docs, with that version, or None."""
    reading = inquiry.reading
    if reading.moment.versions or len(reading.mentions) < 2:
        return None
    labels = {version: (*get_terms(inquiry.docset), *get_terms(version.label)) for version in inquiry.versions}
    for mention in reading.mentions:
        version = next((version for version, terms in labels.items() if get_terms(mention.text) == terms), None)
        others = tuple(other for other in reading.mentions if other is not mention)
        if version and not any(get_terms(other.text) in labels.values() for other in others):
            concepts = tuple(
                c for c in reading.concepts if mention.start - c.end not in (0, 1) or c.text.casefold() not in _BEHIND
            )
            return replace(reading, mentions=others, concepts=concepts, moment=Moment(versions=(version,))), version
    return None


# "Back in Acme 3" says no more than "in Acme 3".
_BEHIND = frozenset({"back", "under", "with"})
