from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ingest.web_limits import BadLimit, Limits, get_meaning, get_variable, read_limits


def test_the_environment_goes_before_the_defaults() -> None:
    limits = read_limits({"DOCFACTS_WEB_PAGES": "7", "DOCFACTS_WEB_REQUEST_SECONDS": "0.5", "DOCFACTS_WEB_LISTS": ""})
    assert (limits.pages, limits.request_seconds, limits.lists) == (7, 0.5, Limits().lists)


def test_every_limit_says_what_it_decides() -> None:
    variables = [get_variable(limit) for limit in fields(Limits)]
    assert len(set(variables)) == len(variables)
    assert all(get_meaning(limit).endswith(".") for limit in fields(Limits))


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PAGES", "0"), ("PAGES", "many"), ("REDIRECTS", "-1"), ("RUN_SECONDS", "0"), ("RUN_SECONDS", "nan")],
)
def test_a_limit_that_is_none_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(BadLimit, match=f"DOCFACTS_WEB_{variable} must be"):
        read_limits({f"DOCFACTS_WEB_{variable}": value})


def test_the_docs_list_exactly_the_limits() -> None:
    document = Path(__file__).parents[3] / "docs" / "web.md"
    rows = [line for line in document.read_text(encoding="utf-8").splitlines() if line.startswith("| `DOCFACTS_")]
    assert rows == [
        f"| `{get_variable(limit)}` | `{limit.default}` | {get_meaning(limit)} |" for limit in fields(Limits)
    ]
