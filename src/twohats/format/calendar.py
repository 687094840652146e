"""Weeks as half-open ranges of days. Days are ISO text; nothing here knows the current date."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from twohats.format.times import days_in_month
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.times import Now


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


EARLIEST, LATEST = 1900, 9000
"""The years whose weeks can be named: measures look months back and ahead, which the ends of the calendar have not."""


def moment(now: Now) -> datetime:
    """The moment as the `datetime` that date arithmetic wants: its date is the day, its time counts from when the day
    began, so that days between two moments are those of the journal.
    """
    return datetime.fromisoformat(now.day) + timedelta(minutes=now.minute - now.day_start, seconds=now.second)


def week_of(day: date, *, start: int = 0) -> Week:
    """The week that holds `day`; `start` is the weekday it begins on, 0 for Monday, 6 for Sunday."""
    return Week(day - timedelta(days=(day.weekday() - start) % 7))


def weekday_of(day: str) -> int:
    """The day of the week of an ISO date, 0 for Monday."""
    return date.fromisoformat(day).weekday()


def week_named(name: str, *, start: int = 0) -> Week:
    """The week called `2026-W47`; raises ValueError for anything else."""
    year, mark, number = name.upper().partition("-W")
    if not mark or not (year + number).isascii() or not (year + number).isdigit():
        raise ValueError(f"{name} is not the name of a week")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return Week(monday - timedelta(days=-start % 7))


REVIEW_WEEKS = 4


class Block(NamedTuple):
    """The four weeks that one review is of: ISO weeks 1-4, 5-8 and so on to 49-52. A week 53 is in none."""

    week: Week
    """The last of them, whose name is the review's: `2026-W44`."""

    @property
    def first(self) -> date:
        """The first day of its first week."""
        return self.week.back(REVIEW_WEEKS - 1).first

    @property
    def last(self) -> date:
        """The last day of its last week, on which its review is held."""
        return self.week.last

    @property
    def name(self) -> str:
        """The name of its last week: `2026-W44`."""
        return self.week.name

    def weeks(self) -> list[Week]:
        """The four weeks, oldest first."""
        return [self.week.back(back) for back in reversed(range(REVIEW_WEEKS))]

    def before(self) -> Block:
        """The block before it; a week 53 between the two is passed over."""
        earlier = self.week.back(REVIEW_WEEKS)
        return Block(earlier if _number(earlier) % REVIEW_WEEKS == 0 else earlier.back(1))

    def after(self) -> Block:
        """The block after it."""
        later = self.week.back(-REVIEW_WEEKS)
        return Block(later if _number(later) % REVIEW_WEEKS == 0 else later.back(-1))


def _number(week: Week) -> int:
    return (week.first + timedelta(days=3)).isocalendar()[1]


def block_of(week: Week) -> Block | None:
    """The block that holds `week`; None for a week 53."""
    number = _number(week)
    return Block(week.back(number - -(-number // REVIEW_WEEKS) * REVIEW_WEEKS)) if number <= 52 else None


def review_weeks(week: Week) -> Block | None:
    """The block that ends with `week`, which makes it a week with a review; else None."""
    block = block_of(week)
    return block if block and block.week == week else None


def last_block(today: date, *, start: int = 0) -> Block:
    """The latest block whose review is due: whose last day is `today` or before it."""
    week = week_of(today, start=start)
    block = block_of(week) or block_of(week.back(1))
    assert block is not None  # no two weeks 53 follow each other
    return block if block.last <= today else block.before()


WEEK, MONTH, YEAR = "week", "month", "year"
STRETCHES = (WEEK, MONTH, YEAR)
"""The stretches of a calendar, the shortest first."""


def stretch_of(length: str, day: date, *, start: int = 0) -> tuple[date, date]:
    """The first and the last day of the week, the month or the year that holds `day`; `start` as in `week_of`.

    Raises OverflowError for a week that is not wholly within the years that dates have.
    """
    if length == YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if length == MONTH:
        return day.replace(day=1), day.replace(day=days_in_month(day.year, day.month))
    week = week_of(day, start=start)
    return week.first, week.last


def month_moved(day: date, by: int) -> date:
    """The same day so many months later, or the last of that month; raises OverflowError beyond the years of dates."""
    months = day.year * 12 + day.month - 1 + by
    year, month = months // 12, months % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"year {year}")
    return date(year, month, min(day.day, days_in_month(year, month)))
