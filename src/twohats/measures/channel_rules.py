"""Rules for the brand channels, and for what was done: 0 to 6 (METHOD 6, M14)."""

from __future__ import annotations

import math
from datetime import timedelta

from twohats.format.words import BRAND
from twohats.measures import evidence as needs
from twohats.measures.busy import busy_not_traced
from twohats.measures.field_values import values_of
from twohats.measures.figures import GUESSED, HOURS, LOGGED_DAYS, RIPENING, Missing
from twohats.measures.group_rates import by_channel, of_side
from twohats.measures.inbound import a_week, inbound
from twohats.measures.intervals.pauses import pause_dispersion
from twohats.measures.intervals.power import BASE_WEEKS
from twohats.measures.intervals.rates import BURST_VARIANCE, at_least, at_most, dispersion
from twohats.measures.returns import RIPE_DAYS, credits_of, group_minutes, guessed_minutes, is_mostly_guessed
from twohats.measures.slopes import LEAST_RETURNS as GATE_RETURNS
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
    from collections.abc import Sequence

    from twohats.measures.bar import Bars
    from twohats.measures.evidence import Evidence, Spent, Traced
    from twohats.measures.timeline import Timeline

BLOCK_WEEKS = 4
LEAST_DAYS = 16
"""Days with a line of the block's 28: 4 of 7 (M21)."""
PAYS_HOURS = 10.0
"""Hours from which on it may be said that nothing shows."""
UNEVEN_RETURNS = 20
"""Returns from which on the weeks show how uneven they are."""
UNDECIDED_WEEKS = 8
MOST_BUSY = 0.6
BUSY_WEEKS = 12
MOST_WORSE = 2
"""So many channels, those with most hours, may be said to bring less."""
LEAST_CONTACTS = 1.0

MORE = 1.0
"""What the lower end of the ratio of a shift has to be above."""
UNTOLD = 2.0
"""The same for hours that talk more, where it is not known that what posts bring arrives where they are: the last
touch is a talk more often than it should be."""
DONE = (needs.POST, needs.TALK)
"""What is held against all else that is done. Reading is not: what arrives where one both reads and posts is credited
to whichever came last."""


class Known:
    """What a review knows of the brand channels before anybody's bar is held against it."""

    __slots__ = (
        "_contacts",
        "_moved",
        "back",
        "busy",
        "evidence",
        "lately",
        "logged",
        "long",
        "place_tells",
        "saturated",
        "timeline",
    )

    def __init__(
        self, timeline: Timeline, traced: Traced, settled: Traced, kinds: Sequence[str], back: int
    ) -> None:
        """The review of the four weeks that end `back` weeks before the timeline's week, for some kinds."""
        self.timeline = timeline
        self.back = back
        self.evidence = {kind: needs.evidence_of(timeline, settled, kind, back) for kind in kinds}
        self.long = {
            kind: needs.evidence_of(timeline, settled, kind, back, needs.RARE_WEEKS)
            if RIPE_DAYS[kind] > RIPE_DAYS["conversation"]
            else each
            for kind, each in self.evidence.items()
        }
        """What rule 1 looks at: more weeks of kinds that are rare."""
        newest = timeline.week.back(back).last.toordinal()
        self.logged = sum(1 for day in timeline.logged if newest - 7 * BLOCK_WEEKS < day <= newest)
        """Days with a line in the four weeks."""
        self.lately = _most_minutes(timeline, range(back, back + BLOCK_WEEKS))
        self.place_tells = needs.place_tells(timeline, settled, back)
        self._moved: dict[str, list[Verdict]] = {}
        self.saturated = saturated(timeline, settled, kinds, back)
        self.busy = _busy(timeline, traced, back)
        self._contacts: tuple[float, float] | None = None

    def moved(self, kinds: Sequence[str]) -> list[Verdict]:
        """Rule 3, for that one of the kinds which came back most often: how often says nothing about where from."""
        most = max(kinds, key=lambda kind: self.evidence[kind].brand.came)
        if most not in self._moved:
            self._moved[most] = shifts(self.evidence[most], place_tells=self.place_tells)
        return self._moved[most]

    def contacts(self) -> tuple[float, float]:
        """How many people got in touch with a brand hat a week of their own accord, and how unevenly."""
        if self._contacts is None:
            hats = sorted({each.event.hat for each in self.timeline.timed_events if each.side == BRAND})
            weeks = range(self.back, self.back + BASE_WEEKS)
            each_hat = (a_week(inbound(self.timeline, hat), weeks) for hat in hats)
            counts = [sum(each) for each in zip(*each_hat, strict=True)]
            phi = pause_dispersion(counts).phi if counts else 1.0
            self._contacts = sum(counts) / BASE_WEEKS, phi
        return self._contacts


