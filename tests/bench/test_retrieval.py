"""The shares of proving quotes are counted alike for both sides."""

from __future__ import annotations

from bench.rivals_retrieval import Found, Proven, iter_lines


def test_shares_are_counted_by_place() -> None:
    proven = [Proven(0, 0, 2), Proven(2, 2, None), Proven(None, 0, 0), Proven(0, 0, 1)]
    _, name, ours, shown, theirs = iter_lines([("open", [Found(proven, [40, 60, 80], [300, 500])])])
    assert name == "open together"
    assert ours.split()[-4:] == ["4", "50.0%", "75.0%", "60"]
    assert shown.split()[-4:] == ["4", "75.0%", "100.0%", "60"]
    assert theirs.split()[-4:] == ["4", "25.0%", "75.0%", "400"]


def test_without_questions_there_is_no_share() -> None:
    lines = list(iter_lines([("sealed", [])]))
    assert lines[-1].split()[-2:] == ["0", "0"]
