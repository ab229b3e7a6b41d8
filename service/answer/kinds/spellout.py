"""What initials stand for, as the docs spell them out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Fact, FactKind
from index.terms import get_term

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry

_STANDS_FOR = re.compile(
    r"\b(?:what(?:\s+does|\s+did|'s|\s+is)?|what\s+do)\s+(?:the\s+)?(?:acronym\s+|abbreviation\s+|initials?\s+|letters?\s+)?"
    r"[`\"“”']?(?P<initials>[A-Za-z][A-Za-z0-9&/-]{1,9})[`\"“”']?\s+(?:stand\s+for|short\s+for|mean|abbreviate|an?\s+abbreviation)",
    re.I,
)
# What is asked beside the words that initials stand for is told by the sentence that spells them out, if by any.
_GOES_ON = re.compile(r"\band\s+(?:what|when|how|where|which|who|why)\b", re.I)
# Words by which a question asks what initials stood for once, and those by which a sentence says so.
_ONCE = re.compile(r"\b(?:before|formerly|originally|previously|earlier|once|did)\b", re.I)
_SAYS_ONCE = re.compile(r"\b(?:formerly|previously|originally|once|used to|earlier|until|was)\b", re.I)
_WORD = re.compile(r"[A-Za-z0-9]+")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Words inside a name of which the initials often take no letter.
_SMALL = frozenset({"of", "on", "for", "and", "the", "to", "in", "by", "with", "a", "an", "as"})
# So many sentences and cells that hold the initials are read.
MOST_READ = 40


def answer_initials(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs spell out the initials that the question asks about."""
    match = _STANDS_FOR.search(inquiry.reading.question)
    if match is None:
        return False
    initials = match["initials"]
    if _ONCE.search(inquiry.reading.question):
        return _answer_once(inquiry, draft, initials)
    for fact in _iter_facts(inquiry, initials):
        place = fact.citation.place
        for text in (fact.value.raw, place.quote):
            name = find_long_form(text, initials)
            if name:
                _tell(draft, f"{initials} stands for {name}", fact)
                return True
    return _answer_by_cell(inquiry, draft, initials)


def _answer_once(inquiry: Inquiry, draft: Draft, initials: str) -> bool:
    """Whether a sentence that spells the initials out says as well what they stood for once."""
    for fact in _iter_facts(inquiry, initials):
        text = fact.value.raw
        if fact.kind is not FactKind.CELL and _SAYS_ONCE.search(text) and find_long_form(text, initials):
            draft.state_fact(finish(f"The docs say: {quote_prose(fact)}"), fact)
            return True
    return False


def _tell(draft: Draft, told: str, fact: Fact) -> None:
    """States what initials stand for, with the sentence that says it where the question goes on."""
    draft.state(finish(told), (fact,), fact.entity)
    if _GOES_ON.search(draft.inquiry.reading.question) and fact.kind is not FactKind.CELL:
        draft.state_fact(finish(f"The docs say: {quote_prose(fact)}"), fact)


def _answer_by_cell(inquiry: Inquiry, draft: Draft, initials: str) -> bool:
    """Whether a cell of the thing that the initials name spells them out ("AVIF | AV1 Image File Format")."""
    for entity in inquiry.reading.entities[:1]:
        for fact in inquiry.get_facts_of(entity, (FactKind.CELL,)):
            if _spells(fact.value.raw, initials):
                draft.state(finish(f"{initials} stands for {fact.value.raw}"), (fact,), fact.entity)
                return True
    return False


def _spells(text: str, initials: str) -> bool:
    """Whether a text is a name of several words whose capitals hold the initials in their order."""
    words = _WORD.findall(text)
    capitals = iter(letter for word in words for letter in word if letter.isupper() or letter.isdigit())
    named = len(words) > 1 and all(word[0].isupper() or word in _SMALL for word in words)
    return named and words[0][0] == initials[0].upper() and all(letter in capitals for letter in initials.upper())


def _iter_facts(inquiry: Inquiry, initials: str) -> Iterator[Fact]:
    """The facts that hold the initials, then those of the thing that they name."""
    ids = inquiry.reader.postings(inquiry.docset, (get_term(initials),), MOST_READ)
    yield from inquiry.reader.facts_by_id(inquiry.version, ids)
    for entity in inquiry.reading.entities[:1]:
        yield from inquiry.get_facts_of(entity)[:MOST_READ]


# "XY, the Xenon Yard," and "XY, short for Xenon Yard".
_ASIDE = r",\s+(?:(?:short\s+for|in\s+full|or)(?:\s+the)?|the|an?)\s"


def find_long_form(text: str, initials: str) -> str | None:
    """The words of a text that initials beside them stand for: "Long Form (LF)", "LF (Long Form)", "LF - LongForm"."""
    plain = re.sub(r"[*_`]+", "", text)
    at = re.search(rf"\(\s*{re.escape(initials)}\s*\)", plain, re.I)
    if at:
        found = _find_before(plain[: at.start()], initials)
        if found:
            return found
    behind = re.search(rf"\b{re.escape(initials)}\b\s*(?:\(|[-–—:|=]|stands for|is short for|{_ASIDE})\s*", plain, re.I)
    return _find_after(plain[behind.end() :], initials) if behind else None


def _find_before(text: str, initials: str) -> str | None:
    words = list(_WORD.finditer(text))
    for count in range(1, min(len(words), 2 * len(initials)) + 1):
        if _fits([word[0] for word in words[-count:]], initials):
            return text[words[-count].start() :].strip()
    return None


def _find_after(text: str, initials: str) -> str | None:
    words = list(_WORD.finditer(text))
    for count in range(1, min(len(words), 2 * len(initials)) + 1):
        if _fits([word[0] for word in words[:count]], initials):
            return text[: words[count - 1].end()].strip()
    return None


def _fits(words: list[str], initials: str) -> bool:
    """Whether words give initials: each word, or each but the small ones, or each capital of joined words."""
    wanted = initials.casefold()
    if words[0].casefold() in _SMALL or words[0].casefold() == wanted:
        return False
    telling = [word for word in words if word.casefold() not in _SMALL]
    parts = [part for word in words for part in _PART.findall(word)]
    return any("".join(word[0] for word in each).casefold() == wanted for each in (words, telling, parts) if each)
