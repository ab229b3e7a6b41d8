"""Versions and dates in a question's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.model import Version


class Relation(StrEnum):
    """How the question stands to the version that it names."""

    AT = "at"
    BEFORE = "before"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Moment:
    """The versions that a question names."""

    versions: tuple[Version, ...] = ()
    """They, in the order of the question."""
    relation: Relation = Relation.AT
    """How the first of them is meant."""
    unknown: str = ""
    """A version or date that is named and not known, or ""."""
    spans: tuple[tuple[int, int], ...] = ()
    """Places (start, end) in the question that speak of versions."""


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month != "may" else "may" for month in _MONTHS)
_LEAD = (
    r"\b(?:back\s+(?=in\b|as of\b|at\b|during\b|before\b))?"
    r"(?P<lead>in|as of|at|for|of|since|from|to|until|till|before|prior to|after|between|and|by|during|with"
    r"|version|versions|release|releases)\s+"
    r"(?:the\s+|early\s+|late\s+)?(?P<noun>version\s+|release\s+|year\s+|docs\s+of\s+|end\s+of\s+)?"
)
# A version of something that the asker has: "version 12 of the system".
_OF_ANOTHER = re.compile(
    r"\s+of\s+(?:the|my|our|your|their|its|an?)\s+(?!docs?\b|documentation\b|product\b|manual\b)", re.I
)
# What leads to a label has so many words at most ("prior to the docs of").
LONGEST_LEAD = 6
_LABEL = re.compile(r"[^\W_][\w.+/-]*", re.UNICODE)
_LEAD_BEFORE = re.compile(_LEAD + r"$", re.I)
_DATE = re.compile(
    _LEAD
    + r"(?P<date>\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|"
    + rf"(?:(?P<month>{_MONTH})\.?,?\s+)?(?P<year>(?:19|20)\d{{2}}))\b(?!-|\.\d|\w)",
    re.I,
)
# A whole date ("on 30 September 2019", "as of May 3rd, 2021"), which may stand behind "on" as well.
_DAY = r"(?:\d{1,2})(?:st|nd|rd|th)?"
_WHOLE_DATE = re.compile(
    rf"\b(?:back\s+)?(?P<lead>on|in|as of|at|of|since|from|to|until|till|before|prior to|after|by)\s+(?:the\s+)?"
    rf"(?P<date>(?:(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})|(?P<month2>{_MONTH})\.?\s+(?P<day2>{_DAY}))\.?,?"
    r"\s+(?P<year>(?:19|20)\d{2}))\b(?!-|\.\d|\w)",
    re.I,
)
_PREVIOUS = re.compile(
    r"\b(?:previous|prior|preceding|last|earlier|older|old)\s+(?:version|release|docs|documentation)\b"
    r"|\bversion before\b(?!\s+and\b)",
    re.I,
)
_OLDEST = re.compile(r"\b(?:oldest|first|original|initial|earliest)\s+(?:version|release|docs)\b", re.I)
# "Last year's docs", but not "last year's posts".
_LAST_YEAR = re.compile(
    r"\b(?P<lead>)(?:last|previous)\s+year(?:(?:'s|’s)(?=\s+(?:docs?|documentation|version|release|state|list|tables?)\b)"
    r"|(?!['’]s))\b",
    re.I,
)


def read_moment(question: str, versions: Sequence[Version]) -> Moment:
    """The versions that a question names, and those that it names but nobody knows."""
    found: list[tuple[int, int, Version | None, Relation, str]] = []
    found.extend(_iter_labels(question, versions))
    taken = [(start, end) for start, end, *_ in found]
    found.extend(
        date for date in _iter_dates(question, versions) if not any(s < date[1] and date[0] < e for s, e in taken)
    )
    found.extend(_iter_relative(question, versions))
    found.sort(key=lambda item: item[:2])
    named = list({item[2].label: item[2] for item in found if item[2]}.values())
    unknown = next((item[4] for item in found if item[2] is None), "")
    relation = found[0][3] if found else Relation.AT
    return Moment(tuple(named), relation, unknown, tuple(item[:2] for item in found))


_Found = tuple[int, int, Version | None, Relation, str]


def _iter_labels(question: str, versions: Sequence[Version]) -> list[_Found]:
    """Places where a label stands, or something of a label's shape after a word such as "in"."""
    by_label = {version.label.casefold(): version for version in versions}
    shapes = {_get_shape(label) for label in by_label}
    found: list[_Found] = []
    labels = list(_LABEL.finditer(question))
    for at, match in enumerate(labels):
        text = match.group().rstrip(".-/+")
        lead = _LEAD_BEFORE.search(question, labels[max(0, at - LONGEST_LEAD)].start(), match.start())
        version = _find_label(text.casefold(), lead, by_label)
        start, end = (lead.start() if lead else match.start()), match.start() + len(text)
        relation = _get_relation(lead)
        if version and relation is Relation.BEFORE and version.ordinal:
            found.append((start, end, versions[version.ordinal - 1], Relation.AT, text))
        elif version:
            found.append((start, end, version, relation, text))
        elif lead and _is_label_shaped(text.casefold(), lead, shapes) and not _OF_ANOTHER.match(question, end):
            found.append((start, end, None, Relation.AT, text))
    return found


