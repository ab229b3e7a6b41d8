"""Whether a question asks which of several things are so, by "which" or without it."""

from __future__ import annotations

from itertools import pairwise

from index.terms import get_term

from .amounts import Bound
from .language import get_language
from .reading import Reading
from .wordforms import get_singular

# "Which is the heaviest …" has so many words more before the noun.
LONGEST_GRADE = 2
_AMONG = (("among",), ("amongst",), ("of",), ("from",), ("between",))


def _chooses_in_umbrella(reading: Reading) -> bool:
    """Whether it asks which of the things that one name covers: "which runners …", "among the X plans, which …"."""
    words = reading.words
    opens = words[:1] in _AMONG or words[:2] == ("out", "of")
    if opens and any(len(mention.entry.ids) > 1 for mention in reading.mentions) and "which" in words:
        return True
    firsts = {mention.text.casefold().split()[0] for mention in reading.mentions if len(mention.entry.ids) > 1}
    asked = [at for at, word in enumerate(words) if word == "which"]
    reach = (4 + LONGEST_GRADE * (words[at + 1 : at + 2] in (("is",), ("are",))) for at in asked)
    return any(firsts & set(words[at + 1 : at + end]) for at, end in zip(asked, reach, strict=True))


def _grades_umbrella(reading: Reading) -> bool:
    """Whether it asks for the most or least of the things that one name covers: "the largest of the X plans"."""
    places = [
        end
        for cue in ("superlative_high", "superlative_low")
        for _, end in get_language().iter_cues(cue, reading.words)
        if reading.words[end : end + 1] == ("of",)
    ]
    starts = [mention.start for mention in reading.mentions if len(mention.entry.ids) > 1]
    return any(end < start <= end + LONGEST_GRADE for end in places for start in starts)


def asks_which(reading: Reading) -> bool:
    """Whether a question asks which things are so."""
    several = len(reading.entities) > 1 and not reading.is_umbrella
    if several:
        return "or" in reading.words or reading.has("which")
    if _chooses_in_umbrella(reading) or _grades_umbrella(reading):
        return True
    graded = not reading.is_yes_no and _asks_extreme(reading)
    if (not reading.mentions or reading.is_umbrella) and reading.bound and _asks_any(reading):
        return True
    return not reading.mentions and (
        reading.has("which") or graded or _asks_what_things(reading) or lists_some(reading)
    )


def _asks_any(reading: Reading) -> bool:
    """Whether an amount is compared with that of any of several things ("is any pump heavier than 5 kg?")."""
    return reading.words[1:2] == ("any",) or (not reading.mentions and _only_bounds(reading))


def _only_bounds(reading: Reading) -> bool:
    """Whether it has no question word, but things in the plural and an amount to compare with ("pumps under 5 kg")."""
    bound = reading.bound.bound if reading.bound else Bound.EXACTLY
    plural = any(get_singular(word) != word for word in reading.words[:LONGEST_KIND])
    return bound is not Bound.EXACTLY and plural and not reading.is_yes_no and _ASKING.isdisjoint(reading.words)


_ASKING = frozenset("which what how when where why who whose whom".split())


def _asks_extreme(reading: Reading) -> bool:
    """Whether it asks for the most or the least of things, not "how much" there must or may be."""
    extreme = reading.has("superlative_high") or reading.has("superlative_low")
    bound = reading.words[:1] == ("how",) and bool(_BOUNDING & set(pairwise(reading.words)))
    return extreme and not bound


_BOUNDING = frozenset({("at", "least"), ("at", "most")})


def lists_some(reading: Reading) -> bool:
    """Whether it wants those listed of which something is so: "list the plans whose …"."""
    return reading.words[:1] in _LISTING and bool(_RELATIVE & set(reading.words))


_LISTING = (("list",), ("name",), ("show",), ("find",))
_RELATIVE = frozenset({"whose", "that", "without", "where"})


def _asks_what_things(reading: Reading) -> bool:
    """Whether "what" asks which things of a kind are so: "what payment methods are …", "what browsers do not …"."""
    if reading.words[:1] != ("what",):
        return False
    ends = [at for at in range(2, 2 + LONGEST_KIND) if reading.words[at : at + 1] in _OF_SEVERAL]
    nouns = [reading.words[at - 1] for at in ends[:1]]
    return any(get_singular(noun) != noun and get_term(noun) in get_language().kinds for noun in nouns)


# The kind that "what" asks for has so many words at most, and a verb of the plural behind it.
LONGEST_KIND = 3
_OF_SEVERAL = (("are",), ("do",), ("can",), ("have",), ("cannot",))
