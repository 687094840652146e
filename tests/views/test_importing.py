"""The preview of an import: its table of months has room in 80 columns, whatever an archive holds."""

from __future__ import annotations

import pytest

from twohats.interchange.plan import MonthCensus, Plan
from twohats.views.block_rows import view_rows
from twohats.views.importing import import_view


def census(first: int, many: int, *sides: str, step: int = 1, minutes: int = 90) -> tuple[MonthCensus, ...]:
    """So many months from one on, counted from the year 0."""
    months = [
        f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, first + many * step, step)
    ]
    return tuple(MonthCensus(month, side, 3, 2, 1, minutes) for month in months for side in sides)


def rows(found: tuple[MonthCensus, ...], width: int = 80) -> list[str]:
    view = import_view(Plan((), census=found))
    return ["".join(span.text for span in each.row) for each in view_rows(view, width)]


@pytest.mark.parametrize("minutes", [90, 9_000, 40_000])
@pytest.mark.parametrize("sides", [("brand",), ("brand", "personal"), ("", "brand", "personal")])
@pytest.mark.parametrize(("many", "step"), [(1, 1), (2, 1), (12, 1), (13, 1), (60, 1), (120, 1), (7, 12)])
def test_months_stand_in_columns_of_a_terminal_of_80(
    many: int, step: int, sides: tuple[str, ...], minutes: int
) -> None:
    found = rows(census(2024 * 12 + 5, many, *sides, step=step, minutes=minutes))
    assert all(len(row) <= 80 for row in found)
    heading = next(row for row in found if "By month" in row)
    assert heading.split()[-1].isdigit() or heading.split()[-1].isalpha()
    assert len(heading.split()) > 2  # the months are in it, not in sentences
    assert any(row.split(",")[0].strip().startswith("conversations") for row in found)


def test_a_year_has_twelve_columns_and_a_month_of_another_year_says_which() -> None:
    (heading,) = [row for row in rows(census(2025 * 12 + 11, 12, "brand")) if "By month" in row]
    assert heading.split() == "By month Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov".split()
    (heading,) = [row for row in rows(census(2020 * 12, 5, "brand", step=12)) if "By month" in row]
    assert heading.split() == "By month Jan 20 Jan 21 Jan 22 Jan 23 Jan 24".split()
    (heading,) = [row for row in rows(census(2025 * 12 + 10, 3, "brand")) if "By month" in row]
    assert heading.split() == "By month Nov 25 Dec Jan 26".split()


def test_hours_where_minutes_have_no_room() -> None:
    found = rows(census(2026 * 12, 3, "brand", minutes=9_000))
    assert [row.split() for row in found if row.split()[:1] == ["hours"]] == [["hours", "150", "150", "150"]]


def test_on_a_narrow_terminal_the_months_are_named_with_their_numbers() -> None:
    found = " ".join(" ".join(rows(census(2025 * 12 + 11, 12, "brand"), 40)).split())
    assert "conversations: Dec 2, Jan 2, Feb 2" in found
