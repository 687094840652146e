"""The review of four weeks: its verdicts, from what stood in the journal up to the last day of these weeks.

The answer is the same whenever it is asked, on every machine: the review is asked as if on the day after, and what was
said at the review before is worked out again, not remembered.
"""

from __future__ import annotations

from datetime import timedelta

from twohats.actions.reviews import reviews_before
from twohats.actions.timeline import read_timeline
from twohats.format.calendar import block_of, last_block, week_named
from twohats.measures.bar import read_bars
from twohats.measures.evidence import settle
from twohats.measures.returns import trace_returns
from twohats.measures.verdicts import asked, verdicts, with_pauses
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from twohats.actions.timeline import ReadTimeline
    from twohats.format.calendar import Block, Week
    from twohats.format.model import Problem
    from twohats.format.one_name import OneName
    from twohats.journal.folder import Journal
    from twohats.measures.timeline import LeftOut
    from twohats.measures.verdict import Verdict, Verdicts

LOOK_BACK = 52
"""Weeks before a block that can matter for it: 26 ripe ones behind 6 that are not, and what these returns are
credited to. Only a tag or `from:` that reaches further back is lost."""
MOST_NOES = 6
"""Blocks that a no is followed through; after half a year a verdict that is still the same is said again."""


class Review(NamedTuple):
    """What the review of a block says."""

    block: Block
    verdicts: Verdicts
    """All that may be said, those said no to included."""
    said_no: tuple[Verdict, ...]
    """Of these, the ones that the user said no to and that have not changed since: shown apart."""
    problems: tuple[Problem, ...]
    """Bars that are not understood."""
    left_out: LeftOut
    """What was not read of the weeks that these verdicts are of."""


def verdicts_at(journal: Journal, block: Block) -> Review:
    """The verdicts of a block; those of one that is not over are as if nothing else were written."""
    found, read = _verdicts(journal, block)
    refused = _refused(journal, block, found, read.people.one_name)
    return Review(block, found, refused, read_bars(journal.settings.bar).problems, read.timeline.left_out())


def latest_review(journal: Journal, day: date) -> Review:
    """The last review that is due on a day: of a block from its last day on, on which one sits down for it.

    Every view that speaks of the last review has it from here, so that all of them say the same.
    """
    return verdicts_at(journal, last_block(day, start=journal.week_start))


def review_of(week: Week) -> Block:
    """The block that a review file of `week` speaks of: the last one whose weeks are all written by then."""
    block = block_of(week) or block_of(week.back(1))
    assert block is not None  # no two weeks 53 follow each other
    return block if block.week.first <= week.first else block.before()


def _verdicts(journal: Journal, block: Block) -> tuple[Verdicts, ReadTimeline]:
    """What may be said at a block, and the lines it is said of."""
    weeks = (block.week.first - block.before().week.first).days // 7
    read = read_timeline(journal, block.week, block.last + timedelta(days=1), weeks_before=LOOK_BACK + weeks)
    traced = trace_returns(read.timeline)
    bars, settled = read_bars(journal.settings.bar), settle(read.timeline, traced)
    now, before = (asked(read.timeline, traced, settled, bars, back) for back in (0, weeks))
    return with_pauses(verdicts(now, before)), read


def _refused(journal: Journal, block: Block, found: Verdicts, names: OneName) -> tuple[Verdict, ...]:
    """Of the verdicts of a block, those that were said no to, here or at an earlier review since which they were the
    same every time.
    """
    sides = journal.hats.sides
    noes: dict[str, set[tuple[str, str, str]]] = {}
    for each in reviews_before(journal, block.after().week, names, weeks=4 * (MOST_NOES + 2)).reviews:
        review = review_of(week_named(each.week, start=journal.week_start)).name
        noes.setdefault(review, set()).update(
            (sides[no.hat], names.channel(no.channel), no.rule) for no in each.review.said_no
        )
    ever = set().union(*noes.values())
    open_ones = [each for each in found.all() if _as_written(each) in ever]
    refused = []
    at = block
    for _ in range(MOST_NOES):
        refused += [each for each in open_ones if _as_written(each) in noes.get(at.name, ())]
        open_ones = [each for each in open_ones if _as_written(each) not in noes.get(at.name, ())]
        if not open_ones:
            break
        at = at.before()
        earlier = {each.identity for each in _verdicts(journal, at)[0].all()}
        open_ones = [each for each in open_ones if each.identity in earlier]
    return tuple(each for each in found.all() if each in refused)


def _as_written(verdict: Verdict) -> tuple[str, str, str]:
    """The verdict as a line `no: HAT [CHANNEL] RULE` names it."""
    return verdict.hat, verdict.channel or verdict.activity, verdict.rule
