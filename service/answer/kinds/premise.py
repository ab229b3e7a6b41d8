"""What a question takes for granted: checked against the docs before it is answered, and corrected first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from index.model import FactKind

from ..draft.compose import Draft
from ..draft.farewell import find_farewell
from ..draft.wording import finish, quote_prose, tell_value
from ..evidence.enough import is_vague
from ..evidence.finding import (
    Finding,
    find_finding,
    is_exclusive,
    is_negative,
    is_positive,
    judge_prose,
    judge_row,
    lists_more,
)
from ..evidence.inquiry import Inquiry
from ..evidence.judging import Verdict, get_sentence_polarity, is_denied_behind, is_description
from ..evidence.limited import find_limit
from ..evidence.matching import get_strength, get_value_terms
from ..question.amounts import get_amount
from ..question.language import LAY_STRENGTH, expand, get_language
from ..question.wordforms import NUMBER_WORDS
from .advised import tell_other_advice
from .claimed import find_other_amount, find_other_value, get_claim
from .costing import tell_other_cost
from .lookup import get_best_rows, tell_finding
from .maturity import find_other_stage, tell_stage
from .sharing import find_of_claim

# A fact that holds this share of a claim, or uses this share of its property's name for it, is about what is claimed.
# Tried on the open questions at hand.
NEAR = 0.5
NEAR_NAME = 0.5
# So much of a property's name makes a claim one about it; two of three words do.
NAMED_WHOLE = 0.6
MOST_NEAR = 8
_REASONS = frozenset({"because", "since", "therefore", "due", "reason", "so", "thus", "hence"})


def tell_false_premise(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a claim about a thing is false by the docs; the draft then says so.

    The inquiry's reading is that of the claim.
    """
    if tell_other_advice(inquiry, draft) or tell_other_cost(inquiry, draft):
        return True
    finding = _find(inquiry)
    if finding is None:
        finding = _find_against(inquiry) or (None if is_negative(_claimed(inquiry)) else find_limit(inquiry))
    elif _holds(inquiry, finding):
        return False
    if finding is None:
        return _tell_other_stage(inquiry, draft) or _tell_not_listed(inquiry, draft)
    turned = "It is not so, but the other way round." if is_positive(finding.verdict) else "It is not so, by the docs."
    draft.say("No." if is_positive(_claimed(inquiry)) else turned)
    tell_finding(draft, finding)
    _tell_in_words(inquiry, draft, finding)
    return True


def _tell_in_words(inquiry: Inquiry, draft: Draft, finding: Finding) -> None:
    """Adds to a mere mark the sentence about the same thing that says as much, and more of it."""
    if not finding.is_cell or not finding.facts[0].value.support:
        return
    entity, named = finding.facts[0].entity.id, {*finding.match.named}
    for match in inquiry.prose_matches:
        fact = match.facts[0]
        told = judge_prose(match).verdict
        agrees = is_positive(told) is is_positive(finding.verdict)
        if fact.entity.id == entity and named and named <= {*match.valued} and agrees:
            draft.state_fact(finish(f"The docs say: {quote_prose(fact, inquiry.reading.concepts)}"), fact)
            return


