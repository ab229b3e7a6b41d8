"""Questions of the form "which one …": the things for which the docs say yes, or no, or the most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.model import Fact
from index.terms import get_terms

from ..draft.compose import Draft
from ..draft.wording import finish, get_plain, get_told, join_names, quote_prose, tell_value
from ..evidence.conditions import find_excepted, find_meeting, find_rows_beside, holds_any, is_listing
from ..evidence.enough import holds_names, is_enough_prose
from ..evidence.figures import fits_period
from ..evidence.finding import Finding, is_negative, is_positive, is_said_of_clause, judge_prose, judge_row
from ..evidence.fitting import OFTEN, fits_bound, fits_question_word
from ..evidence.inquiry import Inquiry
from ..evidence.judging import Verdict, is_description
from ..evidence.kinship import fits_graded, is_of_class
from ..evidence.makers import keep_of_maker
from ..evidence.matching import Match, Row, get_strength, get_value_terms
from ..evidence.parts import get_parts
from ..evidence.ranking import get_superlative, get_words_outside_phrases, lacks_measures, ranks
from ..question.amounts import Amount, Bound, Bounded, are_comparable, get_amount, get_measure, meets
from ..question.language import get_language
from ..question.reading import Concept, Reading
from ..question.termset import get_term_set
from .columns import answer_by_columns
from .lookup import MOST_TOLD, get_best_rows, tell_finding

# The things for which the docs say no are named as well when they are so few.
MOST_OTHERS_TOLD = 3


def answer_which(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the docs single out some of the things that they compare."""
    if not inquiry.reading.concepts:
        return False
    if answer_by_columns(inquiry, draft) or answer_by_amount(inquiry, draft) or _answer_by_rows(inquiry, draft):
        return True
    return answer_which_in_words(inquiry, draft) or _answer_by_cover(inquiry, draft)


def _get_candidates(inquiry: Inquiry, match: Match, row: Row) -> tuple[str, ...]:
    """The row's entities, or those of them among which the question asks to choose."""
    asked = set(inquiry.reading.entities)
    among = tuple(entity for entity in row.entities if entity in asked) if len(asked) > 1 else row.entities
    if len(among) < 2:
        # A word in lower case that covers several things may be their class only.
        told = among and any(mention.strong for mention in inquiry.reading.mentions)
        return row.entities if inquiry.reading.is_umbrella and not told else among
    return keep_of_maker(inquiry, row, among, (*match.named, *match.valued))


def _answer_by_rows(inquiry: Inquiry, draft: Draft) -> bool:
    for match in get_best_rows(inquiry):
        if match.row and fits_graded(inquiry, match) and not lacks_measures(inquiry.reading, match):
            unwanted = _find_unwanted(inquiry, match)
            wanted = replace(match, valued=tuple(c for c in match.valued if c not in unwanted))
            cells = (match.row.get_cells(entity) for entity in _get_candidates(inquiry, match, match.row))
            found = [judge_row(inquiry, wanted, own) for own in cells if not holds_any(own[0], unwanted)]
            if not any(is_said_of_clause(finding) for finding in found):
                _tell_choice(inquiry, draft, found, negated=is_negated(inquiry) and not unwanted)
    return bool(draft)


def _tell_choice(inquiry: Inquiry, draft: Draft, found: Sequence[Finding], *, negated: bool) -> None:
    """States those that fit, then, where they are few, that the others do not."""
    fitting = [
        f for f in found if (is_negative(f.verdict) if negated else is_positive(f.verdict) or f.verdict is Verdict.SAID)
    ]
    others = [f for f in found if f not in fitting and f.verdict is not Verdict.UNSTATED]
    if any(f.verdict is Verdict.VALUE for f in found) and not fitting:
        if negated and inquiry.reading.required:
            draft.say("None that the docs name.")
        fitting, others = [finding for finding in found if finding.verdict is Verdict.VALUE], []
    if not fitting and others and not _denies_all(others):
        return
    if not fitting and others:
        none = "None, by the docs." if len(others) == len(found) else "None that the docs name."
        draft.say("No." if inquiry.reading.is_yes_no and len(others) == 1 else none)
        fitting, others = others, []
    if (
        inquiry.reading.is_yes_no
        and fitting
        and not draft
        and any(is_positive(f.verdict) or f.verdict is Verdict.SAID for f in fitting)
    ):
        draft.say("No, not all." if negated else "Yes.")
    for finding in fitting[:MOST_TOLD]:
        tell_finding(draft, finding)
    if len(others) <= MOST_OTHERS_TOLD and fitting:
        for finding in others:
            if not is_description(finding.facts[0]):
                _tell_other(draft, finding)


