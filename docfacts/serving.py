"""`docfacts serve`: the service under a production WSGI server."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from multiprocessing.synchronize import Lock
from typing import Any, TextIO

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from docfacts.collecting import UNCOLLECTED_ANSWERING, collect_seldom
from index.store import open_reader
from service.answer.draft.embedding import check_model
from service.settings import ON, Settings

Application = Callable[..., Any]
"""A WSGI application."""

# prometheus_client reads it when it is first imported, which is why only the workers import the service.
SHARED_NUMBERS = "PROMETHEUS_MULTIPROC_DIR"

# How often the start looks whether the port answers; a person does not notice so little.
_LOOK_SECONDS = 0.02
# A worker that is asked to stop ends its requests in far less; one that hangs is ended then.
_STOP_SECONDS = 10


def run_serve(settings: Settings, out: TextIO) -> int:
    """Exit status, after the service was stopped by SIGTERM or SIGINT.

    Raises NoIndex (and what else `open_reader` raises), NoModel, and OSError for a port that is taken, before anything
    starts.
    """
    if settings.model == ON:
        check_model()
    open_reader(settings.index).close()
    run_server(settings, _create_service, out)
    return 0


def run_server(settings: Settings, create: Callable[[Settings], Application], out: TextIO) -> None:
    """Serves the application that each worker creates for itself, until SIGTERM or SIGINT; says where it answers.

    Raises OSError for a port that is taken, before anything starts.
    """
    chosen = replace(settings, port=_find_port(settings.host, settings.port))
    with ExitStack() as stack:
        if chosen.workers > 1:
            os.environ[SHARED_NUMBERS] = stack.enter_context(tempfile.TemporaryDirectory(prefix="docfacts-"))
        first = multiprocessing.Lock()
        load = partial(_load_application, chosen, create, first, out)
        _get_server(chosen).serve(target_loader=load, wrap_loader=False)


def _load_application(
    settings: Settings, create: Callable[[Settings], Application], first: Lock, out: TextIO
) -> Application:
    """The application that a worker answers with; the first worker to come says so once it answers.

    Threads for this belong into a worker: one in the parent could hold a lock at the moment of the fork.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if first.acquire(block=False):
        threading.Thread(target=_announce, args=(settings, out), daemon=True).start()
    return create(settings)


def _create_service(settings: Settings) -> Application:
    from service.app import create_app

    collect_seldom(UNCOLLECTED_ANSWERING)
    return create_app(
        settings.index, **{name: getattr(settings, name) for name in Settings.__slots__ if name != "index"}
    )


def _end_with_parent() -> None:
    """Ends the worker once its parent is gone: killed outright, it cannot tell its workers to stop."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _get_server(settings: Settings) -> AbstractServer[Any]:
    return Granian(
        "docfacts",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        workers_kill_timeout=_STOP_SECONDS,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.error,
    )


def _find_port(host: str, port: int) -> int:
    """The port, or a free one for 0; raises OSError when it is taken.

    The server itself would share the port with another process without a word.
    """
    try:
        with socket.create_server((host, port), family=_get_family(host)) as probe:
            return int(probe.getsockname()[1])
    except OSError as error:
        raise OSError(error.errno, f"cannot listen on {host}:{port}: {error.strerror}") from error


def _get_family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _announce(settings: Settings, out: TextIO) -> None:
    pause = threading.Event()
    while not _is_listening(settings.host, settings.port):
        pause.wait(_LOOK_SECONDS)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"Docfacts answers on http://{host}:{settings.port}", file=out, flush=True)


def _is_listening(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
