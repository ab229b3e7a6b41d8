"""Runs of words that name things: where one may start and end, and which of several hold."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from index.terms import Word, get_terms, iter_words

from .amounts import Bounded
from .bounds import find_bound, is_paid_for
from .entries import LONGEST_NAME, Entries, Entry, Standing
from .language import ARTICLES, Phrase, get_language
from .reading import Mention
from .wordforms import get_singulars, get_words

# What "'s" and a comma leave between two words.
PARTED = 2
# The name of a thing that an amount is part of reaches so many words before and behind it.
LONGEST_BESIDE = 3
JOINING = frozenset("and or vs versus than with to from against between nor over both a an the".split())


def find_parted(words: Sequence[Word], text: str) -> frozenset[int]:
    """Where words of a text start that something parts from the word before: a comma, or the "'s" of a maker."""
    return frozenset(
        second.start
        for first, second in pairwise(words)
        if second.start - first.end == PARTED and text[first.end : second.start] not in _IN_NAMES
    )


def find_in_paths(words: Sequence[Word], text: str) -> frozenset[int]:
    """Where words of a text start that are parts of a path ("/users/list"), and so no names."""
    spans = [match.span() for match in _PATH.finditer(text)]
    return frozenset(word.start for word in words if any(start < word.start < end for start, end in spans))


_PATH = re.compile(r"(?<![^\s`\"'(])/[\w.-]+(?:/[^\s`\"')?]*)?")
# What stands between words of one name: behind a sign that belongs to it ("C#", "Box+"), around what is in brackets.
_IN_NAMES = ("+ ", "# ", "* ", " (", ") ", "+-", "#-", "*-", "+/", "#/")


def goes_on_in_plural(words: Sequence[Word], at: int, kinds: frozenset[str], names: Mapping[Phrase, Entry]) -> bool:
    """Whether the plural of a noun of kind, or of a name, stands at a place."""
    behind = words[at].text.casefold() if at < len(words) else ""
    plural = behind != "" and get_singulars(behind) != (behind,)
    return plural and (words[at].term in kinds or get_singulars(behind) in names)


def is_counted(words: Sequence[Word], start: int) -> bool:
    """Whether "the two" or "both" stands before a run, which then means several things."""
    before = tuple(word.text.casefold() for word in words[max(0, start - 2) : start])
    return before == ("the", "two") or before[-1:] == ("both",)


def is_quoted(word: Word, text: str) -> bool:
    """Whether a word of a text stands in quotes by itself, and so is no part of a longer name."""
    before, behind = text[: word.start][-1:], text[word.end :][:1]
    return before != "" and (before, behind) in _QUOTES


_QUOTES = frozenset({("'", "'"), ('"', '"'), ("“", "”"), ("`", "`")})


def is_initials(word: Word, entry: Entry) -> bool:
    """Whether a word stands for a name without being one of its words."""
    own = {other.term for other in iter_words(entry.name)}
    return entry.standing in (Standing.SHORT, Standing.UMBRELLA) and word.term not in own


def is_middle(words: Sequence[Word], at: int, entry: Entry) -> bool:
    """Whether a word said more closely before ("the local AI") stands in the middle of a name without that word."""
    own = [word.term for word in iter_words(entry.name)]
    before = words[at - 1] if at else None
    said = before is not None and before.text.islower() and before.text not in get_language().filler
    inside = words[at].term in own[1:-1] and len(own) > LEAST_WITH_MIDDLE
    return entry.standing is Standing.SHORT and said and inside and before is not None and before.term not in own


# A shorter name has no word in the middle that would not tell it.
LEAST_WITH_MIDDLE = 3


def goes_on(words: Sequence[Word], end: int) -> bool:
    """Whether a name seems to go on behind a run, with a word in capitals that is not the sentence's own."""
    return end < len(words) and words[end].text[0].isupper() and words[end].start - words[end - 1].end <= 1


def is_strong(words: Sequence[Word], start: int, entry: Entry) -> bool:
    """Whether a run is a name beyond doubt: a whole name, or a part of one that is written with a capital."""
    if entry.standing in (Standing.NAME, Standing.FORMER, Standing.ELSEWHEN):
        return True
    return start > 0 and any(char.isupper() for char in words[start].text)


