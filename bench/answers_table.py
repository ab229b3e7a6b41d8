"""Verdicts on answers as lines of tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from bench.answers_score import CONVERSATION, Verdict
from service.answer.model import Status

T = TypeVar("T")
PARAPHRASE = "paraphrase"


def iter_lines(verdicts: Mapping[str, Sequence[Verdict]], title: str = "questions") -> Iterator[str]:
    """A line for each set, then those of all open and all sealed ones with their kinds of questions."""
    columns = f"{'wrong, answered':>16} {'declined rightly':>17} {'declined wrongly':>17}"
    yield f"{title:24} {'asked':>6} {'right':>6} {columns}"
    for name, group in verdicts.items():
        yield _get_line(name, group)
    for part, together in iter_parts(verdicts):
        yield _get_line(f"{part} together", together)
        kinds: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in together:
            kinds[verdict.kind].append(verdict)
        yield from (_get_line(f"  {kind}", kinds[kind]) for kind in sorted(kinds))


def iter_parts(groups: Mapping[str, Sequence[T]]) -> Iterator[tuple[str, list[T]]]:
    """What the open sets have together, and the sealed ones."""
    for part in ("open", "sealed"):
        yield part, [each for name, group in groups.items() if name.startswith(f"{part}/") for each in group]


def iter_conversation_lines(verdicts: Mapping[str, Sequence[Verdict]]) -> Iterator[str]:
    """How many turns of conversations are right, and how many conversations from end to end."""
    columns = f"{'turns':>6} {'turns right':>12} {'right throughout':>17}"
    yield f"{'conversations':24} {'asked':>6} {'of 3 or more':>12} {columns}"
    for part, together in iter_parts(verdicts):
        talks: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in together:
            if verdict.kind == CONVERSATION:
                talks[verdict.name.rpartition("-")[0]].append(verdict)
        turns = [verdict for talk in talks.values() for verdict in talk]
        right = sum(1 for verdict in turns if not verdict.why)
        whole = sum(1 for talk in talks.values() if not any(verdict.why for verdict in talk))
        long = sum(1 for talk in talks.values() if len(talk) > 2)
        yield (
            f"{part + ' together':24} {len(talks):6} {long:12} {len(turns):6} {_get_share(right, len(turns)):>12} "
            f"{_get_share(whole, len(talks)):>17}"
        )


def iter_beside(ways: Mapping[str, Mapping[str, Sequence[Verdict]]]) -> Iterator[str]:
    """The questions answered with and without synonyms, line by line, those in other words than the pages' apart."""
    yield f"{'synonyms':24} {'asked':>6} {'right':>7} {'wrong, answered':>16} {'paraphrases':>12} {'right':>7}"
    for way, verdicts in ways.items():
        for part, together in iter_parts(verdicts):
            wrong = sum(1 for v in together if v.why and v.status is Status.ANSWERED)
            lay = [v for v in together if v.kind == PARAPHRASE]
            yield (
                f"{part + ', ' + way:24} {len(together):6} {_get_right(together)} "
                f"{_get_share(wrong, len(together)):>16} {len(lay):12} {_get_right(lay)}"
            )


def _get_right(verdicts: Sequence[Verdict]) -> str:
    return _get_share(sum(1 for verdict in verdicts if not verdict.why), len(verdicts))


def iter_misses(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The answers that are not right, with the reason."""
    for v in verdicts:
        if v.why:
            yield f"  {v.name} [{v.kind}] {v.ask!r}\n      {v.why}\n      -> {v.status.value}: {v.given.text[:300]!r}"


def _get_line(name: str, verdicts: Sequence[Verdict]) -> str:
    asked = len(verdicts)
    right = sum(1 for v in verdicts if not v.why)
    wrong = sum(1 for v in verdicts if v.why and v.status is Status.ANSWERED)
    out = [v for v in verdicts if v.is_declined_rightly]
    declined = sum(1 for v in out if v.status is Status.NOT_DOCUMENTED)
    answerable = [v for v in verdicts if not v.is_declined_rightly]
    lost = sum(1 for v in answerable if v.why and v.status is Status.NOT_DOCUMENTED)

    return (
        f"{name:24} {asked:6} {_get_share(right, asked)} {_get_share(wrong, asked):>15} "
        f"{_get_share(declined, len(out)):>17} {_get_share(lost, len(answerable)):>17}"
    )


def _get_share(part: int, whole: int) -> str:
    return f"{part / whole:7.1%}" if whole else "      -"
