"""What a process does that reads pages: chunks of them come in by a connection, their rows go out.

`ingest/reading_pool.py` starts it. It ends when the connection does.
"""

from __future__ import annotations

import gc
import marshal
import os
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from index.model import Snapshot
from index.quantities import get_measure
from ingest.extract import read_page
from ingest.html import read_html
from ingest.packed import Row, Task, pack_page
from ingest.readings import get_page

# Few objects of a page hold each other in a circle; looking for them after every 700 new ones took a tenth.
UNCOLLECTED = 50_000
_OPEN_FILES = Path("/proc/self/fd")
_STANDARD_FILES = 2


PRELOADED = (read_html,)
"""What is loaded when pages need it, and should be before the process is copied."""


def preload() -> None:
    """Loads the units of quantities, which hardly any docs are without, before this process is copied."""
    get_measure("MB")


def serve(connection: Connection) -> None:
    """Answers each chunk of tasks with a list of rows, until there are no more."""
    _stand_alone(connection)
    with suppress(EOFError, ConnectionError):
        while True:
            # It comes from the process that started this one.
            chunk: list[Task] = marshal.loads(connection.recv_bytes())  # noqa: S302
            connection.send_bytes(marshal.dumps(read_chunk(chunk)))


def _stand_alone(connection: Connection) -> None:
    """Keeps nothing of the process that started this one but the connection and what it has loaded."""
    # A process group of its own keeps a Ctrl-C for the process that knows what is to be put right after it.
    os.setpgid(0, 0)
    # A copy holds its files open: the lock of the index, which has to be free when that process ends.
    for file in [int(path.name) for path in _OPEN_FILES.iterdir()] if _OPEN_FILES.exists() else ():
        if file > _STANDARD_FILES and file != connection.fileno():
            with suppress(OSError):
                os.close(file)
    # What is there already stays, and is not to be looked through again and again.
    gc.freeze()
    gc.set_threshold(UNCOLLECTED)


def read_chunk(chunk: Iterable[Task]) -> list[Row]:
    """The rows of the pages of a chunk."""
    return [_read(*task) for task in chunk]


def _read(path: str, sha256: str, media_type: str, data: bytes) -> Row:
    return pack_page(read_page(get_page(path, Snapshot(sha256, data, media_type))))
