"""Why the hours of some weeks were spent, read and measured; and whether that question opens by itself."""

from __future__ import annotations

from twohats.actions.channels import WholeWeeks, range_of
from twohats.actions.timeline import read_timeline
from twohats.format.calendar import REVIEW_WEEKS, last_block, week_of
from twohats.measures.reasons import LOW_BLOCKS, why_figures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from twohats.format.calendar import Week
    from twohats.journal.folder import Journal
    from twohats.measures.reasons import WhyFigures

BLOCK = REVIEW_WEEKS
"""Weeks of a review block."""


def why_of(journal: Journal, weeks: WholeWeeks, today: date) -> WhyFigures:
    """The reasons of some weeks."""
    now = week_of(today, start=journal.week_start)
    newest = now if now.first >= weeks.last.first else weeks.last
    back = (newest.first - weeks.last.first).days // 7 + weeks.number
    bound = max(back, BLOCK * (LOW_BLOCKS + 2)) if weeks.number else None
    timeline = read_timeline(journal, newest, today, weeks_before=bound).timeline
    return why_figures(timeline, range_of(newest, timeline.logged, weeks), blocks_before(newest, today))


def blocks_before(week: Week, today: date) -> list[range]:
    """The last review blocks whose review is due by `today`, as weeks counted back from `week`, newest first."""
    found: list[range] = []
    block = last_block(today, start=week.first.weekday())
    for _ in range(LOW_BLOCKS):
        back = (week.first - block.week.first).days // 7
        found.append(range(back, back + BLOCK))
        block = block.before()
    return found
