"""The speed of answers is measured with questions that are all different, and set beside an empty endpoint."""

from __future__ import annotations

from collections import Counter

from bench.asking import Measured, Speed, iter_lines
from bench.load import get_requests
from bench.multiplied import iter_new_questions, read_questions


def test_no_two_new_questions_are_the_same() -> None:
    asked = [*read_questions(), *iter_new_questions(range(1, 21))]
    assert len(set(asked)) == len(asked) == 21 * len(read_questions())


def test_a_new_question_names_the_things_of_its_copy() -> None:
    asked = list(iter_new_questions((7,)))
    assert "What locking granularity does InnoDB R7 have?" in asked
    assert any(question.endswith("Does MariaDB support MVCC?") for question in asked), "in other words"


def test_a_request_says_how_long_it_is() -> None:
    (request,) = get_requests("http://127.0.0.1:80", ["ä?"])
    head, _, body = request.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head and body == b'{"question": "\\u00e4?"}'


def test_each_figure_stands_beside_that_of_the_empty_endpoint() -> None:
    empty = Speed((0.001,) * 100, (1000.0, 2000.0))
    asking = Speed((0.002,) * 100, (250.0, 1000.0))
    lines = list(iter_lines(empty, [Measured(10, 1.0, Counter(answered=1), asking, asking)]))
    (again,) = [line for line in lines if "asked again" in line]
    assert again.count("2.0 x") == 2 and "0.25 x" in again and "0.50 x" in again
    assert "1.00 s" in lines[-1]
