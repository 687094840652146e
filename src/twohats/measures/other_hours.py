"""Social hours against the others, and sales that no social hour led to (M19; METHOD 2.8)."""

from __future__ import annotations

from bisect import bisect_right

from twohats.format.words import ACTIVITIES
from twohats.measures.group_rates import alike, minutes_of
from twohats.measures.returns import RIPE_DAYS, all_credits, compare
from twohats.measures.timeline import OTHER as DO
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.contacts import Contact
    from twohats.measures.digest import Digest
    from twohats.measures.figures import Ratio
    from twohats.measures.group_rates import Alike
    from twohats.measures.returns import Grouping
    from twohats.measures.timeline import TimedEntry, TimedEvent, Timeline, When
    from twohats.measures.tracing import Trace

SOCIAL, OTHER = "social", "other"
BUSINESS = ("lead", "sale")


class SocialAgainstOther(NamedTuple):
    """What a social hour brings, over what another hour does (M19)."""

    minutes: dict[str, int]
    """`social` and `other` to minutes, of the weeks looked at."""
    ratios: dict[str, Ratio]
    """Kind of return to social over other per hour; kinds without a return of either are left out."""


class Chain(NamedTuple):
    """Leads or sales, and whether a social hour is anywhere behind them."""

    lines: int
    without_social: int
    """Those with something behind them, none of it social."""
    unknown: int
    """Those with nothing behind them at all: it cannot be said of them."""
    events: tuple[TimedEvent, ...]
    """Those of `without_social`, in order."""


def by_sociality(social: Mapping[str, bool]) -> Grouping:
    """The grouping of M19: other is `do`, and a channel that `hat.toml` says is not social."""

    def group(timed_entry: TimedEntry) -> str:
        is_social = timed_entry.social and social.get(timed_entry.entry.channel, True)
        return SOCIAL if is_social else OTHER

    return group


def social_against_other(
    timeline: Timeline,
    traced: Sequence[tuple[TimedEvent, Trace]],
    social: Mapping[str, bool],
    side: str,
    weeks: range,
    *,
    entries: Sequence[Alike] | None = None,
) -> SocialAgainstOther | None:
    """What an hour of one side brought on social channels, over what other hours did, kind by kind (M19).

    `social` says of channels whether they are, those of which nothing is known being social. None while no other
    hour of the side is logged. `entries` are the side's, put together, where they are already.
    """
    group = by_sociality(social)

    def of_side(timed_entry: TimedEntry) -> str:
        return group(timed_entry) if timed_entry.side == side else ""

    if entries is None:
        entries = alike(each for each in timeline.timed_entries if each.side == side)
    spent = minutes_of(entries, group)
    minutes = {
        name: sum(took for week, took in spent.get(name, {}).items() if week in weeks)
        for name in (SOCIAL, OTHER)
    }
    if not minutes[OTHER]:
        return None
    ratios: dict[str, Ratio] = {}
    recent = [each for each in traced if each[0].week < weeks.stop + max(RIPE_DAYS.values()) // 7 + 1]
    found = all_credits(recent, counts=lambda _: True)
    for kind, days in RIPE_DAYS.items():
        ratio = compare(
            timeline, found[kind], of_side, (OTHER, SOCIAL), days=days, weeks=weeks, moved=True, minutes=spent
        )
        if any(ratio.counts.values()) or any(ratio.shared.values()):
            ratios[kind] = ratio
    return SocialAgainstOther(minutes, ratios)


def without_social(
    timeline: Timeline,
    past: Digest,
    contacts: Mapping[str, Sequence[Contact]],
    traced: Sequence[tuple[TimedEvent, Trace]],
    social: Mapping[str, bool],
    side: str,
    weeks: range,
) -> dict[str, Chain]:
    """Leads and sales that arrived in some weeks and have no social entry in their chain, by kind.

    The chain of a return is the entry it is credited to, and all entries before it that have a person or a
    thread of its line, however long ago. It is of the side that its line has. `past` and `contacts` are of the
    whole journal.
    """
    arrived = [
        each
        for each in traced
        if each[0].event.kind in BUSINESS and each[0].week in weeks and each[0].side == side
    ]
    found = {kind: Chain(0, 0, 0, ()) for kind in BUSINESS}
    if not arrived:
        return found
    firsts = _firsts(timeline, past, contacts, arrived, social)
    for came, trace in arrived:
        behind = {name for touch in trace.touches for name in [by_sociality(social)(touch)]}
        for name in (*came.event.people, *("+" + tag for tag in came.event.tags)):
            behind |= {group for group, when in firsts.get(name, {}).items() if when <= came.when}
        chain = found[came.event.kind]
        alone = bool(behind) and SOCIAL not in behind
        found[came.event.kind] = Chain(
            chain.lines + came.event.count,
            chain.without_social + alone * came.event.count,
            chain.unknown + (not behind) * came.event.count,
            (*chain.events, came) if alone else chain.events,
        )
    return found


def _firsts(
    timeline: Timeline,
    past: Digest,
    contacts: Mapping[str, Sequence[Contact]],
    arrived: Sequence[tuple[TimedEvent, Trace]],
    social: Mapping[str, bool],
) -> dict[str, dict[str, When]]:
    """The first social and the first other entry with each person or thread (`+tag`) of the lines."""
    people = {person for came, _ in arrived for person in came.event.people}
    tags = {tag for came, _ in arrived for tag in came.event.tags}
    found: dict[str, dict[str, When]] = {}

    def note(name: str, channel: str, when: When, *, is_social: bool) -> None:
        group = SOCIAL if is_social and social.get(channel, True) else OTHER
        found.setdefault(name, {}).setdefault(group, when)

    for person in people:
        for contact in contacts.get(person, ()):
            if contact.verb in ACTIVITIES:
                note(person, contact.channel, contact.when, is_social=contact.verb != DO)
                if len(found[person]) == len((SOCIAL, OTHER)):
                    break
    coming = bisect_right(timeline.timed_entries, timeline.until.toordinal(), key=lambda each: each.when[0])
    for each in timeline.timed_entries[coming:]:  # in a week that is not over; contacts are those of the past
        for person in people.intersection(each.entry.people):
            note(person, each.entry.channel, each.when, is_social=each.social)
    for tag in tags:
        for when, is_social, channel in past.tags.get(tag, ()):
            note("+" + tag, channel, when, is_social=is_social)
    return found
