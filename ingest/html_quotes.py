"""The visible text of slices of HTML, as citations quote it."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.html_visible import BLOCKS

# Rows and headers are quoted once a cell; the slices of a page of many tables fit.
QUOTES_KEPT = 8192


@lru_cache(maxsize=QUOTES_KEPT)
def get_visible_text(fragment: str) -> str:
    """What a reader sees of a slice of HTML: blocks and cells apart by one space, white space folded."""
    shown = _read_plain(fragment)
    if shown is None:
        # What parses it takes as long to load as all else that reads HTML.
        from ingest.html_trees import read_tree

        shown = read_tree(fragment)
    return " ".join(shown.split())


def _read_plain(fragment: str) -> str | None:
    """What a slice shows whose tags are all plain, and closed in order if they are, by its pieces; None for others."""
    shown: list[str] = []
    held: list[str] = []
    at, ends_in_text = 0, False
    for piece in _PIECE.finditer(fragment):
        close, name, text = piece.groups()
        if piece.start() != at or (name and name not in _PLAIN) or (close and name in held[:-1] and name != held[-1]):
            return None
        at = piece.end()
        if close and name not in held:
            # What was open before the slice.
            continue
        if text:
            shown.append(text)
        elif not close:
            shown.append(" " if name in BLOCKS else "")
            held.append(name)
        elif held.pop() in BLOCKS and ends_in_text:
            shown.append(" ")
        ends_in_text = text is not None
    return "".join(shown) if at == len(fragment) else None


# Tags that show nothing by themselves, whatever attributes they have, and text without references.
_PIECE = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?:\s+(?!alt\b)[a-z-]+=\"[^\"<>]*\")*\s*>|(?P<text>[^<&]+)")
_PLAIN = (BLOCKS - {"br", "hr"}) | frozenset({"a", "b", "code", "em", "kbd", "strong", "sub", "sup"})
