"""`/v1/facts`: facts as one version states them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response

from index.model import Fact, FactKind, FactQuery
from service.desk import Desk, get_desk
from service.paging import PARAMETERS, Paging, Position, read_paging
from service.parameters import Parameters
from service.replies import reply
from service.scope import Chosen, check_page, choose, get_versions, resume
from service.serialise import get_fact

blueprint = Blueprint("facts", __name__)


@blueprint.get("/v1/facts")
def list_facts() -> Response:
    """The facts that the query asks for, by docset, in the order of the docs."""
    desk = get_desk()
    parameters = Parameters("entity", "attribute", "page", "kind", "as_of", "docset", *PARAMETERS)
    paging = read_paging(parameters, desk.settings, (str, int, int))
    kinds = parameters.get_choices("kind", FactKind)
    page = parameters.find_one("page")
    versions = get_versions(desk, parameters.find_one("docset"), parameters.find_one("as_of"))
    versions = resume(desk, versions, paging.after)
    if page is not None:
        check_page(desk, versions, page)
    chosen = choose(desk, versions, parameters.get_many("entity"), parameters.get_many("attribute"))
    query = FactQuery(page=page, kinds=kinds, limit=paging.limit + 1)
    facts, cursor = paging.cut(_iter_facts(desk, chosen, query, paging))
    return reply({"facts": [get_fact(fact) for fact in facts], "next_cursor": cursor})


def _iter_facts(
    desk: Desk, chosen: tuple[Chosen, ...], query: FactQuery, paging: Paging
) -> Iterator[tuple[Position, Fact]]:
    reader = desk.get_reader()
    for one in chosen:
        version = one.version
        wanted = replace(query, entities=one.entities, attributes=one.attributes, after=paging.get_start(version, 0))
        for fact in reader.facts(version, wanted):
            yield (version.docset, version.ordinal, fact.id), fact
