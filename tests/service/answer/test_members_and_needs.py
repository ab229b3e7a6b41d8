"""Questions for members, needs and dates, of boats whose maker is called as the docset is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.store import IndexReader
from service.answer import Status, answer_question

from .docset import DOCSETS, open_docsets


@pytest.fixture(scope="module")
def reader() -> Iterator[IndexReader]:
    with open_docsets(DOCSETS / "kayaks.toml") as reader:
        yield reader


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        # The maker's name is that of none of the boats.
        ("Does a Kayaks boat need a licence?", "needs no licence", "Heron"),
        # Advice against something reaches over "and".
        ("Is the Otter good for lakes?", "No.", "Yes"),
        ("Is the hull of the Otter soft?", "its hull is soft", "No."),
        # Since when is told by the property that says so, or by a sentence.
        ("Since which release is the Heron sold?", "Sold since: 3.1", "4.1"),
        ("From which release on does the tool use moor?", "Since the release 4.2", "in the docs"),
        ("From which version of the docs on is the Teal listed?", "in the docs since 4.2", "Sold"),
        # What is listed of the things of which something is not so are those of which it is denied.
        ("List the boats whose hull is not oak.", "Otter", "Heron (Hull)"),
        # Words joined in a heading in code are words.
        ("Which boat load order is the default?", "slow", "swift –"),
        # A word with a capital is no part of a name in code.
        ("Which Dock has the most slips?", "wharf", "--dock"),
        # Properties that are joined are told together, by the sentence that joins them.
        ("How much depth and width are needed?", "2 m of depth and 6 m of width", "30 m"),
        ("What depth and width do the docks have?", "Width: 50 m", "Slips"),
        # What is on by default is told by the column of defaults, numbers only of what is switched.
        ("Which options are on unless I switch them off?", "--dock-lamp", "--dock-fee"),
        ("Which options are not enabled by default?", "--dock-bell", "--dock-lamp"),
        # What another thing is for is denied of one by its own mark.
        ("Can I tow two rafts with the Otter?", "No.", "do not name"),
        # A list about one thing that holds the other one answers for both.
        ("Does moor hold the Heron?", "Yes.", "No."),
        # What is not so is so in one word.
        ("How do I haul a raft with moor that is not tied?", "moor grab", "moor haul"),
        # Initials are spelt out between commas, too, whatever is asked behind.
        ("What does KDK stand for? Is it a bird?", "Kayak Dock Keeper", "No."),
        # A comparison by what stands over a table is one by the whole table.
        ("What are the differences between moor and wharf in the orders that they understand?", "wharf drag", "Slips"),
        # What is limited to one thing is not so of another, also where that is taken for granted.
        ("Does night sailing work on lakes?", "No.", "Yes"),
        ("As night sailing works on lakes too, how do I start it with the Otter?", "rivers only", "Yes"),
        # Everyday words beside the name of a thing of their table are names.
        ("slow or swift: whom do they wait for?", "The crew", "Heron"),
        # A table is compared whole where the question names the class of its things.
        ("What is the difference between Otter and Heron in the list of boats?", "Price", "Teal"),
    ],
)
def test_told(reader: IndexReader, question: str, told: str, not_told: str) -> None:
    answer = answer_question(reader, question)
    assert answer.status is Status.ANSWERED and told in answer.text and not_told not in answer.text


def test_follow_up_asks_since_when(reader: IndexReader) -> None:
    answer = answer_question(reader, "Since which release?", conversation=("Is the Otter sold?",))
    assert "Sold since: 2.0" in answer.text
