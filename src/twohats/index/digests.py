"""The digests of the months of a journal, kept beside the index, with the names of today."""

from __future__ import annotations

from datetime import date
from functools import partial

from twohats.format.model import Event, Item, Page
from twohats.format.one_name import renamed_item, value_of_today
from twohats.index.traces import content_of
from twohats.index.upkeep import Index
from twohats.measures.contacts import Contact
from twohats.measures.digest import Digest, digest_of
from twohats.measures.timeline import NotRead, TimedEvent, lines_of
from twohats.query.selection import FIRST_DAY, LAST_DAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from twohats.format.one_name import OneName
    from twohats.index.month import Month
    from twohats.index.traces import Contents
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal
    from twohats.measures.timeline import When


def digests_of(
    journal: Journal,
    one_name: OneName,
    days: Sequence[str],
    first: str = FIRST_DAY,
    last: str = LAST_DAY,
) -> tuple[list[Digest], Contents]:
    """The digests of some ISO dates, which are all that have a page from `first` to `last`, month by month; and what
    tells the pages they were made of from any others.
    """
    index, hats = Index(journal), journal.hats

    def made(month: Month, wanted: Collection[str]) -> Digest:
        pages = ((_ordinal(day), month.page(at)) for at, day in enumerate(month.days) if day in wanted)
        return digest_of(lines_of(pages, hats, 1))

    def of_month(current: Current) -> tuple[str, Digest, list[Any]]:
        return current.month.name, digest(current), content_of(current)

    def digest(current: Current) -> Digest:
        month, wanted = current.month, current.days
        if current.is_whole and month.days == [*wanted]:
            return index.derived(month, lambda month: _plain(made(month, month.days)), _digest)
        found = made(month, wanted)
        unread = [(_ordinal(day), Page(day, (), (problem,))) for day, problem in current.unread]
        found.not_read.extend(lines_of(unread, hats, 1).not_read)
        return found

    digests: list[Digest] = []
    contents: Contents = {}
    for name, found, content in index.each(of_month, days, first, last):
        digests.append(_with_names(found, one_name) if any(one_name) else found)
        contents.setdefault(name, []).extend(content)
    return digests, contents


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _with_names(digest: Digest, names: OneName) -> Digest:
    """The digest as that of pages with every person, tag and channel under one name."""
    channels: dict[str, int] = {}
    for written, day in digest.channels.items():
        channel = names.channel(written)
        channels[channel] = min(filter(None, (channels.get(channel), day)), default=0)
    posted: dict[tuple[str, str], list[int]] = {}
    for (hat, channel), days in digest.posted.items():
        key = hat, names.channel(channel)
        posted[key] = sorted({*posted.get(key, ()), *days})
    tags: dict[str, list[tuple[When, bool, str]]] = {}
    for tag, found in digest.tags.items():
        renamed = [(when, social, names.channel(channel)) for when, social, channel in found]
        # A line may have had both names.
        tags[names.tag(tag)] = sorted({*tags.get(names.tag(tag), ()), *renamed})
    return digest._replace(
        contacts=[_contact_today(each, names) for each in digest.contacts],
        sales=[_sale_today(each, names) for each in digest.sales],
        channels=channels,
        posted=posted,
        tags=tags,
    )


def _contact_today(contact: Contact, names: OneName) -> Contact:
    if not names.people.keys().isdisjoint(contact.people):
        contact = contact._replace(people=tuple(dict.fromkeys(map(names.person, contact.people))))
    if contact.channel in names.channels:
        contact = contact._replace(channel=names.channel(contact.channel))
    if contact.met:
        contact = contact._replace(met=value_of_today("met", contact.met, names))
    return contact


def _sale_today(sale: TimedEvent, names: OneName) -> TimedEvent:
    value = renamed_item(Item(0, 0, 0, sale.event), names).value
    assert isinstance(value, Event)
    return sale._replace(event=value)


# As it is kept


def _plain(digest: Digest) -> Any:
    """The digest of exact tuples, lists and dictionaries; equal texts are one object, which is kept once."""
    same: dict[str, str] = {}

    def once(value: Any) -> Any:
        if isinstance(value, str):
            return same.setdefault(value, value)
        return tuple(map(once, value)) if isinstance(value, tuple) else value

    return (
        digest.logged,
        [tuple(each) for each in digest.not_read],
        digest.entries,
        [once(each) for each in digest.contacts],
        [once(each) for each in digest.sales],
        digest.channels,
        digest.posted,
        digest.tags,
        digest.set_up,
    )


def _digest(value: Any) -> Digest:
    logged, not_read, entries, contacts, sales, channels, posted, tags, set_up = value
    return Digest(
        logged,
        [NotRead(*each) for each in not_read],
        entries,
        _contacts(contacts),
        [TimedEvent(when, week, side, Event(*event)) for when, week, side, event in sales],
        channels,
        posted,
        tags,
        set_up,
    )


def _contacts(rows: list[tuple[Any, ...]]) -> list[Contact]:
    """The contacts, made in half the time that calling their class takes: most of a digest is contacts."""
    if any(map(len(Contact._fields).__ne__, map(len, rows))):
        raise ValueError("a contact with other fields")
    return [*map(partial(tuple.__new__, Contact), rows)]
