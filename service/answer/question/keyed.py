"""Things called by what a column of second names has beside them: "Zurich" for the region `europe-west6`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Fact, FactKind, FactQuery, Version
from index.store import IndexReader
from index.terms import Word, iter_words

from .entries import Entry, Standing
from .language import get_language
from .reading import Mention

# A second name has so many words at most, and stands in a column of at least so many cells, each another name. Shorter
# columns hold words such as "Manual" and "Automatic", which differ from row to row as well.
MOST_WORDS = 3
LEAST_CELLS = 5
# A word in more facts than these is no name of one thing; a longer column is not looked through.
MOST_LOOKED_AT = 24
MOST_CELLS = 400


class KeyedNames:
    """Finds things of a docset by second names that stand in a column of their own."""

    def __init__(self, reader: IndexReader, version: Version) -> None:
        self._reader, self._version = reader, version

    def find(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """What the words of a question call by second names, in its order; all of them in one column."""
        found: list[tuple[str, Mention]] = []
        at = 0
        while at < len(words):
            ends = range(min(len(words), at + MOST_WORDS), at, -1)
            named = next((each for end in ends if (each := self._find_at(words, at, end))), None)
            found.extend([named] if named else [])
            at = named[1].end if named else at + 1
        one_column = len({column for column, _ in found}) == 1
        return tuple(mention for _, mention in found) if one_column else ()

    def _find_at(self, words: Sequence[Word], start: int, end: int) -> tuple[str, Mention] | None:
        """The column and what a run names in it, if it is the whole of a cell there."""
        run = words[start:end]
        if any(not word.text.isalpha() or _is_common(word) for word in run):
            return None
        groups = tuple((word.term,) for word in run)
        ids = self._reader.postings_all(self._version.docset, groups, MOST_LOOKED_AT)
        text = tuple(word.text.casefold() for word in run)
        facts = self._reader.facts_by_id(self._version, ids) if len(ids) < MOST_LOOKED_AT else ()
        cells = [fact for fact in facts if fact.kind is FactKind.CELL and _get_words(fact) == text]
        if len({(cell.entity.id, cell.attribute.id) for cell in cells}) != 1 or not self._is_of_names(cells[0]):
            return None
        entry = Entry((cells[0].entity.id,), Standing.SHORT, cells[0].value.raw.strip())
        return cells[0].attribute.id, Mention(entry, " ".join(word.text for word in run), start, end)

    def _is_of_names(self, cell: Fact) -> bool:
        """Whether the column of a cell holds a name in each of its cells, another one each time."""
        header = cell.citation.place.header
        if header is None or cell.attribute.name not in header.quote:
            return False
        query = FactQuery(
            attributes=(cell.attribute.id,), page=cell.citation.page, kinds=(FactKind.CELL,), limit=MOST_CELLS
        )
        column = self._reader.facts(self._version, query)
        names = {_get_words(each) for each in column}
        apart = len(names) == len(column) == len({each.entity.id for each in column})
        return apart and len(column) >= LEAST_CELLS and all(map(_is_name, column))


def _is_common(word: Word) -> bool:
    """Whether a word is one of those that questions are made of."""
    language = get_language()
    lower = word.text.casefold()
    return language.is_light(lower) or lower in language.ordinary or word.term in language.kinds


def _get_words(fact: Fact) -> tuple[str, ...]:
    return tuple(word.text.casefold() for word in iter_words(fact.value.raw))


def _is_name(cell: Fact) -> bool:
    """Whether a cell holds a name: some words, each with a capital, and neither an amount nor a mark."""
    value = cell.value
    words = value.raw.split()
    plain = value.quantity is None and value.support is None and len(words) <= MOST_WORDS
    return plain and all(word.lstrip("(")[:1].isupper() and _LETTERS.fullmatch(word) for word in words)


# Letters, with what stands in and around words of names ("N. Virginia", "Saint-Denis", "(Reno)").
_LETTERS = re.compile(r"(?:[^\W\d_]|[-.,()'’])+")
