"""The names of a page: what its tables compare and its sentences define, and where a text mentions them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.terms import get_name_key, get_term, get_terms
from ingest import wording
from ingest.page import ItemList, MarkupKind, Page, Paragraph, Section, Text

# Names in running text have at most this many words; longer links and bold runs are phrases.
LONGEST_NAME_WORDS = 6

_NAME_WORD = r"(?:[A-Z][\w.+#/-]*|\d[\w.]*)"
_CAPITALISED = re.compile(
    rf"(?:[Tt]he\s+|An?\s+)?({_NAME_WORD}(?:[ \xa0](?:(?:of|for|and|the|via|on)[ \xa0])?{_NAME_WORD})*)"
)
# What may stand between a name and its verb: something in brackets, or between commas.
_BRACKET = re.compile(r"\s*\((?:[^()]|\([^()]{0,60}\)){0,120}\)|,\s[^,.;:]{2,80},(?=\s)")
_NEXT_WORD = re.compile(r"[\s,]*(?:also |now |then |simply |itself |only |automatically |always )?([A-Za-z]+)")
_HEAD = re.compile(
    r"(?:(?:use|using|choose|pick|select|prefer|consider|avoid|with|in|do not use|don't use|unlike)\s+)?"
    r"(?:(?:the|an?)\s+)?",
    re.I,
)
# The name of something in code: parts of words joined ("queue.size", "max_size").
_IDENTIFIER = re.compile(r"[\w{}<>-]+(?:[._/][\w{}<>-]+)+")
# "Use X when …", "Take X if …": what stands between is a thing to choose.
_CHOSEN = re.compile(
    rf"(?:^|[.:;]\s+)(?i:use|choose|pick|take|prefer|consider)\s+(?:the\s+)?(?P<name>{_NAME_WORD}"
    rf"(?:[ \xa0](?:(?:of|for|and|the|via|on)[ \xa0])?{_NAME_WORD})*|\S+)\s+(?:only\s+)?(?:when|if)\b"
)
# "Use a barge when …", at the head of what leads to a list: a name of the page may stand in lower case there.
_CHOSEN_PLAINLY = re.compile(
    r"(?i:use|choose|pick|take|prefer|consider)\s+(?:an?|the)\s+(?P<name>[\w-]+(?:\s[\w-]+){0,3}?)\s+(?:only\s+)?(?:when|if|for)\b"
)
# A heading that enumerates several things names none of them alone.
_ENUMERATING = re.compile(r",\s.*\b(?:and|or)\b")
# Two names in one ("Slate/Basalt").
_SLASHED = re.compile(r"[A-Z][a-z]\w+/[A-Z][a-z]\w+")
_GRADE = re.compile(r"\s+(?:plans?|tiers?|editions?|accounts?|users?|customers?|subscriptions?|mode)\b", re.I)


class Mention(NamedTuple):
    """A name found in a text."""

    at: int
    """Offset of its first character."""
    until: int
    """Offset behind it."""
    name: str
    """The primary name of the thing that it means."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The name with which a sentence opens, with the verb behind it."""

    name: str
    """The name."""
    verb: str
    """The verb, as a term."""
    is_marked: bool
    """Whether the name is a link, code or bold."""
    until: int
    """Offset behind the name, in the visible text of the block."""


