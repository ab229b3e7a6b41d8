"""Docs pages straight from a git repository's objects, without checking anything out."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import DocfactsError
from ingest.sources import Collection, get_page_path, is_page_file, make_printable

# Seconds; a git that has not answered by then waits for something that nobody will give it.
GIT_PATIENCE = 300


class GitFailed(DocfactsError):
    """Git could not do what was asked of it."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit."""

    hash: str
    """Its full hash."""
    date: str
    """The day it was committed (YYYY-MM-DD, the committer's)."""


def find_commit(repository: Path, revision: str) -> Commit | None:
    """The commit that a revision names, or None when it names none or this is no repository."""
    if revision.startswith("-"):
        return None
    done = _run(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
    if done.returncode:
        return None
    shown = _run(repository, ["show", "-s", "--format=%H %cs", done.stdout.decode().strip()])
    hash_, _, day = shown.stdout.decode().strip().partition(" ")
    return Commit(hash_, day)


def find_clean_commit(folder: Path) -> Commit | None:
    """The commit that a folder's files are at, when it lies in a work tree and nothing in it was changed."""
    if _run(folder, ["rev-parse", "--is-inside-work-tree"]).stdout.strip() != b"true":
        return None
    changed = _run(folder, ["status", "--porcelain", "--", "."])
    return None if changed.returncode or changed.stdout.strip() else find_commit(folder, "HEAD")


def collect_revision(repository: Path, commit: Commit) -> Collection:
    """The docs pages of a commit."""
    collection = Collection()
    entries = list(_iter_entries(repository, commit))
    for (name, _), data in zip(entries, _iter_blobs(repository, [blob for _, blob in entries]), strict=True):
        shown = f"{commit.hash[:12]}:{name}"
        if data is None:
            collection.note(get_page_path(name), f"{shown}: the repository lacks this blob")
        else:
            collection.add(get_page_path(name), shown, data)
    return collection


def _iter_entries(repository: Path, commit: Commit) -> Iterator[tuple[str, str]]:
    """Names and blobs of the docs pages of a commit, in git's order."""
    done = _run(repository, ["ls-tree", "-r", "-z", "--full-tree", commit.hash])
    if done.returncode:
        raise GitFailed(f"{repository}: git cannot list {commit.hash[:12]}: {_get_complaint(done)}")
    for entry in done.stdout.decode("utf-8", "surrogateescape").split("\0"):
        meta, _, name = entry.partition("\t")
        if name and is_page_file(name) and meta.split()[1] == "blob" and not meta.startswith("120000"):
            yield make_printable(name), meta.split()[2]


def _iter_blobs(repository: Path, blobs: Sequence[str]) -> Iterator[bytes | None]:
    """The bytes of blobs in order; None for one that is missing."""
    done = _run(repository, ["cat-file", "--batch"], "".join(f"{b}\n" for b in blobs).encode())
    data, at = done.stdout, 0
    for blob in blobs:
        end = data.find(b"\n", at)
        header = data[at:end].split()
        if end < 0 or len(header) != 3 or header[0].decode() != blob:
            at = end + 1 if end >= 0 else at
            yield None
            continue
        size = int(header[2])
        yield data[end + 1 : end + 1 + size]
        at = end + 2 + size


def _run(folder: Path, args: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *args], input=given, capture_output=True, timeout=GIT_PATIENCE, check=False
        )
    except FileNotFoundError as error:
        raise GitFailed("git is not installed, or not on the path") from error
    except subprocess.TimeoutExpired as error:
        raise GitFailed(f"{folder}: git {args[0]} did not end within {GIT_PATIENCE} s") from error


def _get_complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"exit status {done.returncode}"
