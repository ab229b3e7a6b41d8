"""The headers that every reply has, by what it is."""

from __future__ import annotations

# Pages hold one style sheet, one form and no script; data needs nothing at all.
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
# The same address answers otherwise after the next ingest.
CACHING = ("Cache-Control", "no-cache")


def _make(policy: str) -> tuple[tuple[str, str], ...]:
    return (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Content-Security-Policy", policy),
    )


PAGE_HEADERS = _make(_PAGE_POLICY)
"""What a page for people has beside its caching."""
DATA_HEADERS = _make(_DATA_POLICY)
"""What everything else has beside its caching."""
