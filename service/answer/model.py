"""What an answer is: claims that rest on citations, and how the question was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from index.model import Change, Citation, Named, Value, Version


class Status(StrEnum):
    """How far the docs answer the question."""

    ANSWERED = "answered"
    NOT_DOCUMENTED = "not_documented"
    AMBIGUOUS = "ambiguous"


class Intent(StrEnum):
    """What kind of answer the question asks for."""

    LOOKUP = "lookup"
    COMPARE = "compare"
    WHICH = "which"
    RECOMMEND = "recommend"
    IDENTITY = "identity"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer."""

    text: str
    """The statement, as it stands in the answer, without its marks."""
    citations: tuple[int, ...]
    """Numbers of the citations that it rests on; never empty."""
    entity: Named | None = None
    """What it is about, if it is about one thing."""
    attribute: Named | None = None
    """Which property it states, if it states one."""
    value: Value | None = None
    """The value that it states, if it states one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something near the question that the docs do say."""

    text: str
    """It, in words."""
    entity: Named | None = None
    """The entity that it is about."""
    attribute: Named | None = None
    """The attribute that it is about."""
    citation: Citation | None = None
    """Where they say it; None for a name alone."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the question was read."""

    intent: Intent
    """The kind of answer that was looked for."""
    entities: tuple[Named, ...] = ()
    """The entities that the question names."""
    attributes: tuple[Named, ...] = ()
    """The attributes that the question names."""
    version: str = ""
    """Label of the version that answers."""
    unexplained: tuple[str, ...] = ()
    """Words of the question that nothing in the docs explains."""
    candidates: tuple[tuple[str, float], ...] = ()
    """What was considered, in words, with the share of the question that it explains (0 to 1), best first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question, from one version of one docset."""

    question: str
    """The question as asked."""
    version: Version
    """The version that answers."""
    status: Status
    """How far the docs answer it."""
    intent: Intent
    """How the question was understood."""
    text: str
    """The answer: the verdict first, each statement with its `[n]`."""
    claims: tuple[Claim, ...] = ()
    """The statements of the answer."""
    citations: tuple[Citation, ...] = ()
    """The citations; the one numbered n stands at n - 1."""
    changes: tuple[Change, ...] = ()
    """What is known of earlier values of the claims."""
    suggestions: tuple[Suggestion, ...] = ()
    """The nearest things that the docs do say, when they do not say this."""
    explain: Callable[[], Explanation] = field(default=lambda: Explanation(Intent.LOOKUP), compare=False, repr=False)
    """Works out how the question was read, which few ask for."""

    @property
    def explanation(self) -> Explanation:
        """How the question was read."""
        return self.explain()
