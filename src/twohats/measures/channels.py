"""Where the hours of one side work: all the measures of its channels, put together."""

from __future__ import annotations

from bisect import bisect_left

from twohats.format.words import BRAND, RETURNS
from twohats.measures import group_rates, posts, purposes, tallies
from twohats.measures.busy import busy_not_traced
from twohats.measures.churn import CHURN_DAYS, USED_DAYS, churn
from twohats.measures.connections import connections, cost_of
from twohats.measures.forecasts import forecasts
from twohats.measures.other_hours import social_against_other, without_social
from twohats.measures.people_and_tools import people_minus_tools
from twohats.measures.returns import RIPE_DAYS, all_credits, compare, guessed_minutes, ripe_before
from twohats.measures.tracing import TOUCH_DAYS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.busy import Busy
    from twohats.measures.churn import Churn
    from twohats.measures.connections import Connection, Cost
    from twohats.measures.contacts import Contact
    from twohats.measures.digest import Digest
    from twohats.measures.figures import Minutes, Mix, Ratio
    from twohats.measures.forecasts import Forecasts
    from twohats.measures.group_rates import Alike, Rate
    from twohats.measures.other_hours import Chain, SocialAgainstOther
    from twohats.measures.people_and_tools import Contrast
    from twohats.measures.posts import Answered, MeShare, StandWeeks
    from twohats.measures.purposes import Aim, Habits, Purpose
    from twohats.measures.returns import Credit, Grouping
    from twohats.measures.timeline import LeftOut, TimedEntry, TimedEvent, Timeline
    from twohats.measures.tracing import Trace

