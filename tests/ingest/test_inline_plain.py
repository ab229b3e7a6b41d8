"""What the pattern for everyday inline text reads, the full parser reads in the same way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.inline import make_origin, read_inline
from ingest.inline_plain import find_pieces
from ingest.page import Text

PARTS = st.sampled_from(
    [
        *"a b7 Zé . , : ; ( ) ! < > & ~ ~~ _ __ * ** *** ` `` @ 3 = - / é 漢 |".split(),
        *"[ ] ]( ](/x) ](https://a.b/c@1) ][r]".split(),
        *r"\ \* \[ \` <br> </a> <sup> </sup> &amp; https://a.b #x ](a_b.md) _a_ **a** `c` [l](u)".split(),
        *('<a id="x">', '"t"', '(x "t")', " ", "\n", "  \n", "\n  ", "\t"),
    ]
)
CASES = (
    "plain",
    "a `code` and **strong `x`** and _low_ and *star*",
    "see [a `b](c)`](d.md) now",
    '[a](https://a.b) [b](https://a.b/c@1 "t") [skip ci] **[x]** y',
    "snake_case and <br>two<sup>1</sup> 5 < 6 & 7 \\[x\\]",
    "one\n   two",
)


def read_fully(content: str, monkeypatch: pytest.MonkeyPatch) -> Text:
    with monkeypatch.context() as patch:
        patch.setattr("ingest.inline.find_pieces", lambda _content, **_: None)
        return read_inline(content, make_origin(content, _get_starts(content)), {})


def _get_starts(content: str) -> list[int]:
    return [number * 1_000 for number in range(content.count("\n") + 1)]


def check(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = read_inline(content, make_origin(content, _get_starts(content)), {})
    full = read_fully(content, monkeypatch)
    assert (quick.visible, quick.markup) == (full.visible, full.markup)
    for at in range(len(full.visible)):
        assert quick.get_slice(at, at + 1) == full.get_slice(at, at + 1)


@pytest.mark.parametrize("content", CASES)
def test_everyday_texts_are_read_without_the_parser(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_pieces(content, has_references=False) is not None
    check(content, monkeypatch)


@settings(max_examples=1_500, deadline=None)
@given(st.lists(PARTS, max_size=12).map("".join), st.lists(PARTS, max_size=8).map(" ".join))
def test_any_text_is_read_as_the_parser_reads_it(one: str, two: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        for content in (one.strip(), two.strip(), f"{one} {two}".strip()):
            check(content, monkeypatch)


def test_reference_links_are_left_to_the_parser() -> None:
    assert find_pieces("see [a] now", has_references=True) is None
