"""The service over the docset of locks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.store import open_writer
from service.app import create_app
from tests.service.locks import fill


@pytest.fixture(scope="session")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that holds the docset, without a published address."""
    folder = tmp_path_factory.mktemp("service") / "index"
    with open_writer(folder) as writer:
        fill(writer)
    return folder


@pytest.fixture
def client(location: Path) -> Iterator[FlaskClient]:
    """A client of the service over the docset, whose failures are answered as in production."""
    app = create_app(location)
    with app.test_client() as client:
        yield client
