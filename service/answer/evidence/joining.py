"""Whether what was found speaks of every thing that a question names, where it asks how they go together."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Fact

from ..question.reading import Mention
from ..question.termset import get_term_set
from .finding import Finding
from .inquiry import Inquiry
from .matching import get_value_terms

# Words that set names beside each other, each of them to be answered for alone.
_BESIDE = frozenset({"and", "or", "but", "plus", "also", "both"})


def keep_joining(inquiry: Inquiry, found: Sequence[Finding]) -> Sequence[Finding]:
    """The findings; where the question only relates several names ("X with Y?"), those that hold each of them."""
    reading = inquiry.reading
    if len(reading.mentions) < 2 or _BESIDE & set(reading.words):
        return found
    if reading.required:
        return [finding for finding in found if not finding.match.row or _touches_each(reading.mentions, finding)]
    return [finding for finding in found if finding.match.row or _holds_each(reading.mentions, finding.facts[0])]


def _touches_each(mentions: Sequence[Mention], finding: Finding) -> bool:
    """Whether each of some names is that of a thing of a row, or shares a word with the names and values there."""
    row = finding.match.row
    cells = row.cells if row else finding.facts
    texts = (finding.facts[0].attribute.name, *(cell.entity.name for cell in finding.facts))
    own = frozenset[str]().union(*map(get_value_terms, finding.facts), *map(get_term_set, texts))
    ids = {cell.entity.id for cell in cells}
    return all(ids & set(mention.entry.ids) or own & get_term_set(mention.text) for mention in mentions)


def _holds_each(mentions: Sequence[Mention], fact: Fact) -> bool:
    """Whether a sentence is about each of some names, or has it among its words."""
    terms = get_value_terms(fact)
    return all(fact.entity.id in mention.entry.ids or terms & get_term_set(mention.text) for mention in mentions)
