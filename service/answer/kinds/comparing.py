"""Comparisons: several things by one property, or by everything that the docs set side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from index.model import Fact, FactKind, FactQuery, Named

from ..draft.compose import Draft
from ..draft.wording import finish, get_plain, get_told, quote_prose, tell_value
from ..evidence.enough import CLEAR_NAME, is_enough
from ..evidence.finding import Finding, find_finding
from ..evidence.inquiry import Inquiry
from ..evidence.judging import Verdict
from ..evidence.matching import Match, Row, get_strength
from ..evidence.ranking import ranks
from ..question.amounts import Amount, are_comparable, get_amount
from ..question.reading import Concept
from ..question.termset import get_term_set
from ..question.wordforms import get_singulars
from .lookup import get_best_rows, tell_finding

# A comparison of everything tells at most so many properties; the matrix under /v1/compare has them all.
MOST_ROWS = 40
MOST_COMPARED = 6
# So much of its name makes a property one of several that the question joins, where nothing else is named so.
NEAR_NAME = 0.5
MOST_FACTS = 800


def answer_comparison(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether the things named, or those that the best table compares, could be compared."""
    entities = inquiry.reading.entities[:MOST_COMPARED]
    if inquiry.reading.required and _compare_by_question(inquiry, draft, entities):
        return True
    if inquiry.reading.required and not (_is_soft_only(inquiry) and inquiry.reading.has("compare")):
        return _compare_under_heading(inquiry, draft, entities)
    if inquiry.reading.has("why") and not inquiry.reading.has("compare"):
        return False
    whole = _find_whole_rows(inquiry, entities)
    if len(whole) == 1:
        _say_agreement(inquiry, draft, whole[0], entities)
        _tell_row(draft, whole[0], entities)
        return True
    if len(entities) < 2:
        entities = _get_siblings(inquiry, entities)
    return len(entities) > 1 and _compare_all(inquiry, draft, entities)


def _compare_under_heading(inquiry: Inquiry, draft: Draft, entities: Sequence[str]) -> bool:
    """Compares by the table over which, or over whose page, all stands that the question has beside the names."""
    if not inquiry.reading.has("compare") or len(entities) < 2:
        return False
    rows = [row for row in _get_shared_rows(inquiry, entities) if _explains_around(inquiry, row)]
    if len({row.page for row in rows}) != 1:
        return False
    for row in [row for row in rows if _differs(row, entities)][:MOST_ROWS]:
        draft.break_line()
        draft.say("-")
        _tell_row(draft, row, entities)
    return bool(draft)


def _explains_around(inquiry: Inquiry, row: Row) -> bool:
    """Whether the last heading over a row has a word of the question, and its page the others."""
    first = row.cells[0].citation
    headings = first.place.span.headings[-1:] or (first.title,)
    required = inquiry.reading.required
    own = [c for c in required if any(get_strength(c, get_term_set(heading)) > 0 for heading in headings)]
    said = {c for m in inquiry.prose_matches if m.facts[0].citation.page == row.page for c in (*m.valued, *m.placed)}
    return bool(own) and all(concept in own or concept in said for concept in required)


def _find_whole_rows(inquiry: Inquiry, entities: Sequence[str]) -> list[Row]:
    """The rows whose whole names, of light words alone, stand in the question, one of them where it says by what."""
    words = get_singulars(" ".join(inquiry.reading.words))
    found: dict[str, Row] = {}
    is_asked = False
    for match in inquiry.row_matches:
        if match.row and match.name_share == 1 and len(set(match.row.entities) & set(entities)) > 1:
            run = get_singulars(match.row.attribute.name)
            starts = [at for at in range(len(words)) if words[at : at + len(run)] == run and not _heads(words, at)]
            is_asked |= any(words[max(0, at - 1) : at] in _BY or at + len(run) == len(words) for at in starts)
            found.update({match.row.attribute.id: match.row} if starts else {})
    return list(found.values()) if is_asked else []


def _heads(words: Sequence[str], at: int) -> bool:
    """Whether the words before a place make what stands there the class of a table's things ("the list of drivers")."""
    return tuple(words[max(0, at - 2) : at]) in _TABLE_OF


_TABLE_OF = (("list", "of"), ("table", "of"), ("overview", "of"), ("comparison", "of"))
# Words behind which a question says by what it compares.
_BY = tuple(get_singulars(word) for word in ("in", "on", "by", "for", "of", "about", "regarding", "does", "do", "the"))