def _find_unwanted(inquiry: Inquiry, match: Match) -> Sequence[Concept]:
    """What is said in place of a plain yes under the property asked for, and not wanted ("without being invited")."""
    denied = [concept for concept in inquiry.reading.concepts if concept.negated]
    asked = [concept for concept in match.named if concept.required and not concept.negated]
    marked = any(cell.value.support for cell in match.facts)
    return denied if denied and asked and marked and set(denied) <= set(match.valued) else ()


def _tell_others(draft: Draft, others: Sequence[Finding]) -> None:
    for finding in others:
        _tell_other(draft, finding)


def _denies_all(others: Sequence[Finding]) -> bool:
    """Whether the docs say no in so many words, or lists under the property that is asked about lack the item."""
    denials = (Verdict.NO, Verdict.PLANNED, Verdict.NOT_APPLICABLE)
    said = any(finding.verdict in denials for finding in others)
    return said or any(concept.required for concept in others[0].match.named)


def _tell_other(draft: Draft, finding: Finding) -> None:
    """Says of a thing that it is not meant, in words that cannot be mistaken."""
    cell = finding.facts[0]
    name = draft.get_name(cell.entity)
    if finding.verdict is Verdict.NOT_LISTED:
        text = f"Not listed for {name}, where the docs name {get_told(cell.value.raw)}."
    elif finding.verdict in (Verdict.PLANNED, Verdict.NOT_APPLICABLE):
        text = finish(f"{name}: {tell_value(cell)}")
    else:
        text = f"For {name} the docs say: {tell_value(cell)}."
    draft.state_fact(text, cell)


def is_negated(inquiry: Inquiry) -> bool:
    """Whether the question asks for the things that do not."""
    words = get_words_outside_phrases(inquiry.reading)
    language = get_language()
    return any(word in ("not", "never") or word in language.lacking for word in words) or "no" in words


# Most, least, more than


def answer_by_amount(inquiry: Inquiry, draft: Draft) -> bool:
    """Answers superlatives and bounds from a row of amounts."""
    reading = inquiry.reading
    bound = reading.bound
    high, low = get_superlative(reading)
    excepted = find_excepted(inquiry)
    denied = (is_negated(inquiry) and not excepted) or _asks_ability(reading)
    if not (bound or high or low) or (not bound and denied):
        return False
    for match in sorted(inquiry.row_matches, key=lambda match: _get_order(match, high, low)):
        row = match.row
        cells = [row.get_cells(entity)[0] for entity in _get_candidates(inquiry, match, row)] if row else []
        measured = (
            (cell, get_measure(cell.value)) for cell in cells if not (is_listing(cell) or holds_any(cell, excepted))
        )
        pairs = [(cell, amount) for cell, amount in measured if amount]
        rest = find_meeting(inquiry, match, _get_left(match))
        if (
            len(pairs) < 2
            or not are_comparable([amount for _, amount in pairs])
            or not ((_is_amount_row(inquiry, match) or rest) and holds_names(inquiry, match))
            or not fits_period(inquiry, match)
            or not fits_bound(inquiry, match)
            or not (fits_question_word(inquiry, match) and fits_graded(inquiry, match))
        ):
            continue
        pairs = _drop_free(inquiry, _keep_holding(match, pairs))
        pairs = [(cell, amount) for cell, amount in pairs if not rest or cell.entity.id in rest]
        if bound:
            fitting = [cell for cell, _ in pairs if bool(meets(cell, bound)) is not is_negated(inquiry)]
            fitting = _keep_equal(inquiry, bound, fitting)
            return _tell_ranked(inquiry, draft, match, fitting) or _tell_bounded(draft, fitting, cells)
        shortens = _shortens(reading, [amount for _, amount in pairs])
        return _tell_extreme(draft, pairs, rest, highest=(high and not low) is not shortens)
    return False


def _tell_ranked(inquiry: Inquiry, draft: Draft, match: Match, fitting: Sequence[Fact]) -> bool:
    """Tells of the things that meet a bound the one with the most or least of another property, if that is asked."""
    meeting = {cell.entity.id: Finding(Verdict.VALUE, (cell,), match) for cell in fitting}
    for other in find_rows_beside(inquiry, match, list(meeting)):
        asked = [c for c in other.named if c.required and _is_superlative(c.text) and c not in match.named]
        if not asked or not other.row:
            continue
        cells = [cell for cell in other.row.cells if cell.entity.id in meeting and not is_listing(cell)]
        pairs = [(cell, amount) for cell in cells if (amount := get_measure(cell.value))]
        if pairs and are_comparable([amount for _, amount in pairs]):
            lowest = get_language().has_cue("superlative_low", (asked[0].text.casefold(),))
            return _tell_extreme(draft, pairs, meeting, highest=not lowest)
    return False


