"""Sums as the view that shows them: with names, or to be handed on, naming nobody.

Apart from the other views, which import the measures: sums are asked for often, and soon there.
"""

from __future__ import annotations

from twohats.views.selection_wording import asked_text, days_asked
from twohats.views.sums import Shape, sums_table, sums_view
from twohats.views.sums_wording import Naming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.actions.sum import ReadSums
    from twohats.query.selection import Selection
    from twohats.query.sums import Sums
    from twohats.views.blocks import Block, Table, View


def shown_sums(
    read: ReadSums, selection: Selection, *, share: bool, shape: Shape, more: Sequence[Block] = ()
) -> View:
    """Sums, headed by what is asked for; what is handed on by its days alone."""
    asked = days_asked(selection)
    if not share:
        asked = asked_text(selection) + ("" if selection.has_days else ", of all days")
    sums, naming = _called(read, share=share)
    return sums_view(sums, asked=asked, naming=naming, left_out=read.left_out, shape=shape, more=more)


def shown_sums_table(read: ReadSums, *, share: bool) -> Table:
    """All of the table alone."""
    return sums_table(*_called(read, share=share), Shape())


def _called(read: ReadSums, *, share: bool) -> tuple[Sums, Naming]:
    if share:
        return sums_to_hand_on(read), Naming()
    return read.sums, Naming(people=read.people.shown, channels=read.channels)


def sums_to_hand_on(read: ReadSums) -> Sums:
    """Sums that name nobody."""
    from twohats.actions.shown import every_name
    from twohats.render.sums_json import shared

    return shared(read.sums, every_name(read.people) | read.sums.named)
