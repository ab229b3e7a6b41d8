"""What something was called before, or is called now, by the sentence that says so of what has no name in the index.

Things that tables or headings name have their names in the index; of others ("the old workers were called drones") only
a sentence tells.
"""

from __future__ import annotations

import re

from index.model import Fact

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry
from ..question.entries import Standing
from ..question.reading import strip_polite
from .defining import drop_docset, iter_sentences

_CALLED = r"(?:called|named|known\s+as|known|referred\s+to\s+as|referred\s+to)"
_THE = r"(?:an?\s+|the\s+|our\s+)?"
_NAME = r"[\"“'`]?(?P<name>[\w][^?,\"”]*?)[\"”'`]?"
_THEN = (
    r"(?:before|earlier|previously|formerly|originally|once|initially|at\s+first|back\s+then|in\s+the\s+past"
    r"|in\s+(?:earlier|former|previous|older|old|past)\s+(?:times|days|versions|releases|docs|years)"
    r"|in\s+the\s+(?:old|early|past)\s+(?:times|days|docs|versions))"
)
_NOW = r"(?:now|today|nowadays|currently|these\s+days|instead|by\s+now|since\s+then)"
_WORD = r"(?:names?|terms?|words?)"
_OLD = r"(?:old|older|former|earlier|previous|original)"
_NEW = r"(?:new|newer|current|present)"
_GOES = rf"(?:{_CALLED}|go|run|listed|sold)(?:\s+by)?(?:\s+{_THEN})?"
_FORMER = tuple(
    re.compile(rf"^{form}\W*$", re.I)
    for form in (
        rf"what\s+(?:was|were|had)\s+{_THE}{_NAME}\s+(?:{_THEN}\s+)?(?:been\s+)?{_CALLED}(?:\s+{_THEN})?",
        rf"how\s+(?:was|were)\s+{_THE}{_NAME}\s+(?:{_THEN}\s+)?{_CALLED}(?:\s+{_THEN})?",
        rf"what\s+did\s+{_THE}{_NAME}\s+used?\s+to\s+be\s+{_CALLED}",
        rf"(?:what|which)\s+(?:is|are|was|were)\s+the\s+{_OLD}\s+{_WORD}\s+(?:of|for)\s+{_THE}{_NAME}",
        rf"(?:under|by)\s+(?:what|which)\s+(?:\w+\s+)?{_WORD}\s+(?:was|were|did)\s+{_THE}{_NAME}\s+{_GOES}",
    )
)
_PRESENT = tuple(
    re.compile(rf"^{form}\W*$", re.I)
    for form in (
        rf"(?:what|how)\s+(?:is|are)\s+{_THE}{_NAME}\s+(?:{_NOW}\s+)?{_CALLED}(?:\s+{_NOW})?",
        rf"(?:what|which)\s+(?:is|are)\s+the\s+{_NEW}\s+{_WORD}\s+(?:of|for)\s+{_THE}{_NAME}",
    )
)
_SINCE_NOUN = r"(?:formerly|previously|originally|once)"
_WAS = (
    rf"(?:\W{{1,3}}(?:(?:is|was|are|were)\s+)?{_SINCE_NOUN}\b"
    rf"|\W{{0,3}}\s(?:was|were|used\s+to\s+be|(?:has|have|had)\s+been)\s+(?:\w+\s+){{0,2}}?{_CALLED}\s)"
)
_TO = r"(?:(?:renamed|rebranded)(?:\s+(?:to|as|into))?|(?:is|are)\s+now\s+(?:called|named|known\s+as)|became)"
# The words of a name in between, and what stands around it.
_ANY_NAME = r"\W{0,3}(?:the\s+)?\W{0,2}"


def answer_called(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a sentence says what something was called that no table names; the draft then quotes it."""
    question = strip_polite(inquiry.reading.question).strip()
    asked = next((found for form in (*_FORMER, *_PRESENT) if (found := form.match(question))), None)
    if asked is None:
        return False
    name = drop_docset(inquiry, asked["name"])
    if any(_is_whole(mention.text, name, mention.entry.standing) for mention in inquiry.reading.mentions):
        return False
    fact = _find_naming(inquiry, name)
    if fact:
        draft.state_fact(finish(f"The docs say: {quote_prose(fact)}"), fact)
    return fact is not None


def _is_whole(text: str, name: str, standing: Standing) -> bool:
    """Whether a mention is all of a name, and a name that the index has."""
    return standing in (Standing.NAME, Standing.FORMER, Standing.ELSEWHEN) and len(text.split()) == len(name.split())


def _find_naming(inquiry: Inquiry, name: str) -> Fact | None:
    """The sentence that gives another name of something, by its old name or its new one, or None."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", name))
    own = rf"(?<!\w){words}(?:e?s)?(?!\w)"
    became = rf"\W{{0,3}}\s(?:(?:was|were|has\s+been|have\s+been)\s+)?{_TO}\s"
    naming = re.compile(rf"{own}{_WAS}|(?:{_WAS}|{_TO}){_ANY_NAME}{own}|{own}{became}", re.I)
    return next((fact for fact in iter_sentences(inquiry, name) if naming.search(fact.value.raw)), None)
