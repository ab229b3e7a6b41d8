"""Things that a question calls by a value of theirs: by the code name "Blue Heron"."""

from __future__ import annotations

from dataclasses import replace

from index.model import Fact, FactKind
from index.terms import iter_words

from ..question.entries import MOST_MEANT, Entry, Standing
from ..question.reading import Mention, Reading
from .inquiry import Inquiry

# A value of fewer words may say what many things are, not which; one of more is no name.
FEWEST_WORDS = 2
MOST_WORDS = 4


def read_as_valued(inquiry: Inquiry) -> Reading:
    """The reading in which a name written with capitals stands for the things of which it is the whole of a cell.

    It is the reading as it was where the question names a thing, or where cells of several properties are the name.
    """
    reading = inquiry.reading
    if reading.mentions or reading.has("which"):
        return reading
    cells = [fact for fact in inquiry.pool if fact.kind is FactKind.CELL and _find_run(reading, fact) is not None]
    ids = tuple(sorted({cell.entity.id for cell in cells}))
    if len({cell.attribute.id for cell in cells}) != 1 or len(ids) > MOST_MEANT:
        return reading
    start, end = max((run for cell in cells if (run := _find_run(reading, cell))), key=lambda run: run[1] - run[0])
    rest = tuple(concept for concept in reading.concepts if not start <= concept.start < end)
    text = cells[0].value.raw.strip()
    mention = Mention(Entry(ids, Standing.UMBRELLA, text), text, start, end)
    return replace(reading, mentions=(mention,), concepts=rest) if rest else reading


def _find_run(reading: Reading, cell: Fact) -> tuple[int, int] | None:
    """Where the words of a cell stand in the question as it writes them, if they are a name of several words."""
    text = cell.value.raw.strip()
    words = tuple(word.text.casefold() for word in iter_words(text)) if text in reading.question else ()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or not all(part[:1].isupper() for part in text.split()):
        return None
    starts = range(len(reading.words) - len(words) + 1)
    return next(((at, at + len(words)) for at in starts if reading.words[at : at + len(words)] == words), None)
