"""The way from a question to an answer: read, decide what is asked, find, compose, or decline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from index.model import Version
from index.store import IndexReader

from .docsets import choose_docset, get_lexicon
from .draft.compose import Draft
from .draft.conflicting import tell_conflicts
from .draft.declined import decline
from .draft.explaining import explain
from .draft.proposing import BY_WORDING, Proposer
from .draft.repeating import repeats
from .draft.speaking import speaks_of_question
from .draft.turned import get_turned_reader, is_told, turn_back
from .evidence.begun import read_as_begun
from .evidence.dated import find_dated
from .evidence.described import read_as_described
from .evidence.family import read_as_family
from .evidence.followup import carry_over
from .evidence.inquiry import Inquiry
from .evidence.kinship import read_as_class
from .evidence.loosening import read_with_one_open
from .evidence.paged import read_as_paged
from .evidence.surroundings import read_as_placed
from .evidence.tabled import read_as_tabled
from .evidence.valued import read_as_valued
from .holding import answer_by_one, hold_against_nearest, try_handler
from .kinds.handlers import HANDLERS
from .kinds.headed import answer_under_heading
from .kinds.premise import answer_why, tell_false_premise, tell_nearest
from .kinds.sharing import answer_by_sharing
from .kinds.why_use import answer_why_use
from .model import Answer, Claim, Intent, Status
from .question.entries import Standing
from .question.filling import fill_in
from .question.intents import get_intent, read_as_change, read_as_name
from .question.language import Language
from .question.lexicon import Lexicon
from .question.preamble import find_question_proper
from .question.reader import FIRST_READING, LENIENT, Options, Reader
from .question.reading import Reading, demote_mentions
from .question.settling import settle
from .question.splitting import split_premise

# Earlier questions beyond these do not bear on the one asked.
MOST_EARLIER = 6

# Of the questions of the open gold sets none asks for more than 11 words; of a text that asks for more than this no row
# or sentence explains enough, however freely it is read.
MOST_ASKED = 24

# How a question is read again while it stays unanswered: each time something else is understood more freely.
_OTHER_READINGS = (Options(second_names=False), Options(only_strong=True), Options(titles=True), *LENIENT)


def answer_question(
    reader: IndexReader,
    question: str,
    *,
    as_of: str | None = None,
    docset: str | None = None,
    conversation: Sequence[str] = (),
    language: Language | None = None,
    proposer: Proposer = BY_WORDING,
) -> Answer:
    """The answer to a question from one version of one docset.

    `conversation` holds the earlier questions, oldest first; `language` is what is known of the language of questions,
    all of it if not told; `proposer` ranks what is suggested where the docs do not answer. Raises UnknownVersion for an
    `as_of` that is not known and UnknownDocset.
    """
    with reader.held():
        chosen = docset or choose_docset(reader, question, conversation[-MOST_EARLIER:])
        version = reader.resolve_version(chosen, as_of)
        earlier = [settle(text) for text in conversation[-MOST_EARLIER:]]
        asked = _Asked(settle(question), version, as_of is not None, earlier)
        answer = _answer_both_ways(reader, asked, language)
        answer = hold_against_nearest(answer, _inquire(reader, asked, language), proposer)
        return replace(answer, question=question)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with all that it is asked with."""

    question: str
    """The question, settled."""
    version: Version
    """The version asked."""
    fixed: bool
    """Whether the version was asked for beside the question."""
    conversation: Sequence[str]
    """The earlier questions, settled, oldest first."""
    told: dict[tuple[object, ...], tuple[Claim, ...]] = field(default_factory=dict, compare=False)
    """The claims of those that were answered to understand a later one, by how many there are and of what."""
    readers: dict[tuple[object, ...], Reader] = field(default_factory=dict, compare=False)
    """Those that read it, by what they read it against."""
    read: dict[tuple[object, ...], Reading] = field(default_factory=dict, compare=False)
    """How questions were read by themselves, by all that the reading hangs on."""
    inquiries: dict[object, Inquiry] = field(default_factory=dict, compare=False)
    """What was found for it and for those before it, by all that they are asked with."""


def _answer_both_ways(reader: IndexReader, asked: _Asked, language: Language | None) -> Answer:
    """The answer from the tables as they were read, or else from them read the other way round."""
    compared = _compares_properties(reader, asked, language)
    answer = None if compared else _answer(reader, asked, language)
    if answer and (answer.status is not Status.NOT_DOCUMENTED or _asks_too_much(_inquire(reader, asked, language))):
        return answer
    turned = _answer(get_turned_reader(reader), asked, language)
    if answer:
        again = is_told(turned, answer) and _is_told_again(reader, asked, language, turn_back(turned))
        return turn_back(turned) if is_told(turned, answer) and not again else answer
    return turn_back(turned) if turned.status is not Status.NOT_DOCUMENTED else _answer(reader, asked, language)


