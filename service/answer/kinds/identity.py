"""What a thing is, what it is and was called, and whether two names mean one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Citation, Fact, FactKind, FactQuery, Name, Named
from index.terms import get_name_key, get_term

from ..draft.compose import Draft
from ..draft.farewell import find_former
from ..draft.wording import finish, get_plain, get_told, join_names, quote_prose, tell_cell
from ..evidence.inquiry import Inquiry
from ..evidence.judging import is_description
from ..question.entries import is_in_use
from ..question.intents import ASKING, find_names_of_one, names_former
from ..question.language import get_language
from ..question.nameparts import is_cut_off
from ..question.reading import Mention
from ..question.termset import get_term_set
from ..question.wordforms import get_singulars
from .defining import find_defining, says_what

# What is told of a thing that the docs do not define.
MOST_SENTENCES = 2
MOST_NAMES = 6
MOST_SEARCHED = 60


def answer_identity(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs say what it is or is called."""
    reading = inquiry.reading
    if not reading.mentions or reading.required or all(map(_is_piece, reading.mentions)):
        return False
    if reading.words[:2] in _ASKING_AMOUNT:
        return False
    pair = find_names_of_one(reading) or _get_pair(reading.mentions)
    if pair and (reading.has("same") or find_names_of_one(reading)):
        return _answer_same(inquiry, draft, *pair)
    of_former = names_former(reading) and not reading.concepts
    if reading.is_yes_no and not reading.has("naming") and not of_former:
        return False
    asks_name = (
        of_former or reading.has("former") or reading.has("present") or reading.has("naming") or reading.has("renamed")
    )
    if asks_name and _answer_names(inquiry, draft):
        return True
    return _answer_what(inquiry, draft)


# What begins so asks for a number or a price, however little else it says.
_ASKING_AMOUNT = frozenset({("how", word) for word in ("much", "many", "long", "big", "large", "often", "fast")})


def _is_piece(mention: Mention) -> bool:
    """Whether a mention is only a piece of a name in code ("rules" of "check_rules_now"), which is another thing."""
    return not mention.strong and is_cut_off(get_singulars(mention.text), mention.entry.name)


