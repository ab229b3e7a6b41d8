"""Whether an answer holds: held against what it was asked, and against what comes nearest to the question."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from .draft.compose import Draft
from .draft.conflicting import tell_conflicts
from .draft.declined import decline
from .draft.explaining import explain
from .draft.proposing import Proposer
from .draft.suggesting import suggest
from .draft.suiting import fits_question
from .evidence.inquiry import Inquiry
from .evidence.trusting import is_trusted
from .kinds.handlers import Handler
from .kinds.nearest import answer_by_nearest
from .model import Answer, Status
from .question.intents import get_intent


def hold_against_nearest(answer: Answer, inquiry: Inquiry, proposer: Proposer) -> Answer:
    """An answer that can be trusted, or else what comes nearest to the question where that leads all else.

    One that declines suggests, as `proposer` ranks it, what the docs do say.
    """
    if inquiry.reading.moment.unknown:
        return answer
    if answer.status is not Status.NOT_DOCUMENTED and not is_trusted(_turn_to(inquiry, answer), answer):
        answer = _decline(inquiry)
    if answer.status is Status.NOT_DOCUMENTED:
        answer = answer_by_one(answer_by_nearest, inquiry) or answer
    if answer.status is Status.NOT_DOCUMENTED:
        answer = replace(answer, suggestions=suggest(inquiry, proposer))
    return answer


def _turn_to(inquiry: Inquiry, answer: Answer) -> Inquiry:
    """The inquiry of the version that an answer is from."""
    if answer.version == inquiry.version:
        return inquiry
    return Inquiry(inquiry.reader, inquiry.lexicon, answer.version, inquiry.reading)


def _decline(inquiry: Inquiry) -> Answer:
    intent = get_intent(inquiry.reading)
    draft = Draft(inquiry, intent)
    decline(inquiry, draft)
    return draft.finish(partial(explain, inquiry, intent))


def answer_by_one(handler: Handler, inquiry: Inquiry) -> Answer | None:
    """The answer that one handler alone gives, if it finds one."""
    intent = get_intent(inquiry.reading)
    draft = Draft(inquiry, intent)
    told = try_handler(handler, inquiry, draft)
    return tell_conflicts(inquiry, draft).finish(partial(explain, inquiry, intent)) if told else None


def try_handler(handler: Handler, inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a handler answers; it leaves nothing behind when it does not."""
    draft.begin()
    answered = handler(inquiry, draft) and fits_question(inquiry, draft)
    if not answered:
        draft.take_back()
    return answered