def _compares_properties(reader: IndexReader, asked: _Asked, language: Language | None) -> bool:
    """Whether a question compares several things that stand as properties in the tables, and names no other thing."""
    reading = _read_alone(reader, asked, language)
    if get_intent(reading) is not Intent.COMPARE or any(mention.strong for mention in reading.mentions):
        return False
    again = _read_alone(get_turned_reader(reader), asked, language)
    return len({m.entry.ids for m in again.mentions if m.entry.standing is Standing.NAME}) > 1


def _read_alone(reader: IndexReader, asked: _Asked, language: Language | None) -> Reading:
    """The question as understood without the earlier ones."""
    lexicon = get_lexicon(reader, asked.version.docset, language)
    return _read_once(reader, lexicon, asked.version, asked, asked.question, FIRST_READING)


def _read_once(
    reader: IndexReader, lexicon: Lexicon, version: Version, asked: _Asked, text: str, options: Options
) -> Reading:
    """A question or an earlier one as understood by itself; what was read before is not read again."""
    key = (type(reader), version, options, text)
    if key not in asked.read:
        by = asked.readers.setdefault((type(reader), version), Reader(reader, lexicon, version))
        asked.read[key] = by.read(text, reader.versions(version.docset), options)
    return asked.read[key]


# A question of these times speaks of another one only beside ("is it there now? It was not in 2018").
_NOW = frozenset({"now", "today", "nowadays", "currently"})


def _inquire(reader: IndexReader, asked: _Asked, language: Language | None) -> Inquiry:
    """The question as understood at first, of the version that it names, if it names one."""
    key = (type(reader), asked.version, asked.question, *asked.conversation)
    if key not in asked.inquiries:
        asked.inquiries[key] = _begin(reader, asked, language)
    return asked.inquiries[key]


def _begin(reader: IndexReader, asked: _Asked, language: Language | None) -> Inquiry:
    version = asked.version
    lexicon = get_lexicon(reader, version.docset, language)
    reading = _read(reader, lexicon, version, asked)
    named = reading.moment.versions
    of_names = bool(_NOW & set(reading.words)) or reading.has("former") or reading.has("present")
    elsewhen = len(named) == 1 and named[0] != version and not of_names
    if not asked.fixed and elsewhen and get_intent(reading) is not Intent.CHANGE:
        version = named[0]
        reading = _read(reader, lexicon, version, asked)
    return Inquiry(reader, lexicon, version, reading)


def _answer(reader: IndexReader, asked: _Asked, language: Language | None) -> Answer:
    """The answer to a question; where that only says again what was told before, the one to its own words."""
    answer = _answer_anew(reader, asked, language)
    if not _is_told_again(reader, asked, language, answer):
        return answer
    inquiry = _inquire(reader, asked, language)
    own = replace(_read_alone(reader, asked, language), mentions=inquiry.reading.mentions)
    alone = Inquiry(reader, inquiry.lexicon, inquiry.version, own)
    second = _answer_inquiry(alone)
    if second.intent is not Intent.IDENTITY and not _is_told_again(reader, asked, language, second):
        return second
    draft = Draft(alone, answer.intent)
    decline(alone, draft)
    return draft.finish(partial(explain, alone, answer.intent))


def _is_told_again(reader: IndexReader, asked: _Asked, language: Language | None, answer: Answer) -> bool:
    """Whether an answer to a question after others says nothing but what answered them."""
    told = partial(_get_claims_before, reader, asked, language)
    return bool(asked.conversation) and repeats(answer, _read_alone(reader, asked, language), told)


def _get_claims_before(reader: IndexReader, asked: _Asked, language: Language | None) -> Iterator[Claim]:
    """The claims by which the earlier questions are answered, each after those before it."""
    for number, text in enumerate(asked.conversation):
        before = replace(asked, question=text, conversation=asked.conversation[:number])
        yield from _get_claims(reader, before, language)


