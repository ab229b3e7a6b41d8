"""Small docsets for tests, written by hand: pages, tables and sentences become an index without any reader of docs.

A docset is a TOML file. Each `[[version]]` has a label, perhaps a date, and `[[version.page]]`s with a path, a title
and a Markdown text. Tables of the text have properties in rows and things in columns, or the other way round where the
page says `things = "rows"`, and are read whole. `said` lists sentences of the page: kind, entity, text. `[[name]]`
lists the names: subject, id, text, role, and the labels of the first version that uses it and of the first one that
does not.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.model import (
    Excerpt,
    FactKind,
    FactRecord,
    Name,
    NameRole,
    Place,
    Quantity,
    Slice,
    Snapshot,
    Span,
    Subject,
    Support,
    Value,
    Version,
)  # fmt: skip
from index.store import IndexReader, IndexWriter, open_writer
from index.terms import get_name_key

DOCSETS = Path(__file__).parent / "docsets"
"""Where the docsets lie."""

_ATTRIBUTES = {
    "definition": ("definition", "Definition"),
    "former": ("former-name", "Former name"),
    "other": ("other-name", "Other name"),
    "use_case": ("use-case", "Use case"),
    "recommendation": ("recommendation", "Recommendation"),
    "statement": ("statement", "Statement"),
}
_KINDS = {"former": "alias", "other": "alias"}


@dataclass(frozen=True)
class Docset:
    """A docset as its file describes it."""

    name: str
    data: dict[str, Any]

    @property
    def labels(self) -> list[str]:
        return [version["label"] for version in self.data["version"]]

    def get_entity(self, name: str) -> str:
        return self._get_id("entity", name)

    def get_attribute(self, name: str) -> str:
        return self._get_id("attribute", name)

    def _get_id(self, subject: str, name: str) -> str:
        for each in self.data.get("name", []):
            if each.get("subject", "entity") == subject and get_name_key(each["text"]) == get_name_key(name):
                return str(each["id"])
        return get_name_key(name).replace(" ", "-")


@contextmanager
def open_docsets(*paths: Path) -> Iterator[IndexReader]:
    """A reader of an index in memory that holds some docsets, each named as its file."""
    with open_writer(None) as writer:
        for path in paths:
            write_docset(writer, Docset(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))))
        yield writer.reader()


def write_docset(writer: IndexWriter, docset: Docset) -> None:
    """Writes every version of a docset."""
    for ordinal, version in enumerate(docset.data["version"]):
        writer.add_version(
            Version(docset.name, version["label"], ordinal, version.get("date"), version.get("base_url"))
        )
        facts = [fact for page in version["page"] for fact in _write_page(writer, docset, page, ordinal)]
        _write_names(writer, docset, facts, ordinal)


def _write_page(
    writer: IndexWriter, docset: Docset, page: dict[str, Any], ordinal: int
) -> list[tuple[FactRecord, str, str]]:
    data = page["text"].encode()
    sha256 = hashlib.sha256(data).hexdigest()
    writer.put_snapshot(Snapshot(sha256, data, "text/markdown"))
    page_id = writer.page_id_by_path(docset.name, page["path"])
    known = {}
    if page_id is None:
        page_id = writer.open_page(docset.name, page["path"], page["title"], sha256, ordinal)
    else:
        stored = writer.page_facts(docset.name, page_id, ordinal - 1)
        known = {(s.record.entity, s.record.attribute, s.record.value.raw): s.id for s in stored}
        state = writer.manifest(docset.name, ordinal - 1).get(page["path"])
        if state and state.sha256 == sha256:
            return []
        writer.change_page(docset.name, page_id, page["path"], page["title"], sha256, ordinal)
    cells = _iter_cells(docset, page["text"], in_rows=page.get("things") == "rows")
    facts = [*cells, *_iter_said(docset, page["text"], page.get("said", []))]
    for record, _, _ in facts:
        found = known.pop((record.entity, record.attribute, record.value.raw), None)
        if found is None:
            writer.open_fact(docset.name, page_id, record, sha256, ordinal)
        else:
            writer.put_place(found, sha256, record.place)
    for old in known.values():
        writer.close_fact(old, ordinal)
    return facts


def _write_names(writer: IndexWriter, docset: Docset, facts: list[tuple[FactRecord, str, str]], ordinal: int) -> None:
    listed = docset.data.get("name", [])
    for each in listed:
        subject = Subject(each.get("subject", "entity"))
        if docset.labels.index(each.get("first", docset.labels[0])) == ordinal:
            role = NameRole(each.get("role", "primary"))
            writer.put_name(docset.name, Name(subject, each["id"], each["text"], role, ordinal))
        if each.get("until") and docset.labels.index(each["until"]) == ordinal:
            writer.close_name(docset.name, subject, each["id"], each["text"], ordinal)
    named = {(name.subject, name.id) for name in writer.names(docset.name, ordinal)}
    for record, entity, attribute in facts:
        for subject, id, text in (
            (Subject.ENTITY, record.entity, entity),
            (Subject.ATTRIBUTE, record.attribute, attribute),
        ):
            if (subject, id) not in named:
                named.add((subject, id))
                writer.put_name(docset.name, Name(subject, id, text, NameRole.PRIMARY, ordinal))


def _iter_cells(docset: Docset, text: str, *, in_rows: bool) -> Iterator[tuple[FactRecord, str, str]]:
    header: list[str] = []
    header_at = 0
    offset = 0
    for line in text.split("\n"):
        cells = [(match.group().strip(), match.start()) for match in re.finditer(r"(?<=\|)[^|]*(?=\|)", line)]
        if not line.startswith("|"):
            header = []
        elif not header:
            header, header_at = [cell for cell, _ in cells], offset
        elif cells and not set(cells[0][0]) <= set("-: "):
            yield from _iter_row(docset, text, (offset, line), cells, (header_at, header), in_rows=in_rows)
        offset += len(line) + 1


def _iter_row(
    docset: Docset,
    text: str,
    row: tuple[int, str],
    cells: list[tuple[str, int]],
    header: tuple[int, list[str]],
    *,
    in_rows: bool,
) -> Iterator[tuple[FactRecord, str, str]]:
    offset, line = row
    names = [name for name in header[1] if name][-(len(cells) - 1) :]
    header_end = text.index("\n", header[0])
    excerpt = Excerpt(text[header[0] : header_end], header[0], header_end)
    for named, (raw, at) in zip(names, cells[1:], strict=True):
        if raw:
            name, attribute = (cells[0][0], named) if in_rows else (named, cells[0][0])
            start = offset + line.index(raw, at)
            place = Place(get_span(text, offset, offset + len(line)), line, Slice(start, start + len(raw)), excerpt)
            plain = raw.replace("`", "")
            record = FactRecord(
                docset.get_entity(name), docset.get_attribute(attribute), FactKind.CELL, get_value(plain), place
            )
            yield record, name, attribute


def _iter_said(docset: Docset, text: str, said: list[dict[str, str]]) -> Iterator[tuple[FactRecord, str, str]]:
    for each in said:
        quote = each.get("quote", each["text"])
        start = text.index(quote)
        lead = each.get("lead")
        header = Excerpt(lead, text.index(lead), text.index(lead) + len(lead)) if lead else None
        attribute, name = _ATTRIBUTES[each["kind"]]
        kind = FactKind(_KINDS.get(each["kind"], each["kind"]))
        raw = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", each["text"]).replace("`", "")
        place = Place(get_span(text, start, start + len(quote)), quote, None, header)
        for entity in each["entity"].split(" & "):
            yield FactRecord(docset.get_entity(entity), attribute, kind, Value(raw), place), entity, name


def get_span(text: str, start: int, end: int) -> Span:
    """The span of a slice, with the headings above it."""
    headings: list[str] = []
    for match in re.finditer(r"^(#+) (.*)$", text[:start], re.M):
        headings[len(match[1]) - 1 :] = [match[2]]
    anchor = headings[-1].casefold().replace(" ", "-") if headings else ""
    return Span(start, end, text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1, tuple(headings), anchor)


_SUPPORT = {
    "✅": Support.YES, "yes": Support.YES, "supported": Support.YES,
    "❌": Support.NO, "no": Support.NO, "not supported": Support.NO,
    "coming soon": Support.PLANNED, "planned": Support.PLANNED,
    "partial": Support.PARTIAL, "deprecated": Support.DEPRECATED,
    "n/a": Support.NOT_APPLICABLE, "—": Support.NO,
}  # fmt: skip


def get_value(raw: str) -> Value:
    """A cell's value, typed."""
    head, _, rest = raw.partition(" (")
    support = _SUPPORT.get(head.casefold())
    if support:
        return Value(raw, support, rest.rstrip(")") or None)
    amount = re.fullmatch(r"(\$?)(\d[\d,.]*\d|\d)\s*(\w*)", raw)
    if amount:
        number = float(amount[2].replace(",", ""))
        return Value(raw, quantity=Quantity(number, number, amount[3] or amount[1]))
    items = [item.strip() for item in re.split(r",(?![^(]*\))|\bor\b", raw)]
    listed = len(items) > 1 and all(len(item.split()) <= 4 for item in items) and "—" not in raw
    return Value(raw, items=tuple(items) if listed else ())
