"""Charts as rows of text: pure functions of numbers and a width. Colours come later, with the roles.

A side is never shown by colour alone: personal bars are drawn `█`, brand bars `▓`. Any numbers are allowed (zero,
huge, infinite limits); no chart is wider than requested.
"""

from __future__ import annotations

from math import isfinite

from twohats.values import NamedTuple
from twohats.views.rows import Row, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FILLS = {"personal": ("\N{FULL BLOCK}", "personal-fill"), "brand": ("\N{DARK SHADE}", "brand-fill")}
"""Side to the character and the role its bars are drawn with."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_BEYOND_LEFT, _BEYOND_RIGHT = "◂", "▸"
# Points are shown with one decimal; what rounds to the end of the axis is not beyond it.
_ROUNDING = 0.05


def bar(value: float, full: float, width: int, side: str) -> Row:
    """A bar of `value` where `full` fills `width` columns, exact to an eighth of a column.

    Anything above zero shows at least an eighth; what exceeds `full` fills the width.
    """
    if value <= 0 or full <= 0 or width <= 0:
        return ()
    eighths = max(round(min(value / full, 1.0) * width * 8), 1) if value < full else width * 8
    glyph, role = FILLS[side]
    whole, rest = divmod(eighths, 8)
    return (Span(glyph * whole + (_EIGHTHS[rest] if rest else ""), role),)


class Axis(NamedTuple):
    """A stretch of numbers laid out over columns; the first column is `low`, the last one `high`."""

    low: float
    high: float
    width: int

    def column(self, value: float) -> int:
        """The column of `value`, the nearest end for one outside; the first for one that is no number."""
        if not value > self.low:
            return 0
        if value >= self.high:
            return self.width - 1
        return round((value - self.low) / (self.high - self.low) * (self.width - 1))


def axis_around_zero(values: Sequence[float], width: int, *, least: int = 2, most: int = 4) -> Axis:
    """An axis with zero in its middle column, from -`least` to `least`, wider where values need it."""
    reach = max((abs(value) for value in values if isfinite(value)), default=0)
    end = least
    while end < min(reach - _ROUNDING, most):
        end += 1
    return Axis(-end, end, max(width - 1 + width % 2, 1))


def axis_labels(axis: Axis) -> Row:
    """The whole numbers of the axis, each on its column; those that would touch another are left out."""
    return ticks_on_axis([(number, str(number)) for number in range(int(axis.low), int(axis.high) + 1)], axis)


def ticks_on_axis(ticks: Sequence[tuple[float, str]], axis: Axis) -> Row:
    """Texts over an axis, each over its value; those that would touch another are left out."""
    cells = [" "] * axis.width
    ends = axis.low, axis.high
    # Zero and the ends matter most; the rest comes in where there is room.
    for value, text in sorted(ticks, key=lambda tick: (tick[0] != 0, tick[0] not in ends, tick[0])):
        # The last digit stands on its column, what is before it to its left.
        start = min(max(axis.column(value) - len(text) + 1, 0), axis.width - len(text))
        around = cells[max(start - 1, 0) : start + len(text) + 1]
        if start >= 0 and all(cell == " " for cell in around):
            cells[start : start + len(text)] = text
    return (Span("".join(cells), "axis"),)


def dot_on_axis(value: float | None, low: float, high: float, axis: Axis) -> Row:
    """An estimate as a dot and its interval as a line, on an axis with its zero marked.

    An end that lies beyond the axis is drawn as an arrow. Without a value there is only the interval.
    """
    if axis.width <= 0:
        return ()
    cells: list[tuple[str, str]] = [(" ", "axis")] * axis.width
    zero = axis.column(0)
    cells[zero] = ("┊", "axis")
    first, last = axis.column(low), axis.column(high)
    for at in range(first, last + 1):
        cells[at] = ("┼" if at == zero else "─", "interval")
    if first < last:
        cells[first] = (_BEYOND_LEFT if low < axis.low - _ROUNDING else "├", "interval")
        cells[last] = (_BEYOND_RIGHT if high > axis.high + _ROUNDING else "┤", "interval")
    if value is not None:
        cells[axis.column(value)] = ("●", "dot")
    return _spans(cells)


def part_of(value: float, low: float, high: float) -> float:
    """Where a value is between two others, 0 to 1. Halved, so that no numbers are too far apart to subtract."""
    if value >= high:
        return 1.0
    return (value / 2 - low / 2) / (high / 2 - low / 2) if value > low else 0.0


_LEVELS = "▁▂▃▄▅▆▇█"
_NONE_AT_ALL = "\N{MIDDLE DOT}"


def spark(values: Sequence[float | None], low: float, high: float, role: str) -> Row:
    """A column for each value, from the lowest bar at `low` to a full one at `high`.

    A zero at the bottom of the scale is a dot, a value that is not known a space.
    """
    cells = []
    for value in values:
        if value is None:
            cells.append((" ", role))
        elif value <= low == 0:
            cells.append((_NONE_AT_ALL, "muted"))
        else:
            part = part_of(value, low, high)
            cells.append((_LEVELS[min(int(part * len(_LEVELS)), len(_LEVELS) - 1)], role))
    return _spans(cells)


def _spans(cells: Sequence[tuple[str, str]]) -> Row:
    """Single characters with roles as spans, neighbours of the same role in one."""
    spans: list[Span] = []
    for char, role in cells:
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + char, role)
        else:
            spans.append(Span(char, role))
    return tuple(spans)
