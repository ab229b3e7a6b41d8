"""Sentences and list items as facts: definitions, cases of use, advice, plain statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.model import FactKind, Support
from ingest.extract.context import Context, Utterance
from ingest.names import is_generic
from ingest.reading import DEFINITION, RECOMMENDATION, STATEMENT, USE_CASE, FactReading
from ingest.values import read_sentence, read_value


def iter_definitions(context: Context) -> Iterator[FactReading]:
    """Sentences that say what a thing is or does, one for each thing and page or more."""
    yield from _iter_kind(context, FactKind.DEFINITION, DEFINITION)


def iter_use_cases(context: Context) -> Iterator[FactReading]:
    """Items under "Use X when you need:" and the like; those to use X for not say "no"."""
    yield from _iter_kind(context, FactKind.USE_CASE, USE_CASE)


def iter_recommendations(context: Context) -> Iterator[FactReading]:
    """Sentences that advise for or against a thing."""
    yield from _iter_kind(context, FactKind.RECOMMENDATION, RECOMMENDATION)


def iter_statements(context: Context) -> Iterator[FactReading]:
    """All other sentences."""
    yield from _iter_kind(context, FactKind.STATEMENT, STATEMENT)


def _iter_kind(context: Context, kind: FactKind, attribute: str) -> Iterator[FactReading]:
    for utterance in context.utterances:
        if utterance.kind is kind:
            for subject in utterance.subjects:
                yield _make_fact(context, utterance, subject, attribute)


def _make_fact(context: Context, utterance: Utterance, subject: str, attribute: str) -> FactReading:
    value = read_sentence(utterance.text)
    is_local = subject in context.headed and is_generic(subject)
    if utterance.label:
        value = replace(read_value(utterance.label.value), raw=value.raw)
        return FactReading(utterance.kind, subject, utterance.label.name, value, utterance.place, is_local)
    if utterance.is_negative:
        value = replace(value, support=Support.NO)
    return FactReading(utterance.kind, subject, attribute, value, utterance.place, is_local)