def answer_bare_name(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the question is hardly more than a name, and the docs say what it is."""
    mentions = inquiry.reading.mentions
    beside = {at for mention in mentions for at in (mention.start - 1, mention.end)}
    kinds = get_language().kinds
    asks = all(
        get_term(concept.text) in ASKING or (concept.start in beside and get_term(concept.text) in kinds)
        for concept in inquiry.reading.concepts
    )
    return asks and not _asks_which(inquiry) and answer_identity(inquiry, draft)


def _asks_which(inquiry: Inquiry) -> bool:
    """Whether "which" or "what" stands before a noun of kind that no name takes in ("which tier is X in")."""
    words = inquiry.reading.words
    starts = [concept.start for concept in inquiry.reading.concepts]
    return any(0 < start <= len(words) and words[start - 1] in ("which", "what") for start in starts)


def _get_pair(mentions: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    return (mentions[0], mentions[1]) if len(mentions) > 1 else None


def _answer_same(inquiry: Inquiry, draft: Draft, first: Mention, second: Mention) -> bool:
    """Says whether two names mean one thing."""
    words = inquiry.reading.words
    asks_other = bool(_OTHERNESS & set(words)) and not _NAMES_OF_ONE.search(" ".join(words))
    if set(first.entry.ids) & set(second.entry.ids):
        entity = inquiry.get_named(sorted(set(first.entry.ids) & set(second.entry.ids))[0])
        same = "No, it is the same thing." if asks_other else "Yes."
        draft.say(same if inquiry.reading.is_yes_no else "They are names of one thing.")
        return _answer_names(inquiry, draft, entity) or _answer_what(inquiry, draft)
    renaming = _find_renaming(inquiry, first, second)
    if renaming:
        draft.say("No, it is the same thing." if asks_other else "Yes.")
        draft.state_fact(finish(f"The docs say: {quote_prose(renaming)}"), renaming)
        return True
    draft.say(f"{'Yes' if asks_other else 'No'}, the docs treat them as different things.")
    for mention in (first, second):
        _tell_definition(inquiry, draft, inquiry.get_named(mention.entry.ids[0]))
    return bool(draft)


def _find_renaming(inquiry: Inquiry, first: Mention, second: Mention) -> Fact | None:
    """The sentence that says of one of two names that it was the other one's, or None."""
    one, other = (r"\W+".join(map(re.escape, re.findall(r"\w+", mention.text))) for mention in (first, second))
    renaming = re.compile(rf"(?<!\w)(?:{one}{_WAS_CALLED}{other}|{other}{_WAS_CALLED}{one})(?!\w)", re.I)
    found = (find_former(inquiry, mention.text) for mention in (first, second))
    return next((fact for fact in found if fact and renaming.search(fact.value.raw)), None)


_WAS_CALLED = (
    r"\W{0,4}(?:formerly|previously"
    r"|(?:was|were|is|has been)\s+(?:\w+\s+){0,2}(?:called|named|known as|listed as|renamed))"
    r"\W{1,4}(?:(?:called|named|known as|as|to|just|the)\s+)*\W{0,2}"
)
# Two names of one thing are one thing.
_NAMES_OF_ONE = re.compile(r"\b(?:names|words|terms|labels|titles|spellings) (?:of|for) (?:one|a single|the same)\b")
_OTHERNESS = frozenset({"two", "other", "different", "differ", "differs", "distinct", "separate", "else"})


def _answer_names(inquiry: Inquiry, draft: Draft, only: Named | None = None) -> bool:
    """Tells the other names of a thing, with where the docs say so."""
    for entity in (only,) if only else [inquiry.get_named(id) for id in inquiry.reading.entities]:
        _tell_names(inquiry, draft, entity)
    return bool(draft)


def _tell_names(inquiry: Inquiry, draft: Draft, entity: Named) -> None:
    told: set[str] = {get_name_key(entity.name)}
    _tell_renaming(inquiry, draft, entity, told)
    for fact in inquiry.get_facts_of(entity.id, (FactKind.ALIAS,))[:MOST_NAMES]:
        if get_name_key(fact.value.raw) not in told:
            told.add(get_name_key(fact.value.raw))
            former = "former" in get_term_set(fact.attribute.name)
            text = (
                f"{entity.name} was formerly called {get_plain(fact.value.raw)}"
                if former
                else f"{entity.name} is also called {get_plain(fact.value.raw)}"
            )
            draft.state_fact(finish(text), fact)
    for name in inquiry.lexicon.get_all_names(entity.id):
        if (
            get_name_key(name.text) not in told
            and not is_in_use(name, inquiry.version.ordinal)
            and len(told) <= MOST_NAMES
        ):
            told.add(get_name_key(name.text))
            _tell_name_elsewhen(inquiry, draft, entity, name)


def _tell_renaming(inquiry: Inquiry, draft: Draft, entity: Named, told: set[str]) -> None:
    """Quotes a sentence of the version asked that gives a name of another version as a former one."""
    stated = {get_name_key(fact.value.raw) for fact in inquiry.get_facts_of(entity.id, (FactKind.ALIAS,))}
    for name in inquiry.lexicon.get_all_names(entity.id):
        key = get_name_key(name.text)
        if key in told | stated or is_in_use(name, inquiry.version.ordinal):
            continue
        fact = find_former(inquiry, name.text)
        if fact:
            told.add(key)
            draft.state(finish(f"The docs say: {quote_prose(fact)}"), (fact,), entity)


def _tell_name_elsewhen(inquiry: Inquiry, draft: Draft, entity: Named, name: Name) -> None:
    """Tells a name of another version, citing a fact that shows it."""
    version = inquiry.versions[name.first]
    citation = _find_showing(inquiry, entity.id, name)
    if citation:
        verb = "is called" if name.first > inquiry.version.ordinal else "was called"
        draft.state(f"In {version.label} {entity.name} {verb} {get_plain(name.text)}.", (citation,), entity)


def _find_showing(inquiry: Inquiry, entity: str, name: Name) -> Citation | None:
    """A citation of the version that began to use a name, whose quote or header holds it."""
    key = get_name_key(name.text)
    for fact in inquiry.reader.facts(inquiry.versions[name.first], FactQuery(entities=(entity,), limit=MOST_SEARCHED)):
        place = fact.citation.place
        shown = place.quote + " " + (place.header.quote if place.header else "")
        if key in get_name_key(shown):
            return fact.citation
    return None


def _answer_what(inquiry: Inquiry, draft: Draft) -> bool:
    """Says what each of the things named is."""
    entities = inquiry.reading.entities
    for entity in entities[:4]:
        if draft:
            draft.break_line()
        _tell_definition(inquiry, draft, inquiry.get_named(entity))
    return bool(draft)


def _tell_definition(inquiry: Inquiry, draft: Draft, entity: Named) -> None:
    facts = inquiry.get_facts_of(entity.id)
    defined = sorted(
        (fact for fact in facts if fact.kind is FactKind.DEFINITION), key=lambda fact: not says_what(fact, entity.name)
    )
    described = [fact for fact in facts if fact.kind is FactKind.CELL and is_description(fact)][:MOST_SENTENCES]
    for fact in described:
        draft.state_fact(tell_cell(fact, draft.get_name(entity)), fact)
    if described and not defined:
        return
    defining = None if defined else find_defining(inquiry, entity.name)
    for fact in (defined or ([defining] if defining else _get_best_sentences(facts)))[:MOST_SENTENCES]:
        name = draft.get_name(entity)
        starts = get_name_key(fact.value.raw).startswith(get_name_key(entity.name))
        text = (
            get_told(fact.value.raw)
            if starts and name == entity.name
            else f"The docs say of {name}: {quote_prose(fact)}"
        )
        draft.state_fact(finish(text), fact)
    is_named = any(get_name_key(m.text) == get_name_key(entity.name) for m in inquiry.reading.mentions)
    asks_more = not is_named or bool(_ASKING_MORE & set(inquiry.reading.words))
    if not defined and not asks_more and not any(fact.kind is not FactKind.CELL for fact in facts):
        _tell_cells(draft, entity, facts)


# Words that ask for something of a thing, which a list of its properties does not answer.
_ASKING_MORE = frozenset({"which", "when", "where", "how", "why", "since"})


def _get_best_sentences(facts: Sequence[Fact]) -> list[Fact]:
    kinds = (FactKind.RECOMMENDATION, FactKind.STATEMENT, FactKind.USE_CASE)
    return sorted(
        (fact for fact in facts if fact.kind in kinds), key=lambda fact: (fact.kind is not FactKind.STATEMENT, fact.id)
    )


def _tell_cells(draft: Draft, entity: Named, facts: Sequence[Fact]) -> None:
    """Tells what tables hold of a thing of which no sentence speaks."""
    cells = [fact for fact in facts if fact.kind is FactKind.CELL][:MOST_NAMES]
    if cells:
        names = join_names([fact.attribute.name for fact in cells])
        draft.state(f"The docs compare {entity.name} by {names}.", cells, entity)
