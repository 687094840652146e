"""The phrases of the week, each in one place, so that no two renderings can say different things.

All ASCII except the user's own words. An estimate is given with its interval or not at all; a missing one with its
reason. Nothing here praises, blames or advises.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import isfinite

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures import sums
from twohats.values import NamedTuple
from twohats.views.dates import day_text, span_text
from twohats.views.rows import user_text
from twohats.views.silences import rated_percent, silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.decisions import Standing
    from twohats.measures.figures import (
        Cover,
        Estimate,
        FollowUp,
        Gap,
        Money,
        Noise,
        Ratio,
        Sent,
        WeekFigures,
    )
    from twohats.measures.timeline import LeftOut

TIMES = "\N{MULTIPLICATION SIGN}"
"""Behind a factor."""
PER_HOUR = "per hour, brand to personal"
PER_HOUR_HEAD = f"{PER_HOUR} (90 %)"
MIX_MATTERS = 0.3
"""Points between as lived and like for like from which on the latter is worth a row of its own."""
MINUTES_MATTER = 0.5
"""Points between plain means and means by minutes from which on the latter are worth a mention (METHOD 2.5)."""
MANY_UNTRACED = 0.3
"""Above this share of untraced returns the ratio's bounds are said as well (METHOD M22)."""

EMPTY = "Nothing is written in this week. How long, which hat, what you did:"
NOT_BEGUN = "This week has not begun."
EXAMPLE = "25m brand post linkedin m2: launch thread"


class Ways(NamedTuple):
    """What a view calls the ways on from it: the commands of the shell, unless it is told those of the app."""

    unread: str = "hat check"
    """What shows the lines that are not read."""
    example: str = f"hat add {EXAMPLE}"
    """A line as it is typed."""


IN_A_SHELL = Ways()


def long_day(iso: str) -> str:
    """`22 November 2026`."""
    return span_text(iso, iso).partition("-")[2]


def weeks_to(weeks: int, first: str, days: int) -> str:
    """`12 weeks to 22 November 2026`: up to the last of the days that have begun, of which `first` is the first."""
    last = date.fromisoformat(first) + timedelta(days=max(days, 1) - 1)
    return f"{number_of(weeks, 'week')} to {long_day(last.isoformat())}"


def number_of(count: int, one: str, many: str = "") -> str:
    """`1 line`, `2 lines`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def unsaid_says(count: int) -> str:
    """`1 does not say`, `3 do not say`."""
    return f"{count} {'does' if count == 1 else 'do'} not say"


def percent(share: float | None) -> str:
    """A share of 0..1 as `20 %`; a share that is neither none nor all is never rounded to either."""
    if share is None:
        return "-"
    whole = round(share * 100)
    if share > 0 and whole == 0:
        return "under 1 %"
    if share < 1 and whole == 100:
        return "over 99 %"
    return f"{whole} %"


def points(value: float) -> str:
    """A difference on the 1-5 scale: `-1.1`, `+0.4`, `0.0`."""
    text = f"{value:+.1f}"
    return "0.0" if text in ("-0.0", "+0.0") else text


def factor(value: float) -> str:
    """How many times: two digits that mean something, `0.04`, `0.4`, `2.5`, `13`."""
    if value >= 9.95:
        return f"{value:.0f}"
    if value >= 0.095 or value <= 0:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.005 else "under 0.01"


def factors(low: float, high: float) -> str:
    """An interval of factors: `0.1 to 1.3`, `0.4 or more`."""
    return f"{factor(low)} to {factor(high)}" if isfinite(high) else f"{factor(low)} or more"


def cover_text(cover: Cover, *, long: bool = False) -> str:
    """The cover line: `6 of 7 days, 41 lines, 12h40`, and what of it is guessed."""
    days = f"{cover.days_logged} of {number_of(cover.days, 'day')}" + (" logged" if long else "")
    parts = [
        days if cover.days else "not begun",
        _lines_text(cover.entries + cover.events, cover.taken_in),
        duration_text(cover.minutes) + (" in all" if long else ""),
    ]
    if cover.estimated_share > 0:
        parts.append(f"{percent(cover.estimated_share)} guessed")
    return ", ".join(parts)


def _lines_text(lines: int, taken_in: int) -> str:
    """`41 lines`, `41 lines, 18 taken in`, `18 lines taken in`."""
    text = number_of(lines, "line")
    if not taken_in:
        return text
    return f"{text} taken in" if taken_in == lines else f"{text}, {taken_in} taken in"


def any_rated(estimate: Estimate) -> bool:
    """Whether any line carries the rating, so that there is a share to speak of."""
    return any(part for part, _ in estimate.rated.values())


def rated_sentence(estimate: Estimate) -> str:
    """`95 % of personal, 81 % of brand`."""
    return ", ".join(f"{rated_percent(estimate.rated[side])} of {side}" for side in SIDES)


def rated_shares(estimate: Estimate) -> str:
    """`95 : 81 %`: the share of the entries rated, a side."""
    return " : ".join(rated_percent(estimate.rated[side]) for side in SIDES).replace(" % :", " :")


def empty_says(cover: Cover, ways: Ways = IN_A_SHELL) -> list[str]:
    """What stands in a week without a line: that there is none, and how a line looks."""
    return [EMPTY, ways.example] if cover.days else [NOT_BEGUN]


def gap_interval(low: float | None, high: float | None) -> str:
    """`-1.6 to -0.3`; empty without both ends."""
    return "" if low is None or high is None else f"{points(low)} to {points(high)}"


def estimate_says(estimate: Estimate) -> str:
    """A gap and its interval, `-0.9 (-1.5 to -0.2)`; empty where it is not known."""
    interval = gap_interval(estimate.low, estimate.high)
    return f"{points(estimate.value)} ({interval})" if known(estimate) and estimate.value is not None else ""


def known(estimate: Estimate) -> bool:
    """Whether it may be shown as a number: it has its interval."""
    return estimate.enough and None not in (estimate.value, estimate.low, estimate.high)


def gap_name(gap: Gap) -> str:
    """`motivation`; `worth, 4 weeks` for one that is never this week's alone."""
    return gap.rating if gap.weeks == 1 else f"{gap.rating}, {gap.weeks} weeks"


