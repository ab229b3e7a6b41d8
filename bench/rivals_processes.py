"""Programs run one after the other, each in a process of its own, with what each of them took."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The slowest program needs a minute for 1,300 pages here; a machine ten times slower still ends.
PROCESS_SECONDS = 900.0


class Unmeasured(Exception):
    """Something could not be measured; `str()` says what."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took."""

    whole: float
    """Seconds from its start to its end."""
    peak: float
    """The most memory that it had at one time, in MB (its largest process, where it starts others)."""
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
        _, status, used = os.wait4(process.pid, 0)
        whole = perf_counter() - began
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in (out, err):
            file.seek(0)
        if process.returncode:
            raise Unmeasured(f"{' '.join(map(str, call))}: {err.read().decode(errors='replace')[-600:].strip()}")
        # Linux counts kilobytes.
        return Run(whole, used.ru_maxrss / 1024, json.loads(out.read()))


def _get_environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "HAYSTACK_TELEMETRY_ENABLED": "False"}
