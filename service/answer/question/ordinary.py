"""Ordinary words of a question: which of them an answer need not explain."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from index.terms import Word, get_term, get_terms

from .amounts import get_dimension
from .language import get_language
from .reading import Concept
from .wordforms import get_bases, get_singular

# What is left of a question must weigh this much, and be this share of it, to be answered without its ordinary words.
# Of 899 questions a share of 0.4 lost five right answers and one of 0.55 nine, and none of the wrong ones went.
ENOUGH_LEFT = 0.35
ENOUGH_SHARE_LEFT = 0.25

# What a word weighs that counts when it matches and costs nothing when it does not.
SOFT_WEIGHT = 0.2
# Words that lead to a place or a thing, and at the end of a phrase mean little themselves ("runs on").
PLACING = frozenset({"on", "in", "at", "for", "of", "with"})
SWITCHING = frozenset(map(get_term, ("turn", "turned", "switch", "switched")))
"""Terms of verbs to which the word behind them belongs ("turn on X")."""
# First words of phrases that open a question and ask with no word of their own.
OPENING = frozenset({"how", "where", "when", "until"})
# So many words are looked at before a verb: "which", and the noun of the class asked about.
MOST_OF_CLASS = 4
# What a light word counts that is the whole name of a property: as much as has to be left.
NAMING_WEIGHT = ENOUGH_LEFT

UNKNOWN_ONLY = 1
"""The leniency that passes over ordinary words which the docs never use."""


def soften_kinds(
    concepts: Sequence[Concept], words: Sequence[Word], named: Container[int], properties: Container[str]
) -> list[Concept]:
    """The concepts; a noun of kind beside a name ("the quorum queue type"), or praise, needs no explanation.

    `named` holds the numbers of the words that belong to names, `properties` the words that name properties.
    """
    return [_soften(concept, words, named, properties) for concept in concepts]


def _soften(concept: Concept, words: Sequence[Word], named: Container[int], properties: Container[str]) -> Concept:
    language, term = get_language(), words[concept.start].term
    if concept.end - concept.start > 1:
        return concept
    if concept.required and term == "access" and _is_had_to(words, concept):
        return replace(concept, required=False, weight=SOFT_WEIGHT)
    praises = concept.end in named and term in language.qualities
    before = words[concept.start - 1].term if concept.start else ""
    beside = concept.start - 1 in named or concept.end in named or before in properties
    if praises or (beside and concept.required and term in language.kinds):
        return replace(concept, required=False, weight=SOFT_WEIGHT)
    return concept


def _is_had_to(words: Sequence[Word], concept: Concept) -> bool:
    """Whether somebody has what a word says to what stands behind it ("who has no access to billing")."""
    before = [word.text.casefold() for word in words[max(0, concept.start - 2) : concept.start]]
    to = [word.text.casefold() for word in words[concept.end : concept.end + 1]] == ["to"]
    return to and bool(_HAVING & set(before))


_HAVING = frozenset({"have", "has", "had", "having", "get", "gets", "given", "without"})


def pass_over(
    concepts: Sequence[Concept],
    words: Sequence[Word],
    leniency: int,
    *,
    named: bool,
    properties: Container[str] = (),
    makers: Container[str] = (),
) -> tuple[Concept, ...]:
    """The concepts, ordinary ones no longer required where enough is left of the question without them.

    Of a question about what became of something that it names, the name is enough. A light word that is the whole name
    of one of the properties counts as left; where another one is, of a thing or among things, that is enough.
    """
    if not leniency:
        return tuple(concepts)
    passing = [
        _is_free_amount(words, concept)
        or _is_had(words, concept)
        or _takes_counted(words, concept, concepts, properties)
        or _brings_counted(words, concept)
        or _is_made_by(concept, words, leniency, makers)
        or _may_pass(concept, words, leniency)
        for concept in concepts
    ]
    ended = _pass_ends(concepts, passing) if leniency > UNKNOWN_ONLY else passing
    for each in (ended, passing):
        passed = _pass(concepts, each)
        if _leaves_enough(passed, concepts, words, named=named, properties=properties):
            return passed
    return tuple(concepts)


def _pass(concepts: Sequence[Concept], passing: Sequence[bool]) -> tuple[Concept, ...]:
    return tuple(
        replace(concept, required=False, passed=True) if passes else concept
        for concept, passes in zip(concepts, passing, strict=True)
    )


def _leaves_enough(
    passed: Sequence[Concept],
    concepts: Sequence[Concept],
    words: Sequence[Word],
    *,
    named: bool,
    properties: Container[str],
) -> bool:
    """Whether enough of a question is left by its concepts of which some were passed over."""
    if named and all(not concept.required for concept in passed) and (_asks_change(words) or _asks_end(passed)):
        return True
    left = sum(concept.weight for concept in passed if concept.required)
    left += sum(NAMING_WEIGHT for concept in concepts if not concept.required and concept.terms[-1] in properties)
    asked = sum(concept.weight for concept in concepts if concept.required)
    of_property = (named or _asks_which(words)) and any(_names_whole(concept, properties) for concept in passed)
    return left >= ENOUGH_LEFT and (of_property or left >= ENOUGH_SHARE_LEFT * asked)


def _asks_end(passed: Sequence[Concept]) -> bool:
    """Whether nothing is passed over but which end of a range is meant, of what "how often" and its like ask for."""
    measured = any(concept.text.casefold() in _MEASURING for concept in passed if not concept.passed)
    return measured and all(_says_end(concept) for concept in passed if concept.passed)


_MEASURING = frozenset({"how often", "how long", "how big", "how large"})


def _asks_which(words: Sequence[Word]) -> bool:
    return any(word.text.casefold() == "which" for word in words)


def _names_whole(concept: Concept, properties: Container[str]) -> bool:
    """Whether a concept that an answer must explain is the whole name of a property, and no mere "default"."""
    return concept.required and concept.terms[-1] in properties and not concept.asks_default


def _asks_change(words: Sequence[Word]) -> bool:
    lowered = [word.text.casefold() for word in words]
    return any(get_language().has_cue(cue, lowered) for cue in ("change", "when"))


def _may_pass(concept: Concept, words: Sequence[Word], leniency: int) -> bool:
    language = get_language()
    if not concept.required or concept.is_name or (concept.known and leniency == UNKNOWN_ONLY):
        return False
    run = words[concept.start : concept.end]
    if any(word.term in _LOSING for word in run) or _is_term(concept) or _is_most(run) or _is_graded(words, concept):
        return False
    if _is_unit(words, concept) or _is_plain_verb(words, concept):
        return True
    ordinary = language.ordinary if concept.known else language.ordinary | language.scenery
    if not all(word.term in ordinary or language.is_light(word.text.casefold()) for word in run):
        return False
    if _is_asked_for(words, concept) or (concept.start and any(word.text[0].isupper() for word in run)):
        return False
    return not _modifies(words, concept)


def _is_most(run: Sequence[Word]) -> bool:
    """Whether it is a superlative of an ordinary word, by which one is chosen from several ("cheapest")."""
    lowered = [word.text.casefold() for word in run]
    return any(word.endswith("est") and _get_ordinary(get_bases(word)) for word in lowered)


def _is_graded(words: Sequence[Word], concept: Concept) -> bool:
    """Whether "most" or "least" grades it, and does not count it ("the least expensive", not "the most cars")."""
    word = words[concept.start].text.casefold()
    graded = concept.start > 0 and words[concept.start - 1].text.casefold() in ("most", "least")
    return graded and get_singular(word) == word


def _get_ordinary(words: Sequence[str]) -> bool:
    language = get_language()
    return any(word in language.everyday or word in language.soft_words for word in words)


def _is_made_by(concept: Concept, words: Sequence[Word], leniency: int, makers: Container[str]) -> bool:
    """Whether it is the noun in the plural, or behind "which", that says what things of a maker are ("Acme pumps")."""
    if not concept.required or not concept.start or concept.end - concept.start > 1:
        return False
    if concept.known and leniency == UNKNOWN_ONLY:
        return False
    word, asked = words[concept.start].text.casefold(), words[max(0, concept.start - 2)].text.casefold()
    plural = get_singular(word) != word
    return (plural or asked in ("which", "any")) and words[concept.start - 1].term in makers


def _pass_ends(concepts: Sequence[Concept], passing: Sequence[bool]) -> list[bool]:
    """Which concepts pass where those do that say which end of a range is meant."""
    ends = [concept.required and _says_end(concept) for concept in concepts]
    return [passes or end for passes, end in zip(passing, ends, strict=True)]


def _says_end(concept: Concept) -> bool:
    """Whether it says which end of a range is meant ("take at most"), as a limit does anyway."""
    return tuple(concept.text.casefold().split()[-2:]) in _ENDS


_ENDS = (("at", "most"), ("at", "least"))


def _is_had(words: Sequence[Word], concept: Concept) -> bool:
    """Whether it is the number that somebody has who asks how many more there may be."""
    asked = find_run(words, ("how", "many", "more"))
    return concept.required and concept.is_number and asked is not None and concept.start < asked


def find_run(words: Sequence[Word], run: tuple[str, ...]) -> int | None:
    """Number of the first word of a run of words in lower case, or None."""
    lowered = tuple(word.text.casefold() for word in words)
    return next((at for at in range(len(lowered)) if lowered[at : at + len(run)] == run), None)


def _takes_counted(
    words: Sequence[Word], concept: Concept, concepts: Sequence[Concept], properties: Container[str]
) -> bool:
    """Whether it is a verb of cost with what is counted beside it, a property ("how many points does X cost")."""
    if not concept.required or concept.text.casefold() not in _TAKING:
        return False
    counted = (other for other in concepts if other.required and other.terms[-1] in properties and other is not concept)
    return any(
        other.start == concept.end or words[other.start - 1].text.casefold() in ("many", "much") for other in counted
    )


def _brings_counted(words: Sequence[Word], concept: Concept) -> bool:
    """Whether it only says that what is counted comes to be ("how many buckets may an account create")."""
    lowered = [word.text.casefold() for word in words[: concept.start]]
    counts = ("how", "many") in pairwise(lowered) and not _MODALS.isdisjoint(lowered)
    return concept.required and counts and concept.text.casefold() in _BRINGING


_MODALS = frozenset("can could may might must be do does will".split())
_BRINGING = frozenset(
    "create created make made build built configure configured define defined register registered open opened launch"
    " launched start started provision provisioned own owned add added have had buy bought order ordered request"
    " requested deploy deployed".split()
) | {"set up", "spin up", "bring up"}


_TAKING = frozenset({"cost", "costs", "charge", "charges", "charged", "pay", "consume", "consumes"})


def _is_free_amount(words: Sequence[Word], concept: Concept) -> bool:
    """Whether it says of an amount asked for that it costs nothing ("how many reads are free"): amounts are such."""
    lowered = {word.text.casefold() for word in words}
    asks = concept.required and concept.text.casefold() in FREE
    return asks and not lowered.isdisjoint(_COUNTING) and not lowered & _COSTING


FREE = frozenset({"free", "for free", "free of charge", "at no cost", "included"})
_COUNTING = frozenset({"many", "much", "amount", "number", "least"})
_COSTING = frozenset({"cost", "costs", "price", "pay", "is"})


def _is_asked_for(words: Sequence[Word], concept: Concept) -> bool:
    """Whether it is the noun between "what" and a verb, and so the very thing asked for ("what colour does …")."""
    before = words[concept.start - 1].text.casefold() if concept.start else ""
    behind = words[concept.end].text.casefold() if concept.end < len(words) else ""
    return before == "what" and behind in _VERBS


_VERBS = frozenset("is are was were does do did has have had can will".split())

# Verbs without which a question would ask for the opposite: what loses entries is not what keeps them.
_LOSING = frozenset(get_terms("forget lose lost loses losing discard destroy disappear vanish miss avoid prevent stop"))


def _is_term(concept: Concept) -> bool:
    """Whether ordinary words are together a term that the docs have ("single sign-on")."""
    words = concept.text.casefold().split()
    leads_on = frozenset(words[1:]) <= PLACING
    return concept.known and len(words) > 1 and len(concept.alternatives) > 1 and not leads_on


def _is_unit(words: Sequence[Word], concept: Concept) -> bool:
    """Whether it is the unit in which the question counts ("how many seconds …")."""
    before = tuple(word.text.casefold() for word in words[max(0, concept.start - 2) : concept.start])
    return before == ("how", "many") and get_dimension(concept.text) != ""


def _is_plain_verb(words: Sequence[Word], concept: Concept) -> bool:
    """Whether it is a verb by its place, and no word of the trade ("may I create", "which plans record")."""
    word = words[concept.start].text
    if concept.known or len(concept.alternatives) > 1 or not word.isalpha() or word != word.casefold():
        return False
    before = [each.text.casefold() for each in words[max(0, concept.start - MOST_OF_CLASS) : concept.start]]
    if before[-1:] and before[-1] in _SUBJECTS:
        return True
    kinds = get_language().kinds
    asked = next((at for at, each in enumerate(before) if each in ("which", "what")), None)
    inside = before[asked + 1 :] if asked is not None else []
    return bool(inside) and all(get_term(each) in kinds for each in inside)


# Words behind which a verb stands, as it does behind a name ("does Acme collect traces").
_SUBJECTS = frozenset("i we you they he she it to".split())
_BEFORE_VERBS = _SUBJECTS | frozenset("can could may might must should would will shall".split())


def _modifies(words: Sequence[Word], concept: Concept) -> bool:
    """Whether it makes a narrower thing of the word behind it ("secondary index")."""
    language = get_language()
    if words[concept.end - 1].term not in language.modifying or concept.end >= len(words):
        return False
    before = words[concept.start - 1].text if concept.start else ""
    if before.casefold() in _BEFORE_VERBS or (concept.start > 1 and before[:1].isupper()):
        return False
    return not language.is_light(words[concept.end].text.casefold())