def gap_says(gap: Gap) -> str:
    """One gap in a sentence without its name."""
    return _sentence(gap.lived, f" in {gap.weeks} weeks" if gap.weeks > 1 else "")


def four_weeks_sentence(gap: Gap) -> str:
    """The same over four weeks."""
    return _sentence(gap.four_weeks, "")


def _sentence(estimate: Estimate, over: str) -> str:
    if not known(estimate) or estimate.value is None:
        return silence(estimate.missing)
    personal, brand = (estimate.n.get(side, 0) for side in SIDES)
    return (
        f"{points(estimate.value)} points on the 1-5 scale, 90 % interval "
        f"{gap_interval(estimate.low, estimate.high)}, from {personal} personal and "
        f"{number_of(brand, 'brand rating')}{over}"
    )


def alike_says(gap: Gap) -> str:
    """The like-for-like gap and what it leaves out: `-0.9 (-1.5 to -0.2), without read (personal only)`."""
    says = estimate_says(gap.alike)
    if not says or not gap.one_hat_only:
        return says
    return (
        f"{says}, without {' and '.join(f'{activity} ({side} only)' for activity, side in gap.one_hat_only)}"
    )


def four_weeks_say(gap: Gap) -> str:
    """What four weeks say, as lived beside like for like, and by minutes where that matters; empty where nothing is
    known.
    """
    lived, alike = estimate_says(gap.four_weeks) if gap.weeks == 1 else "", alike_says(gap)
    weighted = by_minutes_says(gap) if minutes_matter(gap) else ""
    return ", ".join(
        filter(None, [lived, alike and f"like for like {alike}", weighted and f"by minutes {weighted}"])
    )


def by_minutes_says(gap: Gap) -> str:
    """The gap by minutes, and where it matters why: `-1.4 (-1.9 to -0.9), long brand lines are rated lower`."""
    says = estimate_says(gap.by_minutes) if gap.by_minutes else ""
    if not says or not minutes_matter(gap):
        return says
    side, shift = max(gap.by_minutes_shift.items(), key=lambda each: abs(each[1]))
    return f"{says}, long {side} lines are rated {'lower' if shift < 0 else 'higher'}"


def minutes_matter(gap: Gap) -> bool:
    """Whether the gap of the four weeks is another where long entries weigh more (METHOD 2.5)."""
    plain, weighted = gap.four_weeks.value, gap.by_minutes.value if gap.by_minutes else None
    return plain is not None and weighted is not None and abs(plain - weighted) >= MINUTES_MATTER


def unrated_says(gap: Gap) -> str:
    """`-1.3 to +0.1`: the gap of the four weeks with all missing ratings at their worst; empty where none are said."""
    return gap_interval(*gap.unrated_at_worst) if gap.unrated_at_worst else ""


def four_weeks_matter(gap: Gap) -> bool:
    """Whether the four weeks are worth a row of their own.

    They are where the week itself is silent, and where part of the gap comes from the hats doing different
    things (METHOD 6, rule N): the same four weeks as lived and like for like are so far apart. So they are where it is
    another gap by minutes.
    """
    if not known(gap.lived):
        return bool(four_weeks_say(gap))
    if minutes_matter(gap):
        return True
    lived, alike = gap.four_weeks.value, gap.alike.value
    return lived is not None and alike is not None and abs(lived - alike) >= MIX_MATTERS


def gap_is_rated(gap: Gap) -> bool:
    """Whether the gap has a row: `worth` is given later and by few, so it stays away until it is there."""
    return gap.rating != "worth" or gap.lived.enough or any(gap.lived.n.values())


def ratio_says(ratio: Ratio) -> str:
    """Brand per hour against personal: `0.4 × (0.1 to 1.3), 8 weeks`, or the silence."""
    if not ratio.enough or ratio.low is None:
        return silence(ratio.missing)
    high = float("inf") if ratio.high is None else ratio.high
    over = number_of(ratio.weeks, "week")
    if ratio.value is None or not isfinite(ratio.value):
        return f"{factors(ratio.low, high)} {TIMES}, {over}"
    return f"{factor(ratio.value)} {TIMES} ({factors(ratio.low, high)}), {over}"


