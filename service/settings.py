"""The limits and choices of the service: one table, each with its default, its variable and its meaning.

The order of precedence: what the call says, then the environment, then the default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from index.errors import DocfactsError


class BadSetting(DocfactsError):
    """A setting that does not exist, or a value that it does not take."""


def _number(default: int, variable: str, meaning: str, least: int = 1) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning, "least": least})


def _text(default: str, variable: str, meaning: str) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning})


def _choice(default: str, variable: str, meaning: str, *choices: str) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning, "choices": choices})


ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the service; the text beside a field is its meaning, in the words of the docs."""

    index: str = _text(".docfacts", "DOCFACTS_INDEX", "Where the index is: a folder, or an address.")
    host: str = _text("127.0.0.1", "DOCFACTS_HOST", "The address that `docfacts serve` listens on.")
    port: int = _number(8000, "DOCFACTS_PORT", "The port that it listens on; 0 takes any free one.", least=0)
    # One worker answers about as fast as the store is read; more are for machines with cores to spare.
    workers: int = _number(1, "DOCFACTS_WORKERS", "How many processes answer.")
    # A thread costs a database connection; an answer is bound by the processor, so few suffice.
    threads: int = _number(4, "DOCFACTS_THREADS", "How many requests one process works on at a time.")
    max_body: int = _number(65_536, "DOCFACTS_MAX_BODY", "The longest request body that is read, in bytes.")
    # Without this a client that is still sending sees its connection reset instead of the 413.
    drained_body: int = _number(
        16_777_216, "DOCFACTS_DRAINED_BODY", "How much of a refused body is still taken in and dropped, in bytes."
    )
    max_question: int = _number(1_000, "DOCFACTS_MAX_QUESTION", "The longest question, in characters.")
    max_conversation: int = _number(20, "DOCFACTS_MAX_CONVERSATION", "How many earlier questions a request may hold.")
    max_compared: int = _number(20, "DOCFACTS_MAX_COMPARED", "How many entities one comparison may name.", least=2)
    limit: int = _number(50, "DOCFACTS_LIMIT", "How many items a list holds when the request does not say.")
    max_limit: int = _number(500, "DOCFACTS_MAX_LIMIT", "How many items a request may ask for at once.")
    nearest: int = _number(5, "DOCFACTS_NEAREST", "How many known names an error offers for an unknown one.")
    # An answer has some 3 KB as JSON, so this keeps some ten thousand.
    kept_answers: int = _number(
        33_554_432,
        "DOCFACTS_KEPT_ANSWERS",
        "How many bytes of answers one process keeps for questions that are asked again; 0 keeps none.",
        least=0,
    )
    # A browser lays out half a million characters at once without a pause that a reader notices.
    viewed: int = _number(
        500_000, "DOCFACTS_VIEWED", "How much of a long page the viewer shows around a quote, in characters."
    )
    # Off, because wording ranks nearly as well and needs nothing; docs/quality.md has the figures.
    model: str = _choice(
        OFF,
        "DOCFACTS_MODEL",
        "Whether a local model ranks what is suggested beside a refusal: `on` (needs the extra `model`) or `off`.",
        ON,
        OFF,
    )


def get_variable(setting: Field[Any]) -> str:
    """The environment variable of a setting."""
    return str(setting.metadata["variable"])


def get_meaning(setting: Field[Any]) -> str:
    """What a setting decides, in words."""
    return str(setting.metadata["meaning"])


def read_settings(environment: Mapping[str, str], **given: object) -> Settings:
    """The settings: what is given (and not None), else the environment, else the default.

    Raises BadSetting, which names the setting, for one that does not exist or a value that it does not take.
    """
    known = {setting.name: setting for setting in fields(Settings)}
    for name in given:
        if name not in known:
            raise BadSetting(f"there is no setting {name!r}; known are {', '.join(known)}")
    stated: dict[str, Any] = {}
    for name, setting in known.items():
        value = given.get(name)
        if value is not None:
            stated[name] = _read(setting, name, str(value))
        elif environment.get(get_variable(setting)):
            stated[name] = _read(setting, get_variable(setting), environment[get_variable(setting)])
    return Settings(**stated)


def _read(setting: Field[Any], origin: str, text: str) -> str | int:
    choices = setting.metadata.get("choices", (text,))
    if text not in choices:
        raise BadSetting(f"{origin} must be {' or '.join(choices)}, not {text!r}")
    if "least" not in setting.metadata:
        return text
    least = int(setting.metadata["least"])
    if not (text.isascii() and text.isdigit() and int(text) >= least):
        raise BadSetting(f"{origin} must be a whole number of at least {least}, not {text!r}")
    return int(text)
