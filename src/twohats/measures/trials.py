"""All trials of a journal, judged, and the pauses that merely happened (METHOD 5)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TypeVar

from twohats.format.trial import HALF_DOUBLE
from twohats.measures.evidence import settle
from twohats.measures.happened import pauses_that_happened
from twohats.measures.pauses import pause_figures
from twohats.measures.returns import RIPE_DAYS, trace_returns
from twohats.measures.timeline import TimedEntry, TimedEvent
from twohats.measures.trial_weeks import trial_weeks
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from twohats.format.trial import Trial
    from twohats.measures.digest import Digest
    from twohats.measures.happened import Happened
    from twohats.measures.pauses import PauseFigures
    from twohats.measures.timeline import LeftOut, Timeline
    from twohats.measures.tracing import Trace

    Traced = tuple[TimedEvent, Trace]

Line = TypeVar("Line", TimedEntry, TimedEvent)

LEAD_WEEKS = 8
"""Weeks before a trial that its figures look at: its four, and those in which an answer may have been asked for."""
LATEST = max(RIPE_DAYS.values()) + 7
"""Days after half and double weeks in which what they brought may still come."""


class TrialsFigures(NamedTuple):
    """What there is to say of all trials."""

    trials: tuple[PauseFigures, ...]
    """The latest first."""
    unread: tuple[Trial, ...]
    """Those that are not understood."""
    happened: tuple[Happened, ...]
    left_out: LeftOut
    """What was not read of the whole journal; files of trials that cannot be are for the caller to add."""


def trials_figures(
    timeline: Timeline, past: Digest, trials: Sequence[Trial], *, today: date
) -> TrialsFigures:
    """Every trial, judged.

    `timeline` needs the lines of the days that count for each (`days_that_count`), and of half and double weeks all
    that their returns may be credited to; `past` is of the whole journal.
    """
    whole = [each for each in trials if each.whole]
    is_traced = any(each.design == HALF_DOUBLE for each in whole)
    traced = settle(timeline, trace_returns(timeline)) if is_traced else []
    judged = [_judged(timeline, each, whole, today, traced) for each in whole]
    judged.sort(key=lambda each: (each.trial.first, each.trial.name), reverse=True)
    unread = tuple(each for each in trials if not each.whole)
    return TrialsFigures(
        tuple(judged), unread, pauses_that_happened(timeline, past.posted, whole), timeline.left_out()
    )


def _judged(
    timeline: Timeline, trial: Trial, others: Sequence[Trial], today: date, traced: Sequence[Traced]
) -> PauseFigures:
    """One trial, from the lines around it only: a journal of ten years has hundreds of times as many."""
    first, last = days_that_count(trial, today)
    entries = _between(timeline.timed_entries, first, last)
    events = _between(timeline.timed_events, first, last)
    not_read = tuple(each for each in timeline.not_read if each.first <= last and first <= each.last)
    around = timeline._replace(timed_entries=entries, timed_events=events, not_read=not_read)
    start = bisect_left(traced, first, key=lambda each: each[0].when[0])
    end = bisect_right(traced, last, key=lambda each: each[0].when[0])
    return pause_figures(around, trial, others, today=today, traced=traced[start:end])


def days_that_count(trial: Trial, today: date) -> tuple[int, int]:
    """The first and last day (ordinals) of the lines that the figures of a trial look at."""
    weeks = trial_weeks(trial)
    first = (trial.first or today).toordinal() - 7 * LEAD_WEEKS
    last = max((week.last for week in (*weeks.silent, *weeks.normal)), default=today).toordinal()
    return first, min(last + (LATEST if weeks.ripens else 0), today.toordinal())


def _between(lines: list[Line], first: int, last: int) -> list[Line]:
    start = bisect_left(lines, first, key=lambda each: each.when[0])
    return lines[start : bisect_right(lines, last, key=lambda each: each.when[0])]
