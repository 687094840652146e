"""The channels of a journal over some weeks, read and measured. Used by the shell and the app alike."""

from __future__ import annotations

from datetime import date, timedelta

from twohats.actions.past import past_of
from twohats.actions.verdicts import latest_review
from twohats.format.calendar import Week, week_of
from twohats.format.words import BRAND, folded
from twohats.journal.kept_pages import kept
from twohats.measures.channels import CHANNEL_WEEKS, channels_figures, weeks_needed, weeks_traced
from twohats.measures.connections import first_talks
from twohats.measures.contacts import by_person
from twohats.measures.tracing import Tracer
from twohats.render.anonymous import hidden_words, pieces_of
from twohats.render.channels_json import CHANNEL
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.actions.past import Past
    from twohats.actions.verdicts import Review
    from twohats.journal.folder import Journal
    from twohats.journal.people import People
    from twohats.measures.channels import ChannelsFigures
    from twohats.measures.contacts import Contact
    from twohats.measures.timeline import TimedEvent
    from twohats.measures.tracing import Trace
    from twohats.measures.verdict import Verdict


class WholeWeeks(NamedTuple):
    """Weeks one after the other."""

    last: Week
    number: int
    """How many; 0 for all from the first line on."""


class ReadChannels(NamedTuple):
    """The figures of one side's channels, and the names to show them with."""

    figures: ChannelsFigures
    used: frozenset[str]
    """Every channel of the journal that any entry has."""
    named: frozenset[str]
    """Everyone that any line of it names."""
    people: People
    names: dict[str, str]
    """Channel to how `hat.toml` calls it."""
    bar: tuple[str, ...]
    """The kinds of return that the user has set a bar for."""
    review: Review | None
    """The last four-week review by the end of these weeks; None without an hour, and for the personal side."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What it says of the brand hat's channels, but for what the user said no to."""
        if self.review is None:
            return ()
        return tuple(each for each in self.review.verdicts.channels if each not in self.review.said_no)


def last_weeks(journal: Journal, day: date, number: int = CHANNEL_WEEKS) -> WholeWeeks:
    """So many weeks up to the one that a day is in."""
    return WholeWeeks(week_of(day, start=journal.week_start), number)


def weeks_between(journal: Journal, first: date, last: date, today: date) -> WholeWeeks:
    """The weeks that have most of their days from `first` to `last`, none of them still to come.

    A span of less than a week is the week with its first day; one that begins before there are dates is all.
    """
    start = journal.week_start
    newest = week_of(
        min(last - timedelta(days=3) if last > date.min + timedelta(days=3) else last, today), start=start
    )
    if first == date.min:
        return WholeWeeks(newest, 0)
    oldest = week_of(min(first + timedelta(days=3) if first < today else first, today), start=start)
    if newest.first < oldest.first:
        newest = oldest = week_of(min(first, today), start=start)
    return WholeWeeks(newest, (newest.first - oldest.first).days // 7 + 1)


def channels_of(journal: Journal, weeks: WholeWeeks, today: date, *, side: str = BRAND) -> ReadChannels:
    """The channels of one side in some weeks, with all that has come of them until today."""
    with gc_paused():
        return _channels_of(kept(journal), weeks, today, side)  # the verdicts are found in the same pages


def _channels_of(journal: Journal, weeks: WholeWeeks, today: date, side: str) -> ReadChannels:
    now = week_of(today, start=journal.week_start)
    past = past_of(journal, max(now, weeks.last), today)
    asked = range_of(past.week, past.digest.logged, weeks)
    contacts = by_person(past.digest.contacts, past.until)
    traced = _traced(past, contacts, asked)
    known, people = journal.settings.channels, past.people
    social = {channel: each.social for channel, each in known.items() if each.social is not None}
    figures = channels_figures(
        past.timeline(), past.digest, contacts, traced, asked, side=side, social=social, met=people.met
    )
    names = {channel: each.name for channel, each in known.items()}
    review = None
    if side == BRAND and past.digest.entries:
        review = latest_review(journal, min(today, weeks.last.last))
    used, named = frozenset(past.digest.channels), past.digest.named()
    return ReadChannels(figures, used, named, people, names, tuple(journal.settings.bar), review)


def _traced(
    past: Past, contacts: Mapping[str, Sequence[Contact]], weeks: range
) -> list[tuple[TimedEvent, Trace]]:
    """The returns that count for some weeks, traced, and those that were the first contact with a new person."""
    past.read_weeks(weeks_needed(weeks))
    firsts = {first for _, _, first in first_talks(past.timeline(), contacts, weeks)}
    for day, _, _ in firsts:
        past.read_days(day, day)
    events = [
        each
        for each in past.timeline().timed_events
        if each.event.is_return and (each.week < weeks_traced(weeks) or each.when in firsts)
    ]
    past.read_origins(events)
    tracer = Tracer(past.timeline().timed_entries)
    return [(each, tracer.trace(each)) for each in events]


def range_of(last: Week, logged: Iterable[int], weeks: WholeWeeks) -> range:
    """Weeks as they are counted back from the last that is read; all from the first line on where no number is said.

    `logged` are the days with a line (ordinals).
    """
    first = (last.first - weeks.last.first).days // 7
    oldest = min(logged, default=weeks.last.first.toordinal())
    number = weeks.number or max((weeks.last.last.toordinal() - oldest) // 7 + 1, 1)
    return range(first, first + number)


def channel_named(read: ReadChannels, word: str) -> str | None:
    """The channel that a word means: as it stands in lines, or as `hat.toml` calls it; None for none of these."""
    wanted = folded(word)
    used = {each.channel for each in read.figures.channels} | read.names.keys() | read.used
    if wanted in used:
        return wanted
    return next((channel for channel, name in read.names.items() if folded(name) == wanted), None)


def hidden_in(read: ReadChannels) -> dict[str, str]:
    """What stands for the channels that may name somebody, by the line's word and by how they are called."""
    people = read.people
    pieces = pieces_of({*read.named, *people.shown, *people.shown.values(), *people.same})
    used = read.used | read.names.keys()
    hidden = hidden_words([*used, *read.names.values()], pieces, CHANNEL)
    return hidden | {channel: CHANNEL for channel, shown in read.names.items() if shown in hidden}
