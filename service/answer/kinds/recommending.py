"""Advice: which thing the docs name for a use, and for what they name a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Fact, FactKind, Support
from index.terms import get_terms

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose, tell_cell
from ..evidence.finding import Finding, judge_prose, judge_row
from ..evidence.hedging import is_hedged
from ..evidence.inquiry import Inquiry
from ..evidence.judging import Verdict
from ..evidence.kinship import asks_class, get_class, is_of_class, singles_out, speaks_of_named
from ..evidence.matching import Match, get_strength, get_value_terms
from ..model import Status
from ..question.bounds import is_for_amount
from ..question.language import LAY_STRENGTH
from ..question.setting import sets_scene
from ..question.termset import get_term_set
from .choosing import answer_by_amount, answer_which
from .lookup import answer_lookup, tell_finding
from .scene import affirms_refused, answer_by_scene, is_loose_scene, is_unwanted

ADVICE = (FactKind.RECOMMENDATION, FactKind.USE_CASE)
# A bullet that leaves part of the need open is still advice when it explains this share of it.
ENOUGH_OF_NEED = 0.6
# Advice for another thing is told beside the best when it explains the need as well, to within this much.
AS_GOOD = 0.06
MOST_ADVICE_TOLD = 8
# Sentences that state rather than advise rank behind advice by this much.
STATEMENT_MALUS = 0.15


def answer_recommendation(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs advise on what the question needs."""
    if inquiry.reading.bound and answer_by_amount(inquiry, draft):
        return True
    if not inquiry.reading.required:
        if _tell_recommended_value(inquiry, draft):
            return True
        return _tell_all_advice(inquiry, draft) or _tell_by_light_words(inquiry, draft)
    matches = [match for match in get_advice(inquiry) if _is_for(inquiry, match)]
    whole = [match for match in matches if not match.missing]
    loosely = is_loose_scene(inquiry)
    of_scene = loosely or (not whole and sets_scene(inquiry.reading.question))
    if of_scene and (answer_by_scene(inquiry, draft) or loosely):
        return bool(draft)
    if _tell_instead(inquiry, draft, whole):
        return True
    if whole or not _by_properties(inquiry, draft):
        _tell_best(inquiry, draft, whole or [match for match in matches if _explains_enough(inquiry, match)])
    return bool(draft) or _tell_of_others(inquiry, draft)


