"""By which name a version calls a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from index.database import Database, get_marks
from index.model import Name, NameRole, Subject
from index.records import unpack_place

# SQLite takes at least 999 parameters in one statement (sqlite.org/limits.html, before 3.32).
MOST_MARKS = 500

LOCAL_MARK = "@"
"""Parts the id of a thing that has its name on one page alone from the page."""

_ROLES = tuple(NameRole)
# Indices hold many names; an enumeration's own look-up takes five times as long.
_SUBJECTS = {subject.value: subject for subject in Subject}
_ROLES_BY_TEXT = {role.value: role for role in NameRole}

_T = TypeVar("_T")


def get_display_names(
    database: Database, docset_id: int, ordinal: int, subject: Subject, things: Iterable[str]
) -> dict[str, Name]:
    """The name that a version uses for each thing that has one in it.

    It is the newest primary name in use, or for want of one the newest name in use.
    """
    memory = database.memory
    if memory is None:
        return _read_display_names(database, docset_id, ordinal, subject, things)
    known = {thing: memory.names.find((docset_id, ordinal, subject, thing)) for thing in set(things)}
    new = [thing for thing, name in known.items() if name is None]
    if new:
        read = _read_display_names(database, docset_id, ordinal, subject, new)
        for thing in new:
            known[thing] = (read[thing],) if thing in read else ()
            memory.names.put((docset_id, ordinal, subject, thing), known[thing] or ())
    return {thing: name[0] for thing, name in known.items() if name}


def _read_display_names(
    database: Database, docset_id: int, ordinal: int, subject: Subject, things: Iterable[str]
) -> dict[str, Name]:
    found: dict[str, Name] = {}
    for chunk in iter_chunks(sorted(set(things))):
        for name in _iter_in_use(database, docset_id, ordinal, subject, chunk):
            known = found.get(name.id)
            if known is None or _get_rank(name) < _get_rank(known):
                found[name.id] = name
    return found


def iter_chunks(things: Iterable[_T]) -> Iterator[tuple[_T, ...]]:
    """Runs of the things, each short enough for one statement."""
    rest = iter(things)
    while chunk := tuple(islice(rest, MOST_MARKS)):
        yield chunk


def read_names(
    database: Database, condition: str, values: Mapping[str, object], *, placed: bool = True
) -> tuple[Name, ...]:
    """The names that meet an SQL condition, in the order in which they were put; if wished, without their places."""
    sql = f"""SELECT subject, thing, text, role, first, until, evidence, sha256, {"place" if placed else "NULL"}
        FROM name WHERE {condition} ORDER BY id"""
    return tuple(
        Name(
            subject=_SUBJECTS[subject],
            id=thing,
            text=text,
            role=_ROLES_BY_TEXT[role],
            first=first,
            until=until,
            evidence=evidence,
            sha256=sha256,
            place=unpack_place(place) if place else None,
        )
        for subject, thing, text, role, first, until, evidence, sha256, place in database.rows(sql, values)
    )


def _get_rank(name: Name) -> tuple[bool, int, int]:
    """Primary names first, then newer ones; in one version a name proper before a short form."""
    return name.role is not NameRole.PRIMARY, -name.first, _ROLES.index(name.role)


def _iter_in_use(
    database: Database, docset_id: int, ordinal: int, subject: Subject, things: tuple[str, ...]
) -> tuple[Name, ...]:
    values: dict[str, object] = {"docset": docset_id, "subject": subject, "at": ordinal}
    marks = get_marks("thing", things, values)
    condition = f"""docset_id = :docset AND subject = :subject AND thing IN {marks}
        AND first <= :at AND (until IS NULL OR until > :at)"""
    return read_names(database, condition, values)
