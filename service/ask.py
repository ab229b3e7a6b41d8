"""`/v1/ask`: a question and its answer."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

from service.answer import answer_question
from service.answer.model import Answer
from service.bodies import load_object, read_body
from service.desk import LONGEST_BODY, Desk, KeptAnswer, get_desk
from service.parameters import Parameters
from service.problems import INVALID_BODY, INVALID_PARAMETER, MALFORMED_BODY, Problem, ProblemType
from service.scope import get_docsets
from service.serialise import get_answer, write_json
from service.settings import Settings

blueprint = Blueprint("ask", __name__)

ROUTE = "/v1/ask"

# What a question takes in memory beside its texts: the objects that hold it and its answer.
ASKED_ITSELF = 1_024

_HALF_PAIR = re.compile("[\ud800-\udfff]")

_MEMBERS = ("question", "as_of", "docset", "conversation", "explain")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its circumstances."""

    question: str
    """The question."""
    as_of: str | None = None
    """The version or date that is to answer; None for the newest."""
    docset: str | None = None
    """The docset that is to answer; None for any."""
    conversation: tuple[str, ...] = ()
    """The earlier questions, oldest first."""
    explain: bool = False
    """Whether to say how the question was read."""


@blueprint.get(ROUTE)
def get_ask() -> Response:
    """The answer to the question in the query."""
    desk, parameters = get_desk(), Parameters("q", "as_of", "docset")
    question = parameters.find_one("q") or ""
    check_question(question, desk.settings, INVALID_PARAMETER)
    return _reply(desk, Asked(question, parameters.find_one("as_of"), parameters.find_one("docset")))


@blueprint.post(ROUTE)
def post_ask() -> Response:
    """The answer to the question in the body."""
    desk = get_desk()
    asked = _read_body(desk.settings)
    reply = _reply(desk, asked)
    data = request.get_data()
    if len(data) <= LONGEST_BODY:
        desk.bodies.put(data, asked)
    return reply


def answer(desk: Desk, asked: Asked) -> Answer:
    """The answer to a question, counted; raises Unknown for a version or docset that does not exist."""
    get_docsets(desk, asked.docset)
    found = answer_question(
        desk.get_reader(),
        asked.question,
        as_of=asked.as_of,
        docset=asked.docset,
        conversation=asked.conversation,
        proposer=desk.proposer,
    )
    desk.metrics.count_answer(found.status.value)
    return found


def check_question(question: str, settings: Settings, kind: ProblemType) -> None:
    """Raises a problem of the given kind for a question that is empty, too long or no text."""
    if not question.strip():
        raise Problem(kind, "the question is missing or empty")
    if len(question) > settings.max_question:
        raise Problem(kind, f"the question has {len(question)} characters; at most {settings.max_question} are read")
    _check_text("question", question, kind)


def _reply(desk: Desk, asked: Asked) -> Response:
    """The answer to a question; the same question on the same state of the index is worked out once."""
    key = (desk.get_reader().generation(), asked)
    kept = desk.answers.find(key)
    if kept is None:
        found = answer(desk, asked)
        body = write_json(get_answer(found, asked.explain)).encode()
        kept = KeptAnswer(body, found.status.value, len(body) + _get_size(asked))
        desk.answers.put(key, kept)
    else:
        desk.metrics.count_answer(kept.status)
    return Response(kept.body, mimetype="application/json")


def _get_size(asked: Asked) -> int:
    return ASKED_ITSELF + sum(map(sys.getsizeof, (asked.question, *asked.conversation)))


def _read_body(settings: Settings) -> Asked:
    if not request.is_json:
        raise UnsupportedMediaType("send the question as JSON, with Content-Type: application/json")
    body = load_object(read_body())
    if body is None:
        raise Problem(MALFORMED_BODY, 'the body must be a JSON object, such as {"question": "…"}')
    unknown = sorted(set(body) - set(_MEMBERS))
    if unknown:
        raise Problem(INVALID_BODY, f"the body takes {', '.join(_MEMBERS)}, not {', '.join(map(repr, unknown))}")
    question = body.get("question", "")
    if not isinstance(question, str):
        raise Problem(INVALID_BODY, "question must be text")
    check_question(question, settings, INVALID_BODY)
    return Asked(
        question,
        _find_text(body, "as_of"),
        _find_text(body, "docset"),
        _get_conversation(body, settings),
        _is_asked(body, "explain"),
    )


def _find_text(body: dict[str, object], member: str) -> str | None:
    value = body.get(member)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Problem(INVALID_BODY, f"{member} must be text")
    _check_text(member, value, INVALID_BODY)
    return value or None


def _get_conversation(body: dict[str, object], settings: Settings) -> tuple[str, ...]:
    turns = body.get("conversation")
    if turns is None:
        return ()
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise Problem(INVALID_BODY, "conversation must be a list of the earlier questions")
    if len(turns) > settings.max_conversation:
        raise Problem(INVALID_BODY, f"conversation has {len(turns)} questions, more than {settings.max_conversation}")
    for turn in turns:
        check_question(turn, settings, INVALID_BODY)
    return tuple(turns)


def _is_asked(body: dict[str, object], member: str) -> bool:
    value = body.get(member, False)
    if not isinstance(value, bool):
        raise Problem(INVALID_BODY, f"{member} must be true or false")
    return value


def _check_text(member: str, text: str, kind: ProblemType) -> None:
    """JSON can spell half of a surrogate pair, which no encoding can write back."""
    if _HALF_PAIR.search(text):
        raise Problem(kind, f"{member} holds half of a surrogate pair, which is no character")