def _answer_anew(reader: IndexReader, asked: _Asked, language: Language | None) -> Answer:
    inquiry = _inquire(reader, asked, language)
    lexicon, version, reading = inquiry.lexicon, inquiry.version, inquiry.reading
    if reading.moment.unknown:
        return _refuse_version(inquiry, inquiry.versions)
    if _asks_too_much(inquiry):
        answer = _answer_inquiry(inquiry)
        declined = answer.status is Status.NOT_DOCUMENTED
        return (_answer_proper(reader, asked, lexicon.language, inquiry) if declined else None) or answer
    dated = None if asked.fixed else find_dated(inquiry)
    of_then = _answer_inquiry(Inquiry(reader, lexicon, dated[1], dated[0])) if dated else None
    if dated and of_then and dated[1] != version and of_then.status is not Status.NOT_DOCUMENTED:
        return of_then
    answer = _answer_described(inquiry) or _answer_without_weak(reader, asked, inquiry) or _answer_inquiry(inquiry)
    # What was declined in one reading is declined in one that equals it.
    tried = [reading]
    for options in _OTHER_READINGS:
        if answer.status is Status.NOT_DOCUMENTED:
            again = _read(reader, lexicon, version, asked, options)
            freely = Inquiry(reader, lexicon, version, again)
            ways = (_answer_read_as(freely, read_as) for read_as in (read_as_tabled, read_as_paged))
            second = None if again in tried else next(filter(None, ways), None) or _answer_inquiry(freely)
            answer = second if second and second.status is not Status.NOT_DOCUMENTED else answer
            tried.append(again)
    for other in (read_as_placed(inquiry), read_as_name(reading), read_as_change(reading), read_as_class(reading)):
        if answer.status is Status.NOT_DOCUMENTED and other not in tried:
            second = _answer_inquiry(Inquiry(reader, lexicon, version, other))
            answer = answer if second.status is Status.NOT_DOCUMENTED else second
            tried.append(other)
    if answer.status is Status.NOT_DOCUMENTED and of_then:
        answer = answer if of_then.status is Status.NOT_DOCUMENTED else of_then
    if answer.status is Status.NOT_DOCUMENTED and reading.mentions and not answer.claims:
        demoted = _answer_inquiry(Inquiry(reader, lexicon, version, demote_mentions(reading)))
        answer = answer if demoted.status is Status.NOT_DOCUMENTED else demoted
    return answer if answer.status is not Status.NOT_DOCUMENTED else _answer_at_last(reader, asked, inquiry, answer)


def _asks_too_much(inquiry: Inquiry) -> bool:
    """Whether a text has so many words to be explained that it is no question: it is read in one way alone."""
    return len(inquiry.reading.required) > MOST_ASKED


def _answer_at_last(reader: IndexReader, asked: _Asked, inquiry: Inquiry, declined: Answer) -> Answer:
    """The answer that leaves something of the question open, or else the one that declines."""
    loosely = _answer_loosely(inquiry) or answer_by_one(answer_under_heading, inquiry)
    if loosely is None and not declined.claims:
        loosely = answer_by_one(answer_by_sharing, inquiry) or _answer_proper(
            reader, asked, inquiry.lexicon.language, inquiry
        )
    return loosely or declined


def _answer_without_weak(reader: IndexReader, asked: _Asked, inquiry: Inquiry) -> Answer | None:
    """The answer to "which … are so" without a name that a word in lower case is only part of, if tables state it."""
    reading = inquiry.reading
    parts = all(not m.strong and m.entry.standing is Standing.SHORT for m in reading.mentions)
    if not reading.mentions or not parts or reading.words[:1] != ("which",):
        return None
    bare = _read(reader, inquiry.lexicon, inquiry.version, asked, Options(only_strong=True))
    if bare.mentions or get_intent(bare) is not Intent.WHICH:
        return None
    return _answer_read_as(inquiry, lambda _: bare)


def _answer_loosely(inquiry: Inquiry) -> Answer | None:
    """The answer with one word of the question left open, if cells of one property state it of all that it names."""
    answer = _answer_read_as(inquiry, read_with_one_open)
    if answer is None or answer.status is not Status.ANSWERED:
        return None
    told = {claim.entity.id for claim in answer.claims if claim.entity}
    properties = {claim.attribute.id for claim in answer.claims if claim.attribute}
    every = all(told & set(mention.entry.ids) for mention in inquiry.reading.mentions)
    return answer if every and len(properties) == 1 else None


def _answer_proper(reader: IndexReader, asked: _Asked, language: Language | None, inquiry: Inquiry) -> Answer | None:
    """The answer to the question proper, where what is said before it names nothing and no advice is asked for."""
    parts = find_question_proper(asked.question)
    if parts is None or get_intent(inquiry.reading) is Intent.RECOMMEND:
        return None
    said = Reader(reader, inquiry.lexicon, inquiry.version).read(parts[0], inquiry.versions)
    chooses = said.has("superlative_high") or said.has("superlative_low")
    if said.mentions or said.moment.versions or said.bound or chooses:
        return None
    answer = _answer(reader, replace(asked, question=parts[1]), language)
    return None if answer.status is Status.NOT_DOCUMENTED else answer


def _answer_described(inquiry: Inquiry) -> Answer | None:
    """The answer for things that the question describes, or calls by their class, if tables state it."""
    ways = (read_as_described, read_as_begun, read_as_tabled, read_as_family, read_as_valued, read_as_paged)
    return next((answer for read_as in ways if (answer := _answer_read_as(inquiry, read_as))), None)


