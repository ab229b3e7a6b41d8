"""The pages of the bench: as many as wanted, all different, and a change that is one."""

from __future__ import annotations

from pathlib import Path

from bench.multiplied import change_page, read_questions, read_sample, write_pages
from ingest.diff import compare


def test_the_pages_all_differ(tmp_path: Path) -> None:
    files = write_pages(tmp_path, 35)
    assert len({file.read_text(encoding="utf-8") for file in files}) == len(set(files)) == 35


def test_the_first_copy_is_the_sample(tmp_path: Path) -> None:
    sample = read_sample()
    files = write_pages(tmp_path, len(sample))
    assert [file.read_text(encoding="utf-8") for file in files] == [page.text for page in sample]


def test_a_copy_has_other_names_and_the_same_addresses() -> None:
    (page,) = [page for page in read_sample() if page.path.stem == "queue-types"]
    copy = page.get_copy(7)
    assert "Quorum queues R7" in copy
    assert copy.count("](") == page.text.count("](") and "(./priority)" in copy


def test_every_page_can_be_changed(tmp_path: Path) -> None:
    for number, page in enumerate(read_sample()):
        old, new = tmp_path / f"{number}-old.md", tmp_path / f"{number}-new.md"
        for file in (old, new):
            file.write_text(page.text, encoding="utf-8")
        change_page(new)
        assert compare(str(old), str(new)).changes, page.path


def test_there_are_enough_questions() -> None:
    questions = read_questions()
    assert len(set(questions)) == len(questions) >= 40
