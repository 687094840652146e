"""The rules that the method began with, to be asked of the same years as those that it has now.

They credit by reference, then by the last touch of a person within 45 days, in whatever hat it was; places and what
people said are not looked at. Shifts are of pairs of channels, or of activities. `benchmarks/verdicts.py` prints what
they reach beside what the product's own rules do (`docs/method.md`, section 8.1).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from twohats.format.words import BRAND
from twohats.measures import evidence as needs
from twohats.measures.channel_rules import (
    BLOCK_WEEKS,
    LEAST_DAYS,
    MOST_WORSE,
    PAYS_HOURS,
    saturated,
)
from twohats.measures.evidence import evidence_of, ratio_of
from twohats.measures.figures import Estimate
from twohats.measures.gaps import like_for_like, over_weeks
from twohats.measures.hat_rules import MIX_MATTERS, MOTIVATION, WEEKS, quadrant
from twohats.measures.intervals.rates import at_least, at_most
from twohats.measures.tracing import BOTH, PERSON, REFERENCE, UNTRACED, Trace, Tracer
from twohats.measures.verdict import KEEP, MIX, NO_SIGN, SHIFT, TWICE, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.bar import Bars
    from twohats.measures.evidence import Evidence, Spent, Traced
    from twohats.measures.timeline import TimedEvent, Timeline

AHEAD = 2.0
"""What the lower end of a ratio has to be above."""


class Held(NamedTuple):
    """A rule that holds: of a pair first the better one and then the worse, else one verdict."""

    views: tuple[Verdict, ...]

    @property
    def rule(self) -> str:
        """The word of the rule."""
        return self.views[0].rule

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it the same statement at another review."""
        return tuple(each.identity for each in self.views)


def last_touch(timeline: Timeline) -> list[tuple[TimedEvent, Trace]]:
    """Every return by reference, then by the last touch of a person; else untraced."""
    tracer = Tracer(timeline.timed_entries)
    found = []
    for each in timeline.timed_events:
        if not each.event.is_return:
            continue
        trace = tracer.trace(each._replace(event=each.event._replace(fields=())))
        if trace.rung == BOTH:
            last = trace.touches[-1]
            trace = Trace(PERSON, last.side, (last,))
        elif trace.rung not in (REFERENCE, PERSON):
            trace = Trace(UNTRACED)
        found.append((each, trace))
    return found


class FirstKnown:
    """What a review knows by the first rules before anybody's bar is held against it."""

    def __init__(self, timeline: Timeline, traced: Traced, kinds: Sequence[str], back: int) -> None:
        """`traced` are those of `last_touch`."""
        self.evidence = {kind: evidence_of(timeline, traced, kind, back) for kind in kinds}
        newest = timeline.week.back(back).last.toordinal()
        self.is_logged = (
            sum(1 for day in timeline.logged if newest - 7 * BLOCK_WEEKS < day <= newest) >= LEAST_DAYS
        )
        self.saturated = saturated(timeline, traced, kinds, back)
        self.shifts = {kind: _shifts(each) for kind, each in self.evidence.items()}
        self.mix = _mix(timeline, back)


class First:
    """What holds at one review by the first rules, whether or not it may be said yet."""

    def __init__(self, known: FirstKnown, gaps: Sequence[Verdict], bars: Bars) -> None:
        """`gaps` are the product's verdicts of the same review; rules H and U have not changed."""
        evidence = [known.evidence[kind] for kind in bars.aim]
        corner = quadrant(gaps[0], [each._replace(bursts=1.0) for each in evidence])
        self.hats = [
            Held((each,))
            for each in (corner, *gaps, known.mix)
            if each and (each is known.mix or each.rule != MIX)
        ]
        shifts = next((known.shifts[kind] for kind in bars.aim if known.shifts[kind]), [])
        self.activities = [each for each in shifts if each.views[0].activity]
        self.channels: dict[str, list[Held]] = {}
        for channel in dict.fromkeys(name for each in evidence for name in each.channels):
            spent = [each.channels.get(channel) for each in evidence]
            enough = any(
                one and one.total >= needs.LEAST_HOURS and len(each.weeks) >= needs.LEAST_WEEKS
                for one, each in zip(spent, evidence, strict=True)
            )
            if not enough or not known.is_logged:
                continue
            held = _bars(channel, evidence, bars)
            held += [each for each in shifts if each.views[-1].channel == channel]
            held += [Held((one,)) for kind in bars.aim if (one := known.saturated.get((channel, kind)))]
            self.channels[channel] = held


