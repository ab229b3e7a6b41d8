"""The others are read rightly: a plain table reader, daff's way of showing differences, and both as changes."""

from __future__ import annotations

from pathlib import Path

from bench.readers import Difference, Grid, iter_cells, iter_differences, pair_grids, read_grids
from bench.rivals_daff import iter_shown

LOCKS = [["", "Ringo", "Tango"], ["Alarm", "yes", "no"], ["Weight", "2 kg", ""]]


def test_grids_are_read_from_markdown_and_html(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("|  | `Ringo` | Tango |\n| --- | --- | --- |\n| Alarm | **yes** | no |\n")
    (tmp_path / "b.html").write_text("<table><tr><th>Lock</th><th>Alarm</th></tr><tr><td>Ringo</td><td>yes</td></tr>")
    grids = read_grids(tmp_path)
    assert grids["a", 0] == [["", "Ringo", "Tango"], ["Alarm", "yes", "no"]]
    assert grids["b", 0] == [["Lock", "Alarm"], ["Ringo", "yes"]]


def test_blank_cells_say_nothing() -> None:
    assert list(iter_cells(LOCKS)) == [("Alarm", "Ringo", "yes"), ("Alarm", "Tango", "no"), ("Weight", "Ringo", "2 kg")]


def test_tables_differ_by_the_names_of_rows_and_columns() -> None:
    newer = [["", "Tango", "Ringo"], ["Weight", "1 kg", "2 kg"], ["Alarm", "no", "soon"]]
    assert list(iter_differences(LOCKS, newer)) == [
        Difference("Alarm", "Ringo", "yes", "soon"),
        Difference("Weight", "Tango", None, "1 kg"),
    ]


def test_tables_are_paired_by_their_order_on_the_page() -> None:
    other = [["", "A"], ["x", "1"]]
    pairs = pair_grids({("a", 0): LOCKS, ("b", 0): other}, {("a", 0): LOCKS, ("a", 1): other})
    assert pairs == [(LOCKS, LOCKS), (None, other), (other, None)]


def test_what_daff_shows_is_understood() -> None:
    shown: Grid = [
        ["!", "", "", "(Tango)", "+++", "---"],
        ["@@", "Lock", "Ringo", "Tangle", "Bingo", "Mango"],
        ["+", "Alarm", "yes", "no", "soon", "3"],
        ["->", "Mass->Weight", "1", "2->9", "", ""],
        ["+++", "Key", "round", "", "", ""],
        ["---", "Colour", "", "red", "", ""],
    ]
    assert list(iter_shown(shown, ("Lock", "Lock"))) == [
        Difference("", "Tangle", "Tango", "Tangle", is_renaming=True),
        Difference("Alarm", "Bingo", None, "soon"),
        Difference("Alarm", "Mango", "3", None),
        Difference("Weight", "", "Mass", "Weight", is_renaming=True),
        Difference("Weight", "Tangle", "2", "9"),
        Difference("Key", "Ringo", None, "round"),
        Difference("Colour", "Tangle", "red", None),
    ]


def test_a_table_without_differences_has_none() -> None:
    assert not list(iter_shown([["@@", "Lock", "Ringo"], ["", "Alarm", "yes"]], ("Lock", "Lock")))
