"""The floor: what falls is told, what rises is kept, nothing is lowered."""

from __future__ import annotations

import json

from bench.floor import KEPT, get_fallen, get_raised, iter_lines

KEPT_FIGURES = {"cells": 0.9, "answers": 0.8}


def test_what_falls_is_told() -> None:
    measured = {"cells": 0.899, "answers": 0.81}
    assert get_fallen(KEPT_FIGURES, measured) == ["cells"]
    assert [line.endswith("FELL") for line in iter_lines(KEPT_FIGURES, measured)] == [True, False]


def test_what_is_not_measured_any_more_fell() -> None:
    assert get_fallen(KEPT_FIGURES, {"cells": 0.9}) == ["answers"]


def test_kept_figures_only_rise() -> None:
    assert get_raised(KEPT_FIGURES, {"cells": 0.85, "answers": 0.85, "changes": 0.5}) == {
        "cells": 0.9,
        "answers": 0.85,
        "changes": 0.5,
    }


def test_the_kept_figures_are_shares() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert len(kept) == 7 and all(0.5 < figure <= 1 for figure in kept.values())
