"""Whether what a row states is of the sort that a question asks for: a measure, in the question's own dimension."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.model import Fact, FactKind, Value
from index.terms import get_term, iter_words

from ..question.amounts import Bound, Bounded, get_amount, get_dimension, meets
from ..question.language import get_language
from ..question.ordinary import FREE
from ..question.reading import Reading
from ..question.wordforms import get_words
from .inquiry import Inquiry
from .matching import Match


def fits_superlative(inquiry: Inquiry, match: Match) -> bool:
    """Whether "what is the largest …" meets a row that states something else than yes or no."""
    reading = inquiry.reading
    starts = reading.words[:1] in (("what",), ("how",)) and (
        reading.has("superlative_high") or reading.has("superlative_low")
    )
    asked = [cell for cell in match.facts if cell.entity.id in reading.entities] or match.facts
    return not starts or any(cell.value.support is None and (is_measure(cell) or _names_rank(cell)) for cell in asked)


def _names_rank(cell: Fact) -> bool:
    """Whether a property is by its name the most or the least of something, however its values put it."""
    words = get_words(cell.attribute.name)
    return any(get_language().has_cue(cue, words) for cue in ("superlative_high", "superlative_low"))


def fits_unit(inquiry: Inquiry, match: Match) -> bool:
    """Whether more than the unit of an amount is met, where several properties of the thing have amounts in it."""
    required = inquiry.reading.required
    units = [concept for concept in required if get_dimension(concept.text)]
    if match.row is None or not units or units != list(required) or any(c not in units for c in match.named):
        return True
    dimensions = {get_dimension(concept.text) for concept in units}
    cells = [cell for id in inquiry.reading.entities for cell in inquiry.get_facts_of(id, (FactKind.CELL,))]
    amounts = ((cell.attribute.id, get_amount(cell.value)) for cell in cells)
    return len({id for id, amount in amounts if amount and amount.dimension in dimensions}) < LEAST_OF_CLASS


def fits_mark(inquiry: Inquiry, match: Match) -> bool:
    """Whether a mark can answer: its property is named, or values beside it hold all that is asked.

    What only stands around a table, or in a note to another value, is nothing that the mark denies.
    """
    reading = inquiry.reading
    own = [cell for cell in match.facts if cell.entity.id in reading.entities]
    marks = bool(own) and all(cell.value.support is not None for cell in own)
    if match.row is None or not reading.is_yes_no or not marks or any(c.required for c in match.named):
        return True
    return not any(concept.required for concept in match.placed)


def fits_free(inquiry: Inquiry, match: Match) -> bool:
    """Whether what a row states can be had for nothing where the question passes over that it is free."""
    if not any(concept.text.casefold() in FREE for concept in match.passed):
        return True
    own = [cell for cell in match.facts if cell.entity.id in inquiry.reading.entities] or match.facts
    return any(cell.value.raw.strip()[:1].isdigit() for cell in own)


def fits_direction(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row is not about the other end than the question: "how short" asks for no "Maximum …"."""
    if match.row is None:
        return True
    words, pairs = set(inquiry.reading.words), set(pairwise(inquiry.reading.words))
    if words & OFTEN:
        # The more often, the shorter what lies between.
        return True
    own = [cell.entity.name for cell in match.facts if cell.entity.id in inquiry.reading.entities]
    names = {word for name in (match.row.attribute.name, *own) for word in get_words(name)}
    low = bool(words & _LOW) or bool(pairs & _HOW_LOW)
    high = bool(words & _HIGH) or bool(pairs & _HOW_HIGH)
    return not (low and not high and names & _HIGH and not names & _LOW) and not (
        high and not low and names & _LOW and not names & _HIGH
    )


OFTEN = frozenset({"often", "frequently"})
_LOW = frozenset({"minimum", "min", "shortest", "smallest", "lowest", "least", "fewest"})
_HIGH = frozenset({"maximum", "max", "longest", "largest", "biggest", "highest", "most"})
_HOW_LOW = frozenset({("how", word) for word in ("short", "small", "little", "few", "low")})
_HOW_HIGH = frozenset({("how", word) for word in ("long", "big", "large", "high", "far")})


