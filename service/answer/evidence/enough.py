"""Whether a row or a sentence explains enough of a question to answer it."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Fact, FactKind

from ..question.intents import asks_change
from ..question.reading import Concept
from ..question.termset import get_term_set
from .fitting import (
    fits_bound,
    fits_denial,
    fits_direction,
    fits_free,
    fits_mark,
    fits_question_word,
    fits_superlative,
    fits_unit,
    has_counted,
    holds_class,
    is_measure,
    lacks_by_name,
)
from .grouping import is_grouped_under
from .inquiry import Inquiry
from .kinship import tells_of_what
from .matching import Match, get_name_share, get_strength, is_extreme
from .neighbouring import fits_own_column
from .ranking import meets_words_of_names, ranks

# The numbers below were tried on 575 questions over 12 docsets; what is said of one is what other values did to these.
# A row that leaves part of the question open still answers when it explains this share of it and the rest is said of
# the same thing elsewhere. From 0.5 to 0.8 nothing changed; the middle is kept.
ENOUGH_OF_ROW = 0.7
# A sentence may leave more open when the question is a paraphrase; no verdict is given on it then, only the quote.
# From 0.35 to 0.7, and from 0.5 to 0.9 for a value, nothing changed.
ENOUGH_OF_SENTENCE = 0.5
ENOUGH_OF_SENTENCE_FOR_VALUE = 0.75
# A question of light words alone ("what software does X run") must be met by this share of them: at 0.3 one more
# was answered wrongly, at 0.8 three right answers were lost.
ENOUGH_OF_LIGHT_WORDS = 0.5
# … and use this share of the property's name: "queue" alone does not ask for "Non-durable queues". At 0.8 three
# right answers were lost.
ENOUGH_OF_NAME = 0.5
# Properties whose scores are so near each other are equally meant; with more than so many of them, none is. At 1
# one right answer was lost; the distance may be anything up to 0.1.
TIE = 0.03
MOST_TIED = 2
# A question that uses so much of a property's name means it: two of three words. From 0.5 to 0.9 nothing changed.
CLEAR_NAME = 0.66


def is_enough(inquiry: Inquiry, match: Match, entities: Sequence[str]) -> bool:
    """Whether a row explains enough of the question to answer it."""
    concepts = inquiry.reading.concepts
    if not all(fits(inquiry, match) for fits in _FITTING):
        return False
    if not inquiry.reading.required:
        return _is_enough_of_light_words(inquiry, match)
    if not any(concept.required for concept in (*match.named, *match.valued)):
        return _is_placed(match, concepts) and not _is_beside(inquiry, match)
    if _is_loose(inquiry, match) or (inquiry.reading.is_yes_no and _is_beside(inquiry, match)):
        return False
    return not match.missing or lacks_by_name(inquiry, match) or _is_rest_said(inquiry, match, entities)


def _is_rest_said(inquiry: Inquiry, match: Match, entities: Sequence[str]) -> bool:
    """Whether what a row leaves open is little, said elsewhere, and no other property."""
    if any(_names_property(inquiry, c) or c.is_number or c.asks_default for c in match.missing):
        return False
    return match.coverage >= ENOUGH_OF_ROW and all(
        _is_said_elsewhere(inquiry, concept, entities) for concept in match.missing
    )


def _is_loose(inquiry: Inquiry, match: Match) -> bool:
    """Whether a yes or no to it would rest on a small part of a property's name, words passed over."""
    enough = CLEAR_NAME if len(match.passed) > 1 else ENOUGH_OF_NAME
    loose = inquiry.reading.is_yes_no and not asks_change(inquiry.reading) and match.name_share < enough
    of_value = bool(match.valued or inquiry.reading.bound or inquiry.reading.asks_history)
    return loose and (bool(match.passed) or (not of_value and all(map(is_measure, match.facts))))


def is_vague(inquiry: Inquiry, match: Match) -> bool:
    """Whether the question's words stand in the names of so many properties that they name none of them."""
    if match.name_share >= CLEAR_NAME or not match.named:
        return False
    return sum(score >= match.score - TIE for score in inquiry.get_rival_scores(match)[: MOST_TIED + 1]) > MOST_TIED


def _is_clear(inquiry: Inquiry, match: Match) -> bool:
    return not is_vague(inquiry, match)


