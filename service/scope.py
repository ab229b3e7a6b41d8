"""Scope: which versions a query covers, and which entities, attributes and pages it names there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.errors import Unknown, UnknownAttribute, UnknownDocset, UnknownEntity, UnknownPage, UnknownVersion
from index.model import PageState, Subject, Version
from service.desk import Desk
from service.names import find_nearest
from service.paging import Position
from service.problems import EMPTY_INDEX, INVALID_CURSOR, Problem

_UNKNOWN_NAME: dict[Subject, Callable[[str, tuple[str, ...]], Unknown]] = {
    Subject.ENTITY: UnknownEntity,
    Subject.ATTRIBUTE: UnknownAttribute,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A version that a query covers, with the ids that the query's names stand for there."""

    version: Version
    """The version."""
    entities: tuple[str, ...]
    """Ids of the entities asked for; () when the query does not restrict them."""
    attributes: tuple[str, ...]
    """Ids of the attributes asked for; () when the query does not restrict them."""


def get_docsets(desk: Desk, docset: str | None) -> tuple[str, ...]:
    """The docsets that a query covers: the named one, or all; raises UnknownDocset, or a problem for an empty index."""
    known = desk.get_reader().docsets()
    if not known:
        raise Problem(EMPTY_INDEX, "the index holds no version yet; `ingest` fills it")
    if docset is None:
        return known
    if docset not in known:
        raise UnknownDocset(docset, find_nearest(docset, known, desk.settings.nearest))
    return (docset,)


def get_versions(desk: Desk, docset: str | None, as_of: str | None) -> tuple[Version, ...]:
    """The version of each covered docset that `as_of` means; a docset without such a version is not covered.

    Raises UnknownVersion, with the known labels, when no covered docset has it.
    """
    reader = desk.get_reader()
    found: list[Version] = []
    known: dict[str, None] = {}
    for name in get_docsets(desk, docset):
        try:
            found.append(reader.resolve_version(name, as_of))
        except UnknownVersion as error:
            known.update(dict.fromkeys(error.known))
    if not found:
        raise UnknownVersion(as_of or "", tuple(known))
    return tuple(found)


def choose(
    desk: Desk, versions: Sequence[Version], entities: Sequence[str], attributes: Sequence[str]
) -> tuple[Chosen, ...]:
    """Of the versions those in whose docset every kind of name is known, with the ids meant there.

    Raises UnknownEntity or UnknownAttribute for a name that no covered docset knows.
    """
    for subject, wanted in ((Subject.ENTITY, entities), (Subject.ATTRIBUTE, attributes)):
        for name in wanted:
            check_known(desk, versions, subject, name)
    chosen = (
        Chosen(
            version,
            find_ids(desk, version, Subject.ENTITY, entities),
            find_ids(desk, version, Subject.ATTRIBUTE, attributes),
        )
        for version in versions
    )
    return tuple(
        one for one in chosen if bool(one.entities) >= bool(entities) and bool(one.attributes) >= bool(attributes)
    )


def find_ids(desk: Desk, version: Version, subject: Subject, wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids that any of the names stands for, in order and without repetition."""
    book = desk.get_book(version.docset)
    return tuple(dict.fromkeys(id for name in wanted for id in book.find_ids(subject, name, version.ordinal)))


def check_known(desk: Desk, versions: Sequence[Version], subject: Subject, wanted: str) -> None:
    """Raises UnknownEntity or UnknownAttribute, with the nearest names, when no covered docset knows the name."""
    if any(find_ids(desk, version, subject, (wanted,)) for version in versions):
        return
    texts = sorted({text for version in versions for text in desk.get_book(version.docset).get_texts(subject)})
    raise _UNKNOWN_NAME[subject](wanted, find_nearest(wanted, texts, desk.settings.nearest))


def get_page(desk: Desk, version: Version, path: str) -> PageState:
    """A page of a version; raises UnknownPage, with the nearest paths."""
    page = desk.get_reader().find_page(version, path)
    if page is None:
        raise _refuse_page(desk, (version,), path)
    return page


def check_page(desk: Desk, versions: Sequence[Version], path: str) -> None:
    """Raises UnknownPage, with the nearest paths, when none of the versions has the page."""
    reader = desk.get_reader()
    if not any(reader.find_page(version, path) for version in versions):
        raise _refuse_page(desk, versions, path)


def _refuse_page(desk: Desk, versions: Sequence[Version], path: str) -> UnknownPage:
    reader = desk.get_reader()
    paths = sorted({page.path for version in versions for page in reader.pages(version)})
    return UnknownPage(path, find_nearest(path, paths, desk.settings.nearest))


def resume(desk: Desk, versions: Sequence[Version], after: Position | None) -> tuple[Version, ...]:
    """The versions that are not listed to the end yet, when a list reached the position (docset, ordinal, …).

    The version that was being listed stays the same one, even when a newer one came meanwhile.
    """
    if after is None:
        return tuple(versions)
    docset, ordinal = str(after[0]), int(after[1])
    held = [version for version in desk.get_reader().versions(docset) if version.ordinal == ordinal]
    if not held:
        raise Problem(INVALID_CURSOR, "the version that the cursor belongs to is gone")
    return (*held, *(version for version in versions if version.docset > docset))