def answer_need_by_lookup(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether one property answers; of circumstances that are passed over no property tells.

    A sentence that has but light words of what is told of circumstances tells of no need.
    """
    if is_loose_scene(inquiry) or not answer_lookup(inquiry, draft):
        return False
    quoted = [draft.get_citation(number).place for claim in draft.claims for number in claim.citations]
    if any(place.cell is None and affirms_refused(inquiry, place.quote) for place in quoted):
        return False
    cells = (place.cell for place in quoted)
    return bool(inquiry.reading.required) or not sets_scene(inquiry.reading.question) or any(cells)


def _tell_recommended_value(inquiry: Inquiry, draft: Draft) -> bool:
    """Tells the cell of the one thing named that says which value is recommended ("8.3 recommended")."""
    reading = inquiry.reading
    if len(reading.entities) != 1 or _RECOMMENDED.isdisjoint(reading.words) or reading.is_yes_no:
        return False
    cells = inquiry.get_facts_of(reading.entities[0], (FactKind.CELL,))
    marked = [cell for cell in cells if _OF_VALUE.search(cell.value.raw)]
    if len(marked) != 1:
        return False
    draft.state_fact(tell_cell(marked[0], draft.get_name(marked[0].entity)), marked[0])
    return True


_RECOMMENDED = frozenset({"recommended", "recommend", "preferred", "suggested"})
_OF_VALUE = re.compile(r"\d[\w.]*\W{0,3}\s?(?:is\s+)?recommended\b|\brecommended\b\W{1,2}\s?\d", re.I)


def _tell_by_light_words(inquiry: Inquiry, draft: Draft) -> bool:
    """Tells the advice that uses most of a question's light words, where it has no others."""
    if any(concept.passed for concept in inquiry.reading.concepts):
        return False
    advice = [
        match
        for match in inquiry.prose_matches
        if match.facts[0].kind in ADVICE and match.coverage >= ENOUGH_OF_NEED and _bears_on(inquiry, match)
    ]
    for match in advice[:1]:
        _tell_advice(inquiry, draft, match.facts[0])
    return bool(draft)


def _by_properties(inquiry: Inquiry, draft: Draft) -> bool:
    """Answers from tables and statements when no advice meets the whole need."""
    return len(inquiry.reading.entities) != 1 and answer_which(inquiry, draft)


def get_advice(inquiry: Inquiry) -> list[Match]:
    """The advice that bears on the need, best first; what speaks against its thing is left out."""
    advice = [
        match
        for match in inquiry.prose_matches
        if _get_rank(match) > 0
        and any(c.required for c in match.valued)
        and _holds_more_than_names(inquiry, match)
        and (match.facts[0].kind in ADVICE or (not match.passed and _meets_more_than_class(inquiry, match)))
        and is_of_class(inquiry, match.facts[0])
    ]
    fitting = [match for match in advice if _agrees(inquiry, match)]
    return sorted(
        fitting, key=lambda match: (-round(_get_rank(match), 6), len(match.facts[0].value.raw), match.facts[0].id)
    )


def _meets_more_than_class(inquiry: Inquiry, match: Match) -> bool:
    """Whether a statement meets a word of the need by more than a lay reading, the class asked for left out."""
    asked, terms = get_class(inquiry), get_value_terms(match.facts[0])
    others = [concept for concept in match.valued if concept.required and not asked.issuperset(concept.terms)]
    return not asked or any(get_strength(concept, terms) > LAY_STRENGTH for concept in others)


def _holds_more_than_names(inquiry: Inquiry, match: Match) -> bool:
    """Whether a sentence meets more than a name that the question takes as a value, where the question asks more."""
    others = [concept for concept in inquiry.reading.concepts if not concept.is_name]
    return not others or any(concept in match.valued for concept in others)


def _get_rank(match: Match) -> float:
    if match.facts[0].kind is FactKind.ALIAS:
        return 0.0
    return match.score - (0.0 if _advises(match) else STATEMENT_MALUS)


# Words by which a statement advises as plainly as advice does.
_PRAISE = re.compile(r"\b(?:best|recommend(?:s|ed)?|preferred|ideal|right choice|first choice)\b", re.I)


def _agrees(inquiry: Inquiry, match: Match) -> bool:
    """Whether a piece of advice says yes to what is needed, and no to what must not be."""
    if is_unwanted(inquiry, match) or is_for_amount(inquiry.reading.question, match.facts[0].value.raw) is False:
        return False
    finding = judge_prose(match)
    negated = any(concept.negated for concept in match.valued)
    return negated or finding.verdict is not Verdict.NO


def _tell_instead(inquiry: Inquiry, draft: Draft, own: Sequence[Match]) -> bool:
    """Tells what the docs advise to take instead, where they speak of the one thing named but do not advise it."""
    asked = inquiry.reading.entities
    if len(asked) != 1 or not inquiry.reading.is_yes_no or any(_advises(match) for match in own):
        return False
    pages = {fact.citation.page for fact in inquiry.get_facts_of(asked[0])}
    for match in get_advice(inquiry):
        fact = match.facts[0]
        other = fact.entity.id not in asked and fact.citation.page in pages
        if other and not match.missing and fact.kind in ADVICE and _INSTEAD.search(fact.value.raw):
            _tell_advice(inquiry, draft, fact)
            return True
    return False


_INSTEAD = re.compile(r"\b(?:instead|rather)\b", re.I)


def _advises(match: Match) -> bool:
    fact = match.facts[0]
    return fact.kind in ADVICE or _PRAISE.search(fact.value.raw) is not None


def _is_for(inquiry: Inquiry, match: Match) -> bool:
    asked = inquiry.reading.entities
    return not asked or match.facts[0].entity.id in asked


def _bears_on(inquiry: Inquiry, match: Match) -> bool:
    """Whether advice is for a thing that the question names, or speaks of it."""
    return _is_for(inquiry, match) or speaks_of_named(inquiry, match.facts[0])


def _explains_enough(inquiry: Inquiry, match: Match) -> bool:
    known = all(concept.known and inquiry.is_in_pool(concept, ()) for concept in match.missing)
    return known and match.coverage >= ENOUGH_OF_NEED


def _tell_best(inquiry: Inquiry, draft: Draft, matches: Sequence[Match]) -> None:
    """Tells the advice that explains most, and that for other things which explains as much."""
    if not matches:
        return
    best = _get_rank(matches[0])
    told: set[str] = set()
    for match in matches:
        fact = match.facts[0]
        if fact.entity.id in told or _get_rank(match) < best - AS_GOOD or len(told) >= MOST_ADVICE_TOLD:
            continue
        if not told and inquiry.reading.is_yes_no and len(inquiry.reading.entities) == 1:
            plain = fact.kind is not FactKind.DEFINITION and not _INSTEAD.search(fact.value.raw)
            if plain and not match.missing:
                draft.say("Yes.")
        told.add(fact.entity.id)
        _tell_advice(inquiry, draft, fact)


def _tell_advice(inquiry: Inquiry, draft: Draft, fact: Fact) -> None:
    draft.state_fact(finish(f"{draft.get_name(fact.entity)}: {quote_prose(fact, inquiry.reading.concepts)}"), fact)


def _tell_all_advice(inquiry: Inquiry, draft: Draft) -> bool:
    """Tells what the docs recommend in general, or for what they name each of the things."""
    passed = any(concept.passed for concept in inquiry.reading.concepts)
    if not inquiry.reading.entities or passed or _relates(inquiry):
        return False
    for entity in inquiry.reading.entities[:4]:
        facts = sorted(inquiry.get_facts_of(entity, ADVICE), key=lambda fact: (ADVICE.index(fact.kind), fact.id))
        for fact in facts[: MOST_ADVICE_TOLD if len(inquiry.reading.entities) == 1 else MOST_ADVICE_TOLD // 2]:
            if draft:
                draft.break_line()
            _tell_advice(inquiry, draft, fact)
    return bool(draft)


def _relates(inquiry: Inquiry) -> bool:
    """Whether a question asks for one thing by its class, and another it is needed for ("which plugin for X")."""
    reading = inquiry.reading
    inside = [m for m in reading.mentions if get_class(inquiry) & set(get_terms(m.text))]
    return reading.has("which") and bool(inside) and len(inside) < len(reading.mentions)


def _tell_of_others(inquiry: Inquiry, draft: Draft) -> bool:
    """Says that the docs do not name the use for the thing asked about, and for which thing they do."""
    asked = inquiry.reading.entities
    others = [match for match in get_advice(inquiry) if match.facts[0].entity.id not in asked and not match.missing]
    # Of a thing that is gone other sentences may tell, as a word in them.
    if len(asked) != 1 or not others or not inquiry.get_facts_of(asked[0]):
        return False
    if inquiry.reading.has("which") or _asks_subject(inquiry.reading.words):
        others = [match for match in others if asks_class(inquiry) or speaks_of_named(inquiry, match.facts[0])]
        others = [m for m in others if singles_out(inquiry, m.facts[0]) and judge_prose(m).verdict is Verdict.YES]
        if not others:
            return False
        _tell_advice(inquiry, draft, others[0].facts[0])
        return True
    if _is_told_against(inquiry, others[0]):
        tell(draft, others[0])
        return True
    # An amount of money of another thing is none of the one asked about.
    others = [match for match in others if _says_all(inquiry, match.facts[0])]
    if not others:
        return False
    fact, denial = others[0].facts[0], _find_denial(inquiry, asked[0], others[0])
    if denial:
        draft.say("No.")
        tell_finding(draft, denial)
    else:
        need = " ".join(concept.text for concept in inquiry.reading.required)
        draft.say(f"The docs do not name {need} for {inquiry.get_named(asked[0]).name}.")
    draft.state_fact(
        finish(f"They name it for {draft.get_name(fact.entity)}: {quote_prose(fact, inquiry.reading.concepts)}"), fact
    )
    draft.status = Status.ANSWERED if denial else Status.NOT_DOCUMENTED
    return True


def _find_denial(inquiry: Inquiry, entity: str, other: Match) -> Finding | None:
    """What a row named by the need that is told for another thing denies of one that is named whole, if it is asked."""
    maker = frozenset(get_terms(inquiry.docset))
    whole = any(
        m.entry.ids == (entity,) and set(get_terms(m.entry.name)) - maker <= set(get_terms(m.text))
        for m in inquiry.reading.mentions
    )
    rows = (
        (match, match.row.get_cells(entity))
        for match in inquiry.row_matches
        if match.row and any(concept.required and concept in other.valued for concept in match.named)
    )
    found = (judge_row(inquiry, match, cells) for match, cells in rows if cells and whole and inquiry.reading.is_yes_no)
    return next((f for f in found if f.facts[0].value.support is Support.NO and f.verdict is Verdict.NO), None)


def _says_all(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a sentence has all that is required in its own words."""
    terms = get_value_terms(fact) | get_term_set(fact.entity.name)
    return all(get_strength(concept, terms) > 0 for concept in inquiry.reading.required)


def _is_told_against(inquiry: Inquiry, match: Match) -> bool:
    """Whether a sentence of the page as a whole denies or takes back what the question asks of one thing, or any."""
    fact = match.facts[0]
    general = fact.entity.id in inquiry.lexicon.titles and inquiry.reading.is_yes_no
    return general and is_hedged(fact.value.raw, match.valued, inquiry.reading.words)


_AUXILIARIES = frozenset(
    "is are was were do does did can could will would shall should may might must has have had about s if".split()
)


def _asks_subject(words: Sequence[str]) -> bool:
    """Whether a question asks for the doer: "what replaces X?", "who runs X?"."""
    return (
        words[:1] in (("what",), ("who",)) and words[1:2] != () and words[1] not in _AUXILIARIES and words[1][-1] == "s"
    )


def tell_of_others(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs name for another thing what they do not say of the one asked about."""
    return _tell_of_others(inquiry, draft)


def tell(draft: Draft, match: Match) -> None:
    """States a sentence that answers."""
    tell_finding(draft, judge_prose(match))
