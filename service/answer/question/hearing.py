"""A question taken apart before any of it is understood: its words, and what marks, dates and amounts stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Version
from index.store import IndexReader
from index.terms import Word, get_terms, iter_words

from .amounts import Bounded
from .correcting import Corrector
from .dating import Moment, blank, read_moment
from .language import expand
from .lexicon import Lexicon
from .mentioning import find_in_paths, find_parted, is_quoted, read_bound
from .numbered import NumberedNames
from .reading import asks_yes_no, strip_polite
from .spreading import spread_name
from .versionnoun import drop_maker

# Longer questions are cut, to bound the work.
MOST_WORDS = 160


@dataclass(frozen=True, slots=True)
class Heard:
    """A question taken apart; however freely it is read then, this is the same."""

    question: str
    """The question, slips of light words corrected."""
    words: tuple[Word, ...]
    """Its words without versions and amounts, slips corrected."""
    lowered: tuple[str, ...]
    """All its words in lower case, slips corrected."""
    hyphened: frozenset[int]
    """Where words start that a hyphen or slash ties to the word before."""
    in_path: frozenset[int]
    """Where words start that are parts of a path."""
    parted: frozenset[int]
    """Where words start that something parts from the word before."""
    quoted: frozenset[int]
    """Where words start that stand in quotes by themselves."""
    moment: Moment
    """The versions that it names."""
    bound: Bounded | None
    """The amount with which it compares."""
    is_yes_no: bool
    """Whether it asks for a yes or no."""


class Listener:
    """Takes questions apart, each once."""

    def __init__(self, reader: IndexReader, lexicon: Lexicon, version: Version) -> None:
        self._entries = lexicon.get_entries(version.ordinal)
        self._corrector = Corrector(reader, lexicon)
        self._numbered = NumberedNames(reader, lexicon, version)
        self._maker = frozenset(get_terms(version.docset))
        self._heard: dict[str, Heard] = {}

    def hear(self, question: str, versions: Sequence[Version]) -> Heard:
        """The question, taken apart."""
        if question not in self._heard:
            self._heard[question] = self._hear(question, versions)
        return self._heard[question]

    def _hear(self, question: str, versions: Sequence[Version]) -> Heard:
        question = drop_maker(self._corrector.correct_light(question), self._maker)
        question = spread_name(question, self._entries)
        said = self._correct(expand(question))
        moment = self._numbered.clear_moment(said, read_moment(question, versions))
        bound, amounts = read_bound(question, self._entries)
        text = expand(strip_polite(blank(question, (*moment.spans, *amounts))))
        words = list(iter_words(text))[:MOST_WORDS]
        polite = strip_polite(question)
        bare = said if polite == question else self._correct(expand(polite))
        lowered = tuple(word.text.casefold() for word in bare)
        slipped = lowered[:1] != tuple(polite.casefold().split()[:1])
        return Heard(
            question=question,
            words=self._corrector.correct(words),
            lowered=lowered,
            hyphened=frozenset(word.start for word in words if word.start and text[word.start - 1] in "-/"),
            in_path=find_in_paths(words, text),
            parted=find_parted(words, text),
            quoted=frozenset(word.start for word in words if is_quoted(word, text)),
            moment=moment,
            bound=bound,
            is_yes_no=asks_yes_no(question) or (slipped and asks_yes_no(" ".join(lowered[:1]))),
        )

    def _correct(self, text: str) -> tuple[Word, ...]:
        """The words of a text, slips corrected."""
        return self._corrector.correct(list(iter_words(text))[:MOST_WORDS])
