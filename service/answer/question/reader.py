"""Reading a question against the names and words of one docset in one version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Version
from index.store import IndexReader
from index.terms import Word, get_terms

from .beside import drop_class_names, drop_classes
from .classes import get_class_terms
from .classnoun import is_class_noun
from .conceptwords import (
    adds_much,
    drop_idle_counts,
    drop_repeated,
    is_counted_behind,
    is_negated,
    is_proper,
    names_class,
    says_where,
)
from .coordinated import add_coordinated
from .entries import LONGEST_NAME, Entry, Standing
from .hearing import Listener
from .keyed import KeyedNames
from .language import ARTICLES, Phrase, strip_articles
from .lexicon import Lexicon
from .lightwords import LightWords
from .mentioning import (
    JOINING,
    PARTICLES,
    add_enumerated,
    choose_mentions,
    ends_phrase,
    follows_question_word,
    goes_on,
    goes_on_in_plural,
    is_bare,
    is_counted,
    is_initials,
    is_joined_to_name,
    is_middle,
    is_narrow,
    is_of_code,
    is_own,
    is_owner,
    is_strong,
    is_subject,
    is_verb,
    is_wider,
    part_excepted,
)
from .narrowing import narrow
from .numbered import NumberedNames
from .ordinary import OPENING, PLACING, SOFT_WEIGHT, SWITCHING, pass_over, soften_kinds
from .reading import Concept, Mention, Reading
from .scattered import find_places
from .versionnoun import find_version_nouns
from .vocabulary import Vocabulary
from .wordforms import get_singulars, get_words

# Names of properties are looked for up to so many words before and behind a name.
LONGEST_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Options:
    """How freely a question is read."""

    only_strong: bool = False
    """Whether only names beyond doubt are taken as names."""
    titles: bool = False
    """Whether titles of pages are names."""
    leniency: int = 0
    """Which ordinary words need no explanation: none, those that the docs never use (1), all (2)."""
    second_names: bool = True
    """Whether things that are not named may be called by names that a column has beside theirs."""


FIRST_READING = Options()
LENIENT = (Options(leniency=1), Options(leniency=2))


class Reader:
    """Reads questions against the names and words of one docset in one version."""

    def __init__(self, reader: IndexReader, lexicon: Lexicon, version: Version) -> None:
        self._reader, self._lexicon, self._version = reader, lexicon, version
        self._language = lexicon.language
        self._listener = Listener(reader, lexicon, version)
        self._maker = frozenset(get_terms(version.docset))
        self._vocabulary = Vocabulary(reader, lexicon)
        self._light = LightWords(lexicon, self._maker)
        self._numbered = NumberedNames(reader, lexicon, version)
        self._keyed = KeyedNames(reader, version)

    def read(self, question: str, versions: Sequence[Version], options: Options = FIRST_READING) -> Reading:
        """The question as it is understood."""
        heard = self._listener.hear(question, versions)
        self._options, self._heard, self._dropped = options, heard, frozenset[int]()
        found = self._get_mentions(heard.words)
        found = found or self._find_second_names(heard.words)
        mentions, excepted = part_excepted(found, heard.words)
        concepts = self._get_concepts(heard.words, found)
        return Reading(
            question=heard.question,
            words=heard.lowered,
            mentions=mentions,
            concepts=concepts,
            moment=heard.moment,
            is_yes_no=heard.is_yes_no,
            bound=heard.bound,
            excepted=excepted,
        )

    # Names

    def _get_mentions(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """The names in the question: the longest runs first, the unsure ones only where nothing sure stands."""
        found: list[Mention] = []
        asking = find_version_nouns(words)
        at = 0
        while at < len(words):
            named = None if at in asking else self._find_mention(words, at)
            mention = self._numbered.find(words, at, found) or named
            if mention:
                found.append(mention)
            at = mention.end if mention else at + 1
        scattered = self._find_scattered(words, found)
        if scattered:
            return scattered
        found = drop_class_names(found, words, self._vocabulary, self._version)
        found = add_coordinated(found, words, self._lexicon.get_entries(self._version.ordinal))
        found = self._drop_attributes(narrow(found, words, self._lexicon), words)
        self._dropped = frozenset(
            at
            for mention in found
            if self._options.only_strong and not mention.strong
            for at in range(mention.start, mention.end)
        )
        return choose_mentions([mention for mention in found if mention.strong or not self._options.only_strong], words)

    def _find_second_names(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Things called by second names, where the question asks anything else of them, or goes on with them."""
        keyed = self._keyed.find(words) if self._options.second_names else ()
        opening = tuple(word.text.casefold() for word in words[:2])
        goes_on = opening[:1] == ("and",) or opening[1:] == ("about",)
        return keyed if keyed and (goes_on or self._get_concepts(words, keyed)) else ()

    def _drop_attributes(self, found: list[Mention], words: Sequence[Word]) -> list[Mention]:
        """The mentions without names that are those of properties too, where something else is asked about."""
        others = [
            m
            for m in found
            if get_singulars(m.text) not in self._lexicon.attribute_runs
            and not self._is_in_attribute(words, m.start, m.end)
        ]
        wide = [m for m in others if not is_narrow(m, self._lexicon.attributes_by_term)]
        others = wide if wide and len(wide) < len(found) else others
        asks_which = any(word.text.casefold() == "which" for word in words)
        others = others or [m for m in found if asks_which and is_subject(words, m)]
        return add_enumerated(others, found, words) if others or asks_which else found

    def _find_scattered(self, words: Sequence[Word], found: Sequence[Mention]) -> tuple[Mention, ...]:
        """A name whose words stand apart in the question, where it tells more than the names that stand whole."""
        terms = frozenset(word.term for word in words if word.start not in self._heard.quoted)
        scattered = self._lexicon.find_scattered(terms, self._version.ordinal)
        if scattered is None:
            return ()
        parts, entry = scattered
        places = find_places(words, parts, entry.name)
        covered = {at for mention in found for at in range(mention.start, mention.end)}
        whole = any(entry.ids == mention.entry.ids for mention in found)
        if whole or len(found) > 1 or not covered <= set(places) or len(places) <= len(covered):
            return ()
        return tuple(Mention(entry, words[at].text, at, at + 1, False) for at in places)

    def _find_mention(self, words: Sequence[Word], start: int) -> Mention | None:
        entries = self._lexicon.get_entries(self._version.ordinal)
        for end in range(min(len(words), start + LONGEST_NAME), start, -1):
            parted = any(word.start in self._heard.parted for word in words[start + 1 : end])
            entry = entries.find(words[start:end]) if not parted else None
            if entry and self._is_something_else(entry, words, start, end):
                continue
            if entry and entry.standing in _PARTS:
                entry = self._find_whole(words, start, end) or entry
            if entry and (is_verb(words, start, end) or ends_phrase(words, start, end, entry)):
                continue
            if entry and is_own(words, start, end, entry):
                continue
            if entry and (self._is_maker(words[start:end], entry) or is_class_noun(words, start, end, entry)):
                continue
            if entry and (self._numbered.is_class(words, start, end) or self._opens_class(words, start, end, entry)):
                continue
            if entry and (end - start > 1 or self._may_name(words, start, entry)):
                text = " ".join(word.text for word in words[start:end])
                family = self._find_family(words, start, end)
                entry = entry if family is None or is_wider(entry, family) else family
                return Mention(entry, text, start, end, is_strong(words, start, entry))
        return None

    def _opens_class(self, words: Sequence[Word], start: int, end: int, entry: Entry) -> bool:
        """Whether a word begins what the docs call the class of the thing that has it as its name ("user types")."""
        behind = words[end].term if end < len(words) else ""
        if end - start > 1 or not behind:
            return False
        terms = get_class_terms(self._reader, self._version, entry.ids[0])
        return behind in terms and words[start].term in terms and behind != words[start].term

    def _is_something_else(self, entry: Entry, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether a run does not stand for what has it in its name: a title, a part quoted by itself, a property."""
        is_part = entry.standing in _PARTS
        other = entry.standing is Standing.UMBRELLA and goes_on(words, end)
        other = other or (entry.standing is Standing.TITLE and not self._options.titles)
        other = other or (is_part and end - start == 1 and words[start].start in self._heard.quoted)
        return other or self._is_in_attribute(words, start, end, telling=not is_part)

    def _is_maker(self, words: Sequence[Word], entry: Entry) -> bool:
        """Whether a part of names is what the whole docset is called: the maker, or the product as a whole."""
        own = [word.term for word in words] == list(get_terms(self._version.docset))
        return own and entry.standing in (*_PARTS, Standing.ELSEWHEN)

    def _find_whole(self, words: Sequence[Word], start: int, end: int) -> Entry | None:
        """What a whole name before a noun of kind names ("ridge tent"), where the run is part of a longer name too."""
        kinds = self._language.kinds | self._lexicon.shared_words
        if end - start < 2 or words[end - 1].term not in kinds or words[end - 1].start in self._heard.hyphened:
            return None
        entry = self._lexicon.get_entries(self._version.ordinal).find(words[start : end - 1])
        return entry if entry and entry.standing is Standing.NAME else None

    def _find_family(self, words: Sequence[Word], start: int, end: int) -> Entry | None:
        """The several things that a plural means: "the basic plans", "the family tents"."""
        text = " ".join(word.text for word in words[start:end])
        run, ordinal = get_singulars(text), self._version.ordinal
        exact = self._lexicon.get_entries(ordinal).by_words.get(get_words(text))
        if run != get_words(text) and exact is None:
            return self._lexicon.find_family(run, ordinal, ending=True)
        kinds = self._language.kinds | self._lexicon.shared_words
        plural = len(run) == 1 and goes_on_in_plural(words, end, kinds, self._lexicon.get_entries(ordinal).by_singulars)
        return self._lexicon.find_family(run, ordinal, ending=False) if plural or is_counted(words, start) else None

    def _is_in_attribute(self, words: Sequence[Word], start: int, end: int, *, telling: bool = False) -> bool:
        """Whether a run is a part of the longer name of a property ("zone" in "availability zones").

        With `telling`, what the property's name adds has to be more than a light word.
        """
        around = (
            (begin, stop)
            for begin in range(max(0, start - LONGEST_BESIDE), start + 1)
            for stop in range(end, min(len(words), end + LONGEST_BESIDE) + 1)
            if stop - begin > end - start
        )
        behind = get_singulars(words[end].text) if end < len(words) else ()
        paired = self._lexicon.attribute_pairs.get(get_singulars(words[end - 1].text)[0], ())
        if not telling and behind and behind[0] in paired:
            return True
        return any(
            get_singulars(" ".join(word.text for word in words[begin:stop])) in self._lexicon.attribute_runs
            for begin, stop in around
            if not telling or adds_much((*words[begin:start], *words[end:stop]))
        )

    def _may_name(self, words: Sequence[Word], at: int, entry: Entry) -> bool:
        """Whether a single word names something here: initials in capitals, light words when written as a name."""
        word = words[at]
        in_path = word.start in self._heard.in_path and entry.standing in (Standing.SHORT, Standing.UMBRELLA)
        if in_path or is_middle(words, at, entry) or is_bare(words, at, entry.name) or is_of_code(words, at, entry):
            return False
        if is_initials(word, entry):
            return word.text.isupper()
        of_kind = word.term in self._language.kinds and follows_question_word(words, at)
        if entry.standing in (Standing.SHORT, Standing.UMBRELLA) and of_kind:
            return False
        if not self._language.is_light(word.text.casefold()):
            return True
        owns = word.start in self._heard.hyphened and not entry.name[:1].isalnum()
        owns = owns or is_owner(words, at, self._lexicon.attribute_runs)
        owns = owns or is_joined_to_name(words, at, entry, self._lexicon.get_entries(self._version.ordinal))
        if entry.standing in _WHOLE and (owns or self._stands_before_class(words, at, entry)):
            return True
        neighbours = [words[i].term for i in (at - 1, at + 1) if 0 <= i < len(words)]
        beside = words[at + 1].text.casefold() if at + 1 < len(words) else ""
        capital = word.text[0].isupper() and (at > 0 or beside in JOINING)
        return capital or any(term in self._language.kinds for term in neighbours)

    def _stands_before_class(self, words: Sequence[Word], at: int, entry: Entry) -> bool:
        """Whether behind a word stands what the docs call the class of the thing of that name ("service period")."""
        behind = words[at + 1].term if at + 1 < len(words) else ""
        owned = at > 0 and words[at - 1].text.casefold() in ("its", "their")
        return not owned and behind in get_class_terms(self._reader, self._version, entry.ids[0])

    # What is asked of them

    def _get_concepts(self, words: Sequence[Word], mentions: Sequence[Mention]) -> tuple[Concept, ...]:
        """What the question asks about, in its order."""
        named = {at for mention in mentions for at in range(mention.start, mention.end)} | find_version_nouns(words)
        concepts: list[Concept] = []
        at = 0
        while at < len(words):
            length = 1 if at in named else self._get_phrase_length(words, at, named)
            concept = None if at in named else self._get_concept(words, at, at + length)
            concepts.extend([concept] if concept else [])
            at += length
        names = self._lexicon.attribute_words
        concepts = drop_idle_counts(concepts, words)
        concepts = drop_classes(concepts, words, mentions, self._vocabulary, self._version)
        softened = drop_repeated(soften_kinds(concepts, words, named, names))
        return pass_over(
            softened,
            words,
            self._options.leniency,
            named=bool(mentions),
            properties=names,
            makers=self._lexicon.spelt_as_names,
        )

    def _get_phrase_length(self, words: Sequence[Word], start: int, named: set[int]) -> int:
        """How many words from here on are one phrase of the synonym data."""
        for length in (3, 2):
            run = words[start : start + length]
            is_one = self._get_doubled(run) or self._vocabulary.gives_initials(run)
            if is_one and not any(at in named for at in range(start, start + length)):
                return length
        if start + 1 not in named and self._vocabulary.is_one_term(words[start : start + 2], self._version):
            return 2
        for length in range(self._language.longest + 1, 1, -1):
            run = words[start : start + length]
            if len(run) < length or any(at in named for at in range(start, start + length)):
                continue
            edges_bare = run[0].text.casefold() in ARTICLES or run[-1].text.casefold() in ARTICLES
            places = run[-1].text.casefold() in PLACING and run[0].term not in SWITCHING
            edges_bare = edges_bare or (places and start + length in named)
            phrase = strip_articles(word.term for word in run)
            if not edges_bare and phrase in self._language.synonyms and self._is_of_use(run, phrase):
                return length
        return 1

    def _is_of_use(self, run: Sequence[Word], phrase: Phrase) -> bool:
        """Whether the docs have what stands for a phrase; otherwise its words tell more one by one.

        Where a property has the name of its first word, that is meant, and where ("logs in Go").
        """
        opens = run[0].text.casefold() in OPENING
        if run[-1].text.casefold() in PLACING and run[0].term in self._lexicon.attribute_words:
            return False
        if opens:
            return True
        alternatives = [each.terms for each in self._vocabulary.get_synonyms(phrase)]
        if any(word.text.casefold() in PARTICLES for word in run):
            return any(map(self._vocabulary.is_in_docs, alternatives))
        return any(self._vocabulary.is_written(terms, self._version) for terms in alternatives)

    def _get_concept(self, words: Sequence[Word], start: int, end: int) -> Concept | None:
        run = words[start:end]
        terms = self._get_doubled(run) or strip_articles(word.term for word in run)
        proper = end - start == 1 and (is_proper(words, start, self._maker) or start in self._dropped)
        bare = self._light.is_filler(run[0]) and not is_counted_behind(words, start)
        bare = bare or says_where(words, start, self._maker)
        light = not proper and end - start == 1 and bare
        if light or not terms:
            return None
        alternatives = (
            *self._vocabulary.get_synonyms(terms),
            *self._vocabulary.get_joined(words, start, end),
            *self._vocabulary.get_opposite(words, start, end),
        )
        opens = end - start > 1 and run[0].text.casefold() in OPENING
        light = opens or (
            not proper
            and not self._light.is_idiom(run, terms)
            and not self._vocabulary.is_of_table(run, self._version)
            and (all(self._light.is_light(word) for word in run) or self._light.is_kind(words, start, end))
        )
        known = any(self._vocabulary.is_in_docs(alternative.terms) for alternative in alternatives)
        weight = SOFT_WEIGHT if light else self._vocabulary.get_weight(alternatives)
        text = " ".join(word.text for word in run)
        behind = start > 0 and words[start - 1].text.casefold() in ("what", "which")
        asked = behind and not names_class(run, self._lexicon.shared_words)
        negated = is_negated(words, start)
        return Concept(text, alternatives, weight, not light, known, start, end, negated, is_asked=asked)

    def _get_doubled(self, run: Sequence[Word]) -> Phrase:
        """The one term of a doubled word such as "active-active" or "site-to-site", or none."""
        terms = [word.term for word in run]
        close = all(word.start in self._heard.hyphened for word in run[1:])
        return ("-".join(terms),) if len(terms) > 1 and terms[0] == terms[-1] and close else ()


_PARTS = frozenset({Standing.SHORT, Standing.UMBRELLA})
_WHOLE = frozenset({Standing.NAME, Standing.ELSEWHEN})
