"""Cases that people edit: a title, an input and the expected reading, between lines that hold a single dot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "cases"
BECOMES = "=>"
"""The line between the old and the new state of a page."""


@dataclass(frozen=True)
class Case:
    """One case of a file."""

    title: str
    text: str
    expected: str
    line: int


def read_cases(name: str) -> list[Case]:
    """The cases of a file of `tests/cases`, in order."""
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    marks = [number for number, line in enumerate(lines) if line == "."]
    assert len(marks) % 3 == 0, f"{name}: a case has three lines of a single dot"
    cases = []
    for first, second, third in zip(marks[::3], marks[1::3], marks[2::3], strict=True):
        title = lines[first - 1].strip()
        text, expected = "\n".join(lines[first + 1 : second]), "\n".join(lines[second + 1 : third])
        cases.append(Case(title, text + "\n", expected, first))
    return cases


def get_parameters(name: str) -> list[object]:
    """The cases of a file as parameters of a test."""
    return [pytest.param(case, id=case.title) for case in read_cases(name)]
