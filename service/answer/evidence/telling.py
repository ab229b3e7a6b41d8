"""Which of the cells of a row are told, where the question asks for some of them without naming their things."""

from __future__ import annotations

from collections.abc import Sequence

from ..question.amounts import Bound, get_amount, meets
from ..question.language import get_language
from ..question.termset import get_term_set
from ..question.wordforms import get_singulars, get_words
from .enough import get_ties
from .finding import Finding
from .inquiry import Inquiry
from .judging import Verdict
from .matching import Match, get_strength, get_value_terms


def keep_telling(match: Match, found: Sequence[Finding]) -> list[Finding]:
    """All findings of a property that the question names; of one that it meets in values only, those that hold them."""
    if any(concept.required for concept in match.named) or not match.items:
        return list(found)
    holding = [finding for finding in found if finding.verdict in (Verdict.SAID, Verdict.YES, Verdict.PARTIAL)]
    stated = [finding for finding in found if finding.verdict is not Verdict.UNSTATED]
    return holding or stated or _keep_fullest(match, found)


def _keep_fullest(match: Match, found: Sequence[Finding]) -> list[Finding]:
    """The one finding whose value holds most of what is looked for in values, if that is more than a single word."""
    counts = [
        sum(get_strength(item, get_value_terms(finding.facts[0])) > 0 for item in match.items) for finding in found
    ]
    most = max(counts, default=0)
    return [found[counts.index(most)]] if most > 1 and counts.count(most) == 1 else []


def keep_within(inquiry: Inquiry, found: Sequence[Finding]) -> list[Finding]:
    """The findings without what lies outside the bound of a question that asks no yes or no, or tells no amount."""
    bound = inquiry.reading.bound
    if bound is None or bound.bound is Bound.EXACTLY or inquiry.reading.is_yes_no:
        return list(found)
    measured = (f for f in found if f.is_cell or get_amount(f.facts[0].value))
    return [finding for finding in measured if not finding.is_cell or meets(finding.facts[0], bound) is not False]


def drop_beside(inquiry: Inquiry, match: Match, found: Sequence[Finding]) -> list[Finding]:
    """The findings, but bare values to a yes or no of which words are passed over: they may be beside the point."""
    bare = all(finding.verdict is Verdict.VALUE for finding in found)
    return [] if inquiry.reading.is_yes_no and match.passed and bare else list(found)


def keep_of_default(inquiry: Inquiry, found: Sequence[Finding]) -> list[Finding]:
    """Where nothing but "default" must be met, the defaults of those things whose names hold most of the other words.

    None where no name has any of them: everything has a default.
    """
    concepts, language = inquiry.reading.concepts, get_language()
    required = [concept for concept in concepts if concept.required]
    if not required or not all(concept.asks_default for concept in required):
        return list(found)
    nouns = [c for c in concepts if not c.required and not language.is_light(c.text.casefold().split()[0])]
    nouns = [c for c in nouns if not c.text.casefold().startswith("how ")]
    counts = [sum(get_strength(c, get_term_set(f.facts[0].entity.name)) > 0 for c in nouns) for f in found]
    most = max(counts, default=0)
    return [f for f, count in zip(found, counts, strict=True) if count == most] if most or not nouns else []


def keep_placed(inquiry: Inquiry, match: Match) -> tuple[str, ...]:
    """The things of a row that the question names in passing, where only their names explain some of its words.

    None where no name has all of these words.
    """
    row = match.row
    if row is None:
        return ()
    names = {id: get_term_set(inquiry.get_named(id).name) for id in row.entities if not _is_denied(inquiry, id)}
    whole = [id for id in names if _is_whole(inquiry, id, match)]
    if len(whole) == 1:
        return tuple(whole)
    placed = [concept for concept in match.placed if concept.required]
    telling = [c for c in placed if any(get_strength(c, terms) > 0 for terms in names.values())]
    return tuple(id for id, terms in names.items() if all(get_strength(c, terms) > 0 for c in telling))


def _is_whole(inquiry: Inquiry, entity: str, match: Match) -> bool:
    """Whether a light word that a row explains by nothing but the names of its things is the whole name of one."""
    name = get_singulars(inquiry.get_named(entity).name)
    return any(get_singulars(concept.text) == name for concept in match.placed if not concept.required)


def _is_denied(inquiry: Inquiry, entity: str) -> bool:
    """Whether a thing's name denies a word that the question uses ("Not boosted" for "a boosted server")."""
    negations, asked = get_language().negations, set(inquiry.reading.words)
    own = get_words(inquiry.get_named(entity).name)
    at = next((at for at, word in enumerate(own) if word in negations), len(own))
    return not asked & negations and any(word in asked for word in own[at + 1 :])


def drop_same_facts(found: Sequence[Finding]) -> list[Finding]:
    """The findings without those that quote the same sentence for another of the things named."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for finding in found:
        place = finding.facts[0].citation.place
        key = (finding.facts[0].citation.sha256, place.span.start)
        if finding.is_cell or key not in seen:
            kept.append(finding)
        seen.add(key)
    return kept


# Two names of which a question uses such equal shares are equally meant, however much it is.
SAME_SHARE = 1e-6


def names_as_much(match: Match, other: Match) -> bool:
    """Whether a question uses as much of the name of one row as of that of another."""
    return abs(other.name_share - match.name_share) < SAME_SHARE


def keep_same_property(inquiry: Inquiry, found: Sequence[Finding]) -> Sequence[Finding]:
    """Of what is said of the things of one name, that of one property, where tables state it.

    Another one of the same table that the question names by as much of its name is meant as well.
    """
    rows = [finding for finding in found if finding.match.row and finding.whole]
    if not inquiry.reading.is_umbrella or not rows:
        return found
    best = max(rows, key=lambda finding: round(finding.match.score, 6)).match
    ties = get_ties(inquiry, best) if best.named else ()
    return [f for f in rows if _is_row_of(f.match, best) or _is_beside(f.match, best, ties)]


def _is_row_of(match: Match, best: Match) -> bool:
    return bool(match.row and best.row and match.row.attribute.id == best.row.attribute.id)


def _is_beside(match: Match, best: Match, ties: Sequence[str]) -> bool:
    beside = match.row and best.row and match.row.page == best.row.page and match.row.attribute.id in ties
    return bool(beside) and names_as_much(best, match)
