"""Texts that are too long for a question cost no more than one: they are read once, and their slips are none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from index.terms import Word, iter_words
from service.answer import Status, answer_question, engine
from service.answer.docsets import get_lexicon
from service.answer.evidence.inquiry import Inquiry
from service.answer.evidence.nearness import Nearness
from service.answer.question.correcting import MOST_SLIPS, Corrector
from service.answer.question.reader import Reader

from .docset import DOCSETS, open_docsets

LETTERS = "bcdfghklmnprstv"


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "queues.toml") as reader:
        yield reader


def make_words(count: int) -> list[str]:
    """Words that no page has, each another one."""
    return [f"{LETTERS[n % 15]}a{LETTERS[n // 15 % 15]}ozu{LETTERS[n % 7]}ik" for n in range(count)]


def count_inquiries(reader: IndexReader, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    made: list[str] = []

    class Counted(Inquiry):
        def __init__(self, *rest: object) -> None:
            super().__init__(*rest)  # type: ignore[arg-type]
            made.append("one")

    monkeypatch.setattr(engine, "Inquiry", Counted)
    assert answer_question(reader, text).status is Status.NOT_DOCUMENTED
    return len(made)


def test_a_text_of_many_words_is_read_in_one_way(reader: IndexReader, monkeypatch: pytest.MonkeyPatch) -> None:
    short = count_inquiries(reader, "Do quorum queues support " + " and ".join(make_words(3)) + "?", monkeypatch)
    long = count_inquiries(reader, "Do quorum queues support " + " and ".join(make_words(120)) + "?", monkeypatch)
    assert long <= 4 < short


def test_slips_are_corrected_unless_hardly_any_word_is_known(reader: IndexReader) -> None:
    corrector = Corrector(reader, get_lexicon(reader, reader.docsets()[0]))
    few: list[Word] = list(iter_words("Do quorm queues support priority?"))
    assert "quorum" in [word.text for word in corrector.correct(few)]
    many = list(iter_words("Do quorm queues support priority " + " ".join(make_words(MOST_SLIPS))))
    assert [word.text for word in corrector.correct(many)] == [word.text for word in many]


def test_what_shares_no_word_with_the_question_is_not_near(reader: IndexReader) -> None:
    version = reader.versions(reader.docsets()[0])[-1]
    lexicon = get_lexicon(reader, version.docset)
    reading = Reader(reader, lexicon, version).read("Is there a priority for lazy streams?", [version])
    inquiry = Inquiry(reader, lexicon, version, reading)
    near = dict(zip(inquiry.pool, Nearness(inquiry, inquiry.pool).scores, strict=True))
    assert any(near.values())
    for fact, nearness in near.items():
        told = f"{fact.entity.name} {fact.attribute.name} {fact.value.raw} {fact.citation.title}".casefold()
        assert nearness > 0 or not any(word in told for word in ("priorit", "lazy"))
