"""Facts in words: one sentence for a cell, a quote for a sentence, cut to what bears on the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Fact, FactKind, Support
from index.terms import get_term
from index.turned import TurnedFact

from ..evidence.matching import get_strength
from ..question.reading import Concept
from ..question.termset import get_term_set

# Longer values are cut at the end of a sentence or clause; the whole stands in the citation.
LONGEST_TOLD = 480

_MARK = re.compile(r"\s*\[\^?\d+\]")
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"“(])")

# First words of a property's name that make "supports …" bad English, and last words that do.
_OPENING_VERBS = frozenset(
    get_term(word)
    for word in """supports support requires require allows allow has have includes include uses use can is are needs
    works runs provides offers automatic manual available default maximum max minimum number open based written managed
    self does do""".split()
)
_CLOSING = re.compile(
    r"\b(?:required|needed|supported|included|available|enabled|allowed|recommended|deprecated|optional|possible|managed|hosted|based|applies|works|runs|only|free|safe|ready|friendly|compatible|compliant|\w+able|\w+ible)$",
    re.I,
)


def get_plain(text: str) -> str:
    """A text on one line, without footnote marks that would read as citations."""
    return _SPACE.sub(" ", _MARK.sub("", text)).strip()


def get_told(text: str, concepts: Sequence[Concept] = ()) -> str:
    """The part of a text that bears on the concepts: the sentence that explains most, cut when it is very long."""
    plain = get_plain(text)
    if len(plain) <= LONGEST_TOLD:
        return plain
    sentences = _SENTENCE_END.split(plain)
    best = max(sentences, key=lambda each: sum(get_strength(c, get_term_set(each)) * c.weight for c in concepts))
    return best if len(best) <= LONGEST_TOLD else best[:LONGEST_TOLD].rsplit(" ", 1)[0] + " …"


def tell_cell(fact: Fact, name: str) -> str:
    """A cell as a sentence about an entity under a name; one that was turned is told as the index has it."""
    if isinstance(fact, TurnedFact):
        return tell_cell(fact.turn_back(), fact.attribute.name)
    support, attribute = fact.value.support, get_plain(fact.attribute.name)
    qualifier = get_plain(fact.value.qualifier) if fact.value.qualifier else ""
    raw = get_told(fact.value.raw)
    note = _get_note(fact)
    if support is None or _has_own_words(raw, support) or _is_state(fact):
        return finish(f"{name} – {attribute}: {raw}{note}")
    if support in _SHADED and _opens_with_words(raw):
        return finish(f"{name} – {attribute}: {raw}{note}")
    if not _takes_supports(attribute):
        return finish(f"{name} – {attribute}: {_NEUTRAL[support]}" + _add(qualifier or _get_said(raw, support)))
    does, supports = ("do", "support") if _is_plural(fact.entity.name) else ("does", "supports")
    told = {
        Support.YES: f"{name} {supports} {attribute}" + _add(qualifier),
        Support.NO: f"{name} {does} not support {attribute}" + _add(qualifier),
        Support.NOT_APPLICABLE: f"{attribute} does not apply to {name} ({raw})" + note,
        Support.PLANNED: f"{name} {does} not support {attribute} yet; the docs say: {raw}",
        Support.DEPRECATED: f"{name} – {attribute} is deprecated; the docs say: {raw}",
        Support.PARTIAL: f"{name} {supports} {attribute} in part; the docs say: {raw}",
    }
    return finish(told[support])


# Words by which a value says no more than a sign would.
_SIGNS = re.compile(
    r"^\W*(?:yes|no|y|n|true|false|supported|not supported|unsupported|enabled|full|check|cross)?\W*$",
    re.I,
)


def _has_own_words(raw: str, support: Support) -> bool:
    """Whether the docs say yes or no in words of their own ("Not possible"), which then stand for themselves."""
    if support not in (Support.YES, Support.NO, Support.NOT_APPLICABLE) or not any(char.isalpha() for char in raw):
        return False
    head = re.sub(r"\([^)]*\)", "", raw)
    return not _SIGNS.match(head)


# Properties that are told by a word for a state; nothing "supports" them.
_STATES = frozenset(
    get_term(word)
    for word in "status standing state availability support stage phase maturity maintenance lifecycle".split()
)


def _is_state(fact: Fact) -> bool:
    """Whether a value is the word for a state ("Status: supported")."""
    last = fact.attribute.name.split()[-1:]
    return _opens_with_words(fact.value.raw) and any(get_term(word.strip("():").casefold()) in _STATES for word in last)


# Shades of yes for which the docs' own word tells more than ours would.
_SHADED = frozenset({Support.PARTIAL, Support.DEPRECATED})


def _opens_with_words(raw: str) -> bool:
    """Whether a value begins with words ("Preview", "partial (two levels)") and not with a sign."""
    return raw[:1].isalpha()


def _is_plural(name: str) -> bool:
    """Whether a name is a plural: its last word is a common noun that ends in s ("Classic queues")."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))


