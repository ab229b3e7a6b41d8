"""Questions for one property: of one thing, of several, or of all that the docs compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model import Fact, FactKind
from index.terms import get_name_key, get_term

from ..draft.compose import Draft
from ..draft.wording import finish, get_told, quote_prose, tell_cell
from ..evidence.consequence import asks_consequence, find_consequence
from ..evidence.enough import CLEAR_NAME, get_ties, is_enough, is_enough_prose
from ..evidence.figures import asks_figure, find_figure, has_number, prefer_stating
from ..evidence.finding import (
    Finding,
    find_finding,
    is_exclusive,
    is_negative,
    is_positive,
    is_said_of_clause,
    judge_prose,
    judge_row,
    lists_more,
)
from ..evidence.hedging import get_told_verdict
from ..evidence.inquiry import Inquiry
from ..evidence.joining import keep_joining
from ..evidence.jointly import find_jointly
from ..evidence.judging import Verdict
from ..evidence.kinship import fits_graded, is_of_class, is_of_named, singles_out
from ..evidence.leaving import leaves_names, leaves_need, says_enough
from ..evidence.matching import Match
from ..evidence.meeting import keep_meeting
from ..evidence.members import find_for_members
from ..evidence.parts import get_parts
from ..evidence.ranking import lacks_measures
from ..evidence.said import find_number, find_plain_word
from ..evidence.telling import (
    drop_beside,
    drop_same_facts,
    keep_of_default,
    keep_placed,
    keep_same_property,
    keep_telling,
    keep_within,
    names_as_much,
)
from ..question.language import get_language
from ..question.wordforms import get_singulars, get_words
from .bounding import answer_by_bound
from .defining import asks_definition

# A question that names nothing is answered for at most so many things, and from so many tables that fit equally well.
MOST_TOLD = 8
MOST_ROWS_TOLD = 3
# Of more things than this a question that names none asks nothing: "default" alone fits each option of a reference.
MOST_MEANT = 40
# What the page says in general answers for a thing only when the question's words are this telling: a sentence that
# shares one everyday word with the question is about something else.
TELLING = 0.6


def answer_lookup(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the question could be answered from one property; the draft holds the answer."""
    if not inquiry.reading.concepts and not inquiry.reading.bound:
        return False
    if not inquiry.reading.entities:
        return _answer_for_all(inquiry, draft)
    if answer_by_bound(inquiry, draft):
        return True
    findings = [(entity, find_finding(inquiry, entity)) for entity in inquiry.reading.entities[:MOST_TOLD]]
    found = [
        each
        for entity, finding in findings
        if finding and finding.verdict is not Verdict.UNSTATED
        for each in (finding, *_get_tied(inquiry, finding, entity))
    ]
    words = inquiry.reading.words
    if words[:1] in _ASKING_VALUES and words[1:2] != ("about",) and "or" not in words:
        found = [finding for finding in found if finding.verdict is not Verdict.NOT_LISTED]
    if not any(finding.is_cell and finding.facts[0].entity.id in inquiry.reading.entities for finding in found):
        found = find_for_members(inquiry) or found
    if asks_consequence(inquiry.reading):
        # An amount or a mark is no event.
        found = [f for f in found if not f.facts[0].value.quantity and f.facts[0].value.support is None]
    if not found:
        found = _find_in_general(inquiry)
    if not found and asks_consequence(inquiry.reading):
        return False
    if not found:
        told = answer_by_parts(inquiry, draft) or _tell_unstated(
            inquiry, draft, [finding for _, finding in findings if finding]
        )
        return told or _answer_for_family(inquiry, draft)
    stating = prefer_stating(inquiry, keep_same_property(inquiry, found))
    _tell_findings(inquiry, draft, drop_same_facts(stating))
    return bool(draft)


# What these ask for is a value; that a list lacks it is no answer.
_ASKING_VALUES = (("what",), ("when",), ("where",), ("which",), ("who",))


