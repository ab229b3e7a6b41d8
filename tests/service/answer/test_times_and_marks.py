"""Questions after change in other words, marks with notes, kinds of columns, and what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(Path(__file__).parent / "docsets" / "gates.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # Ways to ask for change without a verb of it.
        ("hill gate version before and after?", "“1.4” in 1.0, now “1.9” since 2.0"),
        ("How did the time until a delay of the Hill gate is known develop?", "“14 days” in 1.0, now “7 days”"),
        ("Did anything happen to the version of the Mill gate between the two versions?", "No. Mill gate – Version"),
        ("Has oak been put into the Hill gate since 2022?", "Yes. Hill gate – Oak: ❌ (no) in 1.0"),
        # What a note denies is not affirmed by the mark beside it.
        ("Does the Hill gate of steel still get paint?", "No. Hill gate supports Steel (it gets no paint any more)"),
        # The kind that a heading names, though one property has the word in its name.
        ("Which timbers does the Mill gate support?", "Mill gate supports Oak. [1] Mill gate supports Elm."),
        ("Name the timbers in which the Mill gate is not available", "Mill gate does not support Red timber"),
        # Leave is taken in many words.
        ("Is the toll gate still available?", "The docs say: “The Toll gate was withdrawn in May 2023.”"),
        ("Since when can the Toll gate no longer be used?", "The docs say: “The Toll gate was withdrawn in May 2023.”"),
        # What is asked of now is answered of now, whatever was so in another version.
        ("Does the Hill gate support oak now? It did not in 2022.", "Yes. Hill gate supports Oak."),
        ("What became of the bell of the Hill gate?", "is not rung any more"),
        ("Are locks of brass still to be had?", "The docs say of Gates: “Locks of brass are gone since 1.5.”"),
        ("Can the Hill gate have locks of brass?", "The docs say of Gates: “Locks of brass are gone since 1.5.”"),
        # A light word names a thing before the word for its class.
        ("How long is the service period?", "Service – Duration: 12 months."),
        # Properties are explained where a sentence does.
        ("What is meant by manual oiling?", "“Manual oiling means that a keeper comes by.”"),
        ("What does manual oiling mean?", "“Manual oiling means that a keeper comes by.”"),
        ("What is slow swing, wasn't there something else before?", "“Slow swing (formerly drag) opens one leaf.”"),
        ("What does EOL stand for and when does it come?", "after 30 years"),
        # A sentence that holds more of the question than a mark hardly named by it goes first.
        ("Can a Hill gate be painted at home?", "cannot be hung"),
        # Everyday words that the docs never use are passed over.
        ("Is the Hill gate made of oak on a farm?", "Yes. Hill gate supports Oak."),
    ],
)
def test_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text, answer.text
    assert not answer.text.startswith("Yes. The docs say"), answer.text


def test_a_handler_that_fails_leaves_no_citation(reader: IndexReader) -> None:
    answer = answer_question(reader, "Which Kite.x version was needed?", as_of="1.0")
    assert answer.text == "Gates: “Gates need Kite.x 3 or above.” [1]"
    assert len(answer.citations) == 1
