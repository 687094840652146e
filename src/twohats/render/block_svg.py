"""The pictures of a view of blocks in SVG, as text: one for each row, since the words beside it are the page's.

Thus a telephone shows the words above the picture and neither is made small. All are as wide as each other, so that the
same place means the same in every row.
"""

from __future__ import annotations

from math import ceil

from twohats.render import shapes
from twohats.views import week_columns
from twohats.views.charts import part_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.views.blocks import Dot
    from twohats.views.scales import Scale

_WIDTH = 360.0
_BAR, _DOT, _NAMES = 38.0, 26.0, 18.0  # how high a row is
_WIDEST_BAR = 24.0
_NAME = 34.0  # what the name of a month takes
_MARGIN = 14.0  # beside an axis, for arrows and the names of its ends
BARS = 120
"""Of so many weeks there is a bar each, of more a bar for several."""


def _picture(parts: Iterable[str], height: float, says: str = "") -> str:
    """A row; one that says nothing is hidden from who cannot see it."""
    role = f'role="img" aria-label="{shapes.safe(says)}"' if says else 'aria-hidden="true"'
    return f'<svg {role} viewBox="0 0 {_WIDTH:g} {height:g}">{"".join(parts)}</svg>'


def months(weeks: Sequence[str]) -> str:
    """The months above rows of bars."""
    each = week_columns.grouped(len(weeks), BARS)
    step = _step(-(-len(weeks) // each))
    names = week_columns.names(weeks, each, wide=ceil(_NAME / step))
    return _picture((shapes.text(step * at, 13, name, "tick") for at, name in names), _NAMES)


def bars(values: Sequence[float | None], side: str, ends: tuple[float, float], says: str) -> str:
    """One row of bars from the lowest value of the scale to the highest; a value that is not known has none."""
    low, high = ends
    step = _step(len(values))
    bottom = _BAR - 2
    kind = f"fill-{side}" if side else "fill-plain"
    parts = [shapes.line(0, bottom, step * len(values), bottom, "grid")]
    for at, value in enumerate(values):
        if value is not None and value > low:
            height = max(part_of(value, low, high) * (bottom - 2), 1.0)
            parts.append(shapes.rect(step * (at + 0.12), bottom - height, step * 0.76, height, kind))
    return _picture(parts, _BAR, says)


def _step(count: int) -> float:
    return min(_WIDTH / max(count, 1), _WIDEST_BAR)


def ticks(scale: Scale) -> str:
    """The numbers above an axis."""
    names = (shapes.text(_x(place), 13, name, "tick", "middle") for place, name in scale.ticks)
    return _picture(names, _NAMES)


def estimate(dot: Dot, scale: Scale, says: str) -> str:
    """An estimate with its interval on an axis; without its dot where it is beyond the axis."""
    low, high = scale.place(dot.low or 0.0), scale.place(dot.high or 0.0)
    middle = _DOT / 2
    parts = [
        shapes.line(_x(place), 0, _x(place), _DOT, "zero" if place == 0 else "grid")
        for place, _ in scale.ticks
    ]
    parts.append(shapes.interval(_x, middle, low, high, (-1.0, 1.0)))
    if dot.value is not None and not scale.is_beyond(scale.place(dot.value)):
        parts.append(shapes.dot(_x(scale.place(dot.value)), middle))
    return _picture(parts, _DOT, says)


def _x(place: float) -> float:
    half = _WIDTH / 2
    return half + min(max(place, -1.0), 1.0) * (half - _MARGIN)
