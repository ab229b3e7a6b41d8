"""Units brought to one unit a dimension, so that amounts in different units can be compared.

pint does the arithmetic, on a registry of the units that docs state limits and
prices in. Its own list knows far more, and would read plain words as units
("points" and "links" are lengths there).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.model import Quantity
from index.terms import get_term

if TYPE_CHECKING:
    from pint import UnitRegistry

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
_PREFIXED = {
    "bytes": ("byte", "B", "kKMGTP", ("kilo", "mega", "giga", "tera", "peta"), ("Ki", "Mi", "Gi", "Ti", "Pi")),
}
# How docs write units, as pint's names; longer words are tried in small letters and without a plural's "s".
_SPELLINGS = {
    **{f"{p}B": f"{p}B" for p in ("", *"kMGTP", "Ki", "Mi", "Gi", "Ti", "Pi")},
    **{f"{p}b": f"{p}bit" for p in "kMGT"},
    **{f"{p}bps": f"{p}bit / second" for p in ("", *"kMGT")},
    **{f"{p}Bps": f"{p}B / second" for p in "kMGT"},
    **{f"{p}bit": f"{p}bit" for p in "kMGT"},
    **{f"{p}Hz": f"{p}Hz" for p in ("", *"kMGT")},
    **{f"{p}W": f"{p}W" for p in ("", "m", "k")},
    **{f"{p}s": f"{p}s" for p in ("", "m", "µ", "μ", "u", "n")},
    **{f"{p}i": f"{p}iB" for p in "KMGTP"},
    **dict.fromkeys(("KB", "kb"), "kB"),
    **dict.fromkeys(("mb", "Mb"), "MB"),
    **dict.fromkeys(("gb", "Gb"), "GB"),
    **dict.fromkeys(("tb", "Tb"), "TB"),
    "kg": "kg",
    "g": "g",
    "km": "km",
    "mm": "mm",
    "V": "V",
    "h": "h",
    "%": "percent",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
}
