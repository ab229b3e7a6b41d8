"""What a list says of one thing that the question names and another one that is its item: "does A manage B?"."""

from __future__ import annotations

from index.model import Fact, FactKind
from index.terms import get_name_key

from ..draft.compose import Draft
from ..draft.wording import finish, get_plain
from ..evidence.inquiry import Inquiry
from ..evidence.judging import leads_against
from ..question.reading import Mention

# The one thing is named right behind the verb with which the question begins, and perhaps an article.
LAST_OF_SUBJECT = 2


def answer_related(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a list under a lead-in about the first thing named has the second as an item; the draft quotes both."""
    reading = inquiry.reading
    if not reading.is_yes_no or len(reading.mentions) != 2 or reading.bound:
        return False
    subject, item = reading.mentions
    between = reading.words[subject.end : item.start]
    if subject.start > LAST_OF_SUBJECT or not between or {"and", "or"} & set(between):
        return False
    for fact in (fact for entity in subject.entry.ids for fact in inquiry.get_facts_of(entity)):
        header = fact.citation.place.header
        if fact.kind is not FactKind.CELL and header and _is_item(fact, item):
            match = inquiry.match_prose(fact)
            if match.missing:
                continue
            _say_verdict(draft, fact, met=bool(match.valued or match.placed))
            lead = get_plain(header.quote).rstrip(":")
            text = f"The docs say of {draft.get_name(fact.entity)}: “{lead}: {get_plain(fact.value.raw)}”"
            draft.state_fact(finish(text), fact)
            return True
    return False


def _is_item(fact: Fact, item: Mention) -> bool:
    """Whether a list's item begins with a name of a thing."""
    own = get_name_key(fact.value.raw)
    keys = {get_name_key(text) for text in (item.text, item.entry.name)}
    return any(own == key or own.startswith(key + " ") for key in keys)


def _say_verdict(draft: Draft, fact: Fact, *, met: bool) -> None:
    """Says yes or no where the list is about what is asked, not only about the things."""
    if met:
        draft.say("No." if leads_against(fact) else "Yes.")
