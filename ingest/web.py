"""Addresses as a source: one page, an `llms.txt` or a sitemap becomes the documents of a version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import DocfactsError
from index.model import Snapshot
from ingest.documents import BadDocument, Document
from ingest.sources import BadSource, Collection
from ingest.web_addresses import Address, BadAddress, find_page_path, get_base, read_address
from ingest.web_cache import WebCache, read_cache, write_cache
from ingest.web_fetch import Answer, BadAnswer, Fetcher, Gone
from ingest.web_limits import Budget, BudgetSpent, Limits
from ingest.web_lists import ListKind, find_list_kind, read_list
from ingest.web_pages import make_page
from ingest.web_robots import Robots
from ingest.web_walk import Walk, list_pages

CACHE_FILE = "web-cache.json"
"""The usual name of the file that remembers answers, beside the index."""
DEFAULT_LIMITS = Limits()


@dataclass(slots=True)
class WebCollection(Collection):
    """The documents of an address."""

    base_url: str = ""
    """The address under which its pages stand; page paths are relative to it."""
    partial: bool = False
    """Whether a list of pages could not be read whole: pages that were not met may still be there."""
    addresses: dict[str, str] = field(default_factory=dict)
    """The address of each document, by page path."""


def collect_address(
    url: str,
    *,
    allow_private: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    cache: Path | None = None,
    known: Callable[[str], Snapshot | None] = lambda _: None,
    page: str | None = None,
    base_url: str | None = None,
) -> WebCollection:
    """The documents of an `http(s)` address; raises BadSource when nothing at all can be read there.

    `known` gives the snapshot of a SHA-256, or None; it is asked by the calling thread alone, for
    pages of which the server says that they did not change since `cache` was written. `page` names
    the page of an address that is one; `base_url` is the address that page paths are relative to,
    where it is not the folder of `url`.
    """
    remembered = read_cache(cache)
    with ExitStack() as stack:
        fetcher = stack.enter_context(closing(Fetcher(Budget(limits), allow_private=allow_private)))
        robots = stack.enter_context(closing(Robots(fetcher)))
        run = _Run(fetcher, robots, remembered, known)
        try:
            collection = run.collect(read_address(url), page, base_url)
        except (BadAnswer, BadAddress, BudgetSpent) as error:
            raise BadSource(str(error)) from error
    if cache is not None and collection.documents:
        write_cache(cache, remembered)
    return collection


class _Run:
    """One run over one address."""

    def __init__(
        self, fetcher: Fetcher, robots: Robots, cache: WebCache, known: Callable[[str], Snapshot | None]
    ) -> None:
        self._fetcher = fetcher
        self._limits = fetcher.budget.limits
        self._robots = robots
        self._cache = cache
        self._known = known

    def collect(self, source: Address, page: str | None, base_url: str | None) -> WebCollection:
        answer = self._fetcher.fetch(source, self._limits.list_bytes, check=self._robots.check)
        kind = find_list_kind(answer)
        if kind is None:
            return self._collect_page(source, answer, page, base_url)
        if page:
            raise BadSource(f"{source}: it lists many pages; --page names the page of an address that is one")
        return self._collect_list(answer, kind, base_url)

    def _collect_page(self, source: Address, answer: Answer, page: str | None, base_url: str | None) -> WebCollection:
        collection = WebCollection(base_url=_choose_base(answer.address, base_url))
        path = page or find_page_path(answer.address, collection.base_url)
        if path is None:
            raise BadSource(f"{source}: this is not a usable address of a page")
        try:
            self._take(collection, source, answer, path)
        except BadDocument as error:
            raise BadSource(str(error)) from error
        return collection

    def _collect_list(self, answer: Answer, kind: ListKind, base_url: str | None) -> WebCollection:
        limit = self._limits.list_bytes
        base = _choose_base(answer.address, base_url)
        walk = list_pages(
            answer.address,
            read_list(answer, kind, limit),
            base,
            self._limits,
            lambda address: self._fetcher.fetch(address, limit, check=self._robots.check),
        )
        if not walk.pages:
            raise BadSource(walk.problems[0] if walk.problems else f"{answer.address}: it lists no pages")
        collection = WebCollection(base_url=base, partial=walk.partial, problems=walk.problems)
        self._read_pages(collection, walk)
        if not walk.partial:
            self._cache.forget_others(base, {str(a) for a in walk.pages.values()} | set(collection.addresses.values()))
        return collection

    def _read_pages(self, collection: WebCollection, walk: Walk) -> None:
        """Takes every page of a walk, in its order, whichever answers first."""
        late: list[Address] = []
        why = ""
        pool = ThreadPoolExecutor(self._limits.at_once)
        try:
            outcomes = pool.map(self._get, walk.pages.values())
            for (path, address), outcome in zip(walk.pages.items(), outcomes, strict=True):
                if isinstance(outcome, BudgetSpent):
                    late.append(address)
                    why = why or str(outcome)
                    self._keep(collection, path, address)
                else:
                    self._settle(collection, path, address, outcome)
        finally:
            # Ends what is under way when the run is stopped; after a whole run nothing is.
            self._robots.close()
            pool.shutdown(wait=False, cancel_futures=True)
        if late:
            collection.problems.append(f"{late[0]} and {len(late) - 1:,} more pages were not read: {why}")

    def _get(self, address: Address) -> Answer | DocfactsError:
        try:
            return self._fetch_page(address)
        except (BadAnswer, BadAddress, BudgetSpent) as error:
            return error

    def _fetch_page(self, address: Address, *, anew: bool = False) -> Answer:
        condition = None if anew else self._cache.get_condition
        return self._fetcher.fetch(
            address, self._limits.page_bytes, check=self._robots.check, get_condition=condition
        )

    def _settle(self, collection: WebCollection, path: str, address: Address, outcome: Answer | DocfactsError) -> None:
        """Takes an answer, or notes why there is none."""
        try:
            if isinstance(outcome, DocfactsError):
                raise outcome
            final = find_page_path(outcome.address, collection.base_url)
            if final is None:
                raise BadAnswer(f"{address}: it redirects to {outcome.address}, outside of {collection.base_url}")
            self._take(collection, address, outcome, path if outcome.address == address else final)
        except Gone as error:
            collection.problems.append(str(error))
        except (BadAnswer, BadAddress, BadDocument, BudgetSpent) as error:
            collection.problems.append(str(error))
            self._keep(collection, path, address)

    def _take(self, collection: WebCollection, asked: Address, answer: Answer, path: str) -> None:
        shown = str(answer.address)
        if collection.addresses.get(path) == shown:
            # Two addresses of a list lead to one page.
            return
        if path in collection.documents:
            raise BadAnswer(f"{shown}: page {path!r} was already read from {collection.addresses[path]}")
        document, headers = self._make_document(answer, path)
        collection.documents[path] = document
        collection.addresses[path] = shown
        self._cache.remember(asked, answer.address, document.sha256, headers)

    def _make_document(self, answer: Answer, path: str) -> tuple[Document, Answer]:
        raise NotImplementedError


def _choose_base(address: Address, base_url: str | None) -> str:
    raise NotImplementedError
