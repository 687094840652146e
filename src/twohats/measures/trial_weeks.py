"""Which weeks of a trial are silent, and which they are held against (METHOD 5.1). Whole weeks only."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.format.calendar import Week
from twohats.format.trial import COIN, HALF_DOUBLE, SIMPLE
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.trial import Trial

AROUND = 4
"""Weeks before and after a simple pause that it is held against."""
RIPE_DAYS = 14
"""Days in which most returns of a week have come in (METHOD 2.6)."""

SILENT, NORMAL, HALF, DOUBLE, RESUMED = "silent", "normal", "half", "double", "resumed"
"""What a week of a trial is; `resumed` is one of the four after a simple pause."""


class Pair(NamedTuple):
    """Two blocks of weeks, of which a coin has drawn one."""

    normal: tuple[Week, ...]
    """As usual, or double."""
    silent: tuple[Week, ...]
    """Silent, or half."""


class TrialWeeks(NamedTuple):
    """The whole weeks of a trial, oldest first."""

    silent: tuple[Week, ...]
    """Silent or half."""
    before: tuple[Week, ...] = ()
    """Of a simple pause, the four weeks before it; else none."""
    after: tuple[Week, ...] = ()
    pairs: tuple[Pair, ...] = ()
    """Of the other designs, those that are complete."""
    ripens: int = 0
    """Days after which what the last week brought has come in: of half and double weeks."""

    @property
    def normal(self) -> tuple[Week, ...]:
        """What the silent weeks are held against."""
        return (*self.before, *self.after, *(week for pair in self.pairs for week in pair.normal))

    @property
    def judged_from(self) -> date:
        """The first day on which all the weeks that count are over, and their returns in."""
        ends = [week.last for week in (*self.silent, *self.normal)]
        return max(ends) + timedelta(1 + self.ripens) if ends else date.max


def trial_weeks(trial: Trial) -> TrialWeeks:
    """The weeks of a trial. The week in which it was broken off is neither silent nor normal."""
    if trial.first is None or trial.last is None:
        return TrialWeeks(())
    over = trial.last + timedelta(1) if trial.ended is None else trial.ended
    whole, rest = divmod(max((over - trial.first).days, 0), 7)
    weeks = [Week(trial.first + timedelta(7 * n)) for n in range(whole)]
    if trial.design != SIMPLE:
        pairs = _pairs(weeks, trial.drawn, trial.block_weeks)
        ripens = RIPE_DAYS if trial.design == HALF_DOUBLE else 0
        return TrialWeeks(tuple(each for pair in pairs for each in pair.silent), pairs=pairs, ripens=ripens)
    before, after = Week(trial.first), Week(trial.first + timedelta(7 * (whole + bool(rest))))
    return TrialWeeks(
        tuple(weeks),
        tuple(before.back(back) for back in range(AROUND, 0, -1)),
        tuple(after.back(-ahead) for ahead in range(AROUND)),
    )


def _pairs(weeks: Sequence[Week], drawn: Sequence[date], long: int) -> tuple[Pair, ...]:
    """The pairs of blocks that are complete, with the block of each that was drawn."""
    pairs = []
    for at in range(0, len(weeks) - 2 * long + 1, 2 * long):
        halves = tuple(weeks[at : at + long]), tuple(weeks[at + long : at + 2 * long])
        second = halves[1][0].first in drawn
        pairs.append(Pair(halves[not second], halves[second]))
    return tuple(pairs)


class WeekTrial(NamedTuple):
    """What a trial asks of a week: a reminder."""

    name: str
    hat: str
    channel: str
    """Empty for any."""
    activity: str
    """Empty for any."""
    kind: str
    """`silent`, `normal`, `half` or `double`."""
    until: str
    """The last day of the weeks in a row that are so (ISO)."""
    minutes: int | None = None
    """How much of it a half or a double week has; None for other weeks, and where nothing is usual."""
    usual: int | None = None
    """Minutes a week in the four weeks before the trial."""


def week_trial(trial: Trial, week: Week) -> WeekTrial | None:
    """What a trial asks of a week; None outside of it, and in the weeks after it."""
    kind = kind_of_week(trial, week)
    if kind in ("", RESUMED):
        return None
    last = week
    while kind_of_week(trial, last.back(-1)) == kind:
        last = last.back(-1)
    return WeekTrial(trial.name, trial.hat, trial.channel, trial.activity, kind, last.last.isoformat())


def share_of_usual(kind: str, usual: float) -> int | None:
    """The minutes of a half or a double week, to five; None for other weeks, and where nothing is usual."""
    share = {HALF: 0.5, DOUBLE: 2.0}.get(kind)
    return None if share is None or usual <= 0 else max(round(usual * share / 5) * 5, 5)


def kind_of_week(trial: Trial, week: Week) -> str:
    """What a week is to a trial: `silent`, `normal`, …; empty for one that is no matter to it.

    The week in which it was broken off is none, nor is what was planned after it.
    """
    planned = trial_weeks(trial._replace(ended=None))
    if trial.ended is None or week.last < trial.ended:
        if week in planned.silent:
            return SILENT if trial.design in (SIMPLE, COIN) else HALF
        if any(week in pair.normal for pair in planned.pairs):
            return NORMAL if trial.design == COIN else DOUBLE
    return RESUMED if week in trial_weeks(trial).after else ""
