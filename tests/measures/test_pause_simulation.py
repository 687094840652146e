"""Pauses whose truth is known: the bound holds it, and a drop is seldom said where nothing is lost (METHOD 5.2)."""

from __future__ import annotations

import pytest
from benchmarks.pauses import Cell, Result, cells, study, summary

RUNS = 150
SOME = [cell for cell in cells() if cell.a_week in (1.0, 5.0) and cell.demand in ("poisson", "uneven")]


@pytest.mark.parametrize(
    "cell", SOME, ids=lambda cell: f"{cell.design}, {cell.demand}, {cell.a_week}, {cell.lost}"
)
def test_a_pause_is_judged_rightly(cell: Cell) -> None:
    result = study(cell, RUNS)
    assert result.kept, result


def test_most_losses_of_everything_are_found_where_there_is_much_to_lose() -> None:
    assert study(Cell("4 weeks", "poisson", 5.0, 1.0), RUNS).fell > 0.95
    assert study(Cell("coin 8", "uneven", 5.0, 1.0), RUNS).fell > 0.95


def test_what_is_kept_is_what_is_within_its_limits() -> None:
    cell = Cell("2 weeks", "poisson", 2.0, 0.0)
    assert Result(cell, 1000, 0.90, 0.02, 1.6).kept
    assert not Result(cell, 1000, 0.80, 0.02, 1.6).kept
    assert not Result(cell, 1000, 0.90, 0.12, 1.6).kept
    assert Result(cell._replace(a_week=10.0), 1000, 0.5, 0.5, 1.6).kept
    assert "1 outside" in summary([Result(cell, 1000, 0.80, 0.02, 1.6)])[0]
