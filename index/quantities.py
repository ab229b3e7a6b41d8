"""Units brought to one unit a dimension, so that amounts in different units can be compared.

pint does the arithmetic, on a registry of the units that docs state limits and
prices in. Its own list knows far more, and would read plain words as units
("points" and "links" are lengths there).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from index.model import Quantity

if TYPE_CHECKING:
    import pint

# Bits and bytes by IEC 80000-13, time by the SI; a month is the twelfth part of a year of 365.25 days, as in pint.
_DEFINITIONS = (
    "kilo- = 1e3 = k-",
    "mega- = 1e6 = M-",
    "giga- = 1e9 = G-",
    "tera- = 1e12 = T-",
    "peta- = 1e15 = P-",
    "milli- = 1e-3 = m-",
    "micro- = 1e-6 = µ- = μ- = u-",
    "nano- = 1e-9 = n-",
    "kibi- = 2**10 = Ki-",
    "mebi- = 2**20 = Mi-",
    "gibi- = 2**30 = Gi-",
    "tebi- = 2**40 = Ti-",
    "pebi- = 2**50 = Pi-",
    "byte = [information] = B",
    "bit = byte / 8",
    "second = [time] = s",
    "minute = 60 * second = min",
    "hour = 60 * minute = h",
    "day = 24 * hour",
    "week = 7 * day",
    "month = year / 12",
    "year = 365.25 * day",
    "hertz = [frequency] = Hz",
    "watt = [power] = W",
    "volt = [voltage] = V",
    "metre = [length] = m = meter",
    "gram = [mass] = g",
    "vcpu = [processing]",
    "percent = [share]",
    "dollar = [dollars]",
    "euro = [euros]",
    "pound = [pounds]",
)
# How docs write units, as names of the registry.
_SPELLINGS = {
    **{f"{p}B": f"{p}B" for p in ("", *"kMGTP", "Ki", "Mi", "Gi", "Ti", "Pi")},
    **{f"{p}i": f"{p}iB" for p in "KMGTP"},
    **{f"{p}b": f"{p}bit" for p in "MGT"},
    **{f"{p}bit": f"{p}bit" for p in "kMGT"},
    **{f"{p}bps": f"{p}bit / second" for p in ("", *"kMGT")},
    **{f"{p}Bps": f"{p}B / second" for p in "kMGT"},
    **{f"{p}Hz": f"{p}Hz" for p in ("", *"kMGT")},
    **{f"{p}W": f"{p}W" for p in ("", "m", "k")},
    **{f"{p}s": f"{p}s" for p in ("", "m", "µ", "μ", "u", "n")},
    **dict.fromkeys(("KB", "kb"), "kB"),
    **{f"{p.lower()}b": f"{p}B" for p in "MGTP"},
    **{name: name for name in ("V", "kg", "km", "mm", "h")},
    "d": "day",
    "%": "percent",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
}
# Words for units, in small letters and without a plural's "s".
_WORDS = {
    **{name: name for name in ("bit", "byte", "second", "minute", "hour", "day", "week", "month", "year", "percent")},
    **{f"{p}{unit}": f"{p}{unit}" for p in ("kilo", "mega", "giga", "tera", "peta") for unit in ("bit", "byte")},
    **{f"{p}byte": f"{p}byte" for p in ("kibi", "mebi", "gibi", "tebi", "pebi")},
    **{f"{p}second": f"{p}second" for p in ("milli", "micro", "nano")},
    **{name: name for name in ("vcpu", "watt", "volt", "gram", "dollar", "euro")},
    "sec": "second",
    "min": "minute",
    "hr": "hour",
    "mo": "month",
    "yr": "year",
    "metre": "metre",
    "meter": "metre",
    "usd": "dollar",
    "us$": "dollar",
    "eur": "euro",
    "gbp": "pound",
}
# The unit of each dimension, and how it is written; prices are told by the month and the gigabyte.
_BASES = {
    "[information]": ("byte", "byte"),
    "[time]": ("second", "second"),
    "[frequency]": ("hertz", "Hz"),
    "[power]": ("watt", "W"),
    "[voltage]": ("volt", "V"),
    "[length]": ("metre", "m"),
    "[mass]": ("gram", "g"),
    "[processing]": ("vcpu", "vCPU"),
    "[share]": ("percent", "%"),
    "[dollars]": ("dollar", "$"),
    "[euros]": ("euro", "€"),
    "[pounds]": ("pound", "£"),
}
_PRICE_BASES = {**_BASES, "[time]": ("month", "month"), "[information]": ("GB", "GB")}
_CURRENCIES = "$€£"
_PER = re.compile(r"\s*(?:/|\bper\b)\s*", re.I)
# Products of such numbers are exact to this many digits.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit is in the base unit of its dimension."""

    factor: float
    """How many base units one of it is."""
    unit: str
    """The base unit: amounts with the same one can be compared (`byte`, `request/second`, `$/month`)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A unit's numerator or one of its denominators: a unit of the registry, or a noun for what is counted."""

    unit: str = ""
    noun: str = ""


