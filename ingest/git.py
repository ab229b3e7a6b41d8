"""Docs pages straight from a git repository's objects, without checking anything out or fetching anything."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from index.errors import DocfactsError
from ingest.documents import LARGEST_PAGE, MEDIA_TYPES, BadDocument, check_size
from ingest.sources import Collection, get_page_path, is_page_file, make_printable

# Seconds; a git that has not answered by then waits for something that nobody will give it.
GIT_PATIENCE = 300
# Bytes that are passed over at a time, where a blob is too large to be a page.
PASSED_OVER = 1 << 20

# The last two keep git from asking a server for objects that a partial clone lacks: a run has the repository alone.
_ALONE = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
_FILE_MODES = ("100644", "100755", "100664")


class GitFailed(DocfactsError):
    """Git could not do what was asked of it."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit."""

    hash: str
    """Its full hash."""
    date: str
    """The day it was committed (YYYY-MM-DD, the committer's)."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit did to a file."""

    name: str
    """The file's name, from the top of the repository."""
    blob: str | None
    """Its new blob; None when it is gone, or no regular file any more."""
    was: str | None = None
    """The name that git says it had before, where it was renamed."""


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


def find_prefix(folder: Path) -> str | None:
    """Where a folder stands below the top of its repository ("" or "website/"), or None when it is in none."""
    done = _run(folder, ["rev-parse", "--show-prefix"])
    return None if done.returncode else _decode(done.stdout).removesuffix("\n")


def collect_revision(repository: Path, commit: Commit) -> Collection:
    """The docs pages of a commit."""
    collection = Collection()
    with BlobReader(repository) as reader:
        for name, blob in read_tree(repository, commit.hash).items():
            shown = f"{commit.hash[:12]}:{name}"
            try:
                collection.add(get_page_path(name), shown, reader.read(shown, blob))
            except BadDocument as error:
                collection.note(get_page_path(name), str(error))
    return collection


# The history


def list_commits(repository: Path, revisions: str, under: str) -> list[Commit]:
    """The commits that changed a page file under a path, along first parents, oldest first.

    Raises GitFailed for revisions that git does not know.
    """
    args = ["rev-list", "--first-parent", "--reverse", "--format=%cs", "--end-of-options", *revisions.split()]
    lines = _get_lines(repository, [*args, "--", *_get_pathspecs(under)])
    return [Commit(head.removeprefix("commit "), day) for head, day in zip(lines[::2], lines[1::2], strict=True)]


def list_tags(repository: Path, revisions: str | None) -> list[tuple[str, Commit]]:
    """The tags with their commits (all, or those in a range), by the commit's date and in history's order.

    Raises GitFailed for revisions that git does not know.
    """
    tags = _read_tags(repository)
    if not tags:
        return []
    args = ["rev-list", "--topo-order", "--reverse", "--format=%ct %cs"]
    wanted = ["--end-of-options", *revisions.split(), "--"] if revisions else ["--stdin", "--"]
    given = "".join(f"{hash_}\n" for hash_ in sorted(set(tags.values())))
    lines = _get_lines(repository, [*args, *wanted], "" if revisions else given)
    found: dict[str, tuple[int, int, str]] = {}
    for place, (head, times) in enumerate(zip(lines[::2], lines[1::2], strict=True)):
        second, _, day = times.partition(" ")
        found[head.removeprefix("commit ")] = (int(second), place, day)
    known = sorted((*found[hash_], name) for name, hash_ in tags.items() if hash_ in found)
    return [(name, Commit(tags[name], day)) for _, _, day, name in known]


def read_tree(repository: Path, commit: str, under: str = "") -> dict[str, str]:
    """The page files of a commit under a path: names from the top of the repository, with their blobs."""
    args = ["ls-tree", "-r", "-z", "--full-tree", commit, *(["--", under] if under else [])]
    done = _run(repository, args)
    if done.returncode:
        raise GitFailed(f"{repository}: git cannot list {commit[:12]}: {_get_complaint(done)}")
    files = {}
    for entry in _decode(done.stdout).split("\0"):
        meta, _, name = entry.partition("\t")
        if name and is_page_file(name) and meta.split()[0] in _FILE_MODES:
            files[make_printable(name)] = meta.split()[2]
    return files


def read_changes(
    repository: Path, pairs: Sequence[tuple[str, str]], under: str
) -> Mapping[tuple[str, str], Sequence[FileChange]]:
    """What differs in page files under a path between each of the pairs of commits, (older, newer)."""
    args = ["diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--always"]
    given = "".join(f"{newer} {older}\n" for older, newer in pairs)
    specs = ["--", *_get_pathspecs(under)]
    done = _run(repository, [*args, "-M", *specs], given.encode())
    if done.returncode:
        # Telling renames by likeness reads blobs, and one of them is missing; equal blobs are told by their names.
        done = _run(repository, [*args, "-M100%", *specs], given.encode())
    if done.returncode:
        raise GitFailed(f"{repository}: git cannot compare commits: {_get_complaint(done)}")
    groups = _iter_groups(iter(_decode(done.stdout).split("\0")))
    return dict(zip(pairs, groups, strict=True))


