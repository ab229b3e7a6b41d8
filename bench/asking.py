"""How fast `/v1/ask` answers, beside an empty endpoint on the same server."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bench.load import get_requests, measure_rate, measure_times
from bench.multiplied import iter_new_questions, read_questions
from bench.served import Client, serving

# 550 requests give the 99th percentile five behind it.
COPIES_TIMED = range(1, 11)
COPIES_LOADED = range(11, 21)
# What is answered from memory is so quick that a second of it takes some thousand requests.
ROUNDS = 4
# After so many rounds each of two workers has met all but one of 250 questions.
MEETINGS = 8
WORKERS = (1, 2)


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast one endpoint answered some requests."""

    times: tuple[float, ...]
    """Seconds for each request, one after the other."""
    rates: tuple[float, ...]
    """Requests a second with one worker, with two."""

    @property
    def median(self) -> float:
        """Median of the times, in milliseconds."""
        return median(self.times) * 1_000

    @property
    def slow(self) -> float:
        """99th percentile of the times, in milliseconds."""
        return quantiles(self.times, n=100)[98] * 1_000


@dataclass(frozen=True, slots=True)
class Measured:
    """How fast an index answered."""

    pages: int
    """Number of its pages."""
    first: float
    """Seconds from the start of the server's process to its first answer."""
    statuses: Counter[str]
    """How many of the questions on the sample were answered in which way."""
    new: Speed
    """Questions asked for the first time, of a server that has answered others."""
    again: Speed
    """The same questions asked again."""


def measure_empty() -> Speed:
    """How fast the empty endpoint answers the questions."""
    times: list[float] = []
    rates = []
    for workers in WORKERS:
        with serving([sys.executable, "-m", "bench.empty", "--workers", str(workers)]) as client:
            requests = get_requests(client.address, iter_new_questions(COPIES_TIMED))
            measure_rate(client.address, requests)
            times = times or measure_times(client.address, requests)
            rates.append(measure_rate(client.address, requests * ROUNDS))
    return Speed(tuple(times), tuple(rates))


def measure_asking(index: Path, pages: int) -> Measured:
    """How fast a server on an index answers the questions, new ones and again."""
    with _serving(index, 1) as client:
        began = perf_counter()
        statuses = Counter(client.ask(question).status for question in read_questions()[:1])
        first = client.started + perf_counter() - began
        statuses.update(client.ask(question).status for question in read_questions()[1:])
        timed = get_requests(client.address, iter_new_questions(COPIES_TIMED))
        new, again = (tuple(measure_times(client.address, timed)) for _ in range(2))
    new_rates, again_rates = zip(*(_measure_rates(index, workers) for workers in WORKERS), strict=True)
    return Measured(pages, first, statuses, Speed(new, new_rates), Speed(again, again_rates))


def _measure_rates(index: Path, workers: int) -> tuple[float, float]:
    """Requests a second with so many workers: of new questions, and of the same ones asked again."""
    with _serving(index, workers) as client:
        # Every worker reads the names of the index once.
        measure_rate(client.address, get_requests(client.address, read_questions() * MEETINGS))
        requests = get_requests(client.address, iter_new_questions(COPIES_LOADED))
        new = measure_rate(client.address, requests)
        measure_rate(client.address, requests * MEETINGS)
        return new, measure_rate(client.address, requests * ROUNDS)


def _serving(index: Path, workers: int) -> AbstractContextManager[Client]:
    command = Path(sys.executable).parent / "docfacts"
    return serving([command, "serve", "--port", "0", "--workers", str(workers), "--index", index])


def iter_lines(empty: Speed, measured: Sequence[Measured]) -> Iterator[str]:
    """The table, each figure with its ratio to that of the empty endpoint."""
    yield f"{'POST /v1/ask':32} {'median, ms':>16} {'99th pc., ms':>16} {'req/s, 1 worker':>18} {'2 workers':>18}"
    yield _get_line("an empty endpoint", empty, empty)
    for one in measured:
        yield _get_line(f"{one.pages:,} pages, asked again", one.again, empty)
        yield _get_line(f"{one.pages:,} pages, new questions", one.new, empty)
    for one in measured:
        told = ", ".join(f"{count} {status}" for status, count in sorted(one.statuses.items()))
        yield f"{one.pages:,} pages: {one.first:.2f} s from the start of the server to an answer; {told}"
    if len(measured) > 1:
        first, last = measured[0], measured[-1]
        again, new = (getattr(last, kind).median / getattr(first, kind).median for kind in ("again", "new"))
        yield ""
        yield f"median at {last.pages:,} pages to that at {first.pages:,}: again {again:.2f}, new {new:.2f}"


def _get_line(name: str, speed: Speed, empty: Speed) -> str:
    cells = [
        f"{speed.median:8.2f} {speed.median / empty.median:5.1f} x",
        f"{speed.slow:8.2f} {speed.slow / empty.slow:5.1f} x",
    ]
    cells += [f"{rate:10,.0f} {rate / floor:5.2f} x" for rate, floor in zip(speed.rates, empty.rates, strict=True)]
    return f"{name:32} " + " ".join(cells)
