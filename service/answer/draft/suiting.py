"""Whether a draft is of the sort that its question asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model import FactKind, Named, Value
from index.terms import get_terms

from ..evidence.figures import is_count, states_what_is_asked, tells_when
from ..evidence.fitting import asks_size, is_bare_count
from ..evidence.inquiry import Inquiry
from ..evidence.kinship import get_class
from ..evidence.oneness import speaks_of_sameness
from ..model import Claim, Intent, Status
from ..question.intents import asks_for_name, get_intent
from ..question.nameparts import get_number_parts
from ..question.reading import Mention, Reading
from ..question.termset import get_term_set
from .compose import Draft
from .namesakes import tells_of_namesake
from .owning import tells_joined_properties, tells_named_property, tells_of_several
from .telling_names import tells_name


def fits_question(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a draft states a number or a date where the question asks for one; one that declines always fits.

    What is told of changes dates itself, by its versions.
    """
    counted = (_is_counted(inquiry, claim) for claim in draft.claims)
    values = [None if counts else _get_value(claim) for claim, counts in zip(draft.claims, counted, strict=True)]
    if draft.status is Status.NOT_DOCUMENTED or get_intent(inquiry.reading) is Intent.CHANGE:
        return True
    if asks_size(inquiry.reading.words) and _tells_counts_only(draft):
        return False
    left = (_leaves_place, _leaves_sameness, _leaves_reason, tells_of_namesake)
    if any(leaves(inquiry.reading, draft) for leaves in left) or _leaves_choice(inquiry, draft):
        return False
    if asks_for_name(inquiry.reading) and not tells_name(draft):
        return False
    if _compares(inquiry.reading, draft) and not tells_of_several(inquiry, draft):
        return False
    owned = draft.intent not in _OF_PROPERTIES or tells_joined_properties(inquiry, draft)
    owned = owned and (draft.intent not in _OF_ONE_PROPERTY or tells_named_property(inquiry, draft))
    return owned and states_what_is_asked(inquiry.reading, values)


def _get_value(claim: Claim) -> Value | None:
    """The value of a claim without its thing's name, whose number ("2XL") counts nothing."""
    name = claim.entity.name if claim.entity else ""
    numbered = claim.value is not None and any(map(str.isdigit, name)) and name in claim.value.raw
    return replace(claim.value, raw=claim.value.raw.replace(name, "")) if claim.value and numbered else claim.value


def _compares(reading: Reading, draft: Draft) -> bool:
    """Whether things are to be set against each other, by a word that says so or in all that the docs hold of them."""
    of_both = "both" in reading.words and draft.intent is Intent.COMPARE
    return reading.has("compare") or of_both or (draft.intent is Intent.COMPARE and not reading.required)


def _leaves_sameness(reading: Reading, draft: Draft) -> bool:
    """Whether it is asked if two things are one, and only sentences are told that say nothing of that."""
    asks = reading.is_yes_no and reading.has("same") and draft.intent is Intent.LOOKUP and reading.words[:1] in _BEING
    cited = [draft.get_citation(number).place for claim in draft.claims for number in claim.citations]
    return asks and all(place.cell is None and not speaks_of_sameness(place.quote) for place in cited)


_BEING = (("is",), ("are",), ("was",), ("were",))


def _leaves_choice(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether "which" is met by nothing but what defines the class that stands behind it ("which glaze is best")."""
    if not inquiry.reading.has("which") or not draft.claims:
        return False
    asked = get_class(inquiry)
    defined = (c.entity for c in draft.claims if c.attribute and c.attribute.id == FactKind.DEFINITION)
    classes = [entity for entity in defined if entity and asked.issuperset(get_terms(entity.name))]
    return len(classes) == len(draft.claims)


def _leaves_reason(reading: Reading, draft: Draft) -> bool:
    """Whether "why" is met by nothing but sentences on something else than what is named."""
    if not reading.has("why") or reading.is_yes_no:
        return False
    named = [mention for mention in reading.mentions if mention.strong]
    return bool(named) and all(_is_on_other(draft, claim, named) for claim in draft.claims)


def _is_on_other(draft: Draft, claim: Claim, named: Sequence[Mention]) -> bool:
    """Whether a claim quotes a sentence that neither is on one of the things named nor has its name."""
    quotes = [draft.get_citation(number) for number in claim.citations]
    ids = {id for mention in named for id in mention.entry.ids}
    spoken = frozenset[str]().union(*(get_term_set(citation.place.quote) for citation in quotes))
    owned = claim.entity is None or claim.entity.id in ids
    in_words = all(citation.place.cell is None for citation in quotes)
    return in_words and not owned and not any(get_term_set(mention.text) <= spoken for mention in named)


def _leaves_place(reading: Reading, draft: Draft) -> bool:
    """Whether "in which …" is met by nothing but a yes or no to the thing named, or a sentence with its light words."""
    asks = reading.words[:1] in _PLACES and reading.words[1:2] in (("which",), ("what",))
    chooses = reading.is_umbrella or any(mention.start <= len(_OPENING) for mention in reading.mentions)
    own = all(claim.entity and claim.entity.id in reading.entities for claim in draft.claims)
    return asks and not chooses and own and all(_says_no_place(reading, draft, claim) for claim in draft.claims)


def _says_no_place(reading: Reading, draft: Draft, claim: Claim) -> bool:
    in_words = all(draft.get_citation(number).place.cell is None for number in claim.citations)
    return (claim.value is not None and claim.value.support is not None) or (in_words and not reading.required)


_PLACES = (("in",), ("on",), ("at",))
# What stands before the noun that is asked for.
_OPENING = ("in", "which")


def _tells_counts_only(draft: Draft) -> bool:
    """Whether a draft tells of properties, and of each a mere count."""
    told = [(claim.value, claim.attribute.name) for claim in draft.claims if claim.attribute and claim.value]
    return bool(told) and all(is_bare_count(value, name) for value, name in told)


def _is_counted(inquiry: Inquiry, claim: Claim) -> bool:
    """Whether any value of a claim will do: its property is a count, or the number asked for is its thing's name."""
    entity, reading = claim.entity, inquiry.reading
    chosen = entity is not None and (entity.id in reading.among or _asks_for_number(reading, entity))
    name = claim.attribute.name if claim.attribute else ""
    timed = inquiry.reading.words[:1] == ("when",) and tells_when(name)
    return chosen or timed or (claim.attribute is not None and is_count(name))


def _asks_for_number(reading: Reading, entity: Named) -> bool:
    """Whether "which version" is met by a thing that is not named, and whose name is a number."""
    return reading.has("which") and entity.id not in reading.entities and bool(get_number_parts(entity.name))


# These ask for each property that they name.
_OF_PROPERTIES = (Intent.LOOKUP, Intent.WHICH)
# What these ask of a thing is one property; identities and comparisons tell of more.
_OF_ONE_PROPERTY = (Intent.LOOKUP, Intent.WHICH, Intent.RECOMMEND)
