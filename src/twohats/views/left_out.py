"""What was left out of the numbers of a view: its last row, where anything was."""

from __future__ import annotations

from twohats.views.blocks import Advice, Door, Fact, Facts
from twohats.views.wording import left_out_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.timeline import LeftOut


def left_out_blocks(left_out: LeftOut) -> tuple[Facts, ...]:
    """The row, a block of its own, which opens the lines; no block where everything was read."""
    if not left_out.problems:
        return ()
    says, door = left_out_says(left_out), Door(lines=left_out.places)
    return (Facts("", (Fact("Not read", says, "problem", door, Advice("check")),)),)
