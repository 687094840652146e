"""One channel of one side: its hours by activity, what came back, whom it brought, what the last review says."""

from __future__ import annotations

from datetime import date

from twohats.format.times import duration_text
from twohats.format.words import RETURNS
from twohats.views import channel_wording as words
from twohats.views import wording
from twohats.views.blocks import Cell, Column, Door, Fact, Facts, Record, Table, View
from twohats.views.channels import NAME, cover_text, places_of, subject_text
from twohats.views.dates import day_text
from twohats.views.left_out import left_out_blocks
from twohats.views.verdict_wording import because_says, verdict_says
from twohats.views.verdicts import MUTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.channels import ChannelFigures, ChannelsFigures
    from twohats.measures.verdict import Verdict
    from twohats.views.blocks import Block

_NO_NAMES: dict[str, str] = {}


def channel_view(
    figures: ChannelsFigures,
    channel: str,
    *,
    names: Mapping[str, str] = _NO_NAMES,
    people: Mapping[str, str] = _NO_NAMES,
    verdicts: Sequence[Verdict] = (),
    anonymous: bool = False,
) -> View:
    """One channel as blocks; `channel` is its name in the lines. People are counted when `anonymous`."""
    title, subject = words.channel_name(channel, names), subject_text(figures)
    found = next((each for each in figures.channels if each.channel == channel), None)
    if found is None:
        says = f"no {figures.side} hours of post, read or talk on it in these weeks"
        none = Facts("", (Fact("", says, "muted"),))
        return View(NAME, title, subject, cover_text(figures), (none, *left_out_blocks(figures.left_out)))
    share = wording.percent(found.share)
    lines = wording.number_of(len(found.entries), "line")
    answer = f"{duration_text(found.minutes)} in {lines}, {share} of the {figures.side} hours"
    facts = [Fact("", answer, "title", places_of(found.entries))]
    blocks: list[Block] = [
        Facts("", tuple(facts)),
        *_verdict(channel, names, verdicts),
        _activities(found),
        _returns(figures, found),
        _people(figures, found, people, anonymous=anonymous),
        *left_out_blocks(figures.left_out),
    ]
    return View(NAME, title, subject, cover_text(figures), tuple(blocks))


def _verdict(channel: str, names: Mapping[str, str], verdicts: Sequence[Verdict]) -> list[Facts]:
    """What the last four-week review says of it, and what that rests on."""
    found = next((each for each in verdicts if each.channel == channel), None)
    if found is None:
        return []
    says = Fact("it says", verdict_says(found, names), "muted" if found.rule in MUTED else "text")
    because = [] if found.rule in MUTED else [Fact("because", because_says(found), "muted")]
    return [Facts("The last four-week review", (says, *because))]


def _activities(found: ChannelFigures) -> Table:
    records = []
    for activity, minutes in found.by_activity.items():
        entries = [each for each in found.entries if each.entry.activity == activity]
        if entries:
            lines, spent = wording.number_of(len(entries), "line"), duration_text(minutes)
            cells = (Cell(activity), Cell(spent), Cell(str(len(entries))))
            records.append(Record(cells, f"{activity} {spent}, {lines}", places_of(entries)))
    return Table("By activity", (Column(), Column("hours"), Column("lines")), tuple(records))


def _returns(figures: ChannelsFigures, found: ChannelFigures) -> Table:
    """What came back of the weeks looked at, and what ten hours bring, kind by kind."""
    records = []
    for kind in RETURNS:
        rate, came = found.rates.get(kind), found.came.get(kind, 0)
        if not rate or not (came or rate.alone or rate.shared):
            continue
        name = words.kinds_text(kind)
        cells = (Cell(name), Cell(str(came)), Cell(words.rate_text(rate), "text" if rate.enough else "muted"))
        door = places_of(each for each in found.credited if each.event.kind == kind)
        records.append(Record(cells, f"{name} {came} of these weeks; {words.rate_says(kind, rate)}", door))
    limit = _at_most(found)
    notes = [f"of a kind that never came back, {limit}"] if limit else []
    if records:
        ends = {figures.ripe[kind][1] for kind in RETURNS}
        if ends != {figures.last}:
            notes.append(f"rates are of the {wording.number_of(figures.weeks, 'week')} to {_days(ends)}")
    head = (Column(), Column("came"), Column("per 10 hours (90 %)"))
    return Table("Came back", head, tuple(records), tuple(notes), empty="nothing traced to it yet")


def _at_most(found: ChannelFigures) -> str:
    """What ten hours bring at most of a kind that never came: of the quick ones, and of those that take six weeks."""
    silent = [rate for rate in found.rates.values() if not rate.alone + rate.shared]
    limits = [rate.at_most for rate in silent if rate.at_most is not None]
    if not limits:
        return ""
    low, high = words.ten(min(limits)), words.ten(max(limits))
    return (
        f"at most {low} in 10 hours (95 %)" if low == high else f"at most {low} to {high} in 10 hours (95 %)"
    )


def _days(ends: set[str]) -> str:
    return " or ".join(day_text(end) for end in sorted(ends, reverse=True))


def _people(
    figures: ChannelsFigures, found: ChannelFigures, people: Mapping[str, str], *, anonymous: bool
) -> Facts:
    """Whom it brought: those first talked to in these weeks, and what that took."""
    facts = [Fact("All of them", words.cost_says(found.cost))]
    made = [
        each for each in figures.connections if (each.side, each.channel) == (figures.side, found.channel)
    ]
    for each in () if anonymous else made:
        when = day_text(date.fromordinal(each.talked[0]).isoformat())
        name = wording.name_of(each.person, people)
        facts.append(Fact(name, f"first talked to {when}", door=Door(person=each.person)))
    return Facts("New people", tuple(facts))
