"""Why the hours were spent, what they could have been, and when that question opens by itself (M20; METHOD 2.9)."""

from __future__ import annotations

import math

from twohats.format.words import BRAND, KEY_VALUES, SIDES
from twohats.measures.field_values import values_of
from twohats.measures.questions import QUESTIONS
from twohats.measures.tallies import whys
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.timeline import LeftOut, TimedEntry, Timeline

REASONS = frozenset(KEY_VALUES["why"])
"""The method's reasons (M20); any other is the user's own word."""
OWN = ("art", "passion", "idea", "dent", "remarkable", "give", "curious")
"""The method's reasons that do not wait for anything to come back."""
ALTERNATIVES = dict(zip(("lead", "speak", "service", "walk"), QUESTIONS, strict=True))
"""The kind of `do` that each of the four questions is about, and the question."""
LOW_MOTIVATION = 3.0
LOW_BLOCKS = 2
LEAST_RATINGS = 3
LEAST_DAYS = 2


class Reasons(NamedTuple):
    """The reasons of some weeks, all social entries of some sides (M20)."""

    minutes: int
    tagged: int
    """Minutes with any `why:`."""
    by_reason: dict[str, int]
    """Reason to minutes, most first; an hour with two reasons counts under both."""
    only_money: int
    """Minutes whose one reason is money."""
    own: int
    """Minutes with at least one of `OWN`."""
    untagged_lines: int
    """Entries without a reason."""


class Alternative(NamedTuple):
    """One of the four other things an hour could have been, and how many minutes were."""

    kind: str
    """Of `do`: `service walk lead speak`."""
    question: str
    minutes: int
    entries: tuple[TimedEntry, ...]


class Motivation(NamedTuple):
    """The brand side's motivation in one block of weeks."""

    mean: float | None
    """None under 3 ratings, or on one day alone."""
    ratings: int


class WhyFigures(NamedTuple):
    """Everything that `hat why` knows about some weeks."""

    first: str
    last: str
    """ISO dates of the first and the last day."""
    weeks: int
    days_logged: int
    days: int
    """Days that have begun."""
    all: Reasons
    """Of both sides."""
    sides: dict[str, Reasons]
    entries: dict[str, list[TimedEntry]]
    """Reason to the entries that have it, oldest first."""
    alternatives: tuple[Alternative, ...]
    is_due: bool
    """Whether the question opens by itself."""
    left_out: LeftOut
    """What was not read of these weeks."""


def why_figures(timeline: Timeline, weeks: range, blocks: Sequence[range]) -> WhyFigures:
    """The reasons of some weeks, counted back; `blocks` are the review blocks that are over, newest first."""
    entries = [each for each in timeline.timed_entries if each.week in weeks]
    first, last = timeline.week.back(weeks.stop - 1).first, timeline.week.back(weeks.start).last
    days = (min(timeline.until, last) - first).days + 1
    return WhyFigures(
        first.isoformat(),
        last.isoformat(),
        len(weeks),
        sum(first.toordinal() <= day <= last.toordinal() for day in timeline.logged),
        max(days, 0),
        reasons(entries, weeks),
        {side: reasons(entries, weeks, (side,)) for side in SIDES},
        reason_entries(entries, weeks),
        alternatives(entries, weeks),
        why_is_due(timeline.timed_entries, blocks),
        timeline.left_out(weeks),
    )


def reasons(timed_entries: Iterable[TimedEntry], weeks: range, sides: Sequence[str] = SIDES) -> Reasons:
    """Minutes by reason over some weeks (M20)."""
    social = [each for each in timed_entries if each.week in weeks and each.social and each.side in sides]
    by_reason, tagged = whys(social)
    only_money = own = untagged = 0
    for each in social:
        tags = values_of(each.entry.fields, "why")
        only_money += each.entry.minutes if tags == ("money",) else 0
        own += 0 if set(OWN).isdisjoint(tags) else each.entry.minutes
        untagged += not tags
    minutes = sum(each.entry.minutes for each in social)
    return Reasons(minutes, tagged, by_reason, only_money, own, untagged)


def reason_entries(
    timed_entries: Iterable[TimedEntry], weeks: range, sides: Sequence[str] = SIDES
) -> dict[str, list[TimedEntry]]:
    """The entries behind each reason, oldest first."""
    found: dict[str, list[TimedEntry]] = {}
    for each in timed_entries:
        if each.week in weeks and each.social and each.side in sides and each.entry.fields:
            for reason in values_of(each.entry.fields, "why"):
                found.setdefault(reason, []).append(each)
    return found


def alternatives(timed_entries: Iterable[TimedEntry], weeks: range) -> tuple[Alternative, ...]:
    """The four other things an hour could have been, with the minutes that were: both sides, hours of `do`."""
    entries: dict[str, list[TimedEntry]] = {kind: [] for kind in ALTERNATIVES}
    for each in timed_entries:
        if each.week in weeks and not each.social and each.entry.kind in entries:
            entries[each.entry.kind].append(each)
    return tuple(
        Alternative(kind, question, sum(each.entry.minutes for each in entries[kind]), tuple(entries[kind]))
        for kind, question in ALTERNATIVES.items()
    )


def brand_motivation(timed_entries: Iterable[TimedEntry], weeks: range) -> Motivation:
    """The mean motivation of the brand side's social entries in some weeks (M1 as a level)."""
    rated = [
        (each.when[0], each.entry.motivation)
        for each in timed_entries
        if each.week in weeks and each.social and each.side == BRAND and each.entry.motivation is not None
    ]
    if len(rated) < LEAST_RATINGS or len({day for day, _ in rated}) < LEAST_DAYS:
        return Motivation(None, len(rated))
    return Motivation(math.fsum(value for _, value in rated) / len(rated), len(rated))


def why_is_due(timed_entries: Sequence[TimedEntry], blocks: Sequence[range]) -> bool:
    """Whether the question why opens by itself: two blocks running with a mean brand motivation below 3.

    `blocks` are the last complete review blocks (`format.calendar`), as weeks counted back, newest first. Two
    blocks follow each other even over a week 53, which is in none.
    """
    last = [brand_motivation(timed_entries, block) for block in blocks[:LOW_BLOCKS]]
    return len(last) == LOW_BLOCKS and all(
        each.mean is not None and each.mean < LOW_MOTIVATION for each in last
    )
