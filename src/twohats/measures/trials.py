"""All trials of a journal, judged, and the pauses that merely happened (METHOD 5)."""

from __future__ import annotations

from twohats.format.trial import HALF_DOUBLE
from twohats.measures.happened import pauses_that_happened
from twohats.measures.pauses import pause_figures
from twohats.measures.returns import trace_returns
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from twohats.format.trial import Trial
    from twohats.measures.happened import Happened
    from twohats.measures.pauses import PauseFigures
    from twohats.measures.timeline import Timeline


class TrialsFigures(NamedTuple):
    """What there is to say of all trials."""

    trials: tuple[PauseFigures, ...]
    """The latest first."""
    unread: tuple[Trial, ...]
    """Those that are not understood."""
    happened: tuple[Happened, ...]


def trials_figures(timeline: Timeline, trials: Sequence[Trial], *, today: date) -> TrialsFigures:
    """Every trial, of a timeline of the whole journal."""
    whole = [each for each in trials if each.whole]
    traced = trace_returns(timeline) if any(each.design == HALF_DOUBLE for each in whole) else []
    judged = [pause_figures(timeline, each, whole, today=today, traced=traced) for each in whole]
    judged.sort(key=lambda each: (each.trial.first, each.trial.name), reverse=True)
    unread = tuple(each for each in trials if not each.whole)
    return TrialsFigures(tuple(judged), unread, pauses_that_happened(timeline, whole))
