"""Properties that a question names in full, one joined to the other: "range and draught"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.terms import get_term, get_terms

from .inquiry import Inquiry

_JOINING = frozenset(get_terms("and or vs versus the"))

_Place = tuple[int, int]


def find_abreast(inquiry: Inquiry) -> dict[_Place, frozenset[str]]:
    """Where whole names of properties that are joined to each other stand in a question, with the ids they name."""
    words = [get_term(word) for word in inquiry.reading.words]
    placed = _find_places(inquiry, words)
    joined = {each for pair in _iter_pairs(placed, words) for each in pair}
    return {place: frozenset(ids) for place, ids in placed.items() if place in joined}


def _iter_pairs(placed: dict[_Place, set[str]], words: Sequence[str]) -> Iterator[tuple[_Place, _Place]]:
    for one in placed:
        for other in placed:
            between = words[one[1] : other[0]]
            if between and set(between) <= _JOINING:
                yield one, other


def _find_places(inquiry: Inquiry, words: Sequence[str]) -> dict[_Place, set[str]]:
    """Where whole names of properties stand in a question, those inside longer ones and names of things left out."""
    found: dict[_Place, set[str]] = {}
    named = {at for mention in inquiry.reading.mentions for at in range(mention.start, mention.end)}
    names = ((id, name) for id in inquiry.attribute_ids for name in inquiry.lexicon.attributes[id])
    for id, name in names:
        for start, end in _iter_runs(list(get_terms(name)), words):
            if named.isdisjoint(range(start, end)):
                found.setdefault((start, end), set()).add(id)
    return {place: ids for place, ids in found.items() if not any(_holds(other, place) for other in found)}


def _iter_runs(run: Sequence[str], words: Sequence[str]) -> Iterator[_Place]:
    starts = range(len(words) - len(run) + 1) if run else range(0)
    yield from ((at, at + len(run)) for at in starts if words[at : at + len(run)] == run)


def _holds(other: _Place, place: _Place) -> bool:
    return other != place and other[0] <= place[0] and place[1] <= other[1]
