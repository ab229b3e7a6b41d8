"""Words beside a name that say what it is one of: they ask for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Version
from index.terms import Word, get_terms

from .reading import Concept, Mention
from .vocabulary import Vocabulary
from .wordforms import get_singular


def drop_classes(
    concepts: Sequence[Concept],
    words: Sequence[Word],
    mentions: Sequence[Mention],
    vocabulary: Vocabulary,
    version: Version,
) -> list[Concept]:
    """The concepts without the nouns beside names by which the docs of a version call such things.

    They stand over the tables of the things, or right behind their names in sentences.
    """
    classes = {
        at: vocabulary.get_class(mention.entry.ids[0], version)
        for mention in mentions
        for at in (mention.start - 1, mention.end)
    }
    ends = {mention.end: get_terms(mention.text)[-1:] for mention in mentions if mention.strong}
    return [
        concept
        for concept in concepts
        if (not {*concept.terms[:1]} & {*classes.get(concept.start, ())} or _is_participle(concept, words, vocabulary))
        and not any(_is_behind(concept, words, last, vocabulary, version) for last in ends.get(concept.start, ()))
    ]


def _is_participle(concept: Concept, words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether a word is what was done to the thing, and a property is called so ("released" behind a release)."""
    word = words[concept.start].text.casefold()
    return word.endswith("ed") and word != concept.terms[0] and vocabulary.ends_property(concept.terms[0])


def drop_class_names(
    mentions: Sequence[Mention], words: Sequence[Word], vocabulary: Vocabulary, version: Version
) -> list[Mention]:
    """The mentions without those right behind another that only say what that one is one of ("trailing edge").

    The docs may name the class itself as well, as the title of a page or as a thing of its own.
    """
    return [mention for mention in mentions if not _says_class(mention, mentions, words, vocabulary, version)]


def _says_class(
    mention: Mention, mentions: Sequence[Mention], words: Sequence[Word], vocabulary: Vocabulary, version: Version
) -> bool:
    """Whether a name stands right behind another one, over whose table the docs have all its words."""
    before = [other for other in mentions if other.end == mention.start and other.entry.ids != mention.entry.ids]
    close = bool(before) and words[mention.start].start - words[mention.start - 1].end == 1
    terms = frozenset(get_terms(mention.text))
    return close and all(terms <= vocabulary.get_class(id, version) for id in before[0].entry.ids)


def _is_behind(concept: Concept, words: Sequence[Word], name: str, vocabulary: Vocabulary, version: Version) -> bool:
    """Whether a plural right behind a name stands behind it in the docs as well ("Basic boats"), and no property so."""
    word, noun = words[concept.start].text.casefold(), concept.terms[0]
    plural = concept.end - concept.start == 1 and get_singular(word) != word
    return plural and not vocabulary.ends_property(noun) and vocabulary.stand_together((name, noun), version)
