"""What the answers of a sitting changed in the figures of its week."""

from __future__ import annotations

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.measures.figures import Gap, WeekFigures

PROBLEMS, NOISE, WRITE_TO = "problems", "noise", "write to"


class Changed(NamedTuple):
    """One count before the answers and after them, both tallies."""

    what: str
    """The name of a rating, or one of the words above."""
    before: int
    after: int
    gap: Gap | None = None
    """Of a rating: the gap as it is now."""
    is_new: bool = False
    """Whether the gap has enough ratings now and had not before."""


def changed(before: WeekFigures, after: WeekFigures) -> tuple[Changed, ...]:
    """What is different, ratings first; nothing that is the same."""
    return tuple(each for each in _compared(before, after) if each.before != each.after)


def _compared(before: WeekFigures, after: WeekFigures) -> Iterator[Changed]:
    for was, gap in zip(before.gaps, after.gaps, strict=True):
        is_new = gap.lived.enough and not was.lived.enough
        yield Changed(gap.rating, sum(was.lived.n.values()), sum(gap.lived.n.values()), gap, is_new)
    yield Changed(PROBLEMS, before.cover.left_out.problems, after.cover.left_out.problems)
    yield Changed(NOISE, before.noise.personal + before.noise.brand, after.noise.personal + after.noise.brand)
    yield Changed(WRITE_TO, len(before.follow_up), len(after.follow_up))
