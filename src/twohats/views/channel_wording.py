"""The phrases of the channels, each in one place: rates per ten hours, connections, the mirror, what was not traced.

Nothing here praises, blames or advises. An estimate has its interval, or a phrase says what it lacks.
"""

from __future__ import annotations

from math import isfinite

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures import figures, sums
from twohats.measures.forecasts import LEAST_FORECASTS, forecast_gap
from twohats.views import wording
from twohats.views.dates import day_text
from twohats.views.silences import missing_says, silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.busy import Busy
    from twohats.measures.connections import Cost
    from twohats.measures.figures import Minutes, Missing, Mix, Ratio
    from twohats.measures.forecasts import Forecasts
    from twohats.measures.group_rates import Rate
    from twohats.measures.other_hours import Chain
    from twohats.measures.people_and_tools import Contrast
    from twohats.measures.posts import Answered, MeShare, StandWeeks
    from twohats.measures.purposes import Habits, Purpose

PLURALS = {"reply": "replies", "help": "help", "noticed": "noticed", "commented": "commented"}
"""The kinds of return that are not made plural with an s."""


def kinds_text(kind: str) -> str:
    """`replies`, `leads`."""
    return PLURALS.get(kind, kind + "s")


def channel_name(channel: str, names: Mapping[str, str]) -> str:
    """A channel as `hat.toml` calls it; what has none is said to have none."""
    return names.get(channel) or channel or "no channel"


def ten(rate: float) -> str:
    """A rate per hour as one per ten hours, `0.3`, `1.0`, `12`."""
    return wording.factor(10 * rate)


def rate_text(rate: Rate) -> str:
    """`1.0 (0.5 to 2.0)`, `at most 0.8`, or in short what is missing: `1h10 more`."""
    if rate.value is not None and rate.low is not None and rate.high is not None:
        return f"{ten(rate.value)} ({ten(rate.low)} to {ten(rate.high)})"
    if rate.at_most is not None:
        return f"at most {ten(rate.at_most)}"
    missing = rate.missing
    if missing and missing.kind == figures.RIPENING:
        return f"from {day_text(missing.day)} on"
    if missing and missing.kind == figures.WEEKS_WITH_HOURS:
        return f"{missing.number} more {'week' if missing.number == 1 else 'weeks'}"
    return missing_says(missing)


def rate_says(kind: str, rate: Rate) -> str:
    """`replies 1.0 per 10 hours (90 %: 0.5 to 2.0)`, or that there are too few, or what is missing."""
    name, count = kinds_text(kind), returned(rate.alone, rate.shared)
    if rate.value is not None and rate.low is not None and rate.high is not None:
        return (
            f"{name} {ten(rate.value)} per 10 hours (90 %: {ten(rate.low)} to {ten(rate.high)}), from {count}"
        )
    if rate.at_most is not None:
        return f"{name} at most {ten(rate.at_most)} per 10 hours (95 %), from {count}"
    return f"{name} {silence(rate.missing)}"


def returned(alone: int, shared: int) -> str:
    """`4`, `none`, `4 and 1 of both hats`."""
    if not shared:
        return str(alone) if alone else "none"
    return f"{alone} and {shared} of both hats" if alone else f"{shared} of both hats"


def came_text(came: Mapping[str, int], shared: Mapping[str, int] | None = None) -> str:
    """`3 replies, 1 lead`; kinds are never added up."""
    parts = [wording.number_of(count, kind, kinds_text(kind)) for kind, count in came.items()]
    parts += [
        f"{wording.number_of(count, kind, kinds_text(kind))} of both hats"
        for kind, count in (shared or {}).items()
    ]
    return ", ".join(parts)


def cost_text(cost: Cost) -> str:
    """`14h28 (2)`, `none yet`: minutes for one connection, and how many there are."""
    return f"{duration_text(round(cost.each))} ({len(cost.people)})" if cost.each is not None else "none yet"


def cost_says(cost: Cost) -> str:
    """What the people first talked to took: in minutes, with the interval from five on, and in money."""
    spent = duration_text(cost.minutes)
    if cost.each is None:
        text = f"{spent}, none yet"
    else:
        text = f"{spent}, {len(cost.people)} first talked to, {duration_text(round(cost.each))} for each"
        if cost.low is not None and cost.high is not None:
            text += f" (90 %: {minutes_between(cost.low, cost.high)})"
    money = [f"{total} {currency}" for currency, total in cost.money.items()]
    return f"{text}; cost {' and '.join(money)}" if money else text


