"""Things that a number names, told by the word for their class: "SDK 54" for 54.0.0, "port 443", "release 1.24"."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Name, Version
from index.store import IndexReader
from index.terms import Word, get_term, get_terms

from .amounts import get_dimension
from .classes import get_class_terms, get_terms_above
from .dating import Moment
from .entries import MOST_MEANT, Entry, Standing, is_in_use
from .language import get_language
from .lexicon import Lexicon
from .mentioning import JOINING
from .nameparts import NumberParts, get_number_parts
from .reading import Mention

# The class stands before its number in at most so many words: "Acme SDK version 54".
LONGEST_CLASS = 4
# So many numbered things show of which classes a docset has any.
MOST_LOOKED_AT = 60


class NumberedNames:
    """Finds things of a docset by their class and number."""

    def __init__(self, reader: IndexReader, lexicon: Lexicon, version: Version) -> None:
        self._reader = reader
        self._lexicon = lexicon
        self._version = version
        self._maker = frozenset(get_terms(version.docset))

    def find(self, words: Sequence[Word], start: int, found: Sequence[Mention]) -> Mention | None:
        """What is named by a class and a number from a word on, or by a number behind others of its class."""
        ends = range(start + 1, min(len(words), start + LONGEST_CLASS + 1) + 1)
        end = next((end for end in ends if get_number_parts(words[end - 1].text)), 0)
        of_class = words[start : end - 1] if end - 1 > start else _find_class_before(words, start, found)
        if not end or not of_class or (end < len(words) and get_dimension(words[end].text)):
            return None
        entry = self._find_entry(get_number_parts(words[end - 1].text), of_class)
        text = " ".join(word.text for word in words[start:end])
        return Mention(entry, text, start, end) if entry else None

    def clear_moment(self, words: Sequence[Word], moment: Moment) -> Moment:
        """The moment without an unknown version that is none of the docs' own, but a thing ("kit version 6.0")."""
        if not moment.unknown or len(moment.spans) > 1:
            return moment
        found = (self.find(words, start, ()) for start in range(len(words)))
        classed = (
            each for each in found if each and (words[each.start].term not in _OF_VERSIONS or self._compares(each))
        )
        ends = (words[each.end - 1].text for each in classed)
        return Moment() if any(end.casefold() == moment.unknown.casefold() for end in ends) else moment

    def _compares(self, mention: Mention) -> bool:
        """Whether the docs' own tables have versions for their things, numbered otherwise than the docs are."""
        labels = (version.label for version in self._reader.versions(self._version.docset))
        numbers = [get_number_parts(label) for label in labels]
        named = len(get_number_parts(mention.entry.name))
        terms = get_class_terms(self._reader, self._version, mention.entry.ids[0])
        return bool(named) and not _OF_VERSIONS.isdisjoint(terms) and all(len(each) != named for each in numbers)

    def is_class(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether a run is the class of things that numbers name, asked for by version ("which SDK version")."""
        asked = start > 0 and words[start - 1].text.casefold() in ("which", "what")
        if not asked or end >= len(words) or words[end].term not in _OF_VERSIONS:
            return False
        terms = frozenset(word.term for word in words[start:end])
        names = [names[0] for names in self._lexicon.numbered.values()]
        return any(terms <= self._get_class(name) for name in names[:MOST_LOOKED_AT])

    def _find_entry(self, parts: NumberParts, of_class: Sequence[Word]) -> Entry | None:
        """The things of that number and class: those of the version asked, else those of others."""
        if any(word.text.casefold() in get_language().filler for word in of_class):
            return None
        terms = frozenset(word.term for word in of_class)
        fitting = [name for name in self._lexicon.numbered.get(parts, ()) if terms <= self._get_class(name)]
        used = [name for name in fitting if is_in_use(name, self._version.ordinal)]
        ids = tuple(dict.fromkeys(name.id for name in used or fitting))
        standing = Standing.NAME if used else Standing.ELSEWHEN
        return Entry(ids, standing, (used or fitting)[0].text) if 0 < len(ids) <= MOST_MEANT else None

    def _get_class(self, name: Name) -> frozenset[str]:
        """The terms of the class of a thing, of what stands above it, and of the product."""
        version = self._version
        if not is_in_use(name, version.ordinal):
            version = self._reader.versions(version.docset)[name.first]
        above = get_terms_above(self._reader, version, name.id)
        return self._maker | _OF_VERSIONS | above | get_class_terms(self._reader, version, name.id)


_OF_VERSIONS = frozenset(map(get_term, ("version", "release")))


def _find_class_before(words: Sequence[Word], start: int, found: Sequence[Mention]) -> Sequence[Word]:
    """The class of the numbered things behind which another number stands ("SDK 53, 54 and 55")."""
    for last in reversed(found):
        joined = all(word.text.casefold() in JOINING for word in words[last.end : start])
        if not joined or not get_number_parts(words[last.end - 1].text):
            break
        if last.end - last.start > 1:
            return words[last.start : last.end - 1]
        start = last.start
    return ()