def is_bare(words: Sequence[Word], start: int, name: str) -> bool:
    """Whether a single word names nothing: an article, "large" behind "how", a number behind a name ("MQTT 5").

    Neither does what is said of something in lower case ("are free in …") where the name has a capital.
    """
    text = words[start].text
    if _is_said_of(words, start) and name[:1].isupper() and text.islower():
        return True
    if start > 0 and words[start - 1].text.casefold() == "how":
        return True
    if text.isdigit():
        return start > 0 and words[start - 1].text[0].isupper() and start > 1
    return text in ARTICLES


def _is_said_of(words: Sequence[Word], at: int) -> bool:
    """Whether a word of praise or price stands behind a form of "be", and before no noun of kind ("is free of …")."""
    language = get_language()
    before = [word.text.casefold() for word in words[max(0, at - 2) : at]]
    said = words[at].term in language.qualities or words[at].term == _FREE
    links = before[-1:] and (before[-1] in _BEING or (before[0] in _BEING and before[-1] in language.filler))
    behind = words[at + 1].term if at + 1 < len(words) else ""
    ends = at > 1 and at == len(words) - 1 and words[0].text.casefold() in _BEING
    if said and (ends or _is_free_of(words, at)):
        return True
    return said and bool(links) and behind not in language.kinds and before[-1] not in (*ARTICLES, "on", "in", "for")


def _is_free_of(words: Sequence[Word], at: int) -> bool:
    return [word.text.casefold() for word in words[at : at + 2]] == [_FREE, "of"]


_FREE = "free"
_BEING = frozenset("is are was were be being been stays stay remains remain".split())


def follows_question_word(words: Sequence[Word], at: int) -> bool:
    """Whether a word stands right behind "which" or "what"."""
    return at > 0 and words[at - 1].text.casefold() in ("which", "what")


def is_owner(words: Sequence[Word], at: int, properties: frozenset[Phrase]) -> bool:
    """Whether a word stands where the owner of a property does: "scope of none", "none: scope?", "has none a scope"."""
    before, behind = ([word.text.casefold() for word in part] for part in (words[:at], words[at + 1 :]))
    if before[-1:] in _OF:
        return any(_get_run(before[start:-1]) in properties for start in range(max(0, at - LONGEST_NAME), at))
    if at == 0 and behind[:1] in _ASKING and behind[1:2] in _IT:
        return _get_run(behind[2:]) in properties
    if before[:1] in _ASKING and at == 1:
        return _get_run(behind[1:] if behind[:1] in _HAVING else behind) in properties
    return _get_run(behind if at == 0 else before) in properties and not (before and behind)


def _get_run(words: Sequence[str]) -> Phrase:
    return get_singulars(" ".join(words[1:] if words[:1] and words[0] in ARTICLES else words))


_OF = (["of"], ["for"])
_ASKING = (["do"], ["does"], ["did"], ["has"], ["have"], ["can"], ["is"], ["are"])
_IT = (["it"], ["they"])
_HAVING = (["have"], ["support"], ["offer"], ["use"], ["allow"])


def choose_mentions(found: Sequence[Mention], words: Sequence[Word]) -> tuple[Mention, ...]:
    """The mentions that hold: umbrellas and weak short forms only beside nothing better, or joined to it."""
    sure = [mention for mention in found if mention.strong and mention.entry.standing is not Standing.UMBRELLA]
    kept = sure or [mention for mention in found if mention.entry.standing is not Standing.UMBRELLA]
    if not kept:
        return tuple(found)
    meant = {mention.entry.ids for mention in kept}
    return tuple(mention for mention in found if mention.entry.ids in meant or _is_joined(mention, kept, words))


