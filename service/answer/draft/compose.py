"""Putting an answer together: statements with their marks, citations numbered as they are first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index.model import Change, Citation, Excerpt, Fact, Named, Place, Value

from ..evidence.history import get_changes_of
from ..evidence.inquiry import Inquiry
from ..model import Answer, Claim, Explanation, Intent, Status
from ..question.entries import Standing
from ..question.reading import Mention
from .wording import get_plain

# Earlier values of so many claims are looked up at most.
MOST_HISTORIES = 24
MOST_CHANGES = 40
# A statement that holds so many first characters of a footnote tells it.
LEAST_OF_NOTE = 20


class Draft:
    """An answer in the making."""

    def __init__(self, inquiry: Inquiry, intent: Intent) -> None:
        self.inquiry = inquiry
        self.intent = intent
        self.status = Status.ANSWERED
        self.claims: list[Claim] = []
        self._parts: list[str] = []
        self._citations: list[Citation] = []
        self._numbers: dict[object, int] = {}
        self._noted: set[str] = set()
        self._begun = (0, 0)

    def __bool__(self) -> bool:
        """Whether anything is stated since the last beginning."""
        return len(self.claims) > self._begun[0]

    def begin(self) -> None:
        """Keeps what is there; what comes after it can be taken back."""
        self._begun = (len(self.claims), len(self._parts))

    def take_back(self) -> None:
        """Takes back what was added since the last beginning, with what only that rested on."""
        del self.claims[self._begun[0] :]
        del self._parts[self._begun[1] :]
        cited = max((number for claim in self.claims for number in claim.citations), default=0)
        del self._citations[cited:]
        self._numbers = {key: number for key, number in self._numbers.items() if 0 < number <= cited}
        self._noted = {claim.entity.id for claim in self.claims if claim.entity}

    def say(self, text: str) -> None:
        """Adds words that claim nothing: a verdict before its statement, a heading of a list."""
        self._parts.append(text)

    def state(
        self,
        text: str,
        sources: Iterable[Fact | Citation],
        entity: Named | None = None,
        attribute: Named | None = None,
        value: Value | None = None,
    ) -> None:
        """Adds a statement with the facts or citations that it rests on."""
        numbers = tuple(dict.fromkeys(self._cite(source) for source in sources))
        self.claims.append(Claim(text, numbers, entity, attribute, value))
        self._parts.append(text + " " + "".join(f"[{number}]" for number in numbers))

    def state_fact(self, text: str, fact: Fact, *others: Fact | Citation) -> None:
        """Adds a statement of one fact."""
        notes = self._get_note_sources(fact.entity.id)
        sources = (fact, *_get_footnote(self.inquiry, fact, text), *others, *notes)
        self.state(text, sources, fact.entity, fact.attribute, fact.value)

    def break_line(self) -> None:
        """Begins a new line."""
        self._parts.append("\n")

    def get_citation(self, number: int) -> Citation:
        """The citation of a number."""
        return self._citations[number - 1]

    def _cite(self, source: Fact | Citation) -> int:
        citation = source.citation if isinstance(source, Fact) else source
        key = (citation.version, _get_key(citation))
        if key not in self._numbers:
            self._citations.append(citation)
            self._numbers[key] = len(self._citations)
        return self._numbers[key]

    # Names

    def get_name(self, entity: Named) -> str:
        """The entity's name; at its first use with the other name by which the question called it."""
        if entity.id in self._noted:
            return entity.name
        self._noted.add(entity.id)
        note = self._get_note(entity)
        return f"{entity.name} ({note})" if note else entity.name

    def _get_note(self, entity: Named) -> str:
        mention = _find_mention(self.inquiry.reading.mentions, entity.id)
        if mention is None or mention.entry.name.casefold() == entity.name.casefold():
            return ""
        return describe_other_name(self.inquiry, entity.id, mention)

    def _get_note_sources(self, entity: str) -> tuple[Fact, ...]:
        """The fact that tells of the other name, where the name is noted for the first time."""
        mention = _find_mention(self.inquiry.reading.mentions, entity)
        if mention is None or mention.entry.standing is not Standing.FORMER or ("cited", entity) in self._numbers:
            return ()
        self._numbers["cited", entity] = 0
        return find_alias(self.inquiry, entity, mention.entry.name)

    # The whole

    def get_text(self) -> str:
        """The answer's text."""
        lines: list[list[str]] = [[]]
        for part in self._parts:
            if part == "\n":
                lines.append([])
            else:
                lines[-1].append(part)
        return "\n".join(" ".join(line) for line in lines if line)

    def finish(self, explain: Callable[[], Explanation]) -> Answer:
        """The answer."""
        inquiry = self.inquiry
        return Answer(
            question=inquiry.reading.question,
            version=inquiry.version,
            status=self.status,
            intent=self.intent,
            text=self.get_text(),
            claims=tuple(self.claims),
            citations=tuple(self._citations),
            changes=tuple(_get_changes(inquiry, self.claims)),
            explain=explain,
        )


