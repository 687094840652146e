"""Pauses that merely happened: a channel posted to regularly, then not for two weeks (METHOD 5.7).

They are listed and get no verdict: what made one stop may as well be what changed the number of contacts.
"""

from __future__ import annotations

from datetime import date

from twohats.measures.trial_weeks import trial_weeks
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.format.trial import Trial
    from twohats.measures.timeline import Timeline

SILENT_DAYS = 14
USED_WEEKS, OF_WEEKS = 3, 4
"""In so many of the last so many weeks the channel was posted to."""
LEAST_LOGGED = 7
"""Days with a line among the first 14: in fewer it was the journal that paused."""


class Happened(NamedTuple):
    """Days on which nothing was posted to a channel that had been posted to regularly."""

    hat: str
    channel: str
    first: str
    """ISO date of the first day without."""
    last: str
    """ISO date of the last one; empty while it goes on."""
    days: int


def pauses_that_happened(
    timeline: Timeline, posted: Mapping[tuple[str, str], Sequence[int]], trials: Iterable[Trial] = ()
) -> tuple[Happened, ...]:
    """Every such pause, the latest first; those of a trial are none.

    `posted` are the days on which something was posted, by hat and channel, up to the end of the timeline
    (`digest.Digest.posted`).
    """
    planned = _planned(trials)
    today = timeline.until.toordinal()
    found = [
        pause
        for (hat, channel), days in posted.items()
        for pause in _pauses(
            timeline,
            hat,
            channel,
            days,
            today,
            planned.get((hat, channel), set()) | planned.get((hat, ""), set()),
        )
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.hat, each.channel), reverse=True))


def _planned(trials: Iterable[Trial]) -> dict[tuple[str, str], set[int]]:
    """The silent days of trials, by hat and channel."""
    days: dict[tuple[str, str], set[int]] = {}
    for trial in trials:
        for week in trial_weeks(trial).silent:
            first = week.first.toordinal()
            days.setdefault((trial.hat, trial.channel), set()).update(range(first, first + 7))
    return days


def _pauses(
    timeline: Timeline, hat: str, channel: str, days: Sequence[int], today: int, planned: set[int]
) -> list[Happened]:
    found = []
    for at, day in enumerate(days):
        ends = days[at + 1] if at + 1 < len(days) else today + 1
        silent = range(day + 1, ends)
        if len(silent) < SILENT_DAYS or not planned.isdisjoint(silent):
            continue
        if not _was_regular(timeline, days[: at + 1]) or _logged(timeline, day + 1) < LEAST_LOGGED:
            continue
        goes_on = at + 1 == len(days)
        found.append(Happened(hat, channel, _iso(day + 1), "" if goes_on else _iso(ends - 1), len(silent)))
    return found


def _was_regular(timeline: Timeline, days: Sequence[int]) -> bool:
    """Whether 3 of the 4 weeks that end with the one of the last day have a day."""
    monday = timeline.week.first.toordinal()
    last = (days[-1] - monday) // 7
    weeks = {(day - monday) // 7 for day in days[-7 * OF_WEEKS :]}
    return sum(1 for week in weeks if week > last - OF_WEEKS) >= USED_WEEKS


def _logged(timeline: Timeline, first: int) -> int:
    return sum(1 for day in range(first, first + SILENT_DAYS) if day in timeline.logged)


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
