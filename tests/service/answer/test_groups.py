"""Rows that a table sets into groups: what stands under "Storage" is of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.model import FactQuery
from index.store import IndexReader, open_writer
from ingest.sources import collect
from ingest.update import Target, update_docset
from service.answer import Status, answer_question

PAGE = """# Plans

| | Basic | Plus |
| --- | --- | --- |
| **Lockers** | | |
| Small ones | 10 | $3/day |
| Opened by phone | ✖ | ✔ |
| **Cold Room**[^1] | | |
| Goods kept | ✖ | 5 GB, then $2/GB |
| Goods fetched | ✖ | $1/GB |
| **Archive** | | |
| Sheets kept | 40 GB | $7/GB |
| Sheets fetched | 10 GB | $8/GB |

[^1]: Since May a new room needs Plus.
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    folder: Path = tmp_path_factory.mktemp("shops")
    (folder / "plans.md").write_text(PAGE, encoding="utf-8")
    with open_writer(None) as writer:
        update_docset(writer, Target("shops", "1", date=None, base_url=None), collect([folder]).documents)
        yield writer.reader()


def test_cells_know_the_label_over_their_group(reader: IndexReader) -> None:
    facts = reader.facts(reader.resolve_version("shops", None), FactQuery(limit=50))
    labels = {fact.attribute.name: fact.citation.place.group for fact in facts if fact.citation.place.cell}
    assert {name: label and label.quote for name, label in labels.items()} == {
        "Small ones": "**Lockers**",
        "Opened by phone": "**Lockers**",
        "Goods kept": "**Cold Room**[^1]",
        "Goods fetched": "**Cold Room**[^1]",
        "Sheets kept": "**Archive**",
        "Sheets fetched": "**Archive**",
    }
    assert all(label and PAGE[label.start : label.end] == label.quote for label in labels.values())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # All rows of the group say no, or have a value; nothing else is asked.
        ("Can I use the Cold Room on Basic?", "No. Basic does not support Goods kept."),
        ("Is the Archive available on Basic?", "Yes. Basic – Sheets kept: 40 GB."),
        # An amount that is had for nothing; what has a price is not.
        ("How many small lockers are free on Basic?", "Basic – Small ones: 10."),
        # A word that stands in several groups is meant of the one that is named.
        ("What does it cost to fetch from the Archive on Plus?", "Plus – Sheets fetched: $8/GB."),
        ("How much is what is fetched from the Cold Room on Plus?", "Plus – Goods fetched: $1/GB."),
    ],
)
def test_told(reader: IndexReader, question: str, told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and answer.text.startswith(told.split(" [", maxsplit=1)[0]), answer.text


def test_a_price_is_no_free_amount(reader: IndexReader) -> None:
    answer = answer_question(reader, "How many small lockers are free on Plus?")
    assert answer.status is Status.NOT_DOCUMENTED, answer.text


def test_no_verdict_on_a_group_of_yes_and_no(reader: IndexReader) -> None:
    answer = answer_question(reader, "Can I use the lockers on Basic?")
    assert not answer.text.startswith(("Yes", "No.")), answer.text
