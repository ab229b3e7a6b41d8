"""A question as it was understood: what it names, what it asks about it, and in which version."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from index.terms import iter_words

from .amounts import Bounded
from .dating import Moment
from .entries import Entry
from .language import Alternative, Phrase, expand, get_language


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the question names one or several entities."""

    entry: Entry
    """What it names."""
    text: str
    """The question's own words."""
    start: int
    """Number of its first word."""
    end: int
    """Number behind its last word."""
    strong: bool = True
    """Whether the words can hardly mean anything else."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A word or phrase of the question that some fact has to explain."""

    text: str
    """The question's own words."""
    alternatives: tuple[Alternative, ...]
    """What may stand for it, itself first."""
    weight: float
    """How much it tells: rare words more, unknown ones most."""
    required: bool
    """Whether an answer must explain it."""
    known: bool
    """Whether the docs use it, or something that may stand for it, at all."""
    start: int
    """Number of its first word."""
    end: int
    """Number behind its last word."""
    negated: bool = False
    """Whether the question says "no" or "without" of it."""
    is_name: bool = False
    """Whether it is the name of a thing, taken as something that a value may hold."""
    is_asked: bool = False
    """Whether "what" or "which" stands right before it, so that it names what is asked for."""
    passed: bool = False
    """Whether it is an ordinary word that was passed over, so that an answer may leave it open."""

    @property
    def is_number(self) -> bool:
        """Whether it is a number, which tells the things of one name apart ("release 12")."""
        return self.text.isdigit()

    @property
    def asks_default(self) -> bool:
        """Whether it asks for the default, which no other value is."""
        return any(each.terms == ("default",) for each in self.alternatives)

    @property
    def terms(self) -> Phrase:
        """Its own terms."""
        return self.alternatives[0].terms


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood."""

    question: str
    """The question as asked."""
    words: tuple[str, ...]
    """Its words in lower case, slips corrected."""
    mentions: tuple[Mention, ...]
    """Where it names entities."""
    concepts: tuple[Concept, ...]
    """What else it asks about."""
    moment: Moment = field(default_factory=Moment)
    """The versions that it names."""
    is_yes_no: bool = False
    """Whether it asks for a yes or no."""
    bound: Bounded | None = None
    """The amount with which it compares."""
    asks_history: bool = False
    """Whether it goes on about an earlier question by asking how that was before."""
    aside: bool = False
    """Whether it goes on about an earlier question by nothing but a version of its own ("and in 3.0?")."""
    among: frozenset[str] = frozenset()
    """Ids of the entities among which it chooses, where it says so by the word over their names in tables."""
    excepted: frozenset[str] = frozenset()
    """Ids of the entities that an answer must not name ("which … but not X")."""
    recent: tuple[Mention, ...] = ()
    """What the questions before it named, oldest first."""

    @property
    def required(self) -> tuple[Concept, ...]:
        """The concepts that an answer must explain; without any, those that it may."""
        return tuple(concept for concept in self.concepts if concept.required)

    @property
    def entities(self) -> tuple[str, ...]:
        """Ids of the entities that the question names, in its order; an umbrella gives several."""
        return tuple(dict.fromkeys(id for mention in self.mentions for id in mention.entry.ids))

    @property
    def is_umbrella(self) -> bool:
        """Whether a name in the question is a name of several things."""
        return any(len(mention.entry.ids) > 1 for mention in self.mentions)

    def has(self, cue: str) -> bool:
        """Whether a phrase of a cue stands in the question."""
        return get_language().has_cue(cue, self.words)


_POLITE = re.compile(
    r"^\W*(?:(?:(?:hi|hello|hey|dear)\s+(?:there|team|all|everyone|everybody|folks|guys|friends|support)"
    r"|hi|hello|hey|ok|okay|so|well|please|sorry|excuse me)\b\W*)*"
    r"(?:(?:can|could|would|will)\s+(?:you|someone|anyone|somebody)\s+(?:please\s+|kindly\s+)?(?:tell|explain|say|show|let|help|describe|confirm|clarify|check)"
    r"(?:\s+(?:me|us|to me|know|understand))*|do\s+you\s+(?:happen\s+to\s+)?know"
    r"|(?:i|we)(?:\s+would|'d)?\s+(?:just\s+)?"
    r"(?:wonder|am wondering|are wondering|want to know|need to know|like to know|wanted to know|was wondering)"
    r"|(?:i'm|we're)\s+wondering"
    r"|(?:please\s+)?(?:tell|show)\s+(?:me|us)|any\s+idea|please)\b[\s,:]*",
    re.I,
)

# "We run X. What is its Y?" tells whose Y is asked for, not of running.
_OWNING = re.compile(
    r"^\W*(?:we|i)\s+(?:use|run|have|own|operate|am on|are on)\s+(?=[^.;?]{1,60}[.;]\s+\w[^?]*\b(?:its|their)\s)", re.I
)
_NOW = re.compile(
    r"\s+(?:these days|at the moment|at present|(?:right|by|for|as of) now"
    r"|back then|at (?:the|that) time|(?:then|though)(?=\W*$))(?!\w)",
    re.I,
)
# "Does it have X at least?" asks for X, "how long at least?" for the least.
_AT_LEAST = re.compile(r"^(?!.*\b(?:how|what|which|whose|who)\b)(?P<rest>.*\S)\s+at least(?=\W*$)", re.I | re.S)
_IT_AT_LEAST = re.compile(r"\b(?P<rest>it|they|that|this|those|these)\s+at least\b(?!\s+\d)", re.I)


def strip_polite(question: str) -> str:
    """The question without an opening such as "could you tell me", and without "these days" or an idle "at least"."""
    bare = _NOW.sub("", _OWNING.sub("For ", _POLITE.sub("", question, count=1)))
    return _IT_AT_LEAST.sub(r"\g<rest>", _AT_LEAST.sub(r"\g<rest>", bare))


def asks_yes_no(question: str) -> bool:
    """Whether a question asks for a yes or no: it begins with a verb, at once or after a clause."""
    rest = strip_polite(question)
    if re.match(r"(?:whether|if)\b", rest, re.I) and rest != question:
        return True
    return _starts_with_verb(rest)


def _starts_with_verb(question: str) -> bool:
    verbs = {phrase[0] for phrase in get_language().cues["yes_no"]}
    wh = {"which", "what", "where", "who", "whose", "when", "why", "how"}
    clauses = [expand(clause).casefold().split() for clause in re.split(r"[?;.,]|:\s", question)]
    starts = [next((word for word in clause if word not in _OPENERS), "") for clause in clauses if clause]
    if any(start in verbs for start in starts):
        return not any(start in wh for start in starts)
    return False


_OPENERS = frozenset({"and", "but", "so", "or", "hi", "hello", "hey", "please", "then", "well", "ok", "okay", "also"})


def get_concept_of(mention: Mention) -> Concept:
    """A name taken as something that a value may hold."""
    terms = tuple(word.term for word in iter_words(mention.text))
    own = tuple(word.term for word in iter_words(mention.entry.name))
    alternatives = tuple(Alternative(each, 1.0) for each in dict.fromkeys((terms, own)))
    return Concept(mention.text, alternatives, 1.0, True, True, mention.start, mention.end, is_name=True)


def demote_mentions(reading: Reading) -> Reading:
    """The reading with its names taken as what is asked for, not as what it is asked of."""
    names = tuple(get_concept_of(mention) for mention in reading.mentions)
    return replace(reading, mentions=(), concepts=(*names, *reading.concepts))
