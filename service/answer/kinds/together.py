"""Whether two things go together: "can I run A and B in the same project?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Fact, FactKind
from index.terms import get_terms

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry
from ..question.language import expand, get_language
from ..question.reading import Mention
from ..question.termset import get_term_set

MOST_SEARCHED = 60
_KINDS = (FactKind.STATEMENT, FactKind.DEFINITION, FactKind.RECOMMENDATION, FactKind.USE_CASE)
# So many names stand in a question of this kind.
TWO = 2

_ASKED = re.compile(
    r"\b(?:together|mix(?:ed|ing)?|combin(?:e|ed|ing)|alongside|side\s+by\s+side|simultaneously|coexist|co-exist"
    r"|at\s+the\s+same\s+time|(?:in|on|inside|within)\s+(?:one|the\s+same|a\s+single))\b",
    re.I,
)
_MIXING = re.compile(
    r"\b(?:together|mix(?:es|ed|ing)?|combin(?:es?|ed|ing)|alongside|side\s+by\s+side|simultaneously|co-?exists?)\b"
    r"|\b(?:at\s+the\s+same\s+time|(?:in|on|inside|within)\s+(?:one|the\s+same|a\s+single))\b",
    re.I,
)
_ANY_OTHER = re.compile(r"\b(?:any|all|each|every|no|with)\s+others?\b|\banything\s+else\b|\beach\s+other\b", re.I)
_MAY = re.compile(r"\b(?:can|may|might|could|possible|allowed|supported|works?|goes?|fine)\b", re.I)
_HEDGED = re.compile(r"\b(?:only|unless|except|if|when|should|but|until)\b", re.I)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def answer_together(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a sentence says that two things named go together, or do not; the draft then says which and quotes it."""
    reading = inquiry.reading
    names = [mention for mention in reading.mentions if mention.strong]
    two = len({mention.entry.ids for mention in names}) == TWO
    if not reading.is_yes_no or not two or not _ASKED.search(reading.question):
        return False
    for fact in _iter_facts(inquiry, names):
        goes = [_judge(sentence, names) for sentence in _SENTENCE.split(fact.value.raw)]
        if True in goes or False in goes:
            draft.say("No." if False in goes else "Yes.")
            quote = quote_prose(fact, reading.concepts)
            draft.state_fact(finish(f"The docs say of {draft.get_name(fact.entity)}: {quote}"), fact)
            return True
    return False


def _iter_facts(inquiry: Inquiry, names: list[Mention]) -> Iterator[Fact]:
    """The sentences about the things named, then others that hold a word of their names."""
    for mention in names:
        for entity in mention.entry.ids:
            yield from inquiry.get_facts_of(entity, _KINDS)
    for mention in names:
        groups = tuple((term,) for term in dict.fromkeys(get_terms(mention.text)))
        ids = inquiry.reader.postings_all(inquiry.docset, groups, MOST_SEARCHED) if groups else ()
        facts = inquiry.reader.facts_by_id(inquiry.version, ids)
        yield from (fact for fact in facts if fact.kind in _KINDS)


def _judge(sentence: str, names: list[Mention]) -> bool | None:
    """Whether a sentence says that things go together; None where it does not speak of both, or under a condition."""
    terms = get_term_set(sentence)
    held = [mention for mention in names if terms.issuperset(get_terms(mention.text))]
    both = len({mention.entry.ids for mention in held}) == TWO
    speaks = bool(held) and bool(_MIXING.search(sentence)) and (both or bool(_ANY_OTHER.search(sentence)))
    if not speaks or _HEDGED.search(sentence):
        return None
    words = set(re.findall(r"[a-z]+", expand(sentence).casefold()))
    if words & get_language().negations:
        return False
    return True if both and _MAY.search(sentence) else None