def add_enumerated(kept: Sequence[Mention], found: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
    """The mentions kept, with those set beside them ("A vs B") or enumerated with them ("Free, Team and Business")."""
    held = list(kept)
    for mention in found:
        named = mention.strong and mention.text[:1].isupper()
        enumerated = named and (_is_joined(mention, held, words) or _is_listed(mention, held, words))
        if mention not in held and (enumerated or any(is_set_beside(words, mention, other) for other in held)):
            held.append(mention)
    return [mention for mention in found if mention in held]


def _is_listed(mention: Mention, others: Sequence[Mention], words: Sequence[Word]) -> bool:
    """Whether a mention follows another, a comma between them."""
    start = mention.start
    return any(other.end == start and words[start].start - words[start - 1].end == PARTED for other in others)


def _is_joined(mention: Mention, others: Sequence[Mention], words: Sequence[Word]) -> bool:
    """Whether only words such as "and", "or", "vs" stand between a mention and a sure one."""
    if mention.entry.standing is Standing.UMBRELLA:
        return False
    for other in others:
        first, second = sorted((mention, other), key=lambda each: each.start)
        between = [word.text.casefold() for word in words[first.end : second.start]]
        if len(between) <= 3 and between and all(word in JOINING for word in between):
            return True
    return False


# Words between two things that are compared or chosen from.
_BETWEEN = frozenset({"vs", "versus", "or", "against"})


def is_set_beside(words: Sequence[Word], one: Mention, other: Mention) -> bool:
    """Whether nothing but a word of comparison stands between two names."""
    first, second = sorted((one, other), key=lambda mention: mention.start)
    between = [word.text.casefold() for word in words[first.end : second.start]]
    return len(between) == 1 and between[0] in _BETWEEN


# Words right before a thing that an answer must not name.
_EXCEPTING = (("but", "not"), ("other", "than"), ("except", "for"), ("apart", "from"), ("aside", "from"))
_EXCEPTING_ALONE = frozenset({"except", "besides", "excluding"})


def part_excepted(mentions: tuple[Mention, ...], words: Sequence[Word]) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """The mentions, and the ids of the things that "which … but not X" leaves out, or that are not wanted."""
    lowered = [word.text.casefold() for word in words]
    chooses = "which" in lowered
    out = [m for m in mentions if (chooses and _follows_exception(lowered[: m.start])) or _is_refused(lowered, m.start)]
    return tuple(m for m in mentions if m not in out), frozenset(id for m in out for id in m.entry.ids)


def _is_refused(lowered: Sequence[str], at: int) -> bool:
    """Whether what stands at a place is said not to be wanted ("I don't want anything from X")."""
    return bool(_REFUSING & set(pairwise(lowered[max(0, at - REFUSAL_REACH) : at])))


_REFUSING = frozenset({("not", "want"), ("rather", "not"), ("nothing", "from"), ("nothing", "by")})
# "Not want anything that is made by X".
REFUSAL_REACH = 7


def _follows_exception(before: Sequence[str]) -> bool:
    before = before[:-1] if before and before[-1] in ARTICLES else before
    return tuple(before[-2:]) in _EXCEPTING or bool(before and before[-1] in _EXCEPTING_ALONE)


def read_bound(question: str, entries: Entries) -> tuple[Bounded | None, tuple[tuple[int, int], ...]]:
    """The amount with which a question compares, and where amounts stand that are no words of it."""
    bound = find_bound_beside_names(question, entries)
    spans = ((bound.start, bound.end),) if bound else ()
    return (None if bound and is_paid_for(question, bound) else bound), spans


def find_bound_beside_names(question: str, entries: Entries) -> Bounded | None:
    """The amount with which a question compares, or None where it is part of the name of a thing (">10M-20M")."""
    bound = find_bound(question)
    if bound is None:
        return None
    words = tuple(iter_words(question))
    inside = [at for at, word in enumerate(words) if bound.start <= word.start < bound.end]
    runs = (
        words[begin:end]
        for at in inside[:1]
        for begin in range(max(0, at - LONGEST_BESIDE), at + 1)
        for end in range(inside[-1] + 1, min(len(words), inside[-1] + LONGEST_BESIDE) + 1)
    )
    entry_by_run = (entry for run in runs if (entry := entries.find(run)))
    return None if any(entry.standing is Standing.NAME for entry in entry_by_run) else bound


def is_own(words: Sequence[Word], start: int, end: int, entry: Entry) -> bool:
    """Whether a word of a name, in lower case, is a thing of the asker's own ("my desktop" beside "Rowan Desktop")."""
    before = words[start - 1].text.casefold() if start else ""
    joined = end < len(words) and words[end].text.casefold() not in get_language().filler
    part = entry.standing is Standing.SHORT and end - start == 1 and words[start].text.islower()
    return part and before in ("my", "our") and not joined


def is_subject(words: Sequence[Word], mention: Mention) -> bool:
    """Whether a name is what "which … is X for" or "which … does X take" asks of."""
    before = words[mention.start - 1].text.casefold() if mention.start > 1 else ""
    ends = words[-1].text.casefold() in _PREPOSITIONS
    return mention.end < len(words) and (before in _DOING or (before in _BEING and ends))


_DOING = frozenset({"does", "do", "did"})
_BEING = frozenset({"is", "are", "was", "were", "can", "may"})
_PREPOSITIONS = frozenset("for in on of from with to by under at".split())


def is_verb(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a single word in lower case and the particle behind it are a verb of their own ("log in")."""
    if end - start > 1 or end >= len(words) or words[start].text != words[start].text.casefold():
        return False
    pair = (words[start].term, words[end].term)
    return words[end].text.casefold() in PARTICLES and pair in get_language().synonyms


PARTICLES = frozenset({"in", "on", "off", "up", "out", "down", "back", "away"})
"""Words that make a verb of their own with the one before them."""


def ends_phrase(words: Sequence[Word], start: int, end: int, entry: Entry) -> bool:
    """Whether a word of a name, in lower case, ends a phrase of its own ("fully managed" beside "Self-managed")."""
    if entry.standing is not Standing.SHORT or end - start > 1 or start == 0:
        return False
    before, word = words[start - 1], words[start]
    apart = word.start - before.end == 1 and word.text == word.text.casefold()
    return apart and (before.term, word.term) in get_language().synonyms


def is_wider(entry: Entry, family: Entry) -> bool:
    """Whether a word means more things by itself than as the end, or the beginning, of their names."""
    return entry.standing is Standing.UMBRELLA and set(family.ids) < set(entry.ids)


def is_narrow(mention: Mention, properties: Container[str]) -> bool:
    """Whether a name is one of a single page, and as well a word in names of properties ("Memory")."""
    named = all(term in properties for term in get_terms(mention.text))
    return named and all("@" in id for id in mention.entry.ids)


def is_of_code(words: Sequence[Word], at: int, entry: Entry) -> bool:
    """Whether a word is but like a part of names in code, which have no capitals nor plurals ("Grid": --grid-url)."""
    part = entry.standing in (Standing.SHORT, Standing.UMBRELLA)
    in_code = entry.name == entry.name.lower() and _IN_CODE.search(entry.name) is not None
    if not part or not in_code:
        return False
    of_setting = _IN_SETTING.search(entry.name) is not None and words[at].text.casefold() not in get_words(entry.name)
    return of_setting or (at > 0 and words[at].text.istitle())


_IN_SETTING = re.compile(r"\A\w+(?:[_.]+\w+)+\Z")
# A sign in front, or one inside of what white space does not part.
_IN_CODE = re.compile(r"\A(?:\W|\S+[-_.]\S+\Z)")


def is_joined_to_name(words: Sequence[Word], at: int, entry: Entry, entries: Entries) -> bool:
    """Whether only "or" and the like stands between an everyday word and the telling name of a thing of its page."""
    page = entry.ids[0].partition("@")[2]
    for step in (1, -1):
        joining, other = at + step, at + 2 * step
        if not page or not (0 <= joining < len(words) and 0 <= other < len(words)):
            continue
        found = entries.find(words[other : other + 1]) if words[joining].text.casefold() in _SETTING else None
        light = get_language().is_light(words[other].text.casefold())
        if found and not light and found.standing is Standing.NAME and found.ids[0].partition("@")[2] == page:
            return True
    return False


_SETTING = frozenset({"or", "and", "vs", "versus"})
