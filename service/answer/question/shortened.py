"""Words that headers of tables cut short: "No. of users", "Avg. load", "Qty"."""

from __future__ import annotations

import re

from .termset import get_term_set

# A cut word that is a word of its own as well is one only with its point, or before "of".
_CUT = re.compile(
    r"(?P<number>\b(?:no|nr|num)\.?(?=\s+of\b)|\b(?:no|nr)\.(?=\s+\w)|#(?=\s*(?:of\b|[A-Za-z])))"
    r"|\b(?:(?P<quantity>qty)|(?P<average>avg)|(?P<description>descr?(?=\.))|(?P<temperature>temp(?=\.))"
    r"|(?P<frequency>freq)|(?P<version>ver(?=\.))|(?P<required>req(?=\.))|(?P<memory>mem(?=\.))|(?P<reference>ref(?=\.))"
    r"|(?P<approximate>approx)|(?P<department>dept)|(?P<management>mgmt)|(?P<configuration>config)"
    r"|(?P<authentication>authn)|(?P<authorization>authz)|(?P<address>addr)|(?P<duration>dur(?=\.))"
    r"|(?P<volume>vol(?=\.))|(?P<length>len(?=\.))|(?P<weight>wt(?=\.))|(?P<height>ht(?=\.))|(?P<distance>dist(?=\.)))\b",
    re.I,
)


def get_terms_of_header(text: str) -> frozenset[str]:
    """The terms of the name of a property, the words that it cuts short whole as well."""
    whole = (kind for match in _CUT.finditer(text) if (kind := match.lastgroup))
    return get_term_set(text).union(*map(get_term_set, whole))


def counts(name: str) -> bool:
    """Whether the name of a property begins by saying that it is a number of something."""
    return _COUNTS.match(name) is not None


_COUNTS = re.compile(
    r"\W*(?:(?:max|min|maximum|minimum|total|base)\.?\s+)?(?:(?:number|count|amount|no\.?|nr\.?|num\.?|#)\s+of\b|#\s*[a-z])",
    re.I,
)