class PageNames:
    """The things that a page speaks of, found in its texts by any spelling the page uses."""

    def __init__(self, spellings: dict[str, tuple[str, ...]], plain: frozenset[str] = frozenset()) -> None:
        """`spellings` gives for each primary name the ways in which the page writes it.

        `plain` are names that may be everyday words; they count at the head of a sentence alone.
        """
        self.spellings = spellings
        self._plain = plain
        self._found: dict[str, tuple[Mention, ...]] = {}
        self._spelt: dict[str, tuple[Mention, ...]] = {}
        self._entities: dict[tuple[str, ...], str | None] = {}
        self._names = {_fold(s): name for name, group in spellings.items() for s in (*group, name)}
        forms = sorted({s for name, group in spellings.items() for s in (name, *group)}, key=lambda s: (-len(s), s))
        # The test for what stands before is made once for all names, which is four times as fast as once for each.
        choice = "|".join(map(_make_pattern, forms))
        self._pattern = re.compile(rf"(?<![\w-])(?:{choice})(?![\w-])") if forms else None

    def find_mentions(self, text: str) -> tuple[Mention, ...]:
        """The mentions in a text, in order, the longest spelling first at each place."""
        if self._pattern is None:
            return ()
        # Each of the readers of a sentence asks for them.
        if text not in self._found:
            self._found[text] = tuple(m for m in self.find_spelt(text) if self._is_meant(text, m))
        return self._found[text]

    def find_chosen(self, text: str) -> tuple[Mention, ...]:
        """The thing that a lead-in says when to choose, in lower case behind an article ("use a barge when")."""
        match = _CHOSEN_PLAINLY.match(text)
        name = self._names.get(_fold(match["name"])) if match else None
        return (Mention(match.start("name"), match.end("name"), name),) if match and name else ()

    def find_spelt(self, text: str) -> tuple[Mention, ...]:
        """All places where a name stands, those where it may be an everyday word too."""
        if self._pattern is None:
            return ()
        if text not in self._spelt:
            found = (Mention(m.start(), m.end(), self._names[_fold(m.group())]) for m in self._pattern.finditer(text))
            self._spelt[text] = tuple(found)
        return self._spelt[text]

    def _is_meant(self, text: str, mention: Mention) -> bool:
        if mention.name in self._plain:
            return bool(_HEAD.fullmatch(text[: mention.at]))
        return _is_meant(text, mention)

    def find_section_entity(self, section: Section) -> str | None:
        """The one thing that the headings of a section name, innermost first."""
        # Nearly every sentence and item of a section asks for it.
        if section.path not in self._entities:
            self._entities[section.path] = self._find_entity(section.path)
        return self._entities[section.path]

    def _find_entity(self, headings: Sequence[str]) -> str | None:
        for heading in reversed(headings):
            exact = self._names.get(_fold(heading))
            if exact is not None:
                return exact
            names = {m.name for m in self.find_mentions(heading)}
            if len(names) == 1 and not _ENUMERATING.search(heading):
                return names.pop()
        return None


def _fold(spelling: str) -> str:
    """What the singular and the plural of a name have in common."""
    return get_name_key(spelling).removesuffix("s")


def _make_pattern(spelling: str) -> str:
    words = r"[\s\xa0]+".join(re.escape(w) for w in spelling.split())
    if len(spelling.split()) > 1 and words[-1:].isalpha():
        words = words.removesuffix("s") + "s?"
    return f"(?i:{words})" if len(spelling.split()) > 1 else words


def _is_meant(text: str, mention: Mention) -> bool:
    """Whether a name that is also an everyday word ("Free") stands for the thing here."""
    words = mention.name.split()
    if len(words) > 1 or get_term(words[0]) not in wording.GENERIC_NAMES:
        return True
    before = text[: mention.at].rstrip()
    if _GRADE.match(text, mention.until) or (before and before[-1] not in ".!?:"):
        return True
    bracket = _BRACKET.match(text, mention.until)
    verb = _NEXT_WORD.match(text, bracket.end() if bracket else mention.until)
    return verb is not None and get_term(verb[1]) in wording.DEFINING_VERBS


def iter_texts(page: Page) -> Iterator[tuple[Section, Text]]:
    """The running texts of a page: paragraphs and list items, in order."""
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield section, block.text
            elif isinstance(block, ItemList):
                yield from ((section, item.text) for item in block.items)


def find_opening(text: Text, at: int = 0) -> Opening | None:
    """The name with which the sentence at an offset opens, if a verb of definition follows it."""
    visible = text.visible
    mark = next((m for m in text.markup if m.at == at and m.kind is not MarkupKind.IMAGE and m.until - m.at > 1), None)
    if mark is not None:
        name, until = visible[mark.at : mark.until].strip(), mark.until
    else:
        match = _CAPITALISED.match(visible, at)
        if match is None or match[1].split()[0].lower() in wording.SENTENCE_OPENERS:
            return None
        name, until = match[1], match.end()
    if not name or len(name.split()) > LONGEST_NAME_WORDS:
        return None
    bracket = _BRACKET.match(visible, until)
    verb = _NEXT_WORD.match(visible, bracket.end() if bracket else until)
    if verb is None or get_term(verb[1]) not in wording.DEFINING_VERBS:
        return None
    return Opening(name, get_term(verb[1]), mark is not None, until)


