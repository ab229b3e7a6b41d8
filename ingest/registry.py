"""The names of a docset known so far, and the ids that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.model import Name, NameRole, Subject
from index.naming import LOCAL_MARK
from index.terms import get_identity_key, get_name_key
from ingest.names import get_core, is_longer_form


class Registry:
    """Which thing a name means in a docset, and what ids are taken."""

    def __init__(self, names: Iterable[Name]) -> None:
        """`names` are the docset's names up to the version before the one in hand, in any order."""
        self._ids: set[tuple[Subject, str]] = set()
        self._made: set[tuple[Subject, str]] = set()
        self._by_key: dict[tuple[Subject, str], list[Name]] = {}
        self._local: dict[tuple[str, str], list[Name]] = {}
        self._by_core: dict[str, list[Name]] = {}
        self._in_use: dict[tuple[Subject, str], list[Name]] = {}
        for name in sorted(names, key=_get_standing):
            self.add(name)

    def add(self, name: Name) -> None:
        """Learns a name."""
        self._ids.add((name.subject, name.id))
        self._made.discard((name.subject, name.id))
        if name.role in (NameRole.PRIMARY, NameRole.TITLE):
            self._get_namesakes(name).append(name)
            if name.subject is Subject.ENTITY and LOCAL_MARK not in name.id:
                self._by_core.setdefault(get_core(name.text), []).append(name)
        if name.until is None:
            self._in_use.setdefault((name.subject, name.id), []).append(name)

    def close(self, subject: Subject, id: str, text: str, ordinal: int) -> None:
        """Learns that from a version on a name is in use no more, in any role."""
        names = self._in_use.get((subject, id), [])
        for name in [n for n in names if n.text == text]:
            names.remove(name)
            if name.role in (NameRole.PRIMARY, NameRole.TITLE):
                namesakes = self._get_namesakes(name)
                namesakes[namesakes.index(name)] = replace(name, until=ordinal)

    def settle(self) -> None:
        """Lets go of the ids that were made and, in the end, given no name."""
        self._ids -= self._made
        self._made.clear()

    def _get_namesakes(self, name: Name) -> list[Name]:
        """The names that have the key of this one, where it is one to be found by."""
        key = get_identity_key(name.text)
        _, mark, page = name.id.partition(LOCAL_MARK)
        if mark:
            return self._local.setdefault((page, key), [])
        return self._by_key.setdefault((name.subject, key), [])

    def find(self, subject: Subject, name: str) -> str | None:
        """The docset-wide thing of which this is or last was the primary name."""
        return _find_newest(self._by_key.get((subject, get_identity_key(name)), ()))

    def find_kin(self, name: str) -> str | None:
        """The one docset-wide entity whose name differs from this by nouns of kind alone."""
        forms = [n for n in self._by_core.get(get_core(name), ()) if is_longer_form(n.text, name)]
        ids = {n.id for n in forms}
        return ids.pop() if len(ids) == 1 else None

    def find_local(self, name: str, page: str) -> str | None:
        """The thing of a page that is or last was called so there."""
        return _find_newest(self._local.get((page, get_identity_key(name)), ()))

    def get_names(self, subject: Subject, id: str) -> tuple[Name, ...]:
        """The names in use for a thing."""
        return tuple(self._in_use.get((subject, id), ()))

    def make_id(self, subject: Subject, name: str, page: str | None) -> str:
        """A new id for a thing, after its name; with `page`, for a thing of that page alone."""
        base = get_name_key(name).replace(" ", "-") or "unnamed"
        suffix = "" if page is None else f"{LOCAL_MARK}{page}"
        id, number = base + suffix, 1
        while (subject, id) in self._ids:
            number += 1
            id = f"{base}-{number}{suffix}"
        self._ids.add((subject, id))
        self._made.add((subject, id))
        return id


def _find_newest(names: Sequence[Name]) -> str | None:
    """The thing of the name that was in use last."""
    return max(names, key=_get_standing).id if names else None


def _get_standing(name: Name) -> tuple[bool, int, str]:
    return name.until is None, name.first, name.id
