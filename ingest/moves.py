"""Pages that moved: the same page under another path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from types import MappingProxyType
from urllib.parse import urlsplit

from index.model import PageState, Snapshot
from ingest.documents import MARKDOWN
from ingest.sources import get_page_path

# The share of lines that two states of one page have in common. Pages of one site share banners and stock
# sections, under a third of their lines; a page that is moved and edited keeps more than half.
SAME_PAGE = 0.5
# Beyond this many pairs only pages with the same last path segment are compared.
MOST_PAIRS = 10_000

# Keys under which front matter lists the addresses at which a page stood before.
REDIRECT_KEYS = frozenset(("redirect_from", "aliases", "redirects", "redirectfrom", "old_url", "previous_url"))
_REDIRECTS = re.compile(rb"^[\"']?(?:redirect_?from|aliases|redirects|old_url|previous_url)\b", re.I | re.M)

NO_MOVES: Mapping[str, str] = MappingProxyType({})
"""What a source says that knows nothing of moves."""


def find_moves(
    gone: Mapping[str, PageState],
    fresh: Mapping[str, str],
    get_snapshot: Callable[[str], Snapshot],
    stated: Mapping[str, str] = NO_MOVES,
) -> dict[str, str]:
    """For each new path whose page stood elsewhere before, the old path.

    `gone` are the pages without a state in the new version, `fresh` the snapshots of the paths that had none
    before. `stated` are moves of which the source tells; it is believed where they fit.
    """
    moves = {path: old for path, old in stated.items() if path in fresh and old in gone}
    for path, sha in fresh.items():
        old = None if path in moves else _find_former(get_snapshot(sha), gone.keys() - moves.values())
        if old is not None:
            moves[path] = old
    by_sha = {page.sha256: path for path, page in gone.items() if path not in moves.values()}
    for path, sha in fresh.items():
        old = None if path in moves else by_sha.pop(sha, None)
        if old is not None:
            moves[path] = old
    left_old = [p for p in gone if p not in moves.values()]
    left_new = [p for p in fresh if p not in moves]
    small = len(left_old) * len(left_new) <= MOST_PAIRS
    lines_old = {p: _get_lines(get_snapshot(gone[p].sha256)) for p in left_old}
    lines_new = {p: _get_lines(get_snapshot(fresh[p])) for p in left_new}
    scores = {
        (o, n): _get_overlap(lines_old[o], lines_new[n])
        for o in left_old
        for n in left_new
        if small or _get_last(o) == _get_last(n)
    }
    # Few versions have pages that may have moved; the others spare what likeness is measured with.
    from ingest.likeness import iter_best_pairs

    moves.update((new, old) for old, new, _ in iter_best_pairs(scores, SAME_PAGE))
    return moves


def _find_former(snapshot: Snapshot, gone: Set[str]) -> str | None:
    """The one of the paths that are gone to which a page's front matter says that it once stood."""
    # A run in which nothing changed spares the readers.
    from ingest.markdown import LARGEST_FRONT_MATTER, read_meta

    if snapshot.media_type != MARKDOWN or not _REDIRECTS.search(snapshot.data, 0, LARGEST_FRONT_MATTER):
        return None
    addresses = (str(value) for key, value in _iter_values(read_meta(snapshot.text)) if key in REDIRECT_KEYS)
    parts = [get_page_path(urlsplit(address).path) for address in addresses]
    found = [path for path in gone for part in parts if part == path or part.endswith(f"/{path}")]
    return max(found, key=lambda path: (len(path), path), default=None)


def _iter_values(meta: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in meta.items():
        yield from ((key.lower(), one) for one in (value if isinstance(value, list) else [value]))


def _get_lines(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(line.strip() for line in snapshot.text.splitlines() if len(line.strip()) > 3)


def _get_overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _get_last(path: str) -> str:
    return path.rsplit("/", 1)[-1]
