"""What the figures of later weeks need of pages of long ago: a digest of them, which is kept for each month.

Everything in it is a tally of lines or a line shortened, so that digests of several months are put together by adding
them, and none depends on the pages of another month.
"""

from __future__ import annotations

from itertools import chain

from twohats.format.words import SIDES
from twohats.measures.buyers import SALE
from twohats.measures.contacts import contacts_in
from twohats.measures.purposes import set_up_minutes
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.contacts import Contact
    from twohats.measures.timeline import Lines, NotRead, TimedEvent, Timeline, When


class Digest(NamedTuple):
    """What pages come to."""

    logged: list[int]
    """The days with any entry, event or `nothing` (proleptic ordinals)."""
    not_read: list[NotRead]
    entries: int
    """How many there are."""
    contacts: list[Contact]
    """In the order they happened."""
    sales: list[TimedEvent]
    channels: dict[str, int]
    """Channel to the first day of post, read or talk there; 0 where there is only `do`."""
    posted: dict[tuple[str, str], list[int]]
    """Hat and channel to the days on which something was posted."""
    tags: dict[str, list[tuple[When, bool, str]]]
    """Thread to its entries in the order they happened: moment, whether post, read or talk, channel."""
    set_up: dict[str, int]
    """Side to the minutes of setting up (`how:setup`)."""

    def named(self) -> frozenset[str]:
        """Everyone that any of the lines names."""
        return frozenset(chain.from_iterable({each.people for each in self.contacts}))


def digest_of(lines: Lines | Timeline) -> Digest:
    """The digest of the lines of pages."""
    channels: dict[str, int] = {}
    posted: dict[tuple[str, str], set[int]] = {}
    tags: dict[str, list[tuple[When, bool, str]]] = {}
    for each in lines.timed_entries:
        entry, day = each.entry, each.when[0]
        if entry.channel:
            if not channels.get(entry.channel):
                channels[entry.channel] = day if each.social else 0
            if entry.activity == "post":
                posted.setdefault((entry.hat, entry.channel), set()).add(day)
        for tag in entry.tags:
            tags.setdefault(tag, []).append((each.when, each.social, entry.channel))
    return Digest(
        sorted(lines.logged),
        [*lines.not_read],
        len(lines.timed_entries),
        contacts_in(lines.timed_entries, lines.timed_events),
        [each for each in lines.timed_events if each.event.kind == SALE],
        channels,
        {key: sorted(days) for key, days in posted.items()},
        {tag: sorted(found) for tag, found in tags.items()},
        set_up_minutes(lines.timed_entries),
    )


def added(digests: Sequence[Digest]) -> Digest:
    """The digest of the pages of several, which are in order and have no page in common."""
    channels: dict[str, int] = {}
    posted: dict[tuple[str, str], list[int]] = {}
    tags: dict[str, list[tuple[When, bool, str]]] = {}
    set_up = dict.fromkeys(SIDES, 0)
    for each in digests:
        for channel, day in each.channels.items():
            channels[channel] = channels.get(channel) or day
        for key, days in each.posted.items():
            posted.setdefault(key, []).extend(days)
        for tag, found in each.tags.items():
            tags.setdefault(tag, []).extend(found)
        for side, minutes in each.set_up.items():
            set_up[side] += minutes
    return Digest(
        [day for each in digests for day in each.logged],
        [one for each in digests for one in each.not_read],
        sum(each.entries for each in digests),
        [contact for each in digests for contact in each.contacts],
        [sale for each in digests for sale in each.sales],
        channels,
        posted,
        tags,
        set_up,
    )
