"""Pages that moved: the same page under another path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from index.model import PageState, Snapshot
from ingest.likeness import iter_best_pairs

# The share of lines that two states of one page have in common. Pages of one site share banners and stock
# sections, under a third of their lines; a page that is moved and edited keeps more than half.
SAME_PAGE = 0.5
# Beyond this many pairs only pages with the same last path segment are compared.
MOST_PAIRS = 10_000

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
    moves.update((new, old) for old, new, _ in iter_best_pairs(scores, SAME_PAGE))
    return moves


def _get_lines(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(line.strip() for line in snapshot.text.splitlines() if len(line.strip()) > 3)


def _get_overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _get_last(path: str) -> str:
    return path.rsplit("/", 1)[-1]