def _iter_groups(tokens: Iterator[str]) -> Iterator[list[FileChange]]:
    """The changes of one pair after the other; each begins with the name of its newer commit."""
    group: list[FileChange] | None = None
    for token in tokens:
        if token.startswith(":"):
            if group is not None:
                group += _read_change(token, tokens)
        else:
            if group is not None:
                yield group
            group = [] if token else None


def _read_change(meta: str, tokens: Iterator[str]) -> Iterator[FileChange]:
    _, mode, _, blob, status = meta[1:].split(" ")
    name = make_printable(next(tokens))
    was = None
    if status.startswith("R"):
        was, name = name, make_printable(next(tokens))
        yield FileChange(was, None)
    if is_page_file(name):
        yield FileChange(name, blob if mode in _FILE_MODES else None, was)


def _read_tags(repository: Path) -> dict[str, str]:
    """What the tags stand for in the end: a tag of a tag counts as a tag of what that one is of."""
    done = _run(repository, ["show-ref", "--tags", "--dereference"])
    tags: dict[str, str] = {}
    for line in _decode(done.stdout).splitlines():
        hash_, _, name = line.partition(" ")
        tags[make_printable(name.removeprefix("refs/tags/").removesuffix("^{}"))] = hash_
    return tags


def _get_pathspecs(under: str) -> list[str]:
    """What names the page files under a path, for git."""
    plain = "".join(f"\\{c}" if c in "\\*?[" else c for c in under)
    endings = ["".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in ending) for ending in MEDIA_TYPES]
    files = [f":(top,literal){under}"] if is_page_file(under) else []
    return [*files, *(f":(top,glob){plain}{'/' if plain else ''}**/*{ending}" for ending in endings)]


class BlobReader:
    """Reads blobs of a repository through one git process, which is started when it is first needed."""

    def __init__(self, repository: Path) -> None:
        self._repository = repository
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, shown: str, blob: str) -> bytes:
        """The bytes of a blob; raises BadDocument, which names it as shown, when it is missing or too large."""
        git = self._get_process()
        header = _ask(git, blob)
        if len(header) != 3:
            self._end_if_broken(header)
            raise BadDocument(f"{shown}: the repository lacks this blob, or it is damaged")
        data = _take(git, int(header[2]))
        check_size(shown, int(header[2]))
        return data

    def close(self) -> None:
        """Let the git process end."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _get_process(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            command = ["git", "-C", str(self._repository), "cat-file", "--batch"]
            pipe = subprocess.PIPE
            # A process group of its own keeps a Ctrl-C from ending git before this program has heard of it.
            self._process = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=_get_environment(), process_group=0
            )
        return self._process

    def _end_if_broken(self, header: Sequence[bytes]) -> None:
        """A missing object is told in a line; a damaged one ends git, and the next blob needs a new one."""
        if header[1:] != [b"missing"]:
            self.close()


def _ask(git: subprocess.Popen[bytes], blob: str) -> list[bytes]:
    """What git tells of a blob: its name, kind and size, or less."""
    if git.stdin is None or git.stdout is None:
        return []
    try:
        git.stdin.write(f"{blob}\n".encode())
        git.stdin.flush()
    except BrokenPipeError:
        return []
    return git.stdout.readline().split()


def _take(git: subprocess.Popen[bytes], size: int) -> bytes:
    """The bytes that follow, with what ends them; nothing of a blob that is too large for a page."""
    if git.stdout is None:
        return b""
    if size <= LARGEST_PAGE:
        return git.stdout.read(size + 1)[:size]
    for at in range(0, size + 1, PASSED_OVER):
        git.stdout.read(min(PASSED_OVER, size + 1 - at))
    return b""


def _get_lines(folder: Path, args: Sequence[str], given: str = "") -> list[str]:
    done = _run(folder, args, given.encode())
    if done.returncode:
        raise GitFailed(f"{folder}: {_get_complaint(done)}")
    return _decode(done.stdout).splitlines()


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _get_environment() -> dict[str, str]:
    return {**os.environ, **_ALONE}


def _run(folder: Path, args: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *args],
            input=given,
            capture_output=True,
            timeout=GIT_PATIENCE,
            check=False,
            env=_get_environment(),
        )
    except FileNotFoundError as error:
        raise GitFailed("git is not installed, or not on the path") from error
    except subprocess.TimeoutExpired as error:
        raise GitFailed(f"{folder}: git {args[0]} did not end within {GIT_PATIENCE} s") from error


def _get_complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ") if lines else f"exit status {done.returncode}"
