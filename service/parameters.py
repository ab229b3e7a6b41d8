"""Query parameters: which exist, how often each may stand, and what it takes."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import request

from service.problems import INVALID_PARAMETER, UNKNOWN_PARAMETER, Problem

Choice = TypeVar("Choice", bound=StrEnum)


class Parameters:
    """The query parameters of the present request, of which only the named ones may stand."""

    def __init__(self, *allowed: str) -> None:
        unknown = sorted(set(request.args) - set(allowed))
        if unknown:
            taken = f"it takes {', '.join(allowed)}" if allowed else "it takes none"
            raise Problem(UNKNOWN_PARAMETER, f"{request.path} has no parameter {', '.join(unknown)}; {taken}")

    def find_one(self, name: str) -> str | None:
        """The value of a parameter that may stand once; None when it is absent or empty."""
        values = self.get_many(name)
        if len(values) > 1:
            raise Problem(INVALID_PARAMETER, f"{name} stands {len(values)} times; it may stand once")
        return values[0] if values else None

    def get_many(self, name: str) -> tuple[str, ...]:
        """The values of a parameter that may be repeated, without empty ones."""
        return tuple(value for value in request.args.getlist(name) if value)

    def find_number(self, name: str) -> int | None:
        """The value of a whole number, or None when it is absent."""
        text = self.find_one(name)
        if text is None:
            return None
        if not (text.isascii() and text.isdigit()) or len(text) > 9:
            raise Problem(INVALID_PARAMETER, f"{name} must be a whole number, not {text!r}")
        return int(text)

    def get_choices(self, name: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """The values of a parameter that takes the members of an enumeration."""
        known = [member.value for member in choices]
        for value in self.get_many(name):
            if value not in known:
                raise Problem(INVALID_PARAMETER, f"{name} takes {', '.join(known)}, not {value!r}")
        return tuple(choices(value) for value in self.get_many(name))
