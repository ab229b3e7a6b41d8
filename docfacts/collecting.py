"""How often Python looks for unreachable cycles in the commands."""

from __future__ import annotations

import gc

# Python looks after every 700 new objects, and now and then through all that there are. Readings, names and answers
# have hardly any and are many: on 525 pages looking took a third of the time, and with this number it takes a fiftieth.
# Trees of HTML are such cycles: with four times this number the peak was a tenth higher.
UNCOLLECTED_READING = 50_000
# A service lives long. Of 550 questions on 1,000 pages the slowest hundredth took 390 ms before, and 160 with this
# number.
UNCOLLECTED_ANSWERING = 50_000


def collect_seldom(uncollected: int) -> None:
    """Has Python look for unreachable cycles only after so many new objects."""
    gc.set_threshold(uncollected)
