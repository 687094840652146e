"""What the trials of a journal ask of a week, and the lines that were logged against them."""

from __future__ import annotations

from twohats.actions.timeline import read_timeline
from twohats.format.calendar import Week
from twohats.format.model import Entry
from twohats.format.one_name import with_one_name
from twohats.format.trial import HALF_DOUBLE
from twohats.journal.trials import trials_of
from twohats.measures.trial_weeks import share_of_usual, trial_weeks, week_trial

USUAL_WEEKS = 8
"""Weeks before half and double weeks that say what is usual."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.format.model import Item, Page
    from twohats.format.one_name import OneName
    from twohats.format.trial import Trial
    from twohats.journal.folder import Journal
    from twohats.measures.trial_weeks import WeekTrial


def trials_in_week(journal: Journal, trials: Iterable[Trial], week: Week) -> tuple[WeekTrial, ...]:
    """What trials of the journal ask of a week, those that are not understood left out."""
    found = []
    for trial in trials:
        asks = week_trial(trial, week) if trial.whole else None
        if asks and trial.design == HALF_DOUBLE:
            usual = _usual_minutes(journal, trial)
            minutes = share_of_usual(asks.kind, usual)
            asks = asks._replace(minutes=minutes, usual=round(usual) if minutes else None)
        if asks:
            found.append(asks)
    return tuple(found)


def _usual_minutes(journal: Journal, trial: Trial) -> float:
    """Minutes a week on what the trial is about, in the weeks before it that have a line."""
    if trial.first is None:
        return 0.0
    week = Week(trial.first).back(1)
    timeline = read_timeline(journal, week, week.last, weeks_before=USUAL_WEEKS - 1).timeline
    minutes = sum(each.entry.minutes for each in timeline.timed_entries if is_about(trial, each.entry))
    weeks = {(timeline.week.last.toordinal() - day) // 7 for day in timeline.logged}
    return minutes / len(weeks) if weeks else 0.0


def is_about(trial: Trial, entry: Entry) -> bool:
    """Whether an entry is what a trial does without."""
    return (
        entry.hat == trial.hat
        and trial.channel in ("", entry.channel)
        and trial.activity in ("", entry.activity)
    )


class SilentDays:
    """The days on which trials are silent, to be asked for the lines that were logged all the same."""

    def __init__(self, journal: Journal, one_name: OneName) -> None:
        self._one_name = one_name
        self._trials: dict[str, list[Trial]] = {}
        for trial in trials_of(journal).trials:
            if trial.whole and trial.design != HALF_DOUBLE:
                for week in trial_weeks(trial).silent:
                    for day in week.days():
                        self._trials.setdefault(day, []).append(trial)

    def against(self, page: Page) -> Iterator[tuple[Item, Trial]]:
        """The entries of a page that a trial does without on that day."""
        trials = self._trials.get(page.day, ())
        items = with_one_name(page, self._one_name).items if trials else ()
        for trial in trials:
            for item in items:
                if isinstance(item.value, Entry) and is_about(trial, item.value):
                    yield item, trial
