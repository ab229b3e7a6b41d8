"""Sentences that say what a thing is, wherever they stand: "a stream is …", "… and sc1 is the cold one"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Fact, FactKind
from index.terms import get_terms

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry
from ..question.entries import Standing
from ..question.language import get_language
from ..question.reading import Mention, strip_polite

MOST_SEARCHED = 240
# A sentence that tells of a former name right behind the name tells what bears it.
_SAYS_WHAT = (
    r"\s*(?:(?:\([^)]*\)\s*)?(?:is|are|was|were|means?|refers to|denotes?|lets?|stands for)\b"
    r"|\((?:formerly|previously)\s)"
)
_MAKING = re.compile(
    r"^who\s+(?:has\s+|had\s+)?(?:ma[dk]es?|created?s?|develop(?:ed|s)?|buil[dt]s?|maintain(?:s|ed)?|owns?|invent(?:ed|s)?"
    r"|provide[sd]?|publish(?:es|ed)?|designed|(?:is|was)\s+behind)\b",
    re.I,
)
_MAKER = re.compile(r"\bby\s+(?:the\s+)?[A-Z]\w+")
_ASKS_WHAT = re.compile(
    r"^(?:(?:what|who)(?:'s|’s|\s+is|\s+are|\s+was|\s+were)\s+(?:meant\s+by\s+)?|what\s+(?:does|do)\s+(?=.*\bmean\W*$)"
    r"|what\s+(?:does|do|did)\s+(?:\S+\s+){1,3}?(?:mean|understand)\s+(?:by|with)\s+)"
    r"(?:an?\s+|the\s+)?(?P<name>[^?,]+?)(?:\s+mean)?(?:,\s+(?:was|wasn't|is|isn't|and)\b.*)?\W*$",
    re.I,
)

_ASKS_KIND = re.compile(r"^what(?:'s|’s|\s+is)\s+an?\s+[^\s?,]+(?:\s+[^\s?,]+)?(?:\s+in\s+\S+)?\W*$", re.I)


def says_what(fact: Fact, name: str) -> bool:
    """Whether a sentence says that a thing is something, rather than what it does or uses."""
    return _make_subject(name, _IS_WHAT).search(fact.value.raw) is not None


_IS_WHAT = r"\s*(?:\([^)]*\)\s*)?(?:is|are)\s+(?:an?|the|one)\b"


def find_defining(inquiry: Inquiry, name: str) -> Fact | None:
    """The first sentence that says what something is by that name, or the entry of a glossary, or None."""
    subject, entry, aside = _make_subject(name, _SAYS_WHAT), _make_entry(name), _make_aside(name)
    sentences = list(iter_sentences(inquiry, name))
    entries = [fact for fact in sentences if entry.match(fact.value.raw)]
    said = (fact for fact in sentences if fact in entries or subject.search(fact.value.raw))
    generic = _make_generic(name)
    found = next((fact for fact in said if not _is_placeholder(fact, name)), None)
    passing = next((fact for fact in sentences if aside.search(fact.value.raw)), None)
    return found or passing or next((f for f in sentences if generic.match(f.value.raw)), next(iter(entries), None))


def _is_placeholder(fact: Fact, name: str) -> bool:
    """Whether a sentence is on a part of some code written in capitals, where words of everyday are asked for."""
    written = re.match(r"\W*([A-Z]+(?:[-_][A-Z]+)+)\b", fact.value.raw)
    return written is not None and name != written[1]


def _make_generic(name: str) -> re.Pattern[str]:
    """A pattern of a sentence on any one of a kind: "A dinghy carries …"."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", name))
    return re.compile(rf"(?:an?|each|every)\s+\W{{0,2}}{words}\W{{0,2}}\s+[a-z]+s\b", re.I)


def _make_aside(name: str) -> re.Pattern[str]:
    """A pattern of a name of which is said in passing what it is: "… by a runner, which is a machine"."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", name))
    name_aside = rf"{words}(?:e?s)?\W{{0,2}},?\s+(?:which|that)\s+"
    kind = rf"\b(?:an?|the)\s+\W{{0,2}}{name_aside}(?:is|are)\s+(?:an?|the)\b"
    does = rf"\b{words}(?:e?s)?\W{{0,2}},\s+which\s+(?!(?:is|was|has|does)\b)[a-z]+s\b"
    return re.compile(rf"{kind}|\b{name_aside}(?:stands?\s+for|means?)\b|{does}", re.I)


def _make_entry(name: str) -> re.Pattern[str]:
    """A pattern of an entry of a glossary: the name, and behind a colon or dash what it is."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", name))
    return re.compile(rf"\W*{words}\W{{0,2}}\s*(?::|[–—]|-(?=\s))\s+\w+\s+\w", re.I)


