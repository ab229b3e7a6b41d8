"""Terms are the same in every thread."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.terms import get_term

WORDS = [f"{stem}{ending}" for stem in ("connect", "organiz", "fulfil") for ending in ("ation", "ing", "ed", "er", "s")]


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads take turns after a microsecond."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_threads_get_the_same_terms() -> None:
    alone = [get_term.__wrapped__(word) for word in WORDS]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(get_term.__wrapped__, WORDS * 100))
    assert together == alone * 100
