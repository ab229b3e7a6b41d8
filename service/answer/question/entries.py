"""The dictionary of one version: what runs of words in questions may name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from index.model import Name, NameRole
from index.terms import Word, find_words, get_term

from .language import Phrase, get_language
from .nameparts import Parts
from .wordforms import get_singular

# Longer runs of words are sentences, not names.
LONGEST_NAME = 8
# A run that is part of more names than this names none of them; an answer could not be told for each.
MOST_MEANT = 8
# Names of which only the whole names anything.
WHOLE_ROLES = frozenset({NameRole.FORMER, NameRole.TITLE})


class Standing(IntEnum):
    """How surely a run of words names something; less is surer."""

    NAME = 0
    """A name in use in the version asked."""
    FORMER = 1
    """A name of which that version says that it is no longer the name."""
    SHORT = 2
    """A part of the name of one thing alone, or its initials."""
    UMBRELLA = 3
    """A part of the names of several things."""
    ELSEWHEN = 4
    """A name in another version only."""
    TITLE = 5
    """The title of a page, for what the page as a whole speaks of."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a run of words may name."""

    ids: tuple[str, ...]
    """Ids of the entities."""
    standing: Standing
    """How surely."""
    name: str
    """The name, as the docs write it."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The dictionary of one version."""

    by_words: dict[Phrase, Entry]
    """Entries by the words as written, in lower case."""
    by_singulars: dict[Phrase, Entry]
    """Entries by the words without the endings of plurals."""

    def find(self, words: Sequence[Word]) -> Entry | None:
        """What a run of words names: by the very words, else but for plurals."""
        return self.by_words.get(tuple(word.text.casefold() for word in words)) or self.by_singulars.get(
            tuple(map(_get_singular_of_name, words))
        )


def _get_singular_of_name(word: Word) -> str:
    """A word without the ending of a plural, which is written small behind initials ("VMs"): "LDAPS" is not "LDAP"."""
    return word.text.casefold() if word.text.isupper() else get_singular(word.text.casefold())


def is_in_use(name: Name, ordinal: int) -> bool:
    """Whether a version uses a name."""
    return name.first <= ordinal and (name.until is None or name.until > ordinal)


_Form = Callable[[str], Phrase]
_PartsMeant = dict[Phrase, dict[str, str]]
"""By part of names: the ids of the things that it may stand for, each with a name."""


def get_entries(names: Sequence[Name], ordinal: int, parts: Parts, form: _Form) -> dict[Phrase, Entry]:
    """The dictionary of one version; surer readings win over less sure ones of the same run."""
    meant: dict[tuple[Phrase, Standing], dict[str, str]] = defaultdict(dict)
    for name in names:
        run = form(name.text)[:LONGEST_NAME]
        if run:
            meant[run, _get_standing(name, ordinal)].setdefault(name.id, name.text)
    shortened = [name for name in names if name.role not in WHOLE_ROLES]
    now = _collect_parts([name for name in shortened if is_in_use(name, ordinal)], parts, form)
    _add_parts([name for name in shortened if is_in_use(name, ordinal)], now, form, meant)
    elsewhen = _collect_parts([name for name in shortened if not is_in_use(name, ordinal)], parts, form)
    _add_parts_elsewhen({part: ids for part, ids in elsewhen.items() if part not in now}, meant)
    entries: dict[Phrase, Entry] = {}
    for (run, standing), ids in sorted(meant.items()):
        if run not in entries and len(ids) <= MOST_MEANT:
            entries[run] = Entry(tuple(sorted(ids)), standing, ids[min(ids)])
    return entries


def _get_standing(name: Name, ordinal: int) -> Standing:
    if name.role is NameRole.TITLE:
        return Standing.TITLE
    if not is_in_use(name, ordinal):
        return Standing.ELSEWHEN
    return Standing.FORMER if name.role is NameRole.FORMER else Standing.NAME


def _add_parts(
    names: Sequence[Name], parts: _PartsMeant, form: _Form, meant: dict[tuple[Phrase, Standing], dict[str, str]]
) -> None:
    """Adds the parts and initials of names in use: of one thing alone, or of several."""
    cores = _collect_cores(names, form)
    for part, ids in parts.items():
        core = cores.get(part, {})
        standing = Standing.SHORT if len(ids) == 1 or len(core) == 1 else Standing.UMBRELLA
        meant[part, standing].update(core if len(core) == 1 else ids)


def _collect_cores(names: Sequence[Name], form: _Form) -> dict[Phrase, dict[str, str]]:
    """By name without the noun of kind at its end ("Flex" of "Flex plan"): the things that it may stand for."""
    cores: dict[Phrase, dict[str, str]] = defaultdict(dict)
    kinds = get_language().kinds
    for name in names:
        words, forms = find_words(name.text), form(name.text)
        if len(words) > 1 and get_term(words[-1]) in kinds and len(forms) == len(words):
            cores[forms[:-1]][name.id] = name.text
    return cores


def _add_parts_elsewhen(parts: _PartsMeant, meant: dict[tuple[Phrase, Standing], dict[str, str]]) -> None:
    """Adds the parts of names of other versions that belong to one thing alone."""
    for part, ids in parts.items():
        if len(ids) == 1 and (part, Standing.ELSEWHEN) not in meant:
            meant[part, Standing.ELSEWHEN].update(ids)


def _collect_parts(names: Sequence[Name], parts: Parts, form: _Form) -> _PartsMeant:
    """By part of a name: the ids of the things that it may stand for, each with a name that has the part."""
    found: dict[Phrase, dict[str, str]] = defaultdict(dict)
    for name in names:
        words = form(name.text)
        runs, initials = parts[name.text]
        for part in {*(words[start:end] for start, end in runs), *initials}:
            found[part].setdefault(name.id, name.text)
    return found
