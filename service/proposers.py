"""Who ranks what is suggested, by the settings."""

from __future__ import annotations

from service.answer.draft.embedding import EmbeddingProposer
from service.answer.draft.proposing import BY_WORDING, Proposer
from service.settings import ON, Settings


def get_proposer(settings: Settings) -> Proposer:
    """The model where it is switched on (NoModel is raised where it is not installed), else the wording."""
    return EmbeddingProposer() if settings.model == ON else BY_WORDING
