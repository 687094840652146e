"""The interval of one rate per hour holds the truth of simulated weeks as often as is said (METHOD 3.2)."""

from __future__ import annotations

import pytest
from benchmarks.rates import KINDS, LEAST, cell


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("weeks", "rate", "hours"), [(8, 1.0, 4.0), (12, 0.3, 4.0), (26, 1.0, 1.0)])
def test_the_interval_holds_the_truth(kind: str, weeks: int, rate: float, hours: float) -> None:
    found = cell(kind, weeks, rate, hours, 300, 1)
    assert found.shown > 0.8
    assert found.held >= LEAST
