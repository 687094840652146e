"""The scroll bar: half a column of colour at the edge, so that text beside it keeps its distance."""

from __future__ import annotations

from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BAR = "\N{RIGHT HALF BLOCK}"


class ThinBar(ScrollBarRender):
    """Upright bars in whole rows and half a column; others as Textual draws them."""

    VERTICAL_BARS = [" "]  # no parts of a row: half a block has no upper or lower part

    @classmethod
    def render_bar(cls, *args: Any, **settings: Any) -> Segments:
        """The rows of the bar, by the arguments of Textual's own."""
        drawn = super().render_bar(*args, **settings)
        if not settings.get("vertical", True):
            return drawn
        half = _BAR.rjust(settings.get("thickness", 1))
        own = Style(bgcolor=settings.get("back_color"), reverse=False)  # the other half is ground
        rows = [
            Segment(half, (segment.style or Style()) + own) if _is_held(segment) else segment
            for segment in drawn.segments
        ]
        return Segments(rows, new_lines=True)


def _is_held(segment: Segment) -> bool:
    """Whether it is a row of what one holds and moves: Textual draws that in reverse."""
    return bool(segment.style and segment.style.reverse)
