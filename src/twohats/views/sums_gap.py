"""How far apart the hats are in some chosen lines, below their sums."""

from __future__ import annotations

from twohats.format.words import SIDES
from twohats.views.blocks import Cell, Column, Fact, Facts, Record, Table
from twohats.views.dates import span_text
from twohats.views.silences import silence
from twohats.views.trend_returns import came_block
from twohats.views.wording import alike_says, estimate_says, gap_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from twohats.measures.figures import Gap
    from twohats.measures.selected import SelectedGaps
    from twohats.views.blocks import Block

BY_RATING = "lines that were chosen by their ratings cannot be asked how they were rated"
MANY_LOOKS = (
    "An interval of 90 % misses one time in ten. Who looks at many selections finds a difference by luck; "
    "ask again of other weeks."
)
_HEADING = "Brand minus personal (90 %)"


def gap_blocks(
    found: SelectedGaps | None, *, aim: Collection[str] = (), by_rating: bool = False
) -> tuple[Block, ...]:
    """The gaps and what an hour brought, or why nothing is said."""
    lacking = why_none(found, by_rating=by_rating)
    if lacking or found is None:
        return (Facts("", (Fact(_HEADING, lacking),)),)
    heads = (Column(""), Column("as lived", right=False), Column("like for like", right=False))
    notes = (f"Post, read and talk of {span_text(found.first, found.last)}.", MANY_LOOKS)
    return Table(_HEADING, heads, tuple(map(_gap, found.gaps)), notes), came_block(found.returns, aim)


def why_none(found: SelectedGaps | None, *, by_rating: bool) -> str:
    """Why the hats cannot be compared at all; empty where they can."""
    if by_rating:
        return BY_RATING
    if found is None or not found.sides:
        return "no post, read or talk among these lines"
    if len(found.sides) < len(SIDES):
        return f"all of it is {found.sides[0]}: there is nothing to compare it with"
    return ""


def _gap(gap: Gap) -> Record:
    lived = estimate_says(gap.lived) or silence(gap.lived.missing)
    alike = alike_says(gap) or silence(gap.alike.missing)
    says = f"{gap.rating}: {gap_says(gap)}; like for like {alike}"
    return Record((Cell(gap.rating), Cell(lived), Cell(alike)), says)