def _is_enough_of_light_words(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row meets a question of light words alone; "how long" and its like must be met themselves."""
    asked = [concept for concept in inquiry.reading.concepts if concept.text.casefold().startswith("how ")]
    if asked:
        counts = all(concept.text.casefold() == "how many" for concept in asked) and match.name_share >= CLEAR_NAME
        own = [cell for cell in match.facts if cell.entity.id in inquiry.reading.entities] or match.facts
        counted = counts and all(is_measure(cell) for cell in own)
        met = all(concept in (*match.named, *match.valued) for concept in asked)
        return (counted or met) and has_counted(inquiry, match) and not _is_met_by_opening(inquiry, match, asked)
    if holds_class(inquiry, match):
        return True
    enough = match.coverage >= ENOUGH_OF_LIGHT_WORDS and match.name_share >= ENOUGH_OF_NAME
    enough = enough and meets_words_of_names(inquiry.reading.concepts, match)
    return enough and bool(match.named or match.valued)


def _is_met_by_opening(inquiry: Inquiry, match: Match, asked: Sequence[Concept]) -> bool:
    """Whether a part of a property's name is met by "how often" alone, and no other word nor name of the question."""
    met = (*match.named, *match.valued, *match.placed)
    named = bool(inquiry.reading.mentions) or match.name_share >= CLEAR_NAME
    return not named and len(asked) < len(inquiry.reading.concepts) and all(concept in asked for concept in met)


def holds_names(inquiry: Inquiry, match: Match) -> bool:
    """Whether names that are taken as values stand in values, and nothing else, light words included, is left open."""
    concepts = inquiry.reading.concepts
    names = [concept for concept in concepts if concept.is_name]
    if not names:
        return True
    explained = {*match.named, *match.valued, *match.placed}
    others = [concept for concept in concepts if not concept.is_name]
    told = any(concept in match.named or concept in match.valued for concept in others)
    held = (name in match.valued or is_grouped_under(match.row, name.text) for name in names)
    return told and all(concept in explained for concept in concepts) and all(held)


# What a row has to fit before it is weighed how much of the question it explains.
_FITTING = (
    *(fits_question_word, _is_clear, fits_bound, fits_superlative),
    *(fits_direction, fits_free, fits_denial, holds_names, fits_own_column, fits_unit, fits_mark),
)


def get_ties(inquiry: Inquiry, match: Match) -> tuple[str, ...]:
    """Ids of the properties that explain the question as well as a row does, by the same words of their names."""
    ties = [
        other.row.attribute.id
        for other in inquiry.row_matches
        if other.row
        and other.named == match.named
        and abs(other.score - match.score) <= TIE
        and fits_bound(inquiry, other)
    ]
    return tuple(dict.fromkeys(ties))


def _is_placed(match: Match, concepts: Sequence[Concept]) -> bool:
    """Whether the page explains all that is required and a light word names the row ("the limit of …")."""
    told = match.name_share >= CLEAR_NAME or not all(map(is_extreme, (c for c in concepts if c.required)))
    return not match.missing and any(not concept.required for concept in match.named) and bool(concepts) and told


def _is_beside(inquiry: Inquiry, match: Match) -> bool:
    """Whether a word that only the header explains names another of its columns, one of marks ("Can be raised")."""
    if _is_marked(match):
        return False
    citation = match.facts[0].citation
    above = get_term_set(" ".join((citation.title, citation.page, *citation.place.span.headings)))
    asked = [concept for concept in match.placed if concept.required and not get_strength(concept, above)]
    near = (m for m in inquiry.row_matches if m.row and m.facts[0].citation.page == citation.page and _is_marked(m))
    return any(concept in other.named for other in near for concept in asked)


def _is_marked(match: Match) -> bool:
    return any(cell.value.support for cell in match.facts)


def _is_said_elsewhere(inquiry: Inquiry, concept: Concept, entities: Sequence[str]) -> bool:
    return concept.known and inquiry.is_in_pool(concept, entities)


def is_enough_prose(inquiry: Inquiry, match: Match, entities: Sequence[str]) -> bool:
    """Whether a sentence explains enough of the question to be quoted."""
    reading = inquiry.reading
    fact = match.facts[0]
    if not holds_names(inquiry, match) or not ranks(reading, fact) or not tells_of_what(inquiry, fact):
        return False
    if not reading.required:
        asked = [concept for concept in reading.concepts if concept.text.casefold().startswith("how ")]
        light = match.coverage >= ENOUGH_OF_LIGHT_WORDS and meets_words_of_names(reading.concepts, match)
        light = light and (_advises(fact) or fact.entity.id in reading.entities or len(match.valued) > 1)
        return light and all(concept in match.valued for concept in asked)
    if not any(concept.required for concept in match.valued):
        return False
    if not match.missing:
        return True
    if any(_names_property(inquiry, concept) or concept.is_number for concept in match.missing):
        return False
    enough = ENOUGH_OF_SENTENCE if reading.is_yes_no else ENOUGH_OF_SENTENCE_FOR_VALUE
    return match.coverage >= enough and all(_is_said_elsewhere(inquiry, concept, entities) for concept in match.missing)


def _advises(fact: Fact) -> bool:
    return fact.kind in (FactKind.RECOMMENDATION, FactKind.USE_CASE)


def _names_property(inquiry: Inquiry, concept: Concept) -> bool:
    """Whether a concept is the name of a property, which a sentence that does not speak of it cannot answer for."""
    return inquiry.decide_once((_names_property, id(concept)), lambda: _is_clear_name(inquiry, concept))


def _is_clear_name(inquiry: Inquiry, concept: Concept) -> bool:
    named = dict.fromkeys(m.row.attribute.id for m in inquiry.row_matches if m.row and concept in m.named)
    names = (terms for id in named for terms in inquiry.lexicon.attribute_terms.get(id, ()))
    return any(get_name_share((concept,), terms) >= CLEAR_NAME for terms in names)
