"""Reading a question freely: ordinary words, slips, plurals of names, pages about one thing, joined words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.model import Name, NameRole, Subject
from index.store import IndexReader
from index.terms import iter_words
from service.answer.docsets import get_lexicon
from service.answer.question.correcting import Corrector
from service.answer.question.lexicon import Lexicon
from service.answer.question.ordinary import pass_over
from service.answer.question.reader import Options, Reader
from service.answer.question.reading import Concept, Reading
from service.answer.question.spelling import iter_meant
from service.answer.question.wordforms import get_parts, get_singulars

from .docset import open_docsets

DOCSETS = Path(__file__).parent / "docsets"


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "hosting.toml") as reader:
        yield reader


def read(reader: IndexReader, question: str, leniency: int) -> Reading:
    versions = reader.versions("hosting")
    asking = Reader(reader, get_lexicon(reader, "hosting"), versions[-1])
    return asking.read(question, versions, Options(leniency=leniency))


def get_required(reading: Reading) -> list[str]:
    return [concept.text for concept in reading.required]


@pytest.mark.parametrize(
    ("question", "leniency", "required"),
    [
        # Read strictly, every word of weight asks for something.
        ("Does Team have roles after a quiet night?", 0, ["roles", "quiet", "night"]),
        ("Does Team have roles after a quiet night?", 1, ["roles"]),
        # A word of the trade is never passed over.
        ("Does Team have throughput at night?", 2, ["throughput"]),
        # Nor is a name in capitals, nor is everything that is asked.
        ("Does Team have roles in Night?", 2, ["roles", "Night"]),
        ("Is Team for the night?", 2, ["night"]),
        # A narrower thing is not the thing itself.
        ("Does Team have wooden roles?", 2, ["wooden", "roles"]),
    ],
)
def test_ordinary_words(reader: IndexReader, question: str, leniency: int, required: list[str]) -> None:
    assert get_required(read(reader, question, leniency)) == required


def test_a_name_is_enough_where_the_question_is_what_became_of_it(reader: IndexReader) -> None:
    assert get_required(read(reader, "In which version did Team appear?", 1)) == []


def test_nothing_is_passed_over_without_leniency() -> None:
    words = tuple(iter_words("night"))
    concept = Concept("night", (), 1.0, True, False, 0, 1)
    assert pass_over((concept,), words, 0, named=True) == (concept,)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("dos Team have roles", "does Team have roles"),
        ("membrs of Team", "members of Team"),
        ("sinlge sign on", "single sign on"),
        ("custom domans", "custom domains"),
        ("retenton of logs", "retention of logs"),
        ("does it have throughput", "does it have throughput"),
        ("a kettle or a teapot", "a kettle or a teapot"),
    ],
)
def test_slips(reader: IndexReader, written: str, meant: str) -> None:
    corrector = Corrector(reader, get_lexicon(reader, "hosting"))
    words = corrector.correct(tuple(iter_words(written)))
    assert [word.text for word in words] == meant.split()


def test_short_words_are_tried_with_more_letters_and_swapped_ones_alone() -> None:
    assert {"does", "dots"} <= set(iter_meant("dos"))
    assert "dot" not in set(iter_meant("dos"))
    assert "hybrid" in set(iter_meant("hybird"))


def name(id: str, text: str, role: NameRole = NameRole.PRIMARY) -> Name:
    return Name(Subject.ENTITY, id, text, role, 0)


LEXICON = Lexicon(
    (
        name("basic", "Basic plan"),
        name("flex", "Flex Basic plan"),
        name("edge", "Edge workers"),
        name("limits", "Edge workers limits", NameRole.TITLE),
        name("both", "Edge workers and Basic plan", NameRole.TITLE),
    )
)


def test_a_plural_means_all_whose_names_end_so() -> None:
    family = LEXICON.find_family(get_singulars("basic plans"), 0, ending=True)
    assert family is not None
    assert family.ids == ("basic", "flex")
    assert LEXICON.find_family(get_singulars("edge workers"), 0, ending=True) is None


def test_a_page_belongs_to_the_one_thing_that_its_title_names() -> None:
    assert LEXICON.get_pages("edge", 0) == ("limits",)
    assert LEXICON.get_pages("basic", 0) == ()


def test_forms_of_words() -> None:
    assert get_singulars("Policies of Boxes") == ("policy", "of", "box")
    assert get_parts("dialTimeout_max") == ["dial", "Timeout", "max"]
