"""The sentences of verdicts, and the because behind each: its rule, its numbers with their intervals, their level.

One sentence a rule, in one place. Each claims what its rule supports and no more; none praises or blames.
"""

from __future__ import annotations

from math import isfinite

from twohats.format.times import duration_text
from twohats.format.trial import COIN
from twohats.measures import verdict as rules
from twohats.measures.figures import HOURS
from twohats.views import channel_wording as words
from twohats.views import wording
from twohats.views.silences import missing_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.measures.figures import Estimate
    from twohats.measures.verdict import Rate, Verdict

_NO_NAMES: dict[str, str] = {}
_DONE = {"post": "posting", "read": "reading", "talk": "talking"}
LEVEL = "95 %"
TWICE_SAYS = "held at the last two reviews"


def verdict_says(verdict: Verdict, names: Mapping[str, str] = _NO_NAMES) -> str:
    """A verdict in one or a few sentences; `names` are the names to show for channels."""
    return _SAYS[verdict.rule](verdict, names)


def because_says(verdict: Verdict) -> str:
    """What it rests on: `rule 1; conversations: 2 in 38h10 of 12 weeks, at most 1.6 per 10 h (95 %), bar 2 per 10h`."""
    parts = [f"rule {verdict.code}", *_because(verdict)]
    if verdict.rule in rules.TWICE:
        parts.append(TWICE_SAYS)
    return "; ".join(parts)


def subject_says(verdict: Verdict, names: Mapping[str, str] = _NO_NAMES) -> str:
    """Of what it speaks: a channel, an activity, a rating, or the hats."""
    if verdict.channel:
        return words.channel_name(verdict.channel, names)
    return _DONE.get(verdict.activity) or verdict.rating or "the hats"


# The channels


def _not_enough(verdict: Verdict, _: Mapping[str, str]) -> str:
    here = " here" if verdict.missing and verdict.missing.kind == HOURS else ""
    return f"Not enough yet: {missing_says(verdict.missing)}{here}."


def _no_sign(verdict: Verdict, _: Mapping[str, str]) -> str:
    here = verdict.rates
    spans = [duration_text(round(60 * each.hours)) for each in here]
    if len(set(spans)) == 1:
        came = f"In {spans[0]}, " + " and ".join(map(_count, here))
    else:
        came = ", and in ".join(f"{span}, {_count(each)}" for span, each in zip(spans, here, strict=True))
        came = f"In {came}"
    untraced = max(each.untraced for each in here)
    even = f", even if all {untraced} untraced ones came from here" if untraced > 1 else ""
    even = ", even if the untraced one came from here" if untraced == 1 else even
    less = " and ".join(f"{words.ten(each.high)} {words.kinds_text(each.kind)}" for each in here)
    bars = " and ".join(f"{each.bar.text} ({each.kind})" for each in here if each.bar)
    bars = here[0].bar.text if len(here) == 1 and here[0].bar else bars
    return (
        f"{came} came back. If it pays at all{even}, it brings less than {less} per 10 h ({LEVEL}). "
        f"Your bar is {bars}. Perhaps there is no return here in your situation. "
        "A pause would show what stopping costs."
    )


def _count(rate: Rate) -> str:
    """`no lead`, `2 conversations`, `2 conversations and 1 of both hats`."""
    if not rate.count and not rate.shared:
        return f"no {rate.kind}"
    alone = wording.number_of(rate.count, rate.kind, words.kinds_text(rate.kind))
    return f"{alone} and {rate.shared} of both hats" if rate.shared else alone


def _keep(verdict: Verdict, names: Mapping[str, str]) -> str:
    rate = verdict.rates[0]
    bar = rate.bar.text if rate.bar else ""
    return (
        f"{subject_says(verdict, names)} reaches your bar of {bar}: at least {words.ten(rate.low)} "
        f"{words.kinds_text(rate.kind)} per 10 h ({LEVEL})."
    )


