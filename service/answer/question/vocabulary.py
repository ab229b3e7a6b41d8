"""The words that the docs use, and what may stand in them for the words of a question."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.model import Version
from index.store import IndexReader
from index.terms import Word, get_term, get_terms

from .classes import get_class_terms
from .language import FORM_STRENGTH, LAY_STRENGTH, Alternative, Phrase
from .lexicon import Lexicon
from .termset import get_term_set

# A word that stands in every fact still counts this much, or two such words could not tell two attributes apart.
LEAST_WEIGHT = 0.2
# Two words that the docs write as one ("CircuitBreaker") stand for them nearly as well.
JOINED = 2
# A rate is told in so many words: "requests per second".
RATED = 3
JOINED_STRENGTH = 0.95
# Verbs of fewer letters begin too many other words.
SHORTEST_VERB = 5
SHORTEST_ADJECTIVE = 4
# Endings of nouns, behind a stem, that a stemmer leaves; and spellings that differ from country to country.
_NOUNS = ("ure", "ment", "al", "ance", "er", "acy", "ity")
# The nouns of adjectives in -t have these instead of it ("frequency", "compliance").
_NOUNS_OF_T = ("cy", "ce")
_SPELLINGS = (("iz", "is"), ("is", "iz"), ("our", "or"), ("or", "our"), ("tre", "ter"), ("ter", "tre"), ("aly", "alyz"))
# Words that mostly speak of the docs' own tables and pages; and how many facts are looked at for what they say else.
_OF_TABLES = frozenset("table tables row rows column columns page pages matrix".split())
MOST_LOOKED_AT = 120
_OPPOSITE = ("un", "non")
# Initials, in the plural too, have at most so many letters.
LONGEST_INITIALS = 5
# Shorter ones are words of names more often than the words that they may stand for.
LONGEST_OF_NAME = 2


def get_rarity(count: int, facts: int) -> float:
    """Inverse document frequency, scaled to 1 for a word that none of some facts has (K. Spärck Jones, 1972)."""
    return math.log(1 + facts / (1 + count)) / math.log(1 + facts)


class Vocabulary:
    """What the docs say of a word: whether they use it, how often, and in which form."""

    def __init__(self, reader: IndexReader, lexicon: Lexicon) -> None:
        self._reader = reader
        self._lexicon = lexicon
        self._language = lexicon.language
        self._fact_count = max(1, reader.fact_count())

    def get_synonyms(self, phrase: Phrase) -> tuple[Alternative, ...]:
        """What may stand for a phrase, itself first, and two words of it joined where the docs write them so.

        Nothing else stands for a run of nothing but articles, which has no term.
        """
        if not phrase:
            return (Alternative(phrase, 1.0),)
        known = (each for each in self._language.synonyms.get(phrase, ()) if not self._is_of_name(each.terms))
        own = (Alternative(phrase, 1.0), *known)
        pairs = [(each, get_term("".join(each.terms))) for each in own if len(each.terms) == JOINED]
        joined = (
            Alternative((term,), each.strength * JOINED_STRENGTH) for each, term in pairs if self.is_in_docs((term,))
        )
        return (*own, *joined, *self._iter_numbers(phrase), *self._iter_relatives(phrase))

    def _iter_relatives(self, phrase: Phrase) -> Iterator[Alternative]:
        """For a word that the docs do not use: its noun ("exposure", "accuracy"), the other spelling ("motorised")."""
        term = phrase[0]
        if len(phrase) > 1 or len(term) < SHORTEST_ADJECTIVE or not term.isalpha() or self.is_in_docs(phrase):
            return
        everyday = term in self._language.ordinary or len(term) < SHORTEST_VERB
        if term.startswith("un") and not everyday:
            yield from self._iter_denied(term.removeprefix("un"))
        respelled = (term.replace(one, other) for one, other in _SPELLINGS if one in term)
        nouns = [term.removesuffix("e") + ending for ending in _NOUNS]
        nouns += [term.removesuffix("t") + ending for ending in _NOUNS_OF_T if term.endswith("t")]
        # An everyday word has the name of a property for its noun, and otherwise means nothing in particular.
        for other in (*respelled, *map(get_term, nouns)):
            if self.is_in_docs((other,)) and (not everyday or other in self._lexicon.attributes_by_term):
                yield Alternative((other,), FORM_STRENGTH)

    def _iter_denied(self, term: str) -> Iterator[Alternative]:
        """For "unfinished" or "unsure" where the docs have neither: "not finished", "never finished"."""
        for other in dict.fromkeys((term, get_term(term))):
            if self.is_in_docs((other,)):
                yield from (Alternative((negation, other), LAY_STRENGTH) for negation in ("not", "never"))

    def _is_of_name(self, terms: Phrase) -> bool:
        """Whether initials are a word of a thing's name here, and so stand for nothing else ("HA" in "HA OS")."""
        short = len(terms) == 1 and len(terms[0]) <= LONGEST_OF_NAME
        return short and terms[0] in self._lexicon.words and terms[0] not in self._lexicon.attributes_by_term

    def _iter_numbers(self, phrase: Phrase) -> Iterator[Alternative]:
        """The plural or singular of initials ("GPUs"), which no stemmer brings together, where the docs have it."""
        if len(phrase) == 1 and phrase[0].isalpha() and 2 < len(phrase[0]) <= LONGEST_INITIALS:
            other = phrase[0].removesuffix("s") if phrase[0].endswith("s") else phrase[0] + "s"
            if len(other) > 1 and self.is_in_docs((other,)):
                yield Alternative((other,), FORM_STRENGTH)

    def is_in_docs(self, terms: Phrase) -> bool:
        """Whether the docs or their names use all of some terms."""
        parts = [part for term in terms for part in term.split("-")]
        return all(part in self._lexicon.words or self._reader.document_frequency(part) > 0 for part in parts)

    def is_written(self, terms: Phrase, version: Version) -> bool:
        """Whether the docs or their names use some terms, several of them right behind each other."""
        if not self.is_in_docs(terms):
            return False
        pairs = list(pairwise(terms))
        return all(
            " ".join(pair) in self._lexicon.attributes_by_term or self.stand_together(pair, version) for pair in pairs
        )

    def get_weight(self, alternatives: Sequence[Alternative]) -> float:
        """Inverse document frequency, scaled to 1 for a word that no fact has (K. Spärck Jones, 1972)."""
        counts = [
            min(self._reader.document_frequency(part) for term in each.terms for part in term.split("-"))
            for each in alternatives
            if each.terms
        ]
        own = counts[0] if counts and counts[0] else max(counts, default=0)
        return max(LEAST_WEIGHT, get_rarity(own, self._fact_count))

    def is_one_term(self, words: Sequence[Word], version: Version) -> bool:
        """Whether two words are one in the docs: written so, or with a word for a part of a table in front."""
        return self._is_written_as_one(words) or self.is_of_table(words, version)

    def _is_written_as_one(self, words: Sequence[Word]) -> bool:
        """Whether the docs write two words as one ("LoadBalancer"), and the second of them never alone."""
        if len(words) < JOINED or words[1].text.isdigit() or self.is_in_docs((words[1].term,)):
            return False
        return self._reader.document_frequency(get_term("".join(word.text for word in words))) > 0

    def is_of_table(self, words: Sequence[Word], version: Version) -> bool:
        """Whether a word for a part of a table is here one of the docs' own, together with the next ("row limit")."""
        if len(words) < JOINED or words[0].text.casefold() not in _OF_TABLES or not words[1].text.isalpha():
            return False
        pair = (words[0].term, words[1].term)
        if " ".join(pair) in self._lexicon.attributes_by_term:
            return True
        return self.stand_together(pair, version)

    def gives_initials(self, words: Sequence[Word]) -> bool:
        """Whether some words are a rate ("requests per second") for which the docs have initials ("RPS")."""
        rated = len(words) == RATED and words[1].text.casefold() == "per"
        return rated and self._reader.document_frequency(_get_initials(words)) > 0

    def stand_together(self, pair: tuple[str, str], version: Version) -> bool:
        """Whether two words stand together in some sentence or value of a version."""
        ids = self._reader.postings_all(version.docset, tuple((term,) for term in pair), MOST_LOOKED_AT)
        facts = self._reader.facts_by_id(version, ids)
        return any(" ".join(pair) in get_term_set(fact.value.raw) for fact in facts)

    def get_class(self, entity: str, version: Version) -> frozenset[str]:
        """The terms of what the docs call the class of a thing: beside its name they ask for nothing."""
        return get_class_terms(self._reader, version, entity)

    def ends_property(self, term: str) -> bool:
        """Whether the name of a property ends with a word, which then stands for what it states."""
        names = (text for id in self._lexicon.attributes_by_term.get(term, ()) for text in self._lexicon.attributes[id])
        return any(get_terms(text)[-1:] == (term,) for text in names)

    def get_joined(self, words: Sequence[Word], start: int, end: int) -> tuple[Alternative, ...]:
        """The word split in two, or joined to the next, where the docs write it so ("loadbalancing", "web hook")."""
        if end - start == JOINED:
            joined = get_term("".join(word.text for word in words[start:end]))
            return (Alternative((joined,), JOINED_STRENGTH),) if self._reader.document_frequency(joined) else ()
        if self.gives_initials(words[start:end]):
            return (Alternative((_get_initials(words[start:end]),), JOINED_STRENGTH),)
        if end - start != 1:
            return ()
        word = words[start].text.casefold()
        if end < len(words):
            joined = get_term(word + words[end].text.casefold())
            if len(joined) > 4 and self._reader.document_frequency(joined):
                return (Alternative((joined,), 0.9),)
        if len(word) < 8 or self._reader.document_frequency(words[start].term):
            return ()
        halves = [(get_term(word[:at]), get_term(word[at:])) for at in range(3, len(word) - 2)]
        known = [pair for pair in halves if all(self._reader.document_frequency(term) for term in pair)]
        return tuple(Alternative(pair, 0.8) for pair in known[:1])

    def get_opposite(self, words: Sequence[Word], start: int, end: int) -> tuple[Alternative, ...]:
        """The one word that the docs have for "not" and a word right behind it ("not signed": "unsigned")."""
        if end - start != 1 or not start or words[start - 1].text.casefold() != "not":
            return ()
        forms = (get_term(prefix + words[start].text.casefold()) for prefix in _OPPOSITE)
        return tuple(Alternative((form,), JOINED_STRENGTH) for form in forms if self._reader.document_frequency(form))


def _get_initials(words: Sequence[Word]) -> str:
    """The first letters of some words."""
    return "".join(word.text[0] for word in words).casefold()
