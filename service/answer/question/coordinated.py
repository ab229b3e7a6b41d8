"""Names that share a word with the name beside them: "native and classic histograms", "Kestrel Green and Yellow"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.terms import Word

from .entries import Entries, Standing
from .reading import Mention

_JOINING = frozenset("and or vs versus nor".split())
# A name written in part is told from its neighbour by at most so many words.
LONGEST_OWN = 2


def add_coordinated(found: Sequence[Mention], words: Sequence[Word], entries: Entries) -> list[Mention]:
    """The mentions, with those whose names are written in part beside a whole one, in the order of the question."""
    whole = {at for mention in found if mention.entry.standing is Standing.NAME for at in _get_places(mention)}
    beside = [other for mention in found for other in _iter_beside(mention, words, entries)]
    added = [other for other in beside if not whole & _get_places(other)]
    taken = {at for other in added for at in _get_places(other)}
    kept = [mention for mention in found if not taken & _get_places(mention)]
    return sorted((*kept, *added), key=lambda mention: mention.start)


def _get_places(mention: Mention) -> set[int]:
    return set(range(mention.start, mention.end))


def _iter_beside(mention: Mention, words: Sequence[Word], entries: Entries) -> Iterator[Mention]:
    """The thing named in part before a name, and the one behind it."""
    own = range(1, LONGEST_OWN + 1)
    whole = words[mention.start : mention.end]
    before, behind = mention.start - 1, mention.end
    if before > 0 and words[before].text.casefold() in _JOINING:
        parts = (
            (start, before, [*words[start:before], *whole[1:]]) for start in (before - n for n in own) if start >= 0
        )
        yield from _find_first(parts, mention, entries)
    yield from _iter_ones(mention, words, entries)
    if behind + 1 < len(words) and words[behind].text.casefold() in _JOINING:
        ends = (behind + 1 + n for n in own)
        parts = ((behind + 1, end, [*whole[:-1], *words[behind + 1 : end]]) for end in ends if end <= len(words))
        yield from _find_first(parts, mention, entries)


def _find_first(parts: Iterator[tuple[int, int, list[Word]]], mention: Mention, entries: Entries) -> Iterator[Mention]:
    """The first of some runs that is a whole name of another thing."""
    for start, end, run in parts:
        entry = entries.find(run) if mention.end - mention.start > 1 else None
        if entry and entry.standing is Standing.NAME and entry.ids != mention.entry.ids:
            yield Mention(entry, " ".join(word.text for word in run), start, end)
            return


def _iter_ones(mention: Mention, words: Sequence[Word], entries: Entries) -> Iterator[Mention]:
    """The things told from the one named by another word before "one" ("a private thread … a public one")."""
    whole = words[mention.start : mention.end]
    for at in range(mention.end + 1, len(words)):
        if words[at].text.casefold() in _ONES:
            parts = ((at - own, at + 1, [*words[at - own : at], *whole[own:]]) for own in range(1, LONGEST_OWN + 1))
            yield from _find_first((part for part in parts if part[0] >= mention.end), mention, entries)


_ONES = frozenset({"one", "ones"})
