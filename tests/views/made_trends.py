"""Trends made of written lines: one in which everything speaks, one in which everything is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.measures.logged import HATS, SUNDAY, WEEK, pages_of

from twohats.measures.timeline import timeline_of
from twohats.measures.trend import Stretch, Trend, trend, weeks_before

if TYPE_CHECKING:
    from datetime import date


def trend_of(
    days: dict[int, str], weeks: int = 12, *, fixed: bool = False, today: date = SUNDAY, aim: str = ""
) -> Trend:
    """The trend of pages, by days from the Monday of the week of 16 November 2026."""
    timeline = timeline_of(pages_of(days), WEEK, HATS, today, weeks_before=weeks_before(weeks))
    return trend(timeline, Stretch(weeks, fixed=fixed), aim=aim.split())


def week_lines(week: int) -> str:
    """A Monday: hours that double every second week while the replies stay, and worth that falls."""
    hours = 2 if week % 2 else 8
    worth = 1 if week < 6 else 5
    return (
        f"{hours}h brand post linkedin m{1 + week % 3} i3 w{worth}\n1h personal talk cafe @anna m5 i4 w4\n"
        f"2h personal post mastodon m4 i4\n1h brand do service\n"
        f"brand got reply linkedin x8\npersonal got reply mastodon x4\nbrand got lead x1\n"
        f"personal got conversation mastodon @anna"
    )


def full_days(weeks: int = 32) -> dict[int, str]:
    """Every week has a Monday and a Wednesday of them."""
    days = {-7 * week: week_lines(week) for week in range(weeks)}
    return days | {
        -7 * week
        + 2: f"30m brand post linkedin m2 u3 w{1 if week < 6 else 5}\n30m personal read blogs m5 u4 w3"
        for week in range(weeks)
    }


FULL = trend_of(full_days(), aim="lead sale")
EMPTY = trend_of({})
THIN = trend_of({0: "25m brand post linkedin m2", 1: "25m personal talk @anna m5"})
