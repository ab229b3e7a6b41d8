"""Checks the citations of answers with nothing but the answers as JSON and the pages' files.

    python bench/citations.py answers.json v1=docs/v1 v2=docs/v2

It imports nothing of the project, so that it does not share the project's mistakes. The answers are a JSON array of
replies of `/v1/ask`, or one reply a line. A folder without a label holds pages of any version.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bs4 import BeautifulSoup

Json = dict[str, Any]

_HTML = (".html", ".htm")
# Behind a short form no capital follows ("Comm. method"), or it has one itself, inside a line ("SQL Repl. Tool").
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<! [A-Z][a-z]{2}\.)(?<! [A-Z][a-z]{3}\.)\s+(?=[^a-z\s])")
# What may stand without a citation: a verdict, which its statement follows, and the word that the docs do not say.
_VERDICT = re.compile(
    r"(?:(?:yes|no), )?(?:yes|no|none|nothing|neither|both|not both|not yet|in part|partly|it is the same thing"
    r"|they are names of one thing"
    r"|it (?:is|does|can|did|has)(?: not)?(?: so)?|it is the other way round)"
    r"(?:,? (?:by the docs|that the docs name))?\.",
    re.I,
)
_LIST = re.compile(r", | and ")
_REFUSAL = re.compile(
    r"(?:for .* )?the docs (?:do not|are not|name none)\b.*|they do not\b.*|nothing in .* answers for .*", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Page:
    """A file that answers may cite."""

    file: Path
    """Where it is."""
    version: str
    """The label of its version, or "" for any."""
    text: str
    """Its characters, as they are."""


@dataclass(slots=True)
class Report:
    """What the check found."""

    answers: int = 0
    """Answers checked."""
    citations: int = 0
    """Places cited: citations with their headers and notes, those of changes and suggestions too."""
    claims: int = 0
    """Claims made."""
    sentences: int = 0
    """Statements and sentences beside them."""
    wrong_citations: list[str] = field(default_factory=list)
    """Citations that the files do not bear out."""
    uncited_claims: list[str] = field(default_factory=list)
    """Claims without a citation, or not told with it."""
    bare_sentences: list[str] = field(default_factory=list)
    """Sentences that claim something and have no mark."""
    quotes: list[int] = field(default_factory=list)
    """Lengths of the quotes of the answers, in characters."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.wrong_citations or self.uncited_claims or self.bare_sentences)


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 when every citation is borne out and every statement cited, else 1."""
    parser = argparse.ArgumentParser(prog="citations", description="Checks citations against the files of the pages.")
    parser.add_argument("answers", type=Path, help="a JSON array of answers, or one answer a line")
    parser.add_argument("pages", nargs="+", metavar="[VERSION=]FOLDER", help="the pages of a version, or of any")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    call = parser.parse_args(argv)
    report = check(read_answers(call.answers), read_pages(call.pages))
    print(json.dumps(_get_fields(report)) if call.json else "\n".join(iter_lines(report)))
    return 0 if report.is_sound else 1


def _get_fields(report: Report) -> Json:
    return {name: getattr(report, name) for name in Report.__slots__}


def read_answers(file: Path) -> list[Json]:
    """The answers of a file."""
    text = file.read_text(encoding="utf-8")
    found = json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.splitlines()]
    return list(found)


def read_pages(folders: Sequence[str]) -> dict[str, list[Page]]:
    """The files of folders by the SHA-256 of their bytes."""
    found: dict[str, list[Page]] = {}
    for named in folders:
        version, _, folder = named.rpartition("=")
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file():
                data = file.read_bytes()
                text = data.decode("utf-8", errors="replace")
                found.setdefault(hashlib.sha256(data).hexdigest(), []).append(Page(file, version, text))
    return found


def check(answers: Sequence[Json], pages: dict[str, list[Page]]) -> Report:
    """The report on some answers."""
    report = Report()
    for answer in answers:
        report.answers += 1
        _check_citations(answer, pages, report)
        _check_statements(answer, report)
    return report


# The places


def _check_citations(answer: Json, pages: dict[str, list[Page]], report: Report) -> None:
    report.quotes += [len(citation["quote"]) for citation in answer["citations"]]
    ids = [citation["id"] for citation in answer["citations"]]
    if ids != list(range(1, len(ids) + 1)):
        report.wrong_citations.append(f"{answer['question']!r}: numbered {ids}")
    for citation in (*answer["citations"], *_iter_cited_by_changes(answer), *_iter_suggested(answer)):
        report.citations += 1
        fault = next(_iter_faults(citation, pages), None)
        if fault:
            report.wrong_citations.append(f"{answer['question']!r}: {citation['page']} {citation['version']}: {fault}")


def _iter_cited_by_changes(answer: Json) -> Iterator[Json]:
    for change in answer.get("changes", ()):
        yield from (citation for citation in change["citations"].values() if citation)


def _iter_suggested(answer: Json) -> Iterator[Json]:
    yield from (each["citation"] for each in answer.get("suggestions", ()) if "citation" in each)


def _iter_faults(citation: Json, pages: dict[str, list[Page]]) -> Iterator[str]:
    """What is wrong with a citation."""
    page = _find_page(citation, pages)
    if page is None:
        yield f"no page of that version has the SHA-256 {citation['sha256']}"
        return
    yield from _iter_span_faults("quote", citation, page)
    start, end = citation["start"], citation["end"]
    lines = [page.text.count("\n", 0, at) + 1 for at in (start, max(start, end - 1))]
    if citation["lines"] != lines:
        yield f"lines {citation['lines']} are {lines}"
    cell = citation.get("cell")
    if cell and not start <= cell["start"] <= cell["end"] <= end:
        yield f"the cell {cell} is outside of {start} to {end}"
    for name in ("header", "note"):
        if name in citation:
            yield from _iter_span_faults(name, citation[name], page)


def _find_page(citation: Json, pages: dict[str, list[Page]]) -> Page | None:
    """The file of a citation: by its bytes, its version and its path."""
    for page in pages.get(citation["sha256"], ()):
        path = page.file.with_suffix("").as_posix()
        # A page has the name of its folder, but for the one of the whole docset.
        names = (f"{path}/", re.sub(r"/(?:_?index|readme)$", "", path, flags=re.I) + "/")
        of_page = any(name.endswith(f"{citation['page']}/") for name in names)
        if page.version in ("", citation["version"]) and of_page:
            return page
    return None


def _iter_span_faults(name: str, place: Json, page: Page) -> Iterator[str]:
    start, end, quote = place["start"], place["end"], place["quote"]
    if not (0 <= start < end <= len(page.text) and quote.strip()):
        yield f"the {name} {start} to {end} is empty or outside of the page"
        return
    piece = page.text[start:end]
    if page.file.suffix.lower() in _HTML:
        # Where an element ends no blank need stand, and the quote may show one.
        piece, quote = ("".join(text.split()) for text in (BeautifulSoup(piece, "html.parser").get_text(), quote))
    if piece != quote:
        yield f"the {name} is {quote[:80]!r}, and the page has {piece[:80]!r}"


# The statements


def _check_statements(answer: Json, report: Report) -> None:
    """Every claim stands in the answer with its marks, and what stands beside the claims claims nothing."""
    text, beside, at = answer["answer"], [], 0
    names = {claim["entity"]["name"] for claim in answer["claims"] if "entity" in claim}
    known = {citation["id"] for citation in answer["citations"]}
    for claim in answer["claims"]:
        report.claims += 1
        report.sentences += 1
        told = f"{claim['text']} {''.join(f'[{number}]' for number in claim['citations'])}"
        found = text.find(told, at)
        if not claim["citations"] or not set(claim["citations"]) <= known or found < 0:
            report.uncited_claims.append(f"{answer['question']!r}: {claim['text']!r}")
            continue
        beside.append((text[at:found], True))
        at = found + len(told)
    for piece, is_followed in (*beside, (text[at:], False)):
        for sentence in _iter_sentences(piece):
            report.sentences += 1
            # Names alone are a verdict too: which ones, of which the statements behind them speak.
            leads = is_followed and (sentence.endswith(":") or set(_LIST.split(sentence.rstrip("."))) <= names)
            if not (leads or is_pure(sentence)):
                report.bare_sentences.append(f"{answer['question']!r}: {sentence!r}")


def _iter_sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from filter(None, _SENTENCE_END.split(line.strip(" -")))


def is_pure(sentence: str) -> bool:
    """Whether a sentence gives a verdict or says that the docs do not say, and no more."""
    return bool(_VERDICT.fullmatch(sentence) or _REFUSAL.fullmatch(sentence))


def iter_lines(report: Report) -> Iterator[str]:
    """The report in words."""
    for problem in (*report.wrong_citations, *report.uncited_claims, *report.bare_sentences):
        yield f"  {problem}"
    yield f"{report.answers:,} answers"
    for name, count, wrong in (
        ("citations that the files bear out", report.citations, report.wrong_citations),
        ("claims told with a citation", report.claims, report.uncited_claims),
        ("sentences cited, or verdicts", report.sentences, report.bare_sentences),
    ):
        yield f"{name + ':':36} {1 - len(wrong) / count if count else 1:7.2%} of {count:,}"
    if report.quotes:
        yield f"median quote: {median(report.quotes):.0f} characters"


if __name__ == "__main__":
    sys.exit(main())
