"""People minus tools: is talking more interesting than posting and reading? (M2b; METHOD 2.8, 3.1)."""

from __future__ import annotations

from twohats.format.words import SIDES
from twohats.measures.gaps import WIDEST_WEEKS, skipped, too_few, too_wide
from twohats.measures.intervals.gaps import jackknife, pooled_interval
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.figures import Missing
    from twohats.measures.intervals.gaps import Rated
    from twohats.measures.timeline import TimedEntry

TALK, TOOLS = "talk", "post and read"


class Contrast(NamedTuple):
    """How much more interesting talk is than post and read, in points of the 1-5 scale."""

    value: float | None
    low: float | None
    high: float | None
    """The difference of means and its 90 % interval: all three, or none and `missing`."""
    n: dict[str, int]
    """Interest ratings of `talk` and of `post and read`."""
    rated: dict[str, tuple[int, int]]
    """Entries of either that were rated when asked, and of so many."""
    missing: Missing | None = None

    @property
    def enough(self) -> bool:
        """Whether there is an estimate."""
        return self.missing is None


def people_minus_tools(timed_entries: Sequence[TimedEntry], weeks: range) -> dict[str, Contrast]:
    """Each side's mean interest in talk less that in post and read, over some weeks (M2b).

    The interval is that of a gap over four weeks: days are taken out one at a time, and no other weeks' spread
    is borrowed. It has the least data, the rated shares and the width of a gap.
    """
    social = [each for each in timed_entries if each.week in weeks and each.social]
    return {side: _contrast([each for each in social if each.side == side]) for side in SIDES}


def _contrast(timed_entries: Sequence[TimedEntry]) -> Contrast:
    rated: list[Rated] = [
        (each.when[0], "", each.entry.activity == "talk", each.entry.interest)
        for each in timed_entries
        if each.entry.interest is not None
    ]
    talks = sum(each[2] for each in rated)
    n = {TALK: talks, TOOLS: len(rated) - talks}
    asked: dict[bool, list[bool]] = {True: [], False: []}
    for each in timed_entries:
        entry = each.entry
        if entry.is_taken_in:
            continue  # nobody was asked
        asked[entry.activity == "talk"].append(entry.interest is not None or entry.understanding is not None)
    # Interest and understanding are asked in turn: an entry with either was rated when asked.
    answered = {name: (sum(asked[talk]), len(asked[talk])) for name, talk in ((TALK, True), (TOOLS, False))}
    found = jackknife(rated)
    interval = pooled_interval(found) if found else None
    missing = too_few(rated, n, TALK) or skipped(answered) or too_wide(interval, WIDEST_WEEKS, len(rated))
    if missing or not found or not interval:
        return Contrast(None, None, None, n, answered, missing)
    return Contrast(found.gap, interval.low, interval.high, n, answered)
