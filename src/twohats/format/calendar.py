"""Weeks as half-open ranges of days. Days are ISO text; nothing here knows the current date."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.values import NamedTuple


class Week(NamedTuple):
    """Seven days, named as ISO 8601 names the week of their Thursday."""

    first: date
    """Its first day: a Monday, or the Sunday before where `week_start` is Sunday."""

    @property
    def last(self) -> date:
        """Its seventh day."""
        return self.first + timedelta(days=6)

    @property
    def name(self) -> str:
        """`2026-W47`."""
        year, number, _ = (self.first + timedelta(days=3)).isocalendar()
        return f"{year}-W{number:02d}"

    def days(self) -> list[str]:
        """The seven ISO dates."""
        return [(self.first + timedelta(days=n)).isoformat() for n in range(7)]

    def back(self, weeks: int) -> Week:
        """The week so many weeks earlier; later when negative."""
        return Week(self.first - timedelta(weeks=weeks))


def week_of(day: date, *, start: int = 0) -> Week:
    """The week that holds `day`; `start` is the weekday it begins on, 0 for Monday, 6 for Sunday."""
    return Week(day - timedelta(days=(day.weekday() - start) % 7))


def week_named(name: str, *, start: int = 0) -> Week:
    """The week called `2026-W47`; raises ValueError for anything else."""
    year, mark, number = name.upper().partition("-W")
    if not mark or not (year + number).isascii() or not (year + number).isdigit():
        raise ValueError(f"{name} is not the name of a week")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return Week(monday - timedelta(days=-start % 7))
