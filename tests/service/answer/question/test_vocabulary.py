"""What may stand for the words of a question, also where nothing is left of them."""

from __future__ import annotations

from service.answer.docsets import get_lexicon
from service.answer.question.vocabulary import Vocabulary

from ..docset import DOCSETS, open_docsets


def test_nothing_but_articles_stands_for_nothing() -> None:
    with open_docsets(DOCSETS / "looms.toml") as reader:
        vocabulary = Vocabulary(reader, get_lexicon(reader, reader.docsets()[0]))
        assert [alternative.terms for alternative in vocabulary.get_synonyms(())] == [()]
