"""`/v1/compare` over labelled lines: they are rows, below the cells of tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.store import open_writer
from service.app import create_app
from tests.ingest.states import put

PAGE = """# Boats

## Tern

- **Cabins**: 12
- **Home port**: Oslo
- **Captain's song**: Shenandoah
- **Pets**: Yes

Tern is a day boat.

## Gull

- **Cabins**: 12
- **Home port**: Bergen
- **Pets**: No

## Compared

| | Tern | Gull |
| --- | --- | --- |
| Pets | Yes | Yes |
"""


def compare(tmp_path: Path, query: str = "") -> dict[str, Any]:
    """The rows of a comparison of both boats, by attribute."""
    with open_writer(tmp_path) as writer:
        put(writer, "v1", {"boats": PAGE})
    body = create_app(tmp_path).test_client().get(f"/v1/compare?entity=Tern&entity=Gull{query}").get_json()
    return {row["attribute"]["name"]: row for row in body["rows"]}


def tell(row: dict[str, Any]) -> list[str | None]:
    """The values of a row."""
    return [cell and cell["value"]["raw"] for cell in row["cells"]]


def test_labels_that_two_have_are_rows(tmp_path: Path) -> None:
    rows = compare(tmp_path)
    assert list(rows) == ["Cabins", "Home port", "Pets"]
    assert (tell(rows["Cabins"]), rows["Cabins"]["differs"]) == (["12", "12"], False)
    assert (tell(rows["Home port"]), rows["Home port"]["differs"]) == (["Oslo", "Bergen"], True)
    cited = rows["Cabins"]["cells"][1]["citation"]
    assert PAGE[cited["start"] : cited["end"]] == cited["quote"] == "**Cabins**: 12"


def test_a_cell_goes_before_a_label(tmp_path: Path) -> None:
    gull = compare(tmp_path)["Pets"]["cells"][1]
    assert gull["value"] == {"raw": "Yes", "support": "yes"}
    assert [other["value"]["raw"] for other in gull["others"]] == ["No"]


def test_an_attribute_by_name(tmp_path: Path) -> None:
    assert list(compare(tmp_path, "&attribute=Home+port")) == ["Home port"]
