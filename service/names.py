"""Names: what a name of a query stands for, and which known names are nearest to an unknown one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz import utils as spelling

from index.model import Name, NameRole, Subject
from index.terms import get_name_key

# When one spelling names several things, the firmer use of it wins.
_FIRMNESS = {role: rank for rank, role in enumerate(NameRole)}


class NameBook:
    """All names of one docset, of every version."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._of_id: dict[tuple[Subject, str], list[Name]] = {}
        self._of_key: dict[tuple[Subject, str], list[Name]] = {}
        for name in names:
            self._of_id.setdefault((name.subject, name.id), []).append(name)
            self._of_key.setdefault((name.subject, get_name_key(name.text)), []).append(name)

    def find_ids(self, subject: Subject, wanted: str, ordinal: int) -> tuple[str, ...]:
        """The ids that a name, short name or id stands for, as that version uses names; () when it is not known.

        Several ids mean that the name fits several things equally well.
        """
        if (subject, wanted) in self._of_id:
            return (wanted,)
        key = get_name_key(wanted)
        names = self._of_key.get((subject, key)) or self._find_longer(subject, key, ordinal)
        ranked = [(_rank(name, ordinal), name.id) for name in names]
        return tuple(sorted({id for rank, id in ranked if rank == min(ranked)[0]}))

    def get_ids(self, subject: Subject, ordinal: int) -> tuple[str, ...]:
        """The ids that have a name in use in that version, in order."""
        return tuple(
            sorted(id for (of, id), names in self._of_id.items() if of is subject and any(_in_use(names, ordinal)))
        )

    def get_all_ids(self, subject: Subject) -> tuple[str, ...]:
        """The ids of every version, in order."""
        return tuple(sorted(id for of, id in self._of_id if of is subject))

    def get_names(self, subject: Subject, id: str) -> tuple[Name, ...]:
        """All names of an id, oldest first; () when there is no such id."""
        names = self._of_id.get((subject, id), [])
        return tuple(sorted(names, key=lambda name: (name.first, _FIRMNESS[name.role], name.text)))

    def get_display(self, subject: Subject, id: str, ordinal: int) -> str:
        """The name by which that version calls an id (any version, if that one does not name it)."""
        names = self._of_id[subject, id]
        chosen = list(_in_use(names, ordinal)) or names
        return min(chosen, key=lambda name: (name.role is not NameRole.PRIMARY, -name.first, _FIRMNESS[name.role])).text

    def get_texts(self, subject: Subject) -> tuple[str, ...]:
        """Every name of every version, in order."""
        return tuple(sorted({name.text for (of, _), names in self._of_id.items() if of is subject for name in names}))

    def _find_longer(self, subject: Subject, key: str, ordinal: int) -> list[Name]:
        """Names in use that hold the wanted words in a row; those with the fewest words more."""
        found: dict[int, list[Name]] = {}
        for (of, longer), names in self._of_key.items():
            if of is subject and key and f" {key} " in f" {longer} ":
                found.setdefault(len(longer.split()), []).extend(_in_use(names, ordinal))
        return next((found[length] for length in sorted(found) if found[length]), [])


def find_nearest(wanted: str, known: Sequence[str], count: int) -> tuple[str, ...]:
    """The known names that are spelt most like the wanted one, nearest first."""
    found = process.extract(wanted, known, scorer=fuzz.WRatio, processor=spelling.default_process, limit=count)
    return tuple(match[0] for match in found)


def is_in_use(name: Name, ordinal: int) -> bool:
    """Whether that version uses the name."""
    return name.first <= ordinal and (name.until is None or ordinal < name.until)


def _in_use(names: Sequence[Name], ordinal: int) -> Iterable[Name]:
    return (name for name in names if is_in_use(name, ordinal))


def _rank(name: Name, ordinal: int) -> tuple[bool, int]:
    return (not is_in_use(name, ordinal), _FIRMNESS[name.role])
