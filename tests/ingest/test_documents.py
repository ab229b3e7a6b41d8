"""Documents: what kind of text a file is by its name and its signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.documents import HTML, MARKDOWN, RST, make_document
from ingest.sources import collect

DIRECTIVES = ".. _boats:\n\nBoats\n=====\n\n.. note:: All of them.\n"


@pytest.mark.parametrize(
    ("name", "text", "media_type"),
    [
        ("boats.MD", "# Boats", MARKDOWN),
        ("boats.rst", "Boats", RST),
        ("boats.htm", "<p>Boats", HTML),
        ("boats.txt", DIRECTIVES, RST),
        ("boats.md", DIRECTIVES, MARKDOWN),
        ("boats.txt", "Boats\n=====\n\n.. note:: one sign alone", MARKDOWN),
        ("boats", "Boats", MARKDOWN),
    ],
)
def test_media_types(name: str, text: str, media_type: str) -> None:
    assert make_document("boats", name, text.encode()).media_type == media_type


def test_pages_of_one_text_hold_it_once(tmp_path: Path) -> None:
    for name in ("v1/limits.md", "v2/limits.md", "v2/other.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# Other\n" if "other" in name else "# Limits\n\nA queue holds 5 messages.\n")
    found = collect([tmp_path]).documents
    assert found["v1/limits"].data is found["v2/limits"].data
    assert found["v1/limits"].name != found["v2/limits"].name
    assert found["v2/other"].data == b"# Other\n"


def test_folders_are_walked_by_name_and_links_to_them_left(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "z/y.md", "c/d.md", ".git/e.md", "node_modules/f.md", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# A page\n")
    (tmp_path / "linked").symlink_to(tmp_path / "c")
    (tmp_path / "round.md").symlink_to(tmp_path / "round.md")
    collection = collect([tmp_path])
    assert list(collection.documents) == ["a", "b", "c/d", "z/y"]
    assert len(collection.problems) == 1 and "round.md" in collection.problems[0]
