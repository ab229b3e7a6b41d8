"""Whether a property of a thing has the value that the question takes it to have: "is the default of X 30?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.model import Fact, FactKind, FactQuery
from index.terms import find_words, get_name_key, get_term

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.inquiry import Inquiry
from ..question.amounts import are_comparable, find_amount
from ..question.language import get_language
from ..question.reading import Mention, strip_polite

# Cells of one property that are looked at for the values that it may have.
MOST_LOOKED_AT = 60
# A longer text is a sentence, which no cell repeats word by word.
LONGEST_ASKED = 8

# What stands for the thing and the property in a question when its form is told.
_THING, _PROPERTY = "\ue000", "\ue001"
_THE = r"(?:(?:the|an?|its|their)\s+)?"
_TOLD = r"(?P<value>[^;?]+?)"
_OF = (
    rf"(?:{_THE}{_PROPERTY}(?:\s+value)?\s+(?:of|for|on|in|with|at)\s+{_THE}{_THING}"
    rf"|{_THE}{_THING}['’]s?\s+{_PROPERTY})"
)
_TAG = (
    r"\s*[,;–-]?\s*(?:right|correct|true|yes|no|or not|isn['’]t it|doesn['’]t it|aren['’]t they"
    r"|is (?:that|this|it) (?:so|right|correct|true))"
)
_FORMS = tuple(
    re.compile(rf"^\W*{form}\W*$", re.I)
    for form in (
        rf"(?:is|are|was|were)\s+{_OF}\s+(?:really\s+|still\s+|set to\s+|equal to\s+)?{_TOLD}",
        rf"(?:is|are|was|were)\s+{_TOLD}\s+{_OF}",
        rf"(?:does|do|did)\s+{_THE}{_THING}\s+(?:have|use|come with)\s+{_THE}{_PROPERTY}\s+of\s+{_TOLD}",
        rf"{_THE}{_THING}\s+(?:has|have|had|uses|comes with)\s+{_THE}{_PROPERTY}\s+of\s+{_TOLD}{_TAG}",
        rf"{_OF}\s+(?:is|are|was|were)\s+{_TOLD}{_TAG}",
    )
)
# What belongs to a name though it is no word: "--memory", ">20M", "Forward+".
_SIGNS = r"[^\w\s?,;\"“”]*"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_WHOLE_AMOUNT = re.compile(r"[$€£]?\s?\d[\d,.]*\s*(?:%|[A-Za-zµ]+)?")


def answer_confirmed(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a cell says that the value is as asked, or surely another one; the draft then says which and tells it."""
    for mention in inquiry.reading.mentions:
        for cell, asked in _iter_asked(inquiry, mention):
            holds = _holds(inquiry, cell, asked)
            if holds is not None:
                draft.say("Yes." if holds else "No.")
                draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
                return True
    return False


def _iter_asked(inquiry: Inquiry, mention: Mention) -> Iterator[tuple[Fact, str]]:
    """The one cell of the property that a question names in full of a thing, with the value that it gives, if any."""
    question = _get_bare(inquiry)
    thing = _find_run(question, mention.text, get_language().kinds)
    cells = [cell for entity in mention.entry.ids for cell in inquiry.get_facts_of(entity, (FactKind.CELL,))]
    for cell in sorted(cells, key=lambda cell: -len(cell.attribute.name)):
        place = _find_run(question, cell.attribute.name)
        if thing and place and not (place[0] < thing[1] and thing[0] < place[1]):
            asked = _find_value(question, thing, place)
            if asked and all(other is cell or other.attribute.id != cell.attribute.id for other in cells):
                yield cell, asked
            return


def _get_bare(inquiry: Inquiry) -> str:
    """The question without politeness and without the words for a version."""
    question = inquiry.reading.question
    for start, end in inquiry.reading.moment.spans:
        question = question[:start] + " " * (end - start) + question[end:]
    return strip_polite(question)


def _find_run(question: str, name: str, kinds: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Where the words of a name stand in a question, with a noun of kind that follows them."""
    words = find_words(name)
    run = r"[\W_]+".join(re.escape(word) for word in words)
    found = re.search(rf"{_SIGNS}(?<!\w){run}s?(?!\w){_SIGNS}", question, re.I) if words else None
    if found is None:
        return None
    behind = re.match(r"\s+(\w+)", question[found.end() :])
    is_kind = behind is not None and get_term(behind[1]) in kinds
    return found.start(), found.end() + (behind.end() if behind and is_kind else 0)


def _find_value(question: str, thing: tuple[int, int], place: tuple[int, int]) -> str:
    """What a question takes for the value, or ""."""
    marked = question
    for (start, end), sign in sorted(((thing, _THING), (place, _PROPERTY)), reverse=True):
        marked = marked[:start] + sign + marked[end:]
    found = next((match for form in _FORMS if (match := form.match(marked))), None)
    asked = found["value"].strip(" \"'“”`?.") if found else ""
    return "" if {_THING, _PROPERTY} & set(asked) or len(asked.split()) > LONGEST_ASKED else asked


def _holds(inquiry: Inquiry, cell: Fact, asked: str) -> bool | None:
    """Whether a cell has the value asked; None where neither that nor the contrary is beyond doubt."""
    if _get_key(asked) in _get_keys(cell):
        return True
    own = cell.value.raw.strip(" `")
    if _WHOLE_AMOUNT.fullmatch(own) and _WHOLE_AMOUNT.fullmatch(asked):
        amounts = [amount for amount in (find_amount(own), find_amount(asked)) if amount]
        return amounts[0].number == amounts[-1].number if are_comparable(amounts) else None
    one, other = f" {get_name_key(asked)} ", f" {get_name_key(own)} "
    apart = one not in other and other not in one
    return False if apart and any(char.isalnum() for char in own) and _is_known(inquiry, cell, asked) else None


def _is_known(inquiry: Inquiry, cell: Fact, asked: str) -> bool:
    """Whether the value asked is that of another thing, so that the docs would have written it so here as well."""
    query = FactQuery(attributes=(cell.attribute.id,), kinds=(FactKind.CELL,), limit=MOST_LOOKED_AT)
    others: Sequence[Fact] = inquiry.reader.facts(inquiry.version, query)
    return any(_get_key(asked) in _get_keys(other) for other in others)


def _get_keys(cell: Fact) -> set[str]:
    """What a cell's value may be called: the whole, without what brackets add, and each item of a list."""
    whole = cell.value.raw
    return {_get_key(text) for text in (whole, re.sub(r"\s*\([^)]*\)\s*$", "", whole), *cell.value.items)} - {""}


def _get_key(text: str) -> str:
    """A value as values are compared: signs of comparison count, commas in numbers and capitals do not."""
    signs = "".join(char for char in text if char in "<>≤≥=+-%$€£")
    return f"{signs} {get_name_key(_THOUSANDS.sub('', text))}".strip()
