"""How many answers keep their verdict when the question is typed otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.answers_score import Verdict, score_question
from bench.goldsets import GoldSet
from bench.variants import KINDS, Pages, iter_variants, read_pages
from index.reader import IndexReader
from service.answer.model import Status


@dataclass(frozen=True, slots=True)
class Varied:
    """A question as it was written and as it was varied."""

    kind: str
    """The kind of variant."""
    plain: Verdict
    """The verdict on the question as written."""
    varied: Verdict
    """The verdict on the variant."""

    @property
    def is_lost(self) -> bool:
        """Whether a right answer became one that is not."""
        return not self.plain.why and bool(self.varied.why)


def score_variants(gold: GoldSet, reader: IndexReader, verdicts: Sequence[Verdict]) -> Iterator[Varied]:
    """The verdicts on every variant of a set's questions, beside those on the questions as written."""
    pages = _read_pages(gold)
    plainly = {verdict.name: verdict for verdict in verdicts}
    for case in gold.load("questions").get("q", ()):
        plain = plainly[f"{gold.name}:{case['id']}"]
        for kind, ask in iter_variants(case["ask"], pages):
            yield Varied(kind, plain, score_question(gold, reader, case, ask))


def _read_pages(gold: GoldSet) -> Pages:
    files = [file for label in gold.versions for file in sorted((gold.folder / label).rglob("*.*"))]
    return read_pages([file.read_text(encoding="utf-8") for file in files], gold.versions)


def iter_lines(groups: Iterable[tuple[str, Sequence[Varied]]]) -> Iterator[str]:
    """The shares of each group, by kind of variant, as lines of a table."""
    columns = f"{'right stays right':>18} {'verdict unchanged':>18} {'turned wrong, answered':>23}"
    yield f"{'variants':24} {'asked':>6} {columns}"
    for name, varied in groups:
        yield _get_line(f"{name} together", varied)
        kinds: dict[str, list[Varied]] = defaultdict(list)
        for each in varied:
            kinds[each.kind].append(each)
        yield from (_get_line(f"  {kind}", kinds[kind]) for kind in KINDS)


def _get_line(name: str, varied: Sequence[Varied]) -> str:
    right = [each for each in varied if not each.plain.why]
    kept = sum(1 for each in right if not each.varied.why)
    unchanged = sum(1 for each in varied if bool(each.plain.why) == bool(each.varied.why))
    wrong = sum(1 for each in right if each.varied.why and each.varied.status is Status.ANSWERED)
    if not right:
        return f"{name:24} {len(varied):6}"
    return (
        f"{name:24} {len(varied):6} {kept / len(right):18.1%} {unchanged / len(varied):18.1%} "
        f"{wrong / len(right):23.1%}"
    )


def iter_losses(varied: Iterable[Varied]) -> Iterator[str]:
    """The variants that lost a right answer, with what became of it."""
    for each in varied:
        if each.is_lost:
            v = each.varied
            yield f"  {v.name} [{each.kind}] {v.ask!r} ({each.plain.ask!r})"
            yield f"      {v.why}\n      -> {v.given.text[:200]!r}"
