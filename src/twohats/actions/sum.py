"""What the lines of a selection come to, by up to two things."""

from __future__ import annotations

from twohats.actions.select import FEW
from twohats.format.model import Entry, Event, Problem
from twohats.journal.people import People, people_of
from twohats.measures.timeline import LeftOut
from twohats.query.matching import fits_day, matcher
from twohats.query.sums import Sums, Tallies
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from twohats.journal.folder import Journal
    from twohats.query.by import By
    from twohats.query.selection import Selection


class ReadSums(NamedTuple):
    """The sums of a selection, with what is needed to show them."""

    sums: Sums
    left_out: LeftOut
    """Lines not understood and files not read of the days that were asked for."""
    people: People
    channels: Mapping[str, str]
    """Channel to the name to show for it."""


def sum_of(
    journal: Journal,
    selection: Selection,
    by: Sequence[By] = (),
    *,
    of: str = "",
    by_index: bool | None = None,
) -> ReadSums:
    """What a selection comes to; `of` is the measure it goes by, a currency for amounts.

    By default the index is asked where there are many days.
    """
    people = people_of(journal)
    tallies = Tallies(by, journal.hats.sides, people.one_name, journal.week_start)
    first, last = selection.bounds()
    days, unlisted = journal.listing(first, last)
    with gc_paused():
        if by_index or (by_index is None and len(days) > FEW):
            from twohats.index.summing import summed

            unread, places = summed(journal, selection, tallies, days, first, last)
        else:
            unread, places = _counted(journal, selection, tallies, days)
    every = [*unread, *unlisted, *people.not_read]
    lines = sum(bool(each.line) for each in every)
    left_out = LeftOut(len(places) + lines, len(every) - lines, tuple(places))
    return ReadSums(tallies.sums(of), left_out, people, journal.cached_settings.channel_names)


def _counted(
    journal: Journal, selection: Selection, tallies: Tallies, days: Collection[str]
) -> tuple[list[Problem], list[str]]:
    """Add the lines that are selected, page by page; what could not be read, and where lines are not understood."""
    fits = matcher(selection, journal.hats, tallies.one_name)
    unread: list[Problem] = []
    places: list[str] = []
    for day in days:
        page = journal.page(day)
        unread += page.problems
        asked = any(fits_day(clause, day) for clause in selection.alternatives)
        for item in page.items:
            if isinstance(item.value, Problem):
                places += [f"{day}:{item.number}"] if asked else []
            elif fits(day, item):
                tallies.add(day, item)
    return unread, places


def fields_in(journal: Journal) -> set[str]:
    """The keys of fields that any line has."""
    days = journal.days()
    with gc_paused():
        if len(days) > FEW:
            from twohats.index.keys import FIELD
            from twohats.index.loading import names_of

            names = names_of(journal, days)
            return {name[len(FIELD) :].partition(":")[0] for name in names if name.startswith(FIELD)}
        return {
            key
            for day in days
            for item in journal.page(day).items
            if isinstance(item.value, (Entry, Event))
            for key, _ in item.value.fields
        }