def fits_bound(inquiry: Inquiry, match: Match) -> bool:
    """Whether most of a row's cells are amounts that compare with the one in the question."""
    bound = inquiry.reading.bound
    if bound is None or bound.amount.dimension not in _DIMENSIONS:
        return bound is None or not _leaves_noun(inquiry.reading, bound, match)
    named = set(get_words(match.row.attribute.name)) - _LOW if match.row else frozenset[str]()
    if bound.amount.dimension in set(map(get_dimension, named)):
        return True
    if any(meets(cell, replace(bound, bound=Bound.EXACTLY)) for cell in match.facts):
        return True
    comparable = sum(meets(cell, bound) is not None for cell in match.facts)
    return 2 * comparable >= len(match.facts)


def _leaves_noun(reading: Reading, bound: Bounded, match: Match) -> bool:
    """Whether neither the name nor a value of a row has what a bare number in the question counts ("6 tokens")."""
    noun = next((word.term for word in iter_words(reading.question[bound.end :])), "")
    return any(concept.terms[:1] == (noun,) for concept in (*match.placed, *match.missing) if concept.required)


_DIMENSIONS = frozenset({"bytes", "seconds", "$", "€", "£"})


_UNFIT = {
    ("how", "many"): ("bytes", "seconds", "$", "€", "£"),
    ("how", "long"): ("bytes", "$", "€", "£"),
    ("how", "big"): ("seconds", "$", "€", "£"),
    ("how", "large"): ("seconds", "$", "€", "£"),
}


