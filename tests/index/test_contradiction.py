"""When two values of one property cannot both be right."""

from __future__ import annotations

import pytest

from index.contradiction import contradicts
from index.model import Quantity, Support, Value
from index.quantities import with_base

YES, NO, PARTLY, PLANNED, OLD, NONE = (
    Support.YES,
    Support.NO,
    Support.PARTIAL,
    Support.PLANNED,
    Support.DEPRECATED,
    Support.NOT_APPLICABLE,
)


def measure(low: float | None, high: float | None, unit: str = "", raw: str = "") -> Value:
    """A value that states a quantity."""
    return Value(raw or f"{low}..{high} {unit}", quantity=with_base(Quantity(low, high, unit)))


def list_items(*items: str) -> Value:
    """A value that lists items."""
    return Value(", ".join(items), items=items)


CASES = [
    # Support: for and against.
    (Value("✅", YES), Value("❌", NO), True),
    (Value("✅", YES), Value("Soon", PLANNED), True),
    (Value("Beta", PARTLY), Value("No", NO), True),
    # A more detailed value.
    (Value("✅", YES), Value("Yes, since 1.2", YES, "since 1.2"), False),
    (Value("✅", YES), Value("Beta", PARTLY), False),
    (Value("No", NO), Value("Soon", PLANNED), False),
    # Neither for nor against.
    (Value("✅", YES), Value("Deprecated", OLD), False),
    (Value("❌", NO), Value("n/a", NONE), False),
    # The same qualifier with another number; other conditions.
    (Value("Yes (since 1.2)", YES, "since 1.2"), Value("Yes (since 1.4)", YES, "since 1.4"), True),
    (Value("Yes (on deck)", YES, "on deck"), Value("Yes (below)", YES, "below"), False),
    (Value("Yes (in spring)", YES, "in spring"), Value("No (in winter)", NO, "in winter"), False),
    (Value("Yes (in spring)", YES, "in spring"), Value("No", NO), True),
    # Quantities, in any unit of the dimension.
    (measure(5, 5, "MB"), measure(6, 6, "MB"), True),
    (measure(60, 60, "s"), measure(1, 1, "minute"), False),
    (measure(1, 1, "GB"), measure(1024, 1024, "MB"), False),
    (measure(5, 5, "MB"), measure(5, 5, "seats"), False),
    (measure(None, 10, "MB"), measure(10, 10, "MB"), False),
    (measure(None, 10, "MB"), measure(None, 20, "MB"), True),
    (measure(None, 10, "MB"), measure(20, 20, "MB"), True),
    (measure(3, None), measure(5, None), True),
    (measure(5, 5), measure(1, 10), False),
    (measure(None, None), measure(10, 10, "MB"), True),
    (measure(None, None), measure(3, None), False),
    (measure(5, 5, "MB", "5 MB (Free)"), measure(6, 6, "MB", "6 MB (Paid)"), False),
    # Lists.
    (list_items("Linux", "macOS"), list_items("macOS", "Linux", "Windows"), False),
    (list_items("Linux", "Windows 10"), list_items("linux", "Windows"), False),
    (list_items("Linux", "macOS"), list_items("Linux", "Windows"), True),
    (list_items("Linux", "macOS"), Value("Linux"), False),
    (list_items("Linux", "macOS"), Value("Windows"), True),
    (list_items("Linux", "macOS"), Value("What the kernel of the host brings along, as a rule"), False),
    # Short texts.
    (Value("L4"), Value("L7"), True),
    (Value("`L4`"), Value("L4"), False),
    (Value("Layer 4"), Value("Layer 4 of the network"), False),
    # Longer ones: it is numbers and negations that are right or wrong.
    (Value("Keeps a copy of each backup for 7 days"), Value("Keeps a copy of each backup for 30 days"), True),
    (Value("It does keep copies of all the backups"), Value("It does not keep copies of all the backups"), True),
    (Value("Keeps copies"), Value("Keeps copies of backups, not of logs"), False),
    (Value("A small engine for boats of any kind"), Value("The motor that most sailors have been using"), False),
    # Values of different kinds are not weighed against each other.
    (Value("✅", YES), Value("strict"), False),
    (measure(5, 5), Value("few"), False),
]


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_contradictions_in_both_directions(one: Value, other: Value, expected: bool) -> None:
    assert contradicts(one, other) is contradicts(other, one) is expected


@pytest.mark.parametrize("value", [value for case in CASES for value in case[:2]])
def test_a_value_does_not_contradict_itself(value: Value) -> None:
    assert not contradicts(value, value)
