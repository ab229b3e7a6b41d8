"""What makes a version of a history; apart from what reads one, which the command loads for a history alone."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """What makes a version of a history."""

    COMMIT = "commit"
    """Each commit that changed a page, along first parents."""
    TAG = "tag"
    """Each tag."""