def fits_question_word(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row's amounts are of the sort that "how many", "how long", "how big" ask for."""
    words, asked = inquiry.reading.words, inquiry.reading.entities
    own = next((cell for cell in match.facts if cell.entity.id in asked), match.facts[0])
    if words[:1] == ("who",) and _counts_only(inquiry, match):
        # Numbers tell of nobody.
        return False
    if not _fits_size(inquiry, match) or (asks_size(words) and match.row and _counts(own)):
        return False
    if _leaves_counted(inquiry, match) or _counts_other(inquiry, match):
        return False
    for (first, second), dimensions in _UNFIT.items():
        if any(pair == (first, second) for pair in pairwise(words)):
            amount = get_amount(own.value)
            unit_asked = any(get_dimension(word) for word in words)
            return unit_asked or (is_measured(match) if amount is None else amount.dimension not in dimensions)
    return True


def _counts_only(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row states numbers, of which the question wants neither the most nor so and so many."""
    reading = inquiry.reading
    ranked = reading.bound or reading.has("superlative_high") or reading.has("superlative_low")
    return match.row is not None and not ranked and any(cell.value.quantity for cell in match.facts)


# A value of more words is a sentence, in which a first number need not be what it tells.
LONGEST_COUNT = 6


def _leaves_counted(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row counts what holds the things asked for, not them ("how many disks may one server have").

    One that is named by "how many" alone counts something else.
    """
    words = inquiry.reading.words
    if words[:2] != ("how", "many") or len(words) < 3 or not match.named:
        return False
    counted = [concept for concept in inquiry.reading.concepts if concept.text.casefold().split()[0] == words[2]]
    explained = (*match.named, *match.valued)
    if all(concept.text.casefold() == "how many" for concept in match.named):
        return not any(concept in explained for concept in counted)
    left = bool(counted) and not any(concept in explained for concept in counted)
    holders = {second for first, second in pairwise(words) if first in _EACH}
    held = any(mention.text.casefold().split()[0] in holders for mention in inquiry.reading.mentions)
    return left and (held or all(concept.text.casefold().split()[0] in holders for concept in match.named))


def _counts_other(inquiry: Inquiry, match: Match) -> bool:
    """Whether "how many" stands before the whole name of another property."""
    words, properties = inquiry.reading.words, inquiry.lexicon.attribute_words
    if words[:2] != ("how", "many"):
        return False
    counted = [c for c in inquiry.reading.required if c.start == len(("how", "many")) and c.terms[-1] in properties]
    return any(concept not in (*match.named, *match.valued) for concept in counted)


# Words before what holds the things that a question counts.
_EACH = frozenset({"one", "a", "an", "each", "every", "single", "per"})


def asks_size(words: Sequence[str]) -> bool:
    """Whether a question asks how large something is."""
    return any(first == "how" and second in ("big", "large") for first, second in pairwise(words))


def is_bare_count(value: Value, attribute: str) -> bool:
    """Whether a value is a bare number, which counts things and is no size by its property's name."""
    amount = get_amount(value)
    bare = (
        amount is not None
        and len(value.raw.split()) <= LONGEST_COUNT
        and amount.dimension in _COUNTS
        and 0 < amount.number < math.inf
    )
    return bare and not _SIZING & set(get_words(attribute))


def _counts(cell: Fact) -> bool:
    return is_bare_count(cell.value, cell.attribute.name)


# Dimensions of bare numbers ("25/project", "3 per site").
_COUNTS = frozenset({"", "per"})
# Words by which a property's name says that its number is a size.
_SIZING = frozenset("size length width height capacity characters bytes limit maximum max storage memory".split())


# Dimensions in which no size is stated, and words that show that one is asked for.
_NO_SIZES = ("seconds", "$", "€", "£")
_BEFORE_SIZE = frozenset("maximum minimum max min largest smallest biggest".split())


def _fits_size(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row's amounts are sizes where the question asks for one ("the size of", "the maximum size")."""
    pairs = pairwise(inquiry.reading.words)
    if not any(
        (second == "size" and first in _BEFORE_SIZE) or (first, second) == ("size", "of") for first, second in pairs
    ):
        return True
    asked = [cell for cell in match.facts if cell.entity.id in inquiry.reading.entities] or match.facts
    amounts = [amount for amount in (get_amount(cell.value) for cell in asked) if amount]
    return not amounts or any(amount.dimension not in _NO_SIZES for amount in amounts)


def is_measured(match: Match) -> bool:
    """Whether a row gives a measure in figures or words, or is the one that "how long" and its like name."""
    if any(concept.text.casefold().startswith("how ") for concept in match.named):
        return True
    return any(is_measure(cell) for cell in match.facts)


def is_measure(cell: Fact) -> bool:
    """Whether a cell gives a measure in figures or words."""
    words = {word.text.casefold() for word in iter_words(cell.value.raw)}
    return bool(words & MEASURES) or any(char.isdigit() for word in words for char in word)


# Words that state an amount as well as digits do.
MEASURES = frozenset(
    "none unlimited infinite forever never always until one two three four five six seven eight nine ten dozen hundred"
    " thousand million single once twice no any all varies variable depends indefinitely permanent permanently both"
    " half custom adjustable configurable same immediately instantly instant".split()
)


def fits_denial(inquiry: Inquiry, match: Match) -> bool:
    """Whether a property is none "with" the very thing that the question wants to be without."""
    negated = "without" in inquiry.reading.words and any(concept.negated for concept in match.named)
    if match.row is None or inquiry.reading.is_yes_no or not negated:
        return True
    return "with" not in get_words(match.row.attribute.name)


def lacks_by_name(inquiry: Inquiry, match: Match) -> bool:
    """Whether all that a row leaves open is wanted to be absent, and a row beside it is by its name the one with it."""
    if not all(concept.negated for concept in match.missing) or match.row is None:
        return False
    page = match.row.page
    beside = [other for other in inquiry.row_matches if other.row and other.row.page == page and other is not match]
    return any(
        set(match.named) < set(other.named) and not fits_denial(inquiry, other)
        for other in beside
        if set(match.missing) <= set(other.named)
    )


def has_counted(inquiry: Inquiry, match: Match) -> bool:
    """Whether the noun right behind "how many" stands in a row's name or values, as far as the question has one."""
    concepts = inquiry.reading.concepts
    ends = [concept.end for concept in concepts if concept.text.casefold() == "how many"]
    nouns = [concept for concept in concepts if concept.start in ends]
    return all(noun in match.named or noun in match.valued for noun in nouns)


# So many values that begin with one noun make it the class of a property; two are told from a chance.
LEAST_OF_CLASS = 2


def holds_class(inquiry: Inquiry, match: Match) -> bool:
    """Whether values of a row begin with the noun that "which" asks for ("which tier": "Tier 1", "Tier 2")."""
    words = inquiry.reading.words
    asked = {get_term(second) for first, second in pairwise(words) if first in ("which", "what")}
    has_cell = any(cell.entity.id in inquiry.reading.entities for cell in match.facts)
    if not asked or not has_cell or inquiry.reading.is_umbrella:
        return False
    heads = [next((word.term for word in iter_words(cell.value.raw)), "") for cell in match.facts]
    return sum(head in asked for head in heads) >= LEAST_OF_CLASS