def minutes_between(low: float, high: float) -> str:
    """`4h45 to 24h32`, `4h45 or more`."""
    first = duration_text(round(low))
    return f"{first} to {duration_text(round(high))}" if isfinite(high) else f"{first} or more"


def mirror_says(minutes: Minutes, side: str) -> str:
    """How much was read for what was sent (M8b)."""
    sent, read = minutes[side]["post"], minutes[side]["read"]
    received = sums.read_for_an_hour_sent(minutes, side)
    if received is None:
        return "nothing sent" + (f", {duration_text(read)} read" if read else " and nothing read")
    if not read:
        return f"nothing read, {duration_text(sent)} sent"
    return f"you read {round(received)} min for every 60 sent; expect to be read likewise"


def stand_says(found: StandWeeks) -> str:
    """How many weeks posted to everybody and spoke to nobody."""
    if not found.of:
        return "no week with a post is over yet"
    count = len(found.weeks) or "none"
    return f"{count} of {wording.number_of(found.of, 'week')} posted to everybody, spoke to nobody"


def busy_says(found: Busy) -> str:
    """The range of what felt like work and leads to nobody yet (M12)."""
    left = f"; {duration_text(found.unanswered)} not answered" if found.unanswered else ""
    if found.shares is not None:
        least, most = (wording.percent(share) for share in found.shares)
        span = most if least == most else f"{least.removesuffix(' %')} to {most}"
        return f"felt like work, no connection traced yet: {span} of {duration_text(found.minutes)}{left}"
    if found.lines:
        untraced = duration_text(found.unlinked) if found.unlinked else "none"
        lines = wording.number_of(found.lines, "line")
        whole = duration_text(found.minutes)
        return f"{lines} felt like work, {untraced} of {whole} with no connection traced yet{left}"
    if found.waiting:
        return f"{duration_text(found.waiting)} felt like work, none of it 14 days old yet (30 for how:craft)"
    return "no posting or reading says how it felt: felt:work, or anything else for no"


def mix_says(mix: Mapping[str, Mix], distance: float | None) -> str:
    """How many channels the hats use, and how much of the time is on different ones (M8)."""
    brand, personal = (sum(1 for channel in mix[side].minutes if channel) for side in reversed(SIDES))
    counts = f"{wording.number_of(brand, 'brand channel')}, {personal} personal"
    if distance is None:
        return f"{counts}; not enough yet to compare them: an hour of both on named channels"
    return f"{counts}; {wording.percent(distance)} of the time is elsewhere"


def forecast_says(found: Forecasts) -> str:
    """How far off the forecasts of one side were (M4)."""
    waiting = f"; {found.waiting} still open" if found.waiting else ""
    if not found.matured:
        nothing = "none: expect:3 on an entry says that 3 answers are expected"
        return f"none 14 days old yet{waiting}" if found.waiting else nothing
    if found.off_by is None:
        each = "; ".join(
            f"expected {one.expected}, had {answers_text(one.actual)}" for one in reversed(found.matured)
        )
        return f"{each}{waiting}"
    return (
        f"off by a factor of {wording.factor(found.off_by)}, the middle one of {len(found.matured)}{waiting}"
    )


def answers_text(count: float) -> str:
    """`3`, `0.5`."""
    return f"{count:g}"


def forecast_gap_says(found: Mapping[str, Forecasts]) -> str:
    """The gap between the sides, once both have forecasts enough; else what is missing."""
    gap = forecast_gap(found)
    if gap is not None:
        return f"brand to personal {wording.factor(gap)} {wording.TIMES}"
    short = [
        f"{LEAST_FORECASTS - len(found[side].matured)} more {side}"
        for side in SIDES
        if found[side].off_by is None
    ]
    return f"{silence(None)}: {' and '.join(short)} forecasts that are 14 days old"


