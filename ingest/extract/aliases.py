"""Other names of things: former ones, longer and shorter ones, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.model import FactKind, NameRole
from index.terms import get_name_key, get_term
from ingest import wording
from ingest.extract import cues
from ingest.extract.context import Context, Utterance
from ingest.extract.heading_aliases import find_heading_aliases
from ingest.likeness import share_word
from ingest.names import LONGEST_NAME_WORDS, Mention
from ingest.reading import FORMER_NAME, OTHER_NAME, FactReading, NameReading
from ingest.sentences import Sentence, get_sentences
from ingest.values import read_sentence, read_value

# What may stand between a name and what is said of it.
_APART = r"\s*(?:\(|,\s*|[:–—-]\s+|\s)(?:(?:which|that)\s+)?"
_FORMER_BEHIND = re.compile(
    rf"{_APART}(?:(?:(?:was|were|is|are)\s+)?{cues.FORMERLY}|(?:was|were|used to be)\s+(?:called|known as|named))\s+"
    r"(?!(?:after|for|by|so|like|with|in|on|from)\s)",
    re.I,
)
# What a product went by as long as it was put up so.
_PUT_UP = ("sold as", "offered as", "marketed as", "branded as", "shipped as", "released as", "published as")
# What `_FORMER_BEHIND` and `_LABEL_OPENING` match holds one of these, which are looked for in a tenth of the time.
_FORMER_PARTS = (
    "what",
    "formerly",
    "previously",
    "originally",
    "called",
    "known as",
    "named",
    "listed as",
    "label",
    *_PUT_UP,
)
# The same for all that is stated of names: the bracket of an acronym, what was before, what is now or also.
_NAMING_PARTS = (
    *("(", "was", "were", "used to", "went", "what", "formerly", "previously", "originally"),
    *("older", "earlier", "previous", "also", "sometimes", "often", "commonly", "now", "renam", "rebrand"),
)
# "…; older pages call it Bridge."
_CALLED_ELSEWHERE = re.compile(
    r"\b(?:older|earlier|previous)\s+(?:pages|docs|documents|guides|versions|releases|texts)\s+"
    r"(?:(?:still\s+)?(?:call|called|name|named)\s+(?:it|them)|refer(?:red)?\s+to\s+(?:it|them)\s+as)\s+",
    re.I,
)
_FORMERLY_ONLY = re.compile(
    r"^(?:Formerly|Previously)\s+(?:(?:called|named|known as)\s+)?[`\"“'*]*(?P<old>[A-Z][^.,;:()]{1,60}?)[`\"”'*]*\.?$"
)
# "… was listed as Bridge up to 2.3": without the time, what it was listed as may be a state ("as deprecated").
_SINCE_THEN = (
    r"(?:until|till|up to|before|prior to|at first|originally|initially|in the (?:past|beginning)"
    r"|in (?:older|earlier|previous|former)|in v?\d)\b"
)
_LISTED_BEHIND = re.compile(
    rf"{_APART}(?:was|were|used to be|went)\s+(?:called|known as|named|written|spelt|spelled|listed(?:\s+as)?|shown as"
    rf"|labell?ed|documented as|by the name(?:\s+of)?)\s+(?P<old>[^.,;()]{{2,60}}?)\s+{_SINCE_THEN}",
    re.I,
)
# "Ferry Plus was sold as Ferry until 2023"; without a capital it is no name ("as a service").
_SOLD_BEHIND = re.compile(
    rf"\s+(?:was|were|used to be)\s+(?:{'|'.join(_PUT_UP)})\s+[`\"“'*]*(?P<old>[A-Z][^.,;()]{{1,60}}?)\s+{_SINCE_THEN}"
)
# "Ferry Plus, listed as Ferry until 2.3".
_LISTED_ASIDE = re.compile(
    r"(?:,\s*|\s*\()(?:once\s+|earlier\s+)?"
    r"(?:called|known as|named|written|listed as|shown as|labell?ed|documented as)"
    rf"\s+(?P<old>[^.,;()]{{2,60}}?)\s+{_SINCE_THEN}",
    re.I,
)
# "max_size used to be maxsize": of names in code, which no state or value is.
_USED_TO_BE = re.compile(
    r"\s+(?:used to be|was formerly)\s+[`\"“'*]*(?P<old>[\w-]+[._/-][\w./-]*\w)(?=[`\"”'*]*(?:[,;.)\s]|$))"
)
# "Ferry Plus was Ferry up to 2.3" tells of a name where both share a word, and else of anything.
_WAS_BEHIND = re.compile(rf"\s+(?:was|were)\s+(?P<old>[^.,;()]{{2,60}}?)\s+{_SINCE_THEN}", re.I)
_PRONOUN = re.compile(r"(?:It|They|This|These|Both)(?=\s+(?:was|were|used)\b)")
_CALLED = r"\s+(?:was|were|used to be)\s+(?:called|known as|named|listed as|labell?ed)\s"
_LABEL_OPENING = re.compile(rf"^(?:the\s+)?(?P<new>[^.,;:()]{{2,60}}?)(?={_CALLED}|\s*\({cues.FORMERLY})", re.I)
_OTHER_BEHIND = re.compile(
    rf"{_APART}(?:(?:is|are)\s+)?(?:also|sometimes|often|commonly)\s+(?:known as|called|referred to as|named)\s+"
    r"|\s*\(\s*(?:a\.?k\.?a\.?|or|in full|in short|for short|short for)\s+",
    re.I,
)
_NEW_BEHIND = re.compile(
    r"\s+(?:(?:is|are|was|were|has been|have been)\s+)?(?:now\s+|recently\s+)?"
    r"(?:called|known as|named|(?:renamed|rebranded)(?:\s+(?:to|as))?)\s+|\s+(?:is|are)\s+now\s+",
    re.I,
)
# "What the chart used to list as Quay is Harbour Quay."
_WHAT_WAS = re.compile(
    r"\bWhat\s+(?:(?!is\b|are\b)[\w’'-]+\s+){0,6}?"
    r"(?:used to|was|were|once|formerly|previously|originally|(?:older|earlier|previous)\s+\w+)\s+(?:be\s+)?"
    r"(?:call|name|list|label|show|know|document|refer)\w*(?:\s+to)?(?:\s+as)?\s+(?:the\s+)?[`\"“'*]*(?P<old>[^.,;:()]{2,60}?)"
    r"[`\"”'*]*\s+(?:is|are)\s+(?:now\s+)?(?:(?:called|named|known as|listed as|labell?ed)\s+)?(?:the\s+)?[`\"“'*]*",
    re.I,
)
_IS_NOW = re.compile(r"\bnow\b|\brenamed\b|\brebranded\b", re.I)
_RENAMED = re.compile(r"\brenamed?\s+(?:from\s+)?(?P<old>[^.,;()]{2,60}?)\s+to\s+(?P<new>[^.,;()]{2,60})", re.I)
_ACRONYM = re.compile(r"\s*\((?P<short>[A-Z][A-Z0-9]{1,7})s?\)")
_NEXT = re.compile(r"\s+([a-z]+)\b")
_WHEN = re.compile(
    r"\s+(?:in|until|before|till|up to|prior to|on|within)\s+(?=an?\b|the\b|th|earlier|older|previous|v?\d)", re.I
)
_REST_OF_BRACKET = re.compile(r"[^(),;]{2,80}(?=[),;])")
_NAME = re.compile(
    r"(?:the\s+)?[`\"“'*]*(?P<name>(?:--?(?=[a-z]))?[A-Za-z0-9][\w.+#/&-]*(?:[ \xa0][A-Z0-9][\w.+#/&-]*){0,5})"
)


def iter_aliases(context: Context) -> Iterator[FactReading | NameReading]:
    """Names that the page states, as facts and as names."""
    yield from _iter_heading_aliases(context)
    for name, forms in context.shorts.items():
        for form in forms:
            yield NameReading(name, form, NameRole.SHORT, "the page itself shortens the name so", None)
    for name, forms in context.longer.items():
        for form in forms:
            yield NameReading(name, form, NameRole.ALIAS, "the page itself calls it so", None)
    for utterance in context.utterances:
        yield from _iter_stated(context, utterance)


def _iter_heading_aliases(context: Context) -> Iterator[NameReading]:
    for name, found in find_heading_aliases(context.page, list(context.names.spellings)).items():
        for heading, section in found:
            where = section.heading.strip() if section.heading else None
            place = context.page.get_place(section, where) if where else None
            yield NameReading(name, heading, NameRole.ALIAS, "a heading names it so", place)


def _iter_stated(context: Context, utterance: Utterance) -> Iterator[FactReading | NameReading]:
    text = utterance.text
    if not _may_hold(text, _NAMING_PARTS):
        return
    for mention in (*context.names.find_spelt(text), *_iter_pronouns(utterance)):
        former = _find_former(text, mention)
        if former:
            yield from _make_alias(mention.name, former, NameRole.FORMER, utterance)
        behind = _OTHER_BEHIND.match(text, mention.until)
        other = _find_name(text, behind.end()) if behind else None
        if other:
            yield from _make_alias(mention.name, other, NameRole.ALIAS, utterance)
        short = _ACRONYM.match(text, mention.until)
        if short and _abbreviates(short["short"], mention):
            yield NameReading(mention.name, short["short"], NameRole.SHORT, "stated in brackets", utterance.place)
    for sentence in _iter_sentences_on_one(utterance):
        formerly = _FORMERLY_ONLY.match(sentence.text)
        if formerly:
            yield from _make_alias(utterance.subjects[0], formerly["old"], NameRole.FORMER, utterance)
        elsewhere = _CALLED_ELSEWHERE.search(sentence.text)
        former = _find_name(sentence.text, elsewhere.end()) if elsewhere else None
        if former:
            yield from _make_alias(utterance.subjects[0], former, NameRole.FORMER, utterance)
    yield from _iter_renames(context, utterance)


def _iter_pronouns(utterance: Utterance) -> Iterator[Mention]:
    """The pronouns with which sentences on one thing open, as mentions of it."""
    for sentence in _iter_sentences_on_one(utterance):
        opening = _PRONOUN.match(sentence.text)
        if opening:
            yield Mention(sentence.at, sentence.at + opening.end(), utterance.subjects[0])


def _iter_sentences_on_one(utterance: Utterance) -> Iterator[Sentence]:
    """The sentences of what is said of one thing."""
    if len(utterance.subjects) == 1:
        yield from get_sentences(utterance.text)


def _find_former(text: str, mention: Mention) -> str | None:
    """The former name that a text states right behind a name."""
    listed = (
        _LISTED_BEHIND.match(text, mention.until)
        or _LISTED_ASIDE.match(text, mention.until)
        or _SOLD_BEHIND.match(text, mention.until)
        or _USED_TO_BE.match(text, mention.until)
        or _match_was(text, mention)
    )
    if listed and read_value(listed["old"]).support is None:
        return str(listed["old"]).strip("`\"“”'* ")
    behind = _FORMER_BEHIND.match(text, mention.until)
    return _find_name(text, behind.end()) if behind else None


def _match_was(text: str, mention: Mention) -> re.Match[str] | None:
    match = _WAS_BEHIND.match(text, mention.until)
    return match if match and share_word(match["old"], mention.name) else None


def iter_former_attributes(context: Context) -> Iterator[tuple[str, str]]:
    """What may be attributes of tables, of which a sentence says how they were called before, each with that name."""
    telling = [utterance for utterance in context.utterances if _may_hold(utterance.text, _FORMER_PARTS)]
    for utterance in telling:
        opening = _LABEL_OPENING.match(utterance.text)
        if opening and len(opening["new"].split()) <= LONGEST_NAME_WORDS:
            former = _find_former(utterance.text, Mention(0, opening.end(), opening["new"]))
            if former:
                yield opening["new"], former
    labels = sorted({e.attribute for read in context.tables for e in read.grid.entries}, key=lambda e: (-len(e), e))
    for was in filter(None, (_WHAT_WAS.search(u.text) for u in telling)):
        rest = was.string[was.end() :].casefold()
        yield from ((label, was["old"]) for label in labels if re.match(rf"{re.escape(label.casefold())}(?!\w)", rest))
    texts = [u.text for u in telling if _FORMER_BEHIND.search(u.text)]
    if not texts or not labels:
        return
    by_key = {get_name_key(label): label for label in labels}
    pattern = re.compile(rf"(?<![\w-])(?P<label>{'|'.join(map(re.escape, labels))})(?={_FORMER_BEHIND.pattern})", re.I)
    for match in (match for text in texts for match in pattern.finditer(text)):
        behind = _FORMER_BEHIND.match(match.string, match.end())
        old = _find_name(match.string, behind.end()) if behind else None
        label = by_key.get(get_name_key(match["label"]))
        if old and label:
            yield label, old


def _may_hold(text: str, parts: Sequence[str]) -> bool:
    """Whether a text may hold what every match of some patterns holds; letters beyond ASCII may stand for others."""
    return not text.isascii() or any(map(text.lower().__contains__, parts))


def _iter_renames(context: Context, utterance: Utterance) -> Iterator[FactReading | NameReading]:
    """Sentences such as "Old is now called New" and "renamed from Old to New"."""
    text = utterance.text
    match = _RENAMED.search(text) if "rename" in text.lower() else None
    if match:
        old, new = _find_name(match["old"], 0), _find_name(match["new"], 0)
        if old and new:
            yield from _make_alias(new, old, NameRole.FORMER, utterance)
        return
    was = _WHAT_WAS.search(text)
    if was:
        named = [m.name for m in context.names.find_mentions(text) if m.at == was.end()]
        new = named[0] if named else _find_name(text, was.end())
        if new and new[0].isupper() and read_value(was["old"]).support is None:
            yield from _make_alias(new, was["old"], NameRole.FORMER, utterance)
        return
    head = _NAME.match(text)
    behind = _NEW_BEHIND.match(text, head.end()) if head else None
    if head is None or behind is None or not _IS_NOW.search(behind.group()):
        return
    mentions = [m for m in context.names.find_mentions(text) if behind.end() <= m.at <= behind.end() + 5]
    if mentions:
        yield from _make_alias(mentions[0].name, head["name"], NameRole.FORMER, utterance)


def _make_alias(name: str, other: str, role: NameRole, utterance: Utterance) -> Iterator[FactReading | NameReading]:
    if get_name_key(name) == get_name_key(other):
        return
    attribute = FORMER_NAME if role is NameRole.FORMER else OTHER_NAME
    yield FactReading(FactKind.ALIAS, name, attribute, read_sentence(other), utterance.place)
    yield NameReading(name, other, role, "stated in the docs", utterance.place)


def _find_name(text: str, at: int) -> str | None:
    """The name at an offset: to the end of its brackets, or its capitalised words and the noun of its kind."""
    match = _NAME.match(text, at)
    if match is None:
        return None
    end = match.end()
    bracket = _REST_OF_BRACKET.match(text, at) if text[:at].rfind("(") > text[:at].rfind(")") else None
    while bracket is None and (word := _NEXT.match(text, end)) and get_term(word[1]) in wording.KIND_NOUNS:
        end = word.end()
    if bracket:
        end = bracket.start() + len(_WHEN.split(bracket.group(), maxsplit=1)[0])
    name = text[match.start("name") : end].strip().rstrip(".,;:`\"”'*").strip()
    return name if len(name) > 1 and len(name.split()) <= LONGEST_NAME_WORDS else match["name"].rstrip(".,;:")


def _abbreviates(short: str, mention: Mention) -> bool:
    initials = "".join(w[0] for w in re.split(r"[\s-]+", mention.name) if w)
    return initials.upper() == short.upper()
