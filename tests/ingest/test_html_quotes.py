"""Slices of HTML as they are quoted: read by their pieces where that is safe, else as trees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.html_quotes import get_visible_text
from ingest.html_trees import read_tree

PIECES = st.lists(
    st.sampled_from(
        '<tr>|</tr>|<td>|</td>|<th scope=\'row\'>|<th scope="row">|</th>|<p>|</p>|<b>|</b>|<code class="x">|</code>'
        '|<i>|</i>|<br>|<img alt="oak">|<a alt="oak">|</a>|&amp;|<|>|ash|ash oak| |\n'.split("|")
    ),
    max_size=9,
).map("".join)


@given(PIECES)
def test_pieces_show_what_the_tree_does(fragment: str) -> None:
    assert get_visible_text(fragment) == " ".join(read_tree(fragment).split())


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("<td>Bark</td>\n<td><b>soft</b>wood</td>", "Bark softwood"),
        # A row is quoted from the first text to the last one.
        ("<code>bark</code></td><td>soft<p>wood", "bark soft wood"),
        ("ash</b> and oak", "ash and oak"),
    ],
)
def test_blocks_and_cells_stand_apart(fragment: str, shown: str) -> None:
    assert get_visible_text(fragment) == shown