def _answer_for_family(inquiry: Inquiry, draft: Draft) -> bool:
    """Answers for each thing that a row has, where the question names only what they all belong to."""
    reading = inquiry.reading
    if not reading.required or not all(_is_family(inquiry, entity) for entity in reading.entities):
        return False
    wide = Inquiry(inquiry.reader, inquiry.lexicon, inquiry.version, replace(reading, mentions=()))
    found = [
        judge_row(wide, match, match.row.get_cells(entity))
        for match in get_best_rows(wide)[:1]
        if match.row and match.name_share >= CLEAR_NAME and _explains_nouns(wide, match)
        for entity in match.row.entities
    ]
    _tell_findings(wide, draft, found[:MOST_TOLD])
    return bool(draft)


def _explains_nouns(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row leaves no word open but the lightest."""
    explained = (*match.named, *match.valued, *match.placed)
    soft = get_language().soft
    return all(concept in explained or get_term(concept.text) in soft for concept in inquiry.reading.concepts)


def _is_family(inquiry: Inquiry, entity: str) -> bool:
    """Whether a thing is the product of the whole docset, of which no table tells anything itself."""
    name = get_name_key(inquiry.get_named(entity).name)
    docset = get_name_key(inquiry.docset).split()
    own = set(docset) <= set(name.split()) and len(name.split()) <= len(docset) + 1
    return own and not inquiry.get_facts_of(entity, (FactKind.CELL,))


def _find_in_general(inquiry: Inquiry) -> list[Finding]:
    """What the page as a whole is said to be or do, where that explains all that is asked."""
    titles = inquiry.lexicon.titles
    asked = sum(concept.weight for concept in inquiry.reading.required)
    if asked < TELLING or inquiry.reading.has("superlative_high") or inquiry.reading.has("superlative_low"):
        return []
    if _has_own(inquiry):
        return []
    general = [
        m
        for m in inquiry.prose_matches
        if m.facts[0].entity.id in titles
        and not m.missing
        and not m.passed
        and any(c.required for c in m.valued)
        and is_of_named(inquiry, m.facts[0])
        and is_of_class(inquiry, m.facts[0])
        and singles_out(inquiry, m.facts[0])
    ]
    if asks_figure(inquiry.reading):
        general = [match for match in general if has_number(match.facts[0])]
    return [judge_prose(match) for match in general[:1]]


def _has_own(inquiry: Inquiry) -> bool:
    """Whether a property that the question names whole is stated of a thing that it names, which tells it then."""
    asked = set(inquiry.reading.entities)
    named = (m for m in inquiry.row_matches if any(c.required for c in m.named) and m.name_share >= CLEAR_NAME)
    return any(m.row and not asked.isdisjoint(m.row.entities) for m in named)


def _get_tied(inquiry: Inquiry, finding: Finding, entity: str) -> list[Finding]:
    """What the docs say under another property that the question's words name as well."""
    match = finding.match
    if match.row is None or not match.named:
        return []
    if _stands_whole(inquiry, match.row.attribute.name):
        return []
    own = match.row.attribute.id
    ids = [id for id in get_ties(inquiry, match) if id != own]
    rows = [
        other
        for other in inquiry.row_matches
        if other.row and other.row.attribute.id in ids[:1] and other.row.page == match.row.page
        if match.name_share < CLEAR_NAME or names_as_much(match, other)
    ]
    return [
        judge_row(inquiry, other, other.row.get_cells(entity))
        for other in rows[:1]
        if other.row and other.row.get_cells(entity)
    ]


def _stands_whole(inquiry: Inquiry, name: str) -> bool:
    """Whether the whole name of a property stands in the question, light words and words of names included."""
    words, run = get_singulars(" ".join(inquiry.reading.words)), get_singulars(name)
    return any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))


def _tell_findings(inquiry: Inquiry, draft: Draft, found: Sequence[Finding]) -> None:
    found = keep_within(inquiry, found)
    if inquiry.reading.is_yes_no:
        found = keep_joining(inquiry, found)
        if not found or leaves_names(inquiry, found) or leaves_need(inquiry, found):
            return
        say_verdict(draft, found)
    for number, finding in enumerate(found):
        if number and len(found) > 2:
            draft.break_line()
        figure = find_figure(inquiry, finding)
        if figure:
            draft.state_fact(tell_cell(figure, draft.get_name(figure.entity)), figure)
        tell_finding(draft, finding)


