"""The texts of the top row and the idle rows. Pure."""

from __future__ import annotations

from datetime import date

from twohats.format import times
from twohats.format.words import ACTIVITIES, MONTHS, SIDES, WEEKDAYS
from twohats.tui.reading import day_called
from twohats.values import NamedTuple
from twohats.views.rows import Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.actions.timer_file import Timer
    from twohats.format.model import Page
    from twohats.format.times import Now
    from twohats.format.words import Hats


class Title(NamedTuple):
    """What the row at the top says."""

    view: str
    """The name of the view that is shown."""
    text: str = ""
    """What the view is of, where its first row does not say it: the day in words."""
    short: str = ""
    """The same where there is little room."""
    timer: str = ""
    """The running timer, or what is being saved; empty when neither is."""


def day_title(day: str, today: str) -> str:
    """`Sunday 22 November 2026, today`."""
    try:
        at = date.fromisoformat(day)
    except ValueError:
        return day
    text = f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}"
    called = day_called(day, today)
    return f"{text}, {called}" if called in ("today", "yesterday") else text


def timer_text(timer: Timer, now: Now) -> str:
    """`35m brand post linkedin`, a dot in front."""
    ran = max(timer.elapsed(now), 0)
    return f"\N{BLACK CIRCLE} {times.duration_text(ran)} {timer.item}".split("\n", 1)[0]


def sums_of(page: Page, hats: Hats) -> Row:
    """What a day comes to: lines and minutes, by side and by activity."""
    minutes = dict.fromkeys(SIDES, 0)
    done = dict.fromkeys(ACTIVITIES, 0)
    for entry in page.entries():
        minutes[hats.sides.get(entry.hat, SIDES[1])] += entry.minutes
        done[entry.activity] += entry.minutes
    problems = len(page.all_problems())
    if not any(minutes.values()) and not problems:
        return ()
    spans = [
        user_text(times.duration_text(sum(minutes.values())) if any(minutes.values()) else "no time", "text")
    ]
    for side in SIDES:
        if minutes[side]:
            spans += [
                Span(" \N{MIDDLE DOT} ", "muted"),
                Span(f"{side} {times.duration_text(minutes[side])}", side),
            ]
    if problems:
        lines = "1 line" if problems == 1 else f"{problems} lines"
        spans.append(Span(f" \N{MIDDLE DOT} {lines} not read", "problem"))
    for activity, sum_ in done.items():
        if sum_:
            spans.append(Span(f" \N{MIDDLE DOT} {activity} {times.duration_text(sum_)}", "muted"))
    return tuple(spans)
