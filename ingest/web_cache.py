"""What is remembered of addresses between runs, so that a page that did not change is not sent again."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import DocfactsError
from ingest.web_addresses import Address

_FORMAT = 1
# What a header may hold without being able to end it; real validators are some dozens of characters.
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,256}")
_CONDITIONS = {"etag": "If-None-Match", "modified": "If-Modified-Since"}


class CacheFailed(DocfactsError):
    """What is remembered could not be written down."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last answer of an address."""

    sha256: str
    """The name of the snapshot that it became."""
    etag: str = ""
    """Its entity tag, or ""."""
    modified: str = ""
    """When its content was last modified, as the server wrote it, or ""."""


@dataclass(slots=True)
class WebCache:
    """What is remembered of addresses."""

    pages: dict[str, Remembered] = field(default_factory=dict)
    """The last answers, by address."""
    moved: dict[str, str] = field(default_factory=dict)
    """Where addresses redirected to."""

    def get_condition(self, address: Address) -> Mapping[str, str]:
        """The headers that ask for an address's content only if it has changed."""
        known = self.pages.get(str(address))
        if known is None:
            return {}
        return {header: value for name, header in _CONDITIONS.items() if (value := getattr(known, name))}

    def remember(self, answered: Address, sha256: str, headers: Mapping[str, str]) -> None:
        """Keeps what an answer says about itself."""
        etag, modified = (_get_validator(headers, name) for name in ("etag", "last-modified"))
        self.pages[str(answered)] = Remembered(sha256, etag, modified)

    def note_redirect(self, asked: Address, answered: Address) -> None:
        """Keeps which address answered for another."""
        if asked == answered:
            self.moved.pop(str(asked), None)
        else:
            self.moved[str(asked)] = str(answered)

    def forget_others(self, base: str, kept: set[str]) -> None:
        """Drops what is known of addresses under a base that were not met."""
        self.pages = {a: known for a, known in self.pages.items() if a in kept or not a.startswith(base)}
        self.moved = {a: to for a, to in self.moved.items() if a in kept or not a.startswith(base)}


def _get_validator(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name, "")
    return value if _VALIDATOR.fullmatch(value) else ""


def read_cache(file: Path | None) -> WebCache:
    """What a file remembers; nothing when there is none or it cannot be read: then everything is asked for anew."""
    try:
        content = json.loads(file.read_bytes()) if file else {}
    except (OSError, ValueError, RecursionError):
        return WebCache()
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        return WebCache()
    pages, moved = content.get("pages"), content.get("moved")
    return WebCache(
        {a: Remembered(**known) for a, known in _get_entries(pages).items() if _is_remembered(known)},
        {a: to for a, to in _get_entries(moved).items() if isinstance(to, str)},
    )


def _get_entries(content: Any) -> dict[str, Any]:
    return content if isinstance(content, dict) else {}


def _is_remembered(known: Any) -> bool:
    return (
        isinstance(known, dict)
        and set(known) == {"sha256", "etag", "modified"}
        and all(isinstance(value, str) and (not value or _VALIDATOR.fullmatch(value)) for value in known.values())
    )


def write_cache(file: Path, cache: WebCache) -> None:
    """Writes down what is remembered, all or nothing; raises CacheFailed."""
    pages = {a: {"sha256": k.sha256, "etag": k.etag, "modified": k.modified} for a, k in sorted(cache.pages.items())}
    content = {"format": _FORMAT, "pages": pages, "moved": dict(sorted(cache.moved.items()))}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(content, out, indent=1)
        Path(name).replace(file)
    except OSError as error:
        raise CacheFailed(f"{file}: cannot be written: {error.strerror}") from error
