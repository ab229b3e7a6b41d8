"""The tree is as the house rules want it: locked dependencies, names, sizes, no traces of a machine."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import pytest

from docfacts.roots import PACKAGES, check_roots

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for folder in (*PACKAGES, "bench", "tests") for path in (ROOT / folder).rglob("*.py"))

LONGEST_FILE = 400
LONGEST_FUNCTION = 100
LONGEST_OF_MOST_FUNCTIONS = 50
MOST_NESTED = 3
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}

NESTING = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.Match)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def get_tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def get_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def iter_functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in SOURCES:
        for node in ast.walk(get_tree(path)):
            if isinstance(node, FUNCTIONS):
                yield f"{get_name(path)}:{node.lineno} {node.name}", node


# Names and sizes


def test_the_packages_come_from_one_folder() -> None:
    check_roots()


def test_a_file_is_named_after_its_subject() -> None:
    assert [get_name(path) for path in SOURCES if EMPTY_NAMES & {path.stem, *path.relative_to(ROOT).parts}] == []


def test_a_file_holds_one_idea() -> None:
    lengths = {get_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    lengths = {name: (node.end_lineno or node.lineno) - node.lineno + 1 for name, node in iter_functions()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert quantiles(lengths.values(), n=20)[-1] < LONGEST_OF_MOST_FUNCTIONS


def test_functions_are_flat() -> None:
    depths = {name: get_depth(node.body) for name, node in iter_functions()}
    assert {name: depth for name, depth in depths.items() if depth > MOST_NESTED} == {}


def get_depth(body: list[ast.stmt]) -> int:
    """How many blocks stand inside each other; an `elif` stands beside its `if`, a function of its own counts anew."""
    return max((get_statement_depth(statement) for statement in body), default=0)


def get_statement_depth(statement: ast.stmt) -> int:
    inner = [child for child in ast.iter_child_nodes(statement) if isinstance(child, (ast.stmt, ast.ExceptHandler))]
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        return 0
    beside = getattr(statement, "orelse", [])
    is_chain = isinstance(statement, ast.If) and len(beside) == 1 and isinstance(beside[0], ast.If)
    deeper = [get_statement_depth(child) for child in flatten(inner) if not (is_chain and child is beside[0])]
    own = isinstance(statement, NESTING) + max(deeper, default=0)
    return max(own, get_statement_depth(beside[0])) if is_chain else own


def flatten(nodes: list[ast.stmt | ast.ExceptHandler]) -> Iterator[ast.stmt]:
    for node in nodes:
        if isinstance(node, ast.ExceptHandler):
            yield from node.body
        else:
            yield node


@pytest.mark.parametrize(
    ("source", "depth"),
    [
        ("x = 1", 0),
        ("for a in b:\n    if a:\n        c()", 2),
        # An `elif` is no deeper than its `if`.
        ("if a:\n    b()\nelif c:\n    d()\nelif e:\n    f()", 1),
        ("try:\n    a()\nexcept E:\n    if b:\n        c()", 2),
        ("while a:\n    def b():\n        if c:\n            d()", 1),
    ],
)
def test_depth(source: str, depth: int) -> None:
    assert get_depth(ast.parse(source).body) == depth


def test_nothing_sleeps() -> None:
    calls = re.compile(r"\btime\.sleep\(|\bfrom time import .*\bsleep\b")
    assert [get_name(path) for path in SOURCES if calls.search(path.read_text(encoding="utf-8"))] == []


def test_no_failure_is_swallowed() -> None:
    broad = {"Exception", "BaseException"}
    found = [
        f"{get_name(path)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(get_tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in broad))
    ]
    assert found == []


# Locks


def read_lock(name: str) -> dict[str, list[str]]:
    """The requirements of a lock by package, each with the options behind it."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split() for line in text.splitlines() if line.strip()]
    locked: dict[str, list[str]] = {}
    for package, *options in lines:
        locked.setdefault(package.partition("==")[0], []).append(" ".join([package, *options]))
    return locked


def get_wanted(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(name for extra in extras for name in project["optional-dependencies"][extra])]
    return {re.split(r"[^\w-]", requirement)[0] for requirement in wanted}


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("constraints.txt", ["build"]),
        ("constraints-dev.txt", ["build", "dev"]),
        ("constraints-model.txt", ["build", "model"]),
    ],
)
def test_a_lock_holds_every_dependency_with_hashes_and_no_address(name: str, extras: list[str]) -> None:
    locked = read_lock(name)
    assert get_wanted(*extras) <= locked.keys()
    lines = [line for lines in locked.values() for line in lines]
    assert all("==" in line and "--hash=sha256:" in line for line in lines)
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", "\n".join(lines))


def test_the_locks_agree() -> None:
    run = read_lock("constraints.txt")
    dev, model = (read_lock(f"constraints-{extra}.txt") for extra in ("dev", "model"))
    assert {name: lines for name, lines in run.items() if not dev.get(name) == model.get(name) == lines} == {}
    assert {name: lines for name, lines in dev.items() if model.get(name, lines) != lines} == {}


# Traces

# Put together here, so that this file holds none of them.
TRACES = re.compile(
    "|".join(["/" + "work/", "/" + "farm/", "/" + "root/", "pypi" + r"\.org", "python" + r"hosted\.org"])
)


def iter_tracked() -> Iterator[Path]:
    """The files that belong to the project: git's, or all where this is no work tree."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    yield from (ROOT / name for name in names if name and (ROOT / name).is_file())


def test_no_file_names_a_machine_or_a_package_index() -> None:
    tracked = list(iter_tracked())
    if not tracked:
        tracked = [path for path in SOURCES if "__pycache__" not in path.parts]
    found = [get_name(path) for path in tracked if TRACES.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert found == []
