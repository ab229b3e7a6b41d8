"""What kind of answer a question asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

from index.terms import get_name_key, get_term

from ..model import Intent
from .dating import Relation
from .entries import Standing
from .language import get_language
from .needing import ends_in_change, tells_need
from .reading import Mention, Reading
from .setting import sets_scene
from .whichever import asks_which


def get_intent(reading: Reading) -> Intent:
    """The kind of answer that fits a question best."""
    if reading.asks_history:
        return Intent.CHANGE
    scene = sets_scene(reading.question) and not (reading.has("naming") and _asks_identity(reading))
    return Intent.RECOMMEND if scene else _get_intent_of_words(reading)


def _get_intent_of_words(reading: Reading) -> Intent:
    if asks_change(reading):
        return Intent.CHANGE
    if _asks_identity(reading):
        return Intent.IDENTITY
    if _asks_advice(reading):
        return Intent.RECOMMEND
    if _asks_comparison(reading):
        return Intent.COMPARE
    if not asks_for_name(reading) and asks_which(reading):
        return Intent.WHICH
    return Intent.LOOKUP


def asks_change(reading: Reading) -> bool:
    """Whether a question asks how the docs changed."""
    of_name = reading.has("former") and not (reading.words[:1] in _OF_TIME_SINCE and "changed" in reading.words)
    if of_name or _asks_one_thing(reading) or (reading.words[:2] == ("what", "did") and "stand" in reading.words):
        return False
    asks_ability = reading.words[:1] in (("can",), ("could",), ("may",), ("must",)) and not _asks_then_and_now(reading)
    if len(reading.moment.versions) < 2 and (asks_ability or _is_passive(reading)):
        return False
    asks_at_once = len(reading.moment.versions) > 1 or asks_value_before(reading) or _sets_against_version(reading)
    asks_at_once = asks_at_once or (reading.has("unchanged") and reading.is_yes_no) or _asks_then_and_now(reading)
    if asks_at_once or (reading.has("change") and not _asks_now_called(reading)):
        return True
    if reading.moment.versions and reading.has("compare") and not reading.mentions and not reading.required:
        return True
    if reading.has("ever") and not reading.moment.versions:
        return True
    return (
        (reading.moment.relation is Relation.SINCE and reading.words[:1] in _OF_TIME_SINCE)
        or _asks_in_past(reading)
        or ends_in_change(reading)
    )


def _asks_in_past(reading: Reading) -> bool:
    """Whether a question begins in a past tense, or with "what", and has a verb of change."""
    starts_past = bool(reading.words) and reading.words[0] in {phrase[0] for phrase in get_language().cues["past"]}
    asks_way = reading.words[:1] == ("how",) and not _MODALS.isdisjoint(reading.words[1:5])
    return starts_past and not asks_way and _says_change(reading) and not reading.has("compare")


def _asks_then_and_now(reading: Reading) -> bool:
    """Whether one question asks how something is now and how it was ("billed now and by what before")."""
    dated = bool(reading.moment.versions) and not _PAST.isdisjoint(reading.words)
    asks = not {"now", "today"}.isdisjoint(reading.words) and "and" in reading.words
    if reading.is_yes_no:
        return asks and bool(reading.moment.versions) and bool(_ASKED_AGAIN & set(pairwise(reading.words)))
    return asks and (dated or bool(_BEFORE & set(reading.words[-1:])))


# "Can it now, and could it in 3.0?" asks twice.
_ASKED_AGAIN = frozenset(("and", verb) for verb in ("could", "was", "were", "did", "had", "might"))


def _asks_one_thing(reading: Reading) -> bool:
    """Whether it asks if two things are one, or a thing the one that was listed by another name."""
    of_names = bool(_LISTED_AS & set(pairwise(reading.words)))
    return reading.has("same") and (len(reading.mentions) > 1 or of_names)


def _sets_against_version(reading: Reading) -> bool:
    """Whether how one thing is now is set against how it was in a version ("more now than in 3.0")."""
    pairs = _THAN_IN if _APART_FROM & set(reading.words) else _THAN_IN - _FROM_IN
    apart = bool(pairs & set(pairwise(reading.words)))
    return bool(reading.moment.versions) and apart and (len(reading.entities) < 2 or reading.is_umbrella)


_THAN_IN = frozenset(
    (first, second) for first in ("than", "as", "from") for second in ("in", "it", "they", "back", "with")
)
# "From" sets apart behind these; elsewhere the version may just stand behind it ("where does it come from in 3.0").
_FROM_IN = frozenset(pair for pair in _THAN_IN if pair[0] == "from")
_APART_FROM = frozenset("different differently differ differs differed changed deviate apart".split())


def _says_change(reading: Reading) -> bool:
    """Whether a verb of change stands in the question, outside the names of things ("become_method")."""
    names = {word for mention in reading.mentions for word in re.findall(r"[^\W_]+", mention.text.casefold())}
    return get_language().has_cue("change_verb", [word for word in reading.words if word not in names])


_MODALS = frozenset({"do", "can", "should", "would", "to", "may", "could", "must"})


def asks_value_before(reading: Reading) -> bool:
    """Whether a question asks what was so before: "what was the limit before?", "what is the previous limit?"."""
    if reading.moment.versions or reading.words[:1] not in _ASKING_A_VALUE:
        return False
    is_past = bool(_PAST & set(reading.words[:4]))
    named = {at for mention in reading.mentions for at in range(mention.start, mention.end)}
    of_earlier = any(
        word in (_EARLIER_THEN if is_past else _EARLIER) and before in _OWNING and at not in named
        for at, (before, word) in enumerate(pairwise(reading.words), 1)
    )
    if _OTHERWISE & set(reading.words):
        return False
    return (is_past and reading.words[-1] in _BEFORE) or (of_earlier and not reading.is_yes_no)


# What was "listed as" something else has another name, not another value.
_LISTED_AS = frozenset(
    (word, "as") for word in ("listed", "known", "shown", "documented", "named", "labelled", "labeled")
)

# Words by which a question asks whether a value changed, not what it was.
_OTHERWISE = frozenset({"different", "differently", "otherwise", "changed"})
_PAST = frozenset({"was", "were", "did", "had"})
_ASKING_A_VALUE = tuple((word,) for word in ("what", "which", "how", "where", "who", *sorted(_PAST)))
_BEFORE = frozenset({"before", "previously", "earlier", "originally", "formerly"})
_EARLIER = frozenset({"previous", "prior", "former", "original"})
_EARLIER_THEN = _EARLIER | {"old", "older", "earlier"}
_OWNING = frozenset({"the", "its", "their"})
# First words of questions for what has come to be since a version that they name.
_OF_TIME_SINCE = (("has",), ("have",), ("did",))
_PASSIVE = frozenset({"changed", "renamed", "removed", "updated", "switched", "moved"})


def _is_passive(reading: Reading) -> bool:
    """Whether a change is something that can or must be done ("could the level be changed"), not the docs' own."""
    pairs = set(pairwise(reading.words))
    return any(("be", word) in pairs for word in _PASSIVE)


