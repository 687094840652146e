"""Busy, and nothing traced: hours that felt like work and to which no connection leads (M12; METHOD 2.8)."""

from __future__ import annotations

from twohats.format.words import SIDES
from twohats.measures.field_values import says_how, values_of
from twohats.measures.tracing import TOUCH_DAYS, UNTRACED, Tracer
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.timeline import TimedEntry, TimedEvent, Timeline, When
    from twohats.measures.tracing import Trace

BUSY_DAYS = 14
CRAFT_DAYS = 30
"""How old an entry must be: something made with care takes longer to bring anything back."""
FELT = "work"
LEAST_LINES = 5
"""Entries under which there is no share."""
_BEFORE = -(-TOUCH_DAYS // 7) + 1
"""Weeks before the window that hold what a give of the window may belong to."""


class Busy(NamedTuple):
    """One side's posting and reading that felt like work, and what of it leads to nobody (M12)."""

    lines: int
    """Entries with `felt:work` that are old enough."""
    minutes: int
    """Minutes of these."""
    unlinked: int
    """Of these, minutes of entries that name nobody and that no return or give is traced to."""
    least: int
    """The same once every untraced return of the window is given to an unlinked entry of its own, longest first."""
    unanswered: int
    """Minutes of entries old enough without `felt:`: left out."""
    waiting: int
    """Minutes with `felt:work` that are not old enough."""
    entries: tuple[TimedEntry, ...]
    """The unlinked entries, oldest first."""

    @property
    def shares(self) -> tuple[float, float] | None:
        """The two ends of the share of minutes to which no connection is traced, 0..1; None under 5 entries."""
        if self.lines < LEAST_LINES or not self.minutes:
            return None
        return self.least / self.minutes, self.unlinked / self.minutes


def busy_not_traced(
    timeline: Timeline, traced: Sequence[tuple[TimedEvent, Trace]], weeks: range
) -> dict[str, Busy]:
    """Each side's minutes of post and read that felt like work with nothing traced to them yet, as a range (M12).

    An entry is linked if it names a person, if a return is credited to it, or if a give would be, by the same
    rungs. Old enough is 14 days, or 30 for `how:craft`. Any other `felt:` is an answer too: it was not work.
    """
    asked = [
        each
        for each in timeline.timed_entries
        if each.week in weeks and each.entry.activity in ("post", "read")
    ]
    if not any(_felt(each) for each in asked):
        ripe = {
            side: [each for each in asked if each.side == side and _is_ripe(each, timeline)] for side in SIDES
        }
        return {
            side: Busy(0, 0, 0, 0, sum(each.entry.minutes for each in ripe[side]), 0, ()) for side in SIDES
        }
    linked = _linked(timeline, traced, weeks)
    untraced = sum(
        came.event.count for came, trace in traced if came.week in weeks and trace.rung == UNTRACED
    )
    return {
        side: _busy(timeline, [each for each in asked if each.side == side], linked, untraced)
        for side in SIDES
    }


def _busy(timeline: Timeline, asked: Sequence[TimedEntry], linked: set[When], untraced: int) -> Busy:
    ripe = [each for each in asked if _is_ripe(each, timeline)]
    felt = [each for each in ripe if FELT in _felt(each)]
    unlinked = [each for each in felt if not each.entry.people and each.when not in linked]
    longest = sorted((each.entry.minutes for each in unlinked), reverse=True)
    return Busy(
        len(felt),
        sum(each.entry.minutes for each in felt),
        sum(longest),
        sum(longest[untraced:]),
        sum(each.entry.minutes for each in ripe if not _felt(each)),
        sum(each.entry.minutes for each in asked if FELT in _felt(each) and not _is_ripe(each, timeline)),
        tuple(unlinked),
    )


def _felt(timed_entry: TimedEntry) -> tuple[str, ...]:
    fields = timed_entry.entry.fields
    return values_of(fields, "felt") if fields else ()


def _is_ripe(timed_entry: TimedEntry, timeline: Timeline) -> bool:
    age = timeline.until.toordinal() - timed_entry.when[0]
    return age >= CRAFT_DAYS or (age >= BUSY_DAYS and not says_how(timed_entry.entry, "craft"))


def _linked(timeline: Timeline, traced: Sequence[tuple[TimedEvent, Trace]], weeks: range) -> set[When]:
    """The entries that a return is credited to, or a give would be."""
    found = {touch.when for _, trace in traced for touch in trace.touches if touch.week in weeks}
    gives = [each for each in timeline.timed_events if each.event.verb == "gave" and each.week < weeks.stop]
    if gives:
        tracer = Tracer([each for each in timeline.timed_entries if each.week < weeks.stop + _BEFORE])
        found |= {touch.when for give in gives for touch in tracer.trace(give).touches}
    return found
