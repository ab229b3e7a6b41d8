"""Typed values: what a cell's or sentence's text means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.model import Support, Value
from ingest.icons import find_sign
from ingest.quantities import read_quantity

_SYMBOLS = {
    **dict.fromkeys("✅✔☑✓🟢🗸•●", Support.YES),
    **dict.fromkeys("❌✗✘✖✕☓⨯🗙🗴❎🚫⛔🔴×☐", Support.NO),
    **dict.fromkeys("⚠🟡🟠◐", Support.PARTIAL),
    **dict.fromkeys("🚧🔜", Support.PLANNED),
}
_SHORT_CODES = {
    "green_circle": Support.YES,
    "red_circle": Support.NO,
    "yellow_circle": Support.PARTIAL,
    "no_entry": Support.NO,
    "warning": Support.PARTIAL,
    "construction": Support.PLANNED,
}
# What icons are labelled with, and boxes in a text: each stands alone in its cell.
_LABELS = {
    **dict.fromkeys(("check", "checked", "checkmark", "check mark", "tick", "[x]", "green check"), Support.YES),
    **dict.fromkeys(("cross", "cross mark", "x mark", "unchecked", "[ ]", "red x", "red cross"), Support.NO),
}
# The pattern tries the phrases of a kind in this order, so that a phrase stands before its own beginning.
_PHRASES: tuple[tuple[Support, str], ...] = (
    (Support.NOT_APPLICABLE, r"n/?a|not applicable|does not apply"),
    (Support.PLANNED, r"coming soon|not yet(?: supported| available)?|planned|on the roadmap|upcoming|in development"),
    (Support.NO, r"not supported|unsupported|not available|unavailable|not included|not possible|never|no"),
    (Support.DEPRECATED, r"deprecated|end of life|eol|discontinued"),
    (
        Support.PARTIAL,
        (
            r"partial(?:ly)?(?: supported| support)?|limited(?: support)?|experimental|alpha|early access"
            r"|(?:public |private |in |open |closed )?(?:beta|preview)|(?:technical|tech) preview"
        ),
    ),
    (
        Support.YES,
        r"yes|(?:fully |natively )?supported|full support|available|included|built[ -]in|generally available|ga",
    ),
)
_TAIL = (
    r"(?=$|\s*[(\[,;:.!*\n—–]|\s+[-/]|\s*\[\^|\s+(?:with|in|since|for|only|from|on|by|via|as|but|up to|until|except|if|"
    r"when|through|using|at|and|to|per|after|unless|without|under|over|where|starting|by default)\b"
    r"|\s+(?:v\d|\d+(?:\.\d+)+|\d+(?:\.\d+)*\+|Q[1-4]\b|20\d\d-\d\d))"
)
_PHRASE_PATTERNS = tuple((kind, re.compile(rf"(?:{words}){_TAIL}", re.I)) for kind, words in _PHRASES)
# Most texts begin with none of them, which one look tells.
_PHRASE_BEGINS = re.compile("|".join(words for _, words in _PHRASES), re.I)
# The codes of some generators are followed by how they look: ":material-check:{ .green }".
_SHORT_CODE = re.compile(r":([a-z][a-z0-9_+-]{0,50}):(?:\{[^{}]{0,80}\})?")
# Marks of footnotes: in brackets anywhere, raised ones and signs behind all else.
_FOOTNOTE = re.compile(r"\s*\[\^[^\]\s]{1,40}\]|(?:[¹²³⁴-⁹]{1,8}(?:[,\s][¹²³⁴-⁹]{1,8})*|(?<=\S)[*†‡]{1,3})$")
_VERSION = r"(?:version\s+)?v?\.?\d+(?:\.\d+)*(?:\.x)?"
_ON = r"(?:\s?\+|\s+(?:and|or)\s+(?:later|newer|above|higher|up|onwards?))"
_DATE_COMMA = re.compile(r"(?<=[a-z]|\.) \d{1,2}(?:st|nd|rd|th)?(?P<comma>,) \d{4}\b")
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_WHEN = rf"(?:{_VERSION}|q[1-4]\s+\d{{4}}|{_MONTHS}\.?\s+\d{{4}})"
# Statements of a version or date that say by themselves whether there is support; the whole text is the qualifier.
_TERMS_OF_SUPPORT = (
    (Support.NO, re.compile(rf"(?:removed|dropped)\s+(?:in|since|from|as of|with)\s+{_WHEN}.*", re.I | re.S)),
    (
        Support.YES,
        re.compile(
            rf"(?:(?:since|as of|starting (?:with|in)|added in|introduced in|new in)\s+{_WHEN}{_ON}?"
            rf"|from\s+(?:version\s+\d|v\d)[\d.]*{_ON}?)(?=$|[\s,;(]).*",
            re.I | re.S,
        ),
    ),
)
_TERM_BEGINS = re.compile(r"removed|dropped|since|as of|starting|added|introduced|new|from", re.I)
_VERSIONS_ON = re.compile(rf"{_VERSION}{_ON}", re.I)
_SPACE = re.compile(r"[^\S\n]+")
_BRACKET = re.compile(r"^(?P<base>[^()]*?[^()\s])\s+\((?P<inner>[^()]*)\)$", re.S)
_REMARK = re.compile(r"\s*\([^()]*\)$")
_DASHES = frozenset({"-", "–", "—", "--", "---", "−"})
# What a warning sign or a cross in front of the word itself is a sign of ("⚠️ Deprecated").
_BEHIND_SIGN = frozenset({Support.NO, Support.PARTIAL, Support.PLANNED, Support.DEPRECATED})
# What a dash in front of the word itself is a sign of ("- Unsupported").
_BEHIND_DASH = frozenset({Support.NO, Support.NOT_APPLICABLE, Support.PLANNED})
_BETA = re.compile(r"\b(?:beta|preview|experimental|partial(?:ly)?|alpha|early access)\b", re.I)
_DEPRECATED = re.compile(r"(?:now |but )?deprecated\b", re.I)

# Without one of these a text is one part.
_PARTS = re.compile(r"[,;\n]|\s(?:and|or)\s")
_SIGN = re.compile(r"[()\[\],;]")

# The items of lists in 120 comparison tables of public docs have at most five words; longer runs between commas are
# prose.
LONGEST_ITEM_WORDS = 5
LONGEST_ITEM = 48
# Of 2,330 cells of 23 public docs sites that commas, conjunctions or line ends part, about half are prose: what only a
# conjunction parts has short sides in a list, lines of a list are no sentences, and a sentence of more than three words
# ends in a full stop.
LONGEST_SIDE_WORDS = 3
LONGEST_LINE_WORDS = 8
SHORTEST_SENTENCE_WORDS = 4
# Words with which a sentence goes on behind a comma, and with which an item does not begin unless the first does.
_GOES_ON = frozenset(
    "with without if when whenever which who that must can cannot may should will is are was be but then so because "
    "since where while unless until including such derived used for by to as in at from only not although even see "
    "its their it they your".split()
)
# Words with which a clause begins.
_ASKS = frozenset(("when", "whenever", "whether", "if", "how", "why", "what", "which", "who", "where"))
# Behind a conjunction: how far something reaches, which is no second thing.
_REACHES = frozenset("later newer above higher up more older earlier below lower less fewer beyond so not".split())


# Tables repeat their values; reading each once makes pages with large tables several times as fast.
@lru_cache(maxsize=16384)
def read_value(raw: str) -> Value:
    """The typed value of a cell's visible text."""
    raw = raw.strip()
    text = _FOOTNOTE.sub("", _SPACE.sub(" ", raw)).strip()
    supported = read_support(text)
    if supported is not None:
        return Value(raw, *supported)
    quantity = read_quantity(text)
    if quantity is not None:
        return Value(raw, quantity=quantity)
    base, remark = _split_bracket(text)
    items = () if _VERSIONS_ON.fullmatch(base) else tuple(_iter_items(base))
    if len(items) < 2:
        items = (base,) if remark and "," in remark and len(base.split()) <= LONGEST_ITEM_WORDS else ()
    return Value(raw, None, remark, items)


