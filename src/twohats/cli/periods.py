"""The days, weeks and longer periods that the words of a command name."""

from __future__ import annotations

from twohats.errors import NotUnderstood

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.actions.channels import WholeWeeks
    from twohats.format.calendar import Week
    from twohats.format.times import Now
    from twohats.journal.folder import Journal

# `drafting.dates` is imported only where there are words to read: it takes 2 ms, and most commands are typed without.

PERIODS = ("today", "yesterday", "week", "month", "year", "last", "all")
PERIOD = (
    "today, yesterday, fri, 20 nov, 2026-11-22, last week, 2026-W47, nov, 2026-11, last 30 days, 2026, "
    "oct..nov, all"
)

WEEKS = "12 weeks, year, all, 2026, sep..nov"

_YEAR_WEEKS = 52
_MOST_WEEKS = 1040
"""Twenty years: a larger number is that of a year."""


def read_day(words: list[str], now: Now) -> str:
    """The ISO date that words name, today's if there are none; raises NotUnderstood."""
    if not words:
        return now.day
    from twohats.drafting.dates import spoken_date
    from twohats.format.calendar import moment

    found = spoken_date(words, moment(now))
    if found is None or found.used < len(words) or found.minute is not None:
        raise NotUnderstood(
            f"{' '.join(words)} is not a date", "today, yesterday, fri, 2 days ago, 20 nov, 2026-11-22"
        )
    return found.day.isoformat()


def read_week(words: list[str], now: Now, journal: Journal) -> Week:
    """The week that words name, this week if there are none; raises NotUnderstood."""
    from twohats.format.calendar import EARLIEST, LATEST, moment, week_of

    today = moment(now)
    if not words and EARLIEST < today.year < LATEST:
        return week_of(today.date(), start=journal.week_start)
    from twohats.drafting.dates import spoken_week

    week = spoken_week(words, today, journal.week_start)
    if week is None:
        raise NotUnderstood(
            f"{' '.join(words)} names no week",
            "last, -1, W46, 2026-W46, or any day in it",
            line=" ".join(words),
        )
    return week


def read_period(words: list[str], now: Now, journal: Journal) -> tuple[str, str]:
    """First and last ISO date of the period that words name, today for none; raises NotUnderstood."""
    if not words:
        return now.day, now.day
    from twohats.drafting.dates import SPOKEN_MONTHS, SPOKEN_WEEKDAYS, spoken_period
    from twohats.format.calendar import moment
    from twohats.text.suggest import nearest

    found = spoken_period(words, moment(now), journal.week_start)
    if found is None:
        hint = f"such as {PERIOD}"
        if near := nearest(
            words[-1].lower(),
            [*PERIODS, *SPOKEN_WEEKDAYS, *SPOKEN_MONTHS, *(month[:3] for month in SPOKEN_MONTHS)],
        ):
            hint = f"did you mean {near}? {hint}"
        raise NotUnderstood(f"{' '.join(words)} is not a period", hint)
    return found[0].isoformat(), found[1].isoformat()


def number_of_weeks(words: list[str]) -> int | None:
    """How many weeks words mean, `26 weeks` or `year`, 0 for all; None where they name a stretch of the calendar."""
    text = " ".join(words).lower()
    named = {"year": _YEAR_WEEKS, "all": 0, "ever": 0}
    if text in named:
        return named[text]
    number, _, unit = text.removeprefix("last ").partition(" ")
    digits = number.isascii() and number.isdigit() and len(number) <= len(str(_MOST_WEEKS))
    if not digits or unit not in ("", "week", "weeks"):
        return None
    return int(number) if 0 < int(number) <= _MOST_WEEKS else None


def read_weeks(words: list[str], now: Now, journal: Journal, usual: int) -> WholeWeeks:
    """The whole weeks that words name, `usual` many up to this one if there are none; raises NotUnderstood."""
    from datetime import date

    from twohats.actions.channels import last_weeks, weeks_between
    from twohats.format.calendar import moment

    today = moment(now).date()
    number = number_of_weeks(words) if words else usual
    if number is not None:
        return last_weeks(journal, today, number)
    first, last = (date.fromisoformat(each) for each in read_period(words, now, journal))
    if first > today:
        said = " ".join(words)
        raise NotUnderstood(f"{said} is still to come", WEEKS, line=said)
    return weeks_between(journal, first, last, today)
