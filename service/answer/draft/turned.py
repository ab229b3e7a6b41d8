"""Answers from tables read the other way round, given back with entity and attribute where the index has them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from weakref import WeakKeyDictionary

from index.reader import IndexReader
from index.turned import TurnedReader, turn_change

from ..model import Answer, Explanation, Intent, Status

_readers: WeakKeyDictionary[IndexReader, TurnedReader] = WeakKeyDictionary()


def get_turned_reader(reader: IndexReader) -> TurnedReader:
    """The reader of the same index that reads its tables the other way round, the same one each time."""
    kept = _readers.get(reader)
    if kept is None:
        kept = TurnedReader(reader)
        _readers[reader] = kept
    return kept


def is_told(answer: Answer, declined: Answer) -> bool:
    """Whether turned tables answer for the very things that the question names, on both their sides.

    Where a question did not ask to compare, its two names in a turned table compare nothing; where it did, what is told
    of one of its things alone is no answer.
    """
    compares = answer.explanation.intent is Intent.COMPARE and declined.explanation.intent is not Intent.COMPARE
    if answer.status is Status.NOT_DOCUMENTED or compares:
        return False
    named = {entity.id for entity in answer.explanation.entities}
    beside = {entity.id for entity in declined.explanation.entities}
    told = {(claim.entity.id, claim.attribute.id) for claim in answer.claims if claim.entity and claim.attribute}
    others = {other for _, other in told}
    if declined.explanation.intent is Intent.COMPARE and len(others) < 2 <= len(beside):
        return False
    return bool(told) and all(entity in named and (not beside or other in beside) for entity, other in told)


def turn_back(answer: Answer) -> Answer:
    """An answer from turned tables with its claims and changes as the index has them."""
    return replace(
        answer,
        claims=tuple(replace(claim, entity=claim.attribute, attribute=claim.entity) for claim in answer.claims),
        changes=tuple(turn_change(change) for change in answer.changes),
        explain=partial(_explain_turned, answer),
    )


def _explain_turned(answer: Answer) -> Explanation:
    explanation = answer.explanation
    return replace(explanation, entities=explanation.attributes, attributes=explanation.entities)
