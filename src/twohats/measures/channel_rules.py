"""Rules for the brand channels, and for what was done: 0 to 6 (METHOD 6, M14)."""

from __future__ import annotations

import math
from datetime import timedelta

from twohats.format.words import BRAND
from twohats.measures import evidence as needs
from twohats.measures.busy import busy_not_traced
from twohats.measures.figures import HOURS, LOGGED_DAYS, RIPENING, Missing
from twohats.measures.inbound import a_week, inbound
from twohats.measures.intervals.pauses import pause_dispersion
from twohats.measures.intervals.power import BASE_WEEKS
from twohats.measures.intervals.rates import at_least, at_most
from twohats.measures.returns import RIPE_DAYS, credits_of
from twohats.measures.slopes import SATURATING, SLOPE_WEEKS, Worked, elasticity_of
from twohats.measures.verdict import (
    ASK,
    CAP,
    CARRY_ON,
    KEEP,
    NO_SIGN,
    NOT_ENOUGH,
    PAUSE,
    SHIFT,
    Rate,
    Verdict,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.bar import Bars
    from twohats.measures.evidence import Evidence, Spent, Traced
    from twohats.measures.returns import Credit
    from twohats.measures.timeline import Timeline

BLOCK_WEEKS = 4
LEAST_DAYS = 16
"""Days with a line of the block's 28: 4 of 7 (M21)."""
PAYS_HOURS = 10.0
"""Hours from which on it may be said that nothing shows."""
UNDECIDED_WEEKS = 8
MOST_BUSY = 0.6
BUSY_WEEKS = 12
LEAST_CONTACTS = 1.0

AWAY = 1.0
TOWARD_POSTING = 1.0
TOWARD_TALKING = 1.1
TOWARD_POSTS = 1.25
"""What the lower end of the ratio has to be above: where the rest of the brand hours brought more than the channel or
activity in question; where a channel that posts more than the rest did, or one that talks more; and where one of the
activities post and read did. The last touch is more often a talk than it should be, and seldom a post."""


def channel_verdicts(
    timeline: Timeline,
    traced: Traced,
    evidence: Sequence[Evidence],
    bars: Bars,
    back: int,
    moved: Sequence[Verdict],
) -> dict[str, list[Verdict]]:
    """The rules that hold of each brand channel, first match first; those with most hours first.

    `moved` are the channels' own among `shifts`.
    """
    arrived = [each for each in traced if each[0].week >= back]
    credited = {each.kind: credits_of(arrived, each.kind) for each in evidence}
    widest = max(evidence, key=lambda each: len(each.weeks))
    found: dict[str, list[Verdict]] = {}
    for channel in dict.fromkeys(name for each in (widest, *evidence) for name in each.channels):
        missing = _missing(timeline, evidence, channel, back)
        if missing:
            found[channel] = [Verdict(NOT_ENOUGH, channel, missing=missing)]
            continue
        rates = [_rate(each, channel, bars) for each in evidence]
        held = [
            _no_sign(channel, rates),
            *_keeps(channel, rates),
            *(each for each in moved if each.channel == channel),
            _cap(timeline, credited, channel, back),
            _undecided(timeline, traced, evidence, rates, channel, back),
            Verdict(CARRY_ON, channel, rates=tuple(each for each in rates if each)),
        ]
        found[channel] = [each for each in held if each]
    return _with_contacts(timeline, found, back)


def _with_contacts(
    timeline: Timeline, found: dict[str, list[Verdict]], back: int
) -> dict[str, list[Verdict]]:
    """Rule 5 with how many people get in touch a week, which decides whether it is 5b."""
    if not any(each.rule == PAUSE for held in found.values() for each in held):
        return found
    hats = sorted({each.event.hat for each in timeline.timed_events if each.side == BRAND})
    weeks = range(back, back + BASE_WEEKS)
    counts = [
        sum(each) for each in zip(*(a_week(inbound(timeline, hat), weeks) for hat in hats), strict=True)
    ]
    came = sum(counts) / BASE_WEEKS
    rule = PAUSE if came >= LEAST_CONTACTS else ASK
    phi = pause_dispersion(counts).phi if counts else 1.0
    return {
        channel: [
            each._replace(rule=rule, contacts=came, variance=phi) if each.rule == PAUSE else each
            for each in held
        ]
        for channel, held in found.items()
    }


def _missing(timeline: Timeline, evidence: Sequence[Evidence], channel: str, back: int) -> Missing | None:
    """Rule 0: what is missing before anything may be said of a channel."""
    newest = timeline.week.back(back).last.toordinal()
    logged = sum(1 for day in timeline.logged if newest - 7 * BLOCK_WEEKS < day <= newest)
    if logged < LEAST_DAYS:
        return Missing(LOGGED_DAYS, logged, of=7 * BLOCK_WEEKS)
    best = max(evidence, key=lambda each: len(each.weeks))
    if len(best.weeks) < needs.LEAST_WEEKS:
        return _ripening(timeline, best, back)
    ripe = [
        each.channels[channel]
        for each in evidence
        if len(each.weeks) >= needs.LEAST_WEEKS and channel in each.channels
    ]
    hours = max((each.total for each in ripe), default=0.0)
    if hours < needs.LEAST_HOURS:
        return Missing(HOURS, math.ceil((needs.LEAST_HOURS - hours) * 60))
    return None


def _ripening(timeline: Timeline, evidence: Evidence, back: int) -> Missing:
    """The day before which there cannot be four ripe weeks."""
    days = RIPE_DAYS[evidence.kind]
    newest = timeline.week.last.toordinal()
    weeks = sorted({week for day in timeline.logged if (week := (newest - day) // 7) >= back}, reverse=True)
    enough = weeks[: needs.LEAST_WEEKS]
    last = enough[-1] - (needs.LEAST_WEEKS - len(enough)) if enough else back - needs.LEAST_WEEKS
    return Missing(RIPENING, days, day=(timeline.week.back(last).last + timedelta(days)).isoformat())


def _rate(evidence: Evidence, channel: str, bars: Bars) -> Rate | None:
    """One kind of one channel; None without four ripe weeks or without hours in them."""
    spent = evidence.channels.get(channel)
    if spent is None or len(evidence.weeks) < needs.LEAST_WEEKS:
        return None
    here = evidence.untraced_here
    return Rate(
        evidence.kind,
        len(evidence.weeks),
        spent.total,
        spent.count,
        spent.shared,
        here,
        at_least(spent.count, spent.total, level=needs.LEVEL),
        at_most(spent.count + spent.shared + here, spent.total, level=needs.LEVEL),
        bars.of(evidence.kind),
    )


def _no_sign(channel: str, rates: Sequence[Rate | None]) -> Verdict | None:
    """Rule 1: for every kind of the aim the most that an hour can have brought is below the bar."""
    known = [each for each in rates if each]
    if len(known) < len(rates) or not all(each.hours >= PAYS_HOURS and each.bar for each in known):
        return None
    if all(each.bar and each.high < each.bar.per_hour for each in known):
        return Verdict(NO_SIGN, channel, kind=known[0].kind, rates=tuple(known))
    return None


def _keeps(channel: str, rates: Sequence[Rate | None]) -> list[Verdict]:
    """Rule 2: for one kind of the aim the least that an hour brought reaches the bar; all kinds of which it holds."""
    return [
        Verdict(KEEP, channel, kind=each.kind, rates=(each, *(one for one in rates if one and one != each)))
        for each in rates
        if each and each.bar and each.low >= each.bar.per_hour
    ]


def shifts(evidence: Sequence[Evidence]) -> list[Verdict]:
    """Rule 3: channels, and activities, an hour of which brought more or less than the other brand hours did.

    One kind at a time. Of what brought less only the two channels with most hours are looked at.
    """
    found = []
    for each in evidence:
        if len(each.weeks) < needs.LEAST_WEEKS or each.untraced_share > needs.MOST_UNTRACED:
            continue
        for place, (channel, spent) in enumerate(each.channels.items()):
            found += _moved(each, spent, Verdict(SHIFT, channel, kind=each.kind), less=place < 2)
        for activity, spent in each.activities.items():
            found += _moved(each, spent, Verdict(SHIFT, activity=activity, kind=each.kind), less=True)
    return found


def _moved(evidence: Evidence, spent: Spent, verdict: Verdict, *, less: bool) -> list[Verdict]:
    """Rule 3 for some of the brand hours against the rest of them; `less` is whether they may be the worse ones.

    Untraced returns are more likely the posts' own, so they are held against what talks more, and not against what
    posts more.
    """
    rest = evidence.brand.less(spent)
    for toward, better, worse in ((True, spent, rest), (False, rest, spent)):
        posts = better.posting > worse.posting
        if not (toward or less) or (posts and better.total < needs.POSTING_HOURS):
            continue
        found = needs.compare(better, worse, evidence.weeks, evidence.untraced)
        if (
            found
            and found.low > _least(verdict, toward=toward, posts=posts)
            and (posts or found.with_untraced > 1)
        ):
            return [verdict._replace(comparison=found, toward=toward)]
    return []


def _least(verdict: Verdict, *, toward: bool, posts: bool) -> float:
    """What the lower end of the ratio has to be above."""
    if verdict.channel:
        return (TOWARD_POSTING if posts else TOWARD_TALKING) if toward else AWAY
    return TOWARD_POSTS if posts else TOWARD_TALKING


def _cap(
    timeline: Timeline, credited: Mapping[str, Sequence[Credit]], channel: str, back: int
) -> Verdict | None:
    """Rule 4: the last hour of a week on the channel brings less, through the gate of METHOD 4.

    `credited` are the returns of each kind of the aim as the ladder has them, at that review.
    """
    for kind, credits_ in credited.items():
        weeks = needs.ripe_at(timeline, kind, back, SLOPE_WEEKS)
        hours: dict[int, float] = dict.fromkeys(weeks, 0.0)
        for each in timeline.timed_entries:
            if each.week in hours and each.side == BRAND and each.social and each.entry.channel == channel:
                hours[each.week] += each.entry.minutes / 60
        came = dict.fromkeys(weeks, 0.0)
        for credit in credits_:
            touch = credit.timed_entry
            if not touch or touch.week not in came or (touch.side, touch.entry.channel) != (BRAND, channel):
                continue
            if credit.timed_event.when[0] - touch.when[0] <= RIPE_DAYS[kind]:
                came[touch.week] += credit.returns / (2 if credit.half else 1)
        slope = elasticity_of(
            [Worked(week, hours[week], came[week]) for week in reversed(weeks) if hours[week]]
        )
        if slope.verdict == SATURATING:
            return Verdict(CAP, channel, kind=kind, slope=slope)
    return None


def _undecided(
    timeline: Timeline,
    traced: Traced,
    evidence: Sequence[Evidence],
    rates: Sequence[Rate | None],
    channel: str,
    back: int,
) -> Verdict | None:
    """Rules 5 and 5b: what the log cannot decide. Whether a pause could is said by `_with_contacts`."""
    known = [each for each in rates if each]
    least = Verdict(PAUSE, channel, rates=tuple(known))
    found = None
    open_bars = [each for each in known if each.bar and each.low < each.bar.per_hour <= each.high]
    is_reached = any(each.bar and each.low >= each.bar.per_hour for each in known)
    is_long = any(each.weeks >= UNDECIDED_WEEKS and each.hours >= PAYS_HOURS for each in open_bars)
    if is_long and not is_reached:
        rows = (*open_bars, *(each for each in known if each not in open_bars))
        found = least._replace(because="bar", kind=rows[0].kind, rates=rows)
    if found is None and evidence[0].untraced_share > needs.MOST_UNTRACED:
        found = least._replace(
            because="untraced", kind=evidence[0].kind, untraced_share=evidence[0].untraced_share
        )
    if found is None and (busy := _busy(timeline, traced, channel, back)):
        found = least._replace(because="busy", busy=busy)
    return found


def _busy(timeline: Timeline, traced: Traced, channel: str, back: int) -> tuple[float, float] | None:
    """The range of M12 of the channel in the block's weeks, where even its lower end is most of the time."""
    weeks = range(back, back + BUSY_WEEKS)
    felt = [
        each
        for each in timeline.timed_entries
        if each.week in weeks and each.side == BRAND and each.entry.channel == channel and each.entry.fields
    ]
    if not any(key == "felt" for each in felt for key, _ in each.entry.fields):
        return None
    here = [each for each in timeline.timed_entries if each.side == BRAND and each.entry.channel == channel]
    shares = busy_not_traced(timeline._replace(timed_entries=here), traced, weeks)[BRAND].shares
    return shares if shares and shares[0] >= MOST_BUSY else None
