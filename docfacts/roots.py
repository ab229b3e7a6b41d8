"""A check at start-up: the packages of the project come from one folder.

Their names are short, and another project's package of the same name can stand before ours on the path.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from index.errors import DocfactsError

PACKAGES = ("docfacts", "ingest", "index", "service")


class MixedRoots(DocfactsError):
    """A package of the project was found outside the folder that holds the others, or not at all."""


def check_roots() -> None:
    """Raises MixedRoots, which names the strangers, when the packages do not come from one folder."""
    home = Path(__file__).resolve().parent.parent
    strangers = [f"{name} from {_describe(root)}" for name, root in iter_roots() if root != home]
    if strangers:
        raise MixedRoots(f"{home} holds this program, but Python takes {', '.join(strangers)}")


def iter_roots() -> list[tuple[str, Path | None]]:
    """Each package with the folder that Python takes it from."""
    return [(name, _find_root(name)) for name in PACKAGES]


def _find_root(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).resolve().parent.parent if spec and spec.origin else None


def _describe(root: Path | None) -> str:
    return "nowhere" if root is None else str(root)