def _shortens(reading: Reading, amounts: Sequence[Amount]) -> bool:
    """Whether the most of what is asked for is the shortest time: the fastest, or what comes most often."""
    timed = all(amount.dimension in ("seconds", "") for amount in amounts)
    spans = any(amount.dimension == "seconds" for amount in amounts)
    return timed and spans and not _OF_PACE.isdisjoint(reading.words)


_OF_PACE = OFTEN | frozenset("fastest faster quickest quicker slowest slower".split())


def _asks_ability(reading: Reading) -> bool:
    """Whether "more" or "bigger" is part of what a yes or no is asked for, not what to choose by."""
    return reading.is_yes_no and not any(word.endswith("est") or word in _EXTREMES for word in reading.words)


_EXTREMES = frozenset({"most", "least", "max", "min", "maximum", "minimum"})


def _get_order(match: Match, high: bool, low: bool) -> tuple[float, bool]:
    """What rows are tried by: the best first, of equals the maximum for the most, the minimum for the least."""
    names = get_term_set(match.row.attribute.name) if match.row else frozenset[str]()
    return -round(match.score, 6), not ((high and names & _MAXIMUM) or (low and names & _MINIMUM))


_MAXIMUM, _MINIMUM = frozenset(get_terms("max maximum")), frozenset(get_terms("min minimum"))


def _drop_free(inquiry: Inquiry, pairs: list[tuple[Fact, Amount]]) -> list[tuple[Fact, Amount]]:
    """The cells without those that cost nothing, where the question asks for what is paid for."""
    if "paid" not in inquiry.reading.words:
        return pairs
    return [(cell, amount) for cell, amount in pairs if amount.number or amount.dimension not in _MONEY] or pairs


_MONEY = frozenset({"$", "€", "£"})


def _keep_holding(match: Match, pairs: list[tuple[Fact, Amount]]) -> list[tuple[Fact, Amount]]:
    """Those of the cells that hold the words which the question looks for in the values, if any do."""
    items = [concept for concept in match.valued if concept.required and not any(c.isdigit() for c in concept.text)]
    holding = [pair for pair in pairs if all(get_strength(item, get_value_terms(pair[0])) > 0 for item in items)]
    return holding or pairs


def _keep_equal(inquiry: Inquiry, bound: Bounded, cells: list[Fact]) -> list[Fact]:
    """The cells that state the very amount of "which has 8 GB", if any do; else all that meet the bound."""
    words = set(inquiry.reading.words)
    if bound.bound is not Bound.AT_LEAST or inquiry.reading.has("at_least") or words & _ALLOWING:
        return cells
    exact = replace(bound, bound=Bound.EXACTLY)
    return [cell for cell in cells if meets(cell, exact)] or cells


# Verbs after which an amount is what is wanted to be possible, and more of it serves as well.
_ALLOWING = frozenset(
    "allow allows let lets can could handle handles accept accepts fit fits permit permits hold take takes need want"
    " support supports enough up".split()
)


def _get_left(match: Match) -> list[Concept]:
    """What a row leaves open of a question, its numbers, units and superlatives aside."""
    return [
        c
        for c in match.missing
        if not any(char.isdigit() for char in c.text)
        and c.text.casefold() not in _UNIT_WORDS
        and not _is_superlative(c.text)
    ]