def _shift(verdict: Verdict, names: Mapping[str, str]) -> str:
    found = verdict.comparison
    assert found is not None
    subject = subject_says(verdict, names)
    here = f"An hour of {subject}"
    times = f"{wording.factor(found.value)} times" if isfinite(found.value) else "many times"
    kinds = words.kinds_text(verdict.kind)
    least = f"at least {wording.factor(found.low)}, {LEVEL}"
    if verdict.toward:
        return (
            f"{here} brought {times} the {kinds} of your other brand hours ({least}). "
            "Try moving one hour a week here."
        )
    return (
        f"Your other brand hours brought {times} the {kinds} of an hour of {subject} ({least}). "
        "Try moving one hour a week."
    )


def _cap(verdict: Verdict, _: Mapping[str, str]) -> str:
    slope = verdict.slope
    assert slope is not None
    assert slope.median_hours is not None
    assert slope.value is not None
    hours = duration_text(round(60 * slope.median_hours))
    return (
        f"Beyond about {hours} a week the last hour brings about {wording.factor(max(slope.value, 0.0))} of the "
        "average hour. Try half and double weeks to be sure."
    )


def _pause(verdict: Verdict, _: Mapping[str, str]) -> str:
    shows, design = verdict.shows, verdict.design
    assert design is not None
    if shows is None or shows.loss is None:
        return _ask(verdict, _)
    kind = (
        f"A pause of {design.pairs} weeks drawn by coin"
        if design.kind == COIN
        else f"A {design.weeks}-week pause"
    )
    return f"The log cannot decide this. {kind} could show a loss of {round(100 * shows.loss)} % or more."


def _ask(verdict: Verdict, _: Mapping[str, str]) -> str:
    came = f"{verdict.contacts:.1f}".removesuffix(".0")
    return (
        f"The log cannot decide this, and at {came} {'contact' if came == '1' else 'contacts'} a week a pause cannot "
        "either. Ask the next five people how they found you."
    )


def _carry_on(_: Verdict, __: Mapping[str, str]) -> str:
    return "Nothing here says change."


# The hats


def _interval(estimate: Estimate | None) -> str:
    return wording.gap_interval(estimate.low, estimate.high) if estimate else ""


def _gap_unknown(verdict: Verdict, _: Mapping[str, str]) -> str:
    lacks = missing_says(verdict.missing)
    turn = " (it is asked of every second entry)" if verdict.rating == "understanding" else ""
    return f"Gap in {verdict.rating} not known yet: {lacks}{turn}."


def _gap(verdict: Verdict, _: Mapping[str, str]) -> str:
    gap = verdict.gap
    assert gap is not None
    assert gap.value is not None
    more = "more" if gap.value < 0 else "less"
    return (
        f"Wearing the brand hat you would {more} often rather be elsewhere: {_interval(gap)} points on the 1-5 scale, "
        f"{wording.points(gap.value)} at best guess."
    )


def _no_gap(verdict: Verdict, _: Mapping[str, str]) -> str:
    return f"No gap worth mentioning: under half a point either way ({_interval(verdict.gap)})."


def _perhaps_gap(verdict: Verdict, _: Mapping[str, str]) -> str:
    return f"Perhaps a gap: {_interval(verdict.gap)} points."


_QUADRANTS = {
    (False, False): ("Less glad in the brand hat, and an hour of it brings less", "shift or pause"),
    (False, True): ("Less glad in the brand hat, and an hour of it brings more", "a job: keep it short"),
    (True, False): (
        "Gladder in the brand hat, and an hour of it brings less",
        "a hobby: give it the personal hat",
    ),
    (True, True): ("Gladder in the brand hat, and an hour of it brings more", "keep"),
}


def _quadrant(verdict: Verdict, _: Mapping[str, str]) -> str:
    gap, ratio = verdict.gap, verdict.ratio
    assert gap is not None
    assert gap.value is not None
    assert ratio is not None
    where, then = _QUADRANTS[gap.value > 0, ratio.low > 1]
    return f"{where} ({words.kinds_text(verdict.kind)}): {then}."


def _guessing(verdict: Verdict, _: Mapping[str, str]) -> str:
    without, whole = verdict.aimless
    share = f" (open in {wording.percent(without / whole)} of entries)" if whole else ""
    return (
        f"In the brand hat you are guessing more: {_interval(verdict.gap)} points. "
        f"Write the aim before you start{share}."
    )


