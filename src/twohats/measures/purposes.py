"""What the hours were for: aims, setting up, having to, and late evenings (M18; METHOD 2.8)."""

from __future__ import annotations

from twohats.format.words import SIDES
from twohats.measures.field_values import says_how, values_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.returns import Credit
    from twohats.measures.timeline import TimedEntry

NO_AIM = "none"
"""The value of `aim:` that says there was none."""
SERVED_MINUTES = 30
"""Minutes from which on a channel that serves no aim is named."""
LATE = 22 * 60
EARLY = 5 * 60
"""What is done from ten in the evening to five in the morning is late."""
DAY = 24 * 60


class Purpose(NamedTuple):
    """How one side's social minutes were meant (M18)."""

    minutes: int
    asked: int
    """Minutes of entries that say `aim:`, `aim:none` included: what the shares are of."""
    aimed: int
    """Minutes with an aim."""
    purposeful: int
    """Minutes with an aim and with whom they serve (`serves:`)."""
    entries: int
    open_entries: int
    """Entries begun without an aim: with `aim:none`, or without a word about it."""

    @property
    def purposeful_share(self) -> float | None:
        """0..1; None where nothing was asked."""
        return self.purposeful / self.asked if self.asked else None

    @property
    def winging_share(self) -> float | None:
        """Minutes with `aim:none` of those asked, 0..1; None where nothing was asked."""
        return (self.asked - self.aimed) / self.asked if self.asked else None


class Aim(NamedTuple):
    """One aim: what went into it, and what came of it."""

    name: str
    minutes: int
    channels: tuple[str, ...]
    """Those with most minutes first; the empty name for none."""
    came: dict[str, int]
    """Returns credited to its entries by kind, a person once a week; those of both hats are in `shared`."""
    shared: dict[str, int]
    entries: tuple[TimedEntry, ...]


class Habits(NamedTuple):
    """Plain counts of one side, none of them judged."""

    must_entries: int
    """Entries done because one had to: `how:must` or `why:must`."""
    entries: int
    late_minutes: int
    """Minutes between ten in the evening and five in the morning, of the entries with a clock time."""
    timed_minutes: int
    """Minutes of the entries with a clock time."""
    late_entries: int
    craft_minutes: int
    """Minutes of what was made with care (`how:craft`)."""
    craft_entries: int


def purposes(timed_entries: Iterable[TimedEntry], weeks: range) -> dict[str, Purpose]:
    """Each side's minutes with and without an aim, over some weeks (M18)."""
    found = {side: [0] * 6 for side in SIDES}
    for each in timed_entries:
        if each.week not in weeks or not each.social:
            continue
        minutes, (asked, aimed), row = each.entry.minutes, _aim_of(each), found[each.side]
        row[0] += minutes
        row[4] += 1
        row[5] += not aimed
        if asked:
            row[1] += minutes
        if aimed:
            row[2] += minutes
            row[3] += minutes if values_of(each.entry.fields, "serves") else 0
    return {side: Purpose(*found[side]) for side in SIDES}


def _aim_of(timed_entry: TimedEntry) -> tuple[bool, bool]:
    """Whether it was asked about an aim, and whether it has one."""
    fields = timed_entry.entry.fields
    aims = values_of(fields, "aim") if fields else ()
    return bool(aims), bool(aims) and aims != (NO_AIM,)


