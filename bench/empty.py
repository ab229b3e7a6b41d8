"""A Flask endpoint that does nothing, on the server that `docfacts serve` runs: the floor of every request."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from flask import Flask, Response

from docfacts.serving import run_server
from service.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status 0, after the server was stopped."""
    parser = argparse.ArgumentParser(prog="empty", description="Serves an endpoint that does nothing.")
    parser.add_argument("--workers", type=int, default=Settings().workers)
    run_server(Settings(port=0, workers=parser.parse_args(argv).workers), create_empty, sys.stdout)
    return 0


def create_empty(_settings: Settings) -> Flask:
    """An application that answers `POST /v1/ask` with an empty object."""
    app = Flask(__name__)
    app.add_url_rule("/v1/ask", "ask", _answer, methods=["POST"])
    return app


def _answer() -> Response:
    return Response("{}", mimetype="application/json")


if __name__ == "__main__":
    sys.exit(main())
