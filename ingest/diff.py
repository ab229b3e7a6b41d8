"""What differs between two states of docs, without an index: both go into one that lives in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.model import Change
from index.store import open_writer
from ingest.documents import make_unread_test
from ingest.git import collect_revision, find_commit
from ingest.sources import BadSource, Collection, collect
from ingest.update import Target, update_docset

_DOCSET = "diff"
# Two single files are two states of one page, whatever their names.
_PAGE = "page"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two states of docs."""

    changes: tuple[Change, ...]
    """The differences."""
    problems: tuple[str, ...]
    """A line for each file that was left out."""


def compare(old: str, new: str) -> Comparison:
    """The differences between two files, two folders or two revisions of the repository in this folder.

    Raises BadSource for what is none of these, GitFailed when git cannot read a revision.
    """
    page = _PAGE if Path(old).is_file() and Path(new).is_file() else None
    older, newer = (_collect(source, page) for source in (old, new))
    labels = (old, new if new != old else f"{new} again")
    problems = (*older.problems, *newer.problems)
    if not older.documents and not newer.documents:
        raise BadSource(problems[0] if problems else f"{old}, {new}: there are no docs pages in either")
    # A page that one side has and cannot be read was neither added nor removed.
    is_unread = make_unread_test(older.unread | newer.unread)
    with open_writer(None) as writer:
        for label, collection in zip(labels, (older, newer), strict=True):
            documents = {path: document for path, document in collection.documents.items() if not is_unread(path)}
            outcome = update_docset(writer, Target(_DOCSET, label), documents)
        return Comparison(outcome.changes, problems)


def _collect(source: str, page: str | None) -> Collection:
    if Path(source).exists():
        return collect([source], page)
    commit = find_commit(Path(), source)
    if commit is None:
        raise BadSource(f"{source}: there is no such file, folder or git revision here")
    return collect_revision(Path(), commit)
