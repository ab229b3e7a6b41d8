"""Which handlers answer which kind of question."""

from __future__ import annotations

from collections.abc import Callable

from ..draft.compose import Draft
from ..evidence.inquiry import Inquiry
from ..model import Intent
from .ability import answer_ability
from .abreast import answer_abreast
from .blanks import answer_blank
from .called import answer_called
from .changing import answer_change
from .choosing import answer_which, answer_which_in_words
from .columns import answer_by_columns
from .comparing import answer_comparison
from .confirming import answer_confirmed
from .costing import answer_cost
from .counting import answer_count
from .defining import answer_defined, answer_maker
from .grouped import answer_by_group
from .having import answer_having
from .identity import answer_bare_name, answer_identity
from .limiting import answer_limited
from .listing import answer_kinds, answer_listing
from .lookup import answer_lookup
from .maturity import answer_maturity
from .membership import answer_membership
from .naming import answer_row_of_name
from .placed import answer_placed
from .recommending import answer_need_by_lookup, answer_recommendation, tell_of_others
from .related import answer_related
from .renamed import answer_attribute_name
from .sameness import answer_same_in_words
from .scene import answer_by_scene
from .since_stated import answer_since_stated
from .spellout import answer_initials
from .standing import answer_not_standing, answer_standing, answer_wanted
from .stated import answer_by_state
from .switched import answer_switched
from .together import answer_together

Handler = Callable[[Inquiry, Draft], bool]
"""Answers a question in a draft, or returns False and leaves nothing behind."""

HANDLERS: dict[Intent, tuple[Handler, ...]] = {
    Intent.LOOKUP: (
        answer_abreast,
        answer_initials,
        answer_maker,
        answer_called,
        answer_defined,
        answer_placed,
        answer_kinds,
        answer_by_state,
        answer_by_columns,
        answer_together,
        answer_cost,
        answer_confirmed,
        answer_having,
        answer_not_standing,
        answer_by_group,
        answer_membership,
        answer_attribute_name,
        answer_same_in_words,
        answer_count,
        answer_related,
        answer_lookup,
        answer_limited,
        answer_maturity,
        answer_row_of_name,
        answer_standing,
        answer_wanted,
        tell_of_others,
        answer_listing,
        answer_bare_name,
    ),
    Intent.COMPARE: (answer_together, answer_confirmed, answer_having, answer_comparison, answer_which, answer_lookup),
    Intent.WHICH: (
        answer_confirmed,
        answer_having,
        answer_not_standing,
        answer_switched,
        answer_placed,
        answer_kinds,
        answer_by_state,
        answer_blank,
        answer_which,
        answer_which_in_words,
        answer_listing,
        answer_lookup,
    ),
    Intent.RECOMMEND: (answer_confirmed, answer_recommendation, answer_need_by_lookup, answer_by_scene),
    Intent.IDENTITY: (
        answer_initials,
        answer_maker,
        answer_ability,
        answer_called,
        answer_defined,
        answer_identity,
        answer_attribute_name,
    ),
    Intent.CHANGE: (answer_since_stated, answer_called, answer_defined, answer_attribute_name, answer_change),
}
"""The handlers of each kind of question, in the order in which they are asked."""
