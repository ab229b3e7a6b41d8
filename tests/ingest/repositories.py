"""Git repositories for tests, made commit by commit, and the docset that their histories are brought into."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from index.model import Change, ChangeQuery, FactQuery, PageState
from index.store import open_reader, open_writer
from ingest.history import History
from ingest.replay import Replay
from ingest.steps import Step

WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Writer"), ("EMAIL", "writer@example.com"))
}


class Repository:
    """A repository with a work tree."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *args: str, day: str = "2024-01-01", hour: int = 12) -> str:
        """What git answers."""
        moment = f"{day}T{hour:02}:00:00+00:00"
        env = {
            **os.environ,
            **WHO,
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }
        done = subprocess.run(["git", *args], cwd=self.folder, env=env, check=True, capture_output=True)
        return done.stdout.decode().strip()

    def write(self, files: dict[str, str | bytes | None]) -> None:
        """Writes files; those without content are removed."""
        for name, content in files.items():
            file = self.folder / name
            if content is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, files: dict[str, str | bytes | None], day: str = "2024-01-01") -> str:
        """The label of a commit of the files."""
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change", day=day)
        return self.git("rev-parse", "HEAD")[:12]

    def lose(self, revision: str) -> None:
        """Takes an object out of the repository."""
        blob = self.git("rev-parse", revision)
        (self.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    def damage(self, revision: str) -> None:
        """Writes nonsense over an object."""
        blob = self.git("rev-parse", revision)
        file = self.folder / ".git" / "objects" / blob[:2] / blob[2:]
        file.chmod(0o644)
        file.write_bytes(b"nonsense")


class Docset:
    """A docset that histories are brought into."""

    def __init__(self, location: Path) -> None:
        self.location = location
        self.problems: list[str] = []

    def replay(
        self, repository: Path, revisions: str | None = None, path: str = "", by: Step = Step.COMMIT
    ) -> list[str]:
        """The labels of the versions that came in."""
        labels = []
        with open_writer(self.location) as writer:
            history = History(repository, revisions=revisions, path=path, by=by)
            for done in Replay(writer, history, "engines").iter_replayed():
                self.problems += done.problems
                labels.append(done.outcome.version.label)
        return labels

    def versions(self) -> list[tuple[str, str | None]]:
        with open_reader(self.location) as reader:
            return [(v.label, v.date) for v in reader.versions("engines")]

    def pages(self, label: str) -> dict[str, PageState]:
        with open_reader(self.location) as reader:
            return {p.path: p for p in reader.pages(reader.resolve_version("engines", label))}

    def values(self, label: str) -> dict[str, str]:
        """What a version says of ports, by entity."""
        with open_reader(self.location) as reader:
            facts = reader.facts(reader.resolve_version("engines", label), FactQuery(attributes=("ports",)))
            return {fact.entity.name: fact.value.raw for fact in facts}

    def changes(self, older: str, newer: str) -> tuple[Change, ...]:
        with open_reader(self.location) as reader:
            versions = [reader.resolve_version("engines", label) for label in (older, newer)]
            return reader.changes("engines", versions[0], versions[1], ChangeQuery())


def page(alpha: str = "yes", beta: str = "no", more: str = "") -> str:
    """A page that compares two engines."""
    rows = f"| Ports | {alpha} | {beta} |\n| Keys | 4 | 5 |\n"
    return f"# Engines\n\n| Feature | Alpha | Beta |\n| --- | --- | --- |\n{rows}{more}"