def _is_soft_only(inquiry: Inquiry) -> bool:
    """Whether every required word is one that names or headings of the things explain anyway."""
    return all(concept.known and _is_in_names(inquiry, concept.terms) for concept in inquiry.reading.required)


def _is_in_names(inquiry: Inquiry, terms: Sequence[str]) -> bool:
    return all(term in inquiry.lexicon.words for term in terms)


def _compare_by_question(inquiry: Inquiry, draft: Draft, entities: Sequence[str]) -> bool:
    """Compares by the property that the question names."""
    if not entities:
        rows = get_best_rows(inquiry)
        entities = rows[0].row.entities[:MOST_COMPARED] if rows and rows[0].row else ()
    shared = _find_shared_row(inquiry, entities)
    if shared:
        _say_agreement(inquiry, draft, shared, entities)
        _tell_row(draft, shared, entities)
        for row in _find_other_rows(inquiry, shared, entities):
            draft.break_line()
            _tell_row(draft, row, entities)
        return bool(draft)
    found: list[Finding | None] = [*_find_several_properties(inquiry, entities)]
    found = found or [find_finding(inquiry, entity) for entity in entities]
    if len(entities) > 1 and inquiry.reading.has("compare"):
        found = [each for each in found if each and not (each.is_cell and not _is_asked_by(each.match))]
    telling = [each for each in found if each and each.verdict not in (Verdict.NOT_LISTED, Verdict.UNSTATED)]
    if not inquiry.reading.is_yes_no and not telling:
        return False
    for finding in found:
        if (
            finding
            and finding.verdict is not Verdict.UNSTATED
            and (finding.is_cell or ranks(inquiry.reading, finding.facts[0]))
        ):
            tell_finding(draft, finding)
    return bool(draft)


def _find_several_properties(inquiry: Inquiry, entities: Sequence[str]) -> list[Finding]:
    """What the docs say of one thing under each of several properties that the question names whole ("A vs B of X")."""
    rows = {
        match.row.attribute.id: match
        for match in inquiry.row_matches
        if match.row and match.name_share == 1 and len(entities) == 1 and match.row.get_cells(entities[0])
    }
    named = {concept for match in rows.values() for concept in match.named}
    if len(rows) < 2 or not named.issuperset(inquiry.reading.required):
        return []
    cells = [(match, match.row.get_cells(entities[0])) for match in rows.values() if match.row]
    return [Finding(Verdict.VALUE, each, match) for match, each in cells]


def _find_shared_row(inquiry: Inquiry, entities: Sequence[str]) -> Row | None:
    """The best row that has a cell for each of the things, or at least for two."""
    fitting = [m.row for m in inquiry.row_matches if m.row and _is_asked_by(m) and is_enough(inquiry, m, entities)]
    ranked = sorted(enumerate(fitting), key=lambda pair: (-len(set(pair[1].entities) & set(entities)), pair[0]))
    best = ranked[0][1] if ranked else None
    return best if best and len(set(best.entities) & set(entities)) > 1 else None


def _is_asked_by(match: Match) -> bool:
    """Whether a word that an answer must explain stands in a row, or light ones that are most of its name."""
    telling = any(concept.required for concept in (*match.named, *match.valued))
    return telling or match.name_share >= CLEAR_NAME


def _find_other_rows(inquiry: Inquiry, first: Row, entities: Sequence[str]) -> list[Row]:
    """The other rows of the table that the question names whole, where it joins properties ("image and hosts")."""
    named = [m for m in inquiry.row_matches if m.row and any(c.required for c in m.named)]
    rows = [m for m in named if m.name_share >= CLEAR_NAME or (m.name_share >= NEAR_NAME and _is_alone(m, named))]
    own = next((m.named for m in rows if m.row is first), ())
    told: set[Concept] = set(own)
    others: list[Row] = []
    for match in rows:
        new = {concept for concept in match.named if concept.required} - told
        if match.row and match.row.page == first.page and new and len(set(match.row.entities) & set(entities)) > 1:
            told |= new
            others.append(match.row)
    return others if own else []


