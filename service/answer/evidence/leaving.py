"""What a question asks and what was found for it leaves open, so that it does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.model import Fact, FactKind
from index.terms import get_terms

from ..question.reading import Mention
from .finding import Finding
from .inquiry import Inquiry
from .judging import get_sentence_polarity
from .kinship import says_more_than_class
from .matching import Match, get_value_terms


def leaves_names(inquiry: Inquiry, found: Sequence[Finding]) -> bool:
    """Whether sentences alone were found, and some thing that the question names stands in none of them."""
    if any(finding.is_cell for finding in found):
        return False
    facts = [fact for finding in found for fact in finding.facts]
    told = {fact.entity.id for fact in facts}
    terms = frozenset[str]().union(*(get_value_terms(fact) for fact in facts))
    return any(
        not told & {each for entity in mention.entry.ids for each in (entity, *inquiry.get_pages(entity))}
        and not _holds(terms, mention)
        and not any(_is_told_of(inquiry, entity, facts) for entity in mention.entry.ids)
        for mention in inquiry.reading.mentions
    )


def _holds(terms: frozenset[str], mention: Mention) -> bool:
    """Whether some terms hold a word of a name, and its numbers, which tell the things of one name apart."""
    own = get_terms(mention.text)
    return not terms.isdisjoint(own) and all(term in terms for term in own if term[0].isdigit())


def _is_told_of(inquiry: Inquiry, entity: str, facts: Sequence[Fact]) -> bool:
    """Whether one of some sentences is said of a thing as well ("Both of them …"), though found for another one."""
    said = {(fact.citation.page, fact.value.raw) for fact in facts}
    return any((fact.citation.page, fact.value.raw) in said for fact in inquiry.get_facts_of(entity))


def leaves_need(inquiry: Inquiry, found: Sequence[Finding]) -> bool:
    """Whether the question asks what one has to do, and all that was found is what a thing is good for."""
    words = inquiry.reading.words
    needs = "must" in words or any(pair in _NEEDS for pair in pairwise(words))
    return needs and all(fact.kind is FactKind.USE_CASE for finding in found for fact in finding.facts)


_NEEDS = frozenset({("have", "to"), ("need", "to")})


def says_enough(inquiry: Inquiry, match: Match) -> bool:
    """Whether a sentence has more of the question than its class, or one word of several, and not its opposite."""
    concepts = inquiry.reading.concepts
    met = [concept for concept in concepts if concept in (*match.valued, *match.placed)]
    lone = inquiry.reading.is_yes_no and len(met) < 2 < len(concepts)
    return not lone and says_more_than_class(inquiry, match) and not _says_opposite(inquiry, match)


def _says_opposite(inquiry: Inquiry, match: Match) -> bool:
    """Whether a sentence affirms what the question wants to be absent ("which X has no Y?")."""
    wanted_absent = [concept for concept in match.valued if concept.negated]
    asks = bool(wanted_absent) and inquiry.reading.has("which")
    return asks and get_sentence_polarity(match.facts[0].value.raw, wanted_absent)
