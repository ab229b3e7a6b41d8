"""The amount with which a question compares: "more than 300", "6 or more", "under $10 a month"."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace

from .amounts import Amount, Bound, Bounded, compare, find_amount, has_unit
from .wordforms import NUMBER_WORDS

# What has more of something, and less of it, by the adjective that says of what.
_MORE = (
    "more greater larger bigger longer higher newer later heavier taller wider deeper thicker denser stronger hotter"
    " warmer louder brighter pricier dearer costlier"
)
_LESS = (
    "less fewer smaller shorter lower cheaper older earlier lighter thinner narrower shallower weaker cooler colder"
    " quieter dimmer nearer"
)
# What is faster takes less time, or does more in it.
_PACES = "faster quicker speedier slower"


def _join(words: str) -> str:
    return "|".join(words.split())


_MORE_THAN = rf"(?:{_join(_MORE)}|more\s+expensive) than"
_LESS_THAN = rf"(?:{_join(_LESS)}|less\s+expensive) than"
_BOUNDS = (
    (Bound.AT_LEAST, rf"at least|minimum of|(?:no|not) {_LESS_THAN}"),
    (Bound.AT_MOST, rf"at most|up to|maximum of|(?:no|not) {_MORE_THAN}|within"),
    (Bound.MORE, rf"over|above|exceeding|beyond|{_MORE_THAN}"),
    (Bound.LESS, rf"under|below|{_LESS_THAN}"),
    (Bound.EXACTLY, rf"(?P<pace>{_join(_PACES)}) than"),
)


# Numbers in words; "more than one" asks for several.
_WORDED = {word: number for word, number in NUMBER_WORDS.items() if number > 1} | {
    "dozen": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
}
_IN_DIGITS = r"[$€£]?\s?\d[\d,.]*(?:\s*(?:%|[A-Za-zµ]+\b))?"
_IN_WORDS = re.compile(rf"(?:an?\s+)?(?P<word>{'|'.join(_WORDED)})\b(?!\s+(?:hundred|thousand|million)\b)", re.I)
_AMOUNT = rf"(?:{_IN_DIGITS}|{_IN_WORDS.pattern.replace('P<word>', ':')}(?:\s+[A-Za-zµ]+\b)?)"
_OR_MORE = re.compile(
    rf"(?P<amount>{_AMOUNT})\s+or\s+(?:(?P<more>above|over|up|{_join(_MORE)})|below|under|{_join(_LESS)})\b", re.I
)
_BARE = re.compile(r"(?<![\w.])(?:[$€£]\s?\d[\d,.]*|\d[\d,.]*\s*(?:%|[A-Za-zµ]+\b))")


def find_bound(question: str) -> Bounded | None:
    """The amount with which a question compares, and how, or None."""
    match = _BETWEEN.search(question)
    if match:
        least = _get_bounded(Bound.AT_LEAST, match["least"], match.start(), match, "least")
        most = _get_bounded(Bound.AT_MOST, match["most"], match.start(), match, "most")
        return replace(least, end=most.end, also=most) if least and most else None
    if _COUNTS_THINGS.match(question):
        return None
    for bound, words in _BOUNDS:
        match = re.search(rf"\b(?:{words})\s+(?P<amount>{_AMOUNT})", question, re.I)
        if match:
            return _add_other(question, _get_bounded(bound, match["amount"], match.start(), match))
    match = _OR_MORE.search(question)
    if match:
        bound = Bound.AT_LEAST if match["more"] else Bound.AT_MOST
        return _get_bounded(bound, match["amount"], match.start(), match)
    return _find_told_first(question) or _find_bare(question)


def _find_told_first(question: str) -> Bounded | None:
    """An amount that stands before the words that compare with it."""
    told, compared = _BARE.search(question), deque(_THAN_THAT.finditer(question), maxlen=1)
    if told and compared and told.end() <= compared[0].start():
        bound = Bound.MORE if compared[0]["more"] else Bound.LESS
        return _get_bounded(bound, told[0], told.start(), told, 0)
    match = _ENOUGH.search(question)
    return _get_bounded(Bound.AT_MOST, match["amount"], match.start("amount"), match) if match else None


# "Are more than two piers open?" counts the things that are so.
_COUNTS_THINGS = re.compile(
    rf"\W*(?:are|is|do|does|did|were|was|have|has)\s+(?:there\s+)?(?:{'|'.join(words for _, words in _BOUNDS[:-1])})"
    rf"\s+(?:{'|'.join(_WORDED)})\b",
    re.I,
)
# Years that something lies between are no amounts.
_BETWEEN = re.compile(
    rf"\bbetween\s+(?!(?:19|20)\d\d\b)(?P<least>{_AMOUNT})\s+and\s+(?P<most>{_AMOUNT})(?![\w.-])", re.I
)


def _add_other(question: str, bounded: Bounded | None) -> Bounded | None:
    """The amount, with the other end of the range that follows it ("… but less than 400") or stands before it."""
    if bounded is None:
        return None
    for bound, words in _BOUNDS:
        behind = re.compile(rf"\s+(?:but|and)\s+(?:{words})\s+(?P<amount>{_AMOUNT})", re.I)
        before = re.compile(rf"\b(?:{words})\s+(?P<amount>{_AMOUNT})\s+(?:but|and)\s+$", re.I)
        match = behind.match(question, bounded.end) or before.search(question[: bounded.start])
        other = _get_bounded(bound, match["amount"], match.start(), match) if match else None
        if other:
            start, end = min(bounded.start, other.start), max(bounded.end, other.end)
            return replace(bounded, start=start, end=end, also=other)
    return bounded


_CURRENCIES = frozenset({"$", "€", "£"})
# For which span of time a price is: part of the amount, not of what is asked.
_PERIOD = re.compile(r"\s*(?:/|per\b|an?\b|each\b|every\b)\s*(?:second|minute|hour|day|week|month|year)s?\b", re.I)


def _get_bounded(
    bound: Bound, text: str, start: int, match: re.Match[str], group: str | int = "amount"
) -> Bounded | None:
    """The amount; a word behind the number that is no unit is left to the question."""
    worded = _IN_WORDS.match(text)
    digits = f"{_WORDED[worded['word'].casefold()]}{text[worded.end() :]}" if worded else text
    amount = find_amount(digits)
    if amount is None:
        return None
    end = match.end(group)
    number = worded or re.match(r"[$€£]?\s?\d[\d,.]*", text)
    behind = match.start(group) + (number.end() if number else len(text))
    period = _PERIOD.match(match.string, behind) if amount.dimension in _CURRENCIES else None
    if not has_unit(digits) and not period:
        amount = find_amount(re.sub(r"[^\d,.].*", "", digits.strip()).rstrip(".,")) or amount
    end = period.end() if period else end if has_unit(digits) else behind
    return Bounded(_get_paced(bound, match, amount), amount, start, end)


def _get_paced(bound: Bound, match: re.Match[str], amount: Amount) -> Bound:
    """The bound that a word for the pace sets: of times the faster is less, of what is done in a time more."""
    pace = match.groupdict().get("pace")
    if not pace:
        return bound
    return Bound.MORE if (pace.casefold() == "slower") is (amount.dimension == "seconds") else Bound.LESS


# An amount that is told first and compared with afterwards ("we pay 20 dollars. Which costs more than that?").
_THAN_THAT = re.compile(
    rf"\b(?:(?P<more>above|over|beyond|{_MORE_THAN})|under|below|{_LESS_THAN})\s+(?:that|this|it)\b", re.I
)
# What the asker has, and asks whether the docs want no more ("is 4 GB enough").
_ENOUGH = re.compile(
    rf"^\W*(?:is|are|will|would|do|does)\s+(?P<amount>{_AMOUNT})(?:\s+\w+){{0,3}}\s+(?:be\s+)?(?:enough|sufficient)\b",
    re.I,
)


def _find_bare(question: str) -> Bounded | None:
    """An amount with a unit that stands alone: what somebody wants to be possible, or takes for the value."""
    for match in _BARE.finditer(question):
        amount = find_amount(match.group())
        if (amount and has_unit(match.group()) and not match.group()[-1].isdigit()) or (
            amount and match.group()[0] in "$€£"
        ):
            capacity = (
                re.match(r"\s*(?:can|could|may|will|would|which|what)\b", question, re.I)
                or "enough" in question.casefold()
            )
            return Bounded(Bound.AT_LEAST if capacity else Bound.EXACTLY, amount, match.start(), match.end())
    return _find_count(question)


_COUNT = re.compile(
    r"^\W*(?:can|could|may|will|is|are)\b.*?\b(?:have|has|with|use|add|invite|run|create|get|of|for)\s+(?P<amount>\d[\d,]*)\s+(?=[a-z]{3})",
    re.I | re.S,
)


def _find_count(question: str) -> Bounded | None:
    """A bare number of things that somebody wants to have ("can we have 8 members")."""
    match = _COUNT.search(question)
    amount = find_amount(match["amount"]) if match else None
    return Bounded(Bound.AT_LEAST, amount, match.start("amount"), match.end("amount")) if match and amount else None


def is_paid_for(question: str, bounded: Bounded) -> bool:
    """Whether an amount is what a question asks the cost of ("how many points does 1 GB cost")."""
    return bounded.bound is Bound.EXACTLY and _ASKS_COST.search(question) is not None


_ASKS_COST = re.compile(r"\b(?:how\s+(?:many|much)|what)\b.*\b(?:costs?|takes?|consumes?)\b", re.I)


def is_for_amount(question: str, text: str) -> bool | None:
    """Whether a text is for amounts ("orders above $500") of which a question tells of one; None where for any."""
    bounded = find_bound(text)
    if bounded is None or bounded.bound is Bound.EXACTLY or not bounded.amount.dimension:
        return None
    told = [amount for match in _BARE.finditer(question) if (amount := find_amount(match.group()))]
    of_kind = [amount.number for amount in told if amount.dimension == bounded.amount.dimension]
    if not of_kind:
        return None
    return any(compare(number, bounded.bound, bounded.amount.number) for number in of_kind)
