"""How far apart the hats are in some chosen lines: three gaps, and what an hour of each brought (M1-M3, M5).

The rules are those of all lines (METHOD 3.1, 3.2): least data, intervals, ripe weeks. What an hour of a chosen entry
brought counts whether or not the line of the return was chosen.
"""

from __future__ import annotations

from twohats.format.words import RETURNS, SIDES
from twohats.measures.gaps import WORTH, gaps_over
from twohats.measures.returns import RIPE_DAYS, all_credits, compare, ripe_among, trace_returns
from twohats.measures.trend import Came
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from twohats.measures.figures import Gap
    from twohats.measures.timeline import TimedEntry, Timeline

COMPARED = ("motivation", "interest", "understanding")
"""The ratings; `worth` is asked of too few to be looked at in parts."""
assert WORTH not in COMPARED

Chosen = tuple[int, int]
"""A line: its day (ordinal) and its number on the page."""


class SelectedGaps(NamedTuple):
    """What the chosen lines of some weeks say about the hats."""

    first: str
    last: str
    """ISO dates of the first and the last day of these weeks."""
    sides: tuple[str, ...]
    """Those with chosen entries of post, read or talk."""
    gaps: tuple[Gap, ...]
    """In the order of `COMPARED`; `lived` and `alike` are over all the weeks."""
    returns: tuple[Came, ...]
    """Every kind; `arrived` are those among the chosen lines."""


def selected_gaps(timeline: Timeline, chosen: Collection[Chosen], weeks: range) -> SelectedGaps:
    """The gaps of chosen lines of some weeks, counted back from that of `timeline`.

    That goes back far enough for what came of them to be traced, and up to now.
    """
    entries = [each for each in timeline.timed_entries if each.week in weeks and _place(each.when) in chosen]
    whens = {each.when for each in entries}

    def by_side(timed_entry: TimedEntry) -> str:
        return timed_entry.side if timed_entry.social and timed_entry.when in whens else ""

    credited = all_credits(trace_returns(timeline))
    arrived = dict.fromkeys(RETURNS, 0)
    for each in timeline.timed_events:
        if each.event.is_return and each.week in weeks and _place(each.when) in chosen:
            arrived[each.event.kind] += each.event.count
    returns = []
    for kind in RETURNS:
        days = RIPE_DAYS[kind]
        ratio = compare(timeline, credited[kind], by_side, SIDES, days=days, weeks=weeks)
        ripe = ripe_among(timeline, days, weeks)
        ends = (
            (timeline.week.back(ripe[-1]).first.isoformat(), timeline.week.back(ripe[0]).last.isoformat())
            if ripe
            else ("", "")
        )
        returns.append(Came(kind, arrived[kind], ratio, *ends))
    return SelectedGaps(
        timeline.week.back(weeks[-1]).first.isoformat(),
        min(timeline.week.back(weeks[0]).last, timeline.until).isoformat(),
        tuple(side for side in SIDES if any(each.social and each.side == side for each in entries)),
        gaps_over(entries, weeks, ratings=COMPARED),
        tuple(returns),
    )


def _place(when: tuple[int, int, int]) -> Chosen:
    return when[0], when[2]