def _is_amount_row(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row of amounts is what the question is about, numbers and units of the question aside."""
    left = _get_left(match)
    return (
        (any(c.required for c in match.named) or not inquiry.reading.required)
        and bool(match.named)
        and (not left or (match.coverage >= 0.7 and all(c.known for c in left)))
        and bool(inquiry.reading.concepts)
    )


_UNIT_WORDS = frozenset(
    "kb mb gb tb ms seconds second minutes minute hours hour days day month months usd dollars".split()
)


def _is_superlative(word: str) -> bool:
    cues = get_language().cues
    return (word.casefold(),) in (*cues["superlative_high"], *cues["superlative_low"])


def _tell_bounded(draft: Draft, fitting: Sequence[Fact], cells: Sequence[Fact]) -> bool:
    if draft.inquiry.reading.is_yes_no and (len(cells) == 1 or not fitting):
        draft.say("Yes." if fitting else "No.")
    elif not fitting:
        draft.say("None, by the docs.")
    for cell in fitting or cells[:MOST_TOLD]:
        draft.state_fact(
            finish(f"{draft.get_name(cell.entity)} – {get_plain(cell.attribute.name)}: {get_told(cell.value.raw)}"),
            cell,
        )
    return bool(draft)


def _tell_extreme(
    draft: Draft, pairs: Sequence[tuple[Fact, Amount]], rest: Mapping[str, Finding], *, highest: bool
) -> bool:
    """Tells the most or least of some amounts, and of `rest` what the things that have it meet beside."""
    if not pairs:
        return False
    numbers = [amount.number for _, amount in pairs]
    extreme = max(numbers) if highest else min(numbers)
    best = [cell for cell, amount in pairs if amount.number == extreme]
    beside = [cell for cell, amount in pairs if amount.number != extreme]
    for cell in best:
        draft.state_fact(
            finish(f"{draft.get_name(cell.entity)} – {get_plain(cell.attribute.name)}: {get_told(cell.value.raw)}"),
            cell,
        )
        if cell.entity.id in rest:
            tell_finding(draft, rest[cell.entity.id])
    if beside:
        others = "; ".join(f"{cell.entity.name}: {get_told(cell.value.raw)}" for cell in beside[:MOST_TOLD])
        draft.state(finish(f"Beside it, {others}"), beside[:MOST_TOLD], None, beside[0].attribute)
    return bool(draft)


# Sentences, and several needs at once


def answer_which_in_words(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether sentences single out some of the things of which the question asks which."""
    asked = set(inquiry.reading.entities)
    whole = [
        m
        for m in inquiry.prose_matches
        if not m.missing
        and is_enough_prose(inquiry, m, ())
        and (not asked or m.facts[0].entity.id in asked)
        and ranks(inquiry.reading, m.facts[0])
        and is_of_class(inquiry, m.facts[0])
    ]
    findings: dict[str, Finding] = {}
    for match in whole:
        finding = judge_prose(match)
        if is_negative(finding.verdict) if is_negated(inquiry) else is_positive(finding.verdict):
            findings.setdefault(match.facts[0].entity.id, finding)
    best = max((finding.match.score for finding in findings.values()), default=0.0)
    for finding in list(findings.values())[:MOST_TOLD]:
        if finding.match.score >= best - 0.1:
            fact = finding.facts[0]
            draft.state_fact(
                finish(f"{draft.get_name(fact.entity)}: {quote_prose(fact, inquiry.reading.concepts)}"), fact
            )
    return bool(draft)


def _answer_by_cover(inquiry: Inquiry, draft: Draft) -> bool:
    """Finds the things that meet every one of several needs."""
    parts = get_parts(inquiry)
    if not parts:
        return False
    met: dict[str, list[Finding]] = defaultdict(list)
    others: list[Finding] = []
    for part in parts:
        refused = all(concept.negated for concept in part.items) and bool(part.items)
        for entity in part.row.entities if part.row else (part.facts[0].entity.id,):
            finding = judge_row(inquiry, part, part.row.get_cells(entity)) if part.row else judge_prose(part)
            others += [finding] if part.row and entity in inquiry.reading.entities else []
            meets_part = is_positive(finding.verdict) or finding.verdict in (Verdict.VALUE, Verdict.SAID)
            if is_negative(finding.verdict) if refused else meets_part:
                met[entity].append(finding)
    asked = set(inquiry.reading.entities)
    fitting = [
        entity for entity, findings in met.items() if len(findings) == len(parts) and (not asked or entity in asked)
    ]
    if not fitting:
        draft.say("The docs name none that has all of that.")
        for findings in list(met.values())[:MOST_OTHERS_TOLD]:
            tell_finding(draft, findings[0])
        return bool(draft)
    fitting = _get_extreme(inquiry, parts, fitting)
    draft.say(join_names([inquiry.get_named(entity).name for entity in fitting[:MOST_TOLD]]) + ".")
    for entity in fitting[:MOST_TOLD]:
        for finding in met[entity]:
            tell_finding(draft, finding)
    unmet = [f for f in others if f.facts[0].entity.id not in fitting and is_negative(f.verdict)]
    _tell_others(draft, unmet if len(asked) <= MOST_OTHERS_TOLD else ())
    return bool(draft)


def _get_extreme(inquiry: Inquiry, parts: Sequence[Match], fitting: list[str]) -> list[str]:
    """Of the things that meet the needs those with the most, or the least, where the question asks for that."""
    high, low = get_superlative(inquiry.reading)
    for part in parts:
        amounts = {entity: get_amount(part.row.get_cells(entity)[0].value) for entity in fitting} if part.row else {}
        numbers = {entity: amount.number for entity, amount in amounts.items() if amount}
        if (high or low) and len(numbers) == len(fitting) and are_comparable([a for a in amounts.values() if a]):
            lowest = low is not _shortens(inquiry.reading, [a for a in amounts.values() if a])
            wanted = min(numbers.values()) if lowest else max(numbers.values())
            return [entity for entity in fitting if numbers[entity] == wanted]
    return fitting