def find_openings(page: Page) -> tuple[tuple[Text, Opening | None], ...]:
    """The running texts of a page, each with the name that it opens with."""
    return tuple((text, find_opening(text)) for _, text in iter_texts(page))


def find_known_keys(page: Page, openings: Iterable[tuple[Text, Opening | None]]) -> frozenset[str]:
    """Keys of the names that a page uses outside its tables: headings, links, bold and code, openings of sentences."""
    keys = {get_name_key(page.title)}
    for section in page.sections:
        if section.heading and is_name_heading(section.heading.visible):
            keys.add(get_name_key(section.heading.visible))
    for text, opening in openings:
        for mark in text.markup:
            words = text.visible[mark.at : mark.until]
            if len(words.split()) <= LONGEST_NAME_WORDS:
                keys.add(get_name_key(words))
        if opening:
            keys.add(get_name_key(opening.name))
    return frozenset(keys - {""})


def is_name_heading(heading: str) -> bool:
    """Whether a heading may be a name: short, and no instruction or stock heading."""
    words = heading.split()
    if not words or len(words) > LONGEST_NAME_WORDS or heading.rstrip().endswith("?"):
        return False
    return get_term(words[0].strip(":,")) not in wording.HEADING_VERBS and not words[0].lower().endswith("ing")


def find_heading_name(section: Section) -> tuple[str, bool]:
    """The name of the thing that a section's heading may be, "" for none, and whether that is one in code."""
    heading = section.heading if section.level > 1 else None
    name = heading.get_bare() if heading else ""
    if heading is None or not name:
        return "", False
    marks = (m for m in heading.markup if m.kind is MarkupKind.CODE)
    is_code = bool(_IDENTIFIER.fullmatch(name)) or any(m.until - m.at == len(name) for m in marks)
    return (name if is_code or is_name_heading(name) else ""), is_code


def find_defined_names(
    page: Page, table_names: Sequence[str], openings: Iterable[tuple[Text, Opening | None]]
) -> tuple[str, ...]:
    """Names that sentences of the page define, on some ground more than the sentence's own opening.

    Ground is a heading of the name, a table that compares it, the page's title, markup around it
    before "is" or "are", or advice when to choose it.
    """
    headings = {get_name_key(s.heading.visible) for s in page.sections if s.heading}
    title = f" {get_name_key(page.title)} "
    tables = {get_name_key(n) for n in table_names}
    found: dict[str, str] = {}
    for _, opening in openings:
        key = get_name_key(opening.name) if opening else ""
        if opening is None or not key or key in tables:
            continue
        grounded = key in headings or f" {key} " in title or (opening.is_marked and opening.verb in ("is", "are"))
        if grounded:
            found.setdefault(key, opening.name)
    for name in _iter_chosen(page, headings):
        if get_name_key(name) not in tables:
            found.setdefault(get_name_key(name), name)
    return tuple(found.values())


def _iter_chosen(page: Page, headings: Container[str]) -> Iterator[str]:
    """Names of which a text says when to choose them, where markup, a heading or a sentence of their own sets them."""
    texts = [text for _, text in iter_texts(page)]
    chosen = [(text, match) for text in texts for match in _iter_choices(text.visible)]
    if not chosen:
        return
    opening = {get_name_key(words) for text in texts for words in _iter_first_words(text)}
    for text, match in chosen:
        name, key = match["name"], get_name_key(match["name"])
        marked = any(
            m.at == match.start("name") and m.until == match.end("name")
            for m in text.markup
            if m.kind in (MarkupKind.STRONG, MarkupKind.CODE)
        )
        known = name[:1].isupper() and name.lower() not in wording.SENTENCE_OPENERS
        if key and (marked or (known and (key in headings or key in opening))):
            yield name