def _most_minutes(timeline: Timeline, weeks: range) -> list[str]:
    """The brand channels of some weeks, those with most minutes first."""
    minutes: dict[str, int] = {}
    for each in timeline.timed_entries:
        if each.week in weeks and each.side == BRAND and each.social and each.entry.channel:
            minutes[each.entry.channel] = minutes.get(each.entry.channel, 0) + each.entry.minutes
    return sorted((name for name in minutes if minutes[name]), key=lambda name: (-minutes[name], name))


def channel_verdicts(known: Known, bars: Bars) -> dict[str, list[Verdict]]:
    """The rules that hold of each brand channel, first match first; those with most hours first."""
    evidence = [known.evidence[kind] for kind in bars.aim]
    widest = max(evidence, key=lambda each: len(each.weeks))
    found: dict[str, list[Verdict]] = {}
    ripe = (name for each in (widest, *evidence) for name in each.channels)
    for channel in dict.fromkeys((*ripe, *known.lately)):
        missing = _missing(known, evidence, channel)
        if missing:
            found[channel] = [Verdict(NOT_ENOUGH, channel, missing=missing)]
            continue
        rates = [_rate(each, channel, bars) for each in evidence]
        moved = (each for each in known.moved(bars.aim) if each.channel == channel)
        capped = (known.saturated.get((channel, one.kind)) for one in evidence)
        held = [
            _no_sign(channel, [_rate(known.long[kind], channel, bars) for kind in bars.aim]),
            *_keeps(channel, rates),
            *moved,
            next((each for each in capped if each), None),
            _undecided(known, evidence, rates, channel),
            Verdict(CARRY_ON, channel, rates=tuple(each for each in rates if each)),
        ]
        found[channel] = [each for each in held if each]
    return found