def _find_label(text: str, lead: re.Match[str] | None, by_label: dict[str, Version]) -> Version | None:
    plain = re.fullmatch(r"[\d.]+", text) is not None
    if text in by_label and (not plain or lead):
        return by_label[text]
    if lead and _says_version(lead):
        return by_label.get(f"v{text}") or by_label.get(text.removeprefix("v"))
    return None


def _says_version(lead: re.Match[str]) -> bool:
    said = f"{lead['lead']} {lead['noun'] or ''}".casefold()
    return "version" in said or "release" in said


def _is_label_shaped(text: str, lead: re.Match[str], shapes: set[str]) -> bool:
    """Whether it can only be meant as a version: digits of a label's shape, plain numbers only after "version"."""
    if not any(char.isdigit() for char in text) or re.fullmatch(r"(19|20)\d\d(-\d\d){0,2}", text):
        return False
    if _says_version(lead):
        return True
    lettered = re.fullmatch(r"v\d+(\.\d+)*", text) is not None
    return lettered and _get_shape(text) in shapes


def _get_shape(label: str) -> str:
    return re.sub(r"\d+", "9", label)


def _get_relation(lead: re.Match[str] | None) -> Relation:
    word = lead["lead"].casefold() if lead else ""
    if word in ("before", "prior to"):
        return Relation.BEFORE
    return Relation.SINCE if word in ("since", "from", "after") else Relation.AT


def _iter_dates(question: str, versions: Sequence[Version]) -> list[_Found]:
    """Places where a date stands, with the version of that time."""
    found: list[_Found] = []
    whole = list(_WHOLE_DATE.finditer(question))
    inside = {at for match in whole for at in range(*match.span())}
    for match in (*whole, *(part for part in _DATE.finditer(question) if part.end() - 1 not in inside)):
        relation = _get_relation(match)
        date = _get_iso(match)
        version = _find_dated(date, versions, strictly_before=relation is Relation.BEFORE)
        at = Relation.AT if relation is Relation.BEFORE else relation
        found.append((match.start(), match.end(), version, at, match["date"]))
    return found


def _get_iso(match: re.Match[str]) -> str:
    if match["year"] is None:
        return match["date"]
    if match["month"] is None and "day" not in match.groupdict():
        return match["year"]
    groups = match.groupdict()
    named = (match["month"] or groups["month2"]).casefold()[:3]
    number = next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(named))
    day = re.match(r"\d+", groups.get("day") or groups.get("day2") or "")
    return f"{match['year']}-{number:02}" + (f"-{int(day[0]):02}" if day else "")


def _find_dated(date: str, versions: Sequence[Version], *, strictly_before: bool) -> Version | None:
    """The newest version that was current then."""
    fitting = [
        v
        for v in versions
        if v.date and (v.date[: len(date)] < date or (not strictly_before and v.date[: len(date)] == date))
    ]
    return fitting[-1] if fitting else None


def _iter_relative(question: str, versions: Sequence[Version]) -> Iterator[_Found]:
    """Places that name a version by its order: the previous one, the oldest, last year's."""
    for match in _PREVIOUS.finditer(question):
        if len(versions) > 1:
            yield match.start(), match.end(), versions[-2], Relation.AT, match.group()
    for match in _OLDEST.finditer(question):
        yield match.start(), match.end(), versions[0], Relation.AT, match.group()
    newest = versions[-1].date
    for match in _LAST_YEAR.finditer(question) if newest else ():
        year = str(int((newest or "")[:4]) - 1)
        found = _find_dated(year, versions, strictly_before=False)
        yield match.start(), match.end(), found, Relation.AT, match.group()


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with blanks in place of what speaks of versions."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
