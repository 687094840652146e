"""What trials ask of a day, for `hat status`: it is called by prompts, so no trial is read that has not changed."""

from __future__ import annotations

from twohats.format.paths import TRIALS
from twohats.system.files import file_names_in
from twohats.system.folders import CannotRead
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.journal.folder import Journal

PLANNED = "planned"
_PARTS = 3


class TrialToday(NamedTuple):
    """What one trial asks of a day."""

    kind: str
    """`silent`, `normal`, `half`, `double`, as in `trial_weeks`; `planned` for one that has not begun."""
    name: str
    says: str
    """`silent, no posting on linkedin (brand) until Sun 18 Oct`."""


def trials_today(journal: Journal, day: str) -> list[TrialToday]:
    """What the trials ask that run on a day (ISO), then those that are planned.

    They are read when a file of `trials/` or `hat.toml` has changed, or the day; else only looked up.
    """
    try:
        names = file_names_in(journal.full_path(TRIALS), journal.root)
    except CannotRead:
        return []
    paths = [journal.full_path(f"{TRIALS}/{name}") for name in names if name.endswith(".toml")]
    if not paths:
        return []
    lines = journal.cache.trial_lines(
        paths, day, lambda: [part for each in _read(journal, day) for part in each]
    )
    return [TrialToday(*lines[at : at + _PARTS]) for at in range(0, len(lines) - _PARTS + 1, _PARTS)]


def _read(journal: Journal, day: str) -> list[TrialToday]:
    from datetime import date

    from twohats.format.calendar import week_of
    from twohats.journal.trials import trials_of
    from twohats.measures.trial_weeks import week_trial
    from twohats.views.channel_names import called
    from twohats.views.trial_reminders import reminder_says

    today = date.fromisoformat(day)
    week = week_of(today, start=journal.week_start)
    trials = called(
        [each for each in trials_of(journal).trials if each.whole], journal.cached_settings.channel_names
    )

    def running() -> Iterator[TrialToday]:
        for each in trials:
            asked = week_trial(each, week)
            if asked:
                yield TrialToday(asked.kind, each.name, reminder_says(asked))

    def planned() -> Iterator[TrialToday]:
        from twohats.views.dates import day_text
        from twohats.views.pause_wording import title_says

        for each in sorted(trials, key=lambda trial: trial.first or today):
            if each.first and each.first > today and each.ended is None:
                begins = day_text(each.first.isoformat(), weekday=True)
                yield TrialToday(PLANNED, each.name, f"planned, {title_says(each)} from {begins} on")

    return [*running(), *planned()]