def _mix(verdict: Verdict, _: Mapping[str, str]) -> str:
    return (
        f"Part of the gap is the mix: the brand side is mostly {_DONE.get(verdict.mostly, verdict.mostly)}."
    )


_SAYS = {
    rules.NOT_ENOUGH: _not_enough,
    rules.NO_SIGN: _no_sign,
    rules.KEEP: _keep,
    rules.SHIFT: _shift,
    rules.CAP: _cap,
    rules.PAUSE: _pause,
    rules.ASK: _ask,
    rules.CARRY_ON: _carry_on,
    rules.GAP_UNKNOWN: _gap_unknown,
    rules.GAP: _gap,
    rules.NO_GAP: _no_gap,
    rules.PERHAPS_GAP: _perhaps_gap,
    rules.QUADRANT: _quadrant,
    rules.GUESSING: _guessing,
    rules.MIX: _mix,
}


# Because


def _because(verdict: Verdict) -> list[str]:
    parts = [_rate_says(each) for each in verdict.rates]
    if verdict.because == "untraced":
        parts.insert(
            0, f"{wording.percent(verdict.untraced_share)} of {words.kinds_text(verdict.kind)} are untraced"
        )
    if verdict.because == "busy" and verdict.busy:
        least, most = map(wording.percent, verdict.busy)
        parts.insert(0, f"felt like work, no connection traced yet: {least} to {most}")
    found = verdict.comparison
    if found:
        high = wording.factors(found.low, found.high)
        parts += [
            f"{words.kinds_text(verdict.kind)} per hour, {LEVEL}: {high} times",
            " against ".join(
                f"{wording.factor(each.came)} in {duration_text(round(60 * each.total))}"
                for each in (found.better, found.worse)
            ),
        ]
    slope = verdict.slope
    if slope and slope.low is not None and slope.high is not None:
        low, high = (wording.factor(max(each, 0.0)) for each in (slope.low, slope.high))
        parts.append(
            f"{words.kinds_text(verdict.kind)}: the last hour to the average one {low} to {high} (each end {LEVEL}), "
            f"from {wording.factor(slope.returns)} in {wording.number_of(slope.weeks, 'week')}"
        )
    return parts + _gap_because(verdict) + _contacts_because(verdict)


def _rate_says(rate: Rate) -> str:
    spent = f"in {duration_text(round(60 * rate.hours))} of {wording.number_of(rate.weeks, 'week')}"
    text = (
        f"{words.kinds_text(rate.kind)}: {words.returned(rate.count, rate.shared)} {spent}, "
        f"{words.ten(rate.low)} to {words.ten(rate.high)} per 10 h (each end {LEVEL}"
    )
    text += f", the upper with {rate.untraced} untraced)" if rate.untraced else ")"
    return f"{text}, bar {rate.bar.text}" if rate.bar else text


def _gap_because(verdict: Verdict) -> list[str]:
    gap = verdict.gap
    if gap is None:
        return []
    brand = gap.n.get("brand", 0)
    ratings = f"from {gap.n.get('personal', 0)} personal and {wording.number_of(brand, 'brand rating')}"
    alike = "like for like" if verdict.alike else "as lived"
    if gap.value is None:
        return [f"{alike}, {ratings}"]
    parts = [f"{verdict.rating} {alike} {wording.estimate_says(gap)}, {LEVEL}, {ratings}"]
    if verdict.lived:
        parts.append(f"as lived {wording.estimate_says(verdict.lived)}")
    if verdict.ratio:
        low, high = verdict.ratio.low, verdict.ratio.high
        parts.append(
            f"{words.kinds_text(verdict.kind)} per hour, brand to personal, {LEVEL}: {wording.factors(low, high)}"
        )
    return parts


def _contacts_because(verdict: Verdict) -> list[str]:
    if verdict.rule not in (rules.PAUSE, rules.ASK):
        return []
    return [f"{verdict.contacts:.1f} contacts a week that they began, over 8 weeks"]
