"""What a property is called in other versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.model import Fact, FactKind, FactQuery
from index.terms import get_name_key, get_term

from ..draft.compose import Draft
from ..draft.farewell import find_former
from ..draft.wording import finish, get_plain, quote_prose
from ..evidence.inquiry import Inquiry
from ..evidence.matching import get_name_share
from ..question.entries import LONGEST_NAME
from ..question.intents import asks_for_name
from ..question.language import Phrase
from ..question.termset import get_term_set
from ..question.wordforms import get_singulars

# So much of another name of a property is enough, where one of its names is there in full.
NEAR_NAME = 0.6
_OTHERNESS = frozenset({"two", "other", "different", "differ", "differs", "distinct", "separate", "else"})
# Words by which a question asks for a name; a property may be called so, too.
_OF_NAMES = frozenset({"name", "called", "now", "before"})


def answer_attribute_name(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a property that the question names was called otherwise in other versions."""
    reading = inquiry.reading
    if not any(reading.has(cue) for cue in ("former", "present", "renamed", "same")):
        return False
    # "What happened to the price of X?" asks of X, not what its price is called.
    if reading.mentions and not asks_for_name(reading) and not (reading.has("renamed") or reading.has("same")):
        return False
    if reading.has("same") and not asks_for_name(reading):
        return _answer_same(inquiry, draft)
    # What happened to a property of one thing is told by its values.
    if not asks_for_name(reading) and not reading.has("renamed") and any(m.strong for m in reading.mentions):
        return False
    return any(_tell_renaming(inquiry, draft, id) for id in _iter_named(inquiry))


def _answer_same(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether two names in the question are those of one property; the draft then says so."""
    reading = inquiry.reading
    for id in inquiry.attribute_ids[:1]:
        whole = _get_whole_names(inquiry, id)
        texts = [text for text in inquiry.lexicon.attributes[id] if whole and _get_share(inquiry, text) >= NEAR_NAME]
        if _stand_apart(inquiry, texts) and not reading.mentions and reading.is_yes_no:
            draft.say("No, it is the same property." if _OTHERNESS & set(reading.words) else "Yes.")
            return _tell_renaming(inquiry, draft, id)
    return False


def _stand_apart(inquiry: Inquiry, texts: Sequence[str]) -> bool:
    """Whether two of a property's names are in the question, each in words of its own."""
    terms = [get_term_set(text) for text in texts]
    if any(not one <= other and not other <= one for one in terms for other in terms):
        return True
    known = frozenset[str]().union(*terms)
    asked = (concept for concept in inquiry.reading.concepts if concept.required or concept.passed)
    if any(not known.issuperset(concept.terms) for concept in asked):
        return False
    left = get_singulars(" ".join(inquiry.reading.words))
    for run in sorted({get_singulars(text) for text in texts}, key=lambda run: (-len(run), run)):
        at = next((at for at in range(len(left) - len(run) + 1) if left[at : at + len(run)] == run), None)
        if at is None:
            return False
        left = (*left[:at], "", *left[at + len(run) :])
    return len(texts) > 1


def _get_whole_names(inquiry: Inquiry, id: str) -> list[str]:
    texts = inquiry.lexicon.attributes[id]
    return [text for text in texts if _get_share(inquiry, text) == 1]


def _get_share(inquiry: Inquiry, text: str) -> float:
    return get_name_share(inquiry.reading.concepts, get_term_set(text))


def _iter_named(inquiry: Inquiry) -> Iterator[str]:
    """The properties that the question names: by the words asked for, or else by the longest name that stands in it."""
    best = [id for id in inquiry.attribute_ids[:1] if _get_whole_names(inquiry, id)]
    yield from best
    if asks_for_name(inquiry.reading):
        yield from (id for id in _find_by_run(inquiry) if id not in best)


def _find_by_run(inquiry: Inquiry) -> tuple[str, ...]:
    words, runs = get_singulars(" ".join(inquiry.reading.words)), inquiry.lexicon.attribute_runs
    for length in range(min(len(words), LONGEST_NAME), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if run in runs and not _OF_NAMES & set(run):
                return _get_named(inquiry, run)
    return ()


def _get_named(inquiry: Inquiry, run: Phrase) -> tuple[str, ...]:
    """Ids of the properties that have a name of these words."""
    lexicon = inquiry.lexicon
    ids = lexicon.attributes_by_term.get(get_term(run[0]), tuple(lexicon.attributes))
    return tuple(id for id in ids if any(get_singulars(text) == run for text in lexicon.attributes[id]))


def _tell_renaming(inquiry: Inquiry, draft: Draft, id: str) -> bool:
    """Tells the name that an older version uses and the newest does not, if there is one."""
    newest = inquiry.lexicon.attributes[id][-1]
    for version in inquiry.versions:
        facts = inquiry.reader.facts(version, FactQuery(attributes=(id,), kinds=(FactKind.CELL,), limit=1))
        if facts and get_name_key(facts[0].attribute.name) != get_name_key(newest):
            _tell_stated(inquiry, draft, facts[0])
            was = get_plain(facts[0].attribute.name)
            draft.state(f"In {version.label} {get_plain(newest)} was called {was}.", facts, None, facts[0].attribute)
            return True
    return False


def _tell_stated(inquiry: Inquiry, draft: Draft, fact: Fact) -> None:
    """Quotes the sentence of the version asked that gives the older name, if there is one."""
    stated = find_former(inquiry, fact.attribute.name)
    if stated:
        draft.state_fact(finish(f"The docs say: {quote_prose(stated)}"), stated)
