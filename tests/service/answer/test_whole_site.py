"""What whole sites bring: tables told twice, words that stand everywhere, names that are none in a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question
from service.answer.question.nameparts import is_cut_off

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "looms.toml") as reader:
        yield reader


def test_equal_rows_of_two_pages_are_told_once(reader: IndexReader) -> None:
    answer = answer_question(reader, "Jacquard vs Dobby")
    assert answer.text.count("Warp control") == 1
    assert {citation.page for citation in answer.citations} == {"looms", "choice"}


def test_what_it_is_comes_before_what_it_uses(reader: IndexReader) -> None:
    claims = answer_question(reader, "What is a Jacquard?").claims
    assert "is a loom" in claims[0].text


def test_rows_of_the_thing_come_before_its_sentences(reader: IndexReader) -> None:
    """Properties of other things do not make the words of a question vague."""
    answer = answer_question(reader, "Does Jacquard support priorities?")
    assert "Warp priority" in answer.text
    assert "Weft priority" in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        # A sentence with the question's words, but without any port.
        ("What port does the panel use?", Status.NOT_DOCUMENTED),
        ("What is the port of the panel?", Status.NOT_DOCUMENTED),
        # A cost that is no price.
        ("How much does a Jacquard cost?", Status.NOT_DOCUMENTED),
        # Two names: a sentence that holds one of them does not tell how they go together.
        ("Can I use a Jacquard with Dobby?", Status.ANSWERED),
        ("Can I use a Jacquard with Heddle?", Status.NOT_DOCUMENTED),
    ],
)
def test_sentences_hold_what_is_asked(reader: IndexReader, question: str, status: Status) -> None:
    answer = answer_question(reader, question)
    assert answer.status is status
    assert "takes time" not in answer.text


@pytest.mark.parametrize("question", ["Does Jacquard support Selvage 2?", "Can a Jacquard support Selvage?"])
def test_numbers_and_articles_name_nothing(reader: IndexReader, question: str) -> None:
    answer = answer_question(reader, question)
    assert {claim.entity.id for claim in answer.claims if claim.entity} <= {"jacquard", "selvage"}


def test_tables_and_pages_may_differ_in_the_plural(reader: IndexReader) -> None:
    """The page speaks of treadles, the table has a column for the treadle."""
    answer = answer_question(reader, "Do treadles need oiling?")
    assert answer.text.startswith("No.")


def test_clauses_are_nothing_to_choose(reader: IndexReader) -> None:
    assert "Harness" not in answer_question(reader, "Which loom is lifted by pulleys?").text


@pytest.mark.parametrize(
    ("run", "name", "is_cut"),
    [
        ("count", "loom_count_per_hall", True),
        ("loom count", "loom_count_per_hall", True),
        ("loom count", "loom count", False),
        ("limit", "disk_limit.absolute limit", False),
        ("absolute", "disk_limit.absolute", False),
    ],
)
def test_pieces_of_joined_words(run: str, name: str, is_cut: bool) -> None:
    assert is_cut_off(tuple(run.split()), name) is is_cut


def test_a_piece_of_a_name_is_not_defined_by_it(reader: IndexReader) -> None:
    assert "a number of looms" in answer_question(reader, "What is a loom count?").text


@pytest.mark.parametrize(("count", "status"), [(3, Status.ANSWERED), (60, Status.NOT_DOCUMENTED)])
def test_a_property_of_all_options_asks_for_none(tmp_path: Path, count: int, status: Status) -> None:
    things = [f"option{number}" for number in range(count)]
    lines = [f"| Feature | {' | '.join(things)} |", "| --- " * (count + 1) + "|", "| Default | " + "off | " * count]
    page = "\n".join(lines)
    path = tmp_path / "reference.toml"
    path.write_text(
        f'[[version]]\nlabel = "1.0"\n[[version.page]]\npath = "options"\ntitle = "Options"\ntext = """\n{page}\n"""\n',
        encoding="utf-8",
    )
    with open_docsets(path) as reader:
        assert answer_question(reader, "What is the default?").status is status
