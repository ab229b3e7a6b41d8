"""The thing that a sentence of advice is for, where the page's names alone do not tell."""

from __future__ import annotations

from ingest.extract import cues
from ingest.names import Mention, PageNames
from ingest.page import MarkupKind, Text
from ingest.sentences import Sentence


def find_marked(names: PageNames, text: Text, sentence: Sentence) -> tuple[Mention, ...]:
    """The one name in a sentence of advice that markup sets off, though it may be an everyday word; else none."""
    if not cues.is_advice(sentence.text):
        return ()
    marked = {(m.at, m.until) for m in text.markup if m.kind in (MarkupKind.STRONG, MarkupKind.CODE)}
    spelt = names.find_spelt(sentence.text)
    found = tuple(m for m in spelt if (m.at + sentence.at, m.until + sentence.at) in marked)
    return found if len({mention.name for mention in found}) == 1 else ()


def advises_on(names: PageNames, sentence: Sentence, named: str) -> bool:
    """Whether a sentence advises on one thing and speaks of no other."""
    return cues.is_advice(sentence.text) and {m.name for m in names.find_spelt(sentence.text)} == {named}
