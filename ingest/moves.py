"""Pages that moved: the same page under another path."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from html import unescape
from types import MappingProxyType
from urllib.parse import urlsplit

from index.model import PageState, Snapshot
from ingest.documents import MARKDOWN
from ingest.sources import get_page_path

# The share of cells and lines of text that two states of one page have in common, those that are told on several
# pages counted less. On tests/gold/open pages that were moved, edited and written in another format kept more than
# half, others shared at most 0.43.
SAME_PAGE = 0.5
# What a name adds that stays, or nearly: pages of one name that are none of the others share less than a third.
SAME_NAME, NEARLY_SAME = 0.2, 0.8
# Shorter texts ("yes", "n/a") stand on every page.
SHORTEST_TEXT = 4
# Beyond this many pairs only pages with the same last path segment are compared.
MOST_PAIRS = 10_000

# Keys under which front matter lists the addresses at which a page stood before.
REDIRECT_KEYS = frozenset(("redirect_from", "aliases", "redirects", "redirectfrom", "old_url", "previous_url"))
_REDIRECTS = re.compile(rb"^[\"']?(?:redirect_?from|aliases|redirects|old_url|previous_url)\b", re.I | re.M)

# The site's own parts of an HTML page.
_FURNITURE = re.compile(r"<(script|style|nav|header|footer|aside)\b.*?</\1>", re.S | re.I)
_TARGET = re.compile(r"\]\([^()\s]*\)")
# What stands between texts in either format: tags, table bars, line ends.
_EDGE = re.compile(r"<[^<>]+>|[|\n]")
_SIGNS = re.compile(r"\W+")

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
    # Few versions have pages that may have moved; the others spare what likeness is measured with.
    from ingest.likeness import get_likeness, iter_best_pairs

    old_texts = _get_weighed(_get_texts(get_snapshot(gone[p].sha256)) for p in left_old)
    new_texts = _get_weighed(_get_texts(get_snapshot(fresh[p])) for p in left_new)
    texts_old, texts_new = dict(zip(left_old, old_texts, strict=True)), dict(zip(left_new, new_texts, strict=True))
    scores = {
        (o, n): _get_overlap(texts_old[o], texts_new[n])
        + SAME_NAME * (get_likeness(_get_last(o), _get_last(n)) >= NEARLY_SAME)
        for o in left_old
        for n in left_new
        if small or _get_last(o) == _get_last(n)
    }
    moves.update((new, old) for old, new, _ in iter_best_pairs(scores, SAME_PAGE))
    return moves


def _find_former(snapshot: Snapshot, gone: Set[str]) -> str | None:
    """The one of the paths that are gone to which a page's front matter says that it once stood."""
    # A run in which nothing changed spares the readers.
    from ingest.front_matter import LARGEST_FRONT_MATTER, read_meta

    if snapshot.media_type != MARKDOWN or not _REDIRECTS.search(snapshot.data, 0, LARGEST_FRONT_MATTER):
        return None
    addresses = (str(value) for key, value in _iter_values(read_meta(snapshot.text)) if key in REDIRECT_KEYS)
    parts = [get_page_path(urlsplit(address).path) for address in addresses]
    found = [path for path in gone for part in parts if part == path or part.endswith(f"/{path}")]
    return max(found, key=lambda path: (len(path), path), default=None)


def _iter_values(meta: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in meta.items():
        yield from ((key.lower(), one) for one in (value if isinstance(value, list) else [value]))


def _get_texts(snapshot: Snapshot) -> frozenset[str]:
    """The cells and lines of a page without marks, whichever format it is written in."""
    text = unescape(_TARGET.sub("", _FURNITURE.sub("\n", snapshot.text)))
    texts = (_SIGNS.sub(" ", part).strip().casefold() for part in _EDGE.split(text))
    return frozenset(part for part in texts if len(part) >= SHORTEST_TEXT)


def _get_weighed(pages: Iterable[frozenset[str]]) -> list[dict[str, float]]:
    """The texts of each page with what they tell: less where several of the pages have them."""
    pages = list(pages)
    counts = Counter(text for page in pages for text in page)
    return [{text: 1 / counts[text] for text in page} for page in pages]


def _get_overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The share of what the shorter page tells that the other tells too."""
    shared = sum(min(one[text], other[text]) for text in one.keys() & other.keys())
    least = min(sum(one.values()), sum(other.values()))
    return shared / least if least else 0.0


def _get_last(path: str) -> str:
    return path.rsplit("/", 1)[-1]
