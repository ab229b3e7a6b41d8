"""How far long work has come: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO, cast


@dataclass(frozen=True, slots=True)
class Shown:
    """What long work writes to while it is shown how far it has come."""

    out: TextIO
    """Its standard output."""
    err: TextIO
    """Its standard error."""
    advance: Callable[[], object]
    """To be called after each step."""


@contextmanager
def shown(what: str, steps: int, out: TextIO, err: TextIO) -> Iterator[Shown]:
    """A block of so many steps; lines that are written to a terminal meanwhile stand above its bar."""
    if not err.isatty() or not steps:
        yield Shown(out, err, lambda: None)
        return
    # Only terminals need them, and they take a tenth of a second to load.
    from rich.console import Console
    from rich.file_proxy import FileProxy
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(file=err)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
        task = progress.add_task(what, total=steps)
        above = cast("TextIO", FileProxy(console, err))
        yield Shown(above if out.isatty() else out, above, lambda: progress.advance(task))
        above.flush()
