"""The sample docset multiplied: as many pages as wanted, with distinct paths and other names on each copy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
VERSION = "v3"

# A name inside a path, an address or a longer name is left alone.
_BEFORE, _BEHIND = r"(?<![\w/.#-])", r"(?![\w/-])"
_CELLS = re.compile(r"^(\|[^|\n]+\|) *\S[^|\n]*\|", re.MULTILINE)
_RULES = re.compile(r"^\|[\s:|-]+\|?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SamplePage:
    """A page of the sample docset."""

    path: Path
    """Its path under the version's folder."""
    text: str
    """Its source."""
    names: re.Pattern[str]
    """Finds the names of the things that its tables compare."""

    def get_copy(self, number: int) -> str:
        """The page with other names: `overlay2` is `overlay2 R7` in copy 7; copy 0 is the page itself."""
        return self.names.sub(rf"\g<0> R{number}", self.text) if number else self.text


def read_sample() -> tuple[SamplePage, ...]:
    """The pages of the newest version of the sample docset."""
    facts = tomllib.loads((CORPUS / "facts.toml").read_text(encoding="utf-8"))[VERSION]
    root = CORPUS / VERSION
    return tuple(
        SamplePage(
            file.relative_to(root), file.read_text(encoding="utf-8"), _get_pattern(facts, file.relative_to(root))
        )
        for file in sorted(root.rglob("*.md"))
    )


def _get_pattern(facts: dict[str, dict[str, object]], path: Path) -> re.Pattern[str]:
    """Finds the entities of a page, longest first, so that a name inside a longer one does not win."""
    names = sorted(facts.get(path.with_suffix("").as_posix(), {}), key=len, reverse=True)
    return (
        re.compile(_BEFORE + "(?:" + "|".join(map(re.escape, names)) + ")" + _BEHIND) if names else re.compile(r"(?!)")
    )


def write_pages(folder: Path, count: int) -> list[Path]:
    """The files of that many pages, written into the folder."""
    return [_write(folder / path, text) for path, text in _iter_pages(read_sample(), count)]


def _iter_pages(sample: Sequence[SamplePage], count: int) -> Iterator[tuple[Path, str]]:
    for number in range(count):
        copy, page = divmod(number, len(sample))
        yield Path(f"set-{copy:03}") / sample[page].path, sample[page].get_copy(copy)


def iter_new_questions(copies: Iterable[int]) -> Iterator[str]:
    """The questions on the sample asked of each of the copies, every one in words that no other copy's has."""
    names = [re.compile(page.names.pattern, re.IGNORECASE) for page in read_sample()]
    for number in copies:
        opening = _OPENINGS[number % len(_OPENINGS)] * (1 + number // len(_OPENINGS))
        for question in read_questions():
            found = next((pattern for pattern in names if pattern.search(question)), None)
            asked = found.sub(rf"\g<0> R{number}", question) if found else question
            yield asked if asked != question else f"{opening}{question}"


# Openings that say nothing, before questions that name no thing of a page.
_OPENINGS = ("Please ", "Hi, ", "Hello ", "Hey, ", "So ", "Well ", "Ok ", "Okay ", "Sorry ", "Excuse me, ")


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def change_page(file: Path) -> None:
    """Gives the second cell of the last row of a page's tables another value."""
    text = file.read_text(encoding="utf-8")
    row = [match for match in _CELLS.finditer(text) if not _RULES.match(text, match.start())][-1]
    file.write_text(f"{text[: row.start()]}{row[1]} measured anew |{text[row.end() :]}", encoding="utf-8")


def read_questions() -> tuple[str, ...]:
    """The questions on the sample docset that ask its newest version."""
    listed = tomllib.loads((CORPUS / "questions.toml").read_text(encoding="utf-8"))["q"]
    return tuple(dict.fromkeys(question["ask"] for question in listed if "as_of" not in question))
