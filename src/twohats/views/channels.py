"""Channels: where do the hours of one side work? `hat channels`, and the app's view of the same name."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import RETURNS, SIDES
from twohats.views import channel_wording as words
from twohats.views import wording
from twohats.views.blocks import Cell, Column, Door, Dot, Dots, Fact, Facts, Record, Table, View
from twohats.views.dates import day_text
from twohats.views.left_out import left_out_blocks
from twohats.views.verdict_wording import verdict_says
from twohats.views.verdicts import MUTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.channels import ChannelFigures, ChannelsFigures
    from twohats.measures.group_rates import Rate
    from twohats.measures.timeline import TimedEntry, TimedEvent
    from twohats.measures.verdict import Verdict
    from twohats.views.blocks import Block

NAME = "channels"
MOST = 6
"""Channels that have a row of their own; what is left has one together."""
BELOW = 2
"""Kinds of return shown on a narrow terminal, and twice as many on a wide one."""
USUAL_KINDS = ("conversation", "lead", "reply", "sale")
"""Those shown as long as nothing has come back."""
_BUSINESS = ("lead", "sale")
_NO_NAMES: dict[str, str] = {}


def channels_view(
    figures: ChannelsFigures,
    *,
    names: Mapping[str, str] = _NO_NAMES,
    bar: Sequence[str] = (),
    verdicts: Sequence[Verdict] = (),
    anonymous: bool = False,
) -> View:
    """One side's channels over some weeks, as blocks.

    `names` gives the names to show for channels, `bar` the kinds of return that the user has set a bar for (they
    come first), `verdicts` what the last review says of channels. `anonymous` leaves out words of the user: then
    `names` is the one place where a channel may be named, and aims are counted.
    """
    kinds = shown_kinds(figures, bar)
    blocks: list[Block] = [_answer(figures, names)]
    if figures.channels:
        blocks += [
            _table(figures, kinds, names),
            _plain_facts(figures),
            *_verdicts(verdicts, names),
            _activities(figures, kinds, anonymous=anonymous),
            *_talk_over_post(figures, kinds),
            _aims(figures, names, anonymous=anonymous),
            _interest(figures),
            _posts(figures),
            _forecasts(figures),
            *_others(figures, kinds),
            _habits(figures, names),
        ]
    blocks += left_out_blocks(figures.left_out)
    return View(NAME, "Channels", subject_text(figures), cover_text(figures), tuple(blocks))


def subject_text(figures: ChannelsFigures) -> str:
    """`brand hat, 12 weeks to 22 November 2026`."""
    return f"{figures.side} hat, {wording.weeks_to(figures.weeks, figures.first, figures.days)}"


def cover_text(figures: ChannelsFigures) -> str:
    """How much was logged."""
    return (
        f"{figures.days_logged} of {wording.number_of(figures.days, 'day')} \N{MIDDLE DOT} "
        + wording.number_of(figures.lines, "line")
    )


def shown_kinds(figures: ChannelsFigures, bar: Sequence[str] = ()) -> tuple[str, ...]:
    """Four kinds of return in the order in which they are worth a column.

    First what came back most often, leads and sales apart; then those the user has a bar for, or else the more
    frequent of leads and sales; then the others by how often they came.
    """
    came = dict.fromkeys(RETURNS, 0)
    for each in figures.channels:
        for kind, count in each.came.items():
            came[kind] += count
    often = sorted((kind for kind in RETURNS if came[kind]), key=lambda kind: -came[kind])
    first = [kind for kind in (*often, *USUAL_KINDS) if kind not in (*bar, *_BUSINESS)][:1]
    second = [kind for kind in bar if kind in RETURNS]
    second += [] if second else [kind for kind in (*often, *USUAL_KINDS) if kind in _BUSINESS][:1]
    return tuple(dict.fromkeys((*first, *second, *often, *USUAL_KINDS)))[: 2 * BELOW]


def places_of(lines: Iterable[TimedEntry | TimedEvent]) -> Door:
    """What opens the lines."""
    return Door(lines=tuple(each.place for each in lines))


# What answers


def _answer(figures: ChannelsFigures, names: Mapping[str, str]) -> Facts:
    """Where most of the hours went, and what of the new people came from there: tallies, so no claim is made."""
    if not figures.channels:
        says = f"no {figures.side} hours of post, read or talk in these weeks: they appear here with their channel"
        return Facts("", (Fact("", says, "muted"),))
    first, whole = figures.channels[0], figures.cost
    name = words.channel_name(first.channel, names)
    text = f"{duration_text(first.minutes)} of {duration_text(whole.minutes)} went to {name}"
    if whole.people:
        new = "the one new person" if len(whole.people) == 1 else f"{len(whole.people)} new people"
        text += f", and {len(first.cost.people) or 'none'} of {new} came from there"
    return Facts("", (Fact("", text, "title"),))


def _table(figures: ChannelsFigures, kinds: Sequence[str], names: Mapping[str, str]) -> Table:
    head = [Column(), Column("hours")]
    head += [Column(words.kinds_text(kind), wide=at >= BELOW) for at, kind in enumerate(kinds)]
    head += [Column("a new person")]
    named = [each for each in figures.channels if each.channel]
    alone = named if len(named) <= MOST + 1 else named[:MOST]
    records = [_channel_record(each, kinds, names) for each in alone]
    records += _rest(named[len(alone) :], len(head), f"{len(named) - len(alone)} others")
    records += _rest([each for each in figures.channels if not each.channel], len(head), "no channel")
    return Table("Per 10 h, 90 %", tuple(head), tuple(records), _table_notes(figures, kinds[:BELOW]))


def _channel_record(each: ChannelFigures, kinds: Sequence[str], names: Mapping[str, str]) -> Record:
    name, spent = words.channel_name(each.channel, names), duration_text(each.minutes)
    cells = [Cell(name, "channel"), Cell(spent)]
    cells += [_rate_cell(each.rates.get(kind)) for kind in kinds]
    cells.append(Cell(words.cost_text(each.cost), "text" if each.cost.people else "muted"))
    says = [f"{name} {spent}"]
    says += [words.rate_says(kind, each.rates[kind]) for kind in kinds[:BELOW] if kind in each.rates]
    says.append(f"a new person: {words.cost_says(each.cost)}")
    return Record(tuple(cells), "; ".join(says), Door(view=NAME, subject=each.channel))


def _rate_cell(rate: Rate | None) -> Cell:
    return Cell(words.rate_text(rate), "text" if rate.enough else "muted") if rate else Cell("")


def _rest(these: Sequence[ChannelFigures], columns: int, name: str) -> list[Record]:
    """The hours of what has no row of its own."""
    if not these:
        return []
    spent = duration_text(sum(each.minutes for each in these))
    cells = (Cell(name, "muted"), Cell(spent), *(Cell("") for _ in range(columns - 2)))
    door = places_of(
        sorted((entry for each in these for entry in each.entries), key=lambda entry: entry.when)
    )
    return [Record(cells, f"{name} {spent}", door)]


def _table_notes(figures: ChannelsFigures, kinds: Sequence[str]) -> tuple[str, ...]:
    """Which weeks the rates are of, and how much is traced to nothing."""
    ends: dict[str, list[str]] = {}
    for kind in kinds:
        ends.setdefault(figures.ripe[kind][1], []).append(words.kinds_text(kind))
    weeks = ", ".join(f"{' and '.join(of)} to {day_text(end)}" for end, of in ends.items())
    notes = []
    if any(figures.ripe[kind][1] != figures.last for kind in kinds):
        notes.append(f"{wording.number_of(figures.weeks, 'week')} of {weeks}: returns take time to come in")
    missed = [(kind, *figures.untraced[kind]) for kind in kinds if figures.untraced[kind][0]]
    if missed:
        counts = ", ".join(f"{part} of {whole} {words.kinds_text(kind)}" for kind, part, whole in missed)
        notes.append(f"traced to nothing, both hats: {counts}")
    return tuple(notes)


def _plain_facts(figures: ChannelsFigures) -> Facts:
    side = figures.side
    stand, busy = figures.stand_weeks[side], figures.busy[side]
    silent = set(stand.weeks)
    posts = [
        entry
        for each in figures.channels
        for entry in each.entries
        if entry.week in silent and entry.entry.activity == "post"
    ]
    return Facts(
        "",
        (
            Fact("Mirror", words.mirror_says(figures.minutes, side)),
            Fact("Stand", words.stand_says(stand), door=places_of(sorted(posts, key=lambda each: each.when))),
            Fact("Untraced", words.busy_says(busy), door=places_of(busy.entries)),
            Fact("Mix", words.mix_says(figures.mix, figures.mix_distance)),
            Fact("New people", words.cost_says(figures.cost)),
        ),
    )


def _verdicts(verdicts: Sequence[Verdict], names: Mapping[str, str]) -> list[Facts]:
    """What the last four-week review says, channel by channel. Its because, and what asks for nothing, are left to
    the channel.
    """
    facts = []
    for each in verdicts:
        if each.rule not in MUTED:
            door = Door(view=NAME, subject=each.channel)
            facts.append(Fact(words.channel_name(each.channel, names), verdict_says(each, names), door=door))
    return [Facts("The last four-week review", tuple(facts))] if facts else []


# What supports it


def _activities(figures: ChannelsFigures, kinds: Sequence[str], *, anonymous: bool) -> Table:
    """By activity; by voice, by who did it instead, and faceless, where any line says so."""
    head = [Column(), Column("hours")]
    head += [Column(words.kinds_text(kind), wide=at >= BELOW) for at, kind in enumerate(kinds)]
    spent = figures.group_minutes
    groups: list[tuple[str, str, str]] = [
        ("activity", name, name) for name in ("post", "read", "talk") if name in spent["activity"]
    ]
    known = ("self", "brand")
    voices = {
        name: name if name in known or not anonymous else "another voice" for name in sorted(spent["voice"])
    }
    groups += [("voice", name, f"as {shown}") for name, shown in voices.items()]
    groups += [("by", name, "by somebody" if anonymous else f"by {name}") for name in sorted(spent["by"])]
    groups += [("face", "faceless", "faceless")] if "faceless" in spent["face"] else []
    records = []
    for group, name, label in groups:
        rates = {kind: figures.rates[group][kind].get(name) for kind in kinds}
        hours = duration_text(spent[group][name])
        said = [words.rate_says(kind, rate) for kind in kinds[:BELOW] if (rate := rates[kind])]
        cells = (Cell(label), Cell(hours), *(_rate_cell(rates[kind]) for kind in kinds))
        records.append(Record(cells, "; ".join([f"{label} {hours}", *said])))
    return Table("By activity", tuple(head), tuple(records))


def _talk_over_post(figures: ChannelsFigures, kinds: Sequence[str]) -> list[Dots]:
    dots = []
    for kind in kinds[:BELOW]:
        ratio = figures.talk_to_post.get(kind)
        if ratio is None:
            dots.append(Dot(words.kinds_text(kind), None, None, None, "none traced to either"))
            continue
        text = words.ratio_text(ratio)
        if ratio.enough and ratio.bounds and _many_untraced(figures, kind):
            text += f"; untraced either way: {wording.factors(*sorted(ratio.bounds))}"
        dots.append(Dot(words.kinds_text(kind), ratio.value, ratio.low, ratio.high, text))
    return [Dots("An hour of talk over one of posting (90 %)", tuple(dots), around=1.0)]


def _many_untraced(figures: ChannelsFigures, kind: str) -> bool:
    part, whole = figures.untraced[kind]
    return bool(whole) and part / whole > wording.MANY_UNTRACED


def _aims(figures: ChannelsFigures, names: Mapping[str, str], *, anonymous: bool) -> Table:
    records = []
    for each in figures.aims[:MOST]:
        name, spent = "an aim" if anonymous else each.name, duration_text(each.minutes)
        came = words.came_text(each.came, each.shared) or "nothing traced yet"
        where = ", ".join(words.channel_name(channel, names) for channel in each.channels)
        says = f"{name} {spent}, came back: {came}; on {where}"
        cells = (Cell(name), Cell(spent), Cell(came), Cell(where, "muted"))
        records.append(Record(cells, says, places_of(each.entries)))
    notes = [words.purpose_says(figures.purposes[figures.side])]
    if len(figures.aims) > MOST:
        notes.append(f"and {wording.number_of(len(figures.aims) - MOST, 'aim')} more")
    idle = figures.serving_no_aim
    if idle:
        listed = [f"{words.channel_name(one, names)} {duration_text(idle[one])}" for one in idle]
        more = [f"{len(listed) - MOST} more"] if len(listed) > MOST else []
        notes.append(f"serving no aim: {', '.join([*listed[:MOST], *more])}")
    head = (Column(), Column("hours"), Column("came back", right=False), Column("where", right=False))
    return Table("What for", head, tuple(records), tuple(notes))


def _interest(figures: ChannelsFigures) -> Dots:
    dots = []
    for side in SIDES:
        found = figures.contrast[side]
        dots.append(Dot(side, found.value, found.low, found.high, words.contrast_text(found)))
    return Dots("Interest, talk less post and read (90 %)", tuple(dots), reach=2.0)


def _posts(figures: ChannelsFigures) -> Facts:
    side = figures.side
    about = Fact("About", words.about_says(figures.me_share[side]))
    return Facts("Posts", (about, Fact("Answered", words.answered_says(figures.answered[side]))))


def _forecasts(figures: ChannelsFigures) -> Facts:
    found = figures.forecasts
    facts = []
    for side in reversed(SIDES):
        if side == figures.side or found[side].matured or found[side].waiting:
            door = places_of(one.timed_entry for one in found[side].matured)
            facts.append(Fact(side, words.forecast_says(found[side]), door=door))
    if any(found[side].matured for side in SIDES):
        facts.append(Fact("Between hats", words.forecast_gap_says(found)))
    return Facts("Forecasts", tuple(facts))


def _others(figures: ChannelsFigures, kinds: Sequence[str]) -> list[Block]:
    """Social hours against the others: only while there are others."""
    chains = figures.without_social
    facts = tuple(
        Fact(words.kinds_text(kind), words.chain_says(found), door=places_of(found.events))
        for kind, found in chains.items()
        if found.lines
    )
    blocks: list[Block] = [Facts("Without a social hour", facts)] if facts else []
    found = figures.social
    if found is None:
        return blocks
    dots = [
        Dot(words.kinds_text(kind), ratio.value, ratio.low, ratio.high, words.ratio_text(ratio))
        for kind in kinds[:BELOW]
        if (ratio := found.ratios.get(kind))
    ]
    social, other = (duration_text(found.minutes[name]) for name in ("social", "other"))
    note = f"{social} social, {other} other: do, and channels that hat.toml calls not social"
    if not dots:
        dots = [Dot("", None, None, None, "nothing came back that could be compared")]
    return [*blocks, Dots("A social hour over another (90 %)", tuple(dots), around=1.0, notes=(note,))]


def _habits(figures: ChannelsFigures, names: Mapping[str, str]) -> Facts:
    own = figures.habits[figures.side]
    churn = figures.churn
    set_up = figures.set_up_minutes[figures.side]
    facts = [
        Fact("Started", f"{words.dated(churn.started, names)}, in 90 days"),
        Fact("Dropped", f"{words.dated(churn.dropped, names, 'last ')}, in 90 days"),
        Fact("Set up", f"{duration_text(set_up)} so far" if set_up else "nothing logged: how:setup"),
        Fact("With care", words.craft_says(own)),
        Fact("Had to", words.must_says(own)),
        Fact("After 22:00", words.late_says(own)),
    ]
    return Facts("Also counted", tuple(facts))
