"""`/v1/entities`, `/v1/attributes`, `/v1/versions`, `/v1/pages`: what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response

from index.errors import UnknownEntity
from index.facts import get_url
from index.model import Name, PageState, Subject, Version
from service.addresses import get_viewer_address
from service.desk import Desk, get_desk
from service.names import find_nearest
from service.paging import PARAMETERS, Paging, Position, read_paging
from service.parameters import Parameters
from service.problems import INVALID_PARAMETER, Problem
from service.replies import reply
from service.scope import get_docsets, get_page, get_versions, resume
from service.serialise import Json, get_place, get_version
from service.serialise import get_page as write_page

blueprint = Blueprint("known", __name__)


@blueprint.get("/v1/entities")
def list_entities() -> Response:
    """The entities of the covered versions, by id."""
    return _list_things(Subject.ENTITY, "entities")


@blueprint.get("/v1/attributes")
def list_attributes() -> Response:
    """The attributes of the covered versions, by id."""
    return _list_things(Subject.ATTRIBUTE, "attributes")


@blueprint.get("/v1/entities/<path:id>")
def show_entity(id: str) -> Response:
    """An entity with all its names, the versions that used them, and the evidence for each."""
    desk, parameters = get_desk(), Parameters("docset")
    docsets = get_docsets(desk, parameters.find_one("docset"))
    entities = [_get_entity(desk, docset, id) for docset in docsets]
    found = [entity for entity in entities if entity is not None]
    if not found:
        ids = {known for docset in docsets for known in desk.get_book(docset).get_all_ids(Subject.ENTITY)}
        raise UnknownEntity(id, find_nearest(id, sorted(ids), desk.settings.nearest))
    return reply(found[0])


@blueprint.get("/v1/versions")
def list_versions() -> Response:
    """The versions of the covered docsets, newest first."""
    desk, parameters = get_desk(), Parameters("docset", *PARAMETERS)
    paging = read_paging(parameters, desk.settings, (str, int))
    docsets = get_docsets(desk, parameters.find_one("docset"))
    versions, cursor = paging.cut(_iter_versions(desk, docsets, paging))
    return reply({"versions": [_write_version(version) for version in versions], "next_cursor": cursor})


@blueprint.get("/v1/pages")
def list_pages() -> Response:
    """The pages of the covered versions, by path."""
    desk, parameters = get_desk(), Parameters("as_of", "docset", *PARAMETERS)
    paging = read_paging(parameters, desk.settings, (str, int, str))
    versions = get_versions(desk, parameters.find_one("docset"), parameters.find_one("as_of"))
    pages, cursor = paging.cut(_iter_pages(desk, resume(desk, versions, paging.after), paging))
    return reply({"pages": [_write_page(version, page) for version, page in pages], "next_cursor": cursor})


@blueprint.get("/v1/pages/", defaults={"path": ""})
@blueprint.get("/v1/pages/<path:path>")
def show_page(path: str) -> Response:
    """A snapshot: its text and its SHA-256."""
    desk, parameters = get_desk(), Parameters("version", "docset")
    version = find_version_of_page(desk, path, parameters.find_one("docset"), parameters.find_one("version"))
    page = get_page(desk, version, path)
    snapshot = desk.get_reader().snapshot(page.sha256)
    return reply({**_write_page(version, page), "media_type": snapshot.media_type, "text": snapshot.text})


def find_version_of_page(desk: Desk, path: str, docset: str | None, label: str | None) -> Version:
    """The version in which to show a page; raises a problem when several docsets have such a page."""
    versions = get_versions(desk, docset, label)
    having = [version for version in versions if desk.get_reader().find_page(version, path)]
    if len(having) > 1:
        names = ", ".join(version.docset for version in having)
        raise Problem(INVALID_PARAMETER, f"several docsets have this page ({names}); name one with docset")
    return (having or versions)[0]


def _list_things(subject: Subject, key: str) -> Response:
    desk, parameters = get_desk(), Parameters("as_of", "docset", *PARAMETERS)
    paging = read_paging(parameters, desk.settings, (str, int, str))
    versions = get_versions(desk, parameters.find_one("docset"), parameters.find_one("as_of"))
    things, cursor = paging.cut(_iter_things(desk, subject, resume(desk, versions, paging.after), paging))
    return reply({key: things, "next_cursor": cursor})


def _iter_things(
    desk: Desk, subject: Subject, versions: Sequence[Version], paging: Paging
) -> Iterator[tuple[Position, Json]]:
    for version in versions:
        book, start = desk.get_book(version.docset), paging.get_start(version, "")
        labels = [known.label for known in desk.get_reader().versions(version.docset)]
        for id in book.get_ids(subject, version.ordinal):
            if id > start:
                names = [_write_name(name, labels) for name in book.get_names(subject, id)]
                display = book.get_display(subject, id, version.ordinal)
                thing: Json = {"id": id, "name": display, "docset": version.docset, "names": names}
                yield (version.docset, version.ordinal, id), thing


def _iter_versions(desk: Desk, docsets: Sequence[str], paging: Paging) -> Iterator[tuple[Position, Version]]:
    after = paging.after
    for docset in docsets:
        for version in reversed(desk.get_reader().versions(docset)):
            if after is None or docset > str(after[0]) or (docset == after[0] and version.ordinal < int(after[1])):
                yield (docset, version.ordinal), version


def _iter_pages(
    desk: Desk, versions: Sequence[Version], paging: Paging
) -> Iterator[tuple[Position, tuple[Version, PageState]]]:
    for version in versions:
        start = paging.get_start(version, "")
        for page in desk.get_reader().pages(version, start, paging.limit + 1):
            yield (version.docset, version.ordinal, page.path), (version, page)


def _get_entity(desk: Desk, docset: str, id: str) -> Json | None:
    book, versions = desk.get_book(docset), desk.get_reader().versions(docset)
    names = book.get_names(Subject.ENTITY, id)
    if not names:
        return None
    labels = [version.label for version in versions]
    shown = [{**_write_name(name, labels), **_get_evidence(desk, versions, name)} for name in names]
    display = book.get_display(Subject.ENTITY, id, versions[-1].ordinal)
    return {"id": id, "name": display, "docset": docset, "names": shown}


def _get_evidence(desk: Desk, versions: Sequence[Version], name: Name) -> Json:
    """Why the name is taken for one, and where the docs show it."""
    body: Json = {"evidence": name.evidence}
    if name.place is None:
        return body
    version = versions[name.first]
    pages = [page for page in desk.get_reader().pages(version) if page.sha256 == name.sha256]
    body["citation"] = {
        **get_version(version),
        **({"page": pages[0].path, "title": pages[0].title} if pages else {}),
        **get_place(name.place),
        "sha256": name.sha256,
    }
    return body


def _write_name(name: Name, labels: Sequence[str]) -> Json:
    last = labels[-1] if name.until is None else labels[name.until - 1]
    return {"text": name.text, "role": name.role.value, "versions": {"first": labels[name.first], "last": last}}


def _write_version(version: Version) -> Json:
    return {**get_version(version), "base_url": version.base_url}


def _write_page(version: Version, page: PageState) -> Json:
    published = get_url(version.base_url, page.path)
    return write_page(version, page, published or get_viewer_address(version.docset, version.label, page.path))
