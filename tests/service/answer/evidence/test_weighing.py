"""Weighing rows and sentences gives what the strengths of their parts come to, however often a part is met."""

from __future__ import annotations

from index.model import Citation, Fact, FactKind, Named, Place, Span, Value
from service.answer.evidence.matching import CELL_BONUS, IN_CONTEXT, IN_OTHER_VALUE, IN_OWN_VALUE, NAME_SHARE, Row
from service.answer.evidence.weighing import Weigher
from service.answer.question.language import Alternative, get_language
from service.answer.question.reading import Concept
from service.answer.question.spelling import LikeNames
from service.answer.question.termset import get_term_set


def make_concept(*alternatives: Alternative) -> Concept:
    return Concept(" ".join(alternatives[0].terms), alternatives, 1.0, True, True, 0, 1)


def make_cell(number: int, entity: str, raw: str, heading: str = "") -> Fact:
    place = Place(Span(number, number + 1, 1, 1, (heading,) if heading else ()), raw)
    citation = Citation("docs", "page", "", "v1", None, None, "", place)
    entity_named, speed = Named(entity, entity), Named("speed", "Speed")
    return Fact(number, "docs", entity_named, speed, Value(raw), FactKind.CELL, "v1", "v1", citation)


SPEED = make_concept(Alternative(("speed",), 1.0))
FAST = make_concept(Alternative(("fast",), 1.0), Alternative(("high", "rate"), 0.5))
NAMES = (get_term_set("Speed"),)


def test_a_row_is_met_by_name_own_value_and_that_of_others() -> None:
    weigher = Weigher((SPEED, FAST))
    cells = (make_cell(1, "bolt", "fast"), make_cell(2, "nut", "slow"))
    row = Row("page", Named("speed", "Speed"), cells)
    bonus = NAME_SHARE + CELL_BONUS
    for _ in range(2):
        own = weigher.weigh_row(row, cells[:1], NAMES)
        assert (own.named, own.valued, own.missing) == ((SPEED,), (FAST,), ())
        assert own.score == (1 + IN_OWN_VALUE) / 2 + bonus
        assert weigher.weigh_row(row, cells[1:], NAMES).score == (1 + IN_OTHER_VALUE) / 2 + bonus


def test_the_heading_stands_before_the_value_of_another_thing() -> None:
    cells = (make_cell(1, "bolt", "slow", "Fast ones"), make_cell(2, "nut", "fast"))
    found = Weigher((FAST,)).weigh_row(Row("page", Named("speed", "Speed"), cells), cells[:1], NAMES)
    assert (found.placed, found.score) == ((FAST,), IN_CONTEXT + CELL_BONUS)


def test_words_that_the_question_does_not_use_must_stand_together() -> None:
    weigher = Weigher((FAST,))
    beside, apart = (make_cell(1, "bolt", text) for text in ("a high rate", "the rate is high"))
    assert weigher.weigh_prose(beside).valued == (FAST,)
    assert weigher.weigh_prose(apart).missing == (FAST,)
    assert weigher.is_met(beside) and not weigher.is_met(apart)


def test_cues_are_found_where_they_stand_phrase_by_phrase() -> None:
    language = get_language()
    words = "how often can it change and which one can change".split()
    for name, phrases in language.cues.items():
        wanted = [
            (at, at + len(phrase))
            for phrase in phrases
            for at in range(len(words))
            if tuple(words[at : at + len(phrase)]) == phrase
        ]
        assert list(language.iter_cues(name, words)) == wanted
        assert language.has_cue(name, words) == bool(wanted)


def test_names_like_a_text_are_found_among_many() -> None:
    names = LikeNames(["worker threads", *(f"plan {number}" for number in range(2_000))])
    assert "worker threads" in names.find("worker thread")
    found = names.find("plan 77")
    assert "plan 77" in found and found == sorted(found) and len(found) < 500
