"""From a list of pages, and the lists that it names, to the pages of one docset."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.web_addresses import Address, BadAddress, find_page_path, read_address
from ingest.web_fetch import Answer, BadAnswer
from ingest.web_limits import BudgetSpent, Limits
from ingest.web_lists import Listing, find_list_kind, read_list


@dataclass(slots=True)
class Walk:
    """The pages that lists name."""

    pages: dict[str, Address] = field(default_factory=dict)
    """Their addresses by page path, in the order of the lists."""
    problems: list[str] = field(default_factory=list)
    """A line for each list, and for all addresses of a list, that were left out."""
    partial: bool = False
    """Whether there may be more pages than these."""

    def miss(self, problem: str) -> None:
        """Notes that pages may be missing, and why."""
        self.problems.append(problem)
        self.partial = True


def list_pages(first: Address, listing: Listing, base: str, limits: Limits, fetch: Callable[[Address], Answer]) -> Walk:
    """The pages under `base` that a list names, itself or through further lists."""
    walk, waiting, seen = Walk(), deque([(first, listing)]), {first}
    while waiting:
        place, listing = waiting.popleft()
        if listing.problem:
            walk.miss(listing.problem)
        _add_pages(walk, place, listing.pages, base, limits)
        for address in _find_lists(walk, place, listing.lists):
            if address in seen:
                continue
            if len(seen) >= limits.lists:
                walk.miss(f"{address} and the lists behind it were not read: a run reads {limits.lists:,} lists")
                break
            seen.add(address)
            try:
                waiting.append((address, _read_further(address, fetch, limits)))
            except (BadAnswer, BadAddress) as error:
                walk.miss(str(error))
            except BudgetSpent as error:
                walk.miss(f"{address} was not read: {error}")
                return walk
    return walk


def _read_further(address: Address, fetch: Callable[[Address], Answer], limits: Limits) -> Listing:
    answer = fetch(address)
    kind = find_list_kind(answer)
    if kind is None:
        raise BadAnswer(f"{address}: its content type is {answer.media_type or 'not told'}, not that of a list")
    return read_list(answer, kind, limits.list_bytes)


def _add_pages(walk: Walk, place: Address, texts: Iterable[str], base: str, limits: Limits) -> None:
    outside: list[str] = []
    for text in texts:
        address, path = _find_page(place, text, base)
        if address is None or path is None:
            outside.append(text)
        elif path not in walk.pages and len(walk.pages) >= limits.pages:
            walk.miss(f"{address} and what is listed behind it were not read: a run takes {limits.pages:,} pages")
            break
        else:
            walk.pages.setdefault(path, address)
    if outside:
        walk.problems.append(_describe_outside(place, outside, base))


def _find_page(place: Address, text: str, base: str) -> tuple[Address | None, str | None]:
    try:
        address = read_address(text, place)
    except BadAddress:
        return None, None
    if base.startswith("https:") and address.scheme == "http" and address.port == 80:
        # Many sitemaps were written before their site became a secure one.
        address = replace(address, scheme="https", port=443)
    return address, find_page_path(address, base)


def _describe_outside(place: Address, outside: Sequence[str], base: str) -> str:
    count = "1 address is" if len(outside) == 1 else f"{len(outside):,} addresses are"
    return f"{place}: {count} not under {base}, such as {outside[0][:200]!a} (--base-url names another base)"


def _find_lists(walk: Walk, place: Address, texts: Iterable[str]) -> list[Address]:
    found = []
    for text in texts:
        try:
            address = read_address(text, place)
        except BadAddress as error:
            walk.miss(f"{place} lists what is not read: {error}")
            break
        if address.origin == place.origin:
            found.append(address)
        else:
            walk.problems.append(f"{place}: the list {address} belongs to another site")
    return found
