"""The sentence that shares most with a claim or a question, where nothing else was found for it."""

from __future__ import annotations

from operator import itemgetter

from ..draft.compose import Draft
from ..evidence.figures import asks_figure, has_number
from ..evidence.finding import Finding, judge_prose
from ..evidence.inquiry import Inquiry
from ..evidence.kinship import is_of_class, is_of_named, singles_out
from ..evidence.leaving import leaves_names
from ..evidence.matching import Match
from ..evidence.sharing import get_share
from ..model import Intent
from ..question.termset import get_term_set
from .lookup import tell_sentence

# So many sentences are looked at, best first.
MOST_SENTENCES = 12
# A sentence tells of a claim when it has this share of its words that the docs use. Of 213 questions that set out from
# a claim 13 that were declined are answered rightly so, and none wrongly; at 0.4 one more is, wrongly.
LEAST_OF_CLAIM = 0.5
# It answers a question when it has this share of its words, those that the docs do not use among them, and the next one
# is so far behind. Of the questions on 60 docsets five that were declined are answered so, all rightly; before
# yes-or-no questions, other classes and names left out were looked at, eight were, two of them wrongly.
LEAST_OF_QUESTION = 0.75
LEAST_LEAD = 0.45


def find_of_claim(inquiry: Inquiry) -> Finding | None:
    """The sentence that shares most with a claim, where that is most of the claim."""
    ranked = [(get_share(inquiry, _get_terms(match, whole=True)).known, match) for match in _get_sentences(inquiry)]
    share, match = max(ranked, key=itemgetter(0), default=(0.0, None))
    return judge_prose(match) if match and share >= LEAST_OF_CLAIM else None


def answer_by_sharing(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether one sentence alone has nearly all the words of a question; the draft then quotes it.

    No verdict follows from words in common, nor which of several things has the most of something.
    """
    reading = inquiry.reading
    grades = reading.has("superlative_high") or reading.has("superlative_low")
    if draft.intent is Intent.CHANGE or reading.is_yes_no or grades:
        return False
    ranked = sorted(((_weigh(inquiry, match), match) for match in _get_sentences(inquiry)), key=itemgetter(0))
    if not ranked or ranked[-1][0] < LEAST_OF_QUESTION or _get_lead([share for share, _ in ranked]) < LEAST_LEAD:
        return False
    match = ranked[-1][1]
    fact = match.facts[0]
    apart = not is_of_named(inquiry, fact) or not is_of_class(inquiry, fact) or not singles_out(inquiry, fact)
    if apart or leaves_names(inquiry, [judge_prose(match)]) or (asks_figure(reading) and not has_number(fact)):
        return False
    tell_sentence(draft, judge_prose(match))
    return True


def _weigh(inquiry: Inquiry, match: Match) -> float:
    """The share of a question that a sentence itself has: of all words, and of those that the docs use, the smaller."""
    share = get_share(inquiry, _get_terms(match, whole=False))
    return min(share.known, share.all)


def _get_lead(shares: list[float]) -> float:
    """By how much the last of some shares, in their order, leads the one before it."""
    return shares[-1] - shares[-2] if len(shares) > 1 else shares[-1]


def _get_sentences(inquiry: Inquiry) -> tuple[Match, ...]:
    """The best sentences, each once, whatever it is said of."""
    once = {match.facts[0].value.raw: match for match in reversed(inquiry.prose_matches)}
    return tuple(reversed(once.values()))[:MOST_SENTENCES]


def _get_terms(match: Match, *, whole: bool) -> frozenset[str]:
    """The terms of a sentence, with the name of what it is said of where the whole of it counts."""
    fact = match.facts[0]
    return get_term_set(fact.value.raw) | (get_term_set(fact.entity.name) if whole else frozenset())