def _asks_now_called(reading: Reading) -> bool:
    """Whether "what happened to …" asks for the name of something."""
    return bool(reading.mentions) and reading.has("present") and not reading.concepts


def _asks_identity(reading: Reading) -> bool:
    if not reading.mentions or reading.required:
        return False
    if find_names_of_one(reading) or reading.has("former") or reading.has("present"):
        return True
    pair = len(reading.mentions) > 1
    if reading.has("same") and pair and not _is_in_the_same(reading):
        return not reading.has("compare") or "different" in reading.words
    if not reading.concepts and not pair:
        return not (reading.has("recommend") or reading.has("compare"))
    asks_use = reading.words[:2] == ("what", "does") and reading.words[-1:] == ("do",)
    soft_only = all(get_term(concept.text) in ASKING for concept in reading.concepts)
    if not pair and (asks_use or _asks_meaning(reading)):
        return True
    return (reading.has("what") or reading.has("naming")) and soft_only and not pair


def _is_in_the_same(reading: Reading) -> bool:
    """Whether "the same" is said of where things are ("in the same project"), not of the things."""
    words = reading.words
    return any(words[at + 1 : at + 3] == ("the", "same") for at, word in enumerate(words) if word in _WHERE)


_WHERE = frozenset({"in", "on", "at", "inside", "within", "by", "from", "under", "for", "with"})


def find_names_of_one(reading: Reading) -> tuple[Mention, Mention] | None:
    """Two names in the question that mean one and the same thing, the newer and the older, or None."""
    for first, second in combinations(reading.mentions, 2):
        apart = get_name_key(first.text) != get_name_key(second.text)
        one = len(first.entry.ids) == 1 and first.entry.ids == second.entry.ids
        if apart and one and first.end <= second.start and {first.entry.standing, second.entry.standing} & _GONE:
            return first, second
    return None


# Standings of names that the version asked does not use any more.
_GONE = frozenset({Standing.FORMER, Standing.ELSEWHEN})


def names_former(reading: Reading) -> bool:
    """Whether a question names a thing by a name that is not its name any more."""
    return any(mention.entry.standing in _GONE for mention in reading.mentions)


