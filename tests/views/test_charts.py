"""Charts as rows of text: what they draw, and that no figures make one too wide or break it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.appearance.roles import ROLES
from twohats.views.charts import Axis, axis_around_zero, axis_labels, bar, dot_on_axis, part_of, spark
from twohats.views.rows import Row, row_text, width_of

INF = float("inf")
ANY = st.sampled_from([0, 0.0, 1, -1, 10**9, 10**300, INF, -INF, 1e-300]) | st.floats(allow_nan=False)
WIDTHS = st.integers(-1, 130)


def drawn(row: Row) -> str:
    return row_text(row)


@pytest.mark.parametrize(
    ("value", "full", "width", "side", "text"),
    [
        (0, 10, 8, "personal", ""),
        (10, 10, 4, "personal", "████"),
        (10, 10, 4, "brand", "▓▓▓▓"),
        (5, 10, 4, "brand", "▓▓"),
        (1, 8, 1, "personal", "▏"),
        (7, 8, 1, "personal", "▉"),
        (9, 16, 2, "personal", "█▏"),
        (1, 10_000, 4, "personal", "▏"),
        (20, 10, 4, "personal", "████"),
        (10, 0, 4, "personal", ""),
        (10, 10, 0, "personal", ""),
        (INF, INF, 3, "brand", "▓▓▓"),
    ],
)
def test_bar_is_exact_to_an_eighth(value: float, full: float, width: int, side: str, text: str) -> None:
    assert drawn(bar(value, full, width, side)) == text


@pytest.mark.parametrize(
    ("values", "ends"),
    [((), 2), ((0.4, -1.9), 2), ((-2.04,), 2), ((-2.06,), 3), ((9.0,), 4), ((INF,), 2)],
)
def test_axis_spans_two_points_either_way_and_more_where_needed(values: tuple[float, ...], ends: int) -> None:
    axis = axis_around_zero(values, 21)
    assert (axis.low, axis.high) == (-ends, ends)
    assert axis.column(0) == 10


@pytest.mark.parametrize(
    ("axis", "text"),
    [
        (Axis(-2, 2, 21), "-2  -1    0    1    2"),
        (Axis(-2, 2, 9), "-2  0 1 2"),
        (Axis(-4, 4, 17), "-4 -2   0 1 2 3 4"),
        (Axis(-2, 2, 1), "0"),
    ],
)
def test_axis_labels_stand_on_their_columns_and_never_touch(axis: Axis, text: str) -> None:
    assert drawn(axis_labels(axis)) == text


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (-1.0, -1.5, -0.5, "  ├──●──┤ ┊          "),
        (0.0, -1.0, 1.0, "     ├────●────┤     "),
        (0.5, -0.5, 1.0, "        ├─┼─●──┤     "),
        (1.0, 0.5, INF, "          ┊ ├──●────▸"),
        (-3.0, -4.0, -1.0, "●────┤    ┊          "),
        (-1.5, -4.0, -1.0, "◂─●──┤    ┊          "),
        (1.0, 1.0, 1.0, "          ┊    ●     "),
    ],
)
def test_estimate_is_a_dot_on_its_interval(value: float, low: float, high: float, text: str) -> None:
    assert drawn(dot_on_axis(value, low, high, Axis(-2, 2, 21))) == text


@given(ANY, ANY, WIDTHS, st.sampled_from(["personal", "brand"]))
def test_no_bar_is_too_wide(value: float, full: float, width: int, side: str) -> None:
    assert width_of(bar(value, full, width, side)) <= max(width, 0)


@given(st.tuples(ANY, ANY, ANY).map(sorted), st.lists(ANY, max_size=4), WIDTHS)
def test_no_estimate_is_too_wide(ends: list[float], values: list[float], width: int) -> None:
    axis = axis_around_zero(values, width)
    row = dot_on_axis(ends[1], ends[0], ends[2], axis)
    assert width_of(row) == axis.width <= max(width, 1)
    assert width_of(axis_labels(axis)) == axis.width
    assert {span.role for span in row} <= ROLES.keys()


def test_small_bars_go_from_the_lowest_to_the_highest() -> None:
    assert drawn(spark([0, 1, 4, 8, None, 2], 0, 8, "text")) == "·▂▅█ ▃"
    assert drawn(spark([-2, 0, 2], -2, 2, "text")) == "▁▅█"


@pytest.mark.parametrize(
    ("value", "ends", "part"),
    [(1, (0, 4), 0.25), (-3, (0, 4), 0), (9, (0, 4), 1), (0, (0, 0), 1), (0.0, (-1e308, 1e308), 0.5)],
)
def test_a_part_is_known_however_far_apart_the_ends_are(
    value: float, ends: tuple[float, float], part: float
) -> None:
    assert part_of(value, *ends) == part


def test_what_is_no_number_has_a_column() -> None:
    assert Axis(-2, 2, 9).column(float("nan")) == 0
