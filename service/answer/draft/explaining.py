"""How a question was read, for those who ask why it was answered so."""

from __future__ import annotations

from ..evidence.inquiry import Inquiry
from ..model import Explanation, Intent
from .declined import get_unexplained

MOST_CANDIDATES_SHOWN = 8


def explain(inquiry: Inquiry, intent: Intent) -> Explanation:
    """How the question was read."""
    matches = sorted(
        inquiry.row_matches + inquiry.prose_matches, key=lambda match: (-round(match.score, 6), match.facts[0].id)
    )
    attributes = {match.row.attribute.id: match.row.attribute for match in matches[:3] if match.row and match.named}
    return Explanation(
        intent=intent,
        entities=tuple(inquiry.get_named(entity) for entity in inquiry.reading.entities),
        attributes=tuple(attributes.values()),
        version=inquiry.version.label,
        unexplained=tuple(concept.text for concept in get_unexplained(inquiry)),
        candidates=tuple(
            (f"{match.row.attribute.name if match.row else match.facts[0].value.raw[:80]}", round(match.coverage, 3))
            for match in matches[:MOST_CANDIDATES_SHOWN]
        ),
    )
