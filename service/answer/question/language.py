"""What is known of the language of questions: light words, cues and synonyms, read from the data beside this module."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from index.terms import get_term, get_terms

Phrase = tuple[str, ...]

# Synonyms weigh a little less than the words themselves and lay readings less again, so that a fact in the
# question's own words comes first. Set by that order alone, not by measurement.
SAME_STRENGTH = 0.9
LAY_STRENGTH = 0.75
FORM_STRENGTH = 0.97

ARTICLES = frozenset({"a", "an", "the"})

# One question asks for the cues of a few runs of words, some dozens of times each.
CUES_KEPT = 512


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that may stand for a word or phrase of a question."""

    terms: Phrase
    """The terms, all of which must be there."""
    strength: float
    """How well they stand for it, up to 1."""


@dataclass(frozen=True, slots=True)
class Language:
    """The data on the language of questions."""

    grammar: frozenset[str]
    """Terms of the words that any sentence has, whatever it speaks of."""
    filler: frozenset[str]
    """Words, in lower case, that carry no subject matter; those of grammar among them."""
    filler_terms: frozenset[str]
    """Terms of the longer ones of these words, for their other forms."""
    soft_words: frozenset[str]
    """Light words, in lower case, as they are listed."""
    soft: frozenset[str]
    """Terms that count when they match and cost nothing when they do not."""
    negations: frozenset[str]
    """Words, in lower case, that turn a statement round."""
    lacking: frozenset[str]
    """Words, in lower case, by which a question asks for the absence of something."""
    open_ended: frozenset[str]
    """Words, in lower case, that show a list to be open."""
    excepting: frozenset[str]
    """Words, in lower case, that except what follows them in a value."""
    kinds: frozenset[str]
    """Terms of nouns of kind, which may follow "which"."""
    known: frozenset[str]
    """Words, in lower case, that are never slips of other words."""
    known_terms: frozenset[str]
    """Their terms, for their other forms."""
    written: frozenset[str]
    """Words of the data, in lower case, as they are written: what a slip may stand for."""
    everyday: frozenset[str]
    """Ordinary words, in lower case: what a slip may stand for where it stands for no other word."""
    synonyms: dict[Phrase, tuple[Alternative, ...]]
    """What may stand for a phrase."""
    longest: int
    """Length of the longest phrase with synonyms."""
    slips: dict[str, str]
    """Common slips of short words."""
    cues: dict[str, tuple[Phrase, ...]]
    """Phrases of words, in lower case, that show what kind of answer is wanted."""
    ordinary: frozenset[str]
    """Terms of ordinary words, which tell of the asker's circumstances more than of the docs' subject."""
    scenery: frozenset[str]
    """Terms of everyday things and measures, which are as ordinary where the docs never use them."""
    qualities: frozenset[str]
    """Those of them that praise, blame or grade a thing."""
    modifying: frozenset[str]
    """Those of them that make a narrower thing of the word behind them."""

    def without_synonyms(self) -> Language:
        """The language by which words stand for themselves alone."""
        return replace(self, synonyms={}, longest=0)

    def find_cue(self, name: str, words: Sequence[str]) -> int | None:
        """Where the first phrase of a cue starts in the words, or None."""
        starts = [start for start, _ in self.iter_cues(name, words)]
        return min(starts) if starts else None

    def iter_cues(self, name: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The places (start, end) of the phrases of a cue in the words."""
        yield from _find_cues(tuple(words))[name]

    def has_cue(self, name: str, words: Sequence[str]) -> bool:
        """Whether a phrase of a cue stands in the words."""
        return bool(_find_cues(tuple(words))[name])

    def is_light(self, word: str) -> bool:
        """Whether a word carries little or no subject matter."""
        return word in self.filler or get_term(word) in self.soft or get_term(word) in self.filler_terms


@lru_cache(maxsize=CUES_KEPT)
def _find_cues(words: Phrase) -> dict[str, tuple[tuple[int, int], ...]]:
    """The places of the phrases of every cue in the words, phrase by phrase."""
    found: dict[str, list[tuple[int, int, int]]] = {name: [] for name in get_language().cues}
    openings = _get_openings()
    for start, word in enumerate(words):
        for name, number, phrase in openings.get(word, ()):
            if words[start : start + len(phrase)] == phrase and not _tells_apart(name, words, start):
                found[name].append((number, start, start + len(phrase)))
    return {name: tuple((start, end) for _, start, end in sorted(places)) for name, places in found.items()}


def _tells_apart(cue: str, words: Phrase, at: int) -> bool:
    """Whether "different" only says of what stands behind it that there are several ("writes to different keys")."""
    behind = words[at + 1 : at + 2]
    return cue == "compare" and words[at] == "different" and bool(behind) and behind[0] not in get_language().filler


@lru_cache(maxsize=1)
def _get_openings() -> dict[str, list[tuple[str, int, Phrase]]]:
    """By first word the phrases of all cues, each with its cue and its number there."""
    found: dict[str, list[tuple[str, int, Phrase]]] = defaultdict(list)
    for name, phrases in get_language().cues.items():
        for number, phrase in enumerate(phrases):
            found[phrase[0]].append((name, number, phrase))
    return found


def strip_articles(words: Iterable[str]) -> Phrase:
    """The words without articles."""
    return tuple(word for word in words if word not in ARTICLES)


@lru_cache(maxsize=1)
def get_language() -> Language:
    """The language data, read once."""
    split = {name: frozenset(str(text).split()) for name, text in _read("words.toml").items()}
    split["filler"] |= split["grammar"]
    data = _read("synonyms.toml")
    synonyms = _get_synonyms(data)
    texts = [text for group in (*data["same"], *data["lay"].values()) for text in group]
    lay = frozenset(word for text in data["lay"] for word in _get_words(text))
    written = (
        frozenset(word for text in texts for word in _get_words(text))
        | split["filler"]
        | split["soft"]
        | split["kinds"]
    )
    listed = {name: str(text) for name, text in _read("ordinary.toml").items()}
    scenery = frozenset(get_terms(listed.pop("scenery")))
    ordinary = {name: frozenset(get_terms(text)) for name, text in listed.items()}
    trade = frozenset(terms[0] for group in data["same"] for terms in map(get_terms, group) if len(terms) == 1)
    return Language(
        grammar=frozenset(map(get_term, split["grammar"])),
        filler=split["filler"],
        soft_words=split["soft"] | split["lacking"],
        filler_terms=frozenset(get_term(word) for word in split["filler"] if len(word) > 3),
        slips={str(slip): str(word) for slip, word in data["slips"].items()},
        soft=frozenset(get_term(word) for word in split["soft"])
        | frozenset(get_term(word) for word in split["lacking"]),
        negations=split["negations"],
        lacking=split["lacking"],
        open_ended=split["open_ended"],
        excepting=split["excepting"],
        kinds=frozenset(get_term(word) for word in split["kinds"]),
        known=split["known"] | written | lay,
        known_terms=frozenset(get_term(word) for word in split["known"] | written | lay if len(word) > 3)
        | scenery.union(*ordinary.values()),
        written=written,
        everyday=frozenset(" ".join(listed.values()).split()),
        synonyms=synonyms,
        longest=max(len(phrase) for phrase in synonyms),
        cues={name: tuple(tuple(_get_words(text)) for text in texts) for name, texts in _read("cues.toml").items()},
        ordinary=(frozenset().union(*ordinary.values()) - trade) | ordinary["acts"],
        scenery=scenery - trade,
        qualities=ordinary["qualities"] - trade,
        modifying=(ordinary["things"] | ordinary["qualities"] | scenery) - trade,
    )


def _read(name: str) -> dict[str, Any]:
    """One data file."""
    return tomllib.loads(resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8"))


def _get_words(text: str) -> list[str]:
    return expand(text).casefold().replace("-", " ").split()


def _get_phrase(text: str) -> Phrase:
    return strip_articles(get_terms(text))


def _get_synonyms(data: dict[str, Any]) -> dict[Phrase, tuple[Alternative, ...]]:
    """Every phrase with what may stand for it, the strongest first."""
    found: dict[Phrase, dict[Phrase, float]] = {}
    for group in data["same"]:
        phrases = [_get_phrase(text) for text in group]
        for phrase in phrases:
            _add(found.setdefault(phrase, {}), phrases, SAME_STRENGTH)
    for lay, texts in data["lay"].items():
        _add(found.setdefault(_get_phrase(lay), {}), [_get_phrase(text) for text in texts], LAY_STRENGTH)
    for form, base in data["forms"].items():
        others = found.setdefault(_get_phrase(form), {})
        others.update(
            {other: strength for other, strength in found.get(_get_phrase(base), {}).items() if other not in others}
        )
        others[_get_phrase(base)] = FORM_STRENGTH
    return {
        phrase: tuple(
            sorted(
                # A sign ("%") has no term, and would be met by anything.
                (Alternative(terms, strength) for terms, strength in others.items() if terms and terms != phrase),
                key=_by_strength,
            )
        )
        for phrase, others in found.items()
        if phrase
    }


def _add(others: dict[Phrase, float], phrases: Iterable[Phrase], strength: float) -> None:
    for other in phrases:
        others[other] = max(strength, others.get(other, 0.0))


def _by_strength(alternative: Alternative) -> tuple[float, Phrase]:
    return (-alternative.strength, alternative.terms)


_CONTRACTIONS = (
    ("i.e.", "that is"), ("e.g.", "such as"),
    ("\u2019", "'"), ("\u2018", "'"), ("can't", "can not"), ("cannot", "can not"), ("won't", "will not"),
    ("n't", " not"), ("what's", "what is"), ("who's", "who is"), ("where's", "where is"), ("that's", "that is"),
    ("it's", "it is"), ("there's", "there is"), ("let's", "let us"), ("i'm", "i am"),
    (" w/o ", " without "), (" w/ ", " with "),
)  # fmt: skip


_CASES = tuple((each(short), each(long)) for short, long in _CONTRACTIONS for each in (str, str.capitalize))
# Every one of them holds one of these.
_CONTRACTED = (".", "'", "\u2019", "\u2018", "annot", "w/")
# Behind a word only: a quote before one is no contraction ("'device'", "'s3'").
_ENDINGS = {"re": " are", "ve": " have", "ll": " will", "d": " would", "s": " "}
_ENDING = re.compile(rf"(?<=\w)'({'|'.join(_ENDINGS)})(?!\w)", re.I)
_WITHOUT_MARK = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should)nt\b", re.I)


def expand(text: str) -> str:
    """The text with contractions written out, those without their mark ("doesnt") as well."""
    text = _WITHOUT_MARK.sub(r"\1 not", text)
    if any(map(text.__contains__, _CONTRACTED)):
        for short, long in _CASES:
            text = text.replace(short, long)
        text = _ENDING.sub(lambda match: _ENDINGS[match[1].lower()], text)
    return text
