"""What a run makes of a docset's versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.model import ChangeKind, FactKind, Version
from index.store import open_reader, open_writer
from index.writer import IndexWriter
from ingest.update import Outcome, Target, update_docset
from tests.ingest.states import DOCSET, make_documents, put

BOATS = "# Boats\n\n| Feature | Tern Ferry | Gull Ferry |\n| --- | --- | --- |\n"
FEW = BOATS + "| Pets | ❌ | ✅ |\n| Cabins | 12 | 90 |\n"
MORE = BOATS + "| Pets | ✅ | ✅ |\n| Cabins | 12 | 90 |\n"
MOST = MORE + "| Lifts | 1 | 4 |\n"
RULES = "# Harbour rules\n\nDogs must be kept on a lead in the terminal.\n\nThe pier closes at ten in winter.\n"

Cells = dict[str, tuple[str, str, str]]


@pytest.fixture
def writer() -> Iterator[IndexWriter]:
    with open_writer(None) as writer:
        yield writer


def get_labels(writer: IndexWriter) -> list[str]:
    return [v.label for v in writer.versions(DOCSET)]


def get_cells(writer: IndexWriter, label: str) -> Cells:
    """Value, first and last version of each cell of a version."""
    reader = writer.reader()
    facts = reader.facts(reader.resolve_version(DOCSET, label))
    return {
        f"{f.entity.name} / {f.attribute.name}": (f.value.raw, f.first, f.last)
        for f in facts
        if f.kind is FactKind.CELL
    }


def get_kinds(outcome: Outcome) -> list[str]:
    return [change.kind.value for change in outcome.changes]


def get_pages(writer: IndexWriter, label: str) -> list[str]:
    ordinal = get_labels(writer).index(label)
    return list(writer.manifest(DOCSET, ordinal))


def test_the_first_version_is_compared_with_nothing(writer: IndexWriter) -> None:
    outcome = put(writer, "v1", {"boats": FEW, "rules": RULES})
    assert (outcome.compared, outcome.changes, outcome.pages, outcome.read, outcome.is_new) == (None, (), 2, 2, True)


def test_a_new_version_is_compared_with_the_one_before(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW})
    outcome = put(writer, "v2", {"boats": MORE})
    assert outcome.compared and outcome.compared.label == "v1"
    assert get_kinds(outcome) == ["value_changed"]


def test_a_new_version_may_hold_the_same(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW})
    outcome = put(writer, "v2", {"boats": FEW})
    assert (outcome.changes, outcome.read, outcome.is_new) == ((), 0, True)
    assert get_cells(writer, "v2")["Tern Ferry / Pets"] == ("❌", "v1", "v2")


def test_a_fact_that_stays_is_stored_once(writer: IndexWriter) -> None:
    for label, text in (("v1", FEW), ("v2", MORE), ("v3", MOST)):
        put(writer, label, {"boats": text})
    assert writer.reader().fact_count() == 7, "four of the first version, one changed value, two of a new row"
    assert get_cells(writer, "v3")["Gull Ferry / Cabins"] == ("90", "v1", "v3")
    assert get_cells(writer, "v1")["Tern Ferry / Pets"] == ("❌", "v1", "v1")
    assert get_cells(writer, "v2")["Tern Ferry / Pets"] == ("✅", "v2", "v3")


def test_the_same_label_again_brings_it_up_to_date(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW})
    put(writer, "v2", {"boats": FEW})
    outcome = put(writer, "v1", {"boats": MORE})
    assert get_kinds(outcome) == ["value_changed"]
    assert (outcome.is_new, get_labels(writer)) == (False, ["v1", "v2"])
    assert get_cells(writer, "v1")["Tern Ferry / Pets"] == ("✅", "v1", "v1")
    assert get_cells(writer, "v2")["Tern Ferry / Pets"] == ("❌", "v2", "v2")


def test_the_same_label_with_the_same_pages_changes_nothing(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW}, date="2024-01-01")
    before = writer.reader().facts(writer.versions(DOCSET)[0])
    outcome = put(writer, "v1", {"boats": FEW})
    assert (outcome.changes, outcome.read, outcome.is_new) == ((), 0, False)
    assert writer.reader().facts(writer.versions(DOCSET)[0]) == before


def test_an_older_date_goes_between(writer: IndexWriter) -> None:
    put(writer, "spring", {"boats": FEW}, date="2024-03-01")
    put(writer, "autumn", {"boats": MOST}, date="2024-09-01")
    outcome = put(writer, "summer", {"boats": MORE}, date="2024-06-01")
    assert get_labels(writer) == ["spring", "summer", "autumn"]
    assert outcome.compared and outcome.compared.label == "spring"
    assert get_kinds(outcome) == ["value_changed"]
    assert get_cells(writer, "autumn")["Tern Ferry / Pets"] == ("✅", "summer", "autumn")
    assert get_cells(writer, "spring")["Tern Ferry / Pets"] == ("❌", "spring", "spring")
    assert get_cells(writer, "autumn")["Tern Ferry / Lifts"] == ("1", "autumn", "autumn")
    assert get_cells(writer, "autumn")["Tern Ferry / Cabins"] == ("12", "spring", "autumn")


def test_any_order_of_runs_gives_the_same_index() -> None:
    states = {"spring": FEW, "summer": MORE, "autumn": MOST}
    dates = {"spring": "2024-03-01", "summer": "2024-06-01", "autumn": "2024-09-01"}
    found = []
    for order in (("spring", "summer", "autumn"), ("autumn", "summer", "spring"), ("summer", "autumn", "spring")):
        with open_writer(None) as writer:
            for label in order:
                put(writer, label, {"boats": states[label]}, date=dates[label])
            found.append([get_cells(writer, label) for label in states])
    assert found[0] == found[1] == found[2]


def test_without_a_label_a_version_is_made_only_of_something_new(writer: IndexWriter) -> None:
    put(writer, None, {"boats": FEW}, fallback="2024-03-01")
    same = put(writer, None, {"boats": FEW}, fallback="2024-03-02")
    assert (same.is_new, same.version.label) == (False, "2024-03-01")
    other = put(writer, None, {"boats": MORE}, fallback="2024-03-02")
    again = put(writer, None, {"boats": FEW}, fallback="2024-03-02")
    assert (other.is_new, again.is_new) == (True, True)
    assert get_labels(writer) == ["2024-03-01", "2024-03-02", "2024-03-02.2"]


def test_a_page_that_is_missing_is_removed(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW, "rules": RULES})
    outcome = put(writer, "v2", {"boats": FEW})
    assert "page_removed" in get_kinds(outcome)
    assert get_pages(writer, "v2") == ["boats"]
    reader = writer.reader()
    assert all(f.kind is FactKind.CELL for f in reader.facts(reader.resolve_version(DOCSET, "v2")))


def test_a_partial_run_removes_nothing(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW, "rules": RULES})
    target = Target(DOCSET, "v2")
    outcome = update_docset(writer, target, make_documents({"boats": MORE}), partial=True)
    assert get_kinds(outcome) == ["value_changed"]
    assert get_pages(writer, "v2") == ["boats", "rules"]


def test_a_file_that_cannot_be_read_keeps_its_state(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW, "rules": RULES})
    target = Target(DOCSET, "v2")
    outcome = update_docset(writer, target, make_documents({"boats": MORE}), unread=frozenset({"rules", "new"}))
    assert get_kinds(outcome) == ["value_changed"]
    assert get_pages(writer, "v2") == ["boats", "rules"]


def test_a_folder_that_cannot_be_read_keeps_its_pages(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW, "port/rules": RULES, "portage": RULES})
    target = Target(DOCSET, "v2")
    outcome = update_docset(writer, target, make_documents({"boats": FEW}), unread=frozenset({"port/"}))
    assert get_pages(writer, "v2") == ["boats", "port/rules"] and "page_removed" in get_kinds(outcome)


def test_a_page_that_moved_is_the_same_page(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW, "rules": RULES})
    outcome = put(writer, "v2", {"boats": FEW, "port/rules": RULES + "\nCats are free to walk about.\n"})
    kinds = get_kinds(outcome)
    assert "page_moved" in kinds and "fact_removed" not in kinds and "page_removed" not in kinds
    assert {change.kind for change in outcome.changes if change.page == "port/rules"} == {
        ChangeKind.PAGE_MOVED,
        ChangeKind.FACT_ADDED,
    }


def test_a_page_that_moved_into_another_format_is_the_same_page(writer: IndexWriter) -> None:
    html = """<!doctype html><html><body><nav>Piers and more</nav><main><h1>Boats</h1>
        <table><tr><th>Feature<th>Tern Ferry<th>Gull Ferry<tr><td>Cabins<td>12<td>90<tr><td>Pets<td>✅<td>✅</table>
        <p>Cats are free to walk about.</p></main></body></html>"""
    put(writer, "v1", {"boats": FEW, "rules": RULES})
    outcome = put(writer, "v2", {"fleet/all.html": html, "rules": RULES})
    assert [change.kind for change in outcome.changes if change.fact_kind is FactKind.CELL] == [
        ChangeKind.VALUE_CHANGED
    ]
    assert "page_moved" in get_kinds(outcome)


def test_what_a_page_told_is_known_on_the_pages_that_took_its_place(writer: IndexWriter) -> None:
    calls = "| Resource | Free | Pro |\n| --- | --- | --- |\n| Calls | 60 | {calls} |\n| {size} | 1 MB | 10 MB |\n"
    piers = (
        "| Pier | {most} | Region |\n| --- | --- | --- |\n| North | 12 boats | Kiel |\n| South | 90 boats | Oslo |\n"
    )
    before = f"# Limits\n\n{calls}\n## Piers\n\n{piers}".format(calls=600, size="Payload size", most="Max boats")
    after = calls.format(calls=900, size="Body size"), piers.format(most="Boats at most")
    put(writer, "v1", {"limits": before})
    outcome = put(writer, "v2", {"calls": f"# Calls\n\n{after[0]}", "piers": f"# Piers\n\n{after[1]}"})
    cells = [change.kind for change in outcome.changes if change.fact_kind is FactKind.CELL]
    assert cells == [ChangeKind.VALUE_CHANGED] and get_kinds(outcome).count("attribute_renamed") == len(after)


def test_what_is_said_once_of_a_plan_holds_on_each_page_that_has_it(writer: IndexWriter) -> None:
    tables = [
        f"# {n}\n\n| Feature | Free | {{plan}} |\n| --- | --- | --- |\n| {n} | 1 | 9 |\n" for n in ("Boats", "Piers")
    ]
    old, new = ([table.format(plan=plan) for table in tables] for plan in ("Business", "Team"))
    put(writer, "v1", {"boats": old[0], "piers": old[1]})
    outcome = put(writer, "v2", {"boats": f"{new[0]}\nTeam was named Business until 2025.\n", "piers": new[1]})
    cells = [change for change in outcome.changes if change.fact_kind is FactKind.CELL]
    assert cells == [] and get_kinds(outcome).count("entity_renamed") == len(tables)


@pytest.mark.parametrize(
    ("front", "is_moved"),
    [
        ("aliases:\n  - /docs/rules/", True),
        ("redirect_from: https://harbour.example/en/rules.html", True),
        ("redirect_from: /docs/other-rules/", False),
        ("related: /docs/rules/", False),
    ],
)
def test_a_page_may_say_where_it_stood(writer: IndexWriter, front: str, is_moved: bool) -> None:
    put(writer, "v1", {"boats": FEW, "rules": RULES})
    outcome = put(writer, "v2", {"boats": FEW, "port/law": f"---\n{front}\n---\n\n# Law\n\nAll is new here.\n"})
    assert ("page_moved" in get_kinds(outcome)) is is_moved


def test_a_page_that_comes_back_is_the_same_page(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW, "rules": RULES})
    number = writer.manifest(DOCSET, 0)["rules"].page_id
    put(writer, "v2", {"boats": FEW})
    outcome = put(writer, "v3", {"boats": FEW, "rules": RULES})
    assert writer.manifest(DOCSET, 2)["rules"].page_id == number
    assert "page_added" in get_kinds(outcome)
    reader = writer.reader()
    assert reader.changes(DOCSET, reader.resolve_version(DOCSET, "v1"), outcome.version) == ()


def test_an_address_belongs_to_its_version_and_those_after(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW}, base_url="https://old.example/docs/")
    put(writer, "v2", {"boats": FEW}, base_url="https://new.example/docs/")
    put(writer, "v3", {"boats": MORE})
    hosts = [v.base_url for v in writer.versions(DOCSET)]
    assert hosts == ["https://old.example/docs/", "https://new.example/docs/", "https://new.example/docs/"]


def test_a_new_address_for_a_known_version_is_taken(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW})
    put(writer, "v2", {"boats": MORE})
    outcome = put(writer, "v1", {"boats": FEW}, base_url="https://old.example/")
    assert (outcome.changes, outcome.is_new) == ((), False)
    assert [v.base_url for v in writer.versions(DOCSET)] == ["https://old.example/", None]
    assert get_cells(writer, "v2")["Tern Ferry / Pets"] == ("✅", "v2", "v2")


def test_markup_alone_changes_the_page_and_no_fact(writer: IndexWriter) -> None:
    put(writer, "v1", {"boats": FEW})
    outcome = put(writer, "v2", {"boats": FEW.replace("Tern Ferry", "`Tern Ferry`")})
    assert (outcome.changes, outcome.read) == ((), 1)
    reader = writer.reader()
    quotes = [f.citation.place.header.quote for f in reader.facts(outcome.version) if f.citation.place.header]
    assert quotes and all("`Tern Ferry`" in quote for quote in quotes)


def test_versions_without_dates_keep_the_order_of_the_runs(writer: IndexWriter) -> None:
    for label in ("b", "a", "c"):
        put(writer, label, {"boats": FEW})
    assert get_labels(writer) == ["b", "a", "c"]


class Failure(Exception):
    """What a machine that fails in the middle raises."""


@pytest.mark.parametrize("dies_at", [1, 2, 3])
def test_a_run_that_dies_leaves_the_index_as_it_was(
    dies_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_writer(tmp_path) as writer:
        put(writer, "spring", {"boats": FEW}, date="2024-03-01")
        put(writer, "autumn", {"boats": MOST}, date="2024-09-01")
    before = read_all(tmp_path)
    add_version, steps = IndexWriter.add_version, []

    def die(self: IndexWriter, version: Version) -> None:
        steps.append(version)
        if len(steps) == dies_at:
            raise Failure
        add_version(self, version)

    monkeypatch.setattr(IndexWriter, "add_version", die)
    with pytest.raises(Failure), open_writer(tmp_path) as writer:
        put(writer, "spring", {"boats": MORE, "rules": RULES})
    assert len(steps) == dies_at
    assert read_all(tmp_path) == before


def read_all(folder: Path) -> list[object]:
    with open_reader(folder) as reader:
        versions = reader.versions(DOCSET)
        return [versions, [reader.pages(v) for v in versions], [reader.facts(v) for v in versions]]
