"""`docfacts ask`: an answer on the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from index.model import Citation
from index.store import open_reader
from service.answer import answer_question
from service.answer.model import Answer
from service.proposers import get_proposer
from service.serialise import get_answer, write_json
from service.settings import Settings

# Cells of tables are often padded to the width of the widest; a terminal need not show that. `--json` keeps it.
_PADDING = re.compile(r"[ \t]{2,}")


def run_ask(
    settings: Settings, question: str, as_of: str | None, docset: str | None, *, as_json: bool, out: TextIO
) -> int:
    """Exit status 0, after the answer to the question was written; raises DocfactsError."""
    proposer = get_proposer(settings)
    with open_reader(settings.index) as reader, reader.held():
        answer = answer_question(reader, question, as_of=as_of, docset=docset, proposer=proposer)
    lines = [write_json(get_answer(answer))] if as_json else _iter_lines(answer)
    out.writelines(f"{line}\n" for line in lines)
    return 0


def _iter_lines(answer: Answer) -> Iterator[str]:
    yield answer.text
    if answer.suggestions:
        yield "\nWhat the docs do say:"
        yield from (f"- {suggestion.text}" for suggestion in answer.suggestions)
    if answer.citations:
        yield ""
    for number, citation in enumerate(answer.citations, 1):
        yield from _iter_citation(number, citation)


def _iter_citation(number: int, citation: Citation) -> Iterator[str]:
    span = citation.place.span
    where = f"{citation.title} — {citation.page} (version {citation.version})"
    quote = _PADDING.sub(" ", citation.place.quote).replace("\n", "\n    ")
    yield f"[{number}] {where}, lines {span.first_line}–{span.last_line}: {quote}"
    if citation.url:
        yield f"    {citation.url}"
