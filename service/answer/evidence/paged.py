"""Things on whose own pages tables compare something else: "writes on Acme Free", where Acme has a page of limits."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace

from ..question.entries import Entry, Standing
from ..question.reading import Mention, Reading
from ..question.wordforms import get_singulars
from .enough import CLEAR_NAME
from .inquiry import Inquiry
from .matching import Match

# A page of more things is a reference, of which no plan or variant is meant.
MOST_THINGS = 40
# So much of a property's name is all of it, a synonym in it ("max" for "maximum").
WHOLE_NAME = 0.9
_PART = re.compile(r"[/.]")


def read_as_paged(inquiry: Inquiry) -> Reading:
    """The reading in which a name means the things that the tables on the pages about it compare.

    It is the reading as it was unless the whole name of a property there stands in the question, and none of the
    thing's own does nearly so. What else is named is looked for among the things on those pages.
    """
    reading = inquiry.reading
    for mention in reading.mentions:
        rows = [match for match in inquiry.row_matches if _stands_on_page(match, mention)]
        things = frozenset(id for match in rows for id in _get_ids(match))
        names = {inquiry.get_named(id).name.casefold() for id in things} if len(things) <= MOST_THINGS else set[str]()
        whole = [match for match in rows if _is_named_whole(match, names)]
        if whole and not any(_is_own(match, mention) for match in inquiry.row_matches):
            return _read_among(inquiry, mention, things) if names else reading
    return reading


def _stands_on_page(match: Match, mention: Mention) -> bool:
    """Whether a row stands on a page whose address has the name of a thing as a part, and is not the thing's own."""
    if match.row is None or set(mention.entry.ids) & _get_ids(match):
        return False
    names = {get_singulars(mention.text), get_singulars(mention.entry.name)}
    return any(get_singulars(part.replace("-", " ")) in names for part in _PART.split(match.row.page))


def _is_named_whole(match: Match, names: Container[str]) -> bool:
    """Whether the whole name of a property stands in the question, and nothing else is asked but of which things."""
    named = match.name_share >= WHOLE_NAME and any(concept.required for concept in match.named)
    return named and all(concept.text.casefold() in names for concept in match.missing)


def _is_own(match: Match, mention: Mention) -> bool:
    """Whether a property of the thing itself is named as clearly."""
    own = bool(set(mention.entry.ids) & _get_ids(match))
    return own and match.name_share >= CLEAR_NAME and any(concept.required for concept in match.named)


def _get_ids(match: Match) -> set[str]:
    return set(match.row.entities) if match.row else set()


def _read_among(inquiry: Inquiry, owner: Mention, things: frozenset[str]) -> Reading:
    """The reading without the owner of a page, and with those things on it that the question names."""
    reading = inquiry.reading
    others = tuple(_iter_narrowed((m for m in reading.mentions if m is not owner), things))
    names = {inquiry.get_named(id).name.casefold(): id for id in sorted(things)}
    named = {
        concept: names[concept.text.casefold()] for concept in reading.concepts if concept.text.casefold() in names
    }
    found = tuple(
        Mention(Entry((id,), Standing.NAME, concept.text), concept.text, concept.start, concept.end)
        for concept, id in named.items()
    )
    # A comparison of the one that somebody has is one with all others.
    found = found if len(found) > 1 or not reading.has("compare") else ()
    mentions = tuple(sorted((*others, *found), key=lambda mention: mention.start))
    rest = tuple(concept for concept in reading.concepts if concept not in named)
    return replace(reading, mentions=mentions, concepts=rest, among=things)


def _iter_narrowed(mentions: Iterable[Mention], things: frozenset[str]) -> Iterable[Mention]:
    """The mentions; one that means several things means those of them that stand on the pages."""
    for mention in mentions:
        ids = tuple(id for id in mention.entry.ids if id in things)
        yield replace(mention, entry=replace(mention.entry, ids=ids)) if ids else mention
