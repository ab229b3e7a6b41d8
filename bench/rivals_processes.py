"""Programs run one after the other, each in a process of its own, with what each of them took."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread, Timer
from time import perf_counter
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
# The slowest program needs a minute for 1,300 pages here; a machine ten times slower still ends.
PROCESS_SECONDS = 900.0
# Memory grows within seconds; looking more often would take time from what is measured.
LOOK_SECONDS = 0.05


class Unmeasured(Exception):
    """Something could not be measured; `str()` says what."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took."""

    whole: float
    """Seconds from its start to its end."""
    peak: float
    """The most memory that it had at one time, in MB, with all processes that it started."""
    cpu: float
    """Seconds of processor time that it took, with all processes that it started."""
    told: dict[str, Any]
    """The JSON that it wrote."""

    @property
    def work(self) -> float:
        """The seconds that it told of: its work without the start of Python and what it imports."""
        return float(self.told["seconds"])


def run(call: Sequence[str | Path]) -> Run:
    """Runs a program that writes JSON; raises Unmeasured where it fails."""
    with TemporaryFile() as out, TemporaryFile() as err:
        began = perf_counter()
        process = subprocess.Popen([*map(str, call)], stdout=out, stderr=err, cwd=ROOT, env=_get_environment())  # noqa: S603 (no shell)
        watch = Timer(PROCESS_SECONDS, process.kill)
        watch.start()
        with _Memory(process.pid) as memory:
            _, status, used = os.wait4(process.pid, 0)
            whole = perf_counter() - began
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in (out, err):
            file.seek(0)
        if process.returncode:
            raise Unmeasured(f"{' '.join(map(str, call))}: {err.read().decode(errors='replace')[-600:].strip()}")
        # Linux counts kilobytes.
        peak = max(used.ru_maxrss, memory.peak) / 1024
        return Run(whole, peak, used.ru_utime + used.ru_stime, json.loads(out.read()))


class _Memory:
    """Looks, while a block runs, how much memory a process and those that it started have together."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        """The most that was seen, in kilobytes; memory that they share counts once."""
        self._pid, self._over = pid, Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self.peak = max(self.peak, sum(map(_get_kilobytes, _iter_family(self._pid))))


def _iter_family(pid: int) -> Iterator[int]:
    """A process and those that it started, as far as they are still there."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _iter_family(int(child))


def _get_kilobytes(pid: int) -> int:
    """The memory of a process; of what it shares with others its share. 0 for one that is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _get_environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "HAYSTACK_TELEMETRY_ENABLED": "False"}
