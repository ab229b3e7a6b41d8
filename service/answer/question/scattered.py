"""Where the words of a name stand that a question has taken apart."""

from __future__ import annotations

from collections.abc import Sequence

from index.terms import Word

from .wordforms import get_parts, get_singular


def find_places(words: Sequence[Word], terms: frozenset[str], name: str) -> list[int]:
    """Numbers of the words with the terms of a name; none where they stand apart in other forms.

    "Does the turbo mode have a cache?" may mean the Turbo cache; "does turbo help with caching?" does not.
    """
    places = [at for at, word in enumerate(words) if word.term in terms]
    spelt = {get_singular(part.casefold()) for part in get_parts(name)}
    beside = bool(places) and places[-1] - places[0] < len(places)
    return places if beside or all(get_singular(words[at].text.casefold()) in spelt for at in places) else []