def with_base(quantity: Quantity) -> Quantity:
    """A quantity with its bounds in the base unit, where it has a unit."""
    measure = get_measure(quantity.unit)
    if measure is None:
        return quantity
    low, high = (None if n is None else _round(n * measure.factor) for n in (quantity.low, quantity.high))
    return replace(quantity, base_low=low, base_high=high, base_unit=measure.unit)


@lru_cache(maxsize=4096)
def get_measure(unit: str) -> Measure | None:
    """What a unit as the docs write it ("MB", "requests/min", "$ per month") is in base units; None for no unit.

    A word that is no unit is one itself: what is counted ("seats").
    """
    if not unit.strip():
        return None
    numerator, *denominators = (_read_part(part) for part in _PER.split(unit.strip()))
    bases = _PRICE_BASES if unit[0] in _CURRENCIES or numerator.unit in ("dollar", "euro", "pound") else _BASES
    factor, name = _convert(numerator, bases)
    below = []
    for part in denominators:
        ratio, label = _convert(part, bases)
        factor /= ratio
        below.append(label)
    return Measure(factor, "/".join([name, *sorted(below)]))


def is_known_unit(word: str) -> bool:
    """Whether a word is a unit of measure or money, and no noun for what is counted."""
    return _find_unit(word) is not None


def _read_part(text: str) -> _Part:
    first = text.split(None, 1)[0] if text else ""
    if first[:1] in _CURRENCIES:
        first = first[:1]
    unit = _find_unit(text) or _find_unit(first)
    return _Part(unit) if unit else _Part(noun=_get_singular(" ".join(text.casefold().split())))


def _find_unit(text: str) -> str | None:
    folded = text.casefold()
    return _SPELLINGS.get(text) or _WORDS.get(folded) or (_WORDS.get(folded[:-1]) if folded.endswith("s") else None)


def _get_singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _convert(part: _Part, bases: dict[str, tuple[str, str]]) -> tuple[float, str]:
    """The factor to the base unit of a part, and how that is written."""
    if not part.unit:
        return 1.0, part.noun or "1"
    one = _get_registry().Quantity(1.0, part.unit)
    powers = {str(dimension): float(str(power)) for dimension, power in one.dimensionality.items()}
    above = [bases[dimension] for dimension, power in powers.items() if power > 0]
    below = [bases[dimension] for dimension, power in powers.items() if power < 0]
    target = "*".join(name for name, _ in above) + "".join(f"/{name}" for name, _ in below)
    label = "*".join(label for _, label in above) + "".join(f"/{label}" for _, label in below)
    return float(one.to(target).magnitude), label


def _round(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")


@cache
def _get_registry() -> pint.UnitRegistry[Any]:
    # It costs a tenth of a second, which is more than a page without quantities does.
    import pint

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    for line in _DEFINITIONS:
        registry.define(line)
    return registry
