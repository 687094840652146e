"""A longer stretch of time: hours, gaps, returns per hour, feeling, conversations, contacts, diminishing returns."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.format.words import RATINGS, RETURNS, SIDES
from twohats.measures.contacts import contacts_of, live_contact
from twohats.measures.feeling import feelings
from twohats.measures.gap_sensitivity import with_sensitivity
from twohats.measures.gaps import gaps_over
from twohats.measures.returns import (
    RIPE_DAYS,
    all_credits,
    by_side,
    compare,
    group_minutes,
    ripe_among,
    ripe_weeks,
    trace_returns,
)
from twohats.measures.slopes import SLOPE_WEEKS, slopes
from twohats.measures.sums import median
from twohats.measures.tallies import cover
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from twohats.measures.contacts import LiveContact
    from twohats.measures.feeling import Feeling
    from twohats.measures.figures import Cover, Gap, Ratio
    from twohats.measures.returns import Credit, GroupMinutes
    from twohats.measures.slopes import Slopes
    from twohats.measures.timeline import TimedEntry, Timeline

WEEKS = 12
"""Weeks of a trend unless others are asked for."""
YEAR_WEEKS = 52
WEEKS_BEFORE = 14
"""Weeks before the stretch that it still depends on: unripe ones are made up for at its other end, returns have their
origin up to 45 days earlier, and live contact looks back 90 days."""
SPANS = (4, 13, YEAR_WEEKS)
MOST_SPANS = 8
"""A gap is shown over four weeks at a time, or over quarters or years where that would be more than eight of them."""
RECENT = 4
"""Weeks that stand for now where a single week says little."""


class Stretch(NamedTuple):
    """The weeks that are looked at: so many, of which the timeline's is the last."""

    weeks: int
    fixed: bool = False
    """Whether they are a stretch of the calendar. Else returns per hour go over as many weeks that are ripe."""


class GapSpan(NamedTuple):
    """The gaps of some weeks taken together."""

    first: str
    last: str
    """ISO dates."""
    week: str
    """ISO name of its last week."""
    weeks: int
    gaps: tuple[Gap, ...]
    """In the order of `words.RATINGS`; `lived` and `alike` are both over these weeks."""


class Hours(NamedTuple):
    """Minutes of one side, week by week, oldest first; None for a week in which no day was logged."""

    weeks: tuple[int | None, ...]
    """Post, read and talk."""
    talk: tuple[int | None, ...]
    """Of them talk."""
    other: tuple[int | None, ...]
    """`do`, which is in none of the other numbers."""
    usual: float | None
    """The median of `weeks` without the last one; None where none of them was logged."""
    usual_other: float | None
    sittings: tuple[int, int]
    """How many talks there were, of how many entries of post, read and talk (M9 by count)."""

    @property
    def talk_shares(self) -> tuple[float | None, ...]:
        """Talk of all minutes of each week, those of `do` included, 0..1 (M9); None without minutes."""
        return tuple(
            (talk or 0) / whole if (whole := (social or 0) + (other or 0)) else None
            for talk, social, other in zip(self.talk, self.weeks, self.other, strict=True)
        )


class Came(NamedTuple):
    """Returns of one kind over the stretch."""

    kind: str
    arrived: int
    """How many arrived in the stretch, by the day of their line."""
    per_hour: Ratio
    first: str
    last: str
    """ISO dates of the ripe weeks that `per_hour` is of; empty where there are none."""
    lines: tuple[str, ...] = ()
    """Places of the lines that were counted, oldest first: `2026-11-22:3`."""


class Trend(NamedTuple):
    """Everything `hat trend` knows."""

    stretch: Stretch
    first: str
    last: str
    """ISO dates of its first and last day."""
    week: str
    """ISO name of its last week."""
    until: str
    """The last day that has come: `last`, or today in a week that is not over yet."""
    first_days: tuple[str, ...]
    """The first day of every week, oldest first."""
    cover: Cover
    hours: dict[str, Hours]
    """Side to its hours."""
    gaps: tuple[GapSpan, ...]
    """Oldest first."""
    returns: tuple[Came, ...]
    """Every kind, in the order of `words.RETURNS`."""
    aim: tuple[str, ...]
    """The kinds that the user has set a bar for."""
    live: tuple[LiveContact, LiveContact]
    """Live contact on the day before the stretch, and on its last day that has come (M10)."""
    feelings: tuple[Feeling, ...]
    slopes: tuple[Slopes, ...]
    named: frozenset[str]
    """Everyone named in the lines looked at."""

    @property
    def day_before(self) -> str:
        """The day before its first (ISO date)."""
        return (date.fromisoformat(self.first) - timedelta(days=1)).isoformat()

    @property
    def running(self) -> bool:
        """Whether the last week is not over yet."""
        return self.until < self.last


def weeks_before(stretch_weeks: int) -> int:
    """How many weeks before its last week a stretch of so many weeks depends on."""
    return max(stretch_weeks, SLOPE_WEEKS) + WEEKS_BEFORE