def said(now: First, before: First | None) -> list[Held]:
    """What may be said at a review, given what held at it and at the one before."""

    def sayable(held: Sequence[Held], earlier: Sequence[Held]) -> list[Held]:
        known = {each.identity for each in earlier}
        return [each for each in held if each.rule not in TWICE or each.identity in known]

    found = sayable(now.hats, before.hats if before else [])
    found += _one(sayable(now.activities, before.activities if before else []))
    channels = {
        channel: sayable(held, before.channels.get(channel, []) if before else [])
        for channel, held in now.channels.items()
    }
    moved = _one([each for held in channels.values() for each in held if each.rule == SHIFT])
    for held in channels.values():
        found += [each for each in held if each.rule != SHIFT or each in moved][:1]
    return found


def _one(found: Sequence[Held]) -> list[Held]:
    """Of several pairs that with most hours on the better side."""

    def hours(held: Held) -> float:
        comparison = held.views[0].comparison
        return comparison.better.total if comparison else 0.0

    return [max(found, key=hours)] if found else []


def _bars(channel: str, evidence: Sequence[Evidence], bars: Bars) -> list[Held]:
    """Rules 1 and 2."""
    below, held = bool(bars.bars), []
    for each in evidence:
        spent, bar = each.channels.get(channel), bars.of(each.kind)
        if spent is None or bar is None or len(each.weeks) < needs.LEAST_WEEKS:
            below = False
            continue
        high = at_most(spent.count + each.untraced_here, spent.total, level=needs.LEVEL)
        below &= spent.total >= PAYS_HOURS and high < bar.per_hour
        if at_least(spent.count, spent.total, level=needs.LEVEL) >= bar.per_hour:
            held.append(Held((Verdict(KEEP, channel, kind=each.kind),)))
    if below:
        held.insert(0, Held((Verdict(NO_SIGN, channel, kind=evidence[0].kind),)))
    return held


def _shifts(evidence: Evidence) -> list[Held]:
    """Rule 3 for every pair: the worse channel is one of the two with most hours; activities are all compared."""
    if len(evidence.weeks) < needs.LEAST_WEEKS or evidence.untraced_share > needs.MOST_UNTRACED:
        return []
    found = []
    for spent, worse_ones in (
        (evidence.channels, list(evidence.channels)[:MOST_WORSE]),
        (evidence.activities, list(evidence.activities)),
    ):
        for worse in worse_ones:
            for better in spent:
                comparison = _ahead(evidence, spent[better], spent[worse]) if better != worse else None
                if comparison:
                    verdict = Verdict(SHIFT, kind=evidence.kind, comparison=comparison)
                    is_channel = spent is evidence.channels
                    views = (
                        _of(verdict, better, is_channel=is_channel, toward=True),
                        _of(verdict, worse, is_channel=is_channel),
                    )
                    found.append(Held(views))
    return found


def _of(verdict: Verdict, name: str, *, is_channel: bool, toward: bool = False) -> Verdict:
    if is_channel:
        return verdict._replace(channel=name, toward=toward)
    return verdict._replace(activity=name, toward=toward)


def _ahead(evidence: Evidence, better: Spent, worse: Spent) -> needs.Comparison | None:
    """The comparison, if it shows that an hour of the better brought more."""
    if min(better.total, worse.total) < needs.LEAST_HOURS or better.came + worse.came < needs.LEAST_RETURNS:
        return None
    plain = evidence._replace(bursts=1.0)
    found = ratio_of(plain, worse._replace(squares=0.0), better._replace(squares=0.0))
    if found is None or found.dispersion.df < needs.LEAST_FREEDOM or found.low <= AHEAD:
        return None
    if better.came / better.total <= (worse.came + evidence.untraced) / worse.total:
        return None
    return needs.Comparison(better, worse, found.value, found.low, found.high, math.inf, math.inf)


def _mix(timeline: Timeline, back: int) -> Verdict | None:
    """Rule N, which has no least data but that some activity has both hats."""
    weeks = range(back, back + WEEKS)
    entries = [each for each in timeline.timed_entries if each.week in weeks and each.social]
    lived, alike = (measure(entries, MOTIVATION, weeks)[0] for measure in (over_weeks, like_for_like))
    if lived is None or alike is None or abs(lived.gap - alike.gap) < MIX_MATTERS:
        return None
    shown = [Estimate(each.gap, None, None, {}, {}) for each in (alike, lived)]
    return Verdict(MIX, rating=MOTIVATION, gap=shown[0], lived=shown[1], mostly=BRAND)
