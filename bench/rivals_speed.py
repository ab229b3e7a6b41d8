"""`make bench-rivals`: how fast real pages are taken in, beside programs that only chunk and index them."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.rivals_daff import PYTHON as RIVALS_PYTHON
from bench.rivals_pages import change_page, write_pages
from bench.rivals_processes import ROOT, Run, Unmeasured, run

# Runs spread by a tenth on a quiet machine; they are taken in turns, so that a busy spell hits all alike.
REPEATS = 3
QUESTION = "Which options are supported?"

BIN = Path(sys.executable).parent
PROGRAMS = {
    "Docfacts, facts": (Path(sys.executable), "run_docfacts.py"),
    "LlamaIndex, chunks": (RIVALS_PYTHON, "run_llamaindex.py"),
    "Haystack, chunks": (RIVALS_PYTHON, "run_haystack.py"),
    "block parsing alone": (Path(sys.executable), "run_blocks.py"),
}
OURS, FLOOR = "Docfacts, facts", "block parsing alone"


@dataclass(frozen=True, slots=True)
class Measured:
    """The medians of what a program took."""

    work: float
    """Seconds of its work, without the start of Python and what it imports."""
    whole: float
    """Seconds of its process."""
    peak: float
    """Memory in MB."""
    cpu: float
    """Seconds of processor time of its process and those that it started."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 after the tables were printed, 1 when something could not be measured."""
    call = _get_parser().parse_args(argv)
    try:
        with TemporaryDirectory(prefix="docfacts-rivals-") as folder:
            for line in _iter_lines(call, Path(folder)):
                print(line, flush=True)
    except (Unmeasured, OSError) as error:
        print(f"bench-rivals: {error}", file=sys.stderr)
        return 1
    return 0


def _get_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rivals_speed", description="Measures Docfacts beside others on real pages.")
    parser.add_argument("pages", type=Path, help="a folder of docs, or with --rev a git repository")
    parser.add_argument("--rev", help="the revision whose pages are taken")
    parser.add_argument("--under", default="", metavar="FOLDER", help="only the pages under this path")
    parser.add_argument("--repeats", type=int, default=REPEATS, help=f"how often each is run (default {REPEATS})")
    parser.add_argument(
        "--history", metavar="RANGE", help="measure the history of the repository as well, in this range"
    )
    return parser


def _iter_lines(call: argparse.Namespace, folder: Path) -> Iterator[str]:
    files = write_pages(call.pages, call.rev, folder / "pages", call.under)
    size = sum(file.stat().st_size for file in files)
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores, {len(files):,} pages, {size / 1e6:.1f} MB"
    programs = {name: p for name, p in PROGRAMS.items() if p[0].exists()}
    if len(programs) < len(PROGRAMS):
        yield "the rivals are not installed, so they are left out; `make rivals` installs them"
    yield ""
    measured = _measure_first(programs, folder, call.repeats)
    yield from _iter_first_lines(measured, len(files))
    yield ""
    yield from _iter_start_lines(programs, folder, call.repeats)
    yield ""
    yield from _iter_again_lines(folder, files, call.repeats)
    if call.history:
        yield ""
        yield from _iter_history_lines(call, folder)


# The first time


def _measure_first(programs: dict[str, tuple[Path, str]], folder: Path, repeats: int) -> dict[str, Measured]:
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    for number in range(repeats):
        for name, (python, script) in programs.items():
            kept = folder / f"{script}-{number}"
            runs[name].append(run([python, ROOT / "bench" / "rivals" / script, "index", folder / "pages", kept]))
    return {name: _get_medians(group) for name, group in runs.items()}


def _get_medians(runs: Sequence[Run]) -> Measured:
    return Measured(
        median(r.work for r in runs),
        median(r.whole for r in runs),
        median(r.peak for r in runs),
        median(r.cpu for r in runs),
    )


def _iter_first_lines(measured: dict[str, Measured], pages: int) -> Iterator[str]:
    ours = measured[OURS]
    heads = f"{'Docfacts is':>12} {'process, s':>11} {'CPU, s':>7} {'peak, MB':>9}"
    yield f"{'first time':24} {'seconds':>8} {'pages/s':>8} {heads}"
    for name, took in measured.items():
        faster = "" if name == OURS else f"{took.work / ours.work:.2f} x"
        memory = "" if name == OURS else f"{ours.peak / took.peak:.2f} x"
        yield (
            f"{name:24} {took.work:8.2f} {pages / took.work:8,.0f} {faster:>12} {took.whole:11.2f} {took.cpu:7.2f} "
            f"{took.peak:9.0f} {memory:>8}"
        )


# After a restart


def _iter_start_lines(programs: dict[str, tuple[Path, str]], folder: Path, repeats: int) -> Iterator[str]:
    yield f"{'start to first answer':24} {'seconds':>8} {'':>34} {'peak, MB':>9}"
    for name, (python, script) in programs.items():
        kept = folder / f"{script}-0"
        call: list[str | Path] = [python, ROOT / "bench" / "rivals" / script, "ask", kept, QUESTION]
        if name == FLOOR:
            continue
        if name == OURS:
            call = [BIN / "docfacts", "ask", QUESTION, "--json", "--index", kept]
        runs = [run(call) for _ in range(repeats)]
        yield f"{name:24} {median(r.whole for r in runs):8.2f} {'':>34} {median(r.peak for r in runs):9.0f}"


# Again


def _iter_again_lines(folder: Path, files: Sequence[Path], repeats: int) -> Iterator[str]:
    """The `ingest` command as a person calls it."""
    first = _ingest(folder, "v0", len(files))
    same = median(_ingest(folder, "v0", 0) for _ in range(repeats))
    changed = []
    for number in range(repeats):
        change_page(files[number * len(files) // repeats], number)
        changed.append(_ingest(folder, f"v{number + 1}", 1))
    yield f"{'the command ingest':24} {'seconds':>8} {'of the first':>13}"
    for name, seconds in (("first time", first), ("nothing changed", same), ("1 page changed", median(changed))):
        yield f"{name:24} {seconds:8.2f} {seconds / first:13.2%}"


def _ingest(folder: Path, version: str, read: int) -> float:
    names = ["--docset", "bench", "--version", version]
    done = run([BIN / "ingest", folder / "pages", *names, "--format", "json", "--index", folder / "again"])
    if sum(told["read"] for told in done.told["versions"]) != read:
        raise Unmeasured(f"ingest of {version} read {done.told['versions']} instead of {read} pages")
    return done.whole


# The history


def _iter_history_lines(call: argparse.Namespace, folder: Path) -> Iterator[str]:
    source: list[str | Path] = [call.pages, "--history", call.history, *(["--path", call.under] if call.under else [])]
    told = run([BIN / "ingest", *source, "--docset", "history", "--format", "json", "--index", folder / "history"])
    git = run([Path(sys.executable), ROOT / "bench" / "rivals" / "run_git.py", call.pages, call.history, call.under])
    versions = told.told["versions"]
    read = sum(version["read"] for version in versions)
    yield f"history {call.history}: {len(versions):,} versions, {read:,} pages read in {told.whole:.2f} s"
    yield f"{len(versions) / told.whole:.1f} versions/s; peak {told.peak:.0f} MB"
    yield f"reading git alone takes {git.work:.2f} s: {git.work / told.whole:.1%} of that"


if __name__ == "__main__":
    sys.exit(main())