def say_verdict(draft: Draft, found: Sequence[Finding]) -> None:
    """Says yes or no first where all findings come to that, and "do both …" is met for more than one."""
    asks_both = draft.inquiry.reading.words[1:2] == ("both",)
    if asks_both and len(found) < 2:
        return
    verdicts = {get_told_verdict(draft.inquiry.reading, finding) for finding in found}
    exclusive = is_exclusive(draft.inquiry) and not any(_is_of_exclusion(finding) for finding in found)
    if exclusive and any(lists_more(draft.inquiry, finding) for finding in found):
        draft.say("No, not only that.")
        return
    lacks = asks_for_lack(draft.inquiry)
    if exclusive and any(finding.is_cell and finding.facts[0].value.support for finding in found):
        return
    if verdicts <= {Verdict.PLANNED}:
        draft.say("Not yet.")
    elif verdicts <= {Verdict.PARTIAL}:
        draft.say("In part.")
    elif all(is_positive(verdict) for verdict in verdicts):
        draft.say("No." if lacks else "Yes.")
    elif all(is_negative(verdict) for verdict in verdicts):
        draft.say("Yes, that is missing." if lacks else "No.")
    else:
        _say_mixed(draft, verdicts)


def _is_of_exclusion(finding: Finding) -> bool:
    """Whether the property itself says "only" ("Hybrid connections (Windows only)"), which then asks for nothing."""
    return finding.is_cell and get_language().has_cue("exclusive", get_words(finding.facts[0].attribute.name))


def _say_mixed(draft: Draft, verdicts: set[Verdict]) -> None:
    """Says whether all, or any, of several things do, where that was the question."""
    words = draft.inquiry.reading.words
    does, does_not = any(is_positive(v) for v in verdicts), any(is_negative(v) for v in verdicts)
    if does and does_not and {"all", "every", "each"} & set(words):
        draft.say("No, not all.")
    elif does and does_not and {"any", "some", "anything"} & set(words):
        draft.say("Yes, some.")


def asks_for_lack(inquiry: Inquiry) -> bool:
    """Whether the question asks if something is missing: "does X lack Y?"."""
    return any(word in get_language().lacking and word != "without" for word in inquiry.reading.words)


def tell_finding(draft: Draft, finding: Finding) -> None:
    """States a finding in a sentence."""
    if not finding.is_cell:
        tell_sentence(draft, finding)
        return
    items = [
        concept.text for concept in finding.match.items if concept in (*finding.match.valued, *finding.match.missing)
    ]
    for cell in _drop_same_values(finding.facts):
        name = draft.get_name(cell.entity)
        if finding.verdict is Verdict.NOT_LISTED:
            draft.state_fact(
                f"For {name} the docs list {get_told(cell.value.raw)} ({cell.attribute.name}); "
                f"{_join(items)} not among them.",
                cell,
            )
        else:
            draft.state_fact(tell_cell(cell, name), cell)


def _join(items: Sequence[str]) -> str:
    return " ".join(items) + " is" if items else "it is"


def _drop_same_values(cells: Sequence[Fact]) -> list[Fact]:
    kept: dict[str, Fact] = {}
    for cell in cells:
        kept.setdefault(cell.value.raw.strip().casefold(), cell)
    return list(kept.values())


def tell_sentence(draft: Draft, finding: Finding) -> None:
    """Quotes the sentence of a finding, and says of what it is."""
    fact = finding.facts[0]
    quote = quote_prose(fact, draft.inquiry.reading.concepts)
    draft.state_fact(finish(f"The docs say of {draft.get_name(fact.entity)}: {quote}"), fact)


