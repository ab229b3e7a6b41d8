"""`/v1/conflicts`: where the docs contradict themselves in one version."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response

from index.conflicts import Conflict, ConflictQuery, Side
from service.desk import Desk, get_desk
from service.paging import PARAMETERS, Paging, Position, read_paging
from service.parameters import Parameters
from service.replies import reply
from service.scope import Chosen, check_page, choose, get_versions, resume
from service.serialise import Json, get_fact, get_named, get_version

blueprint = Blueprint("conflicts", __name__)


@blueprint.get("/v1/conflicts")
def list_conflicts() -> Response:
    """The conflicts that the query asks for, by docset, entity and attribute."""
    desk = get_desk()
    parameters = Parameters("entity", "attribute", "page", "as_of", "docset", *PARAMETERS)
    paging = read_paging(parameters, desk.settings, (str, int, str, str))
    page = parameters.find_one("page")
    versions = get_versions(desk, parameters.find_one("docset"), parameters.find_one("as_of"))
    versions = resume(desk, versions, paging.after)
    if page is not None:
        check_page(desk, versions, page)
    chosen = choose(desk, versions, parameters.get_many("entity"), parameters.get_many("attribute"))
    conflicts, cursor = paging.cut(_iter_conflicts(desk, chosen, page, paging))
    return reply({"conflicts": [_write(conflict) for conflict in conflicts], "next_cursor": cursor})


def _iter_conflicts(
    desk: Desk, chosen: tuple[Chosen, ...], page: str | None, paging: Paging
) -> Iterator[tuple[Position, Conflict]]:
    reader = desk.get_reader()
    for one in chosen:
        version = one.version
        held = paging.after is not None and paging.after[:2] == (version.docset, version.ordinal)
        after = (str(paging.after[2]), str(paging.after[3])) if held and paging.after else ("", "")
        query = ConflictQuery(entities=one.entities, attributes=one.attributes, page=page, after=after)
        for conflict in reader.conflicts(version, query):
            yield (version.docset, version.ordinal, *conflict.pair), conflict


def _write(conflict: Conflict) -> Json:
    return {
        "entity": get_named(conflict.entity),
        "attribute": get_named(conflict.attribute),
        "docset": conflict.sides[0].fact.docset,
        "facts": [_write_side(side) for side in conflict.sides],
    }


def _write_side(side: Side) -> Json:
    return {**get_fact(side.fact), "since": get_version(side.since)}
