"""Texts know their places wherever they stand, and joined to another one."""

from __future__ import annotations

from index.model import Slice
from ingest.inline import Origin, read_inline
from ingest.page import Text

SOURCE = "Gulls.\n\n**Range**\n\nUp to `40` km.\n"


def read(words: str) -> Text:
    return read_inline(words, Origin((0,), (SOURCE.index(words),)), {})


def get_quote(where: Slice) -> str:
    return SOURCE[where.start : where.end]


def test_a_text_is_quoted_from_where_it_stands() -> None:
    assert get_quote(read("Up to `40` km.").get_slice(6, 8)) == "`40`"


def test_a_label_joined_to_its_value_is_quoted_with_what_stands_between() -> None:
    joined = read("**Range**").join(read("Up to `40` km."))
    assert joined.visible == "Range: Up to 40 km."
    assert get_quote(joined.strip()) == "**Range**\n\nUp to `40` km."
    assert get_quote(joined.get_slice(13, 15)) == "`40`"


def test_a_text_without_characters_stands_nowhere() -> None:
    assert Text("", base=7).strip() == Slice(0, 0)
