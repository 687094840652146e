"""What the figures of later weeks need of pages of long ago: a digest of them, which is kept for each month.

Everything in it is a tally of lines or a line shortened, so that digests of several months are put together by adding
them, and none depends on the pages of another month.
"""

from __future__ import annotations

from twohats.measures.buyers import SALE
from twohats.measures.contacts import contacts_in
from twohats.measures.field_values import says_how
from twohats.measures.timeline import lines_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.model import Page
    from twohats.format.words import Hats
    from twohats.measures.contacts import Contact
    from twohats.measures.timeline import NotRead, TimedEvent


class Digest(NamedTuple):
    """What pages come to."""

    logged: list[int]
    """The days with any entry, event or `nothing` (proleptic ordinals)."""
    not_read: list[NotRead]
    contacts: list[Contact]
    """In the order they happened."""
    sales: list[TimedEvent]
    channels: dict[str, int]
    """Channel to the first day of post, read or talk there; 0 where there is only `do`."""
    posted: dict[tuple[str, str], list[int]]
    """Hat and channel to the days on which something was posted."""
    tags: dict[str, list[tuple[int, bool, str]]]
    """Thread to its entries: day, whether post, read or talk, channel; each once."""
    set_up: dict[str, int]
    """Side to the minutes of setting up (`how:setup`)."""


def digest_of(pages: Iterable[tuple[int, Page]], hats: Hats) -> Digest:
    """The digest of pages, each with its day (ordinal), in order."""
    lines = lines_of(pages, hats, 1)
    channels: dict[str, int] = {}
    posted: dict[tuple[str, str], dict[int, None]] = {}
    tags: dict[str, dict[tuple[int, bool, str], None]] = {}
    set_up: dict[str, int] = {}
    for each in lines.timed_entries:
        entry, day = each.entry, each.when[0]
        if entry.channel and not channels.get(entry.channel):
            channels[entry.channel] = day if each.social else 0
        if entry.activity == "post" and entry.channel:
            posted.setdefault((entry.hat, entry.channel), {})[day] = None
        for tag in entry.tags:
            tags.setdefault(tag, {})[day, each.social, entry.channel] = None
        if says_how(entry, "setup"):
            set_up[each.side] = set_up.get(each.side, 0) + entry.minutes
    return Digest(
        sorted(lines.logged),
        [*lines.not_read],
        contacts_in(lines.timed_entries, lines.timed_events),
        [each for each in lines.timed_events if each.event.kind == SALE],
        channels,
        {key: [*days] for key, days in posted.items()},
        {tag: [*found] for tag, found in tags.items()},
        set_up,
    )


def added(digests: Sequence[Digest]) -> Digest:
    """The digest of the pages of several, which are in order and have no page in common."""
    channels: dict[str, int] = {}
    posted: dict[tuple[str, str], list[int]] = {}
    tags: dict[str, list[tuple[int, bool, str]]] = {}
    set_up: dict[str, int] = {}
    for each in digests:
        for channel, day in each.channels.items():
            channels[channel] = channels.get(channel) or day
        for key, days in each.posted.items():
            posted.setdefault(key, []).extend(days)
        for tag, found in each.tags.items():
            tags.setdefault(tag, []).extend(found)
        for side, minutes in each.set_up.items():
            set_up[side] = set_up.get(side, 0) + minutes
    return Digest(
        [day for each in digests for day in each.logged],
        [one for each in digests for one in each.not_read],
        [contact for each in digests for contact in each.contacts],
        [sale for each in digests for sale in each.sales],
        channels,
        posted,
        tags,
        set_up,
    )
