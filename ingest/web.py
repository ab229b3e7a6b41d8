"""Addresses as a source: one page, an `llms.txt` or a sitemap becomes the documents of a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from index.errors import DocfactsError
from index.model import Snapshot
from ingest.documents import BadDocument, Document
from ingest.sources import BadSource, Collection
from ingest.web_addresses import ROOT_PAGE, Address, BadAddress, find_page_path, get_base, read_address
from ingest.web_cache import WebCache, read_cache, write_cache
from ingest.web_fetch import Answer, BadAnswer, Fetcher, Gone
from ingest.web_limits import Budget, BudgetSpent, Limits
from ingest.web_lists import ListKind, find_list_kind, read_list
from ingest.web_pages import make_page
from ingest.web_robots import Robots
from ingest.web_walk import list_pages

CACHE_FILE = "web-cache.json"
"""The usual name of the file that remembers answers, beside the index."""
DEFAULT_LIMITS = Limits()
# How the addresses of a site's pages may end; most end in a slash, as without a form. Sources that an `llms.txt` lists
# ("page.md") are published as pages, too.
_FORMS = ("*", "*.html", "*.htm")


@dataclass(slots=True)
class WebCollection(Collection):
    """The documents of an address."""

    base_url: str = ""
    """The address under which its pages stand; page paths are relative to it."""
    partial: bool = False
    """Whether a list of pages could not be read whole: pages that were not met may still be there."""
    addresses: dict[str, str] = field(default_factory=dict)
    """The address of each document, by page path."""

    def get_published(self) -> str:
        """The base address, with a star for the path where all pages stand at one form of address ("…/*.html")."""
        forms = {
            self.base_url + "*" + address.removeprefix(self.base_url + quote(path))
            for path, address in self.addresses.items()
            if path != ROOT_PAGE and address.startswith(self.base_url + quote(path))
        }
        form = forms.pop() if len(forms) == 1 else ""
        return form if form.endswith(_FORMS) else self.base_url

    def join(self, other: Collection) -> None:
        """Takes the documents of another source of the same version, but no page a second time."""
        self.problems += other.problems
        self.unread |= other.unread
        if isinstance(other, WebCollection):
            self.partial = self.partial or other.partial
            self.addresses |= {path: address for path, address in other.addresses.items() if path not in self.documents}
        for path, document in other.documents.items():
            if path in self.documents:
                self.problems.append(
                    f"{document.name}: page {path!r} was already read from {self.documents[path].name}"
                )
            self.documents.setdefault(path, document)


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
        """The documents of the run's address."""
        answer = self._fetch(source, self._limits.list_bytes)
        kind = None if answer.is_same else find_list_kind(answer)
        if kind is None:
            return self._collect_page(source, answer, page, base_url)
        if page:
            raise BadSource(f"{source}: it lists many pages; --page names the page of an address that is one")
        return self._collect_list(answer, kind, base_url)

    def _collect_page(self, source: Address, answer: Answer, page: str | None, base_url: str | None) -> WebCollection:
        if len(answer.data) > self._limits.page_bytes:
            raise BadSource(f"{source}: it has more than {self._limits.page_bytes:,} bytes")
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
        limit, base = self._limits.list_bytes, _choose_base(answer.address, base_url, for_list=True)
        listing = read_list(answer, kind, limit)
        walk = list_pages(answer.address, listing, base, self._limits, lambda a: self._fetch(a, limit))
        if not walk.pages:
            raise BadSource(walk.problems[0] if walk.problems else f"{answer.address}: it lists no pages")
        collection = WebCollection(base_url=base, partial=walk.partial, problems=walk.problems)
        self._read_pages(collection, walk.pages)
        if not walk.partial:
            listed = {str(address) for address in walk.pages.values()}
            self._cache.forget_others(base, listed | set(collection.addresses.values()))
        return collection

    def _read_pages(self, collection: WebCollection, pages: Mapping[str, Address]) -> None:
        """Takes every page in the order of the list, whichever answers first."""
        late: list[Address] = []
        pool = ThreadPoolExecutor(self._limits.at_once)
        try:
            for (path, address), outcome in zip(pages.items(), pool.map(self._try, pages.values()), strict=True):
                self._settle(collection, path, address, outcome)
                if isinstance(outcome, BudgetSpent):
                    late.append(address)
                    why = str(outcome)
        finally:
            # When the run is stopped, what has not begun never does; closing the fetcher ends the rest.
            pool.shutdown(wait=False, cancel_futures=True)
        if late:
            more = f" and {len(late) - 1:,} more" if len(late) > 1 else ""
            collection.problems.append(f"{late[0]}{more}: not read, {why}")

    def _try(self, address: Address) -> Answer | DocfactsError:
        try:
            return self._fetch(address, self._limits.page_bytes)
        except (BadAnswer, BadAddress, BudgetSpent) as error:
            return error

    def _fetch(self, address: Address, limit: int, *, anew: bool = False) -> Answer:
        condition = None if anew else self._cache.get_condition
        return self._fetcher.fetch(address, limit, check=self._robots.check, get_condition=condition)

    def _settle(self, collection: WebCollection, path: str, address: Address, outcome: Answer | DocfactsError) -> None:
        """Takes an answer, or notes why there is none; then the page keeps its former state, unless it is gone."""
        try:
            if isinstance(outcome, DocfactsError):
                raise outcome
            final = find_page_path(outcome.address, collection.base_url)
            if final is None:
                raise BadAnswer(f"{address}: it redirects to {outcome.address}, not under {collection.base_url}")
            self._take(collection, address, outcome, final)
        except Gone as error:
            collection.problems.append(str(error))
        except BudgetSpent:
            self._keep(collection, path, address)
        except (BadAnswer, BadAddress, BadDocument) as error:
            collection.problems.append(str(error))
            self._keep(collection, path, address)

    def _keep(self, collection: WebCollection, path: str, address: Address) -> None:
        """Notes that a page is there but was not read, under its own path and the one that it led to before."""
        collection.unread.add(path)
        with suppress(BadAddress):
            moved = self._cache.moved.get(str(address), "")
            former = find_page_path(read_address(moved), collection.base_url) if moved else None
            collection.unread.update({former} if former else ())

    def _take(self, collection: WebCollection, asked: Address, answer: Answer, path: str) -> None:
        shown = str(answer.address)
        if collection.addresses.get(path) == shown:
            # Two addresses of a list lead to one page.
            return
        if path in collection.documents:
            raise BadAnswer(f"{shown}: page {path!r} was already read from {collection.addresses[path]}")
        document = self._find_same(answer, path) if answer.is_same else None
        if document is None:
            whole = self._fetch(answer.address, self._limits.page_bytes, anew=True) if answer.is_same else answer
            document = make_page(path, whole)
            self._cache.remember(answer.address, document.sha256, whole.headers)
        self._cache.note_redirect(asked, answer.address)
        collection.documents[path] = document
        collection.addresses[path] = shown

    def _find_same(self, answer: Answer, path: str) -> Document | None:
        """The document that an address had when it was last read, if the index still holds it."""
        snapshot = self._known(self._cache.pages[str(answer.address)].sha256)
        return Document(path, str(answer.address), snapshot.data, snapshot.media_type) if snapshot else None


def _choose_base(address: Address, base_url: str | None, *, for_list: bool = False) -> str:
    """The base that was given, where it is one of the place that is read and not another name of it.

    A page has to lie under its base; a list may stand anywhere on the site whose pages it names.
    """
    if base_url:
        given = read_address(base_url.partition("*")[0])
        base = str(given).rstrip("/") + "/"
        if given.origin == address.origin and (for_list or find_page_path(address, base) is not None):
            return base
    return get_base(address)
