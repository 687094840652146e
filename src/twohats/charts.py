"""Charts as rows of text: pure functions of numbers and a width. Colours come later, with the roles.

A side is never told by colour alone: personal bars are drawn `█`, brand bars `▓`. Numbers may be ugly (zero,
huge, infinite limits); no chart is wider than it was asked to be.
"""

from __future__ import annotations

from math import isfinite

from twohats.rows import Row, Span
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FILLS = {"personal": ("\N{FULL BLOCK}", "personal-fill"), "brand": ("\N{DARK SHADE}", "brand-fill")}
"""Side to the character and the role its bars are drawn with."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTHS = "▁▂▃▄▅▆▇█"
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


def stacked_bar(parts: Sequence[tuple[float, str]], width: int) -> Row:
    """Parts of a whole, `(value, side)`, as one bar of exactly `width` columns; empty when all are zero.

    Columns are shared out by largest remainder, so that they always add up; a part above zero that would get
    none takes one from the largest while there are enough for all.
    """
    total = sum(value for value, _ in parts)
    if total <= 0 or width <= 0:
        return ()
    exact = [max(value, 0) / total * width for value, _ in parts]
    sizes = [int(size) for size in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: sizes[index] - exact[index])
    for index in by_remainder[: width - sum(sizes)]:
        sizes[index] += 1
    for index, (value, _) in enumerate(parts):
        largest = max(range(len(sizes)), key=sizes.__getitem__)
        if value > 0 and not sizes[index] and sizes[largest] > 1:
            sizes[index] += 1
            sizes[largest] -= 1
    fills = [FILLS[side] for _, side in parts]
    return tuple(Span(glyph * size, role) for size, (glyph, role) in zip(sizes, fills, strict=True) if size)


class Axis(NamedTuple):
    """A stretch of numbers laid out over columns; the first column is `low`, the last one `high`."""

    low: float
    high: float
    width: int

    def column(self, value: float) -> int:
        """The column of `value`, the nearest end for one outside."""
        if value <= self.low:
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
    ends = int(axis.low), int(axis.high)
    cells = [" "] * axis.width
    # Zero and the ends matter most; the rest comes in where there is room.
    for number in sorted(range(ends[0], ends[1] + 1), key=lambda each: (each != 0, each not in ends, each)):
        text = str(number)
        # The digit stands on its column, a minus sign to its left.
        start = min(max(axis.column(number) - len(text) + 1, 0), axis.width - len(text))
        around = cells[max(start - 1, 0) : start + len(text) + 1]
        if start >= 0 and all(cell == " " for cell in around):
            cells[start : start + len(text)] = text
    return (Span("".join(cells), "axis"),)


def dot_on_axis(value: float, low: float, high: float, axis: Axis) -> Row:
    """An estimate as a dot and its interval as a line, on an axis with its zero marked.

    An end that lies beyond the axis is drawn as an arrow.
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
    cells[axis.column(value)] = ("●", "dot")
    return _spans(cells)


def sparkline(values: Sequence[float | None], width: int, role: str = "text") -> Row:
    """The last `width` values as columns of one line, the largest of them full height; None leaves a dot."""
    shown = values[-width:] if width > 0 else ()
    top = max((value for value in shown if value is not None and isfinite(value)), default=0)
    cells = []
    for value in shown:
        if value is None:
            cells.append(("·", "axis"))
        elif value <= 0 or top <= 0:
            cells.append((_HEIGHTHS[0], "axis"))
        else:
            cells.append((_HEIGHTHS[min(max(round(min(value / top, 1) * 8) - 1, 0), 7)], role))
    return _spans(cells)


class Estimate(NamedTuple):
    """An estimate and its interval, for a chart over time."""

    value: float
    low: float
    high: float


def band(points: Sequence[Estimate | None], width: int, height: int, low: float, high: float) -> list[Row]:
    """Estimates over time as `height` rows, newest to the right: the interval shaded, the value a dot.

    `low` and `high` are the values of the lowest and the highest row. Zero is a line when it lies between. A
    week without an estimate stays empty. Every point has the same number of columns, at most four.
    """
    if width <= 0 or height <= 0:
        return []
    shown = points[-width:]
    each = min(max(width // max(len(shown), 1), 1), 4)
    upward = Axis(low, high, height)
    grid = [[(" ", "axis")] * (each * len(shown)) for _ in range(height)]
    if low <= 0 <= high and low < high:
        grid[upward.column(0)] = [("┈", "axis")] * (each * len(shown))
    for number, point in enumerate(shown):
        if point is None:
            continue
        start = number * each
        for line in range(upward.column(point.low), upward.column(point.high) + 1):
            grid[line][start : start + each] = [("░", "interval")] * each
        grid[upward.column(point.value)][start + (each - 1) // 2] = ("●", "dot")
    return [_spans(cells) for cells in reversed(grid)]


def _spans(cells: Sequence[tuple[str, str]]) -> Row:
    """Single characters with roles as spans, neighbours of the same role in one."""
    spans: list[Span] = []
    for char, role in cells:
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + char, role)
        else:
            spans.append(Span(char, role))
    return tuple(spans)
