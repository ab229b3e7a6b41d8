"""A process that reads pages: chunks of them come in on standard input, their rows go out on standard output.

`ingest/reading_pool.py` starts it as `python -m ingest.reading_worker`. It ends when its input does.
"""

from __future__ import annotations

import gc
import marshal
import sys
from collections.abc import Iterable
from typing import BinaryIO

from index.model import Snapshot
from ingest.extract import read_page
from ingest.packed import Row, Task, pack_page
from ingest.readings import get_page

# Few objects of a page hold each other in a circle; looking for them after every 700 new ones took a tenth.
UNCOLLECTED = 50_000


def serve(tasks: BinaryIO, rows: BinaryIO) -> None:
    """Answers each chunk of tasks with a list of rows, until there are no more."""
    while True:
        try:
            # It comes from the process that started this one.
            chunk: list[Task] = marshal.load(tasks)  # noqa: S302
        except EOFError:
            return
        marshal.dump(read_chunk(chunk), rows)
        rows.flush()


def read_chunk(chunk: Iterable[Task]) -> list[Row]:
    """The rows of the pages of a chunk."""
    return [_read(*task) for task in chunk]


def _read(path: str, sha256: str, media_type: str, data: bytes) -> Row:
    return pack_page(read_page(get_page(path, Snapshot(sha256, data, media_type))))


if __name__ == "__main__":
    gc.set_threshold(UNCOLLECTED)
    serve(sys.stdin.buffer, sys.stdout.buffer)
