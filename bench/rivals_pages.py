"""Real pages for the bench: the Markdown pages of a folder, or of a revision of a git repository, as plain files."""

from __future__ import annotations

from pathlib import Path

from bench.rivals_processes import Unmeasured
from ingest.documents import MARKDOWN
from ingest.git import collect_revision, find_commit
from ingest.sources import Collection, collect


def write_pages(source: Path, revision: str | None, folder: Path, under: str = "") -> list[Path]:
    """Files that all can read: every page that has text, in Markdown, under its path; with `under`, only those there.

    Raises Unmeasured where there are none.
    """
    written = []
    for path, document in sorted(_collect(source, revision).documents.items()):
        if document.media_type == MARKDOWN and path.startswith(under):
            file = folder / f"{path or 'index'}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document.data)
            written.append(file)
    if not written:
        raise Unmeasured(f"{source}: there are no Markdown pages in it")
    return written


def _collect(source: Path, revision: str | None) -> Collection:
    if revision is None:
        return collect([source])
    commit = find_commit(source, revision)
    if commit is None:
        raise Unmeasured(f"{source}: there is no git revision {revision}")
    return collect_revision(source, commit)


def change_page(file: Path, number: int) -> None:
    """Gives a page a sentence that it did not have."""
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text.rstrip()}\n\nThe figure {number} was measured anew.\n", encoding="utf-8")
