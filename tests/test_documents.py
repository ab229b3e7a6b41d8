"""The documents keep up with the code: targets, commands, flags, settings, links, examples."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from docfacts import command, ingest_command
from service.app import create_app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
CODE = [path for package in ("docfacts", "index", "ingest", "service") for path in (ROOT / package).rglob("*.py")]

SYNOPSIS = re.compile(r"^    (?:ingest|docfacts) .*[A-Z]{3,}")
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


def get_text(*paths: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def get_blocks(text: str) -> Iterator[str]:
    """The lines of a document that show code, in runs, without their indent."""
    for match in re.finditer(r"(?:^ {4}.*\n(?:\n(?= {4}))?)+", text, re.MULTILINE):
        yield re.sub(r"^ {4}", "", match.group(), flags=re.MULTILINE)


# Make


def get_targets() -> set[str]:
    (line,) = re.findall(r"^\.PHONY: (.+)$", get_text(ROOT / "Makefile"), re.MULTILINE)
    return set(line.split())


def test_every_make_target_is_described() -> None:
    described = get_text(ROOT / "CONTRIBUTING.md")
    assert [target for target in get_targets() if f"`make {target}`" not in described] == []


def test_every_make_target_that_a_document_names_exists() -> None:
    named = set(re.findall(r"(?:^    |`)make ([a-z]+)", get_text(*DOCUMENTS), re.MULTILINE))
    assert named and named <= get_targets()


def test_the_readme_sets_up_with_two_commands() -> None:
    assert [block.strip() for block in get_blocks(README) if block.startswith("make ")] == ["make run", "make test"]


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert re.search(r"make .*\btest$", get_text(script), re.MULTILINE)
    assert script.stat().st_mode & 0o111


# Commands and their flags


def iter_parsers() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield "ingest", ingest_command._get_parser()
    for action in command._get_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from ((f"docfacts {name}", parser) for name, parser in action.choices.items())


PARSERS = dict(iter_parsers())


def get_flags(parsers: Iterable[argparse.ArgumentParser]) -> set[str]:
    actions = [action for parser in parsers for action in parser._actions]
    return {option for action in actions for option in action.option_strings if option.startswith("--")}


@pytest.mark.parametrize("name", PARSERS)
def test_every_command_and_flag_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"^    {name} ", README, re.MULTILINE)
    assert [flag for flag in get_flags([PARSERS[name]]) - {"--help"} if flag not in README] == []


def test_every_flag_of_the_readme_exists() -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= get_flags(PARSERS.values())


def test_the_commands_of_the_readme_can_be_read() -> None:
    lines = [line for block in get_blocks(README) for line in block.splitlines() if line.startswith("ingest ")]
    assert lines
    for line in lines:
        PARSERS["ingest"].parse_args(shlex.split(line)[1:])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample docset."""
    location = tmp_path_factory.mktemp("sample") / "index"
    assert ingest_command.main(["--index", str(location), "--format", "json"]) == 0
    return location


def iter_examples() -> Iterator[tuple[str, str]]:
    """The questions asked in the README, each with the output shown."""
    for block in get_blocks(README):
        for shown in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            call, _, output = shown.partition("\n")
            yield call, output.strip()


@pytest.mark.parametrize(("call", "output"), [*iter_examples()])
def test_the_readme_shows_what_the_command_prints(
    sample: Path, capsys: pytest.CaptureFixture[str], call: str, output: str
) -> None:
    program, *words = shlex.split(call)
    assert program == "docfacts"
    assert command.main([*words, "--index", str(sample)]) == 0
    assert capsys.readouterr().out.strip() == output


def test_the_readme_shows_an_answer() -> None:
    assert any("ask" in call and "[1]" in output for call, output in iter_examples())


# HTTP and settings


def test_every_address_of_the_readme_exists() -> None:
    routes = {rule.rule.split("<")[0].rstrip("/") for rule in create_app().url_map.iter_rules()}
    named = set(re.findall(r"(?:`|8000)(/[\w./]+)", README))
    assert named and named <= routes


def test_every_variable_is_described_and_exists() -> None:
    described = set(re.findall(r"DOCFACTS_[A-Z_]+", get_text(*DOCUMENTS)))
    assert described == set(re.findall(r"DOCFACTS_[A-Z_]+", get_text(*CODE)))


# Dependencies


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(get_text(ROOT / "pyproject.toml"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {re.split(r"[^\w-]", requirement)[0] for requirement in wanted}
    rows = re.findall(r"^\| ([a-z].*?) \|", get_text(ROOT / "docs" / "dependencies.md"), re.MULTILINE)
    assert {name for row in rows for name in row.split(", ")} - {"package", "tool"} == names


# Links


def get_anchors(path: Path) -> set[str]:
    """The fragments that the headings of a document have, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", get_text(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    prose = re.sub(r"^ {4}.*$|`[^`]*`", "", get_text(document), flags=re.MULTILINE)
    for target in LINK.findall(prose):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            file = (document.parent / path).resolve() if path else document
            assert file.is_file(), target
            assert not anchor or anchor in get_anchors(file), target


def test_every_document_is_linked_from_the_readme() -> None:
    linked = {(ROOT / target.partition("#")[0]).resolve() for target in LINK.findall(README)}
    assert [path.name for path in DOCUMENTS if path not in linked and path.name != "README.md"] == []


@pytest.mark.parametrize("named", ["index", "ingest", "service", "docfacts"])
def test_the_files_that_the_documents_name_exist(named: str) -> None:
    paths = set(re.findall(rf"`({named}/[\w./]+\.py)`", get_text(*DOCUMENTS)))
    assert [path for path in paths if not (ROOT / path).is_file()] == []
