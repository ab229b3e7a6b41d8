"""A git history as versions: which there are, what they state, and that each is whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from index.model import ChangeKind
from index.store import open_writer
from ingest import apply, documents, readings
from ingest.documents import MARKDOWN, Document
from ingest.git import GitFailed
from ingest.history import History, iter_history
from ingest.sources import BadSource
from ingest.steps import Step
from ingest.update import Target, update_docset
from tests.ingest.repositories import Docset, Repository, page

MORE = "\n" + "\n".join(f"Line {n} of what both states of the page have in common." for n in range(12))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "engines")


@pytest.fixture
def docset(tmp_path: Path) -> Docset:
    return Docset(tmp_path / "index")


# Which versions there are


def test_each_commit_of_a_page_is_a_version(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"docs/a.md": page()}, "2024-01-01")
    repository.commit({"code.py": "x = 1", "docs/picture.png": b"\x89"}, "2024-01-02")
    two = repository.commit({"docs/a.md": page("no")}, "2024-01-03")
    assert docset.replay(repository.folder) == [one, two]
    assert docset.versions() == [(one, "2024-01-01"), (two, "2024-01-03")]
    assert docset.values(one) == {"Alpha": "yes", "Beta": "no"}
    assert docset.values(two) == {"Alpha": "no", "Beta": "no"}


def test_commits_of_one_day_keep_their_order(repository: Repository, docset: Docset) -> None:
    labels = [repository.commit({"a.md": page(str(n))}) for n in range(12)]
    assert docset.replay(repository.folder) == labels
    assert [label for label, _ in docset.versions()] == labels


def test_a_clock_that_went_back_does_not_turn_the_order(repository: Repository, docset: Docset) -> None:
    days = ("2024-01-01", "2024-03-01", "2024-02-01", "2024-04-01")
    labels = [repository.commit({"a.md": page(str(n))}, day) for n, day in enumerate(days)]
    docset.replay(repository.folder)
    assert docset.versions() == list(zip(labels, ("2024-01-01", "2024-03-01", "2024-03-01", "2024-04-01"), strict=True))


def test_a_merged_branch_counts_as_its_merge(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"a.md": page()}, "2024-01-01")
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({"a.md": page("no")}, "2024-01-02")
    repository.commit({"a.md": page("planned")}, "2024-01-03")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "side", "-m", "merge", day="2024-01-05")
    merge = repository.git("rev-parse", "HEAD")[:12]
    docset.replay(repository.folder)
    assert docset.versions() == [(one, "2024-01-01"), (merge, "2024-01-05")]


def test_a_range(repository: Repository, docset: Docset) -> None:
    repository.commit({"a.md": page(), "b.md": "# Other\n\nText."})
    repository.git("tag", "v1")
    labels = [repository.commit({"a.md": page(word)}) for word in ("no", "planned")]
    assert docset.replay(repository.folder, "v1..HEAD") == labels
    assert set(docset.pages(labels[0])) == {"a", "b"}


def test_a_path_leads_to_the_pages(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"docs/a.md": page(), "docs[x]/b.md": page(), "README.md": page()})
    repository.commit({"README.md": page("no"), "docs[x]/b.md": page("no")})
    assert docset.replay(repository.folder, path="./docs/") == [one]
    assert set(docset.pages(one)) == {"docs/a"}


def test_a_path_may_hold_signs_that_git_has_a_meaning_for(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"docs[x]/b.md": page(), "docsx/c.md": page()})
    repository.commit({"docsx/c.md": page("no")})
    assert docset.replay(repository.folder, path="docs[x]") == [one]


def test_a_folder_of_a_repository_is_a_source_of_its_own(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"site/docs/a.md": page(), "README.md": page()})
    assert docset.replay(repository.folder / "site") == [one]
    assert set(docset.pages(one)) == {"docs/a"}


def test_tags(repository: Repository, docset: Docset) -> None:
    repository.commit({"code.py": ""}, "2023-12-01")
    repository.git("tag", "v0")
    repository.commit({"a.md": page()}, "2024-01-01")
    repository.git("tag", "v1")
    repository.commit({"a.md": page("partial")}, "2024-01-02")
    repository.commit({"a.md": page("no")}, "2024-01-03")
    repository.git("tag", "-a", "v2", "-m", "the second", day="2024-06-01")
    repository.git("tag", "v2-again", "v2")
    repository.git("checkout", "-q", "-b", "old", "v1")
    repository.commit({"a.md": page("planned")}, "2024-02-01")
    repository.git("tag", "v1.1")
    repository.git("tag", "a-tree", "HEAD^{tree}")
    docset.replay(repository.folder, by=Step.TAG)
    days = [("v1", "2024-01-01"), ("v2", "2024-01-03"), ("v2-again", "2024-01-03"), ("v1.1", "2024-02-01")]
    assert docset.versions() == days
    assert docset.values("v1.1") == {"Alpha": "planned", "Beta": "no"}
    assert docset.values("v2") == docset.values("v2-again") == {"Alpha": "no", "Beta": "no"}


def test_tags_of_a_range(repository: Repository) -> None:
    for name in ("v1", "v2", "v3"):
        repository.commit({"a.md": page(name)})
        repository.git("tag", name)
    told = iter_history(repository.folder, revisions="v1..v3", by=Step.TAG)
    assert [version.label for version in told] == ["v2", "v3"]


# What they state


def test_all_states_are_as_if_they_were_ingested_whole(repository: Repository, docset: Docset, tmp_path: Path) -> None:
    steps: list[dict[str, str | bytes | None]] = [
        {"a.md": page(), "b.md": page("3", "4"), "c/index.md": f"# Gamma\n\nGamma is a store.\n{MORE}"},
        {"a.md": page("no", "yes"), "b.md": None},
        {"d.md": f"# Gamma\n\nGamma is a quick store.\n{MORE}", "c/index.md": None},
        {"b.md": page("3", "5")},
        {"a.md": page("no", "yes").replace("Alpha", "Alpha Prime"), "e.md": "# Delta\n\nDelta is a cache."},
        {"a.md": page(), "e.md": None},
    ]
    labels = [repository.commit(step, f"2024-01-{n:02}") for n, step in enumerate(steps, start=1)]
    docset.replay(repository.folder)
    whole = Docset(tmp_path / "whole")
    with open_writer(whole.location) as writer:
        for label, state in zip(labels, _iter_states(steps), strict=True):
            update_docset(writer, Target("engines", label), state)
    for label in labels:
        assert docset.pages(label) == whole.pages(label)
        assert docset.values(label) == whole.values(label)
    for older, newer in pairwise(labels):
        assert [c.id for c in docset.changes(older, newer)] == [c.id for c in whole.changes(older, newer)]


def _iter_states(steps: list[dict[str, str | bytes | None]]) -> Iterator[dict[str, Document]]:
    files: dict[str, Document] = {}
    for step in steps:
        for name, content in step.items():
            path = name.removesuffix(".md").removesuffix("/index")
            if isinstance(content, str):
                files[path] = Document(path, name, content.encode(), MARKDOWN)
            else:
                files.pop(path)
        yield dict(files)


def test_a_page_that_git_says_was_renamed_stays_the_page(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"a.md": page(more=MORE)})
    repository.git("mv", "a.md", "guide.md")
    two = repository.commit({"guide.md": page("no", more=MORE)})
    docset.replay(repository.folder)
    assert docset.pages(one)["a"].page_id == docset.pages(two)["guide"].page_id
    kinds = {change.kind for change in docset.changes(one, two)}
    assert kinds == {ChangeKind.PAGE_MOVED, ChangeKind.VALUE_CHANGED}


def test_files_that_pass_on_their_names(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"a.md": page("1", more=MORE), "b.md": page("2", more=MORE[:200])})
    repository.git("mv", "b.md", "c.md")
    repository.git("mv", "a.md", "b.md")
    two = repository.commit({})
    docset.replay(repository.folder)
    assert set(docset.pages(two)) == {"b", "c"}
    assert docset.pages(two)["c"].sha256 == docset.pages(one)["b"].sha256


def test_two_files_of_one_page(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"a.md": page("1")})
    two = repository.commit({"b.md": "# B\n\nText.", "a/index.md": page("2")})
    three = repository.commit({"a.md": None})
    docset.replay(repository.folder)
    assert docset.problems == [f"{two}:a/index.md: page 'a' is read from a.md"]
    assert docset.values(one)["Alpha"] == docset.values(two)["Alpha"] == "1"
    assert docset.values(three)["Alpha"] == "2"


def test_links_and_submodules_are_no_pages(repository: Repository, docset: Docset) -> None:
    repository.commit({"a.md": page()})
    (repository.folder / "link.md").symlink_to("a.md")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{repository.git('rev-parse', 'HEAD')},part.md")
    repository.git("add", "link.md")
    repository.git("commit", "-q", "-m", "links")
    repository.write({"a.md": page("no")})
    repository.git("commit", "-q", "-a", "-m", "change")
    last = docset.replay(repository.folder)[-1]
    assert set(docset.pages(last)) == {"a"}
    assert docset.problems == []


# Again, and between


def test_again_takes_what_is_new(repository: Repository, docset: Docset, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit({"a.md": page(), "b.md": "# B\n\nText."}, "2024-01-01")
    repository.commit({"a.md": page("no")}, "2024-01-02")
    docset.replay(repository.folder)
    asked = _watch(monkeypatch, "ingest.history.make_document", documents.make_document)
    assert docset.replay(repository.folder) == []
    three = repository.commit({"a.md": page("planned")}, "2024-01-03")
    assert docset.replay(repository.folder) == [three]
    assert [name for _, name, _ in asked] == [f"{three}:a.md"]
    assert set(docset.pages(three)) == {"a", "b"}


def test_earlier_versions_can_come_later(repository: Repository, docset: Docset) -> None:
    labels = [repository.commit({"a.md": page(str(n))}, f"2024-01-{n + 1:02}") for n in range(6)]
    docset.replay(repository.folder, "HEAD~2..HEAD")
    docset.replay(repository.folder)
    assert [label for label, _ in docset.versions()] == labels
    assert [docset.values(label)["Alpha"] for label in labels] == list("012345")


def test_a_docset_of_other_pages_is_refused(repository: Repository, docset: Docset) -> None:
    repository.commit({"docs/a.md": page(), "guide/b.md": page()})
    docset.replay(repository.folder, path="docs")
    repository.commit({"guide/b.md": page("no"), "docs/a.md": page("no")})
    with pytest.raises(BadSource, match="docs/a"):
        docset.replay(repository.folder, path="guide")
    assert len(docset.versions()) == 1


def test_each_state_of_a_page_is_read_once(
    repository: Repository, docset: Docset, monkeypatch: pytest.MonkeyPatch
) -> None:
    for word in ("yes", "no", "yes", "no", "yes"):
        repository.commit({"a.md": page(word)})
    readings.read_snapshot.cache_clear()
    parsed = _watch(monkeypatch, "ingest.readings.get_page", readings.get_page)
    blobs = _watch(monkeypatch, "ingest.history.make_document", documents.make_document)
    assert len(docset.replay(repository.folder)) == 5
    assert len(parsed) == len(blobs) == 2


def _watch(monkeypatch: pytest.MonkeyPatch, name: str, work: Callable[..., object]) -> list[tuple[object, ...]]:
    """What a function is called with from here on."""
    calls: list[tuple[object, ...]] = []

    def watched(*args: object) -> object:
        calls.append(args)
        return work(*args)

    monkeypatch.setattr(name, watched)
    return calls


# What goes wrong


@pytest.mark.parametrize("harm", ["lose", "damage"])
def test_a_missing_blob(repository: Repository, docset: Docset, harm: str) -> None:
    one = repository.commit({"a.md": page(), "b.md": page("1", "2")})
    two = repository.commit({"a.md": page("no"), "b.md": page("3", "4"), "c.md": "# C\n\nText."})
    three = repository.commit({"a.md": page("planned")})
    getattr(repository, harm)(f"{two}:a.md")
    assert docset.replay(repository.folder) == [one, two, three]
    assert docset.problems == [f"{two}:a.md: the repository lacks this blob, or it is damaged"]
    assert docset.pages(two)["a"] == docset.pages(one)["a"]
    assert docset.pages(two)["b"] != docset.pages(one)["b"]
    assert docset.values(three)["Alpha"] == "planned"


def test_a_missing_blob_of_a_renamed_page(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"a.md": page(more=MORE)})
    repository.git("mv", "a.md", "b.md")
    two = repository.commit({"b.md": page("no", more=MORE)})
    repository.lose(f"{two}:b.md")
    assert docset.replay(repository.folder) == [one, two]
    assert len(docset.problems) == 1


def test_a_file_that_is_no_text_keeps_the_page_as_it_was(repository: Repository, docset: Docset) -> None:
    one = repository.commit({"a.md": page()})
    two = repository.commit({"a.md": b"\0\1\2"})
    docset.replay(repository.folder)
    assert docset.problems == [f"{two}:a.md:1: a NUL byte; this is a binary file, not text"]
    assert docset.pages(two) == docset.pages(one)


def test_pages_that_cannot_be_read_at_first(repository: Repository, docset: Docset) -> None:
    empty = repository.commit({"README.md": ""})
    one = repository.commit({"a.md": page()})
    two = repository.commit({"README.md": "# Read me\n\nText."})
    assert docset.replay(repository.folder) == [one, two]
    assert docset.problems == [f"{empty}:README.md: the file is empty"]
    assert set(docset.pages(two)) == {"a", "README"}


def test_no_page_that_can_be_read(repository: Repository, docset: Docset) -> None:
    label = repository.commit({"a.md": page()})
    repository.lose(f"{label}:a.md")
    with pytest.raises(BadSource, match=f"none of its docs pages .*{label}:a.md"):
        docset.replay(repository.folder)


def test_a_clone_without_blobs(repository: Repository, docset: Docset, tmp_path: Path) -> None:
    """It is read as it is: nothing is fetched from where it came."""
    repository.commit({"a.md": page()})
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("clone", "-q", "--bare", "--filter=blob:none", repository.folder.as_uri(), str(tmp_path / "clone"))
    with pytest.raises(BadSource, match="none of its docs pages"):
        docset.replay(tmp_path / "clone")


def test_a_stop_leaves_the_index_as_it_was(
    repository: Repository, docset: Docset, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = [repository.commit({"a.md": page(str(n))}, f"2024-01-{n + 1:02}") for n in range(4)]
    _stop_at(labels[2], monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        docset.replay(repository.folder)
    assert [label for label, _ in docset.versions()] == labels[:2]
    assert docset.values(labels[1])["Alpha"] == "1"
    monkeypatch.undo()
    assert docset.replay(repository.folder) == labels[2:]


def test_a_stop_while_earlier_versions_come_leaves_the_later_ones(
    repository: Repository, docset: Docset, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = [repository.commit({"a.md": page(str(n))}, f"2024-01-{n + 1:02}") for n in range(5)]
    docset.replay(repository.folder, "HEAD~2..HEAD")
    _stop_at(labels[3], monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        docset.replay(repository.folder)
    assert [label for label, _ in docset.versions()] == labels[3:]
    assert docset.values(labels[4])["Alpha"] == "4"


def _stop_at(label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a run be stopped in the middle of a version, when its pages are written and its names are not."""
    put_names = apply._Applier._put_names

    def stop(self: apply._Applier, *args: object) -> None:
        if self.version.label == label:
            raise KeyboardInterrupt
        put_names(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(apply._Applier, "_put_names", stop)


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no git repository"):
        History(tmp_path)


def test_revisions_that_are_none(repository: Repository) -> None:
    repository.commit({"a.md": page()})
    for revisions in ("nowhere..HEAD", "--all", "--output=x"):
        with pytest.raises(GitFailed):
            History(repository.folder, revisions=revisions)


def test_a_path_that_leads_out(repository: Repository) -> None:
    repository.commit({"site/a.md": page()})
    for path in ("..", "../other", "/site"):
        with pytest.raises(BadSource, match="--path"):
            History(repository.folder / "site", path=path)