def answer_by_parts(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether several properties together cover a question that joins them ("IPv4 and IPv6")."""
    parts = get_parts(inquiry)
    # What is said of several other things does not add up to an answer for the one that the question names.
    demoted = any(concept.is_name for concept in inquiry.reading.concepts)
    if not parts or demoted:
        return False
    found = []
    for match in parts:
        for entity in inquiry.reading.entities or (match.row.entities if match.row else (match.facts[0].entity.id,)):
            cells = match.row.get_cells(entity) if match.row else ()
            found.extend([judge_row(inquiry, match, cells)] if cells else [] if match.row else [judge_prose(match)])
    found = found if inquiry.reading.entities or inquiry.reading.is_yes_no else keep_meeting(inquiry, found)
    if not found:
        return False
    _tell_findings(inquiry, draft, found[:MOST_TOLD])
    return bool(draft)


_ASKING_MOST = (("what", "is"), ("what", "are"))


def _answer_for_all(inquiry: Inquiry, draft: Draft) -> bool:
    """Answers a question that names no entity, for each thing that the best rows speak of."""
    if asks_definition(inquiry.reading.question):
        return False
    if asks_consequence(inquiry.reading):
        _tell_findings(inquiry, draft, find_consequence(inquiry))
        return bool(draft)
    # Values do not tell whether two things are one.
    of_same = inquiry.reading.is_yes_no and inquiry.reading.has("same")
    graded = inquiry.reading.has("which") or inquiry.reading.words[:2] in _ASKING_MOST
    ranked = graded and not inquiry.reading.is_yes_no
    rows = () if of_same else get_best_rows(inquiry)
    rows = tuple(m for m in rows if not ranked or (fits_graded(inquiry, m) and not lacks_measures(inquiry.reading, m)))
    if rows:
        found = [
            judge_row(inquiry, match, match.row.get_cells(entity))
            for match in rows
            if match.row
            for entity in keep_placed(inquiry, match)
        ]
        if not inquiry.reading.is_yes_no:
            found = [
                f
                for f in keep_meeting(inquiry, find_jointly(inquiry, rows[0])) or found
                if f.verdict is not Verdict.NOT_LISTED
            ]
        found = [f for f in found if not (inquiry.reading.has("which") and is_said_of_clause(f))]
        found = keep_of_default(inquiry, drop_beside(inquiry, rows[0], found))
        sentence = find_plain_word(inquiry, found, rows[0]) or find_number(inquiry, found)
        telling = keep_telling(rows[0], found)
        _tell_findings(inquiry, draft, [sentence] if sentence else telling[:MOST_TOLD] * (len(telling) <= MOST_MEANT))
        if draft:
            return True
    fitting = (m for m in inquiry.prose_matches if is_enough_prose(inquiry, m, ()) and not m.missing)
    whole = (m for m in fitting if not of_same or not (m.placed or m.passed))
    prose = next((m for m in whole if is_of_class(inquiry, m.facts[0])), None)
    if prose and says_enough(inquiry, prose):
        _tell_findings(inquiry, draft, [judge_prose(prose)])
        return bool(draft)
    return not of_same and answer_by_parts(inquiry, draft)


def get_best_rows(inquiry: Inquiry) -> tuple[Match, ...]:
    """The row that explains most of the question, and those that explain as much, when that is enough."""
    fitting = [match for match in inquiry.row_matches if is_enough(inquiry, match, ())]
    if not fitting:
        return ()
    best = fitting[0]
    same = [match for match in fitting if abs(match.score - best.score) < 1e-9]
    return tuple(same[:MOST_ROWS_TOLD])


def _is_about(finding: Finding) -> bool:
    """Whether a value that leaves the question open is at least that of the property asked about."""
    named = any(concept.required for concept in finding.match.named)
    return named or finding.facts[0].value.qualifier is not None


def _tell_unstated(inquiry: Inquiry, draft: Draft, found: Sequence[Finding]) -> bool:
    """Gives the value as it stands where it neither affirms nor denies what is asked."""
    del inquiry
    cells = [finding for finding in found if finding.is_cell and not finding.match.missing and _is_about(finding)]
    for finding in cells[:MOST_TOLD]:
        tell_finding(draft, finding)
    return bool(draft)
