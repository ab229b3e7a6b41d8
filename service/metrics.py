"""What Prometheus reads: requests by route and status, how long they took, answers by status."""

from __future__ import annotations

import os
from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

# With this variable prometheus_client keeps its numbers in files that all processes share;
# `docfacts serve` sets it for several workers.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

# There are some twenty routes; a method may be any word that a client sends.
CHILDREN_KEPT = 256

# From the time of a plain look-up (about a millisecond) to that of a request somebody complains about.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """The counters of one application, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "docfacts_requests",
            "Requests by route, method and status.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "docfacts_request_seconds",
            "Time to answer a request.",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._answers = Counter("docfacts_answers", "Answers by status.", ("status",), registry=self._registry)
        self._get_children = lru_cache(CHILDREN_KEPT)(self._make_children)

    def count_request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Counts one request."""
        counter, histogram = self._get_children(route, method, str(status))
        counter.inc()
        histogram.observe(seconds)

    def count_answer(self, status: str) -> None:
        """Counts one answer."""
        self._answers.labels(status).inc()

    def _make_children(self, route: str, method: str, status: str) -> tuple[Counter, Histogram]:
        return self._requests.labels(route, method, status), self._seconds.labels(route)

    def render(self) -> bytes:
        """All numbers (of all worker processes) in the text format of Prometheus."""
        if SHARED_FOLDER not in os.environ:
            return generate_latest(self._registry)
        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        return generate_latest(shared)
