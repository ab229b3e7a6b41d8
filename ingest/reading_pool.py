"""Many pages read at once, in as many processes as there are cores.

What comes out does not depend on the number of processes: each page is read by itself, and pages come back in the
order in which they were given. The processes know nothing of the index.
"""

from __future__ import annotations

import marshal
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from index.errors import DocfactsError
from index.model import Snapshot
from ingest.packed import PackedPage, Row, Task, get_text_key, make_page

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

# Bytes of pages that make it worth while to start processes: where they have to load the readers first, that takes them
# 0.4 s, in which one core reads so much.
LEAST_SHARED = 1_000_000
# Bytes of pages that a process is given at a time: some ten of these for each core keep all of them busy to the end.
CHUNK = 128 * 1024
# … and so much at most, where all of it are states of one page.
LARGEST_CHUNK = 4 * CHUNK
# More processes than this would wait for the one that writes.
MOST_WORKERS = 8
# Bytes of what was read that are kept in memory; the rest waits in a temporary file to be written.
MOST_IN_MEMORY = 1024 * 1024


class ReadingFailed(DocfactsError):
    """A process that reads pages ended before its time."""


def count_workers() -> int:
    """How many processes read pages, this one among them: one for each core that it may use."""
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


class _Worker:
    """A process that reads one chunk of pages after the other."""

    def __init__(self) -> None:
        from multiprocessing import Pipe, get_context

        from ingest.reading_worker import preload, serve

        self._connection, theirs = Pipe()
        # A copy of this process has loaded the readers and shares their memory. It has none of the threads of this one,
        # which may hold locks, and on other systems some libraries do not survive in it.
        is_copied = sys.platform == "linux" and threading.active_count() == 1
        if is_copied:
            preload()
        context = get_context("fork") if is_copied else get_context("spawn")
        self._process: BaseProcess = context.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def read(self, chunk: Sequence[Task]) -> list[Row]:
        """The rows of the pages of a chunk."""
        try:
            self._connection.send_bytes(marshal.dumps(list(chunk)))
            # It comes from a process of ours.
            rows: list[Row] = marshal.loads(self._connection.recv_bytes())  # noqa: S302
        except (EOFError, ConnectionError) as error:
            raise ReadingFailed(self._describe_end(chunk)) from error
        return rows

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Lets go of the connection, when nobody waits at it any more."""
        self._connection.close()

    def _describe_end(self, chunk: Sequence[Task]) -> str:
        pages = f"{chunk[0][0]!r} to {chunk[-1][0]!r}" if len(chunk) > 1 else repr(chunk[0][0])
        self._process.join()
        return f"the process that read {pages} ended with status {self._process.exitcode}"


class ReadingPool:
    """Processes that read pages; they end with the block."""

    def __init__(self, workers: int) -> None:
        self._workers = [_Worker() for _ in range(workers)]
        self._threads = ThreadPoolExecutor(workers)
        self._ahead = 2 * workers
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.close()

    def submit(self, chunk: Sequence[Task]) -> Future[list[Row]]:
        """The rows of a chunk, to come."""
        return self._threads.submit(self._read, chunk)

    def iter_rows(self, tasks: Iterable[Task]) -> Iterator[Row]:
        """The rows of pages, in their order; raises ReadingFailed.

        While the processes are busy this one reads as well.
        """
        from ingest.reading_worker import read_chunk

        waiting: deque[Future[list[Row]]] = deque()
        for chunk in iter_chunks(tasks):
            if sum(not rows.done() for rows in waiting) < self._ahead:
                waiting.append(self.submit(chunk))
            else:
                waiting.append(Future())
                waiting[-1].set_result(read_chunk(chunk))
            while waiting and waiting[0].done():
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def _read(self, chunk: Sequence[Task]) -> list[Row]:
        worker = self._idle.get()
        try:
            return worker.read(chunk)
        finally:
            self._idle.put(worker)


def iter_chunks(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Runs of tasks of a few pages each, or of one large page; states of one page stay together if they are not many.

    What they have in common is then read by one process, once.
    """
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        is_state = bool(chunk) and get_text_key(*task[:2])[0] == get_text_key(*chunk[-1][:2])[0]
        if size >= LARGEST_CHUNK or (size >= CHUNK and not is_state):
            yield chunk
            chunk, size = [], 0
        chunk.append(task)
        size += len(task[3])
    if chunk:
        yield chunk


class Shelf:
    """Where the details of many pages wait to be written: in memory while they are small, else in a file."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 (`close` closes it)

    def put(self, details: bytes) -> tuple[int, int]:
        """Where the details stand from now on."""
        at = self._file.seek(0, os.SEEK_END)
        self._file.write(details)
        return at, len(details)

    def get(self, place: tuple[int, int]) -> bytes:
        """The details that stand there."""
        at, size = place
        self._file.seek(at)
        return self._file.read(size)

    def close(self) -> None:
        """Lets go of all details."""
        self._file.close()


def read_pages(tasks: Iterable[Task]) -> Iterator[PackedPage]:
    """The pages of tasks, in their order: of few in this process, of many in several. Raises ReadingFailed."""
    rest = iter(tasks)
    first = list(_take(rest, LEAST_SHARED))
    workers = count_workers()
    if workers > 1 and sum(len(data) for _, _, _, data in first) >= LEAST_SHARED:
        with ReadingPool(workers - 1) as pool:
            yield from map(make_page, pool.iter_rows(chain(first, rest)))
        return
    # The process that writes needs no readers where others read.
    from ingest.readings import read_snapshot

    for path, sha256, media_type, data in chain(first, rest):
        yield read_snapshot(path, Snapshot(sha256, data, media_type))


def _take(tasks: Iterator[Task], size: int) -> Iterator[Task]:
    """The first tasks, up to so many bytes."""
    while size > 0 and (task := next(tasks, None)) is not None:
        size -= len(task[3])
        yield task