def _answer_read_as(inquiry: Inquiry, read_as: Callable[[Inquiry], Reading]) -> Answer | None:
    """The answer to a question read in another way than it is, if tables state it."""
    described = read_as(inquiry)
    if described == inquiry.reading:
        return None
    answer = _answer_inquiry(Inquiry(inquiry.reader, inquiry.lexicon, inquiry.version, described))
    told = bool(answer.claims) and all(citation.place.cell for citation in answer.citations)
    return answer if told and answer.status is not Status.NOT_DOCUMENTED else None


def _read(
    reader: IndexReader, lexicon: Lexicon, version: Version, asked: _Asked, options: Options = FIRST_READING
) -> Reading:
    """The question as understood after the earlier ones."""
    read = partial(_read_once, reader, lexicon, version, asked, options=options)
    texts = (*asked.conversation, asked.question)
    current, whole = read(texts[0]), texts[0]
    for number, text in enumerate(texts[1:], 1):
        before = replace(asked, question=texts[number - 1], conversation=texts[: number - 1], version=version)
        whole = fill_in(whole, text) or text
        inquiry = Inquiry(reader, lexicon, version, current)
        answer = partial(_get_claims, reader, before, lexicon.language)
        current = carry_over(current, read(whole), inquiry, answer)
    return current


def _get_claims(reader: IndexReader, asked: _Asked, language: Language | None) -> tuple[Claim, ...]:
    """The claims by which an earlier question is answered, worked out once; none where it is declined."""
    key = (len(asked.conversation), asked.version.label, type(reader))
    if key not in asked.told:
        answer = _answer(reader, asked, language)
        asked.told[key] = answer.claims if answer.status is Status.ANSWERED else ()
    return asked.told[key]


def _refuse_version(inquiry: Inquiry, versions: Sequence[Version]) -> Answer:
    """Says that a version named in the question is not known, and which are."""
    draft = Draft(inquiry, get_intent(inquiry.reading))
    draft.status = Status.NOT_DOCUMENTED
    labels = ", ".join(version.label for version in reversed(versions[-12:]))
    draft.say(f"The docs are not known as of “{inquiry.reading.moment.unknown}”; the known versions are: {labels}.")
    return draft.finish(partial(explain, inquiry, draft.intent))


def _answer_inquiry(inquiry: Inquiry) -> Answer:
    """The answer of the first reading of the question that the docs support."""
    intent = get_intent(inquiry.reading)
    draft = Draft(inquiry, intent)
    if inquiry.reading.has("why") and (answer_why_use(inquiry, draft) or answer_why(inquiry, draft)):
        return tell_conflicts(inquiry, draft).finish(partial(explain, inquiry, intent))
    claim, rest = _split(inquiry)
    corrected = claim is not None and tell_false_premise(claim, draft)
    handlers = HANDLERS[get_intent(rest.reading)]
    answered = any(try_handler(handler, rest, draft) for handler in handlers) or corrected
    if answered and not corrected and not speaks_of_question(inquiry, draft):
        answered, claim, draft = False, None, Draft(inquiry, intent)
    if not answered and not (claim is not None and tell_nearest(claim, draft)):
        draft = Draft(inquiry, intent)
        decline(inquiry, draft)
    elif corrected:
        draft.status = Status.ANSWERED
    elif (
        draft.status is Status.ANSWERED and intent in (Intent.LOOKUP, Intent.IDENTITY) and _is_ambiguous(inquiry, draft)
    ):
        draft.status = Status.AMBIGUOUS
    return tell_conflicts(inquiry, draft).finish(partial(explain, inquiry, intent))


def _is_ambiguous(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a name of several things was answered for more than one of them."""
    told = {claim.entity.id for claim in draft.claims if claim.entity}
    sources = {number for claim in draft.claims for number in claim.citations}
    # One sentence that is said of each is said of all.
    return (
        len(sources) > 1
        and not inquiry.reading.has("which")
        and any(len(told & set(mention.entry.ids)) > 1 for mention in inquiry.reading.mentions)
    )


def _split(inquiry: Inquiry) -> tuple[Inquiry | None, Inquiry]:
    """What the question sets out from, if it sets out from a claim, and the rest of it."""
    split = split_premise(inquiry.reading.question)
    advised = split is not None and not split.is_claim and get_intent(inquiry.reading) is Intent.RECOMMEND
    if split is None or advised or any(version != inquiry.version for version in inquiry.reading.moment.versions):
        return None, inquiry
    asking = Reader(inquiry.reader, inquiry.lexicon, inquiry.version)
    claim = asking.read(split.premise, inquiry.versions)
    rest = asking.read(split.rest, inquiry.versions)
    rest = replace(rest, mentions=rest.mentions or claim.mentions, question=inquiry.reading.question)
    claim = replace(claim, mentions=claim.mentions or rest.mentions)
    first, second = (Inquiry(inquiry.reader, inquiry.lexicon, inquiry.version, each) for each in (claim, rest))
    return (first if split.is_claim else None), second
