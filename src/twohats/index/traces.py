"""What returns are credited to, kept month by month beside the index.

The latest entry with a thread may be years older than its return, so what is kept of a month is good only while all
months up to it are what they were: its key is a sum over all their pages. A line added today costs the returns of its
month; a page of long ago that is changed costs all since.
"""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

from twohats.index.coding import packed
from twohats.index.files import TRACES
from twohats.index.upkeep import Index
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Any

    from twohats.format.one_name import OneName
    from twohats.index.upkeep import Current
    from twohats.journal.folder import Journal
    from twohats.measures.timeline import When

    Contents = dict[str, list[Any]]
    """Month to what tells each of its pages from any other: ISO date, lengths, checksums."""
    Made = list["Credited"]


class Credited(NamedTuple):
    """A return by its moment, and by theirs the entries that it is credited to."""

    when: When
    rung: str
    side: str
    touches: tuple[When, ...]


def content_of(current: Current) -> list[Any]:
    """What tells the pages of a month that are asked about from any others."""
    month = current.month
    _, lengths, sums = month.content
    return [
        (day, *lengths[2 * at : 2 * at + 2], *sums[2 * at : 2 * at + 2])
        for at, day in enumerate(month.days)
        if day in current.days
    ]


def traces_of(
    journal: Journal,
    one_name: OneName,
    contents: Contents,
    make: Callable[[str], tuple[Made, Collection[str]]],
) -> list[Credited]:
    """What the returns of pages with these contents are credited to, in order.

    `make` traces the returns from an ISO date on, by the names of today, and says the dates of the pages it looked at.
    It is asked for those that are not kept.
    """
    index = Index(journal)
    found: list[Credited] = []
    missing: dict[str, bytes] = {}
    key = packed([sorted(names.items()) for names in one_name])
    for name, content in contents.items():
        key = blake2b(key + packed(content), digest_size=16).digest()
        kept = None if missing else index.kept(name + TRACES, key, _credited)
        if kept is None:
            missing[name] = key
        else:
            found += kept
    if missing:
        traced, looked_at = make(f"{min(missing)}-01")
        made: dict[str, list[Credited]] = {name: [] for name in missing}
        for each in traced:
            made[_month_of(each.when)].append(each)
        is_same = _are_unchanged(index, contents, {day[:7] for day in looked_at})
        for name, of_month in made.items():
            if is_same:
                index.keep(name + TRACES, missing[name], [tuple(each) for each in of_month])
            found += of_month
    return found


def _are_unchanged(index: Index, contents: Contents, months: Collection[str]) -> bool:
    """Whether the pages of some months still are what they were."""
    for name in months:
        days = [content[0] for content in contents[name]]
        now = index.each(content_of, days, days[0], days[-1]) if days else ()
        if contents[name] != [content for part in now for content in part]:
            return False
    return True


def _month_of(when: When) -> str:
    return date.fromordinal(when[0]).isoformat()[:7]


def _credited(value: Any) -> list[Credited]:
    return [Credited(*each) for each in value]
