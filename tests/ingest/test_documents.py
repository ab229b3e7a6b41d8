"""Documents: what kind of text a file is by its name and its signs."""

from __future__ import annotations

import pytest

from ingest.documents import HTML, MARKDOWN, RST, make_document

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
