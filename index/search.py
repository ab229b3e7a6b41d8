"""Text search behind one small protocol: facts by the terms of their text.

An engine knows tokens only. A token is a term (see `index.terms`) in ASCII
letters, digits and dots, so that no engine's own splitting or folding can change
it, and no text of a user ever reaches a query parser. Search is by sets, lowest
fact ids first, so that every engine gives the same answer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Protocol

from index.errors import UnknownEngine

# A question of a person has some 30 terms; with synonyms for each a hundred. More is not a question.
MOST_TERMS = 256
# Every group is a term that must be met; beyond these a conjunction is empty in practice.
MOST_GROUPS = 64

ENGINE_SETTING = "DOCFACTS_TEXT_ENGINE"
ENGINES = ("fts5", "whoosh")

_PLAIN = re.compile(r"[a-z0-9.]+", re.ASCII)

Groups = tuple[tuple[str, ...], ...]
"""What is looked for: of every group at least one token (or term)."""

FactText = tuple[int, str]
"""A fact's row number and its tokens, separated by spaces."""


class TextEngine(Protocol):
    """What an embedded text engine does."""

    def create(self) -> None:
        """Prepare a new index for the engine."""

    def add(self, texts: Sequence[FactText]) -> None:
        """Let new facts be found by their tokens."""

    def remove(self, texts: Sequence[FactText]) -> None:
        """Let facts be found no more; the tokens are those with which they were added."""

    def settle(self) -> None:
        """Make what was committed to the store ready for readers."""

    def find(self, groups: Groups, limit: int) -> tuple[int, ...]:
        """The lowest ids of the facts that hold at least one token of every group, ascending."""

    def count(self, token: str) -> int:
        """How many facts hold the token."""

    def close(self) -> None:
        """Let go of all files."""


def get_token(term: str) -> str:
    """The token of a term; different terms have different tokens."""
    return term if _PLAIN.fullmatch(term) else "_" + term.encode("utf-8", "surrogatepass").hex()


def get_docset_token(docset_id: int) -> str:
    """The token that every fact of a docset holds."""
    return f"@{docset_id}"


def get_groups(groups: Groups, docset_id: int | None) -> Groups:
    """The groups as tokens within the bounds, without repetitions; empty when a group is.

    A docset's number restricts them to it. That makes every search read the longest
    list of all, so an index of one docset goes without.
    """
    tokens = [tuple(dict.fromkeys(map(get_token, group)))[:MOST_TERMS] for group in groups[:MOST_GROUPS]]
    if not tokens or not all(tokens):
        return ()
    docset = () if docset_id is None else ((get_docset_token(docset_id),),)
    return (*docset, *dict.fromkeys(tokens))


def choose_engine(wanted: str | None) -> str:
    """The name of the engine of a new index: the one wanted, else the environment's, else the default.

    Raises UnknownEngine.
    """
    name = wanted or os.environ.get(ENGINE_SETTING) or ENGINES[0]
    if name not in ENGINES:
        raise UnknownEngine(name, ENGINES)
    return name