def read_sentence(raw: str) -> Value:
    """The value of a sentence, which is its text alone."""
    return Value(" ".join(raw.split()))


def read_support(text: str) -> tuple[Support, str | None] | None:
    """The support that a text states and its qualifier, or None when it states none."""
    for kind, pattern in _TERMS_OF_SUPPORT if _TERM_BEGINS.match(text) else ():
        if pattern.fullmatch(text):
            return kind, text
    support, rest = _read_support(text)
    if support is None:
        return None
    qualifier = _clean_qualifier(rest)
    if support is Support.YES and _BETA.search(qualifier):
        support = Support.PARTIAL
    elif support is Support.YES and _DEPRECATED.match(qualifier):
        support = Support.DEPRECATED
    return support, qualifier or None


def _read_support(text: str) -> tuple[Support | None, str]:
    """The support that a text begins with, and the rest of it."""
    if text in _DASHES:
        return Support.NOT_APPLICABLE, ""
    if text.lower() in _LABELS:
        return _LABELS[text.lower()], ""
    match = _SHORT_CODE.match(text)
    if match and (kind := _read_short_code(match[1])):
        return kind, text[match.end() :]
    if text and text[0] in _SYMBOLS:
        return _read_symbol(text)
    return _read_phrase(text)


def _read_phrase(text: str) -> tuple[Support | None, str]:
    """The same for a text that begins with a word, be it behind a dash that stands for it."""
    if text[:1] in _DASHES and text[1:2] == " ":
        spoken, behind = _read_phrase(text[2:].lstrip())
        return (spoken, behind) if spoken in _BEHIND_DASH else (None, text)
    for kind, pattern in _PHRASE_PATTERNS if _PHRASE_BEGINS.match(text) else ():
        found = pattern.match(text)
        if found:
            return kind, text[found.end() :]
    return None, text