def about_says(found: MeShare) -> str:
    """How many posts are about oneself (M6b)."""
    if not found.posts:
        return "no posts"
    if not found.known:
        return f"none of {wording.number_of(found.posts, 'post')} says: about:me or about:others"
    text = f"{found.me} of {wording.number_of(found.known, 'post')} about yourself"
    share = f" ({wording.percent(found.share)})" if found.share is not None else ""
    left = found.posts - found.known
    return f"{text}{share}; {wording.unsaid_says(left)}" if left else f"{text}{share}"


def answered_says(found: Answered) -> str:
    """Posts per reply of substance."""
    if not found.posts:
        return "no posts old enough for their replies"
    text = f"{wording.number_of(found.posts, 'post')}, {_replies(found)}"
    each = found.posts_a_reply
    return text if each is None else f"{text}: one for {_each(each)}"


def _replies(found: Answered) -> str:
    if not found.replies and not found.shared:
        return "no reply traced yet"
    return came_text(
        {"reply": found.replies} if found.replies else {}, {"reply": found.shared} if found.shared else {}
    )


def _each(posts: float) -> str:
    return "each post or more" if posts <= 1 else f"{wording.factor(posts)} posts"


def purpose_says(found: Purpose) -> str:
    """How much of the time that was asked had an aim, and whom it served (M18)."""
    if not found.asked:
        return f"no line says what it is for: aim:leads, or aim:none; {_open(found)}"
    parts = [
        f"{wording.percent(found.purposeful_share)} purposeful (an aim, and whom it serves)",
        f"{wording.percent(found.winging_share)} without an aim",
    ]
    return f"of {duration_text(found.asked)} that say: {', '.join(parts)}; {_open(found)}"


def _open(found: Purpose) -> str:
    return f"{found.open_entries} of {wording.number_of(found.entries, 'line')} begun without one"


def chain_says(found: Chain) -> str:
    """Leads or sales with no social entry behind them."""
    known = found.lines - found.unknown
    if not known:
        return f"nothing behind any of {found.lines}"
    unknown = f"; {found.unknown} with nothing behind them" if found.unknown else ""
    return f"{found.without_social} of {known} have no social entry in their chain{unknown}"


def must_says(found: Habits) -> str:
    """Entries done because one had to."""
    return f"{found.must_entries} of {wording.number_of(found.entries, 'line')}"


def craft_says(found: Habits) -> str:
    """What was made with care."""
    if not found.craft_entries:
        return "nothing logged: how:craft"
    return f"{duration_text(found.craft_minutes)} in {wording.number_of(found.craft_entries, 'line')}"


def late_says(found: Habits) -> str:
    """Minutes after ten in the evening."""
    if not found.timed_minutes:
        return "no line has a clock time"
    if not found.late_minutes:
        return f"none of {duration_text(found.timed_minutes)} with a clock time"
    return (
        f"{duration_text(found.late_minutes)} of {duration_text(found.timed_minutes)} with a clock time, "
        f"{wording.number_of(found.late_entries, 'line')}"
    )


def contrast_text(found: Contrast) -> str:
    """`+0.9 (+0.5 to +1.3)`, or what is missing."""
    if found.value is None or found.low is None or found.high is None:
        return silence(found.missing)
    return f"{wording.points(found.value)} ({wording.points(found.low)} to {wording.points(found.high)})"


def ratio_text(ratio: Ratio) -> str:
    """`0.6 × (0.2 to 1.8)`, or what is missing."""
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return pair_missing(ratio.missing)
    ends = wording.factors(ratio.low, ratio.high)
    if not isfinite(ratio.value):
        return f"{ends} {wording.TIMES}"
    return f"{wording.factor(ratio.value)} {wording.TIMES} ({ends})"


def pair_missing(missing: Missing | None) -> str:
    """What a comparison of two kinds of hours lacks."""
    if missing and missing.kind == figures.WEEKS:
        return f"not enough yet: {wording.number_of(missing.number, 'more week', 'more weeks')} with both"
    return silence(missing)


def dated(found: Sequence[tuple[str, str]], names: Mapping[str, str], before: str = "") -> str:
    """`LinkedIn (3 Sep)`, `Instagram (last 23 Sep)`; none if there are none."""
    return (
        ", ".join(f"{channel_name(name, names)} ({before}{day_text(day)})" for name, day in found) or "none"
    )
