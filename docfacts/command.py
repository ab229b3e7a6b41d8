"""The `docfacts` command: ask, diff, serve."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from docfacts.collecting import UNCOLLECTED_ANSWERING, collect_seldom
from docfacts.roots import check_roots
from index.errors import DocfactsError
from service.settings import Settings, read_settings


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 done; 1 failed, with one line on standard error; 2 the words of the call were off."""
    call = _get_parser().parse_args(argv)
    collect_seldom(UNCOLLECTED_ANSWERING)
    try:
        check_roots()
        status: int = call.run(call)
    except DocfactsError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # The reader (`| head`) has what it wants; Python would complain again while it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
    return status


def _fail(why: str) -> int:
    print(f"docfacts: {why}", file=sys.stderr)
    return 1


def _get_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="docfacts", description="Answers from product docs, with citations.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_ask(commands.add_parser("ask", help="answer a question from the index"))
    _add_diff(commands.add_parser("diff", help="show what changed between two states of docs, in facts"))
    _add_serve(commands.add_parser("serve", help="answer over HTTP, with a page for people"))
    return parser


def _add_index(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--index", metavar="LOCATION", help="where the index is (else DOCFACTS_INDEX, else .docfacts)")


def _add_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", metavar="QUESTION")
    parser.add_argument("--as-of", metavar="VERSION|DATE", help="the version that answers (else the newest)")
    parser.add_argument("--docset", metavar="NAME", help="the docset that answers (else any)")
    parser.add_argument("--json", action="store_true", help="print the answer as /v1/ask gives it")
    _add_index(parser)
    parser.set_defaults(run=_ask)


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="a file, a folder or a git revision")
    parser.add_argument("new", metavar="NEW", help="the same, newer")
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    parser.set_defaults(run=_diff)


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="the address to listen on (else DOCFACTS_HOST, else 127.0.0.1)")
    parser.add_argument("--port", type=_read_port, help="the port, 0 for any free one (else DOCFACTS_PORT, else 8000)")
    parser.add_argument("--workers", type=_read_count, metavar="N", help="how many processes answer")
    _add_index(parser)
    parser.set_defaults(run=_serve)


def _read_port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"a port lies between 0 and 65535, not at {text}")
    return int(text)


def _read_count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, not {text}")
    return int(text)


def _get_settings(call: argparse.Namespace, *names: str) -> Settings:
    return read_settings(os.environ, **{name: getattr(call, name) for name in names})


# What a subcommand needs is imported by it alone: `ask` starts in half the time without the web server.


def _ask(call: argparse.Namespace) -> int:
    from docfacts.asking import run_ask

    settings = _get_settings(call, "index")
    return run_ask(settings, call.question, call.as_of, call.docset, as_json=call.json, out=sys.stdout)


def _diff(call: argparse.Namespace) -> int:
    from docfacts.diffing import run_diff

    return run_diff(call.old, call.new, call.format, sys.stdout)


def _serve(call: argparse.Namespace) -> int:
    from docfacts.serving import run_serve

    return run_serve(_get_settings(call, "index", "host", "port", "workers"), sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