def _iter_choices(text: str) -> Iterator[re.Match[str]]:
    """The places where a text tells when to choose something; every one holds one of two words."""
    return _CHOSEN.finditer(text) if "when" in text or "if" in text else iter(())


def _iter_first_words(text: Text) -> Iterator[str]:
    """The capitalised or marked words with which a text opens, if it goes on behind them."""
    marks = (m for m in text.markup if m.at == 0 and m.kind in (MarkupKind.STRONG, MarkupKind.CODE))
    yield from (text.visible[m.at : m.until] for m in marks if m.until < len(text.visible.rstrip()))
    match = _CAPITALISED.match(text.visible)
    if match and match.end() < len(text.visible.rstrip()):
        yield match[1]


def find_longer_forms(names: Sequence[str], defined: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each name of a table the defined names that only add the noun of its kind: "Quorum queues" for "Quorum"."""
    longer: dict[str, list[str]] = {}
    for form in defined:
        terms = get_terms(form)
        owners = [n for n in names if _adds_kind(get_terms(n), terms)]
        if len(owners) == 1:
            longer.setdefault(owners[0], []).append(form)
    return {name: tuple(forms) for name, forms in longer.items()}


def is_longer_form(name: str, form: str) -> bool:
    """Whether one name only adds the noun of its kind to the other: "Quorum" and "Quorum queues"."""
    one, other = sorted((get_terms(name), get_terms(form)), key=len)
    return _adds_kind(one, other)


def get_core(name: str) -> str:
    """What the forms of a name with and without the noun of its kind have in common."""
    terms = get_terms(name)
    return " ".join(t for t in terms if t not in wording.KIND_NOUNS) or " ".join(terms)


def _adds_kind(name: Sequence[str], form: Sequence[str]) -> bool:
    """Whether a form is a name with only nouns of kind in front of it or behind it."""
    for at in range(len(form) - len(name) + 1):
        if tuple(form[at : at + len(name)]) == tuple(name):
            rest = (*form[:at], *form[at + len(name) :])
            return bool(rest) and bool(name) and all(t in wording.KIND_NOUNS for t in rest)
    return False


def find_short_forms(names: Iterable[str], page: Page) -> dict[str, tuple[str, ...]]:
    """For each name the shortened forms that the page itself uses: the name without its first word, or a half of it.

    A form counts where it stands by itself, capitalised, in running text, and belongs to one name only.
    The first word must be one that several names share, as a maker's name is.
    """
    owners: dict[str, list[str]] = {}
    names = tuple(names)
    firsts = Counter(name.split()[0] for name in names)
    for name in names:
        words = name.split()
        if len(words) > 1 and words[-1][:1].isupper() and firsts[words[0]] > 1:
            owners.setdefault(" ".join(words[1:]), []).append(name)
        for half in name.split("/") if _SLASHED.fullmatch(name) else ():
            owners.setdefault(half, []).append(name)
    texts = [text.visible for _, text in iter_texts(page)]
    shorts: dict[str, tuple[str, ...]] = {}
    for form, group in owners.items():
        if len(group) == 1 and any(_stands_alone(form, group[0].split()[0], text) for text in texts):
            shorts[group[0]] = (*shorts.get(group[0], ()), form)
    return shorts


def _stands_alone(form: str, first: str, text: str) -> bool:
    places = (m.start() for m in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text))
    return any(
        not re.search(r"[\w`*]$", text[:at].rstrip()) or not _is_capitalised_behind(text[:at], first) for at in places
    )


def _is_capitalised_behind(before: str, first: str) -> bool:
    """Whether the word before a form is the name's own first word, or a capitalised one that makes it another name."""
    word = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
    return word == first or (
        word[:1].isupper()
        and before.rstrip() != word
        and not before.rstrip()[: -len(word)].rstrip().endswith((".", ":", "!", "?"))
    )


def is_generic(name: str) -> bool:
    """Whether a name ("Free", "Standard", "2") means another thing on each product's page."""
    terms = get_terms(name)
    if not any(c.isalpha() for c in name) or len(name) == 1:
        return True
    return len(terms) == 1 and terms[0] in wording.GENERIC_NAMES
