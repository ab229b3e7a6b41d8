"""Commands as a person runs them, in a folder of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from docfacts import command, ingest_command

BOATS = (
    "# Boats\n\n| Feature | Tern Ferry | Gull Ferry |\n| --- | --- | --- |\n| Pets | {} | Yes |\n| Cabins | 12 | 90 |\n"
)
OLD, NEW = BOATS.format("No"), BOATS.format("Yes")


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str


class Run(Protocol):
    """Runs a command with arguments."""

    def __call__(self, *args: str | Path) -> Ran: ...


def run(capsys: pytest.CaptureFixture[str], *args: str | Path) -> Ran:
    program, *rest = map(str, args)
    main = {"ingest": ingest_command.main, "docfacts": command.main}[program]
    try:
        status = main(rest)
    except SystemExit as leave:
        status = leave.code if isinstance(leave.code, int) else 1
    shown = capsys.readouterr()
    return Ran(status, shown.out, shown.err)


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `ingest` or `docfacts` in an empty folder, with the index in `.docfacts`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOCFACTS_INDEX", raising=False)
    return lambda *args: run(capsys, *args)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with one page."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "boats.md").write_text(OLD, encoding="utf-8")
    return folder