_NEUTRAL = {
    Support.YES: "yes",
    Support.NO: "no",
    Support.PARTIAL: "in part",
    Support.PLANNED: "planned, not there yet",
    Support.DEPRECATED: "deprecated",
    Support.NOT_APPLICABLE: "not applicable",
}


def _takes_supports(attribute: str) -> bool:
    words = attribute.split()
    return (
        bool(words)
        and get_term(words[0]) not in _OPENING_VERBS
        and not _CLOSING.search(attribute)
        and "?" not in attribute
    )


def _get_said(raw: str, support: Support) -> str:
    """The value itself where it says more than the word for it."""
    said = support in (Support.PARTIAL, Support.PLANNED, Support.DEPRECATED) and any(char.isalpha() for char in raw)
    return raw if said else ""


def _get_note(fact: Fact) -> str:
    """What a footnote adds to a value that is told in its own words, which do not hold it."""
    return _add(get_plain(fact.value.qualifier)) if fact.citation.place.note and fact.value.qualifier else ""


def _add(qualifier: str) -> str:
    return f" ({qualifier.rstrip('.')})" if qualifier else ""


def tell_value(fact: Fact) -> str:
    """The value of a cell alone, in a word or as the docs have it."""
    support = fact.value.support
    raw = get_told(fact.value.raw)
    own = support is None or _has_own_words(raw, support) or _is_state(fact)
    if support is None or own or (support in _SHADED and _opens_with_words(raw)):
        return raw + _get_note(fact)
    qualifier = fact.value.qualifier
    said = get_plain(qualifier) if qualifier else _get_said(raw, support)
    return _NEUTRAL[support] + _add(said)


def tell_change_value(raw: str, support: Support | None) -> str:
    """A value as changes tell it: as the docs have it, with a word for a mere sign."""
    plain = get_told(raw)
    if support is Support.NOT_APPLICABLE and any(char.isalpha() for char in plain):
        return f"“{plain}” (not applicable)"
    if support is None or any(char.isalpha() for char in plain):
        return f"“{plain}”"
    return f"{plain} ({_NEUTRAL[support]})"


def quote_prose(fact: Fact, concepts: Sequence[Concept] = ()) -> str:
    """A sentence or bullet in the docs' own words, with the lead-in of a bullet."""
    told = get_told(fact.value.raw, concepts)
    header = fact.citation.place.header
    if fact.kind is FactKind.USE_CASE and header:
        lead = get_told(header.quote).rstrip(":")
        lead = _SENTENCE_END.split(lead)[-1]
        return f"“{lead}: {told}”"
    return f"“{told}”"


def finish(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    return text if text.endswith((".", "!", "?", ".”", "!”", "?”")) else text + "."


def join_names(names: Sequence[str], word: str = "and") -> str:
    """Names as a list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + f" {word} " + names[-1]
