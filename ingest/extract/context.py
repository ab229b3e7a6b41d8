"""What all extractors of a page work from: its names, its tables understood, its sentences with their subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from index.model import FactKind, Place, Slice
from index.terms import get_name_key, has_words
from ingest.extract import cues, labels
from ingest.extract.advised import advises_on, find_marked, speaks_on
from ingest.extract.contrast import drop_set_against, find_halves
from ingest.extract.heading_aliases import find_heading_aliases
from ingest.extract.labels import Label, find_label, find_parallel_headings, iter_labelled_pieces, make_term_label
from ingest.footnotes import strip_mark
from ingest.names import (
    Mention,
    Opening,
    PageNames,
    find_defined_names,
    find_heading_name,
    find_known_keys,
    find_longer_forms,
    find_opening,
    find_openings,
    find_short_forms,
)
from ingest.page import Item, ItemList, Page, Paragraph, Section, Table, Text
from ingest.sentences import Sentence, get_sentences
from ingest.tables import Grid, read_grid

_GROUP = re.compile(r"(?:both|either|neither|these|all)\b(?!\s+(?:of\s+)?(?:this|which|other)\b)", re.I)
# "Both" of a table with more columns than this means two of them, and the sentence does not say which.
LARGEST_GROUP = 4
# Pages that list more than this are inventories, whose sentences are not about single entries.
MOST_LISTED = 200
# A mention among the first words of a sentence is its subject.
SUBJECT_WITHIN = 3


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table of the page with what it says."""

    section: Section
    """Where it stands."""
    table: Table
    """The table."""
    grid: Grid
    """What it says."""


class Utterance(NamedTuple):
    """A sentence or list item, with what it is about."""

    text: str
    """Its visible text."""
    kind: FactKind
    """How it states what it says."""
    subjects: tuple[str, ...]
    """Primary names of the things that it is about; never empty."""
    place: Place
    """Where it stands; the header is the lead-in of its list."""
    source: Text
    """The text of its block."""
    at: int
    """Its offset there."""
    opens_with_subject: bool
    """Whether its own words name the subject at the start."""
    is_negative: bool
    """Whether its list's lead-in advises against the subject."""
    label: Label | None = None
    """The property of its subject that it names in front of a short value."""


@dataclass(frozen=True, slots=True)
class Context:
    """A page, prepared for the extractors."""

    page: Page
    """The page."""
    names: PageNames
    """What it speaks of."""
    tables: tuple[ReadTable, ...]
    """The tables that could be read."""
    utterances: tuple[Utterance, ...]
    """Its sentences and list items."""
    shorts: dict[str, tuple[str, ...]]
    """Shortened forms of names that the page uses."""
    longer: dict[str, tuple[str, ...]]
    """Forms of names with the noun of their kind."""
    headed: frozenset[str]
    """Names that stand over sections with parallel labels, and in no table."""


def make_context(page: Page) -> Context:
    """Reads a page's tables, then its names, then its sentences."""
    openings = find_openings(page)
    tables = _read_tables(page, openings)
    compared = _find_compared(tables)
    defined = find_defined_names(page, compared, openings)
    longer = find_longer_forms(compared, defined)
    spared = {form for forms in longer.values() for form in forms}
    listed = _find_listed(tables)
    headed = find_parallel_headings(page, {id(t.section): _get_subject_keys(t.grid) for t in tables})
    named = list(dict.fromkeys((*compared, *(n for n in defined if n not in spared), *listed, *headed)))
    shorts = find_short_forms(named, page)
    aliases = find_heading_aliases(page, named)
    names = PageNames(
        {n: (*shorts.get(n, ()), *longer.get(n, ()), *(a for a, _ in aliases.get(n, ()))) for n in named},
        plain=frozenset(listed) - {*compared, *defined, *headed},
    )
    group = compared if 2 <= len(compared) <= LARGEST_GROUP else ()
    utterances = tuple(_Reader(page, names, group, frozenset(headed)).iter_utterances())
    return Context(page, names, tables, utterances, shorts, longer, frozenset(headed) - {*compared, *listed})


