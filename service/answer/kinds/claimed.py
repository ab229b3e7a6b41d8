"""What a claim says in the words of a table: the value that it takes a thing to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.model import Fact
from index.terms import get_name_key

from ..evidence.finding import Finding
from ..evidence.inquiry import Inquiry
from ..evidence.judging import Verdict
from ..evidence.matching import Match
from ..question.amounts import Amount, find_amount, get_dimension
from ..question.reading import Mention
from ..question.termset import get_term_set
from ..question.wordforms import NUMBER_WORDS
from .defining import iter_sentences

# Longer values tell rather than name.
LONGEST_VALUE = 4


def get_claim(inquiry: Inquiry) -> str:
    """The claim without the names of the things that it is about, which may hold numbers of their own."""
    text = inquiry.reading.question
    for mention in inquiry.reading.mentions:
        words = r"\W+".join(re.escape(word) for word in mention.text.split())
        text = re.sub(words, " ", text, flags=re.I)
    return text


def find_other_value(inquiry: Inquiry, matches: Sequence[Match]) -> Finding | None:
    """The value of the one thing of a claim, where the claim has the whole value that others have there instead."""
    entities, claim = inquiry.reading.entities, f" {get_name_key(get_claim(inquiry))} "
    if len(entities) != 1:
        return None
    for match in matches:
        cells = match.row.get_cells(entities[0]) if match.row else ()
        if not match.row or not cells or any(_is_in(claim, cell) for cell in cells):
            continue
        if any(_is_in(claim, cell) for cell in match.row.cells) and all(_is_short(cell) for cell in cells):
            return Finding(Verdict.VALUE, cells[:1], match)
    return None


def _is_in(claim: str, cell: Fact) -> bool:
    """Whether a claim has the whole value of a cell, or an item of it, with more than one word or a number in it."""
    texts = (cell.value.raw, *cell.value.items)
    keys = (get_name_key(text) for text in texts if _is_plain_value(cell))
    return any(f" {key} " in claim for key in keys if " " in key and any(char.isalpha() for char in key))


def _is_plain_value(cell: Fact) -> bool:
    return cell.value.support is None and _is_short(cell)


def _is_short(cell: Fact) -> bool:
    return 0 < len(cell.value.raw.split()) <= LONGEST_VALUE


def find_other_amount(inquiry: Inquiry) -> Finding | None:
    """The sentence on the one thing of a claim that states another amount of what the claim gives one of, or None.

    Where any sentence on it has the amount of the claim, there is none.
    """
    mentions = [mention for mention in inquiry.reading.mentions if mention.strong]
    said = _BEFORE_AMOUNT.search(_get_digits(get_claim(inquiry)))
    claimed = find_amount(said["amount"]) if said else None
    if len(mentions) != 1 or said is None or claimed is None or claimed.dimension not in MEASURED:
        return None
    facts, word = _iter_about(inquiry, mentions[0]), said["word"].casefold()
    told = [(fact, amount) for fact in facts for amount in _iter_amounts(inquiry, fact, word)]
    alike = [(fact, amount) for fact, amount in told if amount.dimension == claimed.dimension]
    if not alike or any(amount.number == claimed.number for _, amount in alike):
        return None
    return Finding(Verdict.VALUE, (alike[0][0],), inquiry.match_prose(alike[0][0]))


def _iter_about(inquiry: Inquiry, mention: Mention) -> Iterator[Fact]:
    """The sentences that hold the name of a thing."""
    key = f" {get_name_key(mention.entry.name)} "
    sentences = iter_sentences(inquiry, mention.entry.name)
    yield from (fact for fact in sentences if key in f" {get_name_key(fact.value.raw)} ")


def _iter_amounts(inquiry: Inquiry, fact: Fact, word: str) -> Iterator[Amount]:
    """The amounts behind a word ("after") in those clauses of a sentence that speak of what the question asks."""
    asked = {term for concept in inquiry.reading.concepts for term in concept.terms if not get_dimension(concept.text)}
    for clause in _CLAUSE.split(fact.value.raw):
        said = (match for match in _BEFORE_AMOUNT.finditer(clause) if match["word"].casefold() == word)
        amounts = (find_amount(match["amount"]) for match in said)
        if asked & get_term_set(clause):
            yield from (amount for amount in amounts if amount)


_BEFORE_AMOUNT = re.compile(
    r"\b(?P<word>after|within|every|for|per|in|until|at|to)\s+(?:about\s+|only\s+|the\s+first\s+)?(?P<amount>\d[\d.,]*\s*[a-z]+)",
    re.I,
)
_CLAUSE = re.compile(r"[;:]\s+|[.,]\s+(?=[A-Z]|and\b|but\b)|(?<=[.!?])\s+")
MEASURED = frozenset({"seconds", "bytes"})


def _get_digits(text: str) -> str:
    """A text with its number words in digits."""
    return re.sub(r"\b[a-z]+\b", lambda word: str(NUMBER_WORDS.get(word[0].casefold(), word[0])), text, flags=re.I)
