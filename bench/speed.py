"""`make bench`: how fast pages are read and questions answered, on the sample docset multiplied."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.asking import iter_lines, measure_asking, measure_empty
from bench.multiplied import change_page, write_pages
from bench.served import ServerFailed

PAGES = 1_000
# Short runs spread by a tenth; the median of three is steady to a few per cent.
REPEATS = 3
# How many times as many pages `--large` takes.
LARGE = 10
# The first ingest of 10,000 pages takes some two minutes here; a machine five times slower still ends.
INGEST_SECONDS = 600.0

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Ingest:
    """One run of `ingest`, as whoever calls the command sees it."""

    seconds: float
    """From the call to its end, the start of Python included."""
    read: int
    """Pages that were read."""
    changes: int
    """Changes that it printed."""


class Unsound(Exception):
    """A run did something else than what was to be measured."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 after the tables were printed, 1 when something could not be measured."""
    parser = argparse.ArgumentParser(prog="speed", description="Measures ingest and answers.")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"how many pages (default {PAGES})")
    parser.add_argument("--large", action="store_true", help="answers on ten times as many pages too; takes minutes")
    call = parser.parse_args(argv)
    try:
        with TemporaryDirectory(prefix="docfacts-bench-") as folder:
            for line in _iter_lines(Path(folder), call.pages, large=call.large):
                print(line, flush=True)
    except (Unsound, ServerFailed, OSError, subprocess.SubprocessError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    return 0


def _iter_lines(folder: Path, count: int, *, large: bool) -> Iterator[str]:
    files = write_pages(folder / "pages", count)
    size = sum(file.stat().st_size for file in files)
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores, {count:,} pages, {size / 1e6:.1f} MB"
    yield ""
    yield from _iter_ingest_lines(folder, files)
    yield ""
    yield from _iter_answer_lines(folder, count, large=large)


# Ingest


def _iter_ingest_lines(folder: Path, files: Sequence[Path]) -> Iterator[str]:
    yield f"{'ingest':32} {'seconds':>8} {'pages/s':>9} {'to the first':>13}"
    first = _run_ingest(folder, "v1", read=len(files))
    yield _get_line("first time", first.seconds, len(files), first.seconds)
    again = median(_run_ingest(folder, "v1", read=0).seconds for _ in range(REPEATS))
    yield _get_line("again, nothing changed", again, len(files), first.seconds)
    changed = median(_ingest_changed(folder, files, number) for number in range(REPEATS))
    yield _get_line(f"1 page of {len(files):,} changed", changed, len(files), first.seconds)


def _get_line(name: str, seconds: float, pages: int, first: float) -> str:
    return f"{name:32} {seconds:8.2f} {pages / seconds:9,.0f} {seconds / first:13.3f}"


def _ingest_changed(folder: Path, files: Sequence[Path], number: int) -> float:
    """Seconds to ingest the next version, in which one page, another one each time, has another value."""
    change_page(files[number * len(files) // REPEATS])
    done = _run_ingest(folder, f"v{number + 2}", read=1)
    if not done.changes:
        raise Unsound("a changed page made no change")
    return done.seconds


def _run_ingest(folder: Path, version: str, *, read: int) -> Ingest:
    call = [BIN / "ingest", folder / "pages", "--docset", "bench", "--version", version, "--format", "json"]
    began = perf_counter()
    done = subprocess.run(
        [*map(str, call), "--index", str(folder / "index")],
        capture_output=True,
        text=True,
        timeout=INGEST_SECONDS,
        check=False,
    )
    seconds = perf_counter() - began
    if done.returncode:
        raise Unsound(f"ingest failed: {done.stderr.strip()}")
    result = _get_result(json.loads(done.stdout), seconds)
    if result.read != read or done.stderr:
        raise Unsound(f"ingest of {version} read {result.read} pages instead of {read}; {done.stderr.strip()}")
    return result


def _get_result(told: dict[str, Any], seconds: float) -> Ingest:
    return Ingest(seconds, sum(version["read"] for version in told["versions"]), len(told["changes"]))


# Answers


def _iter_answer_lines(folder: Path, count: int, *, large: bool) -> Iterator[str]:
    empty = measure_empty()
    measured = [measure_asking(folder / "index", count)]
    if large:
        bigger = folder / "large"
        write_pages(bigger / "pages", LARGE * count)
        _run_ingest(bigger, "v1", read=LARGE * count)
        measured.append(measure_asking(bigger / "index", LARGE * count))
    yield from iter_lines(empty, measured)


if __name__ == "__main__":
    sys.exit(main())
