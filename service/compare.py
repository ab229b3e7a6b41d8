"""`/v1/compare`: entities beside each other, every cell cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flask import Blueprint, Response

from index.meaning import Meaning, get_meaning
from index.model import Fact, FactKind, FactQuery, Named, Subject, Version
from service.desk import Desk, get_desk
from service.parameters import Parameters
from service.problems import AMBIGUOUS_NAME, INVALID_PARAMETER, Problem
from service.replies import reply
from service.scope import Chosen, choose, find_ids, get_versions
from service.serialise import Json, get_citation, get_named, get_value, get_version

blueprint = Blueprint("compare", __name__)

# Sentences that name no property of their own are kept under this attribute.
_UNLABELLED = "statement"
_STANDING = {kind: rank for rank, kind in enumerate(FactKind)}

# The facts of one attribute: those of each entity, in the order of the entities.
Row = list[list[Fact]]


@blueprint.get("/v1/compare")
def compare() -> Response:
    """The comparison of at least two entities as a matrix, in the row order of the docs."""
    desk, parameters = get_desk(), Parameters("entity", "attribute", "as_of", "docset")
    names = parameters.get_many("entity")
    if not 2 <= len(names) <= desk.settings.max_compared:
        raise Problem(INVALID_PARAMETER, f"name 2 to {desk.settings.max_compared} entities, not {len(names)}")
    versions = get_versions(desk, parameters.find_one("docset"), parameters.find_one("as_of"))
    chosen = _choose_one(desk, versions, names, parameters.get_many("attribute"))
    entities = _get_entities(desk, chosen.version, names)
    rows = _get_rows(_read_facts(desk, chosen, entities), entities)
    matrix = {"entities": [get_named(entity) for entity in entities], "rows": [_write_row(row) for row in rows]}
    return reply({"as_of": get_version(chosen.version), **matrix})


def _choose_one(desk: Desk, versions: Sequence[Version], names: Sequence[str], attributes: Sequence[str]) -> Chosen:
    """The one covered version that knows all the names; raises Unknown or a problem when it is not one."""
    chosen = [
        one
        for one in choose(desk, versions, names, attributes)
        if all(find_ids(desk, one.version, Subject.ENTITY, (name,)) for name in names)
    ]
    if not chosen:
        raise Problem(INVALID_PARAMETER, f"no docset knows all of {', '.join(names)}")
    if len(chosen) > 1:
        docsets = tuple(one.version.docset for one in chosen)
        raise Problem(AMBIGUOUS_NAME, f"several docsets know these names ({', '.join(docsets)}); name one", docsets)
    return chosen[0]


def _get_entities(desk: Desk, version: Version, names: Sequence[str]) -> list[Named]:
    book = desk.get_book(version.docset)
    entities: dict[str, Named] = {}
    for name in names:
        ids = book.find_ids(Subject.ENTITY, name, version.ordinal)
        found = [Named(id, book.get_display(Subject.ENTITY, id, version.ordinal)) for id in ids]
        if len(found) > 1:
            texts = tuple(one.name for one in found)
            raise Problem(AMBIGUOUS_NAME, f"{name!r} fits several entities: {', '.join(texts)}", texts)
        entities[ids[0]] = found[0]
    if len(entities) < 2:
        raise Problem(INVALID_PARAMETER, f"the names {', '.join(names)} are all names of one entity")
    return list(entities.values())


def _read_facts(desk: Desk, chosen: Chosen, entities: Sequence[Named]) -> list[Fact]:
    """What tables and labelled lines state; where attributes are named, what a definition states as well."""
    kinds = (FactKind.CELL, FactKind.STATEMENT, *((FactKind.DEFINITION,) if chosen.attributes else ()))
    ids = tuple(entity.id for entity in entities)
    query = FactQuery(entities=ids, attributes=chosen.attributes, without=(_UNLABELLED,), kinds=kinds)
    facts = [_without_label(fact) for fact in desk.get_reader().facts(chosen.version, query)]
    stated: dict[str, set[str]] = {}
    for fact in facts:
        stated.setdefault(fact.attribute.id, set()).update((fact.entity.id, fact.kind))
    return [
        fact
        for fact in facts
        if fact.kind is not FactKind.STATEMENT
        or FactKind.CELL in stated[fact.attribute.id]
        or len(stated[fact.attribute.id].intersection(ids)) > 1
    ]


def _without_label(fact: Fact) -> Fact:
    """A labelled line with what stands behind the label for its value, as a cell has it."""
    _, mark, said = fact.value.raw.partition(": ")
    if fact.kind is not FactKind.STATEMENT or not mark:
        return fact
    return replace(fact, value=replace(fact.value, raw=said))


def _get_rows(facts: Iterable[Fact], entities: Sequence[Named]) -> list[Row]:
    columns = {entity.id: number for number, entity in enumerate(entities)}
    pages: dict[str, int] = {}
    rows: dict[str, Row] = {}
    for fact in facts:
        pages.setdefault(fact.citation.page, len(pages))
        row = rows.setdefault(fact.attribute.id, [[] for _ in entities])
        row[columns[fact.entity.id]].append(fact)
    for cell in (cell for row in rows.values() for cell in row):
        cell.sort(key=lambda fact: _STANDING[fact.kind])
    return sorted(rows.values(), key=lambda row: min(_get_order(fact, pages) for cell in row for fact in cell))


def _get_order(fact: Fact, pages: dict[str, int]) -> tuple[int, int]:
    """The place of a fact in the docs: pages in the order in which they came, then down the page."""
    place = fact.citation.place
    return pages[fact.citation.page], place.cell.start if place.cell else place.span.start


def _write_row(row: Row) -> Json:
    """A row; it differs when the docs state different values, an unstated one being no value."""
    attribute = next(fact.attribute for cell in row for fact in cell)
    stated = {_get_meaning(cell[0]) for cell in row if cell}
    return {
        "attribute": get_named(attribute),
        "differs": len(stated) > 1,
        "cells": [_write_cell(cell) for cell in row],
    }


def _write_cell(facts: Sequence[Fact]) -> Json | None:
    """What the docs say; another value that they give elsewhere stands beside it, not in its place."""
    if not facts:
        return None
    first = facts[0]
    body: Json = {"value": get_value(first.value), "citation": get_citation(first.citation)}
    others = [fact for fact in facts[1:] if _get_meaning(fact) != _get_meaning(first)]
    if others:
        body["others"] = [{"value": get_value(fact.value), "citation": get_citation(fact.citation)} for fact in others]
    return body


def _get_meaning(fact: Fact) -> Meaning:
    """What a value says; one behind a label is read as a cell is."""
    return get_meaning(fact.value, FactKind.CELL if fact.kind is FactKind.STATEMENT else fact.kind)
