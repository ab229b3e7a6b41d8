"""The `ingest` command: brings docs into the index and prints what changed, in facts."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from docfacts.collecting import UNCOLLECTED_READING, collect_seldom
from docfacts.progress import Shown, shown
from docfacts.rendering import FORMATS, write_changes
from docfacts.roots import check_roots
from index.errors import DocfactsError
from index.model import Change
from index.store import open_writer
from index.writer import IndexWriter
from ingest.sources import BadSource, Collection, collect, find_docset_file, is_date, read_docset_file
from ingest.steps import Step
from ingest.update import Outcome, Target, update_docset

if TYPE_CHECKING:
    from ingest.history import History
    from ingest.replay import Replay

SAMPLE = "corpus"
"""The folder of the sample docset, in the current folder or beside the program."""


class BadCall(DocfactsError):
    """The words of the call do not fit together."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 done; 1 failed, with one line on standard error; 2 the words of the call were off."""
    call = _get_parser().parse_args(argv)
    collect_seldom(UNCOLLECTED_READING)
    try:
        check_roots()
        run_ingest(call, sys.stdout, sys.stderr)
    except BadCall as error:
        _fail(str(error))
        return 2
    except DocfactsError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # The reader (`| head`) has what it wants; Python would complain again while it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return _fail("stopped; the index is as it was before the version in hand")
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
    return 0


def _fail(why: str) -> int:
    print(f"ingest: {why}", file=sys.stderr)
    return 1


def _get_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ingest", description="Reads docs pages into facts and prints what changed, in facts."
    )
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="files, folders, http(s) addresses: the whole state (else the sample)",
    )
    parser.add_argument("--allow-private", action="store_true", help="read addresses inside private networks too")
    parser.add_argument(
        "--history",
        nargs="?",
        const="",
        metavar="RANGE",
        help="every version in the history of a git repository (else of RANGE, such as v1.0..HEAD)",
    )
    parser.add_argument("--path", metavar="FOLDER", help="with --history: only the pages under this folder of SOURCE")
    parser.add_argument(
        "--by", choices=[step.value for step in Step], help="with --history: what makes a version (else commit)"
    )
    parser.add_argument("--docset", metavar="NAME", help="the docset's name (else the name of the source's folder)")
    parser.add_argument("--version", metavar="LABEL", help="the version's label (else by date or commit)")
    parser.add_argument("--date", type=_read_date, metavar="YYYY-MM-DD", help="the version's date")
    parser.add_argument("--page", metavar="PATH", help="the page's path, when SOURCE is a single file")
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="the address under which the pages are published; a * in it stands for a page's path",
    )
    parser.add_argument("--partial", action="store_true", help="add to the version before; remove no page")
    parser.add_argument("--index", metavar="LOCATION", help="where the index is (else DOCFACTS_INDEX, else .docfacts)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how changes are printed")
    return parser


