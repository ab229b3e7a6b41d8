"""The number that a question asks for, where the words that it uses stand in the cell beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from index.model import Fact, FactKind, Value
from index.terms import get_term, iter_words

from ..question.amounts import get_dimension
from ..question.reading import Reading
from ..question.shortened import counts
from ..question.termset import get_term_set
from .finding import Finding, judge_prose
from .fitting import MEASURES
from .inquiry import Inquiry
from .matching import Match

# A value of more words states no amount by a word such as "once" or "all" among them.
LONGEST_FIGURE = 5

# Words that state an amount alone, and of a longer text are no more than a quality ("variable-length string").
_ALIKE = frozenset({"variable", "same", "custom", "single", "permanent", "half"})
LONGEST_ALIKE = 2

_AMOUNTS = frozenset(
    {"many", "much", "long", "often", "big", "large", "fast", "quickly", "high", "small", "old", "heavy"}
)


def asks_figure(reading: Reading) -> bool:
    """Whether a question asks for a number: "how many", "in seconds", "by default"."""
    words = reading.words
    counts = any(first == "how" and second in _AMOUNTS for first, second in pairwise(words))
    return counts or "default" in words or any(get_dimension(word) for word in words)


def find_figure(inquiry: Inquiry, finding: Finding) -> Fact | None:
    """The cell with the number, in the row of a cell without one: that of the default, or the only one."""
    cell = finding.facts[0]
    if not finding.is_cell or not asks_figure(inquiry.reading) or has_number(cell):
        return None
    row = [fact for fact in inquiry.get_facts_of(cell.entity.id, (FactKind.CELL,)) if _is_beside(fact, cell)]
    defaults = [fact for fact in row if "default" in get_term_set(fact.attribute.name)]
    numbers = [fact for fact in row if has_number(fact) and not get_term_set(fact.attribute.name) & _NUMBERING]
    if defaults:
        return defaults[0]
    return numbers[0] if len(numbers) == 1 else None


# Properties whose numbers name a thing and count nothing.
_NUMBERING = frozenset(map(get_term, ("id", "identifier", "code", "port", "version", "bit", "position")))


def _is_beside(fact: Fact, cell: Fact) -> bool:
    """Whether a fact is another cell of the same row."""
    same_row = fact.citation.page == cell.citation.page and fact.citation.place.span == cell.citation.place.span
    return same_row and fact.attribute.id != cell.attribute.id


def has_number(fact: Fact) -> bool:
    """Whether a fact states a number in digits."""
    return any(char.isdigit() for char in fact.value.raw)


_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen hundred thousand million".split()
)
# Questions that begin so ask for a number and nothing else.
_COUNTING = frozenset({("how", word) for word in ("many", "long", "big", "large", "heavy", "tall", "wide", "thick")})
# Digits, unless they are part of a name ("L3", "x86").
_FIGURE = re.compile(r"(?<![A-Za-z\d])\d")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d",
    re.I,
)
_ASKS_DATE = re.compile(r"^\W*when\s+(?:do|does|did|will|is|are|was|were)\b", re.I)


def states_what_is_asked(reading: Reading, values: Sequence[Value | None]) -> bool:
    """Whether one of the values told is such as "how many" or "when" ask for, or says no."""
    states = _get_test(reading)
    known = [value for value in values if value]
    # Of no thing in particular a mark counts nothing ("how many X are there").
    counts = states is _has_amount and not reading.mentions and "there" in reading.words
    if counts:
        return len(known) < len(values) or any(_tells_number(value.raw) for value in known)
    return (
        states is None
        or len(known) < len(values)
        or any(value.support or states(_drop_named(reading, value.raw)) for value in known)
    )


def _tells_number(text: str) -> bool:
    """Whether a text has a number in digits or in a word."""
    words = {word.text.casefold() for word in iter_words(text)}
    return _FIGURE.search(text) is not None or bool(words & _NUMBERS)


def _drop_named(reading: Reading, text: str) -> str:
    """A text without the numbers that the question names things by ("release 24"): they are not what it counts."""
    if not _COUNTING & set(pairwise(reading.words[:4])) or reading.bound:
        return text
    named = {word for word in reading.words if word.isdigit()}
    return re.sub(r"\d+", lambda number: "" if number[0] in named else number[0], text)


def prefer_stating(inquiry: Inquiry, found: Sequence[Finding]) -> Sequence[Finding]:
    """The findings for "how many" and "when": those that state a number or date, or a sentence that does, or none."""
    states = _get_test(inquiry.reading)
    if states is None or any(_is_stated(inquiry, finding, states) for finding in found):
        return found
    entities = {finding.facts[0].entity.id for finding in found}
    whole = [m for m in inquiry.prose_matches if not m.missing and m.facts[0].entity.id in entities]
    if states in (_has_port, _has_digit):
        # A number is soon found; that of another case than the default answers nothing.
        defaults = [concept for concept in inquiry.reading.concepts if concept.text.casefold() == "default"]
        whole = [m for m in whole if all(concept in m.valued for concept in defaults)]
    return [judge_prose(m) for m in whole if states(m.facts[0].value.raw)][:1]


def _get_test(reading: Reading) -> Callable[[str], bool] | None:
    """What a value has to pass to answer the question; None where anything may."""
    return None if reading.is_yes_no else next((test for asks, test in _TESTS if asks(reading)), None)


def _asks_how_often(reading: Reading) -> bool:
    """Whether it asks for a span of time; of one that it names itself ("per second") it asks for a count."""
    return ("how", "often") in pairwise(reading.words[:4]) and not get_periods(reading.question)


def _asks_pace(reading: Reading) -> bool:
    return reading.words[:2] in (("how", "quickly"), ("how", "soon"), ("how", "fast"))


def _asks_cost(reading: Reading) -> bool:
    """Whether it asks "how much does X cost" or "how much is X"; other prices may be told in a bare number."""
    bare = _asks_how_much(reading) and all(concept.text.casefold() == "how much" for concept in reading.concepts)
    return bare or (reading.words[:2] == ("how", "much") and bool(_PRICES & set(reading.words)))


def _asks_how_much(reading: Reading) -> bool:
    """Whether it asks "how much is X", for a price or another amount."""
    return reading.words[:2] == ("how", "much") and reading.words[2:3] in (("is",), ("are",), ("for",))


def _has_sum(text: str) -> bool:
    return _has_amount(text) or _has_price(text)


def _has_price_or_word(text: str) -> bool:
    """Whether a text gives a price, or says in a word what there is to pay; a number of other things is none."""
    return _has_price(text) or (_has_amount(text) and not _has_digit(text))


def _asks_amount(reading: Reading) -> bool:
    """Whether it begins with "how many" or its like, or has it behind a word for a time or place ("after how long")."""
    words = reading.words
    behind = {words[at : at + 2] for at in range(1, len(words)) if words[at - 1] in _LEADING}
    return bool(_COUNTING & (behind | set(pairwise(words[:4]))))


_LEADING = frozenset("after for within in until till by at over since during from to".split())


def _asks_date(reading: Reading) -> bool:
    return _ASKS_DATE.match(reading.question) is not None


def _asks_number_of_name(reading: Reading) -> bool:
    """Whether it asks for what is told by its number: "which port …", "what versions of …"."""
    words = reading.words
    starts = [at for at, word in enumerate(words[:4]) if word in ("which", "what")]
    places = [place for at in starts for place in range(at + 1, at + 1 + LONGEST_ASKED)]
    # "What is port 443?" gives the number and asks for something else.
    behind = any(words[at : at + 1] and words[at] in _NUMBERED and not _is_number(words[at + 1 :]) for at in places)
    return behind or _ASKS_NUMBERED.match(reading.question) is not None


def _is_number(words: Sequence[str]) -> bool:
    return bool(words) and words[0][:1].isdigit()


# Nouns of what is told by its number, and how far behind "which" or "what" they may stand ("which Node.js versions").
_NUMBERED = frozenset({"port", "ports", "version", "versions"})
LONGEST_ASKED = 3
_ASKS_NUMBERED = re.compile(
    r"^\W*what(?:'s|’s| is| are)\s+the\s+(?:[\w-]+\s+){0,3}?(?:ports?|versions?)"
    r"(?:\s+(?:of|for|on|to|that|used|by)\b|\W*$)",
    re.I,
)


def _asks_port(reading: Reading) -> bool:
    return _asks_number_of_name(reading) and bool({"port", "ports"} & set(reading.words))


def _has_port(text: str) -> bool:
    return _PORT.search(text) is not None


# Two to five digits that are part of no version, address or amount in decimals.
_PORT = re.compile(r"(?<![\w.])\d{2,5}(?!\w|\.\d)")


def _has_price(text: str) -> bool:
    """Whether a text gives a price, or says that there is none."""
    return _PRICE.search(text) is not None or _FREE.search(text) is not None


_PRICE = re.compile(
    r"[$€£¥]|\b(?:usd|eur|gbp|dollars?|euros?|cents?)\b|\d\s+(?:\w+\s+)?credits?\b|^\W*\d[\d.,]*\W*$", re.I
)
_FREE = re.compile(r"\b(?:free|no (?:extra |additional )?(?:cost|charge|fee))\b", re.I)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _asks_price(reading: Reading) -> bool:
    """Whether it asks what something costs: "what is the price of …", "how much is …"."""
    words = reading.words
    return words[:1] == ("what",) and bool(_PRICES & set(words)) and not reading.has("recommend")


def _asks_extreme(reading: Reading) -> bool:
    """Whether it asks for the limit of something: "what is the maximum of …"."""
    return reading.words[:1] == ("what",) and bool(_EXTREMES & set(reading.words[:4]))


_EXTREMES = frozenset({"maximum", "minimum", "max", "min"})
_PRICES = frozenset({"price", "prices", "cost", "costs", "fee", "fees"})


def _is_stated(inquiry: Inquiry, finding: Finding, states: Callable[[str], bool]) -> bool:
    cell = finding.facts[0]
    counts = cell.value.support is not None or is_count(cell.attribute.name)
    timed = states is _has_date and tells_when(cell.attribute.name)
    told = finding.is_cell and (timed or (states is _has_amount and counts))
    return told or any(states(fact.value.raw) for fact in finding.facts) or find_figure(inquiry, finding) is not None


def is_count(attribute: str) -> bool:
    """Whether a property is by its name the number of something, so that any value states it."""
    return counts(attribute)


def _has_amount(text: str) -> bool:
    words = {word.text.casefold() for word in iter_words(text)}
    measures = MEASURES - _ALIKE if len(words) > LONGEST_ALIKE else MEASURES
    return (
        _FIGURE.search(text) is not None
        or bool(words & _NUMBERS)
        or (len(words) <= LONGEST_FIGURE and bool(words & measures))
    )


def _has_limit(text: str) -> bool:
    """Whether a text gives a limit, or says that there is none."""
    return _has_amount(text) or _NO_LIMIT.search(text) is not None


_NO_LIMIT = re.compile(
    r"\b(?:no|without)\s+(?:\w+\s+)?(?:limit|maximum|minimum|bound)|\bunlimited\b|\bnot limited\b", re.I
)


def _has_period(text: str) -> bool:
    """Whether a text says how often: by a span of time, or in a word."""
    words = [word.text.casefold() for word in iter_words(text)]
    return any(word in _PERIODS or word in _OFTEN or _SPAN.fullmatch(word) for word in words)


def _has_pace(text: str) -> bool:
    """Whether a text says how quickly: in figures that are no price, by a span of time, or a word for the pace."""
    if _PRICE.search(text):
        return False
    words = {word.text.casefold() for word in iter_words(text)}
    return _has_digit(text) or _has_period(text) or bool(words & (_PACES | MEASURES))


_PACES = frozenset(
    "fast faster fastest slow slower slowest quick quickly slowly rapid rapidly immediate soon low lower medium "
    " moderate high higher seconds minutes hours days weeks months realtime time".split()
)


_SPAN = re.compile(r"\d+(?:ms|s|sec|m|min|h|d|w)")


_OFTEN = frozenset("always never once twice continuously continuous constantly times weekly daily".split())


def tells_when(name: str) -> bool:
    """Whether a property says itself that it tells when: "Ends when"."""
    return _WHEN.search(name) is not None


_WHEN = re.compile(r"^when\b|\bwhen$", re.I)


def is_date(text: str) -> bool:
    """Whether a text is a date, hardly more than that."""
    return _has_date(text) and sum(1 for _ in iter_words(text)) <= LONGEST_FIGURE


def _has_date(text: str) -> bool:
    return _DATE.search(text) is not None


_PERIODS = {
    word: period
    for period, words in {
        "second": "second seconds sec s rps",
        "minute": "minute minutes min minutely",
        "hour": "hour hours hourly hr h",
        "day": "day days daily",
        "week": "week weeks weekly",
        "month": "month months monthly mo",
        "year": "year years yearly annual annually yr",
    }.items()
    for word in words.split()
}
_PER = re.compile(r"(?:\bper\b|\ba\b|\ban\b|\beach\b|\bevery\b|/)\s*([a-z]+)|\b([a-z]+ly)\b", re.I)


def get_periods(text: str) -> frozenset[str]:
    """The spans of time for each of which a text counts: "per hour", "monthly"."""
    words = [word for pair in _PER.findall(text) for word in pair if word]
    return frozenset(_PERIODS[word.casefold()] for word in words if word.casefold() in _PERIODS)


def fits_period(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row counts for the same span of time as the question, where both name one."""
    asked = get_periods(inquiry.reading.question)
    told = get_periods(f"{match.row.attribute.name} {match.facts[0].value.raw}" if match.row else "")
    return not asked or not told or bool(asked & told)


# What a question may ask for, the first that fits, and the test that a value then has to pass.
_TESTS: tuple[tuple[Callable[[Reading], bool], Callable[[str], bool]], ...] = (
    (_asks_how_often, _has_period),
    (_asks_pace, _has_pace),
    (_asks_cost, _has_price),
    (_asks_how_much, _has_sum),
    (_asks_price, _has_price_or_word),
    (_asks_amount, _has_amount),
    (_asks_port, _has_port),
    (_asks_number_of_name, _has_digit),
    (_asks_extreme, _has_limit),
    (_asks_date, _has_date),
)