def _tell_other_stage(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs tell another stage of life than a claim names ("still in beta"); the draft then says so."""
    told = find_other_stage(inquiry)
    if told:
        draft.say("It is not so, by the docs.")
        tell_stage(inquiry, draft, told)
    return told is not None


def _tell_not_listed(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a list of one thing lacks the other thing that a claim puts into it; the draft then says so."""
    reading = inquiry.reading
    if not reading.mentions:
        return _tell_not_all(inquiry, draft)
    if len(reading.mentions) != 2 or reading.is_umbrella or not reading.concepts:
        return False
    for entity in reading.entities:
        finding = find_finding(inquiry, entity)
        lacks = finding and finding.verdict in (Verdict.NOT_LISTED, Verdict.NO) and finding.is_cell
        if finding and lacks and not is_negative(_claimed(inquiry)):
            draft.say("No.")
            tell_finding(draft, finding)
            return True
    return False


def _tell_not_all(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a claim of all things is so for some of them only; the draft then tells of which it is not."""
    rows = get_best_rows(inquiry) if _ALL & set(inquiry.reading.words) else ()
    found = [
        judge_row(inquiry, match, match.row.get_cells(entity))
        for match in rows[:1]
        if match.row
        for entity in match.row.entities
    ]
    against = [finding for finding in found if is_negative(finding.verdict)]
    if not against or is_negative(_claimed(inquiry)):
        return False
    draft.say("No, not all.")
    for finding in against[:MOST_NEAR]:
        tell_finding(draft, finding)
    return True


_ALL = frozenset({"all", "every", "everywhere", "each", "any", "both"})


def tell_nearest(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs speak of what a claim is about without bearing it out; the draft then says what they say.

    The inquiry's reading is that of the claim.
    """
    if _tell_farewell(inquiry, draft):
        return True
    if _find(inquiry) is not None:
        return False
    finding = next(_iter_near(inquiry), None) or _find_description(inquiry) or find_of_claim(inquiry)
    if finding is None:
        return False
    draft.say("The docs do not put it so.")
    tell_finding(draft, finding)
    return True


def _tell_farewell(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the thing of a claim is gone, and a sentence says what became of it; the draft then quotes that."""
    for mention in inquiry.reading.mentions[:1]:
        gone = not any(inquiry.get_facts_of(entity) for entity in mention.entry.ids)
        fact = find_farewell(inquiry, mention.text) if gone else None
        if fact:
            draft.state_fact(finish(f"The docs say: {quote_prose(fact)}"), fact)
            return True
    return False


def _find(inquiry: Inquiry) -> Finding | None:
    """What the docs say of the one thing to which a claim speaks, where it bears on the claim at all."""
    mentions, entities = inquiry.reading.mentions, inquiry.reading.entities
    if (len(mentions) != 1 and len(entities) != 1) or not inquiry.reading.concepts:
        return None
    found = [find_finding(inquiry, entity) for entity in entities if _is_alone(inquiry, entity)]
    telling = [finding for finding in found if finding and finding.verdict is not Verdict.UNSTATED]
    return max(telling, key=lambda finding: finding.match.score, default=None)


def _is_alone(inquiry: Inquiry, entity: str) -> bool:
    """Whether a thing is the only one named, or one of those that bear the very same name on several pages."""
    names = {inquiry.get_named(other).name for other in inquiry.reading.entities}
    return len(inquiry.reading.entities) == 1 or names == {inquiry.get_named(entity).name}


def _find_against(inquiry: Inquiry) -> Finding | None:
    """What the docs say against a claim of which they do not hold every word."""
    other = None if is_negative(_claimed(inquiry)) else find_other_value(inquiry, inquiry.row_matches[:MOST_NEAR])
    return other or next((finding for finding in _iter_near(inquiry) if _is_against(inquiry, finding)), None)


def _iter_near(inquiry: Inquiry) -> Iterator[Finding]:
    """What the docs say of the things of a claim that explains most of it: cells, then sentences."""
    entities = inquiry.reading.entities
    if len(entities) > 1:
        return
    for match in inquiry.row_matches[:MOST_NEAR]:
        cells = match.row.get_cells(entities[0]) if match.row and entities else ()
        named = any(concept.required for concept in match.named) and match.name_share >= NEAR_NAME
        if not cells or is_vague(inquiry, match):
            continue
        finding = judge_row(inquiry, match, cells)
        if named or match.coverage >= NEAR or finding.verdict is Verdict.NOT_LISTED:
            yield finding
    known = [entity for entity in entities if inquiry.get_facts_of(entity)]
    for match in inquiry.prose_matches[:MOST_NEAR]:
        own = get_value_terms(match.facts[0])
        least = 0.0 if known else LAY_STRENGTH
        telling = any(c.required for c in match.valued) and match.coverage >= NEAR
        telling = telling and any(get_strength(c, own) > least for c in match.valued)
        if telling and (not known or match.facts[0].entity.id in known):
            yield judge_prose(match)


def _find_description(inquiry: Inquiry) -> Finding | None:
    """The description of the one thing that a claim is about, where it uses a word of the claim."""
    entities = inquiry.reading.entities
    if len(entities) != 1:
        return None
    for match in inquiry.row_matches[:MOST_NEAR]:
        cells = match.row.get_cells(entities[0]) if match.row else ()
        if cells and match.coverage > 0 and is_description(cells[0]):
            return Finding(Verdict.VALUE, cells[:1], match, False)
    return None


def _is_against(inquiry: Inquiry, finding: Finding) -> bool:
    """Whether a finding denies a claim: by its verdict, by a sentence that denies it, or by another number."""
    if _states_other_number(inquiry, finding):
        return True
    if is_negative(_claimed(inquiry)):
        stated = finding.verdict is Verdict.YES or _states_amount(finding)
        return finding.is_cell and stated and _is_named_whole(finding)
    if finding.is_cell:
        return finding.verdict is Verdict.NOT_LISTED or (is_negative(finding.verdict) and _is_named_whole(finding))
    concepts = [concept for concept in finding.match.valued if concept.required]
    raw = finding.facts[0].value.raw
    return not get_sentence_polarity(raw, concepts) or is_denied_behind(raw, concepts)


def _states_amount(finding: Finding) -> bool:
    """Whether a cell states an amount, and so speaks against there being none."""
    amount = get_amount(finding.facts[0].value) if finding.is_cell else None
    return amount is not None and 0 < amount.number < math.inf


def _is_named_whole(finding: Finding) -> bool:
    return finding.match.name_share >= NAMED_WHOLE


def _states_other_number(inquiry: Inquiry, finding: Finding) -> bool:
    """Whether claim and finding both state numbers, and none in common."""
    if inquiry.reading.bound:
        return False
    names = " ".join(inquiry.get_named(entity).name for entity in inquiry.reading.entities)
    claimed = _get_numbers(get_claim(inquiry)) - _get_numbers(names)
    stated = _get_numbers(finding.facts[0].value.raw)
    amount = get_amount(finding.facts[0].value) if finding.is_cell else None
    if claimed and amount and amount.number == math.inf:
        return True
    return bool(claimed and stated) and not claimed & stated


def _get_numbers(text: str) -> frozenset[float]:
    words = [float(number) for word in _WORD.findall(text.casefold()) if (number := NUMBER_WORDS.get(word))]
    digits = [float(digits.replace(",", "")) for digits in _DIGITS.findall(text)]
    return frozenset((*words, *digits))


_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+|(?<![\w.])\d+(?:\.\d+)?")


def _claimed(inquiry: Inquiry) -> Verdict:
    language = get_language()
    words = inquiry.reading.words
    negated = any(word in ("not", "never", "no") or word in language.lacking for word in words)
    return Verdict.NO if negated else Verdict.YES


def _holds(inquiry: Inquiry, finding: Finding) -> bool:
    """Whether what is claimed is not against what the docs say; a bare value denies nothing."""
    claimed_no = is_negative(_claimed(inquiry))
    if is_exclusive(inquiry) and lists_more(inquiry, finding):
        return False
    if finding.is_cell and _states_other_number(inquiry, finding):
        return False
    if claimed_no and _states_amount(finding) and _is_named_whole(finding):
        return False
    if finding.verdict is Verdict.VALUE and _denies(finding):
        return claimed_no
    if finding.verdict is Verdict.VALUE or not finding.whole:
        return True
    return is_negative(finding.verdict) if claimed_no else is_positive(finding.verdict)


# Values of one word that say no without being marks of it.
_DENIALS = frozenset("ignored disabled unavailable forbidden prohibited unsupported impossible never nothing".split())


# "Not implemented", "No plans".
_NOT = re.compile(r"^\W*(?:not|no|never)\s+[\w-]+\W*$", re.I)


def _denies(finding: Finding) -> bool:
    """Whether a value says in a word of its own that there is nothing of the kind, or a sentence goes on to deny it."""
    raw = finding.facts[0].value.raw
    if finding.is_cell:
        return raw.strip(" `*_.").casefold() in _DENIALS or _NOT.match(raw) is not None
    concepts = [concept for concept in finding.match.valued if concept.required]
    return finding.whole and is_denied_behind(raw, concepts)


def answer_why(inquiry: Inquiry, draft: Draft) -> bool:
    """Answers "why": corrects what is not so; else gives what the docs say, and the reason if they state one."""
    if tell_other_advice(inquiry, draft) or tell_other_cost(inquiry, draft):
        return True
    finding = _find(inquiry)
    if finding is None:
        return _answer_why_nearly(inquiry, draft)
    if finding.verdict is Verdict.NOT_LISTED and _tell_other_stage(inquiry, draft):
        return True
    if not _holds(inquiry, finding):
        draft.say(_get_correction(inquiry, finding))
        tell_finding(draft, finding)
        _tell_in_words(inquiry, draft, finding)
        return True
    tell_finding(draft, finding)
    if not _tell_reason(inquiry, draft) and finding.is_cell:
        draft.say("The docs do not say why.")
    return bool(draft)


def _answer_why_nearly(inquiry: Inquiry, draft: Draft) -> bool:
    """Corrects a claim of which the docs do not hold every word, where they speak against it."""
    finding = _find_against(inquiry)
    if finding is None and (_tell_not_listed(inquiry, draft) or _tell_other_amount(inquiry, draft)):
        return True
    if finding is None:
        return _tell_other_stage(inquiry, draft) or _answer_why_without_verb(inquiry, draft)
    if finding.is_cell:
        draft.say("It is not so, by the docs.")
    tell_finding(draft, finding)
    return True


def _tell_other_amount(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a sentence on the thing of a claim states another amount than the claim; the draft then quotes it."""
    finding = find_other_amount(inquiry)
    if finding:
        draft.say("It is not so, by the docs.")
        tell_finding(draft, finding)
    return finding is not None


def _answer_why_without_verb(inquiry: Inquiry, draft: Draft) -> bool:
    """Answers "why does X … Y?" by what the docs say of X and Y, where nothing but the verb is not known to them."""
    reading = inquiry.reading
    ends = {mention.end for mention in reading.mentions}
    verbs = [c for c in reading.required if not c.known and (c.start in ends or c.start - 1 in ends)]
    left = tuple(concept for concept in reading.concepts if concept not in verbs)
    if len(verbs) != 1 or not any(concept.required for concept in left):
        return False
    rest = Inquiry(inquiry.reader, inquiry.lexicon, inquiry.version, replace(reading, concepts=left))
    return answer_why(rest, draft) or tell_nearest(rest, draft)


def _get_correction(inquiry: Inquiry, finding: Finding) -> str:
    if is_exclusive(inquiry) and finding.is_cell:
        return f"It is not limited to that: the docs name {tell_value(finding.facts[0])}."
    return "It does, by the docs." if is_positive(finding.verdict) else "It does not, by the docs."


def _tell_reason(inquiry: Inquiry, draft: Draft) -> bool:
    """Quotes a sentence about the thing that explains all that is asked and speaks of a reason."""
    for match in inquiry.prose_matches:
        fact = match.facts[0]
        words = set(expand(fact.value.raw).casefold().split())
        if (
            fact.entity.id in inquiry.reading.entities
            and not match.missing
            and words & _REASONS
            and fact.kind is not FactKind.ALIAS
        ):
            draft.state_fact(finish(f"The docs say: {quote_prose(fact, inquiry.reading.concepts)}"), fact)
            return True
    return False
