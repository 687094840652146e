"""All the measures of one week, put together."""

from __future__ import annotations

from twohats.measures import people, tallies
from twohats.measures.decisions import standings
from twohats.measures.figures import WeekFigures
from twohats.measures.gap_sensitivity import with_sensitivity
from twohats.measures.gaps import LIKE_WEEKS, gaps
from twohats.measures.noise import noise
from twohats.measures.outbound import sent
from twohats.measures.questions import question_of
from twohats.measures.returns import arrivals, returns, trace_returns
from twohats.measures.timeline import timeline_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from twohats.format.calendar import Week
    from twohats.format.model import Page, Problem
    from twohats.format.words import Hats
    from twohats.measures.decisions import Decided
    from twohats.measures.timeline import Timeline

WEEKS_BEFORE = 25
"""The weeks before a week that its figures look at: 12 ripe ones for returns per hour, behind up to 7 unripe
ones, and 45 days before them in which a return may have its origin. Older pages change nothing."""


def week_figures(
    pages: Mapping[str, Page],
    week: Week,
    *,
    hats: Hats,
    today: date,
    decided: Sequence[Decided] = (),
    aside: Collection[str] = (),
    problems: Iterable[Problem] = (),
) -> WeekFigures:
    """The figures of `week` from the pages of it and of the `WEEKS_BEFORE` weeks before it.

    `decided` are the decisions of the reviews before it, `aside` the people not to be named among those to write to,
    `problems` those of folders, and of files that are no pages.

    `pages` maps ISO dates to pages; days without a page may be missing and further pages are not looked at.
    `today` tells how much of the week has begun and what has had time to come back.
    """
    timeline = timeline_of(pages, week, hats, today, weeks_before=WEEKS_BEFORE, problems=problems)
    now, events = timeline.now(), timeline.events()
    traced = trace_returns(timeline)
    known = people.acquaintances(timeline)
    mix, distance = tallies.mixes(timeline)
    why, why_minutes = tallies.whys(each for each in now if each.social)
    return WeekFigures(
        week=week.name,
        first=week.first.isoformat(),
        last=week.last.isoformat(),
        cover=tallies.cover(timeline, range(1)),
        minutes=tallies.minutes(now),
        gaps=with_sensitivity(gaps(timeline.timed_entries), timeline.timed_entries, range(LIKE_WEEKS)),
        returns=returns(timeline, traced),
        noise=noise(timeline),
        money=tallies.money(events),
        gives=tallies.count_of(events, "gave"),
        asks=tallies.count_of(events, "asked"),
        lost=tallies.lost(events),
        new_people=people.new_people(timeline, known),
        follow_up=tuple(one for one in people.follow_up(timeline, known) if one.person not in aside),
        mix=mix,
        mix_distance=distance,
        why=why,
        trace=arrivals(traced),
        question=question_of(week),
        why_minutes=why_minutes,
        followed_up=people.followed_up(timeline, known),
        named=timeline.named(),
        decided=standings(decided, timeline),
        sent=sent(events, week.first.toordinal(), week.last.toordinal()),
        looked_from=_looked_from(timeline),
    )


def _looked_from(timeline: Timeline) -> str:
    """The first day looked at, if there are lines in its week."""
    oldest = timeline.week.back(WEEKS_BEFORE)
    begins = min(timeline.logged, default=0)
    return oldest.first.isoformat() if 0 < begins <= oldest.last.toordinal() else ""