def _make_subject(name: str, verbs: str) -> re.Pattern[str]:
    """A pattern that finds a name as the subject of some verbs."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", name))
    start = r"(?:(?:^|[.;,:]\s+|\band\s+)(?:(?:an?|the|each|every)\s+)?\W{0,2}|\()"
    return re.compile(rf"{start}{words}(?:e?s)?\W{{0,2}}{verbs}", re.I)


def iter_sentences(inquiry: Inquiry, name: str) -> Iterator[Fact]:
    """The sentences of the version asked that hold all words of a name, definitions first."""
    groups = tuple((term,) for term in dict.fromkeys(get_terms(name)))
    ids = inquiry.reader.postings_all(inquiry.docset, groups, MOST_SEARCHED) if groups else ()
    facts = inquiry.reader.facts_by_id(inquiry.version, ids)
    order = (FactKind.DEFINITION, FactKind.STATEMENT, FactKind.RECOMMENDATION)
    yield from sorted((f for f in facts if f.kind in order), key=lambda fact: (order.index(fact.kind), fact.id))


def answer_defined(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether "what is a …" asks for a thing that a sentence defines, of which nothing else is known by that name."""
    asked = _ASKS_WHAT.match(strip_polite(inquiry.reading.question).strip())
    mentions = inquiry.reading.mentions
    umbrella = inquiry.reading.is_umbrella
    if asked is None or (mentions and inquiry.reading.required) or len(mentions) > 1:
        return False
    name = mentions[0].text if mentions else drop_docset(inquiry, asked["name"])
    if not _is_all(inquiry, asked["name"], name):
        return False
    # Of a part of a name, such as initials in it, another sentence may say what it means.
    part = any(mention.entry.standing is Standing.SHORT for mention in mentions)
    known = not part and any(
        inquiry.get_facts_of(entity, (FactKind.DEFINITION,)) for entity in inquiry.reading.entities
    )
    fact = None if known and not umbrella else find_defining(inquiry, name)
    if fact:
        draft.state_fact(finish(f"The docs say: {quote_prose(fact)}"), fact)
    return fact is not None


def drop_docset(inquiry: Inquiry, name: str) -> str:
    """A name without "in PRODUCT" behind it."""
    head, joined, place = name.rpartition(" in ")
    return head if joined and set(get_terms(place)) <= {*get_terms(inquiry.docset), "the"} else name


def asks_what(question: str, name: str) -> bool:
    """Whether a question asks what something is by a name: "what is …?", "what does … mean?"."""
    asked = _ASKS_WHAT.match(strip_polite(question).strip())
    return asked is not None and get_terms(asked["name"]) == get_terms(name)


def asks_definition(question: str) -> bool:
    """Whether a question asks for nothing but what a kind of thing is: "what is a …?"."""
    return _ASKS_KIND.match(strip_polite(question).strip()) is not None


def _is_all(inquiry: Inquiry, asked: str, name: str) -> bool:
    """Whether what is asked for is a name alone, perhaps with its kind and where it is one ("… in PRODUCT")."""
    around = {*get_terms(name), *get_terms(inquiry.docset), *get_language().kinds, "in"}
    return set(get_terms(asked)) <= around


def answer_maker(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs say by whom the one thing is that "who made …?" names."""
    mentions: tuple[Mention, ...] = inquiry.reading.mentions
    if not _MAKING.match(strip_polite(inquiry.reading.question).strip()) or len(mentions) != 1:
        return False
    for entity in inquiry.reading.entities[:1]:
        kinds = (FactKind.DEFINITION, FactKind.STATEMENT)
        fact = next((f for f in inquiry.get_facts_of(entity, kinds) if _MAKER.search(f.value.raw)), None)
        if fact:
            draft.state_fact(finish(f"The docs say of {draft.get_name(fact.entity)}: {quote_prose(fact)}"), fact)
            return True
    return False
