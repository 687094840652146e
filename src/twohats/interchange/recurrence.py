"""Rules of recurrence (RFC 5545, RRULE) as days, in the local time of an appointment.

`dateutil.rrule` reads the same rules, and the tests hold this to it. But it looks for the next day until the year 9999:
a rule that never comes true (`DAILY;BYMONTH=2;BYMONTHDAY=30`) takes it three seconds. Here an end is given, and nothing
later is looked at. Rules within a day (`HOURLY`) and by numbers of weeks are refused: no meeting has them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EARLIEST = 1900
_MOST_VALUES = 400
_UNIT_DAYS = {"DAILY": 1, "WEEKLY": 7}


class Rule(NamedTuple):
    """An RRULE. Empty parts restrict nothing."""

    unit: str
    """`DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`."""
    every: int = 1
    times: int | None = None
    until: datetime | None = None
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    """From 1; from -1 backwards from the end."""
    year_days: frozenset[int] = frozenset()
    weekdays: tuple[tuple[int, int], ...] = ()
    """`(n, weekday)`: the nth of a month or year, 0 for every one; Monday is 0."""
    positions: frozenset[int] = frozenset()
    week_start: int = 0


def parsed_rule(text: str, start: datetime, zone: tzinfo | None) -> Rule:
    """The rule of a value of RRULE, for appointments that begin at `start` in a zone; raises ValueError."""
    parts = dict(part.upper().split("=", 1) for part in text.strip().strip(";").split(";"))
    unit = parts.get("FREQ", "")
    if unit not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise ValueError(f"repeats {unit.lower()[:20] or 'in no way that is said'}")
    if "BYWEEKNO" in parts:
        raise ValueError("repeats by the number of the week")
    for name, value in (("BYHOUR", start.hour), ("BYMINUTE", start.minute), ("BYSECOND", start.second)):
        if _numbers(parts.get(name, str(value)), 0, 60) != {value}:
            raise ValueError("repeats within a day")
    rule = Rule(
        unit,
        every=int(parts.get("INTERVAL", "1")[:6]),
        times=int(parts["COUNT"][:6]) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"], zone) if "UNTIL" in parts else None,
        months=_numbers(parts.get("BYMONTH", ""), 1, 12),
        month_days=_numbers(parts.get("BYMONTHDAY", ""), -31, 31),
        year_days=_numbers(parts.get("BYYEARDAY", ""), -366, 366),
        weekdays=_weekdays(parts.get("BYDAY", "")),
        positions=_numbers(parts.get("BYSETPOS", ""), -366, 366),
        week_start=_WEEKDAYS.index(parts.get("WKST", "MO")),
    )
    if rule.every < 1 or (rule.times is not None and rule.times < 1):
        raise ValueError("repeats every 0 times")
    return _completed(rule, start)


def occurrences(start: datetime, rule: Rule, end: datetime) -> Iterator[datetime]:
    """When it takes place, up to the end, in order; raises ValueError for a start before 1900."""
    if start.year < _EARLIEST:
        raise ValueError("repeats from before 1900")
    if rule.until is not None:
        end = min(end, rule.until)
    count = 0
    for days in _periods(start.date(), rule, end.date()):
        fitting = [day for day in days if _fits(day, rule)]
        if rule.positions:
            chosen = {position - (position > 0) for position in rule.positions}
            fitting = [
                day for index, day in enumerate(fitting) if index in chosen or index - len(fitting) in chosen
            ]
        for day in fitting:
            at = datetime.combine(day, start.time())
            if at < start:
                continue
            if at > end or count == rule.times:
                return
            count += 1
            yield at


def _periods(start: date, rule: Rule, end: date) -> Iterator[list[date]]:
    """The days of each day, week, month or year that the rule looks at."""
    if rule.unit in _UNIT_DAYS:
        length = _UNIT_DAYS[rule.unit]
        first = start - timedelta((start.weekday() - rule.week_start) % 7 if length > 1 else 0)
        while first <= end:
            yield [first + timedelta(index) for index in range(length)]
            first += timedelta(length * rule.every)
        return
    months = 12 if rule.unit == "YEARLY" else 1
    month = start.year * 12 + (start.month - 1 if months == 1 else 0)
    while month <= end.year * 12 + end.month - 1:
        yield [
            date(each // 12, each % 12 + 1, day)
            for each in range(month, month + months)
            if not rule.months or each % 12 + 1 in rule.months
            for day in range(1, monthrange(each // 12, each % 12 + 1)[1] + 1)
        ]
        month += months * rule.every


def _fits(day: date, rule: Rule) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - length - 1 not in rule.month_days:
            return False
    if rule.year_days:
        number, length = day.timetuple().tm_yday, 365 + (monthrange(day.year, 2)[1] == 29)
        if number not in rule.year_days and number - length - 1 not in rule.year_days:
            return False
    return not rule.weekdays or any(
        weekday == day.weekday() and (not nth or nth in _ordinals(day, rule))
        for nth, weekday in rule.weekdays
    )


def _ordinals(day: date, rule: Rule) -> tuple[int, int]:
    """The how manieth of its weekday a day is in its month, or year, from the beginning and from the end."""
    if rule.unit == "MONTHLY" or rule.months:
        number, length = day.day, monthrange(day.year, day.month)[1]
    else:
        number, length = day.timetuple().tm_yday, 365 + (monthrange(day.year, 2)[1] == 29)
    return (number - 1) // 7 + 1, -((length - number) // 7 + 1)


def _completed(rule: Rule, start: datetime) -> Rule:
    """With what the start says where the rule does not: a weekly rule without a day is on the weekday of the start."""
    if rule.weekdays or rule.month_days or rule.year_days:
        if rule.unit in _UNIT_DAYS:  # "the second Monday" is of a month or a year
            return rule._replace(weekdays=tuple((0, weekday) for _nth, weekday in rule.weekdays))
        return rule
    if rule.unit == "WEEKLY":
        return rule._replace(weekdays=((0, start.weekday()),))
    if rule.unit == "MONTHLY":
        return rule._replace(month_days=frozenset((start.day,)))
    if rule.unit == "YEARLY":
        return rule._replace(
            months=rule.months or frozenset((start.month,)), month_days=frozenset((start.day,))
        )
    return rule


def _numbers(text: str, least: int, most: int) -> frozenset[int]:
    """Numbers between commas, as far as they are in range; raises ValueError for what is no number."""
    values = {int(each[:6]) for each in text.split(",")[:_MOST_VALUES] if each}
    return frozenset(value for value in values if least <= value <= most)


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for each in text.split(",")[:_MOST_VALUES] if text else ():
        match = re.fullmatch(r"([+-]?\d{1,2})?([A-Z]{2})", each.strip())
        if match is None or match[2] not in _WEEKDAYS:
            raise ValueError("repeats on a day of no known name")
        found.append((int(match[1] or 0), _WEEKDAYS.index(match[2])))
    return tuple(found)


def _until(text: str, zone: tzinfo | None) -> datetime:
    """The end of a rule in the local time of the appointment; a day counts whole."""
    digits = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z?))?", text)
    if digits is None:
        raise ValueError("repeats until a day that is none")
    if digits[2] is None:
        return datetime.strptime(digits[1] + "235959", "%Y%m%d%H%M%S")
    at = datetime.strptime(digits[1] + digits[2], "%Y%m%d%H%M%S")
    if digits[3] and zone is not None and 1 < at.year < 9999:
        at = at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return at
