"""What was logged, counted: cover, minutes, gives and asks, money, channels, whys (M6, M8, M20, M21, M24)."""

from __future__ import annotations

import math
from itertools import chain

from twohats.format.words import ACTIVITIES, SIDES, folded
from twohats.measures.figures import Cover, Minutes, Mix, Money
from twohats.measures.timeline import value_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.timeline import TimedEntry, TimedEvent, TimedLine, Timeline

MIX_WEEKS = 4
MIX_MINUTES = 60
"""Under so many minutes on named channels a mix says nothing."""


def cover(timeline: Timeline, weeks: range) -> Cover:
    """How much of some weeks, which end with this one, was logged (M21).

    A day yet to come counts once something is written in it. A day on which lines were only taken in from elsewhere
    was not logged.
    """
    first, until = timeline.week.back(weeks.stop - 1).first.toordinal(), timeline.until.toordinal()
    count, only_taken_in = _taken_in(timeline, weeks)
    logged = [day for day in timeline.logged if day >= first and day not in only_taken_in]
    days = max(until - first + 1, 0) + sum(day > until for day in logged)
    entries = [each.entry for each in timeline.timed_entries if each.week in weeks]
    minutes = sum(entry.minutes for entry in entries)
    guessed = sum(entry.minutes for entry in entries if entry.estimated)
    events = sum(each.week in weeks for each in timeline.timed_events)
    share = guessed / minutes if minutes else 0.0
    return Cover(len(logged), days, len(entries), events, minutes, share, timeline.left_out(weeks), count)


def _taken_in(timeline: Timeline, weeks: range) -> tuple[int, set[int]]:
    """How many lines of some weeks were taken in, and the days (ordinals) that have no other."""
    count = 0
    days: set[int] = set()
    by_hand: set[int] = set()
    lines: tuple[Sequence[TimedLine], ...] = (timeline.timed_entries, timeline.timed_events)
    for line in chain(*lines):
        if line.week in weeks:
            is_taken_in = value_of(line).is_taken_in
            count += is_taken_in
            (days if is_taken_in else by_hand).add(line.when[0])
    return count, days - by_hand


def minutes(timed_entries: Iterable[TimedEntry]) -> Minutes:
    """Minutes by side and activity, every one of the eight there."""
    found = {side: dict.fromkeys(ACTIVITIES, 0) for side in SIDES}
    for timed_entry in timed_entries:
        found[timed_entry.side][timed_entry.entry.activity] += timed_entry.entry.minutes
    return found


def count_of(timed_events: Iterable[TimedEvent], verb: str) -> int:
    """How many of one kind of event, `x22` counting as 22 (M6)."""
    return sum(each.event.count for each in timed_events if each.event.verb == verb)


def lost(timed_events: Iterable[TimedEvent]) -> dict[str, int]:
    """People lost, a side; a person once (M24)."""
    gone = {side: set[str]() for side in SIDES}
    for timed_event in timed_events:
        if timed_event.event.verb == "lost":
            gone[timed_event.side].update(timed_event.event.people)
    return {side: len(people) for side, people in gone.items()}


def money(timed_events: Iterable[TimedEvent]) -> tuple[Money, ...]:
    """Sales with an amount, a currency at a time, to the cent however long the numbers are."""
    sales: dict[str, list[tuple[str, int]]] = {}
    for timed_event in timed_events:
        event = timed_event.event
        if event.kind == "sale" and event.amount:
            number, currency = event.amount
            sales.setdefault(currency, []).append((number, event.count))
    return tuple(_money(currency, sales[currency]) for currency in sorted(sales))


def _money(currency: str, sales: list[tuple[str, int]]) -> Money:
    from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal  # 2 ms that only a week with sales pays

    digits = max(len(number) for number, _ in sales) + len(str(len(sales)))
    exact = Context(prec=2 * digits, Emax=MAX_EMAX, Emin=MIN_EMIN)
    total = Decimal(0)
    for number, _ in sales:
        total = exact.add(total, Decimal(number))
    largest = max(Decimal(number) for number, _ in sales)
    single = all(count == 1 for _, count in sales)  # an amount is that of all the sales its line stands for
    return Money(currency, f"{total:f}", sum(count for _, count in sales), f"{largest:f}" if single else "")


def mixes(timeline: Timeline, weeks: range = range(MIX_WEEKS)) -> tuple[dict[str, Mix], float | None]:
    """Each side's channels over some weeks, the last four, and how far apart the sides are in them (M8).

    Minutes of post, read and talk. Entries without a channel are listed, under the empty name, and left out
    of the shares: where they were is not known.
    """
    spent: dict[str, dict[str, int]] = {side: {} for side in SIDES}
    for timed_entry in timeline.timed_entries:
        if timed_entry.week in weeks and timed_entry.social:
            channels = spent[timed_entry.side]
            channel = timed_entry.entry.channel
            channels[channel] = channels.get(channel, 0) + timed_entry.entry.minutes
    shares = {side: _shares(channels) for side, channels in spent.items()}
    found = {side: _mix(spent[side], shares[side]) for side in SIDES}
    one, other = (shares[side] for side in SIDES)
    if not one or not other:
        return found, None
    return found, math.fsum(abs(one.get(each, 0) - other.get(each, 0)) for each in {*one, *other}) / 2


def _shares(channels: dict[str, int]) -> dict[str, float]:
    """Share of time a named channel; nothing below the minutes a mix needs."""
    named = {channel: minutes for channel, minutes in channels.items() if channel}
    total = sum(named.values())
    return {channel: minutes / total for channel, minutes in named.items()} if total >= MIX_MINUTES else {}


def _mix(channels: dict[str, int], shares: dict[str, float]) -> Mix:
    ordered = dict(sorted(channels.items(), key=lambda each: (-each[1], each[0])))
    if not shares:
        return Mix(ordered, None, None)
    effective = math.exp(-math.fsum(share * math.log(share) for share in shares.values()))
    return Mix(ordered, effective, max(shares.values()))


def whys(timed_entries: Iterable[TimedEntry]) -> tuple[dict[str, int], int]:
    """Minutes a why-tag, most first, and minutes that carry any (M20).

    `why:money,tribe` and `why:money why:tribe` say the same; minutes count once under each.
    """
    found: dict[str, int] = {}
    carried = 0
    for timed_entry in timed_entries:
        entry = timed_entry.entry
        texts = [folded(value) for key, value in entry.fields if key == "why"]
        tags = {tag for text in texts for tag in text.split(",") if tag}
        for tag in tags:
            found[tag] = found.get(tag, 0) + entry.minutes
        carried += entry.minutes if tags else 0
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0]))), carried