def _is_alone(match: Match, rows: Sequence[Match]) -> bool:
    """Whether no other row of the page is named by the words that name a row."""
    page = match.row.page if match.row else ""
    return not any(
        other is not match and other.row and other.row.page == page and set(other.named) & set(match.named)
        for other in rows
    )


def _say_agreement(inquiry: Inquiry, draft: Draft, row: Row, entities: Sequence[str]) -> None:
    """Says first whether they differ, where that was the question."""
    if inquiry.reading.has("why") and _has_more(inquiry, row, entities) is False:
        draft.say("It is not so, by the docs.")
    if not inquiry.reading.is_yes_no:
        return
    if _say_more(inquiry, draft, row, entities):
        return
    asked_same = bool({"same", "both", "identical", "equal", "equally", "too"} & set(inquiry.reading.words))
    asked_different = inquiry.reading.has("compare") and not asked_same
    agree = not _differs(row, entities)
    if "both" in inquiry.reading.words:
        _say_both(draft, row, entities)
    elif asked_same:
        draft.say("Yes." if agree else "No.")
    elif asked_different:
        draft.say("No, they agree." if agree else "Yes, they differ.")


def _say_more(inquiry: Inquiry, draft: Draft, row: Row, entities: Sequence[str]) -> bool:
    """Says whether the first thing has more, or less, than the second, where that was the question."""
    more = _has_more(inquiry, row, entities)
    if more is not None:
        same = len({amount.number for amount in _get_amounts(row, entities)}) == 1
        draft.say("Yes." if more else "No, the same." if same else "No.")
    return more is not None


def _has_more(inquiry: Inquiry, row: Row, entities: Sequence[str]) -> bool | None:
    """Whether the first thing has more, or less, than the second as the question has it; None where that is open."""
    high, low = inquiry.reading.has("superlative_high"), inquiry.reading.has("superlative_low")
    known = _get_amounts(row, entities)
    if "than" not in inquiry.reading.words or high == low or len(known) != 2 or not are_comparable(known):
        return None
    return known[0].number > known[1].number if high else known[0].number < known[1].number


def _get_amounts(row: Row, entities: Sequence[str]) -> list[Amount]:
    """The amounts of the first two things, as far as a row states them."""
    amounts = [get_amount(cell.value) for entity in entities[:2] for cell in row.get_cells(entity)[:1]]
    return [amount for amount in amounts if amount]


def _say_both(draft: Draft, row: Row, entities: Sequence[str]) -> None:
    supports = [cell.value.support for entity in entities for cell in row.get_cells(entity)[:1]]
    if all(support == "yes" for support in supports):
        draft.say("Yes.")
    elif any(support in ("no", "planned") for support in supports):
        draft.say("No, not both.")


def _tell_row(draft: Draft, row: Row, entities: Sequence[str]) -> None:
    cells = [cell for entity in entities for cell in row.get_cells(entity)]
    draft.say(f"{get_plain(row.attribute.name)}:")
    said: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    # Where one cell is told in words, "Supported" is one of several grades.
    worded = any(cell.value.support is None for cell in cells)
    for cell in cells:
        said[cell.entity.id, _get_key(cell)].append(cell)
    for first, *others in said.values():
        value = get_told(first.value.raw) if worded and first.value.raw[:1].isalpha() else tell_value(first)
        draft.state_fact(finish(f"{draft.get_name(first.entity)} – {value}"), first, *others)
    told = {cell.entity.name for cell in cells}
    missing = dict.fromkeys(inquiry_name(draft, entity) for entity in entities if not row.get_cells(entity))
    for name in missing:
        if name not in told:
            draft.say(f"For {name} the docs do not say.")


def inquiry_name(draft: Draft, entity: str) -> str:
    """The name of an entity in the version asked."""
    return draft.inquiry.get_named(entity).name


def _get_siblings(inquiry: Inquiry, entities: Sequence[str]) -> tuple[str, ...]:
    """The things that the first table of the named one, or the best table, compares."""
    if entities:
        facts = inquiry.get_facts_of(entities[0], (FactKind.CELL,))
        rows = [inquiry.complete(Row(fact.citation.page, fact.attribute, (fact,))) for fact in facts[:3]]
    else:
        rows = (
            [match.row for match in get_best_rows(inquiry) if match.row]
            or _get_placed_rows(inquiry)
            or _get_first_rows(inquiry)
        )
    found = [id for row in rows[:1] for id in row.entities]
    return tuple(dict.fromkeys((*entities, *found)))[:MOST_COMPARED]


