from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.web.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """A server of no pages."""
    with Site() as site:
        yield site
