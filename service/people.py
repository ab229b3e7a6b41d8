"""Pages for people: a question and its answer, and the source pages with their quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from flask import Blueprint, Response, render_template

from index.errors import DocfactsError
from index.model import Change, Slice, Version
from service.addresses import get_quote_address
from service.answer.model import Answer, Suggestion
from service.ask import Asked, answer, check_question
from service.desk import Desk, get_desk
from service.known import find_version_of_page
from service.parameters import Parameters
from service.problems import INVALID_PARAMETER, Problem, get_problem
from service.quotes import get_quotes
from service.scope import get_page
from service.viewer import get_view

blueprint = Blueprint("people", __name__)

_MARK = re.compile(r"\[(\d+)\]")
_BULLET = "- "

Line = tuple[tuple[str, int | None], ...]


@blueprint.get("/")
def show_front() -> Response:
    """The page on which a person asks; with a question, its answer too."""
    desk, parameters = get_desk(), Parameters("q", "as_of", "docset")
    question = parameters.find_one("q") or ""
    asked = Asked(question, parameters.find_one("as_of"), parameters.find_one("docset"))
    found, problem = _find_answer(desk, asked) if question.strip() else (None, None)
    page = render_template("front.html", asked=asked, problem=problem, **_get_choices(desk), **_describe(found))
    return Response(page, problem.kind.status if problem else 200, mimetype="text/html")


@blueprint.get("/pages/", defaults={"path": ""})
@blueprint.get("/pages/<path:path>")
def show_source(path: str) -> Response:
    """The text of a page in one version, with a quote marked."""
    desk = get_desk()
    parameters = Parameters("version", "docset", "start", "end", "cell_start", "cell_end")
    label = parameters.find_one("version")
    version = find_version_of_page(desk, path, parameters.find_one("docset"), label)
    page = get_page(desk, version, path)
    text = desk.get_reader().snapshot(page.sha256).text
    quote = _find_slice(parameters, ("start", "end"), Slice(0, len(text)))
    cell = None if quote is None else _find_slice(parameters, ("cell_start", "cell_end"), quote)
    view = get_view(text, quote, cell, desk.settings.viewed)
    shown = render_template("source.html", page=page, version=version, view=view, marked=quote is not None)
    return Response(shown, mimetype="text/html")


def _find_answer(desk: Desk, asked: Asked) -> tuple[Answer | None, Problem | None]:
    """The answer, or why there is none."""
    try:
        check_question(asked.question, desk.settings, INVALID_PARAMETER)
        return answer(desk, asked), None
    except DocfactsError as error:
        return None, get_problem(error)
    except Problem as problem:
        return None, problem


def _get_choices(desk: Desk) -> dict[str, object]:
    """The docsets with their versions, newest first, and the example questions."""
    reader = desk.get_reader()
    docsets: dict[str, tuple[Version, ...]] = {name: reader.versions(name)[::-1] for name in reader.docsets()}
    return {"docsets": docsets, "examples": desk.get_examples()}


def _describe(found: Answer | None) -> dict[str, object]:
    if found is None:
        return {"answer": None}
    return {
        "answer": found,
        "blocks": list(_iter_blocks(found)),
        "quotes": get_quotes(found),
        "changes": [_describe_change(change) for change in found.changes],
        "suggestions": [_describe_suggestion(suggestion) for suggestion in found.suggestions],
    }


def _iter_blocks(found: Answer) -> Iterator[tuple[bool, list[Line]]]:
    """The answer's text as paragraphs and lists (True), each of lines."""
    lines = (line for line in found.text.splitlines() if line.strip())
    for listed, group in groupby(lines, lambda line: line.startswith(_BULLET)):
        yield listed, [tuple(_iter_parts(line.removeprefix(_BULLET), len(found.citations))) for line in group]


def _iter_parts(line: str, cited: int) -> Iterator[tuple[str, int | None]]:
    """A line in pieces, each with the number of the citation that follows it."""
    end = 0
    for mark in _MARK.finditer(line):
        number = int(mark.group(1))
        if 1 <= number <= cited:
            yield line[end : mark.start()], number
            end = mark.end()
    yield line[end:], None


def _describe_change(change: Change) -> dict[str, object]:
    cited = {"before": change.cited_before, "after": change.cited_after}
    addresses = {side: get_quote_address(citation) for side, citation in cited.items() if citation is not None}
    return {"change": change, "addresses": addresses}


def _describe_suggestion(suggestion: Suggestion) -> dict[str, object]:
    place = suggestion.citation and get_quote_address(suggestion.citation)
    return {"text": suggestion.text, "question": _get_question(suggestion), "address": place}


def _get_question(suggestion: Suggestion) -> str:
    named = [thing.name for thing in (suggestion.entity, suggestion.attribute) if thing is not None]
    return ": ".join(named) or suggestion.text


def _find_slice(parameters: Parameters, names: tuple[str, str], within: Slice) -> Slice | None:
    start, end = (parameters.find_number(name) for name in names)
    if start is None and end is None:
        return None
    if start is None or end is None or not within.start <= start <= end <= within.end:
        raise Problem(
            INVALID_PARAMETER, f"{names[0]} and {names[1]} must mark a slice of {within.start} to {within.end}"
        )
    return Slice(start, end)
