"""Rules for the two hats: H0-H3 and U of the gaps, N of the mix, Q of gap and returns together (METHOD 6)."""

from __future__ import annotations

from twohats.format.words import BRAND
from twohats.measures.evidence import LEAST_FREEDOM, LEAST_RETURNS, LEAST_WEEKS, LEVEL, ratio_of
from twohats.measures.figures import ABOUT, NOTHING_ALIKE, UNEVEN, UNRATED, Estimate
from twohats.measures.gaps import gaps_over, like_for_like, over_weeks
from twohats.measures.purposes import purposes
from twohats.measures.verdict import (
    GAP,
    GAP_UNKNOWN,
    GUESSING,
    MIX,
    NO_GAP,
    PERHAPS_GAP,
    QUADRANT,
    Verdict,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.evidence import Evidence
    from twohats.measures.figures import Gap
    from twohats.measures.intervals.rates import RatioInterval
    from twohats.measures.timeline import TimedEntry, Timeline

WEEKS = 4
WORTH_MENTIONING = 0.5
"""Points from which on a gap is spoken of."""
MIX_MATTERS = 0.3
"""Points between as lived and like for like that are the mix."""
NO_MATTER = (ABOUT, UNEVEN, UNRATED)
"""What a gap may lack and still be held against the other one."""
MOTIVATION, UNDERSTANDING = "motivation", "understanding"


def gap_verdicts(timeline: Timeline, back: int) -> list[Verdict]:
    """What holds of the gaps in the four weeks that end `back` weeks ago: motivation first, then U and N."""
    weeks = range(back, back + WEEKS)
    entries = [each for each in timeline.timed_entries if each.week in weeks and each.social]
    motivation, understanding = gaps_over(entries, weeks, ratings=(MOTIVATION, UNDERSTANDING), level=LEVEL)
    found = [
        gap_verdict(motivation),
        _guessing(understanding, entries, weeks),
        _mix(motivation, entries, weeks),
    ]
    return [each for each in found if each]


def gap_verdict(gap: Gap) -> Verdict:
    """H0 to H3: like for like, or as lived only where no activity has both hats."""
    alike = gap.alike.missing is None or gap.alike.missing.kind != NOTHING_ALIKE
    found = gap.alike if alike else gap.lived
    low, high, value = found.low, found.high, found.value
    if low is None or high is None or value is None:
        rule = GAP_UNKNOWN
    elif (low > 0 or high < 0) and abs(value) >= WORTH_MENTIONING:
        rule = GAP
    elif low > -WORTH_MENTIONING and high < WORTH_MENTIONING:
        rule = NO_GAP
    else:
        rule = PERHAPS_GAP
    return Verdict(rule, rating=gap.rating, gap=found, alike=alike, missing=found.missing)


def _guessing(gap: Gap, entries: Sequence[TimedEntry], weeks: range) -> Verdict | None:
    """U: less understanding in the brand hat; or what it takes to know. A gap the other way is not spoken of."""
    found = gap_verdict(gap)
    if found.rule == GAP and found.gap and (found.gap.value or 0.0) < 0:
        meant = purposes(entries, weeks)[BRAND]
        return found._replace(rule=GUESSING, aimless=(meant.open_entries, meant.entries))
    return found if found.rule == GAP_UNKNOWN else None


def _mix(gap: Gap, entries: Sequence[TimedEntry], weeks: range) -> Verdict | None:
    """N: as lived and like for like are apart. They may be too wide to be shown by themselves, but not too few.

    Both are of the same ratings, so how many entries went unrated is no matter here.
    """
    if any(each.missing and each.missing.kind not in NO_MATTER for each in (gap.lived, gap.alike)):
        return None
    estimates = []
    for measure, shown in ((over_weeks, gap.lived), (like_for_like, gap.alike)):
        found, interval = measure(entries, gap.rating, weeks, level=LEVEL)
        if found is None or interval is None:
            return None
        estimates.append(Estimate(found.gap, interval.low, interval.high, shown.n, shown.rated))
    lived, alike = estimates
    assert lived.value is not None
    assert alike.value is not None
    if abs(lived.value - alike.value) < MIX_MATTERS:
        return None
    minutes: dict[str, int] = {}
    for each in entries:
        if each.side == BRAND:
            activity = each.entry.activity
            minutes[activity] = minutes.get(activity, 0) + each.entry.minutes
    mostly = max(sorted(minutes), key=lambda activity: minutes[activity])
    return Verdict(MIX, rating=gap.rating, gap=alike, lived=lived, mostly=mostly)


def quadrant(glad: Verdict, evidence: Sequence[Evidence]) -> Verdict | None:
    """Q: a gap that is spoken of, and an hour that brings more, or less, in the brand hat.

    Of the first kind of the aim whose ratio excludes 1 and stays on its side with every untraced return given to
    the hat that lost.
    """
    if glad.rule != GAP:
        return None
    for each in evidence:
        ratio = hats_apart(each)
        if ratio:
            return glad._replace(rule=QUADRANT, kind=each.kind, ratio=ratio)
    return None


def hats_apart(evidence: Evidence) -> RatioInterval | None:
    """Returns per hour, brand over personal, where that surely is not 1; else None."""
    personal, brand = evidence.personal, evidence.brand
    both = [week for week in evidence.weeks if personal.hours.get(week) and brand.hours.get(week)]
    if len(both) < LEAST_WEEKS or personal.came + brand.came < LEAST_RETURNS:
        return None
    ratio = ratio_of(evidence, personal, brand)
    if ratio is None or ratio.dispersion.df < LEAST_FREEDOM:
        return None
    untraced = evidence.untraced
    if ratio.high < 1 and (brand.came + untraced) * personal.total < personal.came * brand.total:
        return ratio
    if ratio.low > 1 and brand.came * personal.total > (personal.came + untraced) * brand.total:
        return ratio
    return None