def _missing(known: Known, evidence: Sequence[Evidence], channel: str) -> Missing | None:
    """Rule 0: what is missing before anything may be said of a channel."""
    best = max(evidence, key=lambda each: len(each.weeks))
    if len(best.weeks) < needs.LEAST_WEEKS:
        return _ripening(known.timeline, best, known.back)
    if known.logged < LEAST_DAYS:
        return Missing(LOGGED_DAYS, known.logged, of=7 * BLOCK_WEEKS)
    ripe = [
        each.channels[channel]
        for each in evidence
        if len(each.weeks) >= needs.LEAST_WEEKS and channel in each.channels
    ]
    hours = max((each.total for each in ripe), default=0.0)
    if hours < needs.LEAST_HOURS:
        return Missing(HOURS, math.ceil((needs.LEAST_HOURS - hours) * 60))
    entries, group = known.timeline.timed_entries, of_side(BRAND, by_channel)
    guessed = guessed_minutes(entries, group).get(channel, {})
    spent = group_minutes(entries, group)[channel] if guessed else {}
    return Missing(GUESSED) if is_mostly_guessed(spent, guessed, best.weeks) else None


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
    uneven = max(BURST_VARIANCE, spent.bursts, evidence.bursts)
    if spent.came >= UNEVEN_RETURNS:
        uneven = max(uneven, dispersion(needs.series_of(spent, evidence.weeks)).phi)
    return Rate(
        evidence.kind,
        len(evidence.weeks),
        spent.total,
        spent.count,
        spent.shared,
        here,
        at_least(spent.count, spent.total, level=needs.LEVEL, variance=uneven),
        at_most(spent.count + spent.shared + here, spent.total, level=needs.LEVEL, variance=uneven),
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


def shifts(evidence: Evidence, *, place_tells: bool) -> list[Verdict]:
    """Rule 3: channels an hour of which brought more or less than the other brand hours did, and what was done that
    brought more.

    Of channels that brought less only the two with most hours are looked at.
    """
    if len(evidence.weeks) < needs.LEAST_WEEKS or evidence.untraced_share > needs.MOST_UNTRACED:
        return []
    found = []
    for place, (channel, spent) in enumerate(evidence.channels.items()):
        verdict = Verdict(SHIFT, channel, kind=evidence.kind)
        found += _moved(evidence, spent, verdict, less=place < MOST_WORSE, place_tells=place_tells)
    for activity in DONE:
        if activity in evidence.activities:
            verdict = Verdict(SHIFT, activity=activity, kind=evidence.kind)
            spent = evidence.activities[activity]
            found += _moved(evidence, spent, verdict, less=False, place_tells=place_tells)
    return found


def _moved(
    evidence: Evidence, spent: Spent, verdict: Verdict, *, less: bool, place_tells: bool
) -> list[Verdict]:
    """Rule 3 for some of the brand hours against the rest of them; `less` is whether they may be the worse ones.

    Untraced returns are more likely the posts' own, so they are held against what talks more, and not against what
    posts more (`_stands`).
    """
    rest = evidence.brand.less(spent)
    for toward, better, worse in ((True, spent, rest), (False, rest, spent)):
        posts = better.posting > worse.posting
        if not (toward or less) or (posts and better.total < needs.POSTING_HOURS):
            continue
        found = needs.compare(evidence, better, worse)
        least = MORE if posts or place_tells else UNTOLD
        if found and found.low > least and (posts or _stands(found, toward=toward)):
            return [verdict._replace(comparison=found, toward=toward)]
    return []


def _stands(found: needs.Comparison, *, toward: bool) -> bool:
    """Whether more is still more with untraced returns given to the worse hours: all of them, or where the worse is the
    channel in question and the better is all the rest, its part of them.
    """
    return (found.with_all if toward else found.with_some) > 1


def saturated(
    timeline: Timeline, settled: Traced, kinds: Sequence[str], back: int
) -> dict[tuple[str, str], Verdict]:
    """Rule 4 by channel and kind: the last hour of a week brings less, through the gate of METHOD 4.

    What only the place ties to a talk is left out by `settle`. It comes whatever the hours were, and would make any
    channel that much arrives on look saturated.
    """
    hours: dict[str, dict[int, float]] = {}
    for each in timeline.timed_entries:
        if each.side == BRAND and each.social and each.entry.channel and each.entry.minutes > 0:
            spent = hours.setdefault(each.entry.channel, {})
            spent[each.week] = spent.get(each.week, 0.0) + each.entry.minutes / 60
    arrived = [each for each in settled if each[0].week >= back]
    found: dict[tuple[str, str], Verdict] = {}
    for kind in kinds:
        came: dict[str, dict[int, float]] = {}
        for credit in credits_of(arrived, kind):
            touch = credit.timed_entry
            if (
                touch
                and touch.side == BRAND
                and credit.timed_event.when[0] - touch.when[0] <= RIPE_DAYS[kind]
            ):
                weeks = came.setdefault(touch.entry.channel, {})
                weeks[touch.week] = weeks.get(touch.week, 0.0) + credit.returns / (2 if credit.half else 1)
        ripe = [*reversed(needs.ripe_at(timeline, kind, back, SLOPE_WEEKS))]
        for channel, brought in came.items():
            if math.fsum(brought.values()) < GATE_RETURNS:
                continue
            spent = hours.get(channel, {})
            worked = [Worked(week, spent[week], brought.get(week, 0.0)) for week in ripe if week in spent]
            slope = elasticity_of(worked)
            if slope.verdict == SATURATING:
                found[channel, kind] = Verdict(CAP, channel, kind=kind, slope=slope)
    return found


def _undecided(
    known: Known, evidence: Sequence[Evidence], rates: Sequence[Rate | None], channel: str
) -> Verdict | None:
    """Rules 5 and 5b: what the log cannot decide, and whether a pause could: it takes a contact a week."""
    here = [each for each in rates if each]
    least = Verdict(PAUSE, channel, rates=tuple(here))
    found = None
    open_bars = [each for each in here if each.bar and each.low < each.bar.per_hour <= each.high]
    is_reached = any(each.bar and each.low >= each.bar.per_hour for each in here)
    is_long = any(each.weeks >= UNDECIDED_WEEKS and each.hours >= PAYS_HOURS for each in open_bars)
    first = evidence[0]
    if is_long and not is_reached:
        rows = (*open_bars, *(each for each in here if each not in open_bars))
        found = least._replace(because="bar", kind=rows[0].kind, rates=rows)
    elif first.untraced_share > needs.MOST_UNTRACED:
        found = least._replace(because="untraced", kind=first.kind, untraced_share=first.untraced_share)
    elif channel in known.busy:
        found = least._replace(because="busy", busy=known.busy[channel])
    if found is None:
        return None
    came, phi = known.contacts()
    return found._replace(rule=PAUSE if came >= LEAST_CONTACTS else ASK, contacts=came, variance=phi)


def _busy(timeline: Timeline, traced: Traced, back: int) -> dict[str, tuple[float, float]]:
    """The range of M12 over 12 weeks, of the channels on which even its lower end is most of the time."""
    weeks = range(back, back + BUSY_WEEKS)
    brand = [each for each in timeline.timed_entries if each.side == BRAND]
    felt = {
        each.entry.channel
        for each in brand
        if each.week in weeks and each.entry.fields and values_of(each.entry.fields, "felt")
    }
    found: dict[str, tuple[float, float]] = {}
    for channel in felt:
        here = timeline._replace(timed_entries=[each for each in brand if each.entry.channel == channel])
        shares = busy_not_traced(here, traced, weeks)[BRAND].shares
        if shares and shares[0] >= MOST_BUSY:
            found[channel] = shares
    return found