def _read_tables(page: Page, openings: Iterable[tuple[Text, Opening | None]]) -> tuple[ReadTable, ...]:
    """The tables that say something; the names of the things of clear ones help to read the others."""
    places = tuple(page.iter_tables())
    if not places:
        return ()
    known = find_known_keys(page, openings)
    grids = [_read_table(section, table, known) for section, table in places]
    clear = {get_name_key(e.entity) for grid in grids if grid and grid.is_clear for e in grid.entries} - known - {""}
    if clear:
        known |= clear
        grids = [
            grid if grid is None or grid.is_clear else _read_table(section, table, known)
            for (section, table), grid in zip(places, grids, strict=True)
        ]
    read = zip(places, grids, strict=True)
    return tuple(ReadTable(section, table, grid) for (section, table), grid in read if grid is not None)


def _get_subject_keys(grid: Grid) -> frozenset[str]:
    """The properties that a table states of no thing that it names."""
    return frozenset(get_name_key(e.attribute) for e in grid.entries if not e.entity)


def _read_table(section: Section, table: Table, known: frozenset[str]) -> Grid | None:
    """What a table says; one that describes the thing of its heading says nothing where no heading names one."""
    name, is_code = find_heading_name(section)
    grid = read_grid(table, known, is_headed=is_code)
    if grid is None or not grid.is_record:
        return grid
    if not name:
        return None
    return replace(grid, entries=tuple(replace(entry, entity=name) for entry in grid.entries))


def _find_compared(tables: Sequence[ReadTable]) -> tuple[str, ...]:
    names = (
        labels.split_former(e.entity)[0] for t in tables if t.grid.is_comparison for e in t.grid.entries if e.entity
    )
    return tuple(dict.fromkeys(names))


def _find_listed(tables: Sequence[ReadTable]) -> tuple[str, ...]:
    """Names of tables for reference, where they are few enough to be looked for in every sentence."""
    names = (e.entity for t in tables if not t.grid.is_comparison for e in t.grid.entries if len(e.entity) > 2)
    listed = tuple(dict.fromkeys(names))
    return listed if len(listed) <= MOST_LISTED else ()


