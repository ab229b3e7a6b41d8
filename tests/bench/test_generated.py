"""Questions are generated from cells and changes: the same in every run, and judged by the cells alone."""

from __future__ import annotations

import pytest

from bench.generated import iter_questions
from bench.generated_expected import DECLINED, Expected, Judge, Question
from bench.generated_gold import Cell, GoldFacts, get_key
from index.model import Named, Value, Version
from service.answer.model import Answer, Claim, Intent, Status

ROWS = {
    "Ringo": {"Weight": "3 kg", "Alarm": "✅", "Colours": "red, blue"},
    "Tango": {"Weight": "5 kg", "Alarm": "❌", "Colours": "green, blue"},
    "Mambo": {"Weight": "4 kg", "Alarm": "✅", "Colours": "black, grey"},
    "Polka": {"Needle": "steel"},
}
OLDER = {"Ringo": {"Weight": "3 kg"}, "Samba": {"Weight": "5 kg"}}
CHANGES = [{"kind": "entity_renamed", "entity": "Tango", "previous": "Samba"}]


def make_facts() -> GoldFacts:
    """A set of locks, one of which had another name."""
    cells = {
        version: {
            (get_key(entity), get_key(attribute)): Cell(version, entity, attribute, value)
            for entity, row in rows.items()
            for attribute, value in row.items()
        }
        for version, rows in (("v1", OLDER), ("v2", ROWS))
    }
    return GoldFacts("open/locks", ["v1", "v2"], cells, list(CHANGES), {}, ["ringo weighs little", "| polka | steel"])


def ask(kind: str) -> list[Question]:
    """All questions of a kind."""
    return [question for question in iter_questions(make_facts(), most=99) if question.kind == kind]


def answer(text: str, *claims: tuple[str, str, str], status: Status = Status.ANSWERED) -> Answer:
    """An answer of v2 with claims by entity, attribute and value."""
    made = (
        Claim(f"{entity} – {attribute}: {raw}.", (1,), Named("e", entity), Named("a", attribute), Value(raw))
        for entity, attribute, raw in claims
    )
    return Answer("?", Version("locks", "v2", 1), status, Intent.LOOKUP, text, tuple(made))


def test_the_same_questions_are_drawn_in_every_run() -> None:
    first = list(iter_questions(make_facts()))
    assert first == list(iter_questions(make_facts()))
    assert len({question.ask for question in first}) > len({question.kind for question in first}) > 15


@pytest.mark.parametrize(
    ("kind", "holders"),
    [
        ("which, support", {"Ringo", "Mambo"}),
        ("which, lack", {"Tango"}),
        ("superlative, most", {"Tango"}),
        ("superlative, least", {"Ringo"}),
    ],
)
def test_choices_follow_from_the_cells(kind: str, holders: set[str]) -> None:
    assert {cell.entity for question in ask(kind) for cell in question.expected.cells} == holders


def test_verdicts_follow_from_the_cells() -> None:
    verdicts = {(q.expected.cells[0].entity, q.expected.verdict) for q in ask("support")}
    assert verdicts == {("Ringo", "yes"), ("Tango", "no"), ("Mambo", "yes")}
    denied = {(q.expected.cells[0].entity, q.expected.verdict) for q in ask("confirm, false")}
    assert denied >= {("Ringo", "no"), ("Tango", "no")}


def test_lists_are_asked_for_what_they_hold_and_lack() -> None:
    assert all(question.expected.verdict == "yes" for question in ask("list, present"))
    lacking = {question.expected.cells[0].entity: question.ask for question in ask("list, absent")}
    assert "blue" not in lacking["Ringo"] and "red" not in lacking["Ringo"]


def test_what_no_table_has_together_must_be_declined() -> None:
    gaps = {question.ask for question in ask("absent, gap")}
    assert any("Polka" in text and "eight" in text for text in gaps)
    assert not any("Ringo" in text and "lour" in text for text in gaps), "one table has both"
    assert all(question.expected.statuses == DECLINED for question in ask("absent, attribute"))


def test_names_of_old_are_asked_for() -> None:
    assert [(q.ask.count("Tango"), q.expected.texts) for q in ask("former name")] == [(1, ("Samba",))]
    assert all("Tango" not in q.ask and "Samba" not in q.ask for q in ask("never renamed"))


RINGO = Cell("v2", "Ringo", "Weight", "3 kg")
ALARM = Cell("v2", "Tango", "Alarm", "❌")
SOUND = ("Ringo", "Weight", "3 kg")


@pytest.mark.parametrize(
    ("expected", "given", "fault"),
    [
        (Expected(cells=(RINGO,)), answer("3 kg", SOUND), ""),
        (Expected(cells=(RINGO,)), answer("5 kg", ("Tango", "Weight", "5 kg")), "does not tell Ringo"),
        (Expected(cells=(RINGO,)), answer("3 kg", SOUND, ("Mambo", "Weight", "4 kg")), "tells 'Mambo"),
        (Expected(cells=(RINGO,)), answer("", status=Status.NOT_DOCUMENTED), "status not_documented"),
        (Expected(verdict="no", cells=(ALARM,)), answer("No. Tango.", ("Tango", "Alarm", "❌")), ""),
        (Expected(verdict="no", cells=(ALARM,)), answer("Yes. Tango.", ("Tango", "Alarm", "❌")), "begin with no"),
        (Expected(verdict="no"), answer("The docs list red; blue is not among them."), ""),
        (Expected(texts=("3 kg",)), answer("It was 13 kg."), "lacks '3 kg'"),
        (Expected(DECLINED), answer("3 kg", SOUND), "status answered"),
        (Expected(DECLINED), answer("", status=Status.NOT_DOCUMENTED), ""),
        (Expected(DECLINED), answer("The docs of 3 no longer speak of Samba."), ""),
    ],
)
def test_answers_are_judged_by_what_they_tell(expected: Expected, given: Answer, fault: str) -> None:
    faults = list(Judge(make_facts(), "v2").iter_faults(expected, given))
    assert fault in faults[0] if fault else not faults
