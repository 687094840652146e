"""Posts: about oneself, answered, and followed by a conversation or not (M6b, M5; METHOD 2.8)."""

from __future__ import annotations

from bisect import bisect_left

from twohats.format.words import SIDES
from twohats.measures.field_values import values_of
from twohats.measures.returns import RIPE_DAYS, ripe_before
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.returns import Credit
    from twohats.measures.timeline import TimedEntry, Timeline

LEAST_KNOWN = 5
"""Posts of which it is known whom they are about, under which there is no share."""
STAND_DAYS = 7
"""Days after a post within which somebody should have been spoken to."""


class MeShare(NamedTuple):
    """What one side's posts are about (M6b)."""

    me: int
    """Posts with `about:me`."""
    known: int
    """Posts with `about:me` or `about:others`."""
    posts: int

    @property
    def share(self) -> float | None:
        """`me` of `known`, 0..1; None under 5 known."""
        return self.me / self.known if self.known >= LEAST_KNOWN else None


class Answered(NamedTuple):
    """One side's posts in the weeks whose replies are in, and the replies credited to them."""

    posts: int
    replies: int
    """A person once a week."""
    shared: int
    """Replies of both hats, on top of these: half of each is this side's."""

    @property
    def posts_a_reply(self) -> float | None:
        """Posts for each reply; None without any."""
        came = self.replies + self.shared / 2
        return self.posts / came if came else None


class StandWeeks(NamedTuple):
    """Weeks in which one side posted to everybody and spoke to nobody."""

    weeks: tuple[int, ...]
    """They, as counted back."""
    of: int
    """Weeks with a post whose 7 days are over, or in which somebody was spoken to."""


def me_share(timed_entries: Sequence[TimedEntry], weeks: range) -> dict[str, MeShare]:
    """Each side's posts about oneself, of those that say whom they are about (M6b)."""
    counts = {side: [0, 0, 0] for side in SIDES}
    for each in timed_entries:
        if each.week in weeks and each.entry.activity == "post":
            about = next(
                (one for one in values_of(each.entry.fields, "about") if one in ("me", "others")), ""
            )
            count = counts[each.side]
            count[0] += about == "me"
            count[1] += bool(about)
            count[2] += 1
    return {side: MeShare(*counts[side]) for side in SIDES}


def answered_posts(timeline: Timeline, replies: Sequence[Credit], weeks: range) -> dict[str, Answered]:
    """Each side's posts and the replies credited to them, over as many weeks, the last whose replies are in (M5)."""
    ripe = ripe_before(timeline, RIPE_DAYS["reply"], weeks)
    posts = dict.fromkeys(SIDES, 0)
    for each in timeline.timed_entries:
        posts[each.side] += each.entry.activity == "post" and each.week in ripe
    came = {side: [0, 0] for side in SIDES}
    for credit in replies:
        entry = credit.timed_entry
        if entry and credit.week in ripe and entry.entry.activity == "post":
            came[entry.side][credit.half] += credit.returns
    return {side: Answered(posts[side], *came[side]) for side in SIDES}


def stand_weeks(timeline: Timeline, weeks: range) -> dict[str, StandWeeks]:
    """Each side's weeks with posts and nothing one-to-one of that side from a post to 7 days after it.

    One-to-one is a talk, a give, or a conversation that came back. A week whose 7 days are not over is open: it
    counts only once there was something.
    """
    posted: dict[str, dict[int, list[int]]] = {side: {} for side in SIDES}
    spoke: dict[str, set[int]] = {side: set() for side in SIDES}
    for each in timeline.timed_entries:
        if each.entry.activity == "post" and each.week in weeks and each.entry.minutes:
            posted[each.side].setdefault(each.week, []).append(each.when[0])
        elif each.entry.activity == "talk" and each.week < weeks.stop:
            spoke[each.side].add(each.when[0])
    for came in timeline.timed_events:
        if came.week < weeks.stop and (came.event.verb == "gave" or came.event.kind == "conversation"):
            spoke[came.side].add(came.when[0])
    until = timeline.until.toordinal()
    return {side: _stands(posted[side], sorted(spoke[side]), until) for side in SIDES}


def _stands(posted: dict[int, list[int]], spoke: Sequence[int], until: int) -> StandWeeks:
    silent: list[int] = []
    over = 0
    for week, days in posted.items():
        met = any(_is_met(day, spoke) for day in days)
        if not met and max(days) + STAND_DAYS > until:
            continue
        over += 1
        if not met:
            silent.append(week)
    return StandWeeks(tuple(silent), over)


def _is_met(day: int, spoke: Sequence[int]) -> bool:
    at = bisect_left(spoke, day)
    return at < len(spoke) and spoke[at] <= day + STAND_DAYS