def ratio_sentence(ratio: Ratio) -> str:
    """The same for a reader without columns."""
    if not ratio.enough or ratio.low is None:
        return f"{PER_HOUR}: " + silence(ratio.missing)
    high = float("inf") if ratio.high is None else ratio.high
    over = f"90 % interval {factors(ratio.low, high)}, over {number_of(ratio.weeks, 'week')}"
    if ratio.value is None or not isfinite(ratio.value):
        return f"how many times as much an hour of brand brought as an hour of personal: {over}"
    return f"an hour of brand brought {factor(ratio.value)} times what an hour of personal did, {over}"


def bounds_say(ratio: Ratio) -> str:
    """What the ratio would be with the untraced returns on one side or the other; empty where few are."""
    untraced = sums.untraced_share(ratio) or 0
    if ratio.bounds is None or not ratio.enough or untraced <= MANY_UNTRACED:
        return ""
    return f"untraced either way: {factors(*sorted(ratio.bounds))}"


def noise_says(noise: Noise, noticed: int = 0) -> list[str]:
    """What there is to say about the noise, the weightiest first: a day that stands out, then the share.

    `noticed` is how many returns of that kind came: they are no part of the share. Nor is vanity, which is said
    to be apart.
    """
    parts = []
    if noise.spike_count:
        kind = " on" if noise.spike_kind in ("noise", "") else f" {noise.spike_kind},"
        day = day_text(noise.spike_day, weekday=True)
        parts.append(f"{noise.spike_count} of them{kind} {day}")
    if noise.share is not None:
        share = f"{percent(noise.share)} of all that came" + (" but noticed" if noticed else "")
        if noise.spike_count and noise.share_without_spike is not None:
            weekday = day_text(noise.spike_day, weekday=True).split()[0]
            share += f", {percent(noise.share_without_spike)} without {weekday}"
        parts.append(share)
    if noise.vanity:
        parts.append(f"likes, followers and views apart: {noise.vanity}")
    return parts


def sent_says(sent: Sent) -> str:
    """`8 of 15 gives and asks (53 %) are the same words to several, or faceless`; empty where none are."""
    if not sent.noise:
        return ""
    share = f" ({percent(sent.share)})" if sent.share is not None else ""
    return (
        f"{sent.noise} of {sent.all_of_it} gives and asks{share} are the same words to several, or faceless"
    )


def money_says(money: Money) -> str:
    """`2 sales, 1450 GBP, the largest 1200`."""
    text = f"{number_of(money.sales, 'sale')}, {money.total} {money.currency}"
    return f"{text}, the largest {money.largest}" if money.sales > 1 and money.largest else text


def sent_read_talked(figures: WeekFigures) -> str:
    """`5h30 : 4h35 : 2h35`."""
    spent = (sums.activity_minutes(figures.minutes, each) for each in ("post", "read", "talk"))
    return " : ".join(map(duration_text, spent))


def left_out_says(left_out: LeftOut) -> str:
    """`2 lines and 1 file left out of every number here`; a folder that cannot be read counts as a file."""
    counts = ((left_out.lines, "line"), (left_out.files, "file"))
    found = " and ".join(number_of(count, what) for count, what in counts if count)
    return f"{found} left out of every number here"


def persons(count: int) -> str:
    """`a person`, `3 people`."""
    return "a person" if count == 1 else f"{count} people"


def names(these: Sequence[str], people: Mapping[str, str], *, anonymous: bool) -> list[str]:
    """The names to show, or how many there are."""
    return [persons(len(these))] if anonymous and these else [name_of(each, people) for each in these]


def standing_says(standing: Standing) -> str:
    """Where a week stands against a limit: `brand linkedin: 2h40 of at most 2h a week`."""
    limit = standing.limit
    subject = user_text(f"{limit.hat} {limit.channel}".strip()).text
    logged = duration_text(standing.minutes) if standing.minutes else "nothing"
    most = f" of at most {duration_text(limit.minutes)} a week" if limit.minutes else "; decided: none"
    return f"{subject}: {logged}{most}"


def looked_from_says(figures: WeekFigures) -> str:
    """From which lines it is known that a first talk was the first; empty where those are all there are."""
    return f"in the lines since {day_text(figures.looked_from)}" if figures.looked_from else ""


def name_of(person: str, people: Mapping[str, str]) -> str:
    """The name to show for a name in the journal, made visible."""
    return user_text(people.get(person) or person).text


def follow_up_says(each: FollowUp, people: Mapping[str, str]) -> str:
    """`Anna, first here 12 Nov`, and how long ago where the fortnight is over; `met` where a line says so."""
    since = f" ({each.days} days ago)" if each.overdue else ""
    return f"{name_of(each.person, people)}, {'met' if each.is_declared else 'first here'} {day_text(each.met)}{since}"
