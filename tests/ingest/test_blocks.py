"""The shorter ways to the blocks of a text lead where markdown-it's own rules do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks import DEEPEST_NESTING, parse_blocks

PLAIN = MarkdownIt("commonmark", {"maxNesting": DEEPEST_NESTING}).enable("table").disable("inline")
LINES = (
    *("Gulls fly.", "    deep", "  in", "\ttab", "", "   ", "# Gulls #", "#", "#gull", "## a | b", "---", "==="),
    "- - -",
    *("| a | b |", "|---|:-:|", "--|--", "a | b", "| 1 |", ":--", "- tern", "-", "  - two", "1. one", "2) two", "10.5"),
    *("> said", ">", "```", "~~~ js", "`code` it", "<div>", "</div>", "<b>bold</b>", "<!-- no", "-->", "[a]: /b", "[a"),
    *("**bold**", "* * *", "*", "__init__", "+ plus", "+1", "\\- no", "=", "\u00a0", "\u00a0| x", "***"),
)


def find_lines(text: str) -> tuple[list[int], list[int]]:
    ends = [at for at, char in enumerate(text) if char == "\n"]
    return [0, *(end + 1 for end in ends)], [*ends, len(text)]


def simplify(tokens: list[Token]) -> list[tuple[Any, ...]]:
    """What a reader of pages may ask of tokens; of a table its ends alone."""
    kept: list[tuple[Any, ...]] = []
    in_table = False
    for token in tokens:
        in_table = token.type == "table_open" or (in_table and token.type != "table_close")
        if token.type == "table_open" or not in_table:
            kept.append((token.type, token.tag, token.nesting, token.level, token.map, token.content, token.children))
    return kept


def compare(text: str) -> None:
    env: dict[str, object] = {}
    plain: dict[str, object] = {}
    assert simplify(parse_blocks(text, *find_lines(text), env)) == simplify(PLAIN.parse(text, plain))
    assert env.get("references") == plain.get("references")


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_all_lines_are_read_as_markdown_it_reads_them(lines: list[str]) -> None:
    compare("\n".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "a\n\n   ",
        "- a\n  b\n\n  c\n- d",
        "> a\nb\n> | c | d |\n> |---|---|\n> | e |\n\nf",
        "| a | b |\n|---|---|\n| c |\n- d",
        "- | a | b |\n  |---|---|\n  | c | d |\n    e",
        "1. a\n   ```\n   b\n   ```\n2. c\n",
        "a\n10. b\n1. c",
    ],
)
def test_blocks_in_blocks_are_read_as_markdown_it_reads_them(text: str) -> None:
    compare(text)


def test_a_table_that_fills_up_too_many_cells_ends_as_in_markdown_it() -> None:
    compare(f"{'|a' * 300}|\n{'|-' * 300}|\n" + "|b|\n" * 300)
