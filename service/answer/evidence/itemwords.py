"""Words of a question that may be one item of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.terms import iter_words

from ..question.language import get_language
from ..question.reading import Concept


def is_one_item(missing: Sequence[Concept]) -> bool:
    """Whether the words stand together, as the name of one thing; "encrypted" and "readable" name none."""
    beside = missing[-1].end - missing[0].start <= len(missing) and len(missing) <= 3
    return beside and not any(_PARTICIPLE.search(concept.text) for concept in missing)


def are_names(missing: Sequence[Concept]) -> bool:
    """Whether words are written or known as names, which a list hardly named ("supported by") may lack."""
    standards = get_language().known - get_language().written
    words = [word.text for concept in missing for word in iter_words(concept.text)]
    return any(word.casefold() in standards or word != word.casefold() or not word.isalpha() for word in words)


_PARTICIPLE = re.compile(r"^[a-z]{3,}(?:ed|able|ible|ing|ly)$")
