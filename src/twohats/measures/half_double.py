"""Half and double weeks: what the last hour of a week brings, by the slope of saturation (METHOD 4, M15)."""

from __future__ import annotations

import math

from twohats.format.words import RETURNS
from twohats.measures.returns import RIPE_DAYS, credits_of
from twohats.measures.slopes import Elasticity, Worked, elasticity_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.timeline import TimedEntry, TimedEvent, Timeline
    from twohats.measures.tracing import Trace


class LastHour(NamedTuple):
    """What half and double weeks showed."""

    kind: str
    """The kind of return it rests on: of those that are in, the one that came most; empty where none came."""
    elasticity: Elasticity
    """What the last hour brings as a part of the average one; what its gate lacks is in it."""


def half_double(
    timeline: Timeline,
    traced: Sequence[tuple[TimedEvent, Trace]],
    entries: Sequence[TimedEntry],
    weeks: Sequence[int],
) -> LastHour:
    """The slope over the weeks of a trial, of the returns credited to its entries, through the gate of M15.

    `traced` are the returns as `evidence.settle` reads them, as they are for `slopes.slopes`. Returns later than a kind
    takes to ripen are left out, so that every week has had the same time for them.
    """
    hours = dict.fromkeys(weeks, 0.0)
    for each in entries:
        if each.week in hours:
            hours[each.week] += each.entry.minutes / 60
    last = timeline.week.back(min(weeks)).last
    ripe = [kind for kind in RETURNS if (timeline.until - last).days >= RIPE_DAYS[kind]]
    places = {each.when for each in entries}
    found: dict[str, list[Worked]] = {}
    for kind in ripe:
        brought = dict.fromkeys(weeks, 0.0)
        for credit in credits_of(traced, kind):
            entry = credit.timed_entry
            if entry is None or entry.when not in places or credit.week not in brought:
                continue
            if credit.timed_event.when[0] - entry.when[0] <= RIPE_DAYS[kind]:
                brought[credit.week] += credit.returns / 2 if credit.half else credit.returns
        found[kind] = [Worked(week, hours[week], brought[week]) for week in weeks if hours[week]]
    most = max(found, key=lambda kind: math.fsum(each.returns for each in found[kind]), default="")
    worked = found.get(most, [])
    return LastHour(most if any(each.returns for each in worked) else "", elasticity_of(worked))
