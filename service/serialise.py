"""The model as JSON: the same thing gives the same bytes, with its keys in a fixed order.

What is absent is left out, except where the contract shows null.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.model import Change, Citation, Fact, Named, PageState, Place, Quantity, Renamed, Value, Version
from service.addresses import get_address

# Whoever writes changes alone needs none of the answering engine, which takes longer to load than a page to read.
if TYPE_CHECKING:
    from service.answer.model import Answer, Claim, Explanation, Suggestion

Json = dict[str, object]


def write_json(body: Json) -> str:
    """The JSON text of a body."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def get_version(version: Version) -> Json:
    """A version as answers name it."""
    return {"docset": version.docset, "version": version.label, "date": version.date}


def get_named(named: Named) -> Json:
    """An entity or attribute."""
    return {"id": named.id, "name": named.name}


def get_value(value: Value) -> Json:
    """A value: its raw text, and what is known of its meaning."""
    body: Json = {"raw": value.raw}
    if value.support is not None:
        body["support"] = value.support.value
    if value.qualifier is not None:
        body["qualifier"] = value.qualifier
    if value.items:
        body["items"] = list(value.items)
    if value.quantity is not None:
        body["quantity"] = _get_quantity(value.quantity)
    return body


def _get_quantity(quantity: Quantity) -> Json:
    body: Json = {"low": quantity.low, "high": quantity.high, "unit": quantity.unit}
    if quantity.base_unit:
        body["base"] = {"low": quantity.base_low, "high": quantity.base_high, "unit": quantity.base_unit}
    return body


def get_place(place: Place) -> Json:
    """A quote with its place in the snapshot."""
    span = place.span
    body: Json = {
        "headings": list(span.headings),
        "quote": place.quote,
        "start": span.start,
        "end": span.end,
        "lines": [span.first_line, span.last_line],
    }
    if place.cell is not None:
        body["cell"] = {"start": place.cell.start, "end": place.cell.end}
    for name, excerpt in (("header", place.header), ("note", place.note), ("group", place.group)):
        if excerpt is not None:
            body[name] = {"quote": excerpt.quote, "start": excerpt.start, "end": excerpt.end}
    return body


def get_citation(citation: Citation) -> Json:
    """A citation, without a number."""
    return {
        "docset": citation.docset,
        "page": citation.page,
        "title": citation.title,
        "version": citation.version,
        "date": citation.date,
        "url": get_address(citation),
        **get_place(citation.place),
        "sha256": citation.sha256,
    }


def get_fact(fact: Fact) -> Json:
    """A fact."""
    return {
        "entity": get_named(fact.entity),
        "attribute": get_named(fact.attribute),
        "value": get_value(fact.value),
        "kind": fact.kind.value,
        "docset": fact.docset,
        "versions": {"first": fact.first, "last": fact.last},
        "citation": get_citation(fact.citation),
    }


def get_change(change: Change) -> Json:
    """A change."""
    body: Json = {
        "id": change.id,
        "kind": change.kind.value,
        "effect": change.effect.value,
        "entity": _get_renamed(change.entity),
        "attribute": _get_renamed(change.attribute),
        "before": None if change.before is None else get_value(change.before),
        "after": None if change.after is None else get_value(change.after),
        "from": change.older.label,
        "to": change.newer.label,
        "docset": change.newer.docset,
        "page": change.page,
        "citations": {
            "before": None if change.cited_before is None else get_citation(change.cited_before),
            "after": None if change.cited_after is None else get_citation(change.cited_after),
        },
    }
    if change.fact_kind is not None:
        body["fact_kind"] = change.fact_kind.value
    return body


def _get_renamed(thing: Renamed | None) -> Json | None:
    if thing is None:
        return None
    body: Json = {"id": thing.id, "name": thing.name}
    if thing.previous_name is not None:
        body["previous_name"] = thing.previous_name
    return body


def get_page(version: Version, page: PageState, url: str) -> Json:
    """A page of a version, without its text."""
    return {**get_version(version), "page": page.path, "title": page.title, "url": url, "sha256": page.sha256}


def get_answer(answer: Answer, explain: bool = False) -> Json:
    """An answer; with `explain`, how the question was read as well."""
    body: Json = {
        "question": answer.question,
        "as_of": get_version(answer.version),
        "status": answer.status.value,
        "intent": answer.intent.value,
        "answer": answer.text,
        "claims": [_get_claim(claim) for claim in answer.claims],
        "citations": [{"id": n, **get_citation(citation)} for n, citation in enumerate(answer.citations, 1)],
        "changes": [get_change(change) for change in answer.changes],
        "suggestions": [_get_suggestion(suggestion) for suggestion in answer.suggestions],
    }
    if explain:
        body["explanation"] = _get_explanation(answer.explanation)
    return body


def _get_claim(claim: Claim) -> Json:
    body: Json = {"text": claim.text, **_get_topic(claim.entity, claim.attribute)}
    if claim.value is not None:
        body["value"] = get_value(claim.value)
    body["citations"] = list(claim.citations)
    return body


def _get_suggestion(suggestion: Suggestion) -> Json:
    body: Json = {"text": suggestion.text, **_get_topic(suggestion.entity, suggestion.attribute)}
    if suggestion.citation is not None:
        body["citation"] = get_citation(suggestion.citation)
    return body


def _get_topic(entity: Named | None, attribute: Named | None) -> Json:
    body: Json = {}
    if entity is not None:
        body["entity"] = get_named(entity)
    if attribute is not None:
        body["attribute"] = get_named(attribute)
    return body


def _get_explanation(explanation: Explanation) -> Json:
    return {
        "intent": explanation.intent.value,
        "entities": [get_named(entity) for entity in explanation.entities],
        "attributes": [get_named(attribute) for attribute in explanation.attributes],
        "version": explanation.version,
        "unexplained": list(explanation.unexplained),
        "candidates": [{"text": text, "share": share} for text, share in explanation.candidates],
    }