CHANNEL_WEEKS = 12
"""The weeks looked at unless others are asked for."""
_LONGEST_RIPENING = -(-max(RIPE_DAYS.values()) // 7) + 1
_GROUPS: dict[str, Grouping] = {
    "activity": group_rates.by_activity,
    "voice": group_rates.by_voice,
    "by": group_rates.by_doer,
    "face": group_rates.by_face,
}
_NOTHING_KNOWN: dict[str, bool] = {}
_NOBODY: dict[str, str] = {}

Rates = dict[str, dict[str, "Rate"]]
"""Kind of return to group to what an hour of it brings."""


class ChannelFigures(NamedTuple):
    """One channel of the side, over the weeks looked at."""

    channel: str
    """Empty for the entries without one."""
    minutes: int
    by_activity: dict[str, int]
    """`post`, `read` and `talk` to minutes."""
    rates: dict[str, Rate]
    """Kind of return to what an hour brings; empty for the entries without a channel."""
    came: dict[str, int]
    """Returns credited to its entries of the weeks looked at, by kind, a person once a week."""
    cost: Cost
    entries: tuple[TimedEntry, ...]
    credited: tuple[TimedEvent, ...]
    """The lines of the returns credited to those entries, in order."""
    share: float
    """Its part of the side's minutes of post, read and talk, 0..1."""


class ChannelsFigures(NamedTuple):
    """Everything that `hat channels` knows about one side and some weeks."""

    side: str
    first: str
    last: str
    """ISO dates of the first and the last day."""
    weeks: int
    days_logged: int
    days: int
    """Days that have begun."""
    lines: int
    minutes: Minutes
    """Of both sides."""
    channels: tuple[ChannelFigures, ...]
    """Those with most minutes first."""
    mix: dict[str, Mix]
    mix_distance: float | None
    ripe: dict[str, tuple[str, str]]
    """Kind of return to the first and last day of the ripe weeks its rates are of."""
    group_minutes: dict[str, dict[str, int]]
    """`activity`, `voice`, `by` and `face` to the minutes of these groups in the weeks looked at."""
    rates: dict[str, Rates]
    """The same to the rates of these groups, over their ripe weeks."""
    untraced: dict[str, tuple[int, int]]
    """Kind to the returns of its ripe weeks that are traced to nothing, and all: both sides (M22)."""
    talk_to_post: dict[str, Ratio]
    """Kind to returns of an hour of talk over those of an hour of post; kinds without any are left out."""
    cost: Cost
    """Of the whole side."""
    connections: tuple[Connection, ...]
    """Of both sides."""
    forecasts: dict[str, Forecasts]
    contrast: dict[str, Contrast]
    me_share: dict[str, MeShare]
    answered: dict[str, Answered]
    stand_weeks: dict[str, StandWeeks]
    churn: Churn
    """Of the 90 days up to the last day, both sides."""
    busy: dict[str, Busy]
    purposes: dict[str, Purpose]
    aims: tuple[Aim, ...]
    serving_no_aim: dict[str, int] | None
    social: SocialAgainstOther | None
    without_social: dict[str, Chain]
    habits: dict[str, Habits]
    set_up_minutes: dict[str, int]
    left_out: LeftOut
    """What was not read of these weeks."""


def weeks_traced(weeks: range) -> int:
    """Of how many weeks, the last one included, the returns may count for these weeks, which are counted back."""
    return weeks.stop + _LONGEST_RIPENING


def weeks_needed(weeks: range) -> int:
    """How many weeks before the last one have lines that matter for these weeks: those that returns are credited to."""
    touched = -(-TOUCH_DAYS // 7)
    return max(weeks_traced(weeks) + touched, weeks.start + -(-(CHURN_DAYS + USED_DAYS) // 7) + 1)


def channels_figures(
    timeline: Timeline,
    past: Digest,
    contacts: Mapping[str, Sequence[Contact]],
    traced: Sequence[tuple[TimedEvent, Trace]],
    weeks: range,
    *,
    side: str = BRAND,
    social: Mapping[str, bool] = _NOTHING_KNOWN,
    met: Mapping[str, str] = _NOBODY,
) -> ChannelsFigures:
    """The figures of one side over `weeks`, which are counted back from the timeline's week.

    The timeline goes on until today, so that what came later of these weeks counts, and back for `weeks_needed`. Rates
    are of as many weeks, moved back until their returns are in. First contacts, what was set up, and what led to a sale
    are looked for in `past` and `contacts`, which are of the whole journal. `traced` are at least the returns of
    `weeks_traced`, and the first contacts of `connections.first_talks`. `social` and `met` say of channels whether they
    are social, of people where they were met.
    """
    window = _recent(timeline, weeks_traced(weeks))
    recent = [each for each in traced if each[0].week < weeks_traced(weeks)]
    found = all_credits(recent)
    entries = [each for each in window.timed_entries if each.week in weeks]
    made = connections(timeline, traced, contacts, weeks, met=met)
    own = [each for each in entries if each.side == side and each.social]
    alike = group_rates.alike(each for each in window.timed_entries if each.side == side)
    channel_rates = _rates(window, found, alike, side, group_rates.by_channel, weeks)
    asked = group_rates.alike(own)
    mix, distance = tallies.mixes(window, weeks)
    first, last = timeline.week.back(weeks.stop - 1).first, timeline.week.back(weeks.start).last
    until = min(timeline.until, last)
    return ChannelsFigures(
        side=side,
        first=first.isoformat(),
        last=last.isoformat(),
        weeks=len(weeks),
        days_logged=sum(first.toordinal() <= day <= last.toordinal() for day in timeline.logged),
        days=max((until - first).days + 1, 0),
        lines=len(entries) + sum(each.week in weeks for each in window.timed_events),
        minutes=tallies.minutes(entries),
        channels=_channels(found, made, own, channel_rates, side, weeks),
        mix=mix,
        mix_distance=distance,
        ripe={kind: _span(window, ripe_before(window, RIPE_DAYS[kind], weeks)) for kind in RETURNS},
        group_minutes={
            name: {one: sum(spent.values()) for one, spent in group_rates.minutes_of(asked, group).items()}
            for name, group in _GROUPS.items()
        },
        rates={name: _rates(window, found, alike, side, group, weeks) for name, group in _GROUPS.items()},
        untraced={kind: _untraced(window, found[kind], kind, weeks) for kind in RETURNS},
        talk_to_post=_talk_to_post(window, found, alike, side, weeks),
        cost=cost_of(own, [each for each in made if each.side == side]),
        connections=tuple(made),
        forecasts=forecasts(window, recent, weeks),
        contrast=people_minus_tools(entries, weeks),
        me_share=posts.me_share(entries, weeks),
        answered=posts.answered_posts(window, found["reply"], weeks),
        stand_weeks=posts.stand_weeks(window, weeks),
        churn=churn(timeline, past.channels, until.toordinal()),
        busy=busy_not_traced(window, recent, weeks),
        purposes=purposes.purposes(entries, weeks),
        aims=purposes.aims(entries, found, side, weeks),
        serving_no_aim=purposes.serving_no_aim(entries, side, weeks),
        social=social_against_other(window, recent, social, side, weeks, entries=alike),
        without_social=without_social(timeline, past, contacts, recent, social, side, weeks),
        habits=purposes.habits(entries, weeks),
        set_up_minutes=past.set_up,
        left_out=timeline.left_out(weeks),
    )


def _recent(timeline: Timeline, weeks: int) -> Timeline:
    """The timeline without the lines before its last `weeks` weeks; what was logged, and since when, it keeps."""
    day = (timeline.week.back(weeks - 1).first).toordinal()
    entries = bisect_left(timeline.timed_entries, (day, 0, 0), key=lambda each: each.when)
    events = bisect_left(timeline.timed_events, (day, 0, 0), key=lambda each: each.when)
    return timeline._replace(
        timed_entries=timeline.timed_entries[entries:], timed_events=timeline.timed_events[events:]
    )


def _rates(
    timeline: Timeline,
    found: Mapping[str, Sequence[Credit]],
    entries: Sequence[Alike],
    side: str,
    group: Grouping,
    weeks: range,
) -> Rates:
    """What an hour of every group of one side brings, by kind; `entries` are those of the side."""
    minutes = group_rates.minutes_of(entries, group)
    own = group_rates.of_side(side, group)
    guessed = guessed_minutes(timeline.timed_entries, own)
    return {
        kind: group_rates.group_rates(
            timeline, found[kind], own, days=RIPE_DAYS[kind], weeks=weeks, minutes=minutes, guessed=guessed
        )
        for kind in RETURNS
    }


def _channels(
    found: Mapping[str, Sequence[Credit]],
    made: Sequence[Connection],
    own: Sequence[TimedEntry],
    rates: Rates,
    side: str,
    weeks: range,
) -> tuple[ChannelFigures, ...]:
    """The side's channels, and last what has none."""
    entries: dict[str, list[TimedEntry]] = {}
    for each in own:
        entries.setdefault(each.entry.channel, []).append(each)
    came: dict[str, dict[str, list[Credit]]] = {channel: {} for channel in entries}
    for kind, credits_ in found.items():
        for credit in credits_:
            touch = credit.timed_entry
            if touch and touch.side == side and touch.week in weeks and touch.entry.channel in came:
                came[touch.entry.channel].setdefault(kind, []).append(credit)
    rows = []
    whole = sum(each.entry.minutes for each in own)
    for channel, lines in entries.items():
        spent = dict.fromkeys(("post", "read", "talk"), 0)
        for each in lines:
            spent[each.entry.activity] += each.entry.minutes
        credited = {c.timed_event.when: c.timed_event for cs in came[channel].values() for c in cs}
        rows.append(
            ChannelFigures(
                channel,
                sum(spent.values()),
                spent,
                {kind: rates[kind][channel] for kind in RETURNS if channel in rates[kind]} if channel else {},
                {kind: sum(credit.returns for credit in cs) for kind, cs in came[channel].items()},
                cost_of(lines, [each for each in made if (each.side, each.channel) == (side, channel)]),
                tuple(lines),
                tuple(credited[when] for when in sorted(credited)),
                sum(spent.values()) / whole if whole else 0.0,
            )
        )
    return tuple(sorted(rows, key=lambda each: (not each.channel, -each.minutes, each.channel)))


def _talk_to_post(
    timeline: Timeline,
    found: Mapping[str, Sequence[Credit]],
    entries: Sequence[Alike],
    side: str,
    weeks: range,
) -> dict[str, Ratio]:
    group = group_rates.of_side(side, group_rates.by_activity)
    minutes = group_rates.minutes_of(entries, group)
    ratios = {}
    for kind, days in RIPE_DAYS.items():
        ratios[kind] = compare(
            timeline,
            found[kind],
            group,
            ("post", "talk"),
            days=days,
            weeks=weeks,
            moved=True,
            minutes=minutes,
        )
    return {
        kind: ratio
        for kind, ratio in ratios.items()
        if any(ratio.counts.values()) or any(ratio.shared.values())
    }


def _untraced(timeline: Timeline, found: Sequence[Credit], kind: str, weeks: range) -> tuple[int, int]:
    """Returns of the ripe weeks that are traced to nothing, and all of them; one of both hats is counted once."""
    ripe = ripe_before(timeline, RIPE_DAYS[kind], weeks)
    counts = {True: 0.0, False: 0.0}
    for credit in found:
        if credit.week in ripe:
            counts[credit.timed_entry is None] += credit.returns / (2 if credit.half else 1)
    return int(counts[True]), round(counts[True] + counts[False])


def _span(timeline: Timeline, weeks: range) -> tuple[str, str]:
    first, last = timeline.week.back(weeks.stop - 1).first, timeline.week.back(weeks.start).last
    return first.isoformat(), last.isoformat()