def aims(
    timed_entries: Iterable[TimedEntry], found: Mapping[str, Sequence[Credit]], side: str, weeks: range
) -> tuple[Aim, ...]:
    """One side's aims, those with most minutes first, each with its minutes and returns (M18).

    `found` are the credits by kind. Minutes with two aims count under both, as do their returns. Returns are
    counted as they stand, without an hour's rate: younger ones may still come.
    """
    entries: dict[str, list[TimedEntry]] = {}
    for each in timed_entries:
        if each.week in weeks and each.social and each.side == side and each.entry.fields:
            for aim in values_of(each.entry.fields, "aim"):
                if aim != NO_AIM:
                    entries.setdefault(aim, []).append(each)
    if not entries:
        return ()
    came: dict[str, dict[str, list[int]]] = {aim: {} for aim in entries}
    for kind, credits_ in found.items():
        for credit in credits_:
            touch = credit.timed_entry
            if touch and touch.side == side and touch.week in weeks:
                for aim in values_of(touch.entry.fields, "aim"):
                    if aim in came:
                        came[aim].setdefault(kind, [0, 0])[credit.half] += credit.returns
    rows = [_aim(aim, entries[aim], came[aim]) for aim in entries]
    return tuple(sorted(rows, key=lambda each: (-each.minutes, each.name)))


def _aim(name: str, entries: Sequence[TimedEntry], came: Mapping[str, Sequence[int]]) -> Aim:
    spent: dict[str, int] = {}
    for each in entries:
        spent[each.entry.channel] = spent.get(each.entry.channel, 0) + each.entry.minutes
    return Aim(
        name,
        sum(spent.values()),
        tuple(sorted(spent, key=lambda channel: (-spent[channel], channel))),
        {kind: whole for kind, (whole, _) in came.items() if whole},
        {kind: half for kind, (_, half) in came.items() if half},
        tuple(entries),
    )


def serving_no_aim(timed_entries: Iterable[TimedEntry], side: str, weeks: range) -> dict[str, int] | None:
    """One side's channels none of whose entries has an aim, with their minutes, most first (M18).

    None where no entry of the side has an aim: then nothing is known of any channel. Channels under half an hour
    are left out.
    """
    minutes: dict[str, int] = {}
    serving: set[str] = set()
    is_aimed = False
    for each in timed_entries:
        if each.week in weeks and each.social and each.side == side:
            channel, (_, aimed) = each.entry.channel, _aim_of(each)
            is_aimed = is_aimed or aimed
            if channel:
                minutes[channel] = minutes.get(channel, 0) + each.entry.minutes
                if aimed:
                    serving.add(channel)
    if not is_aimed:
        return None
    left = [channel for channel in minutes if channel not in serving and minutes[channel] >= SERVED_MINUTES]
    return {channel: minutes[channel] for channel in sorted(left, key=lambda each: (-minutes[each], each))}


def set_up_minutes(timed_entries: Iterable[TimedEntry]) -> dict[str, int]:
    """Minutes of setting up channels (`how:setup`), a side, as far back as the timeline goes."""
    found = dict.fromkeys(SIDES, 0)
    for each in timed_entries:
        if each.entry.fields and says_how(each.entry, "setup"):
            found[each.side] += each.entry.minutes
    return found


def habits(timed_entries: Iterable[TimedEntry], weeks: range) -> dict[str, Habits]:
    """Each side's social entries done because one had to, and late ones."""
    found = {side: [0] * 7 for side in SIDES}
    for each in timed_entries:
        if each.week not in weeks or not each.social:
            continue
        entry, row = each.entry, found[each.side]
        if entry.fields:
            how = values_of(entry.fields, "how")
            row[0] += "must" in how or "must" in values_of(entry.fields, "why")
            if "craft" in how:
                row[5] += entry.minutes
                row[6] += 1
        row[1] += 1
        if entry.start is not None:
            row[3] += entry.minutes
            if entry.start < EARLY or entry.start + entry.minutes > LATE:
                late = late_minutes(entry.start, entry.minutes)
                row[2] += late
                row[4] += bool(late)
    return {side: Habits(*found[side]) for side in SIDES}


def late_minutes(start: int, minutes: int) -> int:
    """How many of `minutes` that begin at `start` (minutes after midnight, 24:00 and later too) are late."""
    late = 0
    for day in (-1, 0, 1):
        first, last = day * DAY + LATE, (day + 1) * DAY + EARLY
        late += max(0, min(start + minutes, last) - max(start, first))
    return late
