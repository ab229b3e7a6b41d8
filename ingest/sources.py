"""Sources on disk: files and folders of docs pages, and docsets that describe themselves."""

# Names of files are plain texts here: for 10,000 files, `Path` objects took longer than reading them.
# ruff: noqa: PTH116, PTH122, PTH123

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from pathlib import Path

from index.errors import DocfactsError
from ingest.documents import MEDIA_TYPES, BadDocument, Document, check_size, make_document

DOCSET_FILE = "docset.toml"
"""Describes a folder that holds a docset in several versions."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SKIPPED = frozenset({"node_modules", "__pycache__"})


class BadSource(DocfactsError):
    """A source that cannot be read at all."""


@dataclass(slots=True)
class Collection:
    """The documents of one version, with what was left out."""

    documents: dict[str, Document] = field(default_factory=dict)
    """Documents by page path."""
    problems: list[str] = field(default_factory=list)
    """A line for each file that was left out."""
    unread: set[str] = field(default_factory=set)
    """Paths of the pages of files that are there but could not be taken; of folders with a stroke behind them."""
    _texts: dict[str, bytes] = field(default_factory=dict, repr=False)

    def add(self, path: str, name: str, data: bytes) -> None:
        """Takes a file, or notes why not."""
        if path in self.documents:
            self.problems.append(f"{name}: page {path!r} was already read from {self.documents[path].name}")
            return
        try:
            document = make_document(path, name, data)
        except BadDocument as error:
            self.note(path, str(error))
        else:
            # Pages of one text, as the docs of several releases have them side by side, hold it once.
            text = self._texts.setdefault(document.sha256, data)
            self.documents[path] = document if text is data else replace(document, data=text)

    def note(self, path: str, problem: str) -> None:
        """Notes a file that could not be taken."""
        self.problems.append(problem)
        self.unread.add(path)


@dataclass(frozen=True, slots=True)
class VersionSource:
    """A version that a docset file describes."""

    label: str
    """Its label."""
    date: str | None
    """Its date."""
    folder: Path
    """Its pages."""


@dataclass(frozen=True, slots=True)
class DocsetSource:
    """A docset that describes itself."""

    name: str
    """Its name."""
    base_url: str | None
    """The address under which its pages are published."""
    versions: tuple[VersionSource, ...]
    """Its versions in the order of the file."""


def get_page_path(name: str) -> str:
    """The path of the page that a file holds: without its ending, without a last `index` or `README`."""
    stem, ending = os.path.splitext(name)
    stem = stem if ending.lower() in MEDIA_TYPES else name
    parts = [p for p in stem.replace(os.sep, "/").split("/") if p not in ("", ".")]
    if len(parts) > 1 and parts[-1].lower() in ("index", "readme", "_index"):
        parts.pop()
    return "/".join(parts)


def is_page_file(name: str) -> bool:
    """Whether a file name has the ending of a docs page."""
    return os.path.splitext(name)[1].lower() in MEDIA_TYPES


def collect(sources: Sequence[str | Path], page: str | None = None) -> Collection:
    """The documents of files and folders together; raises BadSource for a source that is not there."""
    collection = Collection()
    for source in map(Path, sources):
        if not source.exists():
            raise BadSource(f"{source}: there is no such file or folder")
        if source.is_dir():
            _collect_folder(str(source), collection)
        else:
            _collect_file(str(source), page or get_page_path(source.name), collection)
    return collection


def _collect_folder(folder: str, collection: Collection) -> None:
    within = "" if folder == "." else folder

    def note(unlisted: str, error: OSError) -> None:
        problem = f"{make_printable(unlisted)}: cannot be read: {error.strerror}"
        if unlisted == folder:
            raise BadSource(problem) from error
        collection.note(get_page_path(f"{make_printable(unlisted[len(within) :])}/_")[:-1], problem)

    for file in _iter_files(folder, note):
        _collect_file(file, get_page_path(file[len(within) :]), collection)


def _iter_files(folder: str, note: Callable[[str, OSError], None]) -> Iterator[str]:
    """The page files of a folder by name, then those of its folders; `note` is told of those that cannot be listed."""
    folders = [folder]
    while folders:
        at = folders.pop()
        try:
            entries = sorted(os.scandir(at), key=attrgetter("name"))
        except OSError as error:
            note(at.removeprefix("./"), error)
            continue
        within = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                within += [entry.path] if entry.name not in _SKIPPED and not entry.is_symlink() else []
            elif is_page_file(entry.name):
                yield entry.path.removeprefix("./")
        folders += reversed(within)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or leads to one."""
    try:
        return entry.is_dir()
    except OSError:
        # A link that leads to itself; reading it as a file tells so.
        return False


def _collect_file(file: str, path: str, collection: Collection) -> None:
    path, name = make_printable(path), make_printable(file)
    try:
        found = os.stat(file)
        if not stat.S_ISREG(found.st_mode):
            raise BadDocument(f"{name}: this is not a regular file")
        check_size(name, found.st_size)
        with open(file, "rb", buffering=0) as opened:
            data = opened.readall()
    except BadDocument as error:
        collection.note(path, str(error))
    except OSError as error:
        collection.note(path, f"{name}: cannot be read: {error.strerror}")
    else:
        collection.add(path, name, data)


def make_printable(name: str) -> str:
    """A file name as text: bytes in it that are not UTF-8 are replaced."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def find_docset_file(sources: Sequence[str | Path]) -> Path | None:
    """The docset file of a source that is one folder and has one."""
    if len(sources) != 1:
        return None
    file = Path(sources[0]) / DOCSET_FILE
    return file if file.is_file() else None


def read_docset_file(file: Path) -> DocsetSource:
    """The docset that a file describes; raises BadSource naming the file and what is wrong in it."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSource(f"{file}: cannot be read: {error}") from error
    name, base_url, versions = content.get("name"), content.get("base_url"), content.get("version")
    if not isinstance(name, str) or not name or not isinstance(versions, list) or not versions:
        raise BadSource(f"{file}: a docset needs a name and at least one [[version]]")
    if base_url is not None and not isinstance(base_url, str):
        raise BadSource(f"{file}: base_url is not a text")
    return DocsetSource(name, base_url, tuple(_iter_versions(file, versions)))


def _iter_versions(file: Path, versions: Iterable[object]) -> Iterator[VersionSource]:
    for entry in versions:
        if not isinstance(entry, dict) or not isinstance(entry.get("label"), str):
            raise BadSource(f"{file}: a [[version]] has no label")
        label, when, path = entry["label"], entry.get("date"), entry.get("path", entry["label"])
        if when is not None and not is_date(str(when)):
            raise BadSource(f"{file}: version {label!r}: {when!r} is not a date (YYYY-MM-DD)")
        yield VersionSource(label, str(when) if when is not None else None, file.parent / str(path))


def is_date(text: str) -> bool:
    """Whether a text is a date of the form YYYY-MM-DD."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
