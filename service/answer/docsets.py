"""Which docset a question is asked of, and the lexicons of docsets, each built once for a state of the index."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from weakref import WeakKeyDictionary

from index.errors import UnknownDocset
from index.store import IndexReader
from index.terms import get_terms

from .question.language import Language, get_language
from .question.lexicon import Lexicon
from .question.reader import Reader

_BUILDING = Lock()
_lexicons: WeakKeyDictionary[IndexReader, dict[str, tuple[int, Lexicon]]] = WeakKeyDictionary()


def choose_docset(reader: IndexReader, question: str, earlier: Sequence[str]) -> str:
    """The docset that explains most of a question and the earlier ones: its names first, then its words."""
    known = reader.docsets()
    if not known:
        raise UnknownDocset("any", ())
    if len(known) == 1:
        return known[0]
    text = " ".join((*earlier, question))
    return max(known, key=lambda docset: (_get_fit(reader, docset, text), -known.index(docset)))


def _get_fit(reader: IndexReader, docset: str, text: str) -> tuple[float, float]:
    versions = reader.versions(docset)
    if not versions:
        return (-1.0, 0.0)
    reading = Reader(reader, get_lexicon(reader, docset), versions[-1]).read(text, versions)
    named = sum(mention.end - mention.start for mention in reading.mentions)
    held = sum(concept.weight for concept in reading.required if reader.postings(docset, concept.terms, 1))
    labels = len(reading.moment.versions)
    spoken = 1.0 if set(get_terms(docset)) & set(get_terms(text)) else 0.0
    return (named + held + spoken + labels, named)


def get_lexicon(reader: IndexReader, docset: str, language: Language | None = None) -> Lexicon:
    """The lexicon of a docset, built once for each state of the index."""
    generation = reader.generation()
    language = language or get_language()
    # While one thread builds it, the others wait: together they would take longer.
    with _BUILDING:
        cache = _lexicons.setdefault(reader, {})
        kept = cache.get(docset)
        if kept is None or kept[0] != generation or kept[1].language is not language:
            kept = (generation, Lexicon(reader.names(docset), language))
            cache[docset] = kept
        return kept[1]
