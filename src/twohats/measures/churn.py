"""Channels that were started and dropped (M8c; METHOD 2.8)."""

from __future__ import annotations

from datetime import date

from twohats.measures.people import settled
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.measures.timeline import Timeline

CHURN_DAYS = 90
USED_DAYS = 28
"""A channel is in use while its last 28 days have at least `USED_MINUTES`."""
USED_MINUTES = 30


class Churn(NamedTuple):
    """The channels that came and went in the 90 days up to the last day looked at."""

    started: tuple[tuple[str, str], ...]
    """Channels with their first entry in these days, and its date (ISO), oldest first."""
    dropped: tuple[tuple[str, str], ...]
    """Channels that were in use at some time in these days and are not any more, with the date of their last
    entry, oldest first."""


def churn(timeline: Timeline, began: Mapping[str, int], until: int | None = None) -> Churn:
    """Channels started and dropped in the 90 days up to `until`, the timeline's last day, both sides together (M8c).

    Started is a first entry of post, read or talk ever, after the journal's first 28 days. Dropped is a channel
    with 30 minutes or more in some 28 days up to a day of these 90, and under 30 minutes in the last 28. `began` maps
    channels to the first day of such an entry, 0 where there is none (`digest.Digest.channels`).
    """
    until = timeline.until.toordinal() if until is None else until
    since = until - CHURN_DAYS + 1
    minutes: dict[str, dict[int, int]] = {}
    for each in timeline.timed_entries:
        channel, day = each.entry.channel, each.when[0]
        if not channel or not each.social or day > until:
            continue
        if day > since - USED_DAYS:
            spent = minutes.setdefault(channel, {})
            spent[day] = spent.get(day, 0) + each.entry.minutes
    begins = max(since, settled(timeline))  # before, every channel is there for the first time
    started = [(day, channel) for channel, day in began.items() if begins <= day <= until]
    dropped = [
        (max(spent), channel)
        for channel, spent in minutes.items()
        if _used_at(spent, until) < USED_MINUTES and _was_used(spent, since)
    ]
    return Churn(_dated(started), _dated(dropped))


def _used_at(spent: Mapping[int, int], day: int) -> int:
    """Minutes of the 28 days that end with `day`."""
    return sum(minutes for at, minutes in spent.items() if day - USED_DAYS < at <= day)


def _was_used(spent: Mapping[int, int], since: int) -> bool:
    """Whether 28 days that end with `since` or a later day have minutes enough: they end best with an entry's day."""
    return any(_used_at(spent, max(day, since)) >= USED_MINUTES for day in spent)


def _dated(found: list[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((channel, date.fromordinal(day).isoformat()) for day, channel in sorted(found))