def _read_short_code(code: str) -> Support | None:
    sign = find_sign(code)
    return _SHORT_CODES.get(code) or (_SYMBOLS[sign] if sign else None)


def _read_symbol(text: str) -> tuple[Support | None, str]:
    rest = text[1:].lstrip("\ufe0f\ufe0e ")
    if text[0] in "•●" and rest:
        return None, text
    kind = _SYMBOLS[text[0]]
    spoken, behind = _read_support(rest) if rest and rest[0] not in _SYMBOLS else (None, rest)
    if spoken is kind:
        return kind, behind
    if kind in (Support.PARTIAL, Support.NO) and spoken in _BEHIND_SIGN:
        return spoken, behind or rest
    return kind, rest


def _clean_qualifier(rest: str) -> str:
    rest = rest.strip().lstrip(",;:.—–-/ ").strip()
    bracket = re.fullmatch(r"[(\[](.*)[)\]]", rest, re.S)
    return bracket[1].strip() if bracket and "(" not in bracket[1] else rest


def _split_bracket(text: str) -> tuple[str, str | None]:
    match = _BRACKET.match(text)
    if match is None or len(match["base"].split()) > LONGEST_ITEM_WORDS + 1:
        return text, None
    return match["base"], match["inner"].strip() or None


def _iter_items(text: str) -> Iterator[str]:
    """The items of a text that lists short things; nothing when it is prose."""
    if not _PARTS.search(text):
        return
    lines = [line.strip(" •*-") for line in text.split("\n") if line.strip(" •*-")]
    if len(lines) > 1:
        yield from lines if all(_is_line(line) for line in lines) else ()
        return
    if _is_sentence(text):
        return
    parts = [_strip_conjunction(p) for p in _split_outside_brackets(text)]
    longest = LONGEST_ITEM_WORDS
    if len(parts) > 1:
        parts[-1:] = re.split(r"\s+(?:and|or|&)\s+", parts[-1]) if len(parts[-1].split()) <= 4 else parts[-1:]
    else:
        parts, longest = re.split(r"\s+(?:and|or)\s+", text), LONGEST_SIDE_WORDS
    parts = [p.strip() for p in parts]
    if all(_is_item(part, longest) for part in parts) and not _is_run_on(parts):
        yield from parts


def _is_line(line: str) -> bool:
    """Whether a line among others is short enough for an item, and no sentence."""
    return len(line.split()) <= LONGEST_LINE_WORDS and ". " not in line and not _is_sentence(line)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!")) and not text.endswith("etc.") and len(text.split()) >= SHORTEST_SENTENCE_WORDS


def _is_run_on(parts: list[str]) -> bool:
    """Whether a text goes on behind its commas and conjunctions, instead of listing things."""
    firsts = [part.split()[0].casefold() for part in parts]
    if len(parts) > 1 and (parts[-1].casefold() in _REACHES or firsts[0] in _ASKS):
        return True
    return firsts[0] not in _GOES_ON and not _GOES_ON.isdisjoint(firsts[1:])


def _is_item(part: str, longest: int) -> bool:
    """Whether a part of a text is short enough for an item; a remark in brackets may be longer than the item."""
    bare = _REMARK.sub("", part)
    return bool(bare) and len(part) <= LONGEST_ITEM and len(bare.split()) <= longest and ". " not in part


def _strip_conjunction(part: str) -> str:
    return re.sub(r"^(?:and|or)\s+", "", part.strip(), flags=re.I)


def _split_outside_brackets(text: str) -> list[str]:
    """The parts between commas and semicolons that stand in no brackets, numbers or dates."""
    parts, depth, start = [], 0, 0
    dates = {m.start("comma") for m in _DATE_COMMA.finditer(text)}
    for match in _SIGN.finditer(text):
        i, c = match.start(), match.group()
        depth += (c in "([") - (c in ")]")
        is_number = c == "," and text[i - 1 : i].isdigit() and text[i + 1 : i + 4].isdigit()
        if depth <= 0 and c in ",;" and not is_number and i not in dates:
            parts.append(text[start:i])
            start = i + 1
    return [*parts, text[start:]]