class _Reader:
    """Walks a page's texts and tells of each sentence what it is about and how it says it."""

    def __init__(self, page: Page, names: PageNames, group: tuple[str, ...], headed: frozenset[str]) -> None:
        self.page = page
        self.names = names
        self.group = group
        self.headed = headed
        self.defined: set[str] = set()
        self.before: tuple[str, ...] = ()

    def iter_utterances(self) -> Iterator[Utterance]:
        for section in self.page.sections:
            self.before = ()
            lead_ins = {id(b.lead_in) for b in section.blocks if isinstance(b, ItemList) and b.lead_in}
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    self.before = ()
                    yield from self._read_paragraph(section, block, id(block) in lead_ins)
                elif isinstance(block, ItemList):
                    yield from self._read_list(section, block)

    def _read_paragraph(self, section: Section, block: Paragraph, leads_list: bool) -> Iterator[Utterance]:
        labelled = tuple(self._iter_labelled(section, block))
        if labelled:
            yield from labelled
            return
        sentences = [strip_mark(sentence) for sentence in get_sentences(block.text.visible)]
        for i, sentence in enumerate(sentences):
            is_lead_in = leads_list and i == len(sentences) - 1 and sentence.text.endswith(":")
            if not is_lead_in and has_words(sentence.text, 3):
                yield from self._read_halves(section, block.text, sentence)

    def _read_halves(self, section: Section, text: Text, sentence: Sentence) -> Iterator[Utterance]:
        """A sentence, or what it says of each of the things that it sets against each other."""
        halves = find_halves(sentence.text, self.names.find_mentions(sentence.text))
        if not halves or cues.is_advice(sentence.text):
            yield self._read_sentence(section, text, sentence)
            return
        for half in halves:
            at, until = sentence.at + half.at, sentence.at + half.until
            place = self.page.get_place(section, text.get_slice(at, until))
            words = text.visible[at:until]
            yield Utterance(words, FactKind.STATEMENT, half.names, place, text, at, True, False)
        self.before = ()

    # Labels

    def _iter_labelled(self, section: Section, block: Paragraph) -> Iterator[Utterance]:
        """The entries of a paragraph that is a definition list or consists of labelled lines."""
        text = block.text
        if block.term is not None:
            label = make_term_label(block.term, text)
            place = self.page.get_place(section, text.strip(), header=block.term.strip())
            words = f"{label.name}: {label.value}" if label else ""
            found = tuple(self._read_label(section, label, words, place, text, 0))
            yield from found or self._read_entry(section, words, place, text)
            return
        pieces = list(iter_labelled_pieces(text, self.page.source)) or [(0, len(text.visible))]
        if len(pieces) == 1 and len(get_sentences(text.visible)) > 1 and not labels.opens_with_term(text):
            return
        for at, until in pieces:
            label = find_label(text, at, until, plain=self._is_headed(section))
            end = at + len(text.visible[at:until].rstrip())
            found = ()
            if label is not None:
                place = self.page.get_place(section, text.get_slice(at, end))
                words = " ".join(text.visible[at:end].split()).replace(" : ", ": ", 1)
                found = tuple(self._read_label(section, label, words, place, text, at))
                if not found and labels.opens_with_term(text):
                    found = self._read_entry(section, words, place, text)
            if not found and len(pieces) > 1:
                found = (self._read_sentence(section, text, Sentence(text.visible[at:end], at, end)),)
            yield from found

    def _read_entry(self, section: Section, words: str, place: Place, text: Text) -> tuple[Utterance, ...]:
        """A short entry of a definition list whose term names nothing that the page knows, as one statement."""
        if not 0 < len(words.split()) <= labels.LONGEST_ENTRY_WORDS:
            return ()
        subjects = self._find_subjects(section, words, self.names.find_mentions(words))
        return (Utterance(words, FactKind.STATEMENT, subjects, place, text, 0, False, False),)

    def _is_headed(self, section: Section) -> bool:
        return bool(section.path) and section.path[-1] in self.headed

    def _read_label(
        self, section: Section, label: Label | None, words: str, place: Place, text: Text, at: int
    ) -> Iterator[Utterance]:
        """What a label and its text say: of the thing that the label names, or of the section's thing."""
        if label is None:
            return
        named = self._find_labelled_name(label)
        if named:
            kind = FactKind.STATEMENT if named in self.defined else FactKind.DEFINITION
            self.defined.add(named)
            yield Utterance(words, kind, (named,), place, text, at, True, False)
            for sentence in map(strip_mark, get_sentences(text.visible)[1:]):
                if advises_on(self.names, sentence, named):
                    yield self._make_advice(section, text, sentence, named)
            return
        entity = self.names.find_section_entity(section)
        if entity and label.is_property and not self.names.find_mentions(label.name):
            yield Utterance(words, FactKind.STATEMENT, (entity,), place, text, at, False, False, label)

    def _make_advice(self, section: Section, text: Text, sentence: Sentence, named: str) -> Utterance:
        """The advice that a description gives beside what it says."""
        place = self.page.get_place(section, text.get_slice(sentence.at, sentence.until))
        return Utterance(sentence.text, FactKind.RECOMMENDATION, (named,), place, text, sentence.at, False, False)

    def _find_labelled_name(self, label: Label) -> str | None:
        """The thing that a label names, where it is nothing but the name."""
        mentions = (self.names.find_spelt if label.is_marked else self.names.find_mentions)(label.name)
        is_name = len(mentions) == 1 and mentions[0].at == 0 and mentions[0].until == len(label.name)
        return mentions[0].name if is_name else None

    def _read_sentence(self, section: Section, text: Text, sentence: Sentence) -> Utterance:
        mentions = self.names.find_mentions(sentence.text) or find_marked(self.names, text, sentence)
        subjects = self._find_subjects(section, sentence.text, mentions)
        self.before = subjects
        opens = bool(mentions) and not has_words(sentence.text[: mentions[0].at], SUBJECT_WITHIN)
        kind = self._classify(text, sentence, subjects, opens)
        where = text.get_slice(sentence.at, sentence.until)
        place = self.page.get_place(section, where)
        return Utterance(sentence.text, kind, subjects, place, text, sentence.at, opens, False)

    def _find_subjects(self, section: Section, text: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
        if _GROUP.match(text) and self.group and not (mentions and mentions[0].at < 6):
            return self.group
        mentions = drop_set_against(text, mentions)
        if mentions:
            opens = not has_words(text[: mentions[0].at], SUBJECT_WITHIN)
            joined = opens and len(mentions) > 1 and _is_joined(text[mentions[0].until : mentions[1].at])
            named = mentions[:2] if joined else mentions[:1] if opens else mentions[:LARGEST_GROUP]
            return tuple(dict.fromkeys(m.name for m in named))
        if self.before and speaks_on(text):
            return self.before
        return (self.names.find_section_entity(section) or self.page.title,)

    def _classify(self, text: Text, sentence: Sentence, subjects: tuple[str, ...], opens: bool) -> FactKind:
        # A sentence that ends in a colon leads to what it tells to use: code, a list.
        if cues.is_advice(sentence.text) and not sentence.text.endswith(":"):
            return FactKind.RECOMMENDATION
        opening = find_opening(text, sentence.at) if opens else None
        first = subjects[0]
        if opening and (first not in self.defined or cues.DEFINES.match(text.visible, opening.until)):
            self.defined.add(first)
            return FactKind.DEFINITION
        return FactKind.STATEMENT

    # Lists

    def _read_list(self, section: Section, block: ItemList) -> Iterator[Utterance]:
        lead = self._find_lead_in(block)
        parents: list[Item] = []
        for item in block.items:
            del parents[item.depth :]
            parents.append(item)
            text = item.text.visible.strip()
            if len(text) > 1:
                yield from self._read_labelled_item(section, item, lead) or (self._read_item(section, item, lead),)

    def _read_labelled_item(
        self, section: Section, item: Item, lead: tuple[Sentence | None, Text | None]
    ) -> tuple[Utterance, ...]:
        """An item that opens with a label; cases of use and advice are none, whatever they open with."""
        heading = section.path[-1] if section.path else ""
        sentence, lead_text = lead
        if cues.lists_use_cases(sentence.text if sentence else "", heading) or cues.is_advice(item.text.visible):
            return ()
        about = self.names.find_mentions(sentence.text) if sentence else ()
        if any(mention.name != self.names.find_section_entity(section) for mention in about):
            return ()
        label = find_label(item.text, plain=self._is_headed(section))
        if label is None:
            return ()
        place = self.page.get_place(section, item.text.strip(), header=self._get_lead_slice(sentence, lead_text))
        words = " ".join(item.text.visible.split())
        return tuple(self._read_label(section, label, words, place, item.text, 0))

    @staticmethod
    def _find_lead_in(block: ItemList) -> tuple[Sentence | None, Text | None]:
        if block.lead_in is None:
            return None, None
        text = block.lead_in.text
        sentences = get_sentences(text.visible)
        last = sentences[-1] if sentences else None
        return (last, text) if last and last.text.endswith(":") else (None, None)

    def _read_item(self, section: Section, item: Item, lead: tuple[Sentence | None, Text | None]) -> Utterance:
        sentence, lead_text = lead
        words = " ".join(item.text.visible.split())
        own = self.names.find_mentions(words)
        heading = section.path[-1] if section.path else ""
        is_use = cues.lists_use_cases(sentence.text if sentence else "", heading)
        led = self._find_led(section, sentence) if sentence else ()
        if own and own[0].at == 0:
            subjects: tuple[str, ...] = tuple(dict.fromkeys((own[0].name, *(n for n in led if n != self.page.title))))
        elif own and not is_use and cues.is_advice(words):
            subjects = self._find_subjects(section, words, own)
        elif sentence:
            subjects = led
        else:
            entity = self.names.find_section_entity(section)
            subjects = (entity,) if entity else self.before or (self.page.title,)
        kind = FactKind.USE_CASE if is_use else FactKind.STATEMENT
        if not is_use and cues.is_advice(words) and own:
            kind = FactKind.RECOMMENDATION
        header = self._get_lead_slice(sentence, lead_text)
        place = self.page.get_place(section, item.text.strip(), header=header)
        negative = is_use and sentence is not None and cues.is_negative(sentence.text)
        return Utterance(words, kind, subjects, place, item.text, 0, bool(own and own[0].at == 0), negative)

    def _find_led(self, section: Section, sentence: Sentence) -> tuple[str, ...]:
        """What the items under a lead-in are about."""
        named = self.names.find_mentions(sentence.text) or self.names.find_chosen(sentence.text)
        return self._find_subjects(section, sentence.text, named)

    @staticmethod
    def _get_lead_slice(sentence: Sentence | None, text: Text | None) -> Slice | None:
        return text.get_slice(sentence.at, sentence.until) if sentence and text else None


def _is_joined(between: str) -> bool:
    return between.strip().lower() in ("and", "or", "&", ",")
