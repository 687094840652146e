"""The axes of the pictures: they reach as far as what is shown needs, and are named where they have a line."""

from __future__ import annotations

import re

import pytest
from tests.views import made
from tests.views.made import replace

from twohats.render import svg


def names_of(picture: str, kind: str = "tick", anchor: str = "middle") -> list[str]:
    """What stands at the lines of an axis, in its order."""
    return re.findall(rf'<text class="{kind}"[^>]*text-anchor="{anchor}">([^<]*)<', picture)


def hours_of(minutes: int, weeks: int = 1) -> str:
    """A picture of weeks with so many minutes of brand each."""
    return svg.weeks_of_hours([replace(made.EMPTY, minutes=made.minutes(brand=(minutes, 0, 0, 0)))] * weeks)


@pytest.mark.parametrize(
    ("farthest", "names"),
    [
        (0.4, ["-2", "-1", "0", "+1", "+2"]),
        (2.0, ["-2", "-1", "0", "+1", "+2"]),
        (2.4, ["-3", "-2", "-1", "0", "+1", "+2", "+3"]),
        (4.0, ["-4", "-3", "-2", "-1", "0", "+1", "+2", "+3", "+4"]),
    ],
)
def test_the_axis_of_gaps_reaches_as_far_on_both_sides_as_the_farthest_end(
    farthest: float, names: list[str]
) -> None:
    picture = svg.gaps([made.gap("interest", (-0.2, -farthest, 0.3), (7, 9))])

    assert names_of(picture) == names
    assert picture.count('class="zero"') == 1
    assert picture.count('class="grid"') == len(names) - 1


def test_the_axis_of_ratios_has_a_line_each_half_power_of_ten() -> None:
    picture = svg.ratios([replace(made.FULL.returns[0], per_hour=made.ratio(0.4, 0.1, 3.0))])

    assert names_of(picture) == ["0.1 ×", "0.3 ×", "same", "3 ×", "10 ×"]


@pytest.mark.parametrize(
    ("minutes", "names"),
    [
        (60, ["0", "1h"]),
        (300, ["0", "1h", "2h", "3h", "4h", "5h"]),
        (301, ["0", "2h", "4h", "6h"]),
        (250 * 60, ["0", "50h", "100h", "150h", "200h", "250h"]),
        (1000 * 60, ["0", "200h", "400h", "600h", "800h", "1000h"]),
    ],
)
def test_the_axis_of_hours_has_at_most_five_steps(minutes: int, names: list[str]) -> None:
    assert names_of(hours_of(minutes), anchor="end") == names


@pytest.mark.parametrize(("weeks", "named"), [(1, 1), (22, 22), (23, 12), (44, 22), (47, 16)])
def test_the_names_of_weeks_stand_beside_one_another_and_the_last_one_is_named(
    weeks: int, named: int
) -> None:
    """Each takes 30 of the 676 that the picture has for them."""
    picture = hours_of(60, weeks)

    assert len(names_of(picture)) == named
    last = re.findall(r'<rect class="fill-brand" x="([\d.]+)"', picture)[-1]
    name = re.findall(r'<text class="tick" x="([\d.]+)"[^>]*text-anchor="middle"', picture)[-1]
    assert 0 < float(name) - float(last) < 676 / weeks
