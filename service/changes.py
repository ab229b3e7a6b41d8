"""`/v1/changes`: what differs between versions, in facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flask import Blueprint, Response

from index.errors import UnknownVersion
from index.model import Change, ChangeKind, ChangeQuery, Subject, Version
from service.desk import Desk, get_desk
from service.paging import PARAMETERS, Position, read_paging
from service.parameters import Parameters
from service.problems import INVALID_PARAMETER, Problem
from service.replies import reply
from service.scope import check_known, find_ids, get_docsets
from service.serialise import get_change

blueprint = Blueprint("changes", __name__)

Step = tuple[Version, Version]


@blueprint.get("/v1/changes")
def list_changes() -> Response:
    """The changes that the query asks for: by docset, the newest step first."""
    desk = get_desk()
    parameters = Parameters("from", "to", "entity", "attribute", "page", "kind", "docset", *PARAMETERS)
    paging = read_paging(parameters, desk.settings, (str, int, int))
    kinds = parameters.get_choices("kind", ChangeKind)
    steps = _get_steps(desk, parameters)
    query = ChangeQuery(page=parameters.find_one("page"), kinds=kinds)
    entities, attributes = parameters.get_many("entity"), parameters.get_many("attribute")
    _check_names(desk, steps, entities, attributes)
    changes, cursor = paging.cut(_iter_changes(desk, steps, (entities, attributes), query, paging.after))
    return reply({"changes": [get_change(change) for change in changes], "next_cursor": cursor})


def _get_steps(desk: Desk, parameters: Parameters) -> list[Step]:
    """The pairs of versions to compare; a docset that lacks a named version takes no part."""
    older, newer = parameters.find_one("from"), parameters.find_one("to")
    steps: list[Step] = []
    refused: list[UnknownVersion] = []
    for docset in get_docsets(desk, parameters.find_one("docset")):
        try:
            steps += _iter_steps(desk, docset, older, newer)
        except UnknownVersion as error:
            refused.append(error)
    if refused and not steps:
        raise refused[0]
    return steps


def _iter_steps(desk: Desk, docset: str, older: str | None, newer: str | None) -> Iterator[Step]:
    reader = desk.get_reader()
    versions = reader.versions(docset)
    first = reader.resolve_version(docset, older) if older else versions[0]
    last = reader.resolve_version(docset, newer)
    if first.ordinal > last.ordinal:
        raise Problem(INVALID_PARAMETER, f"from ({first.label}) is newer than to ({last.label})")
    if older and newer:
        yield first, last
        return
    yield from reversed(list(pairwise(versions[first.ordinal : last.ordinal + 1])))


def _check_names(desk: Desk, steps: Sequence[Step], entities: Sequence[str], attributes: Sequence[str]) -> None:
    versions = tuple({newer.docset: newer for _, newer in steps}.values())
    for subject, wanted in ((Subject.ENTITY, entities), (Subject.ATTRIBUTE, attributes)):
        for name in wanted if versions else ():
            check_known(desk, versions, subject, name)


def _iter_changes(
    desk: Desk,
    steps: Sequence[Step],
    names: tuple[Sequence[str], Sequence[str]],
    query: ChangeQuery,
    after: Position | None,
) -> Iterator[tuple[Position, Change]]:
    reader = desk.get_reader()
    for older, newer in steps:
        start = _get_start(newer, after)
        wanted = _narrow(desk, newer, names, query)
        if start is None or wanted is None:
            continue
        for number, change in enumerate(reader.changes(newer.docset, older, newer, wanted)[start:], start + 1):
            yield (newer.docset, newer.ordinal, number), change


def _get_start(newer: Version, after: Position | None) -> int | None:
    """How many changes of a step were listed before; None when all of them were."""
    if after is None:
        return 0
    docset, ordinal, number = str(after[0]), int(after[1]), int(after[2])
    if (newer.docset, newer.ordinal) == (docset, ordinal):
        return number
    return 0 if newer.docset > docset or (newer.docset == docset and newer.ordinal < ordinal) else None


def _narrow(
    desk: Desk, newer: Version, names: tuple[Sequence[str], Sequence[str]], query: ChangeQuery
) -> ChangeQuery | None:
    """The query with the ids that its names stand for; None when the docset does not know them."""
    entities = find_ids(desk, newer, Subject.ENTITY, names[0])
    attributes = find_ids(desk, newer, Subject.ATTRIBUTE, names[1])
    if bool(entities) < bool(names[0]) or bool(attributes) < bool(names[1]):
        return None
    return ChangeQuery(entities=entities, attributes=attributes, page=query.page, kinds=query.kinds)
