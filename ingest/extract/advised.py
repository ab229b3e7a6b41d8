"""The thing that a sentence of advice is for, where the page's names alone do not tell."""

from __future__ import annotations

import re

from ingest import wording
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


# "A lid on its side …", "Choose it when …".
_OF_IT = re.compile(
    r"(?:\w+\s+){1,3}(?:of|on|in|at|with)\s+its\b|(?:use|choose|pick|take|prefer|consider|avoid)\s+it\b", re.I
)


def speaks_on(text: str) -> bool:
    """Whether a sentence that names nothing goes on about the thing of the one before it."""
    return text.split(None, 1)[0].lower() in wording.PRONOUNS or _OF_IT.match(text) is not None
