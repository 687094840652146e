"""How much a gap hangs on the length of entries, and on the ratings that are missing (METHOD 2.5).

Both stand beside the gap of plain means and never in its place: a rating is of an entry, not of its minutes, and a
missing rating is missing.
"""

from __future__ import annotations

import math

from twohats.format.words import BRAND, PERSONAL, SIDES
from twohats.measures.figures import UNEVEN, UNRATED, Bounds
from twohats.measures.gaps import WORTH, estimate
from twohats.measures.intervals.gaps import pooled_interval, weighted_jackknife

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.figures import Estimate, Gap
    from twohats.measures.timeline import TimedEntry

LOWEST, HIGHEST = 1, 5
"""The ends of the scale."""

_Rating = tuple[int, str, int, int]
"""Day, side, value, and minutes of the entry."""


def with_sensitivity(
    gaps: Iterable[Gap], timed_entries: Sequence[TimedEntry], weeks: range
) -> tuple[Gap, ...]:
    """Gaps whose `four_weeks` are of `weeks`, with what they would be by minutes, and with the missing at their worst.

    `timed_entries` are those the gaps were made of.
    """
    social = [each for each in timed_entries if each.social and each.week in weeks]
    found = []
    for gap in gaps:
        rated = [
            (each.when[0], each.side, value, each.entry.minutes)
            for each in social
            if (value := getattr(each.entry, gap.rating)) is not None
        ]
        found.append(
            gap._replace(
                by_minutes=by_minutes(gap, rated, weeks),
                by_minutes_shift=_shift(rated),
                unrated_at_worst=unrated_at_worst(gap, rated),
            )
        )
    return tuple(found)


def by_minutes(gap: Gap, rated: Sequence[_Rating], weeks: range) -> Estimate:
    """The gap of means weighted by minutes, over these weeks, with its 90 % interval (M1-M3, M5s; METHOD 2.5).

    The interval is that of a gap over four weeks, its ratings counted by their effective number. What is lacking is
    what a gap lacks; entries of no minutes weigh nothing and are not among its ratings.
    """
    weighted = [each for each in rated if each[3]]
    found = weighted_jackknife((day, side == BRAND, value, spent) for day, side, value, spent in weighted)
    in_one = [(day, "", side == BRAND, value) for day, side, value, _ in weighted]
    interval = pooled_interval(found) if found else None
    return estimate(gap.rating, weeks, in_one, gap.four_weeks.rated, (found, interval))


def _shift(rated: Iterable[_Rating]) -> dict[str, float]:
    """The mean of a side by minutes less its plain mean; only of a side with both."""
    found = {}
    sides: dict[str, list[_Rating]] = {}
    for each in rated:
        sides.setdefault(each[1], []).append(each)
    for side, its in sides.items():
        if spent := sum(each[3] for each in its):
            plain = sum(each[2] for each in its) / len(its)
            found[side] = sum(each[2] * each[3] for each in its) / spent - plain
    return found


def unrated_at_worst(gap: Gap, rated: Iterable[_Rating]) -> Bounds | None:
    """The gap as lived if every rating that was asked for and is missing were at the end of the scale (METHOD 2.5).

    Brand's at 1 and personal's at 5, then the reverse. A side's mean then is that of its ratings by its rated share,
    and the end of the scale by the rest. This says nothing about chance, so that no interval follows from it. None
    where nothing is missing; where the gap lacks anything but rated lines, since the bounds would give it away; of
    worth, which is asked of few.
    """
    lived = gap.four_weeks
    if gap.rating == WORTH or (lived.missing and lived.missing.kind not in (UNRATED, UNEVEN)):
        return None
    if all(part == of for part, of in lived.rated.values()):
        return None
    values: dict[str, list[int]] = {side: [] for side in SIDES}
    for _, side, value, _ in rated:
        values[side].append(value)
    if not all(values.values()):
        return None
    ends = {side: _ends(values[side], lived.rated[side]) for side in SIDES}
    (low_p, high_p), (low_b, high_b) = ends[PERSONAL], ends[BRAND]
    return Bounds(low_b - high_p, high_b - low_p)


def _ends(values: Sequence[int], answered: tuple[int, int]) -> tuple[float, float]:
    """A mean with all that is missing at the lowest, and at the highest."""
    part, of = answered
    share, mean = part / of, math.fsum(values) / len(values)
    return share * mean + (1 - share) * LOWEST, share * mean + (1 - share) * HIGHEST
