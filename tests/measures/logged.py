"""Pages written down as text, for the tests of measures: the lines go through the real reader."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from twohats.format.calendar import Week, week_of
from twohats.format.reading import read_page
from twohats.format.words import Hats
from twohats.measures.digest import Digest, digest_of
from twohats.measures.timeline import Timeline, lines_of, timeline_of
from twohats.measures.week import WEEKS_BEFORE, week_figures

if TYPE_CHECKING:
    from twohats.format.model import Page
    from twohats.measures.figures import WeekFigures

MONDAY = date(2026, 11, 16)
WEEK = week_of(MONDAY)
SUNDAY = WEEK.last
HATS = Hats({"novelist": ("personal", "n"), "client-acme": ("brand", "acme")})


def day(offset: int) -> str:
    """The ISO date so many days after the Monday of the week; negative before it."""
    return (MONDAY + timedelta(days=offset)).isoformat()


def pages_of(days: dict[int, str]) -> dict[str, Page]:
    """Pages by date. A day's lines are separated by newlines, without their dashes."""
    return {
        day(offset): read_page("".join(f"- {line.strip()}\n" for line in text.strip().splitlines()), day(offset), HATS)
        for offset, text in days.items()
    }  # fmt: skip


def figures(days: dict[int, str], *, week: Week = WEEK, today: date = SUNDAY) -> WeekFigures:
    """The figures of the week of 16 November 2026."""
    return week_figures(pages_of(days), week, hats=HATS, today=today)


def line_of(days: dict[int, str], *, today: date = SUNDAY) -> Timeline:
    """The timeline of the same week."""
    return timeline_of(pages_of(days), WEEK, HATS, today, weeks_before=WEEKS_BEFORE)


def whole(days: dict[int, str]) -> Timeline:
    """The timeline of all of these days, up to the Sunday of the week."""
    weeks = max(0, -(min(days, default=0) // 7))
    return timeline_of(pages_of(days), WEEK, HATS, SUNDAY, weeks_before=weeks)


def past(days: dict[int, str]) -> Digest:
    """The digest of the same days."""
    pages = (
        (MONDAY.toordinal() + offset, page)
        for offset, page in zip(days, pages_of(days).values(), strict=True)
    )
    return digest_of(lines_of(sorted(pages), HATS, 1))