def _find_mention(mentions: Sequence[Mention], entity: str) -> Mention | None:
    return next((mention for mention in mentions if mention.entry.ids == (entity,)), None)


def describe_other_name(inquiry: Inquiry, entity: str, mention: Mention) -> str:
    """A note on a name that the version asked does not use, or no longer, or ""."""
    if mention.entry.standing is Standing.FORMER:
        return f"formerly {mention.entry.name}"
    if mention.entry.standing is not Standing.ELSEWHEN:
        return ""
    firsts = [name.first for name in inquiry.lexicon.get_all_names(entity) if name.text == mention.entry.name]
    ordinal = inquiry.version.ordinal
    later = [first for first in firsts if first > ordinal]
    if later and len(later) == len(firsts):
        return f"called {mention.entry.name} from {inquiry.versions[min(later)].label} on"
    return f"formerly {mention.entry.name}"


def find_alias(inquiry: Inquiry, entity: str, name: str) -> tuple[Fact, ...]:
    """The fact that gives an entity a name, as a tuple of one, or none."""
    from index.model import FactKind

    facts = inquiry.get_facts_of(entity, (FactKind.ALIAS,))
    return tuple(fact for fact in facts if fact.value.raw.casefold() == name.casefold())[:1]


def cite_header(inquiry: Inquiry, fact: Fact) -> Citation:
    """The header above a cell as a citation of its own, where a statement rests on a name that stands only there."""
    header = fact.citation.place.header
    return cite_excerpt(inquiry, fact.citation, header) if header else fact.citation


def cite_excerpt(inquiry: Inquiry, citation: Citation, excerpt: Excerpt) -> Citation:
    """A header or footnote that belongs to a citation as a citation of its own."""
    text = inquiry.reader.snapshot(citation.sha256).text
    first = text.count("\n", 0, excerpt.start) + 1
    last = first + text.count("\n", excerpt.start, max(excerpt.start, excerpt.end - 1))
    span = citation.place.span._replace(start=excerpt.start, end=excerpt.end, first_line=first, last_line=last)
    return replace(citation, place=Place(span, excerpt.quote))


def _get_footnote(inquiry: Inquiry, fact: Fact, text: str) -> tuple[Citation, ...]:
    """The footnote of a cell, where the statement tells it."""
    note, qualifier = fact.citation.place.note, fact.value.qualifier
    told = qualifier is not None and get_plain(qualifier)[:LEAST_OF_NOTE] in text
    return (cite_excerpt(inquiry, fact.citation, note),) if note and told else ()


def _get_changes(inquiry: Inquiry, claims: Sequence[Claim]) -> list[Change]:
    """The changes of the claimed values up to the version asked, newest first."""
    pairs = dict.fromkeys((claim.entity.id, claim.attribute.id) for claim in claims if claim.entity and claim.attribute)
    found: dict[str, Change] = {}
    for entity, attribute in list(pairs)[:MOST_HISTORIES]:
        for change in get_changes_of(inquiry, entity, attribute):
            found.setdefault(change.id, change)
    ranked = sorted(found.values(), key=lambda change: (-change.newer.ordinal, list(found).index(change.id)))
    return ranked[:MOST_CHANGES]


def _get_key(citation: Citation) -> tuple[str, int, int, tuple[int, int] | None]:
    """What makes two citations the same one."""
    place = citation.place
    cell = (place.cell.start, place.cell.end) if place.cell else None
    return citation.sha256, place.span.start, place.span.end, cell
