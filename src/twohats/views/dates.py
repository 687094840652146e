"""Dates as people read them. English month and day names of our own, since a locale is not ours to read."""

from __future__ import annotations

from datetime import date

from twohats.format.words import MONTHS, WEEKDAYS


def day_text(iso: str, *, weekday: bool = False) -> str:
    """`2026-11-22` as `22 Nov`, or `Sun 22 Nov`; text that is no date comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    text = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{WEEKDAYS[day.weekday()][:3]} {text}" if weekday else text


def span_text(first: str, last: str, *, between: str = "-") -> str:
    """`16-22 November 2026`, `28 Sep - 4 Oct 2026`: months and years are said twice where they differ."""
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return f"{first} {between} {last}"
    if start.year != end.year:
        return f"{day_text(first)} {start.year} {between.strip()} {day_text(last)} {end.year}"
    if start.month != end.month:
        return f"{day_text(first)} {between.strip()} {day_text(last)} {end.year}"
    return f"{start.day}{between}{end.day} {MONTHS[end.month - 1]} {end.year}"


def week_text(name: str) -> str:
    """`2026-W47` as `Week 47`."""
    _, mark, number = name.partition("-W")
    return f"Week {int(number)}" if mark and number.isdecimal() else name
