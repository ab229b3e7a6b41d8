"""What a site's robots.txt allows, by RFC 9309."""

from __future__ import annotations

import threading
import time

from protego import Protego

from ingest.web_addresses import Address, BadAddress
from ingest.web_fetch import USER_AGENT, BadAnswer, Denied, Fetcher

# RFC 9309 asks for at least 500 kibibytes; what stands behind is not read.
MOST_READ = 512 * 1024


class NotAllowed(BadAnswer):
    """A robots.txt, or its failure, keeps us from an address."""


class Robots:
    """The robots.txt of every site that a run asks; its threads share it."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[str, Protego | NotAllowed] = {}
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def close(self) -> None:
        """Ends every wait."""
        self._closed.set()

    def check(self, address: Address) -> None:
        """Raises NotAllowed for an address that must not be asked; waits as long as its site wants."""
        rules = self._get_rules(address)
        if isinstance(rules, NotAllowed):
            raise NotAllowed(f"{address}: {rules}")
        if not rules.can_fetch(str(address), USER_AGENT):
            raise NotAllowed(f"{address}: the robots.txt of {address.origin} does not allow it")
        delay = rules.crawl_delay(USER_AGENT)
        if delay is not None and delay > 0:
            self._wait(address.origin, min(delay, self._fetcher.budget.limits.delay_seconds))

    def _get_rules(self, address: Address) -> Protego | NotAllowed:
        with self._lock:
            if address.origin not in self._known:
                self._known[address.origin] = self._read(address)
            return self._known[address.origin]

    def _read(self, address: Address) -> Protego | NotAllowed:
        place = Address(address.scheme, address.host, address.port, "/robots.txt")
        try:
            answer = self._fetcher.fetch(place, self._fetcher.budget.limits.page_bytes)
        except Denied:
            return Protego.parse("")
        except (BadAnswer, BadAddress) as error:
            why = str(error).removeprefix(f"{place}: ")
            return NotAllowed(f"it is not read without the site's robots.txt: {why}")
        return Protego.parse(answer.data[:MOST_READ].decode("utf-8", "replace"))

    def _wait(self, origin: str, delay: float) -> None:
        with self._lock:
            now = time.monotonic()
            turn = max(self._next.get(origin, now), now)
            self._next[origin] = turn + delay
        # A run's time may end first; then nothing is asked any more.
        self._closed.wait(min(turn - now, self._fetcher.budget.get_seconds_left()))
