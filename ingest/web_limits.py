"""How far a run goes with servers that it does not know: one table of limits, and the budget of one run."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from index.errors import DocfactsError
from ingest.documents import LARGEST_PAGE


class BadLimit(DocfactsError):
    """A value that a limit does not take; `str()` names the variable."""


class BudgetSpent(DocfactsError):
    """The run has used up what it may take in all; `str()` says of what."""


def _count(default: int, variable: str, meaning: str, least: int = 1) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning, "least": least})


def _seconds(default: float, variable: str, meaning: str) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit on reading from the web; the text beside a field is its meaning, in the words of the docs."""

    # The largest sitemaps looked at list some thousand pages; the sitemap protocol allows 50,000 in a file.
    pages: int = _count(10_000, "DOCFACTS_WEB_PAGES", "How many pages one run takes from an address.")
    # One for each section and language is usual; a sitemap index of sitemap indexes is a trap.
    lists: int = _count(100, "DOCFACTS_WEB_LISTS", "How many sitemaps and `llms.txt` one run reads.")
    page_bytes: int = _count(
        LARGEST_PAGE, "DOCFACTS_WEB_PAGE_BYTES", "The largest page that is read, in bytes, packed and unpacked."
    )
    # What the sitemap protocol allows.
    list_bytes: int = _count(
        52_428_800, "DOCFACTS_WEB_LIST_BYTES", "The largest sitemap or `llms.txt`, in bytes, packed and unpacked."
    )
    # All pages of a version are held in memory until it is written.
    total_bytes: int = _count(536_870_912, "DOCFACTS_WEB_TOTAL_BYTES", "How much one run reads in all, in bytes.")
    # RFC 9309 asks for at least five.
    redirects: int = _count(5, "DOCFACTS_WEB_REDIRECTS", "How many redirects in a row are followed.", least=0)
    request_seconds: float = _seconds(
        30, "DOCFACTS_WEB_REQUEST_SECONDS", "How long one request may take, from connecting to the last byte."
    )
    run_seconds: float = _seconds(3_600, "DOCFACTS_WEB_RUN_SECONDS", "How long one run asks servers in all.")
    # Longer delays are asked for by sites that want no robots; at ten seconds a docs site of 300 pages takes an hour.
    delay_seconds: float = _seconds(
        10, "DOCFACTS_WEB_DELAY_SECONDS", "The longest `Crawl-delay` of a robots.txt that is kept; more counts as this."
    )
    # What a browser opens to a host is six.
    at_once: int = _count(4, "DOCFACTS_WEB_AT_ONCE", "How many requests are under way at the same time.")


def get_variable(limit: Field[Any]) -> str:
    """The environment variable of a limit."""
    return str(limit.metadata["variable"])


def get_meaning(limit: Field[Any]) -> str:
    """What a limit decides, in words."""
    return str(limit.metadata["meaning"])


def read_limits(environment: Mapping[str, str]) -> Limits:
    """The limits: what the environment says, else the defaults; raises BadLimit naming the variable."""
    stated = {
        limit.name: _read(limit, environment[get_variable(limit)])
        for limit in fields(Limits)
        if environment.get(get_variable(limit))
    }
    return Limits(**stated)


def _read(limit: Field[Any], text: str) -> Any:
    if "least" not in limit.metadata:
        return _read_seconds(limit, text)
    least = int(limit.metadata["least"])
    if not (text.isascii() and text.isdigit() and int(text) >= least):
        raise BadLimit(f"{get_variable(limit)} must be a whole number of at least {least}, not {text!r}")
    return int(text)


def _read_seconds(limit: Field[Any], text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not (seconds > 0 and math.isfinite(seconds)):
        raise BadLimit(f"{get_variable(limit)} must be a number of seconds above 0, not {text!r}")
    return seconds


class Budget:
    """What one run may still take in all; its threads share it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        """The limits that it was made from."""
        self._left = limits.total_bytes
        self._end = time.monotonic() + limits.run_seconds
        self._lock = threading.Lock()

    def get_seconds_left(self) -> float:
        """The seconds until the run's time is over, or 0."""
        return max(self._end - time.monotonic(), 0)

    def get_seconds(self) -> float:
        """The seconds that one more request may take; raises BudgetSpent when the run's time is over."""
        left = self.get_seconds_left()
        if left <= 0:
            raise BudgetSpent(f"a run may take {self.limits.run_seconds:g} s")
        if self._left <= 0:
            raise BudgetSpent(f"a run may read {self.limits.total_bytes:,} bytes")
        return min(left, self.limits.request_seconds)

    def spend(self, size: int) -> None:
        """Takes note of `size` bytes that were read; raises BudgetSpent when they were too many."""
        with self._lock:
            self._left -= size
            if self._left < 0:
                raise BudgetSpent(f"a run may read {self.limits.total_bytes:,} bytes")
