"""Synonyms can be left out, by what is passed in alone."""

from __future__ import annotations

from pathlib import Path

from index.store import open_writer
from ingest.sources import collect
from ingest.update import Target, update_docset
from service.answer import answer_question
from service.answer.model import Status
from service.answer.question.language import get_language

PAGE = """# Stores compared

| | Alpha | Beta |
| --- | --- | --- |
| High availability | yes | no |
| Encryption | yes | yes |
"""


def test_synonyms_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "stores.md").write_text(PAGE, encoding="utf-8")
    with open_writer(None) as writer:
        update_docset(writer, Target("stores", "v1"), collect([tmp_path]).documents)
        writer.commit()
        reader = writer.reader()
        bare = get_language().without_synonyms()
        statuses = [
            answer_question(reader, "Does Alpha have HA?", language=language).status for language in (None, bare, None)
        ]
    assert statuses == [Status.ANSWERED, Status.NOT_DOCUMENTED, Status.ANSWERED]
    assert bare.synonyms == {} and get_language().synonyms
