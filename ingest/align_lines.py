"""Which lines of a new state's tables are lines of the old state under other names.

Things and attributes are matched by the same evidence: what is a line to the one crosses the lines of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from index.terms import get_terms
from ingest.align_cells import CellPairs, are_marks, get_agreement
from ingest.align_evidence import MOST_SURPRISE, PairEvidence
from ingest.likeness import are_identifiers, are_same_but_remark, get_likeness, get_words, iter_best_pairs
from ingest.sides import Lines, find_neighbours, find_slots

# Pairs that are likelier one line than not by some way, since a wrong rename costs more than one not found, are taken,
# unless another comes as near as this to it.
LEAST_ODDS, ODDS_MARGIN = 0.4, 0.5
# Names as alike as this hold each other's words, or abbreviate them.
CONTAINED_NAME = 0.9
# So many words that two names have in common make a phrase.
FEWEST_OF_PHRASE = 2

Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)
OldCross = TypeVar("OldCross", bound=Hashable)
NewCross = TypeVar("NewCross", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Names(Generic[Old, New]):
    """What the lines of both states are called."""

    before: Mapping[Old, Sequence[str]]
    """The names of each old one."""
    after: Mapping[New, str]
    """The name of each new one."""
    are_labels: bool
    """Whether they are attributes."""


class LineMatcher(Generic[Old, New, OldCross, NewCross]):
    """Finds the lines that are the same in two states."""

    def __init__(
        self,
        before: Lines[Old, OldCross],
        after: Lines[New, NewCross],
        names: Names[Old, New],
        settled: Mapping[New, Old],
        crossed: Mapping[NewCross, OldCross],
    ) -> None:
        """`settled` and `crossed` are what is known of the lines and of what crosses them."""
        self._before, self._after, self._names, self._settled = before, after, names, settled
        self._cells = CellPairs(before, after, crossed)
        pages = sorted(before.orders.keys() & after.orders.keys())
        self._slots = {pair for p in pages for pair in find_slots(before.orders[p], after.orders[p], settled)}
        self._old_neighbours = {p: find_neighbours(before.orders[p], {}) for p in pages}
        self._new_neighbours = {p: find_neighbours(after.orders[p], settled) for p in pages}
        self._old_words: dict[str, Counter[str]] = {}
        self._new_words: dict[str, Counter[str]] = {}

    def iter_candidates(self, new: Iterable[New], come: Collection[New]) -> Iterator[tuple[Old, New]]:
        """Pairs of lines that are not settled, on one page, or with cells of the same things on pages that came new.

        `come` are the lines of pages that came new.
        """
        taken = set(self._settled.values())
        old = [line for line in self._before.cells if line not in taken]
        for n in new:
            yield from ((o, n) for o in old if self._before.have_common_page(o, self._after, n))
            yield from ((o, n) for o in old if n in come and self._cells.are_crossed_alike(o, n))

    def iter_matches(self, pairs: Collection[tuple[Old, New]]) -> Iterator[tuple[Old, New, float]]:
        """Those of the pairs that are one line, surest first, each with its log odds."""
        likeness = {pair: self._get_likeness(*pair) for pair in pairs}
        contained = find_sole(pair for pair, degree in likeness.items() if degree >= CONTAINED_NAME)
        sole = find_sole(pair for pair in pairs if self._cells.get_cells(*pair))
        evidence = (
            self._collect(pair, likeness=likeness[pair], is_contained=pair in contained, is_sole=pair in sole)
            for pair in pairs
        )
        odds = {pair: self._weigh(*pair, least) for pair, least in zip(pairs, evidence, strict=True)}
        yield from iter_best_pairs(odds, LEAST_ODDS, ODDS_MARGIN)

    def _weigh(self, old: Old, new: New, evidence: PairEvidence) -> float:
        """The log odds of a pair; at most these, where they are too low to count."""
        if not evidence.surprise or evidence.weigh() < LEAST_ODDS - ODDS_MARGIN:
            return evidence.weigh()
        return replace(evidence, surprise=self._cells.get_surprise(old, new)).weigh()

    def _collect(self, pair: tuple[Old, New], *, likeness: float, is_contained: bool, is_sole: bool) -> PairEvidence:
        """What speaks for a pair, the cells taken to be as telling as can be."""
        cells = self._cells.get_cells(*pair)
        return PairEvidence(
            resemblance=get_agreement(cells),
            are_marks=are_marks(cells),
            surprise=MOST_SURPRISE * (len(cells) > 0),
            likeness=likeness,
            is_contained=is_contained,
            is_same_but_remark=is_contained and self._have_same_name(*pair),
            is_phrase=is_contained and self._has_phrase(*pair),
            kept_word=self._get_kept_word(*pair),
            is_sole=is_sole,
            is_in_slot=pair in self._slots,
            has_neighbour=self._have_neighbour(*pair),
            are_labels=self._names.are_labels,
            are_identifiers=are_identifiers((self._names.after[pair[1]], *self._names.before[pair[0]])),
        )

    def _get_likeness(self, old: Old, new: New) -> float:
        """How alike the nearest names of two lines are."""
        return max((get_likeness(name, self._names.after[new]) for name in self._names.before[old]), default=0.0)

    def _have_same_name(self, old: Old, new: New) -> bool:
        """Whether two lines have the same name but for a remark in brackets."""
        return any(are_same_but_remark(name, self._names.after[new]) for name in self._names.before[old])

    def _has_phrase(self, old: Old, new: New) -> bool:
        """Whether the names have several words in common."""
        terms = set(get_terms(self._names.after[new]))
        return any(len(terms.intersection(get_terms(name))) >= FEWEST_OF_PHRASE for name in self._names.before[old])

    def _get_kept_word(self, old: Old, new: New) -> float:
        """How much the most telling word says that both names have: less, the more names beside them have it."""
        before = {word for name in self._names.before[old] for word in get_words(name)}
        shared = before & get_words(self._names.after[new])
        return max((1 / self._count_names(old, new, word) for word in shared), default=0.0)

    def _count_names(self, old: Old, new: New, word: str) -> int:
        """How many names at most have a word on a page of the lines."""
        before = (self._count_old_words(page) for page in self._before.pages[old])
        after = (self._count_new_words(page) for page in self._after.pages[new])
        return max(counts[word] for counts in (*before, *after))

    def _count_old_words(self, page: str) -> Counter[str]:
        if page not in self._old_words:
            self._old_words[page] = _count_words(self._names.before[line] for line in self._before.orders[page])
        return self._old_words[page]

    def _count_new_words(self, page: str) -> Counter[str]:
        if page not in self._new_words:
            self._new_words[page] = _count_words((self._names.after[line],) for line in self._after.orders[page])
        return self._new_words[page]

    def _have_neighbour(self, old: Old, new: New) -> bool:
        """Whether the lines have the same neighbour on one side on some page; the edge of a table is one."""
        pages = self._before.pages[old] & self._after.pages[new]
        sides = (zip(self._old_neighbours[p][old], self._new_neighbours[p][new], strict=True) for p in pages)
        return any(before == after for both in sides for before, after in both)


def _count_words(names: Iterable[Iterable[str]]) -> Counter[str]:
    """How many lines have each word in their names."""
    return Counter(word for group in names for word in {w for name in group for w in get_words(name)})


def find_sole(pairs: Iterable[tuple[Old, New]]) -> frozenset[tuple[Old, New]]:
    """The pairs whose parts are in no other of them."""
    pairs = list(pairs)
    before, after = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    return frozenset((old, new) for old, new in pairs if before[old] == after[new] == 1)