def _get_placed_rows(inquiry: Inquiry) -> list[Row]:
    """The rows of the page whose title, headings or names use the question's words."""
    matches = [inquiry.match_row(row) for row in inquiry.rows]
    placed = [match for match in matches if match.placed]
    best = max(placed, key=lambda match: (round(match.score, 6), -match.facts[0].id), default=None)
    return [best.row] if best and best.row else []


def _get_first_rows(inquiry: Inquiry) -> list[Row]:
    """The rows of the only page that compares anything, when there is but one."""
    facts = inquiry.reader.facts(inquiry.version, FactQuery(kinds=(FactKind.CELL,), limit=MOST_FACTS))
    pages = {fact.citation.page for fact in facts}
    if len(pages) != 1 or not facts:
        return []
    return [inquiry.complete(Row(facts[0].citation.page, facts[0].attribute, facts[:1]))]


def _compare_all(inquiry: Inquiry, draft: Draft, entities: Sequence[str]) -> bool:
    """Compares by every property that at least two of the things have: what differs first, then what agrees."""
    rows = _get_shared_rows(inquiry, entities)
    if not rows and sum(bool(_get_descriptions(inquiry, entity)) for entity in entities) < 2:
        return False
    differing = [row for row in rows if _differs(row, entities)]
    agreeing = [row for row in rows if not _differs(row, entities)]
    asked_common = inquiry.reading.has("alike")
    for title, chosen in (
        ("They differ in:", [] if asked_common and agreeing else differing),
        ("They agree in:", agreeing),
    ):
        if chosen:
            draft.say(title)
        for row in chosen[:MOST_ROWS]:
            draft.break_line()
            draft.say("-")
            _tell_row(draft, row, entities)
        draft.break_line()
    if len(rows) < 3:
        _tell_definitions(inquiry, draft, entities)
    return bool(draft)


def _get_shared_rows(inquiry: Inquiry, entities: Sequence[str]) -> list[Row]:
    query = FactQuery(entities=tuple(entities), kinds=(FactKind.CELL,), limit=MOST_FACTS)
    grouped: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in inquiry.reader.facts(inquiry.version, query):
        grouped[fact.citation.page, fact.attribute.id].append(fact)
    rows = [Row(page, cells[0].attribute, tuple(cells)) for (page, _), cells in grouped.items()]
    return _join_equal([row for row in rows if len(row.entities) > 1])


def _join_equal(rows: Sequence[Row]) -> list[Row]:
    """The rows, those of several pages that say the same of the same things as one with the cells of all."""
    joined: dict[tuple[object, ...], Row] = {}
    for row in rows:
        cells = sorted((cell.entity.id, _get_key(cell)) for cell in row.cells)
        key = (row.attribute.name.casefold(), *cells)
        first = joined.get(key)
        joined[key] = replace(first, cells=(*first.cells, *row.cells)) if first else row
    return list(joined.values())


def _differs(row: Row, entities: Sequence[str]) -> bool:
    values = {
        tuple(sorted(_get_key(cell) for cell in row.get_cells(entity))) for entity in entities if row.get_cells(entity)
    }
    return len(values) > 1


def _get_key(cell: Fact) -> str:
    if cell.value.items:
        return "|".join(sorted(item.casefold() for item in cell.value.items)) + f"({cell.value.qualifier or ''})"
    return re.sub(r"[`*_\s]+", " ", cell.value.raw).strip().casefold()


def _tell_definitions(inquiry: Inquiry, draft: Draft, entities: Sequence[str]) -> None:
    """Says what each of them is, and what it is for, when tables say little."""
    for entity in entities:
        for fact in _get_descriptions(inquiry, entity)[:4]:
            draft.break_line()
            _tell_prose(draft, fact, inquiry.get_named(entity))


def _get_descriptions(inquiry: Inquiry, entity: str) -> tuple[Fact, ...]:
    return inquiry.get_facts_of(entity, (FactKind.DEFINITION, FactKind.USE_CASE, FactKind.RECOMMENDATION))


def _tell_prose(draft: Draft, fact: Fact, entity: Named) -> None:
    draft.state_fact(finish(f"The docs say of {draft.get_name(entity)}: {quote_prose(fact)}"), fact)