def _asks_meaning(reading: Reading) -> bool:
    """Whether it asks what a name means: "what does X mean", "what is meant by X"."""
    words = reading.words
    return bool(_MEANING & set(words)) and words[:1] == ("what",) and _is_kind_only(reading)


def _is_kind_only(reading: Reading) -> bool:
    """Whether nothing is asked of the thing named but a verb of meaning and a noun of kind."""
    kinds = get_language().kinds
    return all(
        get_term(concept.text) in ASKING | kinds or concept.text in _MEANING | _OF_MEANING
        for concept in reading.concepts
    )


_MEANING = frozenset({"mean", "means", "meaning", "meant", "stand", "signify"})
_OF_MEANING = frozenset({"term", "word", "name", "exactly", "actually"})


# Light words that do not ask for a property of the thing.
ASKING = frozenset(
    get_term(word)
    for word in "product service tool option mode plan tier method connector engine database framework library overview"
    " software"
    " general info information detail details main important basic basically use used called known named call".split()
)


def _asks_advice(reading: Reading) -> bool:
    pairs = set(pairwise(reading.words))
    spans = ("how", "long") in pairs and ("good", "for") in pairs
    if {("how", "many"), ("how", "much")} & pairs or spans or asks_for_name(reading) or _asks_use(reading):
        return False
    if reading.has("recommend"):
        return True
    return tells_need(reading) and (reading.has("which") or len(reading.mentions) > 1 or not reading.mentions)


# "What is the <name>" has so many words before the name at most.
LONGEST_ASKING = 3


def _asks_use(reading: Reading) -> bool:
    """Whether it asks what a thing that it names is good for, not what is good for something."""
    asks = reading.words[:1] == ("what",) and reading.words[1:2] in (("is",), ("are",))
    return asks and bool(reading.mentions) and reading.words[-1] == "for" and reading.mentions[0].start < LONGEST_ASKING


def _asks_comparison(reading: Reading) -> bool:
    several = len(reading.entities) > 1 and not _are_one_phrase(reading)
    if reading.has("compare"):
        return True
    if several and ("both" in reading.words or "same" in reading.words) and reading.required:
        return True
    if (
        several
        and "than" in reading.words
        and reading.bound is None
        and (reading.has("superlative_high") or reading.has("superlative_low"))
    ):
        return True
    return (
        several
        and not reading.is_umbrella
        and "or" not in reading.words
        and not reading.is_yes_no
        and not reading.has("which")
    )


def _are_one_phrase(reading: Reading) -> bool:
    """Whether all names stand right behind each other, or tell of which one the other is ("the X of Y")."""
    of_one = not _BESIDE.intersection(reading.words) and "," not in reading.question
    return all(
        first.end == second.start or (of_one and reading.words[second.start - 1 : second.start] in _OF_ONE)
        for first, second in pairwise(reading.mentions)
    )


# Words that set things beside each other, and those behind which stands what the one before belongs to.
_BESIDE = frozenset("and or vs versus with than both against between nor to from".split())
_OF_ONE = (("of",), ("for",))


def asks_for_name(reading: Reading) -> bool:
    """Whether a question asks for nothing but what a thing was called before, or is called now."""
    of_time = reading.has("former") or reading.has("present")
    return of_time and bool(_NAMING & set(reading.words)) and not reading.is_yes_no


_NAMING = frozenset({"called", "name", "names", "named", "known"})


# Words by which a question asks whether a name is still the name, beside the cues of naming.
_OF_NAMES = frozenset(
    (
        "became become happened past today gone exist exists around name title label alive days still dead else call"
        " word term"
    ).split()
)


def read_as_name(reading: Reading) -> Reading:
    """The reading of a question that names a thing by a former name and speaks of names, without its other words."""
    named = reading.has("naming") or reading.has("present")
    behind = {mention.end for mention in reading.mentions} if reading.has("former") else set()
    open_words = [
        concept
        for concept in reading.required
        if concept.text.casefold() not in _OF_NAMES and concept.start not in behind
    ]
    of_former = names_former(reading) and (named or reading.required)
    if open_words or not (of_former or (named and reading.mentions and reading.required)):
        return reading
    return replace(reading, concepts=())


def read_as_change(reading: Reading) -> Reading:
    """The reading of a question about change without the words that say in which way ("was the limit raised?")."""
    if not asks_change(reading):
        return reading
    phrases = (
        phrase for cue in ("change_verb", "removed", "added", "appearing") for phrase in get_language().cues[cue]
    )
    verbs = {word for phrase in phrases for word in phrase} | _BEFORE | _EARLIER_THEN
    return replace(reading, concepts=tuple(c for c in reading.concepts if c.text.casefold() not in verbs))
