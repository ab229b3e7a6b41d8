"""Follow-ups: what a question leaves out is carried over from the one before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.model import FactKind, Version
from index.terms import get_term, iter_words

from ..model import Claim
from ..question.alike import LIKE_THAT
from ..question.entries import Entry, Standing
from ..question.intents import asks_for_name
from ..question.reading import Concept, Mention, Reading, get_concept_of
from ..question.termset import get_term_set
from ..question.wordforms import get_singular, get_words
from .answered import find_answered, refers_to_answer
from .enough import is_enough
from .inquiry import Inquiry
from .matching import get_name_share

# A question of at most so many words that names nothing itself goes on about what was asked before.
LONGEST_FRAGMENT = 9


# Of what was named before, so many of the newest are meant by "of them".
MOST_RECENT = 4


def carry_over(
    earlier: Reading, reading: Reading, inquiry: Inquiry, answer: Callable[[], Sequence[Claim]] = tuple
) -> Reading:
    """The reading with what it leaves out taken from an earlier one; the inquiry is the earlier one's.

    `answer` gives the claims with which the earlier question is answered.
    """
    reading = _narrow(earlier, _take_names_as_properties(earlier, reading, inquiry), inquiry)
    if _asks_history(earlier, reading):
        return _ask_history(earlier, reading, inquiry.versions[-1])
    mentions, concepts = reading.mentions, reading.concepts
    other = reading.has("other") or _asks_graded(earlier, reading, inquiry)
    if other:
        mentions = _get_others(earlier, inquiry) or mentions
        concepts = tuple(concept for concept in concepts if concept.required)
    elif not mentions and (ordered := _get_ordered(earlier, reading)):
        mentions = ordered
    elif not mentions and _goes_on(reading) and not _asks_name_of_another(reading):
        told = find_answered(earlier, reading, answer(), inquiry) if refers_to_answer(earlier, reading) else ()
        mentions = told or _get_meant(earlier, reading)
    if not any(concept.required for concept in concepts) and _takes_concepts(
        replace(reading, mentions=mentions), other, inquiry
    ):
        own = tuple(c for c in concepts if c.terms not in {e.terms for e in earlier.concepts})
        concepts = _put_in_place(earlier.concepts, own, inquiry)
    yes_no = reading.is_yes_no or (earlier.is_yes_no and _is_fragment(reading))
    bound = reading.bound or (earlier.bound if concepts is not reading.concepts else None)
    moment = reading.moment if _is_fresh(earlier, reading) else earlier.moment
    carried = replace(reading, mentions=mentions, concepts=concepts, moment=moment, is_yes_no=yes_no, bound=bound)
    again = earlier.asks_history and earlier.is_yes_no and concepts is not reading.concepts
    aside = not _asks_of_its_own(reading) and (bool(reading.moment.versions) or earlier.aside)
    return replace(carried, recent=_get_recent(earlier), aside=aside, asks_history=again)


def _narrow(earlier: Reading, reading: Reading, inquiry: Inquiry) -> Reading:
    """The reading; of several things that a fragment names, the one named most like the thing asked about before."""
    if len(reading.mentions) != 1 or len(earlier.entities) != 1 or not _only_goes_on(reading):
        return reading
    mention = reading.mentions[0]
    names = {id: get_term_set(inquiry.get_named(id).name) for id in mention.entry.ids}
    shared = frozenset.intersection(*names.values())
    before = get_term_set(inquiry.get_named(earlier.entities[0]).name) - shared
    alike = [id for id, terms in names.items() if terms & before]
    if len(names) == 1 or len(alike) != 1:
        return reading
    entry = replace(mention.entry, ids=(alike[0],), standing=Standing.SHORT)
    return replace(reading, mentions=(replace(mention, entry=entry),))


def _asks_name_of_another(reading: Reading) -> bool:
    """Whether it asks how something was called that it names itself ("what were the piers called before?")."""
    return asks_for_name(reading) and bool(reading.required) and not reading.has("reference")


def _put_in_place(earlier: Sequence[Concept], own: Sequence[Concept], inquiry: Inquiry) -> tuple[Concept, ...]:
    """The earlier concepts and a question's own; a word of another property's name stands for those that this lacks.

    After "small boats per pier", "what about rafts?" asks for "rafts per pier".
    """
    lexicon, kept, put = inquiry.lexicon, list(earlier), list(own)
    for number, concept in enumerate(own):
        ids = lexicon.attributes_by_term.get(concept.terms[-1], ()) if concept.terms else ()
        beside = {term for id in ids for names in lexicon.attribute_terms[id] for term in names}
        shared = [each for each in kept if each.required and beside.issuperset(each.terms)]
        if not concept.required and shared and len(shared) < sum(each.required for each in kept):
            kept = [each for each in kept if beside.issuperset(each.terms) or each.text.casefold().startswith("how ")]
            put[number] = replace(concept, required=True)
    return (*kept, *put)


def _is_fresh(earlier: Reading, reading: Reading) -> bool:
    """Whether a question is asked of another version than the one before; an aside into a version ends with it."""
    own = reading.has("latest") or reading.moment.versions or reading.moment.unknown
    return bool(own) or (earlier.aside and _asks_of_its_own(reading) and not _STAYING & set(_get_words(reading)))


def _asks_of_its_own(reading: Reading) -> bool:
    """Whether a question names a thing or a property itself."""
    return bool(reading.mentions) or bool(reading.required)


def _get_words(reading: Reading) -> list[str]:
    """The words of a question as asked, with those that its reading passes over ("then" at the end)."""
    return [word.text.casefold() for word in iter_words(reading.question)]


# Words by which a question stays with the version of the one before.
_STAYING = frozenset({"then", "there", "back", "too", "also"})


def _get_recent(earlier: Reading) -> tuple[Mention, ...]:
    """What was named up to an earlier question, each thing once, the newest last."""
    named = {mention.entry.ids: mention for mention in (*earlier.recent, *earlier.mentions)}
    return tuple(named.values())[-MOST_RECENT:]


def _asks_graded(earlier: Reading, reading: Reading, inquiry: Inquiry) -> bool:
    """Whether "the newer one" is meant, and beside the thing asked about stands one other alone."""
    words = reading.words
    pairs = zip(words, words[1:], words[2:], strict=False)
    graded = any(first == "the" and word in _GRADES and last == "one" for first, word, last in pairs)
    return graded and not reading.mentions and len(earlier.entities) == 1 and len(_get_others(earlier, inquiry)) == 1


_GRADES = frozenset("newer older bigger smaller larger cheaper faster slower later earlier simpler lighter".split())


def _get_ordered(earlier: Reading, reading: Reading) -> tuple[Mention, ...]:
    """Of the two things named last the one that "the former" or "the latter" is, where nothing is called so."""
    pairs, recent = list(pairwise((*reading.words, ""))), _get_recent(earlier)[-2:]
    behind = {second: word for (_, second), (_, word) in pairwise(pairs)}
    alone = [each for each in _ORDERED if ("the", each) in pairs and not behind.get(each, "").isalpha()]
    alone += [each for each in _ORDERED if ("the", each) in pairs and behind.get(each, "") in _GOING_ON]
    return (recent[_ORDERED.index(alone[0])],) if alone and len(recent) == len(_ORDERED) else ()


_ORDERED = ("former", "latter")
_GOING_ON = frozenset("for in on with as and or to at is are do does can have has".split())


def _get_meant(earlier: Reading, reading: Reading) -> tuple[Mention, ...]:
    """What a question that names nothing is about: the thing named last, or all of late for "which of them"."""
    return _get_recent(earlier) if reading.has("together") else earlier.mentions


def _asks_history(earlier: Reading, reading: Reading) -> bool:
    """Whether a question asks how what was asked before it was in earlier versions: "what was it before?"."""
    own = reading.mentions or reading.has("former") or reading.has("naming")
    open_words = [concept for concept in reading.concepts if concept.text.casefold() not in _OF_TIME]
    dated = reading.moment.versions
    asks = _asks_difference(reading) if dated else reading.has("history") and len(reading.words) <= LONGEST_FRAGMENT
    return asks and not own and not open_words and bool(earlier.concepts)


def _asks_difference(reading: Reading) -> bool:
    """Whether a question asks if something was otherwise in one version: "was it different in v1?"."""
    words = reading.words
    alike = bool(_OTHERWISE & set(words)) or any(pair in LIKE_THAT for pair in pairwise(words))
    return reading.is_yes_no and len(reading.moment.versions) == 1 and alike


_OTHERWISE = frozenset({"different", "differently", "otherwise", "same"})
_OF_TIME = frozenset("always so case way before earlier previously past different like used use otherwise".split())


def _ask_history(earlier: Reading, reading: Reading, newest: Version) -> Reading:
    """The earlier question, asked of the versions before, or of the one that is named and the newest."""
    concepts, recent = earlier.concepts, _get_recent(earlier)
    carried = replace(earlier, question=reading.question, words=reading.words, recent=recent, asks_history=True)
    named = reading.moment.versions
    moment = replace(reading.moment, versions=(*named, newest)) if named else reading.moment
    return replace(carried, is_yes_no=reading.is_yes_no, moment=moment, concepts=concepts)


def _take_names_as_properties(earlier: Reading, reading: Reading, inquiry: Inquiry) -> Reading:
    """The reading; a name in it is a property where it says "their …", or as such stands beside what was asked."""
    if not earlier.mentions or len(reading.mentions) != 1 or len(reading.words) > LONGEST_FRAGMENT:
        return reading
    mention = reading.mentions[0]
    concept = replace(get_concept_of(mention), is_name=False)
    asked = _find_whole_name(earlier, inquiry)
    if asked and _is_property_of(earlier, mention, inquiry):
        left = tuple(other for other in earlier.concepts if other not in asked)
        return replace(reading, mentions=(), concepts=(concept, *left, *reading.concepts))
    weak = not mention.strong or reading.has("reference")
    unsure = weak and not mention.text[:1].isupper() and _is_property_of(earlier, mention, inquiry)
    owned = reading.words[max(0, mention.start - 1) : mention.start] in (("its",), ("their",))
    if not unsure and not (owned and not mention.text[:1].isupper()):
        return reading
    return replace(reading, mentions=(), concepts=(concept, *reading.concepts))


def _find_whole_name(earlier: Reading, inquiry: Inquiry) -> tuple[Concept, ...]:
    """The words of the question before by which it named a property whole that is a thing elsewhere ("on Pro")."""
    for match in inquiry.row_matches[:1]:
        named = tuple(concept for concept in match.named if concept.required)
        if match.row and named and match.name_share == 1 and match.row.get_cells(next(iter(earlier.entities), "")):
            entries = inquiry.lexicon.get_entries(inquiry.version.ordinal)
            return named if entries.by_words.get(get_words(match.row.attribute.name)) else ()
    return ()


def _is_property_of(earlier: Reading, mention: Mention, inquiry: Inquiry) -> bool:
    """Whether a row of the things asked about before is called so, and the row asked about has no such thing."""
    concept, asked = get_concept_of(mention), set(earlier.entities)
    beside = {id for match in inquiry.row_matches[:1] if match.row for id in match.row.entities}
    if beside & set(mention.entry.ids):
        return False
    cells = (fact for entity in asked for fact in inquiry.get_facts_of(entity, (FactKind.CELL,)))
    return any(get_name_share((concept,), get_term_set(cell.attribute.name)) == 1 for cell in cells)


def _goes_on(reading: Reading) -> bool:
    """Whether a question that names nothing speaks of what came before: by a pronoun, or as a fragment."""
    words = reading.words
    if reading.has("together"):
        return True
    refers = reading.has("reference") or words[-1:] == ("there",)
    asks_when = reading.has("when") and len(words) <= LONGEST_FRAGMENT
    if _asks_others_there(reading):
        return False
    if reading.has("which") and "and" not in words[:1] and (not refers or "of" in words) and not asks_when:
        return False
    return refers or len(words) <= LONGEST_FRAGMENT


def _asks_others_there(reading: Reading) -> bool:
    """Whether it asks which things are so in the place that was spoken of ("which boats may lie there?")."""
    words = reading.words
    asked = [at for at, word in enumerate(words) if word in ("which", "what")]
    behind = words[asked[0] + 1 : asked[0] + 2] if asked else ()
    there = words[-1:] == ("there",) and "it" not in words and "that" not in words
    return there and any(get_singular(word) != word for word in behind)


def _asks_count_of(reading: Reading, inquiry: Inquiry) -> bool:
    """Whether it asks how many there are of what is itself counted by a property ("how many decks has it?")."""
    counted = reading.words[2:3] if reading.words[:2] == ("how", "many") else ()
    return any(get_term(word) in inquiry.lexicon.attributes_by_term for word in counted)


def _takes_concepts(reading: Reading, other: bool, inquiry: Inquiry) -> bool:
    """Whether a question without a subject matter of its own asks the earlier one again."""
    asks_use = reading.words[:2] == ("what", "does") and reading.words[-1:] == ("do",)
    of_end = ("until", "when") in pairwise(reading.words)
    exists = reading.has("when") and not _EXISTING.isdisjoint(reading.words)
    if asks_use or of_end or exists or any(reading.has(cue) for cue in ("former", "present", "naming", "same")):
        return False
    if _asks_same_measure(reading):
        return True
    of_whom = "who" in reading.words[:2] and bool(reading.concepts) and "about" not in reading.words
    if of_whom or _asks_count_of(reading, inquiry):
        return False
    if any(concept.terms[0] in inquiry.lexicon.attribute_words for concept in reading.concepts):
        return False
    if not _only_goes_on(reading) and _is_answered_alone(reading, inquiry):
        return False
    return other or _count_words(reading) <= LONGEST_FRAGMENT


# "Since when does it exist?" asks of the thing, not of what was asked of it before.
_EXISTING = frozenset({"exist", "exists", "existed", "around"})


def _count_words(reading: Reading) -> int:
    """How many words a question has beside those for a version."""
    dated = (reading.question[start:end] for start, end in reading.moment.spans)
    return len(reading.words) - sum(1 for text in dated for _ in iter_words(text))


def _asks_same_measure(reading: Reading) -> bool:
    """Whether it asks nothing but how much what was asked before was: "how long was it?", with a version perhaps."""
    words = reading.words
    measured = words[:1] == ("how",) and words[2:3] in _BEING and words[3:4] in _THAT
    return measured and all(concept.text.casefold().startswith("how ") for concept in reading.concepts)


_BEING = (("is",), ("are",), ("was",), ("were",))
_THAT = (("it",), ("that",), ("this",), ("they",), ("those",), ("these",))


def _only_goes_on(reading: Reading) -> bool:
    """Whether a question has no question word of its own: "and …?", "what about …?"."""
    asks = ("what", "how", "who", "where", "when", "which")
    starts = tuple(word for word in reading.words if word not in ("and", "but", "so"))[:2]
    return starts[:1] == () or starts[0] not in asks or starts[1:] == ("about",)


def _is_answered_alone(reading: Reading, inquiry: Inquiry) -> bool:
    """Whether the docs answer a question of light words by themselves ("how long may it run?")."""
    alone = Inquiry(inquiry.reader, inquiry.lexicon, inquiry.version, reading)
    return bool(reading.mentions and reading.concepts) and any(
        match.row and set(match.row.entities) & set(reading.entities) and is_enough(alone, match, reading.entities)
        for match in alone.row_matches
    )


def _is_fragment(reading: Reading) -> bool:
    """Whether a question has no question word of its own but those that only go on ("and …?", "what about …?")."""
    if len(reading.words) > LONGEST_FRAGMENT:
        return False
    own = (
        reading.has("which")
        or reading.has("why")
        or reading.has("when")
        or reading.has("change")
        or reading.has("compare")
    )
    starts = reading.words[:2]
    return not own and (
        starts[:1] not in (("what",), ("how",), ("where",)) or starts in (("what", "about"), ("how", "about"))
    )


def _get_others(earlier: Reading, inquiry: Inquiry) -> tuple[Mention, ...]:
    """The things that stand beside the one asked about before, in the row that answered."""
    asked = set(earlier.entities)
    for match in inquiry.row_matches:
        if match.row and asked & set(match.row.entities):
            others = [entity for entity in match.row.entities if entity not in asked]
            names = [inquiry.get_named(entity).name for entity in others]
            return tuple(
                Mention(Entry((id,), Standing.NAME, name), name, 0, 0) for id, name in zip(others, names, strict=True)
            )
    return ()
