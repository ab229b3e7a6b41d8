"""Pages of the versions to come, read by other processes while a version is written."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from types import TracebackType
from typing import Self

from index.errors import DocfactsError
from ingest.history import HistoryVersion
from ingest.packed import PackedPage, Row, Task, TextKey, get_text_key, make_page
from ingest.reading_pool import ReadingPool, count_workers, iter_chunks, read_pages

# Bytes of pages after which processes are started: a history that came so far is seldom over soon.
LEAST_AHEAD = 250_000
# Versions that are read ahead: enough to keep the processes busy while a large one is written.
VERSIONS_AHEAD = 16
# Pages that are kept after use: a state that a page had before comes back now and then, and is not read again.
PAGES_KEPT = 512


class ReadingAhead:
    """Reads the pages of versions before their turn; its processes end with the block."""

    def __init__(self) -> None:
        self._pool: ReadingPool | None = None
        self._size = 0
        self._rows: dict[TextKey, tuple[Future[list[Row]], int]] = {}
        self._kept: OrderedDict[TextKey, PackedPage] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.__exit__(kind, error, trace)

    def iter_prepared(self, versions: Iterator[HistoryVersion]) -> Iterator[HistoryVersion]:
        """The versions, each after those behind it were given to be read; an error comes when its turn comes."""
        waiting: deque[HistoryVersion] = deque()
        try:
            for told in versions:
                self._prepare(told)
                waiting.append(told)
                if len(waiting) > VERSIONS_AHEAD:
                    yield waiting.popleft()
        except DocfactsError:
            yield from waiting
            raise
        yield from waiting

    def read(self, tasks: Iterable[Task]) -> Iterator[PackedPage]:
        """The pages of tasks, in their order; raises ReadingFailed."""
        for task in tasks:
            key = get_text_key(*task[:2])
            page = self._kept.pop(key, None) or self._find_prepared(key)
            if page is None:
                (page,) = read_pages([task])
            self._kept[key] = page
            if len(self._kept) > PAGES_KEPT:
                self._kept.popitem(last=False)
            yield page

    def _prepare(self, told: HistoryVersion) -> None:
        self._size += sum(len(document.data) for document in told.documents.values())
        if self._pool is None and self._size >= LEAST_AHEAD and (workers := count_workers()) > 1:
            self._pool = ReadingPool(workers)
        if self._pool is None:
            return
        tasks = ((path, d.sha256, d.media_type, d.data) for path, d in told.documents.items())
        texts = {get_text_key(*task[:2]): task for task in tasks}
        for chunk in iter_chunks(task for key, task in texts.items() if key not in self._rows):
            rows = self._pool.submit(chunk)
            self._rows.update((get_text_key(*task[:2]), (rows, at)) for at, task in enumerate(chunk))

    def _find_prepared(self, key: TextKey) -> PackedPage | None:
        found = self._rows.pop(key, None)
        return make_page(found[0].result()[found[1]]) if found else None