def trend(timeline: Timeline, stretch: Stretch, *, aim: Collection[str] = ()) -> Trend:
    """The figures of a stretch that ends with the week of `timeline`, which goes back as far as `weeks_before`."""
    traced = trace_returns(timeline)
    credited = all_credits(traced)
    minutes = group_minutes(timeline.timed_entries, by_side)
    weeks = range(stretch.weeks)
    first = timeline.week.back(stretch.weeks - 1).first
    start, end = first.toordinal() - 1, timeline.until.toordinal()
    before, now = live_contact(timeline, contacts_of(timeline), [start, end])
    return Trend(
        stretch,
        first.isoformat(),
        timeline.week.last.isoformat(),
        timeline.week.name,
        timeline.until.isoformat(),
        tuple(timeline.week.back(back).first.isoformat() for back in reversed(weeks)),
        cover(timeline, weeks),
        _hours(timeline, weeks),
        _gap_spans(timeline, weeks),
        tuple(_came(timeline, credited[kind], minutes, kind, stretch) for kind in RETURNS),
        tuple(kind for kind in RETURNS if kind in aim),
        (before, now),
        feelings(timeline, credited),
        slopes(timeline, traced),
        timeline.named(),
    )


def _hours(timeline: Timeline, weeks: range) -> dict[str, Hours]:
    """Hours of both sides week by week, and what of them was talk (M9)."""
    spent = {side: {back: [0, 0, 0] for back in weeks} for side in SIDES}
    sittings = {side: [0, 0] for side in SIDES}
    for each in timeline.timed_entries:
        if each.week not in weeks:
            continue
        week, minutes = spent[each.side][each.week], each.entry.minutes
        is_talk = each.entry.activity == "talk"
        if each.social:
            week[0] += minutes
            week[1] += minutes if is_talk else 0
            sittings[each.side][0] += is_talk
            sittings[each.side][1] += 1
        else:
            week[2] += minutes
    first = timeline.week.first.toordinal()
    known = {-((day - first) // 7) for day in timeline.logged}
    return {side: _side_hours(spent[side], weeks, known, sittings[side]) for side in SIDES}


def _side_hours(
    spent: Mapping[int, Sequence[int]], weeks: range, known: Collection[int], sittings: Sequence[int]
) -> Hours:
    social, talk, other = (
        tuple(spent[back][at] if back in known else None for back in reversed(weeks)) for at in range(3)
    )
    return Hours(social, talk, other, _usual(social), _usual(other), (sittings[0], sittings[1]))


def _usual(weeks: Sequence[int | None]) -> float | None:
    """The median of all but the last week; None where none of them was logged."""
    known = [minutes for minutes in weeks[:-1] if minutes is not None]
    return median(known) if known else None


def talk_share(hours: Hours, weeks: int) -> float | None:
    """Talk of all minutes of a side in the last so many weeks, as in a week, 0..1 (M9); None without minutes."""
    whole = sum(minutes or 0 for minutes in (*hours.weeks[-weeks:], *hours.other[-weeks:]))
    return sum(minutes or 0 for minutes in hours.talk[-weeks:]) / whole if whole else None


def span_weeks(weeks: int) -> int:
    """Over how many weeks at a time a stretch of so many shows its gaps."""
    return next((each for each in SPANS if weeks <= MOST_SPANS * each), SPANS[-1])


def _gap_spans(timeline: Timeline, weeks: range) -> tuple[GapSpan, ...]:
    """The gaps of four weeks, a quarter or a year at a time, counted back from the last week (METHOD 3.1).

    What is left over at the beginning is a span of its own if it has four weeks, else part of none.
    """
    each = span_weeks(weeks.stop)
    spans = [range(start, min(start + each, weeks.stop)) for start in range(0, weeks.stop, each)]
    spans = [span for span in spans if len(span) >= SPANS[0]] or [weeks]
    entries: list[list[TimedEntry]] = [[] for _ in spans]
    for timed_entry in timeline.timed_entries:
        at = timed_entry.week // each
        if at < len(spans) and timed_entry.week in spans[at]:
            entries[at].append(timed_entry)
    return tuple(
        GapSpan(
            timeline.week.back(span[-1]).first.isoformat(),
            min(timeline.week.back(span[0]).last, timeline.until).isoformat(),
            timeline.week.back(span[0]).name,
            len(span),
            with_sensitivity(gaps_over(lines, span), lines, span),
        )
        for span, lines in reversed(list(zip(spans, entries, strict=True)))
    )


def _came(
    timeline: Timeline, credited: Sequence[Credit], minutes: GroupMinutes, kind: str, stretch: Stretch
) -> Came:
    """One kind of return: what arrived, and what an hour brings (M5, M22)."""
    weeks, days = range(stretch.weeks), RIPE_DAYS[kind]
    if stretch.fixed:
        ripe = ripe_among(timeline, days, weeks)
        ratio = compare(timeline, credited, by_side, SIDES, days=days, weeks=weeks, minutes=minutes)
    else:
        ripe = ripe_weeks(timeline, days, stretch.weeks)
        ratio = compare(timeline, credited, by_side, SIDES, days=days, most=stretch.weeks, minutes=minutes)
    arrived = sum(
        each.event.count
        for each in timeline.timed_events
        if each.event.is_return and each.event.kind == kind and each.week in weeks
    )
    if not ripe:
        return Came(kind, arrived, ratio, "", "")
    whens = {each.timed_event.when: each.timed_event.place for each in credited if each.week in ripe}
    first, last = timeline.week.back(ripe[-1]).first, timeline.week.back(ripe[0]).last
    return Came(
        kind,
        arrived,
        ratio,
        first.isoformat(),
        last.isoformat(),
        tuple(whens[when] for when in sorted(whens)),
    )


def rated(figures: Trend) -> list[str]:
    """The ratings that any entry of the stretch carries, in the order of `words.RATINGS`."""
    return [
        rating
        for at, rating in enumerate(RATINGS.values())
        if any(sum(span.gaps[at].lived.n.values()) for span in figures.gaps)
    ]
