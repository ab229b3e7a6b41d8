"""The application factory."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter

from flask import Flask, Response, g, request

from service import ask, changes, compare, conflicts, facts, known, operations, people
from service.again import AnswersAgain
from service.bodies import refuse_large_body
from service.desk import EXTENSION, Desk, get_desk
from service.headers import CACHING, DATA_HEADERS, PAGE_HEADERS
from service.problems import register_problems
from service.settings import read_settings

_BLUEPRINTS = (
    ask.blueprint,
    compare.blueprint,
    facts.blueprint,
    changes.blueprint,
    conflicts.blueprint,
    known.blueprint,
    operations.blueprint,
    people.blueprint,
)

_READING = frozenset({"ask", "compare", "facts", "changes", "conflicts", "known", "people"})


def create_app(location: str | Path | None = None, **settings: object) -> Flask:
    """The service over the index at a location, as a WSGI application.

    Without a location the environment says where the index is, else it is `.docfacts`.
    The index is opened by the first request that needs it. `settings` are fields of
    `service.settings.Settings`; BadSetting names one that is off, NoModel says that a model is wanted and missing.
    """
    chosen = read_settings(os.environ, index=location, **settings)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = chosen.max_body
    app.config["DRAINED_BODY"] = chosen.drained_body
    desk = app.extensions[EXTENSION] = Desk(chosen)
    app.before_request(_start_clock)
    app.before_request(refuse_large_body)
    app.before_request(_hold_index)
    app.teardown_request(_release_index)
    app.after_request(_finish)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    register_problems(app)
    app.wsgi_app = AnswersAgain(app.wsgi_app, desk)  # type: ignore[assignment, method-assign]  # Flask's own way
    return app


def _start_clock() -> None:
    g.started = perf_counter()


def _hold_index() -> None:
    """Has all reads of the request see one state of the index, whatever is ingested meanwhile."""
    if request.blueprint in _READING:
        g.held = get_desk().get_reader().held()
        g.held.__enter__()


def _release_index(_error: BaseException | None) -> None:
    held = g.pop("held", None)
    if held is not None:
        held.__exit__(None, None, None)


def _finish(response: Response) -> Response:
    headers = response.headers
    headers.extend(PAGE_HEADERS if response.mimetype == "text/html" else DATA_HEADERS)
    headers.setdefault(*CACHING)
    route = request.url_rule.rule if request.url_rule else "none"
    get_desk().metrics.count_request(route, request.method, response.status_code, perf_counter() - g.started)
    return response