def _read_date(text: str) -> str:
    if not is_date(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a date of the form YYYY-MM-DD")
    return text


@dataclass(frozen=True, slots=True)
class _Job:
    """One version to be made."""

    target: Target
    collection: Collection
    shown: str
    partial: bool = False


def run_ingest(call: argparse.Namespace, out: TextIO, err: TextIO) -> None:
    """Ingests what a call asks for, one transaction a version; raises DocfactsError."""
    location = call.index or os.environ.get("DOCFACTS_INDEX") or ".docfacts"
    if call.history is not None:
        _run_history(call, location, out, err)
        return
    if call.path is not None or call.by is not None:
        raise BadCall("--path and --by say which versions of a history are taken; they go with --history")
    jobs = [_get_web_job(call, location)] if any(map(_may_be_address, call.sources)) else _get_jobs(call)
    left_out = sum(_report_problems(job.collection.problems, err) for job in jobs)
    for job in jobs:
        _check_has_pages(job)
    outcomes: list[Outcome] = []
    with open_writer(location) as writer:
        for job in jobs:
            outcomes.append(_run_job(writer, job, err, partial=call.partial or job.partial))
            writer.commit()
            if call.format == "text":
                _write_outcome(outcomes[-1], out)
    _write_end(outcomes, left_out, call.format, out, err)


def _run_history(call: argparse.Namespace, location: str, out: TextIO, err: TextIO) -> None:
    """Ingests the versions of a history that the docset lacks."""
    # A run over one version needs nothing of this.
    from ingest.replay import Replay

    source, history = _open_history(call)
    docset = call.docset or source.resolve().name.removesuffix(".git") or "docs"
    with open_writer(location) as writer:
        replay = Replay(writer, history, docset, call.base_url)
        with shown(docset, replay.count(), out, err) as show:
            outcomes, left_out = _replay(replay, call.format, show)
    if call.format == "text" and not replay.count():
        out.write(f"{docset}: no new versions\n")
    _write_end(outcomes, left_out, call.format, out, err)


def _replay(replay: Replay, format: str, show: Shown) -> tuple[list[Outcome], int]:
    """The outcomes that are still to be written, and how many files were left out."""
    outcomes: list[Outcome] = []
    left_out = 0
    for done in replay.iter_replayed():
        left_out += _report_problems(done.problems, show.err)
        _warn(done.outcome, {}, show.err)
        if format == "text":
            _write_outcome(done.outcome, show.out)
        else:
            outcomes.append(done.outcome)
        show.advance()
    return outcomes, left_out


def _open_history(call: argparse.Namespace) -> tuple[Path, History]:
    sources, revisions = call.sources, call.history
    if not sources and Path(revisions).is_dir():
        # `--history REPO`: what was taken for the range is the source.
        sources, revisions = [revisions or "."], ""
    if len(sources) != 1:
        raise BadCall("--history takes one SOURCE, a git repository")
    for flag, given in (("version", call.version), ("date", call.date), ("page", call.page), ("partial", call.partial)):
        if given:
            raise BadCall(f"--{flag} does not go with --history, where git says what the versions are")
    # A run over one version needs nothing of this, nor of what reads git.
    from ingest.history import History

    source = Path(sources[0])
    history = History(source, revisions=revisions or None, path=call.path or "", by=Step(call.by or Step.COMMIT))
    if not history.count():
        raise BadSource(f"{source}: there are no docs pages in this history")
    return source, history


def _write_end(outcomes: Sequence[Outcome], left_out: int, format: str, out: TextIO, err: TextIO) -> None:
    if format != "text":
        changes = tuple(change for outcome in outcomes for change in outcome.changes)
        _write_all(outcomes, changes, left_out, format, out)
    if left_out:
        print(f"ingest: {_count(left_out, 'file')} left out, see above", file=err)


def _run_job(writer: IndexWriter, job: _Job, err: TextIO, *, partial: bool) -> Outcome:
    documents, unread = job.collection.documents, frozenset(job.collection.unread)
    outcome = update_docset(writer, job.target, documents, unread=unread, partial=partial)
    names = {path: document.name for path, document in documents.items()}
    _warn(outcome, names, err)
    return outcome


def _warn(outcome: Outcome, names: Mapping[str, str], err: TextIO) -> None:
    """Tells what was not understood in pages that were taken, by the names of their files where these are known."""
    for note in outcome.notes:
        print(f"ingest: {names.get(note.path, note.path)}:{note.text}", file=err)


def _check_has_pages(job: _Job) -> None:
    if not job.collection.documents:
        why = "none of its docs pages could be read" if job.collection.problems else "there are no docs pages in it"
        raise BadSource(f"{job.shown}: {why}")


def _get_jobs(call: argparse.Namespace) -> list[_Job]:
    sources = call.sources or [_find_sample()]
    if call.page and (len(sources) != 1 or Path(sources[0]).is_dir()):
        raise BadCall("--page names the page of a single file; SOURCE is none")
    described = find_docset_file(sources)
    if described is not None and call.version is None:
        docset = read_docset_file(described)
        name, base_url = call.docset or docset.name, call.base_url or docset.base_url
        return [
            _Job(Target(name, v.label, date=v.date, base_url=base_url), collect([v.folder]), str(v.folder))
            for v in docset.versions
        ]
    collection = collect(sources, call.page)
    return [_Job(_get_target(call, [Path(s) for s in sources]), collection, ", ".join(map(str, sources)))]


def _may_be_address(source: str) -> bool:
    """Whether a SOURCE is an `http(s)` address."""
    if "//" not in source:
        return False
    # What reads addresses takes longer to load than a run needs in which no page changed.
    from docfacts.web_sources import has_address

    return has_address([source])


def _get_web_job(call: argparse.Namespace, location: str) -> _Job:
    from docfacts.web_sources import WebCall, collect_web, get_host

    if call.page and len(call.sources) != 1:
        raise BadCall("--page names the page of a single address; there are several SOURCEs")
    found = collect_web(WebCall(call.sources, location, call.page, call.base_url, call.allow_private))
    fallback = call.date or datetime.now(UTC).date().isoformat()
    day = call.date or (None if call.version else fallback)
    base_url = call.base_url or found.get_published() or None
    target = Target(call.docset or get_host(call.sources), call.version, fallback, day, base_url)
    return _Job(target, found, ", ".join(call.sources), found.partial)


def _find_sample() -> Path:
    for root in (Path(), Path(__file__).resolve().parent.parent, Path(__file__).resolve().parent):
        if (root / SAMPLE).is_dir():
            return root / SAMPLE
    raise BadSource(f"{SAMPLE}: the sample docset is not here; name a SOURCE")


def _get_target(call: argparse.Namespace, sources: Sequence[Path]) -> Target:
    first = sources[0].resolve()
    folder = first if first.is_dir() else first.parent
    label, day = call.version, call.date
    fallback = day or datetime.now(UTC).date().isoformat()
    if label is None and folder.is_dir():
        from ingest.git import find_clean_commit

        commit = find_clean_commit(folder)
        if commit is not None:
            fallback, day = commit.hash[:12], day or commit.date
    if label is None and day is None:
        day = fallback
    docset = call.docset or folder.name or "docs"
    return Target(docset, label, fallback, day, call.base_url)


def _report_problems(problems: Sequence[str], err: TextIO) -> int:
    for problem in problems:
        print(f"ingest: left out: {problem}", file=err)
    return len(problems)


def _write_outcome(outcome: Outcome, out: TextIO) -> None:
    version = outcome.version
    out.write(f"{version.docset} {version.label}: {_count(outcome.pages, 'page')}")
    if outcome.compared is None:
        out.write(", the first version\n")
    elif not outcome.changes:
        out.write(f", {outcome.read} read, no facts changed\n")
    else:
        out.write(f", {outcome.read} read, {_count(len(outcome.changes), 'change')} since {_name_compared(outcome)}\n")
        write_changes(outcome.changes, "text", out)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _name_compared(outcome: Outcome) -> str:
    same = outcome.compared is not None and outcome.compared.label == outcome.version.label
    return "it was last ingested" if same or outcome.compared is None else outcome.compared.label


def _write_all(outcomes: Sequence[Outcome], changes: Sequence[Change], left_out: int, format: str, out: TextIO) -> None:
    versions = [
        {
            "docset": o.version.docset,
            "version": o.version.label,
            "date": o.version.date,
            "pages": o.pages,
            "read": o.read,
        }
        for o in outcomes
    ]
    if format == "markdown":
        for outcome in outcomes:
            out.write(f"## {outcome.version.docset} {outcome.version.label}\n\n")
            out.write(f"{_count(outcome.pages, 'page')}, {outcome.read} read.\n")
        if not changes:
            out.write("\nNo facts changed.\n")
    write_changes(changes, format, out, versions=versions, left_out=left_out)


if __name__ == "__main__":
    sys.exit(main())
