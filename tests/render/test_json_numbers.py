"""Numbers are rounded in one way in every JSON: by the functions of `estimate_json`."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.render.test_trials_json import ALL
from tests.views.made_trends import FULL

import twohats.render
from twohats.render.estimate_json import factor_of, hours_of, minutes_of, points_of, share_of
from twohats.render.trend_json import trend_json
from twohats.render.trials_json import trials_json

if TYPE_CHECKING:
    from collections.abc import Iterator

RENDER = Path(twohats.render.__path__[0])
FACTORS = re.compile(
    r"(per_hour|last_hour|week_by_week|loss)\.(value|low|high|normal|silent|chance|at_most|at_least)$"
)


@pytest.mark.parametrize(
    ("rounded", "value", "expected"),
    [
        (share_of, 2 / 3, 0.667),
        (points_of, -0.001, 0.0),
        (points_of, -0.666, -0.67),
        (hours_of, 10 / 3, 3.33),
        (minutes_of, 12.4, 12),
        (factor_of, 0.0012345, 0.00123),
        (factor_of, 123.4567, 123.0),
        (factor_of, -0.0, 0.0),
        (factor_of, math.inf, None),
        (factor_of, None, None),
    ],
)
def test_a_number_is_rounded(rounded: Any, value: float | None, expected: float | None) -> None:
    found = rounded(value)
    assert found == expected
    assert found is None or math.copysign(1, found) == math.copysign(1, expected or 0.0)


def test_nothing_else_rounds() -> None:
    for path in RENDER.glob("*_json.py"):
        text = path.read_text(encoding="utf-8")
        assert path.name == "estimate_json.py" or not re.search(r"\bround\(|:\.\d", text), path.name


def _numbers(data: Any, path: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(data, float):
        yield path, data
    for key, value in data.items() if isinstance(data, dict) else ():
        yield from _numbers(value, f"{path}.{key}")
    for value in data if isinstance(data, list) else ():
        yield from _numbers(value, path)


@pytest.mark.parametrize("text", [trend_json(FULL), trials_json(ALL)], ids=["trend", "trials"])
def test_factors_and_slopes_have_three_digits_and_nothing_has_more_than_that_or_three_decimals(
    text: str,
) -> None:
    found = list(_numbers(json.loads(text)))
    assert any(FACTORS.search(path) for path, _ in found)
    for path, number in found:
        digits = float(f"{number:.3g}")
        assert number == digits if FACTORS.search(path) else number in (digits, round(number, 3)), path
